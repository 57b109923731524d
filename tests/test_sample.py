"""The bundled sample: twenty-two dispatches that the demo and the examples read."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

import detente.data

FOLDER = Path(detente.data.__file__).parent / "sample"
FILES = sorted(FOLDER.glob("2018-*.md"))


def parts(path: Path) -> tuple[dict[str, str], str]:
    """Front matter and body of a dispatch."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.splitlines()), body.strip()


def test_there_are_twenty_two_dispatches() -> None:
    assert len(FILES) == 22


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dispatch_is_dated_named_and_short(path: Path) -> None:
    head, body = parts(path)
    day = date.fromisoformat(head["date"])
    assert path.stem.startswith(head["date"])
    assert date(2018, 4, 1) <= day <= date(2018, 6, 30)
    assert head["title"]
    assert "url" not in head
    assert 80 <= len(body.split()) <= 220
    assert body.count("\n\n") >= 3, "paragraphs are separated by blank lines"
    assert not body.startswith(head["title"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_dispatch_pretends_to_be_from_a_real_outlet(path: Path) -> None:
    assert parts(path)[0]["source"].startswith("Sample ")


def test_origin_names_every_dispatch() -> None:
    origin = (FOLDER / "ORIGIN.md").read_text(encoding="utf-8")
    assert all(path.stem in origin for path in FILES)
    assert "Apache-2.0" in origin


def test_one_dispatch_was_carried_by_two_outlets() -> None:
    wire, daily = (parts(FOLDER / f"2018-05-10-golan-exchange-{n}.md") for n in ("wire", "daily"))
    assert wire[0]["source"] != daily[0]["source"]
    assert wire[1] != daily[1]
    assert SequenceMatcher(None, wire[1], daily[1], autojunk=False).ratio() > 0.9


def test_independent_tellings_share_no_sentence() -> None:
    one, other = (
        set(re.split(r"(?<=[.])\s+", parts(FOLDER / name)[1]))
        for name in ("2018-04-14-tripartite-strikes.md", "2018-04-15-russia-condemns-strikes.md")
    )
    assert not one & other


def test_some_weeks_have_no_report() -> None:
    days = sorted({date.fromisoformat(parts(path)[0]["date"]) for path in FILES})
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert sum(gap > 9 for gap in gaps) >= 2
