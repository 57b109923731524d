"""`detente evaluate actors`: what it prints, and what it says about a bad file."""

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

TEXT = "Iran warned Israel on Monday. The Zorvanian league said that many analysts agreed."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Iran is right, Israel is asked for as Jordan, the league is in no registry."""
    mentions = [
        {"start": 0, "end": 4, "words": "Iran", "actor": "Iran", "kind": "name"},
        {"start": 12, "end": 18, "words": "Israel", "actor": "Jordan", "kind": "name"},
        {"start": 30, "end": 50, "words": "The Zorvanian league", "actor": "Zorvanian League"},
        {"start": 61, "end": 74, "words": "many analysts", "actor": None, "tier": 2},
    ]
    path = tmp_path / "gold.jsonl"
    line = {"id": "one", "published": "2018-05-08", "text": TEXT, "mentions": mentions}
    path.write_text(json.dumps(line), encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "actors", *map(str, arguments)])


def test_scores_are_shown_by_tier_and_kind(gold: Path) -> None:
    done = _run(gold)
    assert done.exit_code == 0
    head, first, *rest = done.stdout.splitlines()
    counted = ["gold", "right", "wrong", "open", "missed", "spurious"]
    assert head.split() == ["part", "name", *counted, "precision", "recall"]
    assert first.startswith("all")
    assert "%" in first
    assert [line.split()[:2] for line in rest[:2]] == [["tier", "1"], ["tier", "2"]]
    assert "does not know 'The Zorvanian league'" in done.stderr


def test_scores_as_json_and_csv_are_the_same_rows(gold: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(_run(gold, "--json").stdout)
    assert rows[0]["gold"] == 4
    assert rows[0]["wrong"] == 1
    printed = list(csv.DictReader(io.StringIO(_run(gold, "--csv").stdout)))
    assert [row["name"] for row in printed] == [row["name"] for row in rows]


def test_errors_come_with_what_was_expected_and_the_sentence(gold: Path) -> None:
    shown = _run(gold, "--errors").stdout
    assert 'wrong: "Israel" (name, tier 1) in one' in shown
    assert '  expected Jordan\n  found ISR in "Israel"\n  Iran warned Israel on Monday.' in shown
    listed = json.loads(_run(gold, "--errors", "--json").stdout)
    wrong = next(row for row in listed if row["error"] == "wrong")
    assert TEXT[wrong["start"] : wrong["end"]] == "Israel"


def test_a_bad_line_ends_with_its_number(gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + "\nnonsense", encoding="utf-8")
    done = _run(gold)
    assert isinstance(done.exception, InputError)
    assert "line 2 is not JSON" in str(done.exception)


def test_help_leads_to_the_command() -> None:
    done = CliRunner().invoke(cli, ["evaluate", "--help"])
    assert "actors" in done.stdout
