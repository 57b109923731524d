"""The word of a verdict, and the sentences around it.

**supported** only if all of these hold:

1. the volume-robust test has p <= .05 in the direction asked;
2. both placebos, in time and in space, have p <= .10;
3. the change lasts: in the second half of the window, and in the record after the window if it
   goes on, the share keeps at least half of the change.

**flare-up, not a turn** (asked "apart" only) if conflict rose inside, the rise is not supported
as a turn, and it went back: after the window the share keeps less than half of the rise. The
rise must be visible (1. and 2. hold, or three conflict events or more with the naive p <= .05)
and, where 1. and 2. do not hold, short: half of the conflict events fall within a quarter of the
window, or within a week.

**contradicted** if 1. and 2. hold in the opposite direction.

**cannot be told** in every other case: too few events, tests that disagree, a record that says
nothing. The naive test never decides for a turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.verdict.checks import p_words, percent
from detente.verdict.windows import MIN_COUNTED, score, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from detente.standing.shares import Prior
    from detente.types import Check, Counts, Coverage, Direction, Question, VerdictWord, Voucher
    from detente.verdict.windows import Windows

ROBUST_P = 0.05
PLACEBO_P = 0.10
NAIVE_P = 0.05
#: Conflict events that make a visible rise.
VISIBLE = 3
#: Days of conflict this close belong to one cluster.
GAP = 3
#: A change lasts if this part of it is kept.
KEPT = 0.5


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
        cluster: where the conflict events crowd, None without any.
    """

    change: float | None
    late: float | None
    after: float | None
    cluster: Cluster | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The word and what it rests on: whether the calibrated tests agree, and lasting."""

    word: VerdictWord
    agree: bool
    lasts: bool | None


def follow(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows, first: date
) -> Course:
    """Follow the change through the window and beyond it."""

    def share(start: int, stop: int) -> float | None:
        n = int(counted[start:stop].sum())
        return float(conflict[start:stop].sum()) / n if n >= MIN_COUNTED else None

    before, inside = share(0, w.start), share(w.start, w.stop)
    cluster = crowd(conflict, w, first)
    if before is None or inside is None or inside == before:
        return Course(None if before is None or inside is None else 0.0, None, None, cluster)
    change = inside - before
    late, after = share((w.start + w.stop + 1) // 2, w.stop), share(w.stop, w.days)
    return Course(
        change,
        None if late is None else (late - before) / change,
        None if after is None else (after - before) / change,
        cluster,
    )


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
    naive: Check,
    course: Course,
    inside: Counts,
    direction: Direction,
) -> Decision:
    """Choose the word by the rules of this module.

    Args:
        deciding: the volume-robust test and the placebos in time and space, as asked.
        opposite: the same three in the opposite direction.
        naive: Fisher's test on events.
        course: how the change went on.
        inside: the window's counts.
        direction: as asked.
    """
    kept = [part for part in (course.late, course.after) if part is not None]
    lasts = all(part >= KEPT for part in kept) if kept else None
    agree = agreed(*deciding)
    if agree and lasts:
        return Decision("supported", agree, lasts)
    if agreed(*opposite):
        return Decision("contradicted", agree, lasts)
    rose = direction == "apart" and course.change is not None and course.change > 0
    went_back = course.after is not None and course.after < KEPT
    if rose and went_back:
        visible = inside.conflict >= VISIBLE and naive.p is not None and naive.p <= NAIVE_P
        crowded = course.cluster is not None and (course.cluster.days <= max(7, inside.days / 4))
        if agree or (visible and crowded):
            return Decision("flare-up, not a turn", agree, lasts)
    return Decision("cannot be told", agree, lasts)


def day(on: date) -> str:
    """A date as it is printed: 2 June 2018."""
    return f"{on.day} {on:%B %Y}"


def span(since: date, until: date) -> str:
    """A stretch of days as it is printed, with nothing said twice."""
    if since == until:
        return f"on {day(since)}"
    if since.year == until.year and since.month == until.month:
        return f"from {since.day} to {day(until)}"
    if since.year == until.year:
        return f"from {since.day} {since:%B} to {day(until)}"
    return f"from {day(since)} to {day(until)}"


def tell(
    question: Question,
    decision: Decision,
    before: Counts,
    inside: Counts,
    after: Counts | None,
    course: Course,
    deciding: tuple[Check, Check, Check],
    found: Sequence[Voucher],
    name: Callable[[str], str],
) -> str:
    """The verdict in one plain sentence with its numbers."""
    a, b = name(question.a), name(question.b)
    asked = f"{a} and {b} moving apart" if question.direction == "apart" else f"{a} and {b} closer"
    n1, n0 = inside.conflict + inside.cooperation, before.conflict + before.cooperation
    when = span(question.since, question.until)
    if not n1:
        texts = [v for v in found if v.kind != "events" and v.count_for]
        if texts:
            voices = " and ".join(
                dict.fromkeys(v.kind + (f" of {name(v.state)}" if v.state else "") for v in texts)
            )
            return (
                f"Cannot be told: {asked} is asserted in the text by {voices}, and the record "
                f"holds no coded event between the two {when} to test it against."
            )
        return f"Cannot be told: the record holds no coded event between {a} and {b} {when}."
    numbers = (
        f"{inside.conflict} of {n1} events between {a} and {b} {when} are conflict "
        f"({percent(inside.conflict, n1)})"
    )
    numbers += (
        f", against {before.conflict} of {n0} in the {before.days} days before "
        f"({percent(before.conflict, n0)})"
        if n0
        else ", and the record holds none before"
    )
    robust, in_time, in_space = deciding
    ps = ", ".join(
        f"{label} {p_words(check.p)}"
        for label, check in (
            ("volume-robust", robust),
            ("placebo in time", in_time),
            ("placebo in space", in_space),
        )
        if check.p is not None
    )
    ps = f" ({ps})" if ps else ""
    n2 = after.conflict + after.cooperation if after else 0
    later = (
        f"{after.conflict} of {n2} in the {after.days} days after ({percent(after.conflict, n2)})"
        if after and n2
        else ""
    )
    if decision.word == "supported":
        tail = f", and it stays: {later}" if later else "; the record ends there"
        return f"Supported: {numbers}{tail}{ps}."
    if decision.word == "contradicted":
        return f"Contradicted: {numbers}, a change the other way that the tests confirm."
    if decision.word == "flare-up, not a turn":
        assert course.cluster is not None
        crowded = (
            f"; {course.cluster.events} of the {inside.conflict} fall "
            f"{span(course.cluster.since, course.cluster.until)}"
            if course.cluster.events < inside.conflict
            else f"; all fall {span(course.cluster.since, course.cluster.until)}"
        )
        return f"A flare-up, not a turn: {numbers}{crowded}, and it went back to {later}{ps}."
    if robust.p is None:
        why = "too few to test"
    elif decision.agree:
        why = f"a change that did not last: {later}" if later else "a change that did not last"
    elif course.change is not None and course.change * sign(question.direction) <= 0:
        why = "no change in the direction asked, nor a proven one the other way"
    else:
        why = "which the calibrated tests do not tell from chance"
    return f"Cannot be told: {numbers}, {why}{ps}."


def would_change(
    question: Question,
    decision: Decision,
    before: Counts,
    inside: Counts,
    after: Counts | None,
    course: Course,
    deciding: tuple[Check, Check, Check],
    found: Sequence[Voucher],
    coverage: Coverage,
    prior: Prior,
    name: Callable[[str], str],
) -> tuple[str, ...]:
    """What would have to be otherwise for another word, each in a sentence."""
    told: list[str] = []
    robust, in_time, in_space = deciding
    n1, n0 = inside.conflict + inside.cooperation, before.conflict + before.cooperation
    if n1 < MIN_COUNTED or n0 < MIN_COUNTED:
        told.append(
            f"At least {MIN_COUNTED} conflict or cooperation events between the two inside the "
            f"window and before it; the record has {n1} inside and {n0} before."
        )
    needed = tipping(robust, before, inside, question.direction, prior)
    if needed is not None and decision.word in ("cannot be told", "flare-up, not a turn"):
        more = "at least" if question.direction == "apart" else "at most"
        if robust.p is not None and robust.p > ROBUST_P:
            told.append(
                f"About {needed} conflict events among the {n1} inside ({more}), instead of "
                f"{inside.conflict}, would bring the volume-robust test to p = {ROBUST_P:.2f}."
            )
    elif needed is not None and decision.word == "supported":
        fewer = "fewer" if question.direction == "apart" else "more"
        told.append(
            f"With {fewer} than about {needed} conflict events among the {n1} inside (there are "
            f"{inside.conflict}) the volume-robust test would no longer support it."
        )
    for label, check in (("in time", in_time), ("in space", in_space)):
        if robust.p is not None and check.p is None:
            told.append(f"A placebo {label}, which this record does not allow. {check.words}")
        elif (
            check.p is not None
            and check.p > PLACEBO_P
            and decision.word in ("cannot be told", "flare-up, not a turn")
        ):
            told.append(
                f"Fewer changes as large elsewhere: the placebo {label} has {p_words(check.p)}, "
                f"and {PLACEBO_P:.2f} is asked."
            )
    if decision.word == "flare-up, not a turn" and after is not None:
        assert course.change is not None
        level = (before.conflict / n0) + KEPT * course.change
        told.append(
            f"A share of conflict that stays above {100 * level:.1f} % after {day(inside.until)}; "
            f"it was {percent(after.conflict, after.conflict + after.cooperation)}."
        )
        if course.cluster is not None:
            rest = inside.conflict - course.cluster.events
            told.append(
                f"The events {span(course.cluster.since, course.cluster.until)} carry it: without "
                f"them {rest} of {n1 - course.cluster.events} inside are conflict "
                f"({percent(rest, n1 - course.cluster.events)})."
            )
    elif after is None and n1:
        told.append(
            "A record that goes on after the window: whether the change lasts is not known."
        )
    officials = {v.state for v in found if v.kind == "named officials" and v.count_for}
    if any(v.kind != "events" for v in found) and not officials & {question.a, question.b}:
        told.append(
            f"A named official of {name(question.a)} or {name(question.b)} saying so in a text."
        )
    if coverage.days_without_reports:
        told.append(
            f"Reports for the {coverage.days_without_reports} of {inside.days} days of the window "
            "on which the record reports nothing at all."
        )
    return tuple(told)


def tipping(
    robust: Check, before: Counts, inside: Counts, direction: Direction, prior: Prior
) -> int | None:
    """How many conflict events inside would just pass the volume-robust test.

    By the draws of the test as it stands: they would move a little with the events.
    """
    if not robust.draws:
        return None
    way = sign(direction)
    limit = float(np.quantile(way * np.array(robust.draws), 1 - ROBUST_P))
    n1, n0 = inside.conflict + inside.cooperation, before.conflict + before.cooperation
    counts = np.arange(n1 + 1)
    passing = counts[way * score(counts, n1, before.conflict, n0, prior) > limit]
    if not passing.size:
        return None
    return int(passing.min() if direction == "apart" else passing.max())
