"""For whom an actor counts: three levels give three counts of the same record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.actors.tables import shipped as shipped_tables
from detente.errors import QuestionError
from detente.standing.counts import dyad_counts, load_days
from detente.standing.levels import (
    COUNTS_AS,
    LEVELS,
    call,
    find_units,
    is_others,
    joined,
    state_of,
    unit_of,
)
from detente.standing.network import network
from detente.standing.sides import disjoint
from detente.standing.timeline import timeline
from made_levels import LEFT, MET, TOOK_OVER, made_record, made_registry
from made_records import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.actors.registry import Registry
    from made_records import MadeRecord

    Events = Callable[[str, str, str], int]

LAST = FIRST + timedelta(days=60)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return made_registry(tmp_path_factory.mktemp("made"))


@pytest.fixture
def record() -> MadeRecord:
    return made_record()


@pytest.fixture
def events(record: MadeRecord, world: Registry) -> Events:
    """How many events a dyad has at a level."""

    def count(a: str, b: str, level: str) -> int:
        return dyad_counts(record.con, a, b, FIRST, LAST, level=level, registry=world).events

    return count


def act(record: MadeRecord, who: str, to: str = "BBB", on: int = 1) -> None:
    record.event(on, who, to, 3, states=("AAA", to[:3]))


def test_three_levels_give_three_counts(record: MadeRecord, events: Events) -> None:
    for who in ("AAA", "AAA.MFA", "ann-minister", "AAA.OPP", "di-citizen", "AAA.BAND"):
        act(record, who)
    assert events("AAA", "BBB", "state") == 5
    assert events("AAA", "BBB", "government") == 3
    assert events("AAA/others", "BBB", "government") == 3
    assert events("AAA", "BBB", "actor") == 1
    assert events("ann-minister", "BBB", "actor") == 1


def test_a_government_and_its_rebels_are_a_dyad_at_the_level_of_governments_only(
    record: MadeRecord, events: Events
) -> None:
    act(record, "AAA.MIL", "AAA.OPP")
    act(record, "AAA.BAND", "AAA.MIL")
    act(record, "AAA.OPP", "AAA.BAND")
    act(record, "AAA.MFA", "AAA.MIL")
    assert events("AAA", "AAA/others", "government") == 2
    assert events("AAA", "AAA.BAND", "state") == 2, "the opposition, too, is of the state"
    assert load_days(record.con).find("AAA", "AAA/others") is None


@pytest.mark.parametrize(
    ("body", "government"),
    [
        ("AAA", True),
        ("AAA.MFA", True),
        ("AAA.MIL", True),
        ("AAA.GUARD", True),
        ("x-ministry-of-fish", True),
        ("AAA.SPIES", True),
        ("AAA.COURT", False),
        ("AAA.LEG", False),
        ("AAA.OPP", False),
        ("AAA.CITIZEN", False),
        ("AAA.COUNCIL", False),
        ("AAA.LEAGUE", False),
        ("AAA.BAND", False),
        ("AAA.RING", False),
        ("AAA.SHORE", False),
        ("AAA.SHORE.MIL", False),
    ],
)
def test_a_body_is_government_by_its_organ_by_what_it_is_part_of_or_by_its_type(
    record: MadeRecord, world: Registry, body: str, government: bool
) -> None:
    units = find_units(record.con, "government", registry=world)
    assert units.of(body, "AAA", FIRST) == ("AAA" if government else "AAA/others")


def test_a_person_is_government_while_in_office_and_the_law_counts_from_its_first_day(
    record: MadeRecord, events: Events
) -> None:
    for on in (LEFT - 1, LEFT, LEFT + 1):
        act(record, "ann-minister", on=on)
        act(record, "AAA.LATER", "CCC", on=on)
    assert events("AAA", "BBB", "government") == 2
    assert events("AAA/others", "BBB", "government") == 1
    assert events("AAA", "BBB", "state") == 3
    assert events("AAA", "CCC", "government") == 2
    assert events("AAA/others", "CCC", "government") == 1


def test_a_claim_is_no_office_and_an_old_table_puts_nobody_out_of_one(
    record: MadeRecord, world: Registry
) -> None:
    units = find_units(record.con, "government", registry=world)
    assert units.of("cy-claimant", "AAA", FIRST) == "AAA/others"
    assert units.of("ed-sitting", "AAA", FIRST) == "AAA"
    assert units.of("x-fay-unlisted", "AAA", FIRST) == "AAA", "its office stands in the record"
    assert units.of("di-citizen", "AAA", FIRST) == "AAA/others"


def test_who_leads_an_armed_group_acts_for_it_until_he_takes_over_the_state(
    record: MadeRecord, events: Events
) -> None:
    for on in (TOOK_OVER - 1, TOOK_OVER):
        act(record, "bo-leader", on=on)
    assert events("AAA.BAND", "BBB", "state") == 1
    assert events("AAA", "BBB", "state") == 1
    assert events("AAA/others", "BBB", "government") == 1
    assert events("AAA", "BBB", "government") == 1


@pytest.mark.parametrize("level", LEVELS)
def test_whoever_is_asked_about_by_name_counts_for_himself_at_every_level(
    record: MadeRecord, events: Events, level: str
) -> None:
    act(record, "AAA.BAND")
    act(record, "AAA.MFA")
    act(record, "ann-minister")
    for name in ("AAA.BAND", "AAA.MFA", "ann-minister"):
        assert events(name, "BBB", level) == 1


def test_the_united_nations_count_only_where_they_are_asked_about(
    record: MadeRecord, events: Events
) -> None:
    record.event(1, "UN", "BBB", states=(None, "BBB"))
    for level in ("state", "government"):
        assert events("UN", "BBB", level) == 1
        assert events("AAA", "BBB", level) == 0
        assert load_days(record.con, find_units(record.con, level)).pairs == ()


def test_an_armed_group_of_no_state_counts_for_itself_at_every_level(
    record: MadeRecord, world: Registry
) -> None:
    record.insert("actor", id="ISIS", name="Islamic State", type="armed_group", listed=True)
    record.event(1, "ISIS", "AAA.MIL", 4, states=(None, "AAA"))
    for level, army in (("state", "AAA"), ("government", "AAA"), ("actor", "AAA.MIL")):
        units = find_units(record.con, level, registry=world)
        assert load_days(record.con, units).pairs == ((army, "ISIS"),)


def test_the_queries_and_the_look_up_agree_for_everybody_on_every_day(
    record: MadeRecord, world: Registry
) -> None:
    for level in LEVELS:
        units = find_units(record.con, level, named=("AAA.LEAGUE",), registry=world)
        query = (
            f"WITH {COUNTS_AS} SELECT k.id, d.day, {unit_of('c', 'k.id', 'k.state')} "
            "FROM actor k CROSS JOIN (SELECT unnest($days::DATE[]) AS day) d "
            + joined("c", "k.id", "d.day")
        )
        days = [FIRST + timedelta(days=n) for n in range(-20, 40)]
        found = record.con.execute(query, {**units.values, "days": days}).fetchall()
        assert len(found) == (len(MET) + 3) * len(days), "nobody counts twice on a day"
        states = dict(record.con.execute("SELECT id, state FROM actor").fetchall())
        assert all(units.of(id, states[id], on) == unit for id, on, unit in found)


def test_timeline_and_network_are_of_the_level_asked_for(
    record: MadeRecord, world: Registry
) -> None:
    for on in range(6):
        act(record, "AAA.MIL", "AAA.OPP", on=on)
        act(record, "AAA.OPP", "BBB", on=on)
    record.tie(record.article("Made up.", FIRST), "holds", ends=("AAA.OPP", "BBB"))
    record.con.execute("UPDATE tie SET a_state = 'AAA'")

    def pairs(level: str) -> set[tuple[str, str]]:
        return {(e.a, e.b) for e in network(record.con, FIRST, LAST, level=level, registry=world)}

    assert pairs("state") == {("AAA", "BBB")}
    assert pairs("government") == {("AAA", "AAA/others"), ("AAA/others", "BBB")}
    assert pairs("actor") == {("AAA.MIL", "AAA.OPP"), ("AAA.OPP", "BBB")}
    stated = {
        (e.a, e.b): e.statements
        for e in network(record.con, FIRST, LAST, level="government", registry=world)
    }
    assert stated["AAA/others", "BBB"] == 1
    periods = timeline(record.con, "AAA", "AAA/others", level="government", registry=world)
    assert sum(period.events for period in periods) == 6
    assert sum(p.events for p in timeline(record.con, "AAA", "BBB", level="government")) == 0


def test_a_level_that_is_none_is_refused_with_those_there_are(record: MadeRecord) -> None:
    with pytest.raises(QuestionError, match="no level 'planet'") as caught:
        find_units(record.con, "planet")
    assert caught.value.hint == "there are state, government, actor"


def test_the_others_of_a_state_have_a_name() -> None:
    assert is_others("SYR/others")
    assert not is_others("SYR.OPP")
    assert state_of("SYR/others") == state_of("SYR") == "SYR"
    assert call("SYR/others", {"SYR": "Syria"}.__getitem__) == "Syria (others)"


def test_every_organ_has_a_side_and_the_sides_are_those_of_the_documentation() -> None:
    sides = {code: row["side"] for (code,), row in shipped_tables()["organs"].items()}
    assert set(sides.values()) == {"government", "other"}
    for code in ("PRES", "PM", "LEADER", "MFA", "MOD", "MIL", "COP", "INT", "AMB", "GOV"):
        assert sides[code] == "government"
    for code in ("LEG", "JUD", "LOCAL", "OPP", "PARTY", "RULING", "CITIZEN", "REBEL", "MEDIA"):
        assert sides[code] == "other"


def test_presidents_and_militias_of_the_shipped_tables(registry: Registry) -> None:
    record = made_record()
    for id, type, state in (
        ("vladimir-putin", "person", "RUS"),
        ("theresa-may", "person", "GBR"),
        ("LBN.HEZBOLLAH", "armed_group", "LBN"),
        ("IRN.IRGC", "military", "IRN"),
        ("IRN.QUDS", "military", "IRN"),
    ):
        record.insert("actor", id=id, name=id, type=type, state=state, listed=True)
    units = find_units(record.con, "government", registry=registry)
    assert units.of("vladimir-putin", "RUS", date(2018, 5, 1)) == "RUS"
    assert units.of("theresa-may", "GBR", date(2019, 7, 23)) == "GBR"
    assert units.of("theresa-may", "GBR", date(2020, 7, 23)) == "GBR/others"
    assert units.of("LBN.HEZBOLLAH", "LBN", date(2018, 5, 1)) == "LBN/others"
    assert units.of("IRN.IRGC", "IRN", date(2018, 5, 1)) == "IRN"
    assert units.of("IRN.QUDS", "IRN", date(2018, 5, 1)) == "IRN"
    states = find_units(record.con, "state", registry=registry)
    assert states.of("LBN.HEZBOLLAH", "LBN", date(2018, 5, 1)) == "LBN.HEZBOLLAH"
    assert states.of("vladimir-putin", "RUS", date(2018, 5, 1)) == "RUS"


SPELL = st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("xyz"))


@settings(max_examples=80, deadline=None)
@given(st.lists(SPELL, max_size=8))
def test_of_spells_that_share_a_day_the_one_named_first_has_it(
    spells: list[tuple[int, int, str]],
) -> None:
    made = [(FIRST + timedelta(days=a), FIRST + timedelta(days=b), unit) for a, b, unit in spells]
    kept = disjoint(made)
    for number in range(31):
        on = FIRST + timedelta(days=number)
        wanted = [unit for first, last, unit in made if first <= on <= last][:1]
        assert [unit for first, last, unit in kept if first <= on <= last] == wanted
