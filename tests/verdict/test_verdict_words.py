from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.standing.shares import Prior
from detente.types import Check, Counts, Direction
from detente.verdict.sentences import span
from detente.verdict.windows import Windows
from detente.verdict.words import Cluster, Course, crowd, decide, follow

DAY = date(2030, 3, 1)
PRIOR = Prior(0.15, 4.0, 40)


def three(robust: float | None, time: float | None, space: float | None) -> tuple[Check, ...]:
    return tuple(Check("made up", None, p, 100, "") for p in (robust, time, space))


NO = three(0.9, 0.9, 0.9)
YES = three(0.01, 0.05, 0.05)


def inside(conflict: int = 8, cooperation: int = 92, days: int = 50) -> Counts:
    n = conflict + cooperation
    return Counts(DAY, DAY, days, n, n, conflict, cooperation, None, None, None)


def course(
    change: float | None = 0.2,
    late: float | None = 1.0,
    after: float | None = 1.0,
    days: int = 5,
    back: float | None = None,
) -> Course:
    if back is None and after is not None:
        back = 0.99 if after < 0.5 else 0.01
    return Course(change, late, after, back, Cluster(DAY, DAY + timedelta(days=days - 1), 5))


def word(
    asked: tuple[Check, ...] = NO,
    opposite: tuple[Check, ...] = NO,
    burst: float | None = 0.5,
    how: Course | None = None,
    direction: Direction = "apart",
    counts: Counts | None = None,
) -> str:
    alarm = Check("burst", None, burst, 100, "")
    return decide(asked, opposite, alarm, how or course(), counts or inside(), direction).word


def test_a_change_that_all_three_tests_see_and_that_lasts_is_supported() -> None:
    assert word(YES) == "supported"
    assert word(YES, direction="closer") == "supported"


@pytest.mark.parametrize(
    "asked",
    [
        three(0.06, 0.01, 0.01),
        three(0.01, 0.11, 0.01),
        three(0.01, 0.01, 0.11),
        three(None, 0.01, 0.01),
        three(0.01, None, 0.01),
        three(0.01, 0.01, None),
    ],
)
def test_one_test_that_disagrees_or_cannot_be_run_is_enough_to_hold_back(
    asked: tuple[Check, ...],
) -> None:
    assert word(asked) == "cannot be told"


def test_a_burst_never_makes_a_turn() -> None:
    assert word(burst=1e-3) == "cannot be told"
    assert word(burst=None, how=course(after=0.1)) == "cannot be told"


def test_a_rise_that_goes_back_is_a_flare_up() -> None:
    assert word(YES, how=course(after=0.1)) == "flare-up, not a turn"
    assert word(burst=0.01, how=course(after=0.1)) == "flare-up, not a turn"


def test_a_flare_up_must_be_visible_short_and_over() -> None:
    back = course(after=0.1)
    assert word(burst=0.2, how=back) == "cannot be told"
    assert word(burst=0.01, how=back, counts=inside(conflict=2)) == "cannot be told"
    assert word(burst=0.01, how=course(after=0.1, days=30)) == "cannot be told"
    assert word(burst=0.01, how=course(after=None)) == "cannot be told"
    assert word(burst=0.01, how=course(after=0.8)) == "cannot be told"
    assert word(burst=0.01, how=course(after=0.4, back=0.6)) == "cannot be told"
    assert word(burst=0.01, how=back, direction="closer") == "cannot be told"


def test_a_change_gone_before_the_window_ends_is_not_supported() -> None:
    assert word(YES, how=course(late=0.2, after=None)) == "cannot be told"


def test_a_window_at_the_end_of_the_record_can_be_supported_by_its_second_half() -> None:
    assert word(YES, how=course(after=None)) == "supported"
    assert word(YES, how=course(late=None, after=None)) == "cannot be told"


def test_a_calibrated_change_the_other_way_contradicts() -> None:
    assert word(opposite=YES, how=course(change=-0.2)) == "contradicted"
    assert word(opposite=YES, how=course(change=-0.2, after=0.2)) == "cannot be told"


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60).filter(any), st.integers(0, 20))
def test_the_cluster_holds_half_of_the_conflict_and_begins_and_ends_with_some(
    series: list[int], lead: int
) -> None:
    values = np.array([3] * lead + series)
    cluster = crowd(values, Windows(lead, len(values), len(values)), DAY)
    assert cluster is not None
    start, stop = (cluster.since - DAY).days, (cluster.until - DAY).days
    assert lead <= start <= stop < len(values)
    assert values[start]
    assert values[stop]
    assert cluster.events == values[start : stop + 1].sum()
    assert 2 * cluster.events >= sum(series)


def test_half_of_a_change_kept_is_half() -> None:
    counted = np.full(300, 2)
    conflict = np.zeros(300, dtype=int)
    conflict[100:150] = 1
    conflict[150:250:2] = 1
    followed = follow(conflict, counted, Windows(100, 150, 250), DAY, PRIOR)
    assert followed.change == pytest.approx(0.5)
    assert followed.late == pytest.approx(1.0)
    assert followed.after == pytest.approx(0.5)
    assert followed.back == pytest.approx(0.5, abs=0.15)


def test_few_events_after_the_window_leave_it_open_whether_it_went_back() -> None:
    counted, conflict = np.full(300, 2), np.zeros(300, dtype=int)
    conflict[100:150] = 1
    conflict[150:300:5] = 1
    long = follow(conflict, counted, Windows(100, 150, 300), DAY, PRIOR)
    short = follow(conflict[:155], counted[:155], Windows(100, 150, 155), DAY, PRIOR)
    assert long.back is not None
    assert short.back is not None
    assert long.back > 0.99
    assert 0.5 < short.back < 0.95


def test_spans_of_days_say_nothing_twice() -> None:
    assert span(date(2018, 5, 21), date(2018, 5, 25)) == "from 21 to 25 May 2018"
    assert span(date(2018, 4, 14), date(2018, 6, 2)) == "from 14 April to 2 June 2018"
    assert span(date(2017, 12, 30), date(2018, 1, 2)) == "from 30 December 2017 to 2 January 2018"
    assert span(date(2018, 5, 21), date(2018, 5, 21)) == "on 21 May 2018"
