"""Dates of the tables: a day, a month or a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.actors.dates import covers, first_day, is_date, last_day
from detente.actors.registry import Registry
from detente.standing.sides import Sides, offices

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-06-30", date(2018, 6, 30), date(2018, 6, 30)),
    ],
)
def test_a_month_and_a_year_have_a_first_and_a_last_day(cell: str, first: date, last: date) -> None:
    assert is_date(cell)
    assert (first_day(cell), last_day(cell)) == (first, last)
    assert covers(cell, cell, first.isoformat())
    assert covers(cell, cell, last.isoformat())


@pytest.mark.parametrize(
    "cell", ["20180601", "2018-W40-1", "2018-13", "2018-02-30", "0000", "18", "2018-6-1", "2018 "]
)
def test_what_is_written_otherwise_is_no_date(cell: str) -> None:
    assert not is_date(cell)


def test_spells_known_to_the_month_or_year_work_everywhere(tmp_path: Path) -> None:
    (tmp_path / "holders.csv").write_text(
        "office,post,person,start,end,precision,status,checked\n"
        "ISL.NGO,,tony-blair,2018,2018-06,month,recognised,\n"
        "ISL.MOD,,tony-blair,2019-03,,year,recognised,2020\n",
        encoding="utf-8",
    )
    (tmp_path / "ties.csv").write_text(
        "a,relation,b,start,end\nFRA.NIC,part_of,FRA.MIL,2018,2018-06\n", encoding="utf-8"
    )
    (tmp_path / "actors.csv").write_text(
        "id,name,type,state\nFRA.NIC,Nice Guard,group,FRA\n", encoding="utf-8"
    )
    mine = Registry.load([tmp_path])
    assert mine.checked("ISL.NGO") == date(2018, 6, 30)
    for day, holds in ((date(2020, 12, 31), True), (date(2021, 1, 1), False)):
        assert (mine.holder("ISL.MOD", day) is not None) is holds
    held = {office: (first, last) for first, last, office in offices(mine, "tony-blair", None)}
    assert held["ISL.NGO"] == (date(2018, 1, 1), date(2018, 6, 30))
    assert held["ISL.MOD"] == (date(2019, 3, 1), date(9999, 12, 31))
    assert Sides(mine).of("FRA.NIC") == [(date(2018, 1, 1), date(2018, 6, 30), "FRA")]
