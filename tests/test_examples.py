"""The examples run as they are printed, on the bundled sample and on made-up event data."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "examples"


def run(name: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(FOLDER / name), *map(str, arguments)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """A year of made-up events: two who consult, and in the end accuse each other."""
    rng = random.Random(1)
    rows = ["date,source_name,target_name,cameo_code"]
    for day in range(365):
        on = date(2017, 1, 1) + timedelta(days=day)
        for a, b in (("Norway", "Iceland"), ("Denmark", "Norway"), ("Iceland", "Denmark")):
            late = (a, b) == ("Norway", "Iceland") and day > 300
            chances = {"040": 0.4, "111": 0.4 if late else 0.02}
            rows += [f"{on},{a},{b},{code}" for code in chances if rng.random() < chances[code]]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_every_example_is_run_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [f for f in FOLDER.glob("*.py") if f'"{f.name}"' not in text] == []


def test_who_said_what() -> None:
    out = run("who_said_what.py")
    assert out.startswith("22 articles read: ")
    named, unnamed = out.index("\nnamed\n"), out.index("\nunnamed group\n")
    assert named < unnamed
    assert "Some diplomats believe: Russia is distancing itself from Iran" in out[unnamed:]


def test_ask_a_headline(tmp_path: Path) -> None:
    out = run("ask_a_headline.py", FOLDER.parent / "src/detente/data/sample", tmp_path / "r.html")
    assert out.startswith("cannot be told\n")
    assert "\nfor:\n" in out
    assert "distancing itself" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_event_data_chart(events: Path, tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    out = run("event_data_chart.py", events, "Norway", "Iceland", "2017-10-29", "2017-12-31", chart)
    assert "100% of ends have a state" in out
    assert "distinct events between Norway and Iceland" in out
    assert chart.read_text(encoding="utf-8").startswith("<svg")
