"""Put coded event data into the record: names resolved once each, rows moved by SQL only."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from detente.errors import DataError
from detente.ids import make_id
from detente.ontology import cameo
from detente.record import corrections
from detente.record.folding import fold_loaded
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import duckdb

    from detente.record.store import Store

    Resolve = Callable[[str, str | None, date], Actor | None]

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
#: What the sectors of a name that nobody knows say of its kind, first match first.
_SECTORS = {
    "military": "military",
    "rebel": "armed_group",
    "insurgent": "armed_group",
    "ministry": "ministry",
    "government": "government",
    "executive": "government",
    "parties": "party",
    "news": "media",
    "intergovernmental": "igo",
    "nongovernmental": "ngo",
    "general population": "people",
}

# The id rests on what a row says, not on the file it stands in: loading a file twice, or two
# files that overlap, adds nothing. Rows without an identifier of their own are numbered
# where they repeat each other. Sixteen digits keep 15 million rows apart.
_INCOMING = """
CREATE OR REPLACE TEMP TABLE incoming AS
WITH numbered AS (
    SELECT *, CASE WHEN native_id IS NULL THEN row_number() OVER (
        PARTITION BY date, source_name, target_name, cameo, event_text, story, sentence, publisher
        ORDER BY file, line) END AS repetition
    FROM relation
)
SELECT 'e_' || left(sha256(concat_ws(chr(31), $1, coalesce(native_id::VARCHAR, ''), date,
           coalesce(source_name, ''), coalesce(target_name, ''), coalesce(cameo, event_text, ''),
           coalesce(story::VARCHAR, ''), coalesce(sentence::VARCHAR, ''),
           coalesce(publisher, ''), coalesce(repetition, 0))), 16) AS id,
       *, coalesce(date, min(date) OVER ()) AS named
FROM numbered
QUALIFY row_number() OVER (PARTITION BY id ORDER BY file, line) = 1
"""

_NAMES = """
SELECT name, country, year(named) AS year, min(named), max(sectors)
FROM (
    SELECT source_name AS name, source_country AS country, source_sectors AS sectors, named
    FROM incoming
    UNION ALL
    SELECT target_name, target_country, target_sectors, named FROM incoming
)
WHERE name IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""

_EVENTS = """
INSERT INTO event (id, event, reader, type, mode, contexts, quad, score, date_start, date_end,
    date_precision, place, reality, factbank, confidence, outlet, cameo, code_text, native_id,
    story, file, line, run)
SELECT i.id, i.id, $1, coalesce(c.type, 'STATEMENT'), c.mode, [], coalesce(c.quad, 0),
       coalesce(c.score, i.intensity), i.date, i.date,
       CASE WHEN i.date IS NULL THEN 'unknown' ELSE 'day' END,
       nullif(concat_ws(', ', i.city, i.country), ''), 'happened', 'CT+', 1.0, i.publisher,
       i.cameo, i.event_text, i.native_id::VARCHAR, i.story::VARCHAR, i.file, i.line, $2
FROM incoming i LEFT JOIN incoming_code c ON c.code = i.cameo
"""

_ENDS = """
INSERT INTO event_actor
SELECT i.id, side.role, 0, n.actor, n.state, side.name
FROM incoming i, LATERAL (VALUES
        ('source', i.source_name, i.source_country), ('target', i.target_name, i.target_country)
    ) AS side(role, name, country)
LEFT JOIN incoming_name n
  ON n.name = side.name AND n.country = coalesce(side.country, '') AND n.year = year(i.named)
WHERE side.name IS NOT NULL
"""


