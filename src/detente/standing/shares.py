"""The conflict share of a dyad, drawn towards the record's mean where events are few.

Method: empirical-Bayes beta-binomial. Each dyad's share is a draw from Beta(mu k, (1 - mu) k)
and its conflict events a draw from Binomial(n, share); the two numbers mu and k are those that
make the dyads of the record most likely. The shrunk share is (F + k mu) / (n + k).

A share, not a sum: a dyad that is reported three times as much keeps its share, while every
sum of weights triples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Of 37,114 ICEWS dyad-years, 2002-2014, with ten or more events: mean share and weight.
FALLBACK_MU = 0.13
FALLBACK_K = 4.44
#: A dyad enters the fit with this many events, and the fit needs this many dyads.
MIN_EVENTS = 5
MIN_DYADS = 30
#: The search for mu and k: grid points along each axis, and rounds, each three times finer.
POINTS = 9
ROUNDS = 7
#: Where all dyads are alike k has no finite value: it is kept at e to the power of this.
MAX_LOG_K = 5.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is expected of a dyad before its events are seen.

    Attributes:
        mu: the mean conflict share, 0 to 1.
        k: how many events that expectation weighs.
        dyads: how many dyads of the record it rests on; 0 for the fallback.
    """

    mu: float
    k: float
    dyads: int

    @property
    def words(self) -> str:
        """Where the two numbers come from, in a sentence."""
        if self.dyads:
            return (
                f"Shares are drawn towards the mean of this record's {self.dyads} dyads with "
                f"{MIN_EVENTS} or more events ({self.mu:.2f}, weighing {self.k:.1f} events)."
            )
        return (
            f"Shares are drawn towards {self.mu:.2f}, weighing {self.k:.2f} events, as fitted on "
            f"ICEWS dyad-years of 2002-2014: this record has fewer than {MIN_DYADS} dyads with "
            f"{MIN_EVENTS} or more events to learn from."
        )


FALLBACK = Prior(FALLBACK_MU, FALLBACK_K, 0)


def fit_prior(conflict: NDArray[np.int64], counted: NDArray[np.int64]) -> Prior:
    """Fit mu and k to the dyads of a record by maximum likelihood.

    Args:
        conflict: conflict events of each dyad.
        counted: conflict and cooperation events of each dyad, same shape.

    Returns:
        The fitted prior, or `FALLBACK` where fewer than `MIN_DYADS` dyads have `MIN_EVENTS`
        events.
    """
    enough = counted >= MIN_EVENTS
    if int(enough.sum()) < MIN_DYADS:
        return FALLBACK
    from scipy.special import betaln

    # The likelihood needs each (F, n) pair once, weighted by how many dyads share it.
    pairs, weight = np.unique(
        np.column_stack([conflict[enough], counted[enough]]), axis=0, return_counts=True
    )
    hits, total = pairs[:, 0], pairs[:, 1]

    def likelihood(logit: float, log_k: float) -> float:
        mu, k = 1 / (1 + np.exp(-logit)), np.exp(log_k)
        a, b = mu * k, (1 - mu) * k
        each = betaln(hits + a, total - hits + b) - betaln(a, b)
        return float((weight * each).sum())

    # A grid that closes in on the best point is as exact here as a descent, and does without
    # the second it takes to import one.
    at, reach = (-2.0, 1.5), (5.0, 3.5)
    for _ in range(ROUNDS):
        grid = [
            (x, y)
            for x in np.linspace(at[0] - reach[0], at[0] + reach[0], POINTS).tolist()
            for y in np.linspace(at[1] - reach[1], at[1] + reach[1], POINTS).tolist()
            if y <= MAX_LOG_K
        ]
        at = max(grid, key=lambda point: likelihood(*point))
        reach = (reach[0] / 3, reach[1] / 3)
    return Prior(1 / (1 + float(np.exp(-at[0]))), float(np.exp(at[1])), int(enough.sum()))


def shrunk(conflict: Any, counted: Any, prior: Prior) -> Any:
    """The shrunk share (F + k mu) / (n + k), for numbers or arrays."""
    return (conflict + prior.k * prior.mu) / (counted + prior.k)


def interval(
    conflict: int, counted: int, prior: Prior, *, level: float = 0.9
) -> tuple[float, float]:
    """The central interval of the share: quantiles of Beta(F + k mu, n - F + k (1 - mu)).

    It treats events as independent; where one story is told as several events it is too narrow.
    """
    from scipy.special import betaincinv

    a = conflict + prior.k * prior.mu
    b = counted - conflict + prior.k * (1 - prior.mu)
    tail = (1 - level) / 2
    return float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))
