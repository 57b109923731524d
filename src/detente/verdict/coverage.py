"""What an answer could rest on: texts, outlets and reports, and the days without any."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.standing.levels import COUNTS_AS, joined, unit_of
from detente.types import Coverage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from detente.standing.counts import DyadDays
    from detente.standing.levels import Units
    from detente.types import Counts, Question

# Articles that name both parties, and everybody who published a report of the dyad's events.
ARTICLES = f"""
WITH {COUNTS_AS},
named AS (
    SELECT m.article, r.source, {unit_of("x", "m.actor", "m.state")} AS unit
    FROM mention m JOIN article r ON r.id = m.article
    {joined("x", "m.actor", "r.published")}
)
SELECT any_value(source) FROM named WHERE unit IN ($a, $b)
GROUP BY article HAVING count(DISTINCT unit) = 2
"""
OUTLETS = f"""
WITH {COUNTS_AS},
ends AS (
    SELECT e.outlet, {unit_of("x", "s.actor", "s.state")} AS source,
           {unit_of("y", "t.actor", "t.state")} AS target
    FROM event e
    JOIN event_actor s ON s.event_row = e.id AND s.role = 'source'
    JOIN event_actor t ON t.event_row = e.id AND t.role = 'target'
    {joined("x", "s.actor", "e.date_start")}
    {joined("y", "t.actor", "e.date_start")}
    WHERE e.outlet IS NOT NULL AND e.date_start BETWEEN $since AND $until
)
SELECT DISTINCT outlet FROM ends
WHERE (source = $a AND target = $b) OR (source = $b AND target = $a)
"""


def cover(
    con: DuckDBPyConnection, question: Question, units: Units, inside: Counts, days: DyadDays
) -> Coverage:
    """Describe what the record holds for a question.

    ``articles`` are those that name both parties, whenever they appeared; ``outlets`` their
    sources and the publishers of loaded rows of the dyad inside the window; ``reports`` and
    ``events`` the dyad's inside the window; ``first`` and ``last`` bound the whole record,
    its articles and its dated events.
    ``days_without_reports`` are the days of the window on which no article appeared and no event
    of anybody is on record: there, no news is no evidence.
    """
    dyad = {"a": question.a, "b": question.b, **units.values}
    articles = con.execute(ARTICLES, dyad).fetchall()
    outlets = {source for (source,) in articles if source}
    outlets |= {
        row[0]
        for row in con.execute(
            OUTLETS, {**dyad, "since": question.since, "until": question.until}
        ).fetchall()
    }
    dates = [on for (on,) in con.execute("SELECT DISTINCT published FROM article").fetchall()]
    told = set(dates)
    if days.days:
        dates += [days.first, days.last]
        told |= {days.first + timedelta(days=n) for n in np.flatnonzero(days.reported()).tolist()}
    length = (question.until - question.since).days + 1
    empty = length - sum(question.since <= on <= question.until for on in told)
    return Coverage(
        articles=len(articles),
        outlets=len(outlets),
        reports=inside.reports,
        events=inside.events,
        first=min(dates, default=None),
        last=max(dates, default=None),
        days_without_reports=empty,
    )
