"""Who stands with whom in a stretch of days, among the most active actors of the record.

Coded events and stated ties are kept apart: events show hostility well and alliance badly, so
an edge carries both the sign its events give and the sum of the signs that texts state.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from detente.standing.counts import load_days
from detente.standing.levels import COUNTS_AS, find_units, joined, unit_of
from detente.standing.shares import interval, shrunk
from detente.types import Edge

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from duckdb import DuckDBPyConnection

    from detente.actors.registry import Registry
    from detente.standing.counts import DyadDays

# A tie is stated when its article appears, whatever time it speaks of. A tie called ended or
# weakening speaks against its own sign, and so does one that is denied.
STATED = f"""
WITH {COUNTS_AS}
SELECT a, b, count(*) AS statements, sum(sign * turn * pole)::INTEGER AS stated
FROM (
    SELECT coalesce({unit_of("x", "t.a", "t.a_state")}, t.a) AS a,
           coalesce({unit_of("y", "t.b", "t.b_state")}, t.b) AS b,
           t.sign,
           CASE WHEN t.status IN ('weakening', 'ended') THEN -1 ELSE 1 END AS turn,
           CASE WHEN t.factbank LIKE '%-' THEN -1 ELSE 1 END AS pole
    FROM tie t JOIN article r ON r.id = t.article
    {joined("x", "t.a", "coalesce(t.date_start, r.published)")}
    {joined("y", "t.b", "coalesce(t.date_start, r.published)")}
    WHERE r.published BETWEEN $since AND $until
       OR coalesce(t.date_start, r.published) BETWEEN $since AND $until
)
WHERE a <> b GROUP BY a, b
"""


def network(
    con: DuckDBPyConnection,
    since: date,
    until: date,
    *,
    actors: int = 30,
    named: Collection[str] = (),
    min_events: int = 3,
    level: str = "state",
    registry: Registry | None = None,
    days: DyadDays | None = None,
) -> list[Edge]:
    """Edges between the most active actors.

    Args:
        con: a connection to a record.
        since: first day.
        until: last day.
        actors: how many actors at most, those with most events and statements first.
        named: actors kept whatever their activity, which count for themselves.
        min_events: edges with fewer events and no stated tie are left out.
        level: ``state``, ``government`` or ``actor``, see `detente.standing.levels`.
        registry: who held which office when; by default the tables that ship with detente.
        days: daily counts read before, to save reading them again.

    Returns:
        Edges, busiest first. ``sign`` is -1 where the whole 90 % interval of the dyad's conflict
        share lies above the mean share of dyads (`Prior.mu`), +1 where it lies below, else 0: a
        few events tell neither. The mean is that of dyads and not of the days' events, which in
        a war would make every quieter enemy a friend.
    """
    units = find_units(con, level, named=named, registry=registry)
    days = days or load_days(con, units)
    prior = days.prior
    inside = (days.day >= days.index(since)) & (days.day <= days.index(until))
    sums = [
        np.bincount(days.dyad[inside], weights=v[inside], minlength=len(days.pairs))
        for v in (days.events, days.conflict, days.cooperation)
    ]
    counts = {
        days.pairs[i]: (int(sums[0][i]), int(sums[1][i]), int(sums[2][i]))
        for i in np.flatnonzero(sums[0]).tolist()
    }
    stated: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    values = {"since": since, "until": until, **units.values}
    for a, b, statements, total in con.execute(STATED, values).fetchall():
        pair = (min(a, b), max(a, b))
        old = stated[pair]
        stated[pair] = (old[0] + total, old[1] + statements)

    activity: dict[str, int] = defaultdict(int)
    for pair in counts.keys() | stated.keys():
        for end in pair:
            activity[end] += counts.get(pair, (0, 0, 0))[0] + stated.get(pair, (0, 0))[1]
    ranked = sorted(activity, key=lambda actor: (actor not in named, -activity[actor], actor))
    chosen = set(ranked[:actors])

    edges = []
    for pair in counts.keys() | stated.keys():
        events, clashes, coop = counts.get(pair, (0, 0, 0))
        told, statements = stated.get(pair, (0, 0))
        asked = len(named) == 2 and set(named) == set(pair)
        if not chosen.issuperset(pair) or (events < min_events and not statements and not asked):
            continue
        share, sign = None, 0
        if clashes + coop:
            share = float(shrunk(clashes, clashes + coop, prior))
            low, high = interval(clashes, clashes + coop, prior)
            sign = -1 if low > prior.mu else 1 if high < prior.mu else 0
        edges.append(Edge(*pair, events, clashes, coop, share, sign, told, statements))
    return sorted(edges, key=lambda edge: (-edge.events - edge.statements, edge.a, edge.b))
