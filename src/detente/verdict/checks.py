"""Tests of one dyad against itself: naive, by days, and robust to bursts and volume.

Every p is one-sided in the direction asked: the probability of a change at least this large that
way if nothing had changed.
"""

from __future__ import annotations

from math import exp, lgamma
from typing import TYPE_CHECKING

import numpy as np

from detente.types import Check
from detente.verdict.windows import MIN_COUNTED, score, sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.standing.shares import Prior
    from detente.types import Direction
    from detente.verdict.windows import Windows

#: Over-dispersions averaged over: the correlation of two events of one week being conflict.
RHO = np.array([0.01, 0.05, 0.12, 0.25, 0.45])
#: Shares averaged over, evenly spaced in log-odds.
SHARES = 1 / (1 + np.exp(-np.linspace(-7, 4.5, 70)))
CLUSTER_DAYS = 7
DRAWS = 4000
SEED = 20180602


def fisher_upper(hits: int, drawn: int, marked: int, total: int) -> float:
    """Fisher's exact test, upper tail: P(X >= hits) for X hypergeometric.

    ``drawn`` of ``total`` are drawn, of which ``marked`` are marked; ``hits`` are both.
    """

    def choose(n: int, r: int) -> float:
        return lgamma(n + 1) - lgamma(r + 1) - lgamma(n - r + 1)

    low, high = max(hits, drawn - (total - marked)), min(drawn, marked)
    every = choose(total, drawn)
    tail = sum(
        exp(choose(marked, x) + choose(total - marked, drawn - x) - every)
        for x in range(low, high + 1)
    )
    return min(1.0, tail)


def two_by_two(f1: int, n1: int, f0: int, n0: int, direction: Direction) -> float:
    """Fisher's one-sided p that the share f1/n1 lies above (apart) or below (closer) f0/n0."""
    if direction == "closer":
        f1, f0 = n1 - f1, n0 - f0
    return fisher_upper(f1, n1, f1 + f0, n1 + n0)


def naive(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows, direction: Direction
) -> Check:
    """Fisher's test on single events, which are anything but independent: a warning only."""
    f1, n1, f0, n0 = sums(conflict, counted, w)
    if not n1 or not n0:
        return Check(
            "events taken as independent",
            None,
            None,
            n1 + n0,
            "Not computed: the dyad has no conflict or cooperation event "
            + ("inside the window." if not n1 else "before the window."),
            calibrated=False,
        )
    p = two_by_two(f1, n1, f0, n0, direction)
    return Check(
        "events taken as independent",
        f1 / n1 - f0 / n0,
        p,
        n1 + n0,
        f"Counting each event as if it were independent of the others gives {p_words(p)} "
        f"({f1} of {n1} against {f0} of {n0}). It is a warning, not a finding: one story is told "
        "as several events, so this test alarms far too often.",
        calibrated=False,
    )


def by_days(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows, direction: Direction
) -> Check:
    """Fisher's test on days: of the days on which the dyad is reported, those with conflict."""
    name = "days with conflict"
    d1, d0 = (int((counted[part] > 0).sum()) for part in parts(w))
    h1, h0 = (int((conflict[part] > 0).sum()) for part in parts(w))
    if d1 < MIN_COUNTED or d0 < MIN_COUNTED:
        return too_few(name, d1 + d0, "days on which the dyad is reported", d1, d0)
    p = two_by_two(h1, d1, h0, d0, direction)
    return Check(
        name,
        h1 / d1 - h0 / d0,
        p,
        d1 + d0,
        f"Conflict is coded on {h1} of {d1} days with reports inside the window and on {h0} of "
        f"{d0} before ({p_words(p)}). Days carry one story better than events do, but a story "
        "that runs for days still counts several times.",
    )


