from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Path:
    """Files of the project that behaviour is held against."""
    return Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def actors_gold(data: Path) -> Path:
    """The gold file of the project, 41 articles written for it."""
    return data / "actors_gold.jsonl"


@pytest.fixture
def statements(data: Path) -> list[tuple[str, str]]:
    """Sentences that tell no event, with the kind of each; the marks of their actors left out."""
    lines = (data / "statements.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(kind, re.sub(r"\{[ST]:([^{}]*)\}", r"\1", text)) for kind, text in rows]
