"""Names that no table knew are linked by the user's own tables, without reading again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

import detente
from detente.actors.registry import Registry
from detente.errors import InputError
from detente.gaps import write_rows

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Orvald Tekkenhorst, the envoy of Norway, met Sergei Lavrov in Oslo on Monday.

Tekkenhorst said that Russia had attacked the port. The Velmora Defence League condemned Russia.
The Velmora Defence League attacked Russia on Tuesday."""


@pytest.fixture
def record(tmp_path: Path) -> detente.Record:
    article = tmp_path / "one.txt"
    article.write_text("Envoy in Oslo\n\n" + TEXT, encoding="utf-8")
    record = detente.open(tmp_path / "r.detente")
    record.read(article, date="2018-05-21")
    return record


def test_open_names_come_with_their_sentence_and_the_nearest_actors(record: detente.Record) -> None:
    rows = {row["name"]: row for row in record.actors(unresolved=True).rows}
    person = rows["Orvald Tekkenhorst"]
    assert person["type"] == "person"
    assert person["times"] >= 2
    assert "Tekkenhorst" in person["example"]
    assert "Velmora Defence League" in " ".join(rows)


def test_filled_in_rows_relink_the_record(record: detente.Record, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    written = record.fill_in(mine)
    assert {path.name for path in written} == {"aliases.csv", "persons.csv"}
    _fill(mine / "persons.csv", "name", "Orvald Tekkenhorst", state="NOR")
    # Nothing else is filled in, so nothing else changes.
    with_mine = detente.open(record_path(record), registry=[mine])
    spoken = [row["speaker"] for row in with_mine.claims().rows]
    linked = with_mine.relink(why="he is listed now", who="ann")
    assert [(entry["name"], entry["now"]) for entry in linked] == [
        ("Orvald Tekkenhorst", "orvald-tekkenhorst")
    ]
    assert [row["speaker"] for row in with_mine.claims().rows] == spoken
    states = with_mine.store.con.execute(
        "SELECT DISTINCT state FROM mention WHERE actor = 'orvald-tekkenhorst'"
    ).fetchall()
    assert states == [("NOR",)]
    assert "Orvald Tekkenhorst" not in {
        row["name"] for row in with_mine.actors(unresolved=True).rows
    }


def test_a_group_linked_to_a_listed_one_moves_its_events(
    record: detente.Record, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    name = next(
        row["name"] for row in record.actors(unresolved=True).rows if "Velmora" in row["name"]
    )
    (mine / "actors.csv").write_text(
        "id,name,type,state\nNOR.VDL,Velmora Defence League,armed_group,NOR\n", encoding="utf-8"
    )
    (mine / "aliases.csv").write_text(
        f"alias,actor,kind,note\n{name},NOR.VDL,name,seen often\nSomebody else,,name,\n",
        encoding="utf-8",
    )
    with_mine = detente.open(record_path(record), registry=[mine])
    before = len(with_mine.events(source="NOR.VDL").rows)
    linked = with_mine.relink(why="listed", who="ann")
    assert before == 0
    assert [entry["now"] for entry in linked] == ["NOR.VDL"]
    assert linked[0]["rows"] > 0
    assert with_mine.events(source="NOR.VDL").rows
    assert with_mine.audit()["checks"]
    assert all(check["holds"] for check in with_mine.audit()["checks"])
    log = with_mine.audit()["corrections"]
    assert [(entry["field"], entry["now"], entry["who"]) for entry in log] == [
        ("actor", "NOR.VDL", "ann")
    ]
    # A second time there is nothing left to link.
    assert with_mine.relink(why="again", who="ann") == []


def test_a_table_that_is_there_is_not_overwritten(record: detente.Record, tmp_path: Path) -> None:
    record.fill_in(tmp_path / "mine")
    with pytest.raises(InputError, match="is there already"):
        record.fill_in(tmp_path / "mine")


def test_names_are_written_as_the_tables_can_hold_them(tmp_path: Path) -> None:
    known = {"type": "person", "state": None, "where": "text", "times": 2, "perhaps": ""}
    rows = [
        known | {"name": name, "example": "he\rsaid"}
        for name in ("Ann\rOther", 'Bo "Bob", Esq.', "=cmd|'/c calc'!A1", "@sum", "Cy\nMore")
    ]
    written = write_rows(tmp_path / "mine", rows)
    for path in written:
        with path.open(encoding="utf-8", newline="") as file:
            found = [row[1 if path.stem == "persons" else 0] for row in csv.reader(file)][1:]
        assert found == ["Ann Other", 'Bo "Bob", Esq.', "Cy More"]
    assert Registry.load([tmp_path / "mine"]).digest == Registry.load().digest, "nothing is filled"


def record_path(record: detente.Record) -> Path:
    """The file, closed, so that it can be opened with other tables."""
    record.close()
    return record.path


def _fill(path: Path, column: str, value: str, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row[column] == value:
            row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
