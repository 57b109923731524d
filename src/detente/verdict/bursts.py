"""Is there a burst of conflict inside the window, or only the crowding that chance brings?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.types import Check
from detente.verdict.checks import p_words, too_few
from detente.verdict.windows import MIN_COUNTED, running

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.verdict.windows import Windows

NAME = "a burst inside the window"
#: Lengths in days of the stretches looked at.
LENGTHS = (3, 7, 14)
SHUFFLES = 2000
SEED = 20180521


def scan(conflict: NDArray[np.int64], counted: NDArray[np.int64], w: Windows) -> Check:
    """Scan statistic of the conflict share over short stretches of the window.

    For every stretch of `LENGTHS` days inside the window that holds f conflict events of n,
    the log-likelihood ratio of a raised share against the share q of the whole record is
    f log(f / nq) + (n - f) log((n - f) / (n (1 - q))) where f / n > q, else 0. The largest is
    compared with the largest of `SHUFFLES` records whose days are shuffled, each day keeping
    its events: what one day tells stays one story, and the search over stretches is paid for.
    p = (1 + shuffles at least as large) / (1 + shuffles), from a fixed seed.

    Source: Kulldorff 1997, Communications in Statistics 26:1481-1496, in one dimension.
    """
    hits, total = int(conflict.sum()), int(counted.sum())
    inside = int(counted[w.start : w.stop].sum())
    if inside < MIN_COUNTED or total - inside < MIN_COUNTED:
        return too_few(NAME, total, "conflict and cooperation events", inside, total - inside)
    share = hits / total
    window = (slice(None), slice(w.start, w.stop))
    found = float(largest(conflict[None][window], counted[None][window], share)[0])
    rng = np.random.default_rng(SEED)
    order = rng.permuted(np.tile(np.arange(w.days), (SHUFFLES, 1)), axis=1)[:, : w.length]
    draws = largest(conflict[order], counted[order], share)
    matched = int((draws >= found - 1e-9).sum())
    p = (1 + matched) / (1 + SHUFFLES)
    return Check(
        NAME,
        found,
        p,
        total,
        f"The densest stretch of up to {LENGTHS[-1]} days inside the window is matched in "
        f"{matched:,} of {SHUFFLES:,} records with the same days in another order ({p_words(p)}). "
        "It tells of a burst, not of a turn.",
        draws=tuple(draws.tolist()),
    )


def largest(
    conflict: NDArray[np.int64], counted: NDArray[np.int64], share: float
) -> NDArray[np.float64]:
    """The largest log-likelihood ratio of each row (records x days)."""
    hits, total = running(conflict), running(counted)
    best = np.zeros(len(conflict))
    for length in LENGTHS:
        step = min(length, conflict.shape[1])
        f = (hits[:, step:] - hits[:, :-step]).astype(float)
        n = (total[:, step:] - total[:, :-step]).astype(float)
        best = np.maximum(best, ratio(f, n, share).max(axis=1))
    return best


def ratio(f: NDArray[np.float64], n: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Log-likelihood ratio of f events of n at their own share against a given one."""
    from scipy.special import xlogy

    raised = f > n * share
    size = np.where(n > 0, n, 1.0)
    own = f / size
    value = xlogy(f, own / share) if share > 0 else np.zeros_like(f)
    value = value + xlogy(n - f, (1 - own) / (1 - share)) if share < 1 else value
    return np.where(raised, value, 0.0)