def volume_robust(
    conflict: NDArray[np.int64],
    counted: NDArray[np.int64],
    w: Windows,
    direction: Direction,
    prior: Prior,
    *,
    draws: int = DRAWS,
) -> Check:
    """Beta-binomial test of the conflict share before and inside.

    Events are grouped into clusters of seven days, counted from the first day of the window both
    ways so that none lies across it. Under no change, cluster t has F_t ~ BetaBinomial(n_t, p,
    rho) with one share p and one over-dispersion rho for before and inside together. p has the
    prior Beta(k mu, k (1 - mu)) of the record's dyads, rho is uniform on `RHO`; both are averaged
    over their posterior, not fixed at the best value. ``draws`` data sets are drawn with the n_t
    kept, so that neither more nor fewer reports can move p; the score of `windows.score` is
    compared with theirs. p = (1 + draws at least as large) / (1 + draws), from a fixed seed.

    Source: posterior predictive p-value (Meng 1994) of a beta-binomial with rho averaged.
    """
    name = "share, robust to bursts and volume"
    f1, n1, f0, n0 = sums(conflict, counted, w)
    if n1 < MIN_COUNTED or n0 < MIN_COUNTED:
        return too_few(name, n1 + n0, "conflict and cooperation events", n1, n0)
    hits, total, inside = clusters(conflict, counted, w)
    share, rho = posterior(hits, total, prior, draws)
    rng = np.random.default_rng(SEED)
    scale = (1 - rho) / rho
    p_t = rng.beta((share * scale)[:, None], ((1 - share) * scale)[:, None], (draws, len(total)))
    drawn = rng.binomial(total, p_t)
    null = score(drawn[:, inside].sum(axis=1), n1, drawn[:, ~inside].sum(axis=1), n0, prior)
    seen = float(score(f1, n1, f0, n0, prior))
    way = sign(direction)
    p = float((1 + (way * null >= way * seen - 1e-9).sum()) / (1 + draws))
    return Check(
        name,
        seen,
        p,
        n1 + n0,
        f"The share of conflict went from {percent(f0, n0)} to {percent(f1, n1)}, {seen:+.1f} "
        "standard errors. If nothing had changed, and stories came in bursts as they do in this "
        f"dyad, a change this large in the direction asked would come with {p_words(p)}.",
        draws=tuple(np.round(null[:: max(1, draws // 1000)], 3).tolist()),
    )


def clusters(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Conflict and counted events of each week with events, and whether it lies inside."""
    week = (np.arange(w.stop) - w.start) // CLUSTER_DAYS
    week -= week.min()
    hits = np.bincount(week, weights=conflict[: w.stop]).astype(np.int64)
    total = np.bincount(week, weights=counted[: w.stop]).astype(np.int64)
    inside = np.arange(len(total)) >= week[w.start]
    some = total > 0
    return hits[some], total[some], inside[some]


def posterior(
    hits: NDArray[np.int64], total: NDArray[np.int64], prior: Prior, draws: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw share and over-dispersion from their posterior on the grid `SHARES` x `RHO`."""
    from scipy.special import betaln

    share, rho = (grid.ravel() for grid in np.meshgrid(SHARES, RHO))
    scale = (1 - rho) / rho
    a, b = (share * scale)[:, None], ((1 - share) * scale)[:, None]
    fit = (betaln(hits + a, total - hits + b) - betaln(a, b)).sum(axis=1)
    # The grid is even in log-odds, whose density is that of the share times p (1 - p).
    fit += prior.k * prior.mu * np.log(share) + prior.k * (1 - prior.mu) * np.log1p(-share)
    weight = np.exp(fit - fit.max())
    rng = np.random.default_rng(SEED + 1)
    chosen = rng.choice(len(share), size=draws, p=weight / weight.sum())
    return share[chosen], rho[chosen]


def parts(w: Windows) -> tuple[slice, slice]:
    """Inside and before, as slices of a dyad's series."""
    return slice(w.start, w.stop), slice(0, w.start)


def sums(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows
) -> tuple[int, int, int, int]:
    """f1, n1, f0, n0: conflict and counted events inside, then before."""
    inside, before = parts(w)
    return (
        int(conflict[inside].sum()),
        int(counted[inside].sum()),
        int(conflict[before].sum()),
        int(counted[before].sum()),
    )


def too_few(name: str, n: int, what: str, inside: int, before: int) -> Check:
    """A test that was not run, and why."""
    return Check(
        name,
        None,
        None,
        n,
        f"Not computed: it needs {MIN_COUNTED} {what} inside the window and before it; the record "
        f"has {inside} inside and {before} before.",
    )


def percent(part: int, whole: int) -> str:
    """A share as it is printed."""
    return f"{100 * part / whole:.1f} %" if whole else "no events"


def p_words(p: float) -> str:
    """A p-value as it is printed."""
    if p >= 0.001:
        return f"p = {p:.3f}"
    return f"p = {p:.6f}".rstrip("0") if p >= 0.000001 else "p < 0.000001"
