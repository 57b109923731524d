"""Queries for listings: conditions, rows as dictionaries, and the words they rest on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import duckdb

    Con = duckdb.DuckDBPyConnection
    Row = dict[str, Any]

#: Columns of JSON text that are handed out as what they hold.
_JSON = frozenset({"relay", "likelihood", "bound", "settings", "inputs", "counts"})


class Filter:
    """Conditions of a query with their values, joined by AND."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """Add a condition whose ``?`` stand for the values, unless all of them are None."""
        if values and all(value is None for value in values):
            return
        self.conditions.append(f"({condition})")
        self.values.extend(values)

    def days(self, first: str, last: str, since: date | None, until: date | None) -> None:
        """Keep what touches the days from ``since`` to ``until``, both included."""
        self.add(f"coalesce({last}, {first}) >= ?", since)
        self.add(f"{first} <= ?", until)

    @property
    def sql(self) -> str:
        """The conditions, to stand after WHERE."""
        return " AND ".join(self.conditions) or "TRUE"


def fetch(con: Con, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """Rows as dictionaries, columns of JSON parsed; values by position or by name."""
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for name in _JSON.intersection(names):
        for row in rows:
            row[name] = None if row[name] is None else json.loads(row[name])
    return rows


def with_evidence(con: Con, rows: list[Row]) -> list[Row]:
    """Add to each row where it rests; the words are cut from the unchanged text."""
    found = evidence(con, [row["id"] for row in rows if row["article"] is not None])
    for row in rows:
        row["evidence"] = found.get(row["id"], [])
    return rows


def evidence(con: Con, owners: Iterable[str]) -> dict[str, list[Row]]:
    """Evidence by owner: article, paragraph, start, end, quote and role, in reading order.

    Offsets count Unicode code points, in DuckDB's ``substring`` as in Python.
    """
    ids = list(owners)
    if not ids:
        return {}
    found: dict[str, list[Row]] = {}
    for row in fetch(
        con,
        """
        SELECT v.owner, v.article, v.paragraph, v."start", v."end",
               substring(a.text, v."start" + 1, v."end" - v."start") AS quote, v.role
        FROM evidence v JOIN article a ON a.id = v.article
        WHERE v.owner IN (SELECT unnest(?::VARCHAR[]))
        ORDER BY v.owner, v.role = 'sentence', v.role, v.position
        """,
        [ids],
    ):
        found.setdefault(row.pop("owner"), []).append(row)
    return found


def cite(row: Mapping[str, Any]) -> str:
    """Where a loaded row stands: file (without its folder), row, identifier and code there.

    Empty for a row that was read from text.
    """
    if not row.get("file"):
        return ""
    line = row.get("line")
    place = (
        re.split(r"[/\\]", str(row["file"]))[-1],
        None if line is None else f"row {line:,}",
        row.get("native_id") and f"event {row['native_id']}",
        row.get("cameo") and f"CAMEO {row['cameo']}",
    )
    return ", ".join(part for part in place if part)


def limited(limit: int | None) -> str:
    """The LIMIT of a query."""
    return "" if limit is None else f"LIMIT {int(limit)}"
