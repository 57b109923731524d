"""How often two actors cooperate and clash, day by day.

An event belongs to the dyad of every source and every target it joins, in either direction;
whom its ends count for is a matter of the level (`detente.standing.levels`).
It counts once, on the first day it is dated to, however many rows report it. What is dated no
better than to a week ("in 2015", "since March") cannot be placed before or inside a window and is
not counted. Quads 1 and 2 are cooperation, 3 and 4 conflict; quad 0 is neither and enters no
share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.standing.levels import COUNTS_AS, find_units, joined, unit_of
from detente.standing.shares import FALLBACK, Prior, fit_prior, interval, shrunk
from detente.types import ASSERTED, Counts

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    from detente.actors.registry import Registry
    from detente.standing.levels import Units

ENDS = f"""
WITH {COUNTS_AS},
ends AS (
    SELECT e.event, e.id, e.date_start AS day, e.quad,
           {unit_of("x", "s.actor", "s.state")} AS source,
           {unit_of("y", "t.actor", "t.state")} AS target
    FROM event e
    JOIN event_actor s ON s.event_row = e.id AND s.role = 'source'
    JOIN event_actor t ON t.event_row = e.id AND t.role = 'target'
    {joined("x", "s.actor", "e.date_start")}
    {joined("y", "t.actor", "e.date_start")}
    WHERE e.date_start IS NOT NULL AND coalesce(e.date_end, e.date_start) - e.date_start < 7
      AND ($everything OR list_contains($realities, e.reality))
),
told AS (
    SELECT DISTINCT event, id, day, quad,
           least(source, target) AS a, greatest(source, target) AS b
    FROM ends WHERE source <> target
),
one AS (
    SELECT a, b, event, min(day) AS day, count(*) AS reports,
           coalesce(max(quad) FILTER (id = event), min(quad)) AS quad
    FROM told GROUP BY a, b, event
)
"""
DAILY = (
    ENDS
    + """
SELECT a, b, day, sum(reports)::BIGINT AS reports, count(*) AS events,
       count(*) FILTER (quad >= 3) AS conflict, count(*) FILTER (quad IN (1, 2)) AS cooperation
