from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.standing.counts import load_days
from detente.standing.timeline import timeline
from made_records import FIRST, MadeRecord


def test_weeks_without_a_report_are_told_apart_from_weeks_of_peace() -> None:
    record = MadeRecord()
    record.event(0)
    record.event(100, quad=4)
    weeks = timeline(record.con, "AAA", "BBB")
    assert len(weeks) == 15
    silent = weeks[5]
    assert (silent.reports, silent.share) == (0, None)
    assert weeks[0].share is not None


def test_short_spans_are_told_day_by_day_and_long_ones_week_by_week() -> None:
    record = MadeRecord()
    record.event(0)
    record.event(200)
    month = timeline(record.con, "AAA", "BBB", FIRST, FIRST + timedelta(days=29))
    assert [period.days for period in month] == [1] * 30
    half = timeline(record.con, "AAA", "BBB", FIRST, FIRST + timedelta(days=99))
    assert {period.days for period in half} == {7, 2}


def test_a_record_without_events_has_a_timeline_only_where_dates_are_given() -> None:
    record = MadeRecord()
    assert timeline(record.con, "AAA", "BBB") == []
    asked = timeline(record.con, "AAA", "BBB", FIRST, FIRST + timedelta(days=6))
    assert [period.reports for period in asked] == [0] * 7


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 4)), min_size=1, max_size=25),
    st.integers(1, 30),
    st.integers(-10, 20),
    st.integers(0, 90),
)
def test_periods_lie_end_to_end_and_lose_no_event(
    events: list[tuple[int, int]], step: int, start: int, length: int
) -> None:
    record = MadeRecord()
    for on, quad in events:
        record.event(on, quad=quad)
    days = load_days(record.con)
    since = FIRST + timedelta(days=start)
    until = since + timedelta(days=length)
    periods = timeline(record.con, "AAA", "BBB", since, until, step=step, days=days)
    assert periods[0].since == since
    assert periods[-1].until == until
    for one, other in pairwise(periods):
        assert other.since == one.until + timedelta(days=1)
    whole = days.between("AAA", "BBB", since, until)
    assert sum(p.events for p in periods) == whole.events
    assert sum(p.conflict for p in periods) == whole.conflict
