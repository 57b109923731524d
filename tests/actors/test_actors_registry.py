from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from detente.actors.checking import check
from detente.actors.registry import Registry
from detente.errors import RegistryError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_tables_agree_with_one_another(registry: Registry) -> None:
    check(registry)


def test_every_actor_of_a_state_belongs_to_a_listed_state(registry: Registry) -> None:
    for row in registry.tables["actors"].values():
        assert not row["state"] or row["state"] in registry, row


def test_no_two_people_hold_one_office_on_one_recognised_day(registry: Registry) -> None:
    spells: dict[str, list[tuple[str, str, str]]] = {}
    for row in registry.tables["holders"].values():
        if not row["post"] and row["status"] == "recognised" and row["precision"] == "day":
            end = row["end"] or "9999-12-31"
            spells.setdefault(row["office"], []).append((row["start"], end, row["person"]))
    for office in ("USA.PRES", "RUS.PRES", "IRN.PRES", "GBR.PM", "ISR.PM", "FRA.PRES", "SYR.PRES"):
        ordered = sorted(spells[office])
        for before, after in pairwise(ordered):
            assert before[1] <= after[0], (office, before, after)


@pytest.mark.parametrize(
    ("office", "on", "person"),
    [
        ("USA.PRES", date(2018, 5, 8), "donald-trump"),
        ("USA.PRES", date(2016, 5, 8), "barack-obama"),
        ("USA.MFA", date(2018, 3, 1), "rex-tillerson"),
        ("USA.MFA", date(2018, 5, 21), "mike-pompeo"),
        ("GBR.PM", date(2018, 6, 2), "theresa-may"),
        ("GBR.PM", date(2022, 10, 1), "liz-truss"),
        ("IRQ.PM", date(2018, 6, 2), "haider-al-abadi"),
        ("TUR.MOD", date(2018, 7, 20), "hulusi-akar"),
    ],
)
def test_the_date_decides_who_holds_an_office(
    registry: Registry, office: str, on: date, person: str
) -> None:
    holder = registry.holder(office, on)
    assert holder is not None
    assert holder.id == person


def test_an_open_row_is_not_trusted_after_it_was_checked(registry: Registry) -> None:
    assert registry.holder("RUS.PRES", date(2026, 1, 1)) is not None
    assert registry.holder("RUS.PRES", date(2040, 1, 1)) is None


def test_a_person_carries_the_state_and_office_of_the_day(registry: Registry) -> None:
    akar = registry.actor("hulusi-akar", date(2018, 5, 1))
    assert akar is not None
    assert (akar.state, akar.office) == ("TUR", "TUR.MIL")
    later = registry.actor("hulusi-akar", date(2019, 5, 1))
    assert later is not None
    assert later.office == "TUR.MOD"


def test_organs_are_made_for_every_state_by_rule(registry: Registry) -> None:
    army = registry.actor("NZL.MIL")
    assert army is not None
    assert (army.name, army.type, army.state) == ("New Zealand armed forces", "military", "NZL")
    assert registry.actor("NZL.NONSENSE") is None


def test_members_of_an_organisation_depend_on_the_day(registry: Registry) -> None:
    assert "GBR" in registry.members("EU", date(2019, 1, 1))
    assert "GBR" not in registry.members("EU", date(2021, 1, 1))
    assert len(registry.members("NATO", date(2018, 6, 2))) == 29


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_overlay_replaces_and_adds(tmp_path: Path, registry: Registry) -> None:
    folder = write(
        tmp_path / "mine",
        "actors.csv",
        "id,name,type,state\nISL.PIRATES,Pirate Party,party,ISL\nSYR.SDF,The SDF,armed_group,SYR\n",
    )
    write(folder, "aliases.csv", "alias,actor,kind\nPíratar,ISL.PIRATES,name\n")
    mine = Registry.load([folder])
    assert mine.name("ISL.PIRATES") == "Pirate Party"
    assert mine.name("SYR.SDF") == "The SDF"
    assert registry.name("SYR.SDF") == "Syrian Democratic Forces"
    assert mine.digest != registry.digest


def test_the_digest_is_that_of_the_tables_alone(registry: Registry) -> None:
    assert Registry.load().digest == registry.digest


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("aliases.csv", "alias,actor,kind\nFoo,NOBODY,name\n", "NOBODY"),
        ("aliases.csv", "alias,kind\nFoo,name\n", "no column actor"),
        ("actors.csv", "id,name,colour\nX,Y,red\n", "unknown column colour"),
        (
            "holders.csv",
            "office,post,person,start,end\nRUS.PRES,,vladimir-putin,2018-13-01,\n",
            "2018-13-01",
        ),
        (
            "holders.csv",
            "office,post,person,start,end\nRUS.PRES,,vladimir-putin,2018-03-01,2017-01-01\n",
            "ends before it starts",
        ),
        ("notes.csv", "a\n", "holds no registry table"),
    ],
)
def test_a_bad_overlay_is_refused_with_the_reason(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    folder = write(tmp_path / "bad", name, text)
    with pytest.raises(RegistryError, match=complaint) as caught:
        Registry.load([folder])
    assert caught.value.hint


def test_a_missing_overlay_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no folder"):
        Registry.load([tmp_path / "nowhere"])
