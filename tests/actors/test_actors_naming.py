from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.actors.naming import resolve_name, suggest

if TYPE_CHECKING:
    from pathlib import Path

    from detente.actors.registry import Registry

ON = date(2018, 5, 25)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Iran", "IRN"),
        ("IRAN", "IRN"),
        ("RUS", "RUS"),
        ("RUS.MFA", "RUS.MFA"),
        ("the Iranians", "IRN"),
        ("Kremlin", "RUS.PRES"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Vladimir Putin", "vladimir-putin"),
        ("Sergey Viktorovich Lavrov", "sergei-lavrov"),
        ("Lavrov", "sergei-lavrov"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Foreign Affairs (Bangladesh)", "BGD.MFA"),
        ("Citizen (India)", "IND.CITIZEN"),
        ("Military (Iran)", "IRN.MIL"),
        ("Workers' Party (Brazil)", "BRA.PT"),
        ("Social Democratic Party (Germany)", "DEU.SPD"),
        ("Head of Government (United Kingdom)", "GBR.PM"),
        ("Iranian Foreign Ministry", "IRN.MFA"),
        ("President of Russia", "RUS.PRES"),
        ("Hizbullah", "LBN.HEZBOLLAH"),
        ("Hizb Allah", "LBN.HEZBOLLAH"),
        ("al Hashd al Shaabi", "IRQ.PMF"),
        ("Ansar Allah", "YEM.HOUTHI"),
        ("Daesh", "ISIS"),
    ],
)
def test_a_whole_name_resolves(registry: Registry, name: str, id: str) -> None:
    actor = resolve_name(registry, name, ON)
    assert actor is not None
    assert actor.id == id


def test_role_and_owner_carry_the_state(registry: Registry) -> None:
    actor = resolve_name(registry, "Armed Rebel (Syria)", ON)
    assert actor is not None
    assert (actor.id, actor.type, actor.state) == ("SYR.REBEL", "armed_group", "SYR")


def test_an_unknown_role_is_kept_under_its_own_words(registry: Registry) -> None:
    actor = resolve_name(registry, "Beekeepers' Guild (Norway)", ON)
    assert actor is not None
    assert (actor.id, actor.state, actor.listed) == ("NOR.BEEKEEPERS_GUILD", "NOR", False)


@pytest.mark.parametrize("name", ["Korea", "Irann", "Military (Atlantis)", "", "Zzz"])
def test_what_is_ambiguous_or_unknown_is_not_guessed(registry: Registry, name: str) -> None:
    assert resolve_name(registry, name, ON) is None


def test_congo_is_the_one_that_iso_names_so(registry: Registry) -> None:
    actor = resolve_name(registry, "Congo", ON)
    assert actor is not None
    assert actor.id == "COG"
    other = resolve_name(registry, "Democratic Republic of Congo", ON)
    assert other is not None
    assert other.id == "COD"


def test_suggestions_are_near_in_spelling(registry: Registry) -> None:
    assert suggest(registry, "Irann")[0].id == "IRN"
    assert suggest(registry, "Hasan Rouhanni")[0].id == "hassan-rouhani"
    assert len(suggest(registry, "Syrai", n=2)) <= 2
    assert suggest(registry, "qqqqqqqqqqqqqqqq") == []


@pytest.mark.outside
def test_most_names_of_a_year_of_event_data_resolve(registry: Registry, outside: Path) -> None:
    import duckdb

    file = outside / "icews" / "icews18_named.parquet"
    names = duckdb.sql(
        f"select name, count(*) from (select src as name from '{file}' union all "
        f"select tgt from '{file}') group by name"
    ).fetchall()
    total = sum(count for _, count in names)
    known = sum(count for name, count in names if resolve_name(registry, name, ON) is not None)
    assert known / total > 0.85


def test_a_surname_alone_brings_up_those_who_bear_it(registry: Registry) -> None:
    names = [actor.name for actor in suggest(registry, "Khan", 5)]
    assert "Imran Khan" in names
    assert suggest(registry, "Irann", 1)[0].id == "IRN"
