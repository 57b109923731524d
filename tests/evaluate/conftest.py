from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def actors_gold() -> Path:
    """The gold file of the project, 41 articles written for it."""
    return Path(__file__).resolve().parent.parent / "data" / "actors_gold.jsonl"