FROM one GROUP BY a, b, day ORDER BY a, b, day
"""
)


@dataclass(frozen=True, eq=False)
class DyadDays:
    """The events of every dyad of a record, by day.

    ``dyad``, ``day``, ``reports``, ``events``, ``conflict`` and ``cooperation`` are arrays of
    one length, an entry for each day on which a dyad has an event. ``dyad`` indexes ``pairs``;
    ``day`` counts from ``first``. A record without events has 0 days.
    """

    first: date
    days: int
    pairs: tuple[tuple[str, str], ...]
    dyad: NDArray[np.int64]
    day: NDArray[np.int64]
    reports: NDArray[np.int64]
    events: NDArray[np.int64]
    conflict: NDArray[np.int64]
    cooperation: NDArray[np.int64]
    prior: Prior

    @property
    def last(self) -> date:
        """The last day with an event."""
        return self.first + timedelta(days=self.days - 1)

    def index(self, on: date) -> int:
        """The number of a day, counted from the record's first; may lie outside it."""
        return (on - self.first).days

    def find(self, a: str, b: str) -> int | None:
        """The number of a dyad, None if the record has no event of it."""
        pair = (min(a, b), max(a, b))
        return self.pairs.index(pair) if pair in self.pairs else None

    def series(self, a: str, b: str) -> NDArray[np.int64]:
        """Reports, events, conflict and cooperation of one dyad: shape (4, days)."""
        dense = np.zeros((4, self.days), dtype=np.int64)
        which = self.find(a, b)
        if which is not None:
            mine = self.dyad == which
            for row, values in enumerate(
                (self.reports, self.events, self.conflict, self.cooperation)
            ):
                dense[row, self.day[mine]] = values[mine]
        return dense

    def totals(self, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Conflict, and conflict plus cooperation, of each dyad in days start to stop - 1."""
        inside = (self.day >= start) & (self.day < stop)
        size = len(self.pairs)
        where = self.dyad[inside]
        conflict = np.bincount(where, weights=self.conflict[inside], minlength=size)
        cooperation = np.bincount(where, weights=self.cooperation[inside], minlength=size)
        return conflict.astype(np.int64), (conflict + cooperation).astype(np.int64)

    def reported(self) -> NDArray[np.bool_]:
        """For each day of the record, whether it holds any report at all."""
        return np.bincount(self.day, minlength=self.days) > 0

    def between(self, a: str, b: str, since: date, until: date) -> Counts:
        """The counts of one dyad from ``since`` to ``until``, both included."""
        dense = self.series(a, b)
        start, stop = max(0, self.index(since)), max(0, self.index(until) + 1)
        return tally(dense[:, start:stop], since, until, self.prior)


NONE: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
NO_DAYS = DyadDays(date(1970, 1, 1), 0, (), NONE, NONE, NONE, NONE, NONE, NONE, FALLBACK)


def tally(part: NDArray[np.int64], since: date, until: date, prior: Prior) -> Counts:
    """Sum a stretch of a dyad's series, shape (4, days), into `Counts`."""
    reports, events, conflict, cooperation = (int(row.sum()) for row in part)
    counted = conflict + cooperation
    share = low = high = None
    if counted:
        share = float(shrunk(conflict, counted, prior))
        low, high = interval(conflict, counted, prior)
    return Counts(
        since=since,
        until=until,
        days=(until - since).days + 1,
        reports=reports,
        events=events,
        conflict=conflict,
        cooperation=cooperation,
        share=share,
        low=low,
        high=high,
    )


def load_days(
    con: DuckDBPyConnection,
    units: Units | None = None,
    *,
    realities: Collection[str] | None = ASSERTED,
) -> DyadDays:
    """Read the events of all dyads of a record, by day.

    Args:
        con: a connection to a record.
        units: for whom its actors count, from `find_units`; by default for their states.
        realities: what counts; None for everything that is told, whether it happened or not.

    Returns:
        The daily counts; of no days where no event of the record has a date and two parties.
    """
    units = units or find_units(con)
    rows = con.execute(
        DAILY,
        {
            **units.values,
            "everything": realities is None,
            "realities": sorted(realities or ()),
        },
    ).fetchnumpy()
    if not len(rows["a"]):
        return NO_DAYS
    stamps = np.asarray(rows["day"]).astype("datetime64[D]").astype(np.int64)
    start = int(stamps.min())
    left, right = np.asarray(rows["a"]), np.asarray(rows["b"])
    # Rows come sorted by dyad, so a new dyad begins wherever either end changes.
    fresh = np.ones(len(left), dtype=bool)
    fresh[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    dyad = np.cumsum(fresh) - 1
    conflict = np.asarray(rows["conflict"]).astype(np.int64)
    cooperation = np.asarray(rows["cooperation"]).astype(np.int64)
    by_dyad = np.bincount(dyad, weights=conflict).astype(np.int64)
    counted = by_dyad + np.bincount(dyad, weights=cooperation).astype(np.int64)
    return DyadDays(
        first=date(1970, 1, 1) + timedelta(days=start),
        days=int(stamps.max()) - start + 1,
        pairs=tuple(zip(left[fresh].tolist(), right[fresh].tolist(), strict=True)),
        dyad=dyad,
        day=stamps - start,
        reports=np.asarray(rows["reports"]).astype(np.int64),
        events=np.asarray(rows["events"]).astype(np.int64),
        conflict=conflict,
        cooperation=cooperation,
        prior=fit_prior(by_dyad, counted),
    )


def dyad_counts(
    con: DuckDBPyConnection,
    a: str,
    b: str,
    since: date,
    until: date,
    *,
    level: str = "state",
    registry: Registry | None = None,
    realities: Collection[str] | None = ASSERTED,
    days: DyadDays | None = None,
) -> Counts:
    """Count the events of one dyad from ``since`` to ``until``, both included.

    Args:
        con: a connection to a record.
        a: a unit of the level: a state, any actor of the record, the others of a state.
        b: the other unit.
        since: first day.
        until: last day.
        level: ``state``, ``government`` or ``actor``, see `detente.standing.levels`.
        registry: who held which office when; by default the tables that ship with detente.
        realities: what counts, asserted events unless told otherwise; None for all.
        days: daily counts read before, to save reading them again.

    Returns:
        Counts with the conflict share shrunk towards the record's mean and its 90 % interval.

    Raises:
        QuestionError: no such level.
    """
    if days is None:
        units = find_units(con, level, named=(a, b), registry=registry)
        days = load_days(con, units, realities=realities)
    return days.between(a, b, since, until)
