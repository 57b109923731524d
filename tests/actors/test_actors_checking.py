"""What `detente actors check` finds in the tables of a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.actors.checking import examine
from detente.actors.registry import Registry
from detente.actors.tables import lay_over
from detente.errors import RegistryError

if TYPE_CHECKING:
    from pathlib import Path


def lay(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_tables_hold_no_unusable_row() -> None:
    assert [problem for problem in examine() if problem.level == "error"] == []


def test_every_row_of_facts_names_its_source_and_when_it_was_checked(registry: Registry) -> None:
    for table in ("actors", "aliases", "persons", "offices", "holders", "ties"):
        for key, row in registry.tables[table].items():
            assert row["source"], (table, key)
            assert row["checked"], (table, key)


@pytest.mark.parametrize(
    ("name", "text", "level", "kind", "says"),
    [
        (
            "holders",
            "office,post,person,start,end,precision,status\n"
            "ISL.NGO,,angela-merkel,2018-01-01,2018-02-30,day,recognised\n",
            "error",
            "bad date",
            "2018-02-30",
        ),
        (
            "holders",
            "office,post,person,start,end,precision,status\n"
            "FRA.PRES,,angela-merkel,2018-01-01,2018-03-01,day,recognised\n",
            "warning",
            "overlapping holders",
            "emmanuel-macron",
        ),
        (
            "holders",
            "office,post,person,start,end,precision,status\n"
            "FRA.PRES,deputy,angela-merkel,2018-01-01,,exact,recognised\n",
            "error",
            "bad word",
            "precision",
        ),
        (
            "aliases",
            "alias,actor,kind\nTehran Times,RUS,name\nTehran Times,IRN,name\n",
            "warning",
            "colliding aliases",
            "IRN, RUS",
        ),
        ("aliases", "alias,actor,kind\nFoo,NOBODY,name\n", "error", "unknown actor", "NOBODY"),
        ("actors", "id,name,type\nX.Y,,party\n", "error", "missing", "name"),
        ("actors", "id,name,type\nX.Y,Foo,country\n", "error", "bad word", "'country'"),
        ("aliases", "alias,actor,kind\nFoo,IRN,peple\n", "error", "bad word", "'peple'"),
        ("aliases", "alias,actor\nFoo,IRN\n", "error", "bad word", "kind"),
        ("persons", "id,name,state\nIRN,Ira N,RUS\n", "error", "double id", "no person"),
        (
            "ties",
            "a,relation,b,start,end\nRUS,member_of,NATO,20180601,\n",
            "error",
            "bad date",
            "20180601",
        ),
        (
            "actors",
            "id,name,type,start,end\nX.Y,Foo,party,2019,2018-12\n",
            "error",
            "bad date",
            "ends before it starts",
        ),
    ],
)
def test_what_an_overlay_brings_in_is_named(
    tmp_path: Path, name: str, text: str, level: str, kind: str, says: str
) -> None:
    found = examine([lay(tmp_path / "mine", name, text)])
    assert [(problem.level, problem.kind) for problem in found] == [(level, kind)]
    assert says in found[0].message
    assert found[0].hint


def test_a_handover_on_one_day_and_a_claimed_office_are_no_overlap(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "mine",
        "holders",
        "office,post,person,start,end,precision,status\n"
        "ISL.NGO,,angela-merkel,2018-01-01,2018-03-01,day,recognised\n"
        "ISL.NGO,,emmanuel-macron,2018-03-01,2018-05-01,day,recognised\n"
        "ISL.NGO,,tony-blair,2018-02-01,2018-05-01,day,claimed\n",
    )
    assert examine([folder]) == []


def test_an_abbreviation_that_differs_in_its_letters_is_no_collision(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "mine",
        "aliases",
        "alias,actor,kind,needs\nQZX,IRN,abbreviation,\nQzx,RUS,abbreviation,\n"
        "Zq Front,IRN,name,Tehran\nZq Front,RUS,name,Moscow\n",
    )
    assert examine([folder]) == []


def test_rows_not_filled_in_yet_and_notes_are_passed_over(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "mine",
        "aliases",
        "alias,actor,kind,note\nVelmora League,,name,17 times in text\nQud,IRN,name,\n",
    )
    lay(folder, "persons", "id,name,state,note\nann-other,Ann Other,,met once\n")
    mine = Registry.load([folder])
    assert "velmora league" not in mine.by_key
    assert "qud" in mine.by_key
    assert not mine.is_person("ann-other")


def test_a_table_that_is_no_table_is_refused(tmp_path: Path) -> None:
    folder = lay(tmp_path / "mine", "aliases", "alias,actor,kind\na,b,c,d\n")
    with pytest.raises(RegistryError, match="line 2: 4 cells in a row of 3 columns"):
        Registry.load([folder])
    (folder / "aliases.csv").write_bytes(b"alias,actor,kind\n\xff\xfe,IRN,name\n")
    with pytest.raises(RegistryError, match="cannot be read as a table"):
        Registry.load([folder])


def test_blanks_around_a_cell_are_no_part_of_it(tmp_path: Path) -> None:
    folder = lay(tmp_path / "mine", "aliases", "alias, actor ,kind\nVelmora , NOR , name\n")
    assert examine([folder]) == []
    assert [alias.actor for alias in Registry.load([folder]).by_key["velmora"]] == ["NOR"]


def test_a_table_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(tmp_path / "mine", "aliases", "alias,actor,kind\n")

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    tables = Registry.load().tables
    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(RegistryError, match=r"aliases\.csv cannot be read: Permission denied"):
        lay_over({name: dict(rows) for name, rows in tables.items()}, folder)


def test_the_name_of_an_organ_is_words_and_no_format(tmp_path: Path) -> None:
    folder = lay(tmp_path / "mine", "organs", "code,type,name\nZED,ministry,{adj} {0} {zed}\n")
    assert Registry.load([folder]).name("IRN.ZED") == "Iranian {0} {zed}"
