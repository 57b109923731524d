from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.standing.counts import load_days
from detente.standing.shares import Prior
from detente.verdict import checks, placebos
from detente.verdict.windows import Windows
from made_records import MadeRecord

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.types import Check, Direction

PRIOR = Prior(0.15, 4.0, 40)
W = Windows(140, 196, 280)


def dyad(
    seed: int, before: float, inside: float, *, rate: float = 2.0, volume: float = 1.0
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A dyad of 280 days whose share changes at the window and whose weeks wobble a little."""
    rng = np.random.default_rng(seed)
    day = np.arange(W.days)
    within = (day >= W.start) & (day < W.stop)
    counted = rng.poisson(rate * np.where(within, volume, 1.0))
    share = np.where(within, inside, before)
    weekly = rng.beta(share[::7] * 15, (1 - share[::7]) * 15)
    return rng.binomial(counted, np.repeat(weekly, 7)), counted


def robust(data: tuple[NDArray[np.int64], NDArray[np.int64]], way: Direction = "apart") -> Check:
    return checks.volume_robust(*data, W, way, PRIOR, draws=1000)


@pytest.mark.parametrize("table", [(8, 254, 5, 512), (0, 10, 3, 20), (10, 10, 0, 5), (2, 9, 2, 9)])
def test_fisher_agrees_with_scipy(table: tuple[int, int, int, int]) -> None:
    from scipy.stats import fisher_exact

    f1, n1, f0, n0 = table
    for direction, side in (("apart", "greater"), ("closer", "less")):
        expected = fisher_exact([[f1, n1 - f1], [f0, n0 - f0]], alternative=side).pvalue
        assert checks.two_by_two(f1, n1, f0, n0, direction) == pytest.approx(expected)


def test_a_lasting_rise_is_seen_and_only_in_its_direction() -> None:
    data = dyad(1, 0.08, 0.45)
    assert robust(data).p < 0.01
    assert robust(data, "closer").p > 0.9


def test_three_times_the_reports_do_not_alarm() -> None:
    p = [robust(dyad(seed, 0.2, 0.2, volume=3.0)).p for seed in range(80)]
    assert sum(value <= 0.05 for value in p) <= 8


def test_a_story_told_as_many_events_fools_the_naive_test_and_not_the_robust_one() -> None:
    _, counted = dyad(2, 0.1, 0.1)
    conflict = np.zeros_like(counted)
    for burst, size in ((50, 12), (150, 20)):
        conflict[burst] += size
        counted[burst] += size
    naive = checks.naive(conflict, counted, W, "apart")
    assert naive.p is not None
    assert naive.p < 0.01
    assert naive.calibrated is False
    assert "warning" in naive.words
    assert robust((conflict, counted)).p > 0.05


def test_where_nothing_changes_the_robust_test_alarms_as_often_as_it_says() -> None:
    p = np.array([robust(dyad(seed, 0.15, 0.15)).p for seed in range(100, 220)])
    assert (p <= 0.05).mean() <= 0.11
    assert 0.35 < (p <= 0.5).mean() < 0.65


def test_with_few_events_there_is_no_p_and_the_words_say_so() -> None:
    conflict, counted = np.zeros(280, dtype=int), np.zeros(280, dtype=int)
    counted[[10, 150]] = 9
    for check in (
        checks.volume_robust(conflict, counted, W, "apart", PRIOR),
        checks.by_days(conflict, counted, W, "apart"),
    ):
        assert check.p is None
        assert check.estimate is None
        assert "Not computed" in check.words
    nothing = checks.naive(conflict * 0, counted * 0, W, "apart")
    assert nothing.p is None


def test_the_same_question_gets_the_same_p() -> None:
    data = dyad(3, 0.1, 0.2)
    assert robust(data) == robust(data)


def test_cut_dates_leave_out_the_asked_window_and_never_run_over_the_ends() -> None:
    for w in (Windows(100, 150, 300), Windows(30, 90, 200), Windows(0, 20, 100), W):
        cuts = placebos.cut_dates(w)
        assert (cuts + w.length <= w.days).all()
        assert (np.abs(cuts - w.start) >= w.length / 2).all()
        assert (cuts >= min(w.start, w.length)).all()


def test_windows_side_by_side_do_not_overlap() -> None:
    assert placebos.side_by_side(np.array([0, 1, 2, 10, 12, 25]), 10) == 3
    assert placebos.side_by_side(np.array([], dtype=int), 10) == 0


@pytest.fixture(scope="module")
def world() -> MadeRecord:
    record = MadeRecord()
    record.world(days=280)
    conflict, counted = dyad(4, 0.05, 0.5)
    record.series("AAA", "BBB", conflict, counted - conflict)
    calm, total = dyad(5, 0.15, 0.15)
    record.series("AAA", "CCC", calm, total - calm)
    return record


def test_placebos_tell_a_turn_from_the_ordinary(world: MadeRecord) -> None:
    days = load_days(world.con)
    for b, low in (("BBB", True), ("CCC", False)):
        series = days.series("AAA", b)
        conflict, counted = series[2], series[2] + series[3]
        found = (
            placebos.in_time(conflict, counted, W, "apart", days),
            placebos.in_space("AAA", b, W, "apart", days),
            placebos.partners("AAA", b, conflict, counted, W, "apart", days),
        )
        for check in found:
            assert check.p is not None, check.words
            assert (check.p <= 0.1) is low, check.words
            larger = sum(draw >= round(check.estimate, 3) for draw in check.draws)
            assert check.p == pytest.approx((1 + larger) / (1 + len(check.draws)))


def test_a_record_too_short_for_placebos_in_time_says_so(world: MadeRecord) -> None:
    days = load_days(world.con)
    series = days.series("AAA", "BBB")
    check = placebos.in_time(
        series[2], series[2] + series[3], Windows(100, 190, 280), "apart", days
    )
    assert check.p is None
    assert "too short" in check.words


def test_contact_that_dries_up_with_everybody_is_no_news_of_the_dyad() -> None:
    record = MadeRecord()
    rng = np.random.default_rng(8)
    day = np.arange(280)
    fading = np.where((day >= W.start) & (day < W.stop), 0.4, 1.0)
    nothing = np.zeros(280, dtype=int)
    for b in ("BBB", "CCC", "DDD", "EEE"):
        record.series("AAA", b, nothing, rng.poisson(2 * fading))
    record.series("AAA", "FFF", nothing, rng.poisson(2 * fading**3))
    days = load_days(record.con)

    def p(b: str) -> float:
        check = placebos.contact("AAA", b, days.series("AAA", b)[1], W, "apart", days)
        assert check.p is not None
        return check.p

    assert p("BBB") > 0.1
    assert p("FFF") < 0.05
