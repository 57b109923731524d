"""The stretches of days that a question compares, and the score of a change between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from detente.standing.counts import DyadDays
    from detente.standing.shares import Prior
    from detente.types import Direction

#: A window with fewer conflict and cooperation events than this is not tested.
MIN_COUNTED = 10


@dataclass(frozen=True, slots=True)
class Windows:
    """Day numbers, half-open: before is [0, start), inside [start, stop), after [stop, days)."""

    start: int
    stop: int
    days: int

    @property
    def length(self) -> int:
        """Days inside that the record covers."""
        return self.stop - self.start


def place(days: DyadDays, since: date, until: date) -> Windows:
    """Place a question's window on a record; what lies outside the record is cut off."""
    start = min(max(0, days.index(since)), days.days)
    stop = min(max(start, days.index(until) + 1), days.days)
    return Windows(start, stop, days.days)


def sign(direction: Direction) -> int:
    """+1 where the conflict share is asked to rise (apart), -1 where to fall (closer)."""
    return 1 if direction == "apart" else -1


def score(f1: Any, n1: Any, f0: Any, n0: Any, prior: Prior) -> Any:
    """The change of the conflict share in standard errors.

    z = (f1/n1 - f0/n0) / sqrt(p (1 - p) (1/n1 + 1/n0)) with p = (f1 + f0 + k mu)/(n1 + n0 + k),
    the pooled share drawn towards the record's mean so that it is never 0. In standard errors,
    busy and quiet windows can be compared; the errors' own level is settled by the tests.

    Args:
        f1: conflict events inside, a number or an array.
        n1: conflict and cooperation events inside, above 0.
        f0: conflict events before.
        n0: conflict and cooperation events before, above 0.
        prior: the record's mean share and its weight.
    """
    pooled = (f1 + f0 + prior.k * prior.mu) / (n1 + n0 + prior.k)
    return (f1 / n1 - f0 / n0) / np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))


def running(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cumulative sums with a leading 0 along the last axis, so that sum[s:e] = r[e] - r[s]."""
    shape = (*values.shape[:-1], 1)
    return np.concatenate([np.zeros(shape, dtype=np.int64), np.cumsum(values, axis=-1)], axis=-1)
