"""Names of event data that carry no country: whose they are, judged by hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.actors.naming import resolve_name
from detente.actors.persons import find_person

if TYPE_CHECKING:
    from detente.actors.registry import Registry

#: 300 names of the events of 2018, drawn by how often they were named among those that were
#: given a country. `state` is the country they were given when drawn, `judged` the right one
#: (ISO 3166): none for who serves an organisation of states, and for a name of several.
JUDGED = Path(__file__).parents[1] / "data" / "icews_names.csv"
MIDDLE = date(2018, 6, 1)


def _judged() -> list[dict[str, str]]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_names_without_a_country_are_given_the_right_one(registry: Registry) -> None:
    wrong, rows = [], _judged()
    for row in rows:
        actor = resolve_name(registry, row["name"], MIDDLE)
        state = (actor.state or "") if actor is not None else ""
        if state != row["judged"]:
            wrong.append(f"{row['name']}: {row['judged'] or 'none'}, not {state or 'none'}")
    assert len(rows) == 300
    assert len(wrong) / len(rows) <= 0.03, wrong


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Sergey Viktorovich Lavrov", "RUS"),
        ("Robert M. Gates", "USA"),
        ("Sheikh Hamad bin Isa al-Khalifa", "BHR"),
        ("Sheikh Hamad bin Khalifa al-Thani", "QAT"),
    ],
)
def test_middle_names_and_titles_do_not_hide_a_person(
    registry: Registry, name: str, state: str
) -> None:
    actor = resolve_name(registry, name, MIDDLE)
    assert actor is not None
    assert actor.state == state


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kim Moo-sung", "kim-il-sung"),
        ("Kim Jong-nam", "kim-yong-nam"),
        ("Lee Kun-hee", "lee-sang-hee"),
        ("Sheikh Khalifa bin Salman al-Khalifa", "hamad-bin-khalifa-al-thani"),
    ],
)
def test_other_middle_names_are_another_person(registry: Registry, name: str, other: str) -> None:
    actor = find_person(registry, name, MIDDLE)
    assert actor is None or actor.id != other
