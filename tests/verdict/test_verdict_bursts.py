from __future__ import annotations

import numpy as np

from detente.verdict.bursts import NAME, largest, scan
from detente.verdict.windows import Windows

W = Windows(100, 150, 200)


def steady(rng: np.random.Generator, share: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    counted = rng.poisson(3, 200)
    return rng.binomial(counted, share), counted


def test_a_burst_inside_the_window_is_seen() -> None:
    conflict, counted = steady(np.random.default_rng(1))
    conflict[120:124], counted[120:124] = 4, 5
    found = scan(conflict, counted, W)
    assert found.name == NAME
    assert found.p is not None
    assert found.p < 0.01


def test_the_same_burst_outside_the_window_is_not() -> None:
    conflict, counted = steady(np.random.default_rng(1))
    conflict[20:24], counted[20:24] = 4, 5
    found = scan(conflict, counted, W)
    assert found.p is not None
    assert found.p > 0.2


def test_where_days_are_exchangeable_p_is_no_smaller_than_it_says() -> None:
    ps = [scan(*steady(np.random.default_rng(seed)), W).p or 0.0 for seed in range(60)]
    assert np.mean(np.array(ps) <= 0.10) <= 0.18
    assert np.mean(ps) > 0.4


def test_more_reports_of_everything_do_not_make_a_burst() -> None:
    conflict, counted = np.zeros(200, dtype=int), np.full(200, 5)
    counted[120:130] = 50
    assert float(largest(conflict[None], counted[None], 0.0)[0]) == 0.0
    assert scan(conflict, counted, W).p == 1.0


def test_too_few_events_are_said_and_not_tested() -> None:
    found = scan(np.zeros(200, dtype=int), np.zeros(200, dtype=int), W)
    assert found.p is None
    assert found.words
