from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from record_made_up import TEXT, article_of, whole_reading

from detente.errors import InputError
from detente.record import provenance
from detente.record.audit import audit
from detente.record.export import TABLES, export
from detente.record.store import Store
from detente.types import Actor, ArticleReading

if TYPE_CHECKING:
    from pathlib import Path


def test_json_lines_begin_with_provenance_and_hold_every_row_with_its_words(
    held: Store, tmp_path: Path
) -> None:
    goal = export(held, tmp_path / "out" / "record.jsonl", "jsonl")
    rows = [json.loads(line) for line in goal.read_text(encoding="utf-8").splitlines()]
    assert rows[0]["kind"] == "provenance"
    assert rows[0]["runs"][0]["settings"] == {"model": "made up"}
    kinds = {row["kind"] for row in rows}
    assert kinds >= {"article", "actor", "event", "claim", "tie", "provision", "non_action"}
    for row in rows:
        for found in row.get("evidence", []):
            assert found["quote"] == TEXT[found["start"] : found["end"]]
    bare = export(held, tmp_path / "bare.jsonl", "jsonl", text=False)
    assert "text" not in json.loads(bare.read_text(encoding="utf-8").splitlines()[1])


def test_parquet_gives_back_the_tables(held: Store, tmp_path: Path) -> None:
    folder = export(held, tmp_path / "it's parquet", "parquet")
    for table in TABLES:
        there = duckdb.sql(
            f"SELECT * FROM read_parquet('{str(folder / table).replace(chr(39), chr(39) * 2)}"
            ".parquet') ORDER BY ALL"
        ).fetchall()
        assert there == held.con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
    assert json.loads((folder / "provenance.json").read_text())["articles"] == 1


FORMULAS = ('=HYPERLINK("http://example.org")', "+1", "-1+2", "@SUM(A1)", "\t=1")


def test_a_cell_that_a_spreadsheet_would_run_is_defused(store: Store, tmp_path: Path) -> None:
    actors = tuple(Actor(f"x-{n}", name, "group") for n, name in enumerate(FORMULAS))
    text = '=1+1\nwith, commas and "marks" 🕊️'
    store.add_readings([ArticleReading(article_of(text, title="=2"), actors=actors)], "r_1")

    def cells(folder: Path, table: str) -> list[dict[str, str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    folder = export(store, tmp_path / "safe", "csv")
    assert [row["name"] for row in cells(folder, "actor")] == ["'" + name for name in FORMULAS]
    assert cells(folder, "article")[0]["text"] == "'" + text
    assert cells(folder, "article")[0]["title"] == "'=2"
    raw = export(store, tmp_path / "raw", "csv", raw=True)
    assert [row["name"] for row in cells(raw, "actor")] == list(FORMULAS)
    bare = export(store, tmp_path / "bare", "csv", text=False)
    assert "text" not in cells(bare, "article")[0]


def test_an_export_writes_over_nothing(held: Store, tmp_path: Path) -> None:
    goal = tmp_path / "kept.jsonl"
    goal.write_text("mine")
    with pytest.raises(InputError, match="there already"):
        export(held, goal, "jsonl")
    assert goal.read_text() == "mine"
    with pytest.raises(InputError, match="there already"):
        export(held, tmp_path, "csv")
    wrong: Any = "xlsx"
    with pytest.raises(InputError, match="no export format"):
        export(held, tmp_path / "new", wrong)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        export(held, tmp_path / "file" / "below", "csv")


def test_a_record_opened_for_reading_can_be_exported(path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        store.add_readings([whole_reading()], "r_1")
    with Store(path, read_only=True) as store:
        export(store, tmp_path / "out.jsonl", "jsonl")
        export(store, tmp_path / "out", "parquet")


def test_provenance_says_what_a_run_depended_on(held: Store) -> None:
    kept = provenance.settings(registry="abc", model="m", model_version="3.8", flags={"date": None})
    assert kept["registry"] == "abc"
    assert kept["model_version"] == "3.8"
    assert kept["duckdb"] == duckdb.__version__
    about = provenance.describe(held)
    assert (about["articles"], about["reports"], about["events"], about["claims"]) == (1, 2, 2, 1)
    assert about["runs"][0]["counts"] == {"read": 1}
    assert about["schema"] == "1"


def test_an_audit_finds_what_does_not_hold(held: Store) -> None:
    found = audit(held)
    assert all(check["holds"] for check in found["checks"])
    assert len(found["runs"]) == 1
    for damage in (
        "UPDATE article SET text = text || '.'",
        "UPDATE evidence SET \"end\" = 100000 WHERE owner = 't_1'",
        "UPDATE mention SET words = 'Somebody' WHERE words = 'Belmark'",
        "UPDATE claim SET content = 'Belmark will leave'",
        "DELETE FROM evidence WHERE owner = 'n_1'",
        "UPDATE event SET article = NULL WHERE type = 'RETREAT'",
        "UPDATE event SET event = 'e_gone' WHERE type = 'CONSULT'",
        "UPDATE tie SET claim = 'c_gone'",
    ):
        before = {check["what"] for check in audit(held)["checks"] if not check["holds"]}
        held.con.execute(damage)
        after = {check["what"] for check in audit(held)["checks"] if not check["holds"]}
        assert len(after - before) >= 1, damage
    assert all(check["detail"] for check in audit(held)["checks"])
