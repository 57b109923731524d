"""The word of a verdict.

**supported** only if all of these hold:

1. the volume-robust test has p <= .05 in the direction asked;
2. both placebos, in time and in space, have p <= .10;
3. the change lasts: in the second half of the window, and in the record after the window if it
   goes on, the share keeps at least half of the change.

**flare-up, not a turn** (asked "apart" only) if conflict rose inside, the rise is not supported
as a turn, and it went back: after the window the share lies nearer to the level before than to
that inside, with a probability of .80 (its posterior under the record's prior). The rise must be
visible: 1. and 2. hold, or the window has three conflict events or more that crowd (half of them
within a quarter of the window, or within a week) in a burst that shuffled days seldom match
(`bursts.scan`, p <= .10).

**contradicted** if 1., 2. and 3. hold in the opposite direction.

**cannot be told** in every other case: too few events, tests that disagree, a record that says
nothing. The naive test never decides for a turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.verdict.windows import MIN_COUNTED

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from detente.standing.shares import Prior
    from detente.types import Check, Counts, Direction, VerdictWord
    from detente.verdict.windows import Windows

ROBUST_P = 0.05
PLACEBO_P = 0.10
BURST_P = 0.10
#: Conflict events that make a visible rise.
VISIBLE = 3
#: Days of conflict this close belong to one cluster.
GAP = 3
#: A change lasts if this part of it is kept.
KEPT = 0.5
#: It went back if this is the probability that it did.
BACK_P = 0.80


@dataclass(frozen=True, slots=True)
class Cluster:
    """The shortest stretch of days with at least half of the window's conflict events."""

    since: date
    until: date
    events: int

    @property
    def days(self) -> int:
        """Its length."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Course:
    """How the change went on: None where there are too few events to say.

    Attributes:
        change: share inside less share before, as counted (not shrunk).
        late: the part of it kept in the second half of the window.
        after: the part of it kept in the record after the window.
        back: the probability that the share after the window is nearer to that before.
        cluster: where the conflict events crowd, None without any.
    """

    change: float | None
    late: float | None
    after: float | None
    back: float | None
    cluster: Cluster | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The word and what it rests on: whether the calibrated tests agree, and lasting."""

    word: VerdictWord
    agree: bool
    lasts: bool | None


def follow(
    conflict: NDArray[np.int64],
    counted: NDArray[np.int64],
    w: Windows,
    first: date,
    prior: Prior,
) -> Course:
    """Follow the change through the window and beyond it."""

    def share(start: int, stop: int) -> float | None:
        n = int(counted[start:stop].sum())
        return float(conflict[start:stop].sum()) / n if n >= MIN_COUNTED else None

    before, inside = share(0, w.start), share(w.start, w.stop)
    cluster = crowd(conflict, w, first)
    if before is None or inside is None or inside == before:
        change = None if before is None or inside is None else 0.0
        return Course(change, None, None, None, cluster)
    change = inside - before
    late, after = share((w.start + w.stop + 1) // 2, w.stop), share(w.stop, w.days)
    return Course(
        change,
        None if late is None else (late - before) / change,
        None if after is None else (after - before) / change,
        None if after is None else returned(conflict, counted, w, before + inside, prior),
        cluster,
    )


def returned(
    conflict: NDArray[np.int64],
    counted: NDArray[np.int64],
    w: Windows,
    twice_middle: float,
    prior: Prior,
) -> float:
    """The probability that the share after the window lies on the side it came from."""
    from scipy.special import betainc

    hits, total = (int(part[w.stop : w.days].sum()) for part in (conflict, counted))
    a = hits + prior.k * prior.mu
    b = total - hits + prior.k * (1 - prior.mu)
    below = float(betainc(a, b, twice_middle / 2))
    before = float(conflict[: w.start].sum()) / float(counted[: w.start].sum())
    return below if 2 * before < twice_middle else 1 - below


def crowd(conflict: NDArray[np.int64], w: Windows, first: date) -> Cluster | None:
    """Find the shortest stretch of the window with at least half of its conflict events.

    Of several, the one with most events; it is then widened to the next day with conflict for as
    long as that is no more than `GAP` days off.
    """
    series = conflict[w.start : w.stop]
    total = int(series.sum())
    if not total:
        return None
    on = np.flatnonzero(series)
    best = (len(series) + 1, 0, 0, 0)
    for start in on.tolist():
        upto = np.cumsum(series[start:])
        reach = np.flatnonzero(2 * upto >= total)
        if reach.size:
            stop = start + int(reach[0])
            best = min(best, (stop - start, -int(series[start : stop + 1].sum()), start, stop))
    _, _, start, stop = best
    for later in on[on > stop].tolist():
        if later - stop <= GAP:
            stop = later
    for earlier in on[on < start][::-1].tolist():
        if start - earlier <= GAP:
            start = earlier
    day = first + timedelta(days=w.start)
    return Cluster(
        day + timedelta(days=start),
        day + timedelta(days=stop),
        int(series[start : stop + 1].sum()),
    )


def agreed(robust: Check, in_time: Check, in_space: Check) -> bool:
    """Whether the volume-robust test and both placebos pass their thresholds."""
    return (
        robust.p is not None
        and robust.p <= ROBUST_P
        and all(c.p is not None and c.p <= PLACEBO_P for c in (in_time, in_space))
    )


def decide(
    deciding: tuple[Check, Check, Check],
    opposite: tuple[Check, Check, Check],
    burst: Check,
    course: Course,
    inside: Counts,
    direction: Direction,
) -> Decision:
    """Choose the word by the rules of this module.

    Args:
        deciding: the volume-robust test and the placebos in time and space, as asked.
        opposite: the same three in the opposite direction.
        burst: the scan for a burst inside the window.
        course: how the change went on.
        inside: the window's counts.
        direction: as asked.
    """
    kept = [part for part in (course.late, course.after) if part is not None]
    lasts = all(part >= KEPT for part in kept) if kept else None
    agree = agreed(*deciding)
    if agree and lasts:
        return Decision("supported", agree, lasts)
    if agreed(*opposite) and lasts:
        return Decision("contradicted", agree, lasts)
    rose = direction == "apart" and course.change is not None and course.change > 0
    went_back = course.back is not None and course.back >= BACK_P
    if rose and went_back:
        visible = inside.conflict >= VISIBLE and burst.p is not None and burst.p <= BURST_P
        crowded = course.cluster is not None and (course.cluster.days <= max(7, inside.days / 4))
        if agree or (visible and crowded):
            return Decision("flare-up, not a turn", agree, lasts)
    return Decision("cannot be told", agree, lasts)
