"""Names of a record that no table knows yet, with a sentence each was met in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.record.query import fetch, limited

if TYPE_CHECKING:
    import duckdb

#: Mentions that are nobody's name: pronouns, places, unnamed persons, groups made by rule.
NO_NAME = ("pronoun", "place", "unnamed", "group", "demonym", "metonym", "office")
#: Characters of text shown before and after a name.
_AROUND = 80


def open_names(con: duckdb.DuckDBPyConnection, *, limit: int | None = None) -> list[dict[str, Any]]:
    """Names that stayed open, the most frequent first.

    Returns:
        Rows with ``id`` (of the actor the record made for the name; None for a name that
        could mean several), ``name``, ``type``, ``state`` (where a title or the event data
        gave it), ``where`` (``text`` or ``event data``), ``times``, ``example``.
    """
    return fetch(
        con,
        f"""
        WITH named AS (
            SELECT m.actor AS id, coalesce(a.name, m.words) AS name, coalesce(a.type, m.kind)
                       AS type, a.state, 'text' AS met,
                   substring(r.text, greatest(1, m.start + 1 - {_AROUND}),
                             least(m.start, {_AROUND}) + length(m.words) + {_AROUND}) AS example
            FROM mention m LEFT JOIN actor a ON a.id = m.actor
            JOIN article r ON r.id = m.article
            WHERE m.kind NOT IN {NO_NAME} AND (m.actor IS NULL OR NOT a.listed)
                AND coalesce(a.type, '') <> 'unnamed'
            UNION ALL
            SELECT a.id, a.name, a.type, a.state, 'event data',
                   concat(ea.role, ' of: ', e.code_text)
            FROM event_actor ea JOIN actor a ON a.id = ea.actor JOIN event e ON e.id = ea.event_row
            WHERE NOT a.listed AND e.reader <> 'text'
        )
        SELECT id, name, type, any_value(state) AS state, met AS "where", count(*) AS times,
               min(example) AS example
        FROM named GROUP BY id, name, type, met
        ORDER BY times DESC, name, met {limited(limit)}
        """,
        [],
    )
