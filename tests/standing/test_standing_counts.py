from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.standing.counts import dyad_counts, load_days
from detente.standing.shares import FALLBACK, Prior, fit_prior, interval, shrunk
from made_records import FIRST, MadeRecord

LAST = FIRST + timedelta(days=30)


@pytest.fixture
def record() -> MadeRecord:
    return MadeRecord()


def test_reports_of_one_event_count_once_and_both_numbers_are_told(record: MadeRecord) -> None:
    first = record.event(0, "AAA", "BBB", 3)
    record.event(0, "BBB", "AAA", 3, same_as=first)
    record.event(1, "AAA.GOV", "BBB", 1)
    counts = dyad_counts(record.con, "BBB", "AAA", FIRST, LAST)
    assert (counts.reports, counts.events) == (3, 2)
    assert (counts.conflict, counts.cooperation) == (1, 1)


def test_an_event_told_again_on_a_later_day_stays_on_its_first_day(record: MadeRecord) -> None:
    first = record.event(3, quad=4)
    record.event(5, quad=4, same_as=first)
    on = FIRST + timedelta(days=3)
    assert dyad_counts(record.con, "AAA", "BBB", on, on).events == 1
    later = FIRST + timedelta(days=4)
    assert dyad_counts(record.con, "AAA", "BBB", later, LAST).events == 0


def test_neutral_events_are_counted_but_enter_no_share(record: MadeRecord) -> None:
    record.event(0, quad=0)
    counts = dyad_counts(record.con, "AAA", "BBB", FIRST, LAST)
    assert counts.events == 1
    assert counts.share is None


def test_what_is_planned_or_denied_is_not_counted_unless_asked_for(record: MadeRecord) -> None:
    record.event(0, quad=3)
    for reality in ("planned", "denied", "reported", "feared"):
        record.event(1, quad=3, reality=reality)
    assert dyad_counts(record.con, "AAA", "BBB", FIRST, LAST).events == 1
    assert dyad_counts(record.con, "AAA", "BBB", FIRST, LAST, realities=None).events == 5
    denied = dyad_counts(record.con, "AAA", "BBB", FIRST, LAST, realities={"denied"})
    assert denied.events == 1


def test_both_ends_of_a_window_belong_to_it_and_undated_events_to_none(
    record: MadeRecord,
) -> None:
    for on in (0, 10, 20, None):
        record.event(on)
    counts = dyad_counts(
        record.con, "AAA", "BBB", FIRST + timedelta(days=10), FIRST + timedelta(days=20)
    )
    assert counts.events == 2
    assert counts.days == 11


def test_an_event_dated_no_better_than_a_week_is_not_placed_on_a_day(record: MadeRecord) -> None:
    week, month = FIRST + timedelta(days=6), FIRST + timedelta(days=29)
    for last in (week, month):
        id = record.event(0)
        record.con.execute("UPDATE event SET date_end = ? WHERE id = ?", [last, id])
    assert dyad_counts(record.con, "AAA", "BBB", FIRST, LAST).events == 1


def test_what_happens_inside_one_state_is_no_event_of_a_dyad(record: MadeRecord) -> None:
    record.event(0, "AAA.GOV", "AAA.OPP", 4)
    assert load_days(record.con).pairs == ()


def test_an_armed_group_asked_about_is_not_its_state(record: MadeRecord) -> None:
    record.event(0, "CCC.BAND", "BBB", 4, states=("CCC", "BBB"))
    record.event(1, "CCC", "BBB", 1)
    group = dyad_counts(record.con, "CCC.BAND", "BBB", FIRST, LAST)
    assert (group.conflict, group.cooperation) == (1, 0)
    state = dyad_counts(record.con, "CCC", "BBB", FIRST, LAST)
    assert (state.conflict, state.cooperation) == (1, 1)


