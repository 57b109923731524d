"""Gather from a record the rows that a report shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from detente.record import corrections, listing, provenance
from detente.standing.levels import as_level, call, is_others, state_of
from detente.standing.network import network
from detente.standing.timeline import timeline
from detente.types import Article
from detente.views.report import ReportData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.registry import Registry
    from detente.record.store import Store
    from detente.types import Verdict

#: Rows of each kind that are gathered; a report says how many it leaves out of these.
MOST = 1000
#: In a record of fewer events than this a single event makes an edge of the network.
SMALL = 300


def gather(
    store: Store, registry: Registry, verdict: Verdict | None, *, level: str = "state"
) -> ReportData:
    """The rows behind a verdict, at its level; without one, the record at large at ``level``.

    Raises:
        QuestionError: no such level.
    """
    con = store.con
    asked = verdict.question if verdict else None
    level = asked.level if asked else as_level(level)
    units = (asked.a, asked.b) if asked else ()
    # What is said and laid down is listed for the whole state, its others with its government.
    dyad = (state_of(asked.a), state_of(asked.b)) if asked else None
    window: dict[str, Any] = {"since": asked.since, "until": asked.until} if asked else {}
    marks = [*verdict.evidence_for, *verdict.evidence_against] if verdict else []
    claims = _of_either(store, "claims", dyad, window, ("speaker", "about"))
    ties = listing.ties(con, dyad=dyad, limit=MOST, **window)
    readings = listing.readings(con, limit=MOST, **window)
    provisions = listing.provisions(con, limit=MOST, **window)
    non_actions = _of_either(store, "non_actions", dyad, window)
    outlooks = _of_either(store, "outlooks", dyad, window)
    shown = [*claims, *ties, *readings, *provisions, *non_actions, *outlooks]
    wanted = {item.article for item in marks if item.article}
    wanted |= {span["article"] for row in shown for span in row.get("evidence", ())}
    about = provenance.describe(store)
    edges = []
    first, last = about["first"], about["last"]
    if first and last:
        since, until = (asked.since, asked.until) if asked else (first, last)
        few = about["events"] < SMALL
        edges = network(
            con,
            since,
            until,
            named=units,
            min_events=1 if few else 3,
            level=level,
            registry=registry,
        )
    ids = {actor for edge in edges for actor in (edge.a, edge.b)} | set(units)
    ids |= {actor for item in marks for actor in (*item.source, *item.target)}
    ids |= {party["actor"] for row in readings for party in row["parties"]}
    ids |= {end for row in ties for end in (row["a"], row["b"])}
    # Some who are bound are nobody known: "foreign fighters".
    ids |= {party["actor"] for row in provisions for party in row["bound"] if party["actor"]}
    ids |= {row["beneficiary"] for row in provisions if row["beneficiary"]}
    ids |= {actor for row in outlooks for actor in row["actors"]}
    names, types = _names(store, registry, ids)
    return ReportData(
        articles=_articles(store, wanted),
        timeline=timeline(con, asked.a, asked.b, level=level, registry=registry) if asked else (),
        marks=marks,
        claims=claims,
        ties=ties,
        readings=readings,
        provisions=provisions,
        non_actions=non_actions,
        outlooks=outlooks,
        edges=edges,
        runs=about["runs"],
        names=names,
        types=types,
        level=level,
        corrections=corrections.log(store),
        folding=about["folded"],
    )


def _of_either(
    store: Store,
    kind: str,
    dyad: tuple[str, str] | None,
    window: dict[str, Any],
    filters: tuple[str, ...] = ("actor",),
) -> list[dict[str, Any]]:
    """Rows of either party inside the window, in the order of dates."""
    list_rows = getattr(listing, kind)
    if dyad is None:
        rows: list[dict[str, Any]] = list_rows(store.con, limit=MOST)
        return rows
    found = {
        row["id"]: row
        for actor in dyad
        for name in filters
        for row in list_rows(store.con, limit=MOST, **{name: actor}, **window)
    }
    return sorted(found.values(), key=_order)


def _order(row: dict[str, Any]) -> tuple[date, str]:
    return row.get("date") or date.min, str(row["id"])


def _articles(store: Store, ids: Iterable[str]) -> dict[str, Article]:
    rows = store.con.execute(
        "SELECT id, text, title, source, author, url, published, language, path, sha256 "
        "FROM article SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS id) USING (id)",
        [sorted(ids)],
    ).fetchall()
    return {row[0]: Article(*row) for row in rows}


def _names(
    store: Store, registry: Registry, units: set[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Names and types by id; the others of a state are a unit without a type."""
    ids = {state_of(unit) for unit in units}
    rows = store.con.execute(
        "SELECT id, name, type FROM actor SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS id) USING (id)",
        [sorted(ids)],
    ).fetchall()
    names = {id: name for id, name, _ in rows}
    types = {id: type for id, _, type in rows}
    for id in ids - set(names):
        known = registry.actor(id, None)
        if known:
            names[id], types[id] = known.name, known.type
    others = {unit: call(unit, lambda id: names.get(id, id)) for unit in units if is_others(unit)}
    return names | others, types
