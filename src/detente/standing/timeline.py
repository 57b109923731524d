"""One dyad through time, for charts: a count for every week, or for every day of a short span."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.standing.counts import load_days, tally
from detente.standing.levels import find_units

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

    from detente.actors.registry import Registry
    from detente.standing.counts import DyadDays
    from detente.types import Counts

#: Spans of up to this many days are drawn day by day.
SHORT = 42


def timeline(
    con: DuckDBPyConnection,
    a: str,
    b: str,
    since: date | None = None,
    until: date | None = None,
    *,
    step: int | None = None,
    level: str = "state",
    registry: Registry | None = None,
    days: DyadDays | None = None,
) -> list[Counts]:
    """Count a dyad's events period by period, none left out.

    Args:
        con: a connection to a record.
        a: a unit of the level: a state, any actor of the record, the others of a state.
        b: the other unit.
        since: first day; by default the record's first.
        until: last day; by default the record's last.
        step: days to a period; 1 for spans of up to `SHORT` days and 7 otherwise.
        level: ``state``, ``government`` or ``actor``, see `detente.standing.levels`.
        registry: who held which office when; by default the tables that ship with detente.
        days: daily counts read before, to save reading them again.

    Returns:
        Periods in order, the last possibly shorter. One without any report of the dyad has
        ``reports`` 0 and no share: it is to be drawn as a gap, not as peace.

    Raises:
        QuestionError: no such level.
    """
    if days is None:
        days = load_days(con, find_units(con, level, named=(a, b), registry=registry))
    if not days.days and (since is None or until is None):
        return []
    since, until = since or days.first, until or days.last
    step = step or (1 if (until - since).days < SHORT else 7)
    dense, offset = days.series(a, b), days.index(since)
    periods = []
    for day in range(0, (until - since).days + 1, step):
        start, length = since + timedelta(days=day), min(step, (until - since).days + 1 - day)
        end = start + timedelta(days=length - 1)
        part = dense[:, max(0, offset + day) : max(0, offset + day + length)]
        periods.append(tally(part, start, end, days.prior))
    return periods
