"""The lists a user sees: rows of the record with their quoted words, as plain dictionaries.

Every function takes a DuckDB connection to a record and returns one dictionary a row, in
the order of dates. Fields are explained in docs/record.md. Wherever a filter takes an
actor, an actor's own id and the state it belongs to both match: ``RUS`` finds what the
Kremlin, the ministry and Putin did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from detente.record.query import Filter, evidence, fetch, limited, with_evidence
from detente.record.statements import (
    claims,
    non_actions,
    outlooks,
    provisions,
    readings,
    speaks,
    ties,
)
from detente.types import ASSERTED

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    Con = duckdb.DuckDBPyConnection
    Row = dict[str, Any]

__all__ = [
    "actors",
    "articles",
    "claims",
    "events",
    "evidence",
    "non_actions",
    "outlooks",
    "provisions",
    "readings",
    "ties",
]


def events(
    con: Con,
    *,
    id: str | None = None,
    source: str | None = None,
    target: str | None = None,
    dyad: tuple[str, str] | None = None,
    actor: str | None = None,
    type: str | None = None,
    since: date | None = None,
    until: date | None = None,
    all: bool = False,
    reality: str | None = None,
    speaker: str | None = None,
    article: str | None = None,
    reader: Literal["text", "icews"] | None = None,
    distinct: bool = False,
    limit: int | None = None,
) -> list[Row]:
    """Reports of events.

    Args:
        con: connection to a record.
        id: one report, whatever its reality, or all reports of one event.
        source: who acts.
        target: who is acted upon.
        dyad: two actors, in either direction.
        actor: on either side.
        type: a PLOVER type, or a CAMEO code and all below it (``17``).
        since: first day.
        until: last day.
        all: also what is planned, reported, denied ..., not only what is asserted.
        reality: only this one.
        speaker: who says it, for events that hang on a claim.
        article: read from this article.
        reader: ``text`` or the data set it was loaded from.
        distinct: one row an event (the report it is named after, or the first that the
            filters leave), rather than one a report.
        limit: at most so many rows.
    """
    where = Filter()
    where.add("e.id = ? OR e.event = ?", id, id)
    if reality is not None:
        where.add("e.reality = ?", reality)
    elif not all and id is None:
        where.add(f"e.reality IN {tuple(sorted(ASSERTED))}")
    where.add(_end("source"), source, source)
    where.add(_end("target"), target, target)
    where.add(_end(None), actor, actor)
    if dyad:
        a, b = dyad
        where.add(
            f"({_end('source')} AND {_end('target')}) OR ({_end('source')} AND {_end('target')})",
            *(a, a, b, b, b, b, a, a),
        )
    where.add("e.type = upper(?) OR starts_with(e.cameo, ?)", type, type)
    where.days("e.date_start", "e.date_end", since, until)
    where.add(f"e.claim IN (SELECT id FROM claim WHERE {speaks()})", speaker, speaker)
    where.add("e.article = ?", article)
    where.add("e.reader = ?", reader)
    once = (
        "QUALIFY row_number() OVER (PARTITION BY e.event ORDER BY e.id <> e.event, "
        "e.date_start, e.id) = 1"
        if distinct
        else ""
    )
    rows = fetch(
        con,
        f"""
        WITH chosen AS MATERIALIZED (
            SELECT e.* FROM event e WHERE {where.sql} {once}
            ORDER BY e.date_start, e.id {limited(limit)}
        ),
        ends AS (
            SELECT event_row,
                   list(actor ORDER BY position) FILTER (role = 'source') AS source,
                   list(words ORDER BY position) FILTER (role = 'source') AS source_words,
                   list(state ORDER BY position) FILTER (role = 'source') AS source_states,
                   list(actor ORDER BY position) FILTER (role = 'target') AS target,
                   list(words ORDER BY position) FILTER (role = 'target') AS target_words,
                   list(state ORDER BY position) FILTER (role = 'target') AS target_states
            FROM event_actor WHERE event_row IN (SELECT id FROM chosen) GROUP BY event_row
        ),
        told AS (
            SELECT event, count(*) AS reports, count(DISTINCT outlet) AS outlets FROM event
            WHERE event IN (SELECT event FROM chosen) GROUP BY event
        )
        SELECT e.id, e.type, e.mode, {_LISTS},
               e.date_start AS date, e.date_end, e.date_precision, e.date_rule,
               e.reality, e.factbank, e.confidence, e.quad, e.score,
               e.claim, c.speaker, c.speaker_words,
               coalesce(c.speaker_kind, CASE WHEN e.reader = 'text' THEN 'narrator' END)
                   AS speaker_kind,
               e.place, t.reports, t.outlets, e.event, e.fold_rule,
               e.reader, e.outlet, e.article, a.title, a.dispatch,
               e.file, e.line, e.native_id, e.story, e.cameo, e.code_text
        FROM chosen e
        LEFT JOIN ends ON ends.event_row = e.id
        LEFT JOIN told t ON t.event = e.event
        LEFT JOIN claim c ON c.id = e.claim
        LEFT JOIN article a ON a.id = e.article
        ORDER BY e.date_start, e.id
        """,
        where.values,
    )
    return with_evidence(con, rows)


def articles(
    con: Con,
    *,
    id: str | None = None,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    text: bool = False,
    limit: int | None = None,
) -> list[Row]:
    """Articles with what was read from each; ``copies`` counts those of its dispatch.

    Args:
        con: connection to a record.
        id: one article.
        outlet: published there.
        since: first day.
        until: last day.
        text: whether to give the whole text, unchanged, as ``text``.
        limit: at most so many rows.
    """
    where = Filter()
    where.add("a.id = ?", id)
    where.add("a.source ILIKE ?", outlet)
    where.days("a.published", "a.published", since, until)
    whole = "a.text, " if text else ""
    counted = ", ".join(
        f"(SELECT count(*) FROM {table} t WHERE t.article = a.id) AS {name}"
        for table, name in (
            *(("event", "events"), ("claim", "claims"), ("tie", "ties")),
            *(("provision", "provisions"), ("reading", "readings"), ("outlook", "outlooks")),
            ("non_action", "non_actions"),
        )
    )
    return fetch(
        con,
        f"""
        SELECT a.id, 'article' AS type, a.title, a.source AS outlet, a.author,
               a.published AS date, a.url, a.language, a.path, a.sha256, {whole}
               length(a.text) AS characters, a.dispatch,
               (SELECT count(*) FROM article b WHERE b.dispatch = a.dispatch) AS copies,
               {counted}
        FROM article a WHERE {where.sql} ORDER BY a.published, a.id {limited(limit)}
        """,
        where.values,
    )


def actors(
    con: Con,
    *,
    id: str | None = None,
    name: str | None = None,
    state: str | None = None,
    type: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Actors met in the record, those with most reports first.

    Args:
        con: connection to a record.
        id: one actor.
        name: part of its name, in any case.
        state: the state it belongs to.
        type: ``state``, ``person`` ...
        limit: at most so many rows.
    """
    where = Filter()
    where.add("a.id = ?", id)
    where.add("a.name ILIKE '%' || ? || '%'", name)
    where.add("a.state = ?", state)
    where.add("a.type = ?", type)
    return fetch(
        con,
        f"""
        WITH named AS (SELECT actor, count(*) AS n FROM mention GROUP BY actor),
        acting AS (
            SELECT actor, count(*) FILTER (role = 'source') AS s,
                   count(*) FILTER (role = 'target') AS t
            FROM event_actor GROUP BY actor
        ),
        saying AS (SELECT speaker, count(*) AS n FROM claim GROUP BY speaker)
        SELECT a.id, a.name, a.type, a.state, a.office, a.affiliation, a.listed,
               coalesce(named.n, 0) AS mentions, coalesce(acting.s, 0) AS as_source,
               coalesce(acting.t, 0) AS as_target, coalesce(saying.n, 0) AS claims
        FROM actor a LEFT JOIN named ON named.actor = a.id LEFT JOIN acting ON acting.actor = a.id
        LEFT JOIN saying ON saying.speaker = a.id
        WHERE {where.sql}
        ORDER BY as_source + as_target DESC, mentions DESC, a.id {limited(limit)}
        """,
        where.values,
    )


_LISTS = ", ".join(
    f"coalesce(ends.{name}, []) AS {name}"
    for role in ("source", "target")
    for name in (role, f"{role}_words", f"{role}_states")
)


def _end(role: str | None) -> str:
    """The condition that an event has an actor (two values: id, state) on a side."""
    side = f"ea.role = '{role}' AND " if role else ""
    return (
        f"e.id IN (SELECT ea.event_row FROM event_actor ea "
        f"WHERE {side}(ea.actor = ? OR ea.state = ?))"
    )
