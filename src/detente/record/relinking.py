"""Link names that stayed open to actors the registry knows by now, without reading again.

A reading gives every name that no table knows an actor of its own, with its words. Once the
user's tables list the name, the rows that hold it can be moved to the listed actor, each as
of the day of its article or of its row of event data; the log of corrections keeps what they
were.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.errors import RecordError
from detente.record import corrections
from detente.record.folding import fold_near
from detente.record.now_listed import NowListed
from detente.record.open_names import NO_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.registry import Registry
    from detente.record.store import Store
    from detente.types import Actor

#: Where a row stands that has no article of its own.
_OF_EVENT = (
    "(SELECT coalesce(e.article, e.date_start::VARCHAR) FROM event e WHERE e.id = t.event_row)"
)
_OF_READING = "(SELECT r.article FROM reading r WHERE r.id = t.reading)"
#: Columns that hold an actor, the column of its state, and where the row stands.
_COLUMNS = (
    ("mention", "actor", "state", "t.article"),
    ("event_actor", "actor", "state", _OF_EVENT),
    ("claim", "speaker", "speaker_state", "t.article"),
    ("claim", "addressee", None, "t.article"),
    ("tie", "a", "a_state", "t.article"),
    ("tie", "b", "b_state", "t.article"),
    ("provision", "beneficiary", None, "t.article"),
    ("reading", "speaker", None, "t.article"),
    ("outlook", "holder", None, "t.article"),
    ("non_action", "actor", "state", "t.article"),
    ("reading_party", "actor", None, _OF_READING),
)
#: Columns with the words of somebody who is not known at all.
_OPEN = (
    ("claim", "speaker", "speaker_state", "speaker_words"),
    ("reading", "speaker", None, "speaker_words"),
    ("outlook", "holder", None, "holder_words"),
)
#: How sure a mention is whose words a person has settled by a table.
_BY_TABLE = 0.95


class Move(NamedTuple):
    """An actor the record made, or words it left open, in one place, and who that is by now.

    ``place`` is the id of an article, or the day of rows of event data.
    """

    was: str
    name: str
    place: str
    now: Actor


def relink(store: Store, registry: Registry, *, why: str, who: str) -> list[dict[str, Any]]:
    """Move rows of unlisted actors, and open mentions, to actors that a registry knows.

    Args:
        store: the record, open for writing.
        registry: the actors by now.
        why: the reason, kept in the log.
        who: who says so.

    Returns:
        One entry for each name and whom it was linked to: ``was`` (the actor or words it had),
        ``name``, ``now`` (the id of the listed actor), ``rows`` moved.

    Raises:
        RecordError: the record calls somebody else by the id of an actor of the tables.
    """
    store.writable()
    listed = NowListed(store.con, registry)
    with store.transaction():
        linked = _unlisted(store, listed) + _open_words(store, listed)
        for entry in linked:
            corrections.note(store, who, why, entry["was"], "actor", entry["name"], entry["now"])
        _fold_again(store)
    return linked


def _unlisted(store: Store, listed: NowListed) -> list[dict[str, Any]]:
    """Actors the record made itself."""
    con = store.con
    places = " UNION ".join(
        f"SELECT {column} AS actor, {place} AS place FROM {table} t "
        f"WHERE {column} IN (SELECT id FROM actor WHERE NOT listed)"
        for table, column, _state, place in _COLUMNS
    )
    found = con.execute(
        f"SELECT n.actor, a.name, n.place, r.published FROM ({places}) n "
        "JOIN actor a ON a.id = n.actor LEFT JOIN article r ON r.id = n.place "
        "WHERE n.place IS NOT NULL AND a.type <> 'unnamed' ORDER BY ALL"
    ).fetchall()
    moves = []
    for was, name, place, published in found:
        day = published or date.fromisoformat(place)
        actor = listed.actor(name, day, place if published else None)
        if actor is not None:
            moves.append(Move(was, name, place, actor))
    _refuse_namesakes(store, moves)
    _meet(store, moves)
    _note_moves(store, moves)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relinked_event AS SELECT DISTINCT event_row AS id "
        f"FROM event_actor t JOIN relinked r ON r.was = t.actor AND r.place = {_OF_EVENT}"
    )
    moved = Counter[tuple[str, str]]()
    for table, column, state, place in _COLUMNS:
        here = f"r.was = t.{column} AND r.place = {place}"
        for was, now, times in con.execute(
            f"SELECT r.was, r.now, count(*) FROM {table} t JOIN relinked r ON {here} GROUP BY ALL"
        ).fetchall():
            moved[was, now] += times
        # The country that event data give fills in where the registry knows none.
        also = f", {state} = coalesce(r.state, CASE WHEN r.loaded THEN t.{state} END)"
        con.execute(
            f"UPDATE {table} AS t SET {column} = r.now{also if state else ''} "
            f"FROM relinked r WHERE {here}"
        )
    _inside_lists(store, moves)
    _forget(store)
    pairs = dict.fromkeys((move.was, move.name, move.now.id) for move in moves)
    return [
        {"was": was, "name": name, "now": now, "rows": moved[was, now]} for was, name, now in pairs
    ]


def _refuse_namesakes(store: Store, moves: Sequence[Move]) -> None:
    """Refuse an id of the tables that the record gave to somebody who is not listed."""
    ids = {move.now.id for move in moves} - {move.was for move in moves}
    row = store.con.execute(
        "SELECT id, name FROM actor WHERE NOT listed AND list_contains($ids::VARCHAR[], id)",
        {"ids": sorted(ids)},
    ).fetchone()
    if row:
        raise RecordError(
            f'"{row[1]}" has the id {row[0]} in this record, and somebody else in your tables',
            hint=f'give yours another id, or list "{row[1]}" too as a name of {row[0]}',
        )


def _meet(store: Store, moves: Iterable[Move]) -> None:
    """Note the listed actors; one may take the id that a reading made of the same name."""
    met = {move.now.id: asdict(move.now) for move in moves}
    store.con.execute(
        "DELETE FROM actor WHERE NOT listed AND list_contains($ids::VARCHAR[], id)",
        {"ids": sorted(met)},
    )
    store.add_rows("actor", met.values(), ignore_known=True)


def _note_moves(store: Store, moves: Sequence[Move]) -> None:
    """Fill the table of moves that the updates join."""
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE relinked AS SELECT *, try_cast(place AS DATE) IS NOT NULL "
        "AS loaded FROM (SELECT unnest($1::VARCHAR[]) AS was, unnest($2::VARCHAR[]) AS place, "
        "unnest($3::VARCHAR[]) AS now, unnest($4::VARCHAR[]) AS state)",
        [
            *([move.was for move in moves], [move.place for move in moves]),
            *([move.now.id for move in moves], [move.now.state for move in moves]),
        ],
    )


def _inside_lists(store: Store, moves: Iterable[Move]) -> None:
    """Actors inside lists: relays of claims, whom a provision binds, whom an outlook concerns."""
    now = {(move.was, move.place): move.now for move in moves}
    for table, column in (("claim", "relay"), ("provision", "bound"), ("outlook", "actors")):
        for id, place, held in store.con.execute(
            f"SELECT id, article, {column} FROM {table} "
            "WHERE article IN (SELECT place FROM relinked)"
        ).fetchall():
            old = json.loads(held) if isinstance(held, str) else held
            new = [_moved(one, place, now) for one in old]
            if new != old:
                value = json.dumps(new, ensure_ascii=False) if isinstance(held, str) else new
                store.con.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", [value, id])


def _moved(one: Any, place: str, now: dict[tuple[str, str], Actor]) -> Any:
    """An id, or somebody with words and a state, as it reads after the moves."""
    if isinstance(one, str):
        actor = now.get((one, place))
        return actor.id if actor else one
    actor = now.get((one["actor"], place))
    return one | {"actor": actor.id, "state": actor.state} if actor else one


def _forget(store: Store) -> None:
    """Take made actors that no row names any more out of the list of actors met."""
    used = " UNION ".join(f"SELECT {column} FROM {table}" for table, column, *_ in _COLUMNS)
    store.con.execute(
        "DELETE FROM actor WHERE NOT listed AND id IN (SELECT was FROM relinked) "
        f"AND id NOT IN (SELECT * FROM ({used}) u(id) WHERE id IS NOT NULL)"
    )


def _open_words(store: Store, listed: NowListed) -> list[dict[str, Any]]:
    """Mentions that stand for nobody known, and those who speak by the same words."""
    open_mention = f"m.actor IS NULL AND m.kind NOT IN {NO_NAME}"
    found = store.con.execute(
        "SELECT m.words, m.article, a.published, count(*) FROM mention m "
        f"JOIN article a ON a.id = m.article WHERE {open_mention} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    moves, rows = [], Counter[tuple[str, str]]()
    for words, article, published, times in found:
        actor = listed.actor(words, published, article)
        if actor is not None:
            moves.append(Move(words, words, article, actor))
            rows[words, actor.id] += times
    _meet(store, moves)
    _note_moves(store, moves)
    store.con.execute(
        "UPDATE mention AS m SET actor = r.now, state = r.state, confidence = ? FROM relinked r "
        f"WHERE r.place = m.article AND r.was = m.words AND {open_mention}",
        [_BY_TABLE],
    )
    for table, column, state, said in _OPEN:
        also = f", {state} = r.state" if state else ""
        store.con.execute(
            f"UPDATE {table} AS t SET {column} = r.now{also} FROM relinked r "
            f"WHERE r.place = t.article AND r.was = t.{said} AND t.{column} IS NULL"
        )
    return [
        {"was": words, "name": words, "now": now, "rows": times}
        for (words, now), times in rows.items()
    ]


def _fold_again(store: Store) -> None:
    """Reports whose ends have changed may fold with others now."""
    changed = store.con.execute("SELECT id FROM relinked_event").fetchall()
    if changed:
        fold_near(store.con, events=[row[0] for row in changed])
