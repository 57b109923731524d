"""`detente evaluate events`: what it prints, and what it says about a bad file."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from detente.cli import cli
from detente.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Iran condemned Israel on Monday. Norway is north of Denmark."


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """The first event is right, the second is of another type, the third is a statement."""
    events = [
        {"source": ["Iran"], "target": ["Israel"], "type": "11", "reality": "asserted"},
        {"source": ["Zorvania"], "target": ["Denmark"], "type": "AID", "tier": 2},
        {"source": ["Norway"], "target": ["Denmark"], "type": "010"},
    ]
    path = tmp_path / "coded.jsonl"
    path.write_text(
        json.dumps({"id": "one", "published": "2018-05-08", "text": TEXT, "events": events})
    )
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "events", *map(str, arguments)])


def test_both_levels_are_shown_with_notes_on_what_is_not_scored(coded: Path) -> None:
    done = _run(coded)
    assert done.exit_code == 0
    head, first, *rest = done.stdout.splitlines()
    counted = ["gold", "found", "right"]
    assert head.split() == ["level", "part", "name", *counted, "precision", "recall", "f1"]
    assert first.split() == ["actor", "all", "pair", "2", "1", "1", "100.0%", "50.0%", "66.7%"]
    assert any(line.split()[:3] == ["state", "type", "AID"] for line in rest)
    assert "1 statement (CAMEO 01) is no event" in done.stderr
    assert "does not know 'Zorvania'" in done.stderr


def test_scores_as_json_and_csv_are_the_same_rows(coded: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(_run(coded, "--json").stdout)
    assert rows[1]["name"] == "pair and type"
    assert rows[1]["recall"] == 0.5
    printed = list(csv.DictReader(io.StringIO(_run(coded, "--csv").stdout)))
    assert [row["name"] for row in printed] == [row["name"] for row in rows]


def test_errors_come_with_what_was_expected(coded: Path) -> None:
    shown = _run(coded, "--errors").stdout
    assert "missed in one\n  expected Zorvania > Denmark: AID" in shown
    (row,) = json.loads(_run(coded, "--errors", "--json").stdout)
    assert (row["error"], row["tier"]) == ("missed", 2)


def test_a_bad_line_ends_with_its_number(coded: Path) -> None:
    coded.write_text(coded.read_text(encoding="utf-8") + "\n[]", encoding="utf-8")
    done = _run(coded)
    assert isinstance(done.exception, InputError)
    assert "line 2 holds a list where an object should stand" in str(done.exception)


def test_help_leads_to_the_command() -> None:
    done = CliRunner().invoke(cli, ["evaluate", "--help"])
    assert "events" in done.stdout