def load_events(
    store: Store,
    relation: duckdb.DuckDBPyRelation,
    resolve: Resolve,
    run_id: str,
    *,
    reader: str = "icews",
) -> dict[str, float]:
    """Add the rows of an event data set, all of them or none, and fold them.

    Types and quad classes come from the CAMEO code (quad classes by the convention of
    CAMEO: roots 01-05, 06-08, 09-13, 14-20), scores are Goldstein weights. A row whose code
    is unknown is kept as `STATEMENT` with quad class 0.

    Args:
        store: the record, open for writing.
        relation: canonical columns, as `detente.sources.icews.event_rows` gives them, on
            the connection of the store.
        resolve: names to actors; called once for each name, country and year, with the
            first day on which the name occurs in that year.
        run_id: id of the run.
        reader: name of the data set.

    Returns:
        ``rows`` in the relation, rows ``added`` and ``known`` before, distinct ``events`` of
        this data set now in the record, ``names``, ``names_resolved``, and ``resolved``: the
        share of the ends of these rows that have a state.

    Raises:
        DataError: the relation lacks columns, or has rows and no date at all.
    """
    con = store.con
    missing = [name for name in _NEEDED if name not in relation.columns]
    if missing:
        raise DataError(
            f"event rows lack the columns {', '.join(missing)}",
            hint="give what detente.sources.icews.event_rows returns",
        )
    with store.transaction():
        con.execute(_INCOMING, [reader])
        rows = _number(con, "SELECT count(*) FROM incoming")
        span = con.execute("SELECT min(date), max(date) FROM incoming").fetchone()
        if rows and not (span and span[0]):
            raise DataError(
                "none of the event rows has a date",
                hint="look at the date column of the file; days are written 2018-06-01",
            )
        con.execute("DELETE FROM incoming WHERE id IN (SELECT id FROM event)")
        names, resolved = _resolve_names(store, resolve)
        _resolve_codes(con)
        con.execute(_EVENTS, [reader, run_id])
        con.execute(_ENDS)
        added = _number(con, "SELECT count(*) FROM incoming")
        if added:
            corrections.reapply(store, run=run_id)
            if span and span[0]:
                fold_loaded(con, *span)
        con.execute("DROP TABLE incoming")
    events = _number(con, "SELECT count(DISTINCT event) FROM event WHERE reader = ?", [reader])
    stated = con.execute(
        "SELECT count(state) / nullif(count(*), 0) FROM event_actor "
        "WHERE event_row IN (SELECT id FROM event WHERE reader = ?)",
        [reader],
    ).fetchone()
    return {
        "rows": rows,
        "added": added,
        "known": rows - added,
        "events": events,
        "names": names,
        "names_resolved": resolved,
        "resolved": float(stated[0] or 0.0) if stated else 0.0,
    }


_NEEDED = (
    *("date", "source_name", "source_country", "source_sectors", "target_name"),
    *("target_country", "target_sectors", "event_text", "cameo", "intensity", "native_id"),
    *("story", "sentence", "publisher", "city", "country", "file", "line"),
)


def made_actor(name: str, country: str | None, state: str | None, sectors: str | None) -> Actor:
    """An actor for a name that nobody knows; the same name and country give the same id."""
    whole = name if not country or country.lower() in name.lower() else f"{name} {country}"
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode().lower()
    slug = _NOT_SLUG.sub("-", plain).strip("-")
    words = (sectors or "").lower()
    kind = next((kind for word, kind in _SECTORS.items() if word in words), "group")
    return Actor(
        id=f"x-{slug}" if slug else make_id("x", whole),
        name=name,
        type=kind,
        state=state,
        listed=False,
    )


def _resolve_names(store: Store, resolve: Resolve) -> tuple[int, int]:
    """Fill ``incoming_name``; count the names and how many of them are known."""
    con = store.con
    met: dict[str, Actor] = {}
    rows: list[tuple[str, str, int, str, str | None]] = []
    resolved = 0
    for name, country, year, on, sectors in con.execute(_NAMES).fetchall():
        actor = resolve(name, country, on)
        if actor is None:
            home = resolve(country, None, on) if country else None
            actor = made_actor(name, country, home.state if home else None, sectors)
        else:
            resolved += 1
        met.setdefault(actor.id, actor)
        rows.append((name, country or "", year, actor.id, actor.state))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE incoming_name AS SELECT unnest($1::VARCHAR[]) AS name, "
        "unnest($2::VARCHAR[]) AS country, unnest($3::INTEGER[]) AS year, "
        "unnest($4::VARCHAR[]) AS actor, unnest($5::VARCHAR[]) AS state",
        [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], [], [], []],
    )
    from dataclasses import asdict

    store.add_rows("actor", [asdict(actor) for actor in met.values()], ignore_known=True)
    return len(rows), resolved


def _resolve_codes(con: duckdb.DuckDBPyConnection) -> None:
    """Fill ``incoming_code``; a code that is not in the table is taken for the one above it."""
    rows = []
    for (code,) in con.execute(
        "SELECT DISTINCT cameo FROM incoming WHERE cameo IS NOT NULL ORDER BY cameo"
    ).fetchall():
        try:
            entry = cameo.lookup(code)
        except DataError:
            continue
        rows.append((code, entry.type, entry.mode, entry.quad, entry.goldstein))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE incoming_code AS SELECT unnest($1::VARCHAR[]) AS code, "
        "unnest($2::VARCHAR[]) AS type, unnest($3::VARCHAR[]) AS mode, "
        "unnest($4::INTEGER[]) AS quad, unnest($5::DOUBLE[]) AS score",
        [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], [], [], []],
    )


def _number(con: duckdb.DuckDBPyConnection, query: str, values: list[str] | None = None) -> int:
    row = con.execute(query, values or []).fetchone()
    return int(row[0]) if row else 0
