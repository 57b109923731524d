from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.standing.network import network
from made_records import FIRST, MadeRecord

if TYPE_CHECKING:
    from detente.types import Edge

LAST = FIRST + timedelta(days=60)


def edges(record: MadeRecord, **options: int) -> dict[tuple[str, str], Edge]:
    return {(e.a, e.b): e for e in network(record.con, FIRST, LAST, **options)}


def test_signs_are_given_only_where_the_interval_leaves_the_mean() -> None:
    record = MadeRecord()
    record.series("AAA", "BBB", [20], [2])
    record.series("AAA", "CCC", [1], [40])
    record.series("BBB", "CCC", [1], [2])
    found = edges(record)
    assert found["AAA", "BBB"].sign == -1
    assert found["AAA", "CCC"].sign == 1
    assert found["BBB", "CCC"].sign == 0


def test_stated_ties_stand_beside_the_events_and_an_ended_one_counts_against_itself() -> None:
    record = MadeRecord()
    article = record.article("Made up.", FIRST)
    record.tie(article, "holds")
    record.tie(article, "ended")
    record.tie(article, "weakening")
    record.tie(article, "holds", relation="rival", sign=-1, factbank="CT-")
    edge = edges(record)["AAA", "BBB"]
    assert (edge.events, edge.share, edge.sign) == (0, None, 0)
    assert edge.statements == 4
    assert edge.stated == 1 - 1 - 1 + 1


def test_a_tie_stated_outside_the_window_is_left_out() -> None:
    record = MadeRecord()
    record.tie(record.article("Made up.", LAST + timedelta(days=5)), "holds")
    assert edges(record) == {}


def test_the_busiest_actors_are_kept_and_thin_edges_left_out() -> None:
    record = MadeRecord()
    record.series("AAA", "BBB", [0], [30])
    record.series("AAA", "CCC", [0], [20])
    record.series("DDD", "EEE", [0], [5])
    record.series("BBB", "CCC", [0], [2])
    assert set(edges(record, actors=3)) == {("AAA", "BBB"), ("AAA", "CCC")}
    assert ("DDD", "EEE") in edges(record)
    assert ("BBB", "CCC") in edges(record, min_events=1)


def test_two_strikes_make_no_friends_in_a_record_full_of_war() -> None:
    record = MadeRecord()
    record.series("AAA", "BBB", [2], [0])
    for number in range(8):
        record.series(f"X{number}", "YYY", [30], [1])
    assert edges(record, min_events=1)["AAA", "BBB"].sign <= 0


def test_an_armed_group_is_not_merged_into_its_state() -> None:
    record = MadeRecord()
    record.insert("actor", id="BBB.MILITIA", name="Militia", type="armed_group", state="BBB",
                  listed=True)  # fmt: skip
    for day in range(4):
        record.event(day, "AAA", "BBB.MILITIA", 4, states=("AAA", "BBB"))
    assert list(edges(record)) == [("AAA", "BBB.MILITIA")]
