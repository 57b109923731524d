"""The same question put where nothing is claimed: other dates, other dyads, other partners.

If a score as large as the asked one is common there, it says nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.standing.shares import shrunk
from detente.types import Check
from detente.verdict.checks import p_words, sums, too_few
from detente.verdict.windows import MIN_COUNTED, running, score, sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from detente.standing.counts import DyadDays
    from detente.types import Direction
    from detente.verdict.windows import Windows

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: Fewer windows than this, side by side, make no placebo.
MIN_WINDOWS = 3
#: As many other dyads are wanted; the events they must have are halved until they are found.
WANTED_DYADS = 30
MIN_DYADS = 10
#: Other partners must have this many events before and inside, and there must be this many.
PARTNER_EVENTS = 10
MIN_PARTNERS = 3


def cut_dates(w: Windows) -> Ints:
    """The day numbers at which the question can be asked again in the same record.

    A cut needs as many days inside as the asked window and, before it, the asked window's own
    length at least; the stretch before is as long as the asked one where the record allows.
    Cuts whose window shares more than half its days with the asked one are left out: they ask
    the same question.
    """
    shortest = min(w.start, w.length)
    cuts = np.arange(shortest, w.days - w.length + 1)
    return cuts[2 * np.abs(cuts - w.start) >= w.length]


def side_by_side(cuts: Ints, length: int) -> int:
    """How many of the windows that begin at the cuts can lie beside each other."""
    count, end = 0, -1
    for cut in cuts.tolist():
        if cut >= end:
            count, end = count + 1, cut + length
    return count


def sweep(total: Ints, cuts: Ints, w: Windows) -> tuple[Ints, Ints]:
    """Sums inside and before for each cut, along the last axis of running sums."""
    before = total[..., cuts] - total[..., np.maximum(0, cuts - w.start)]
    return total[..., cuts + w.length] - total[..., cuts], before


def in_time(
    conflict: Ints, counted: Ints, w: Windows, direction: Direction, days: DyadDays
) -> Check:
    """The same score at every other cut date of the record."""
    f, n = running(conflict), running(counted)

    def statistic(cuts: Ints) -> Floats:
        (f1, f0), (n1, n0) = sweep(f, cuts, w), sweep(n, cuts, w)
        enough = (n1 >= MIN_COUNTED) & (n0 >= MIN_COUNTED)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(enough, score(f1, n1, f0, n0, days.prior), np.nan)

    return over_cuts(
        "placebo in time",
        statistic,
        w,
        sign(direction),
        "change of the conflict share",
        sums(conflict, counted, w),
    )


def in_space(a: str, b: str, w: Windows, direction: Direction, days: DyadDays) -> Check:
    """The same score, in the same days, for the other dyads that are reported enough."""
    name = "placebo in space"
    f1, n1 = days.totals(w.start, w.stop)
    f0, n0 = days.totals(0, w.start)
    mine = days.find(a, b)
    i1, i0 = (int(n1[mine]), int(n0[mine])) if mine is not None else (0, 0)
    if mine is None or i1 < MIN_COUNTED or i0 < MIN_COUNTED:
        return too_few(name, i1 + i0, "conflict and cooperation events", i1, i0)
    others = np.arange(len(n1)) != mine
    part = 2
    while True:
        least1, least0 = max(MIN_COUNTED, i1 // part), max(MIN_COUNTED, i0 // part)
        chosen = others & (n1 >= least1) & (n0 >= least0)
        if chosen.sum() >= WANTED_DYADS or least1 == least0 == MIN_COUNTED:
            break
        part *= 2
    count = int(chosen.sum())
    seen = float(score(f1[mine], n1[mine], f0[mine], n0[mine], days.prior))
    if count < MIN_DYADS:
        return Check(
            name,
            seen,
            None,
            count,
            f"Not computed: only {count} other dyads have enough events to compare with; "
            f"{MIN_DYADS} are needed.",
        )
    other = score(f1[chosen], n1[chosen], f0[chosen], n0[chosen], days.prior)
    p, larger = rank(seen, other, sign(direction))
    return Check(
        name,
        seen,
        p,
        count,
        f"In the same days, {larger} of {count} other dyads with at least {least1} events inside "
        f"and {least0} before changed as much in the direction asked ({p_words(p)}).",
        draws=tuple(np.round(other, 3).tolist()),
    )


def partners(
    a: str, b: str, conflict: Ints, counted: Ints, w: Windows, direction: Direction, days: DyadDays
) -> Check:
    """The change of the dyad's share less that of both actors' other partners.

    Difference in differences: the shrunk share inside less before, minus the mean of the same
    over the other partners of either actor (each partner weighing the same). Its p is a placebo
    in time: the same difference at every other cut date.
    """
    name = "against other partners"
    f, n = running(conflict), running(counted)
    of, on = (running(part) for part in partner_series(a, b, days))

    def changes(cuts: Ints) -> tuple[Floats, Ints]:
        (f1, f0), (n1, n0) = sweep(of, cuts, w), sweep(on, cuts, w)
        enough = (n1 >= PARTNER_EVENTS) & (n0 >= PARTNER_EVENTS)
        change = shrunk(f1, n1, days.prior) - shrunk(f0, n0, days.prior)
        count = enough.sum(axis=0)
        mean = np.where(enough, change, 0.0).sum(axis=0) / np.maximum(1, count)
        return np.where(count >= MIN_PARTNERS, mean, np.nan), count

    def statistic(cuts: Ints) -> Floats:
        (f1, f0), (n1, n0) = sweep(f, cuts, w), sweep(n, cuts, w)
        enough = (n1 >= MIN_COUNTED) & (n0 >= MIN_COUNTED)
        own = shrunk(f1, n1, days.prior) - shrunk(f0, n0, days.prior)
        return np.where(enough, own - changes(cuts)[0], np.nan)

    here = np.array([w.start])
    count = int(changes(here)[1][0]) if w.length else 0
    if count < MIN_PARTNERS:
        return Check(
            name,
            None,
            None,
            count,
            f"Not computed: {count} other partners of either actor have {PARTNER_EVENTS} events "
            f"inside the window and before it; {MIN_PARTNERS} are needed.",
        )
    return over_cuts(
        name,
        statistic,
        w,
        sign(direction),
        f"change of the share beyond that with {count} other partners",
        sums(conflict, counted, w),
    )


def contact(
    a: str, b: str, events: Ints, w: Windows, direction: Direction, days: DyadDays
) -> Check:
    """Whether contact fell (apart) or rose (closer) beyond that with other partners.

    The log of (events a day inside / before) of the dyad, less the same for all other dyads of
    either actor together; half an event is added to each count. Its p is a placebo in time.
    Contact tells how much is reported, not how friendly it is, and decides nothing alone.
    """
    other = partner_events(a, b, days)
    own, rest = running(events), running(other)

    def statistic(cuts: Ints) -> Floats:
        (n1, n0), (m1, m0) = sweep(own, cuts, w), sweep(rest, cuts, w)
        ratio = np.log((n1 + 0.5) / (n0 + 0.5)) - np.log((m1 + 0.5) / (m0 + 0.5))
        return np.where((n0 >= MIN_COUNTED) & (m0 >= MIN_COUNTED) & (m1 > 0), ratio, np.nan)

    n1, n0 = int(events[w.start : w.stop].sum()), int(events[: w.start].sum())
    check = over_cuts(
        "contact against other partners",
        statistic,
        w,
        -sign(direction),
        "log ratio of contact to that with other partners",
        (0, n1, 0, n0),
        least_inside=0,
    )
    return check


def partner_series(a: str, b: str, days: DyadDays) -> tuple[Ints, Ints]:
    """Conflict and counted events of each other dyad of a or b: two arrays (dyads, days)."""
    chosen = [i for i, pair in enumerate(days.pairs) if (a in pair) != (b in pair)]
    place = np.full(len(days.pairs), -1)
    place[chosen] = np.arange(len(chosen))
    row = place[days.dyad]
    mine = row >= 0
    conflict = np.zeros((len(chosen), days.days), dtype=np.int64)
    counted = np.zeros_like(conflict)
    where = row[mine], days.day[mine]
    conflict[where] = days.conflict[mine]
    counted[where] = days.conflict[mine] + days.cooperation[mine]
    return conflict, counted


def partner_events(a: str, b: str, days: DyadDays) -> Ints:
    """Events a day of all other dyads of a or b together."""
    touches = np.array([(a in pair) != (b in pair) for pair in days.pairs], dtype=bool)
    mine = touches[days.dyad]
    total = np.bincount(days.day[mine], weights=days.events[mine], minlength=days.days)
    return total.astype(np.int64)


def over_cuts(
    name: str,
    statistic: Callable[[Ints], Floats],
    w: Windows,
    way: int,
    what: str,
    have: tuple[int, int, int, int],
    *,
    least_inside: int = MIN_COUNTED,
) -> Check:
    """Rank the asked statistic among those at every other cut date of the record."""
    _, n1, _, n0 = have
    if not w.length or n1 < least_inside or n0 < MIN_COUNTED:
        return too_few(name, n1 + n0, "events", n1, n0)
    seen = float(statistic(np.array([w.start]))[0])
    cuts = cut_dates(w)
    values = statistic(cuts)
    good = ~np.isnan(values)
    beside = side_by_side(cuts[good], w.length)
    if np.isnan(seen) or beside < MIN_WINDOWS:
        return Check(
            name,
            None if np.isnan(seen) else seen,
            None,
            int(good.sum()),
            f"Not computed: the record is too short or too thin; {beside} windows of "
            f"{w.length} days beside the asked one can be compared, {MIN_WINDOWS} are needed.",
        )
    p, larger = rank(seen, values[good], way)
    return Check(
        name,
        seen,
        p,
        int(good.sum()),
        f"The {what} is {seen:+.2f}; at {larger} of {int(good.sum())} other cut dates of the "
        f"record it is as large in the direction asked ({p_words(p)}; {beside} of these windows "
        "fit beside each other).",
        draws=tuple(np.round(values[good], 3).tolist()),
    )


def rank(seen: float, others: Floats, way: int) -> tuple[float, int]:
    """Return p = (1 + others at least as large) / (1 + others), and how many those are."""
    larger = int((way * others >= way * seen - 1e-9).sum())
    return (1 + larger) / (1 + len(others)), larger