def test_at_the_level_of_actors_nobody_stands_for_a_state(record: MadeRecord) -> None:
    record.event(0, "AAA.GOV", "BBB", 1)
    assert dyad_counts(record.con, "AAA", "BBB", FIRST, LAST, level="actor").events == 0
    assert dyad_counts(record.con, "AAA.GOV", "BBB", FIRST, LAST, level="actor").events == 1


def test_an_empty_record_counts_nothing_and_says_what_its_mean_is(record: MadeRecord) -> None:
    counts = dyad_counts(record.con, "AAA", "BBB", FIRST, LAST)
    assert (counts.reports, counts.events, counts.share) == (0, 0, None)
    assert load_days(record.con).prior == FALLBACK
    assert "ICEWS" in FALLBACK.words


def test_the_share_is_drawn_to_the_mean_by_its_formula(record: MadeRecord) -> None:
    for on in range(4):
        record.event(on, quad=3 if on < 2 else 1)
    counts = dyad_counts(record.con, "AAA", "BBB", FIRST, LAST)
    k, mu = FALLBACK.k, FALLBACK.mu
    assert counts.share == pytest.approx((2 + k * mu) / (4 + k))
    assert counts.low is not None
    assert counts.high is not None
    assert counts.low < counts.share < counts.high


def test_three_times_the_reports_leave_the_share_where_it_was() -> None:
    prior = Prior(0.2, 4.0, 50)
    once, thrice = shrunk(20, 100, prior), shrunk(60, 300, prior)
    assert once == pytest.approx(thrice, abs=0.005)
    narrow, wide = interval(60, 300, prior), interval(20, 100, prior)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_the_fit_finds_the_mean_and_weight_that_made_the_data() -> None:
    rng = np.random.default_rng(3)
    total = rng.integers(10, 80, 600)
    conflict = rng.binomial(total, rng.beta(0.2 * 5, 0.8 * 5, 600))
    prior = fit_prior(conflict, total)
    assert prior.dyads == 600
    assert prior.mu == pytest.approx(0.2, abs=0.02)
    assert prior.k == pytest.approx(5, rel=0.2)


def test_where_all_dyads_are_alike_the_mean_weighs_much_but_not_without_end() -> None:
    rng = np.random.default_rng(4)
    total = np.full(200, 40)
    prior = fit_prior(rng.binomial(total, 0.2), total)
    assert prior.mu == pytest.approx(0.2, abs=0.02)
    assert 50 < prior.k < 150


def test_the_90_percent_interval_covers_about_90_percent() -> None:
    rng = np.random.default_rng(5)
    prior = Prior(0.2, 5.0, 100)
    shares = rng.beta(1, 4, 1500)
    hits = rng.binomial(12, shares)
    bounds = [interval(int(h), 12, prior) for h in hits]
    covered = np.mean([low <= p <= high for p, (low, high) in zip(shares, bounds, strict=True)])
    assert 0.87 < covered < 0.93


def test_daily_counts_sum_to_the_counts_of_the_stretch(record: MadeRecord) -> None:
    rng = np.random.default_rng(6)
    conflict, cooperation = rng.poisson(0.3, 60), rng.poisson(1.2, 60)
    record.series("AAA", "BBB", conflict, cooperation)
    record.series("BBB", "CCC", cooperation, conflict)
    days = load_days(record.con)
    series = days.series("BBB", "AAA")
    assert series[2].tolist() == conflict[: days.days].tolist()
    f, n = days.totals(10, 40)
    at = days.find("AAA", "BBB")
    assert f[at] == conflict[10:40].sum()
    assert n[at] == conflict[10:40].sum() + cooperation[10:40].sum()


def test_a_window_outside_the_record_is_empty_and_no_error(record: MadeRecord) -> None:
    record.event(0)
    counts = dyad_counts(record.con, "AAA", "BBB", date(2020, 1, 1), date(2020, 2, 1))
    assert (counts.events, counts.days) == (0, 32)
    assert dyad_counts(record.con, "AAA", "BBB", date(2040, 1, 1), date(2040, 1, 1)).events == 0
