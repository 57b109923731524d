"""What people put right: applied to the rows, and kept in a log that is never cut.

A correction changes the row it names, so that every listing and analysis sees it at once,
and writes to the log what was there before. A rejected row leaves its table; the log holds
it whole, with its evidence, and it can be brought back.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, get_args

from detente import types
from detente.errors import InputError, RecordError, UnknownActor
from detente.ids import make_id
from detente.ontology import plover
from detente.record.folding import fold_near
from detente.record.rows import READ_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.record.store import Store
    from detente.types import Actor

    Resolve = Callable[[str, date], Actor | None]
    Row = dict[str, Any]

REJECTED = "rejected"
#: What a row was read from is not open to correction: reject the row instead.
FIXED = frozenset(
    {
        *("id", "event", "fold_rule", "reader", "article", "run", "file", "line", "native_id"),
        *("story", "cameo", "code_text", "outlet", "content", "predicted", "expression"),
        *("about", "relay", "likelihood", "contexts", "bound"),
    }
)
#: The values a column may take.
VALUES: dict[str, tuple[str, ...]] = {
    "type": tuple(plover.TYPES),
    "quad": ("0", "1", "2", "3", "4"),
    "sign": ("-1", "0", "1"),
    "reality": get_args(types.Reality),
    "factbank": get_args(types.FactValue),
    "factbank_speaker": get_args(types.FactValue),
    "factbank_author": get_args(types.FactValue),
    "date_precision": get_args(types.Precision),
    "cue_class": get_args(types.CueClass),
    "form": get_args(types.ClaimForm),
    "speaker_kind": get_args(types.SpeakerKind),
    "holder_kind": get_args(types.SpeakerKind),
    "quantifier": get_args(types.Quantifier),
    "relation": get_args(types.Relation),
    "status": get_args(types.TieStatus),
}
#: Columns that name an actor, with the column that holds its state.
_ACTORS = {
    "a": "a_state",
    "b": "b_state",
    "speaker": "speaker_state",
    "holder": "",
    "actor": "state",
}
#: Tables whose rows belong to a row of another, with the column that says to which.
_OWNED = {"event_actor": "event_row", "reading_party": "reading", "evidence": "owner"}


def correct(
    store: Store,
    id: str,
    field: str,
    now: str | bool | None,
    why: str,
    who: str,
    *,
    resolve: Resolve | None = None,
) -> list[Row]:
    """Put one field of one row right and note it in the log.

    Args:
        store: the record, open for writing.
        id: an event, claim, tie, provision, reading, outlook or non-action.
        field: a column of its table; for events also ``source`` and ``target`` (ids or
            names, separated by commas) and ``date`` (``2018-05-21``, or two days with a
            slash between); ``rejected`` takes the row out or, with ``now`` false, back in.
        now: the value it should have; None empties it.
        why: the reason, which must be given.
        who: who says so.
        resolve: finds the actor of a name on a day, for actors the record has not met.

    Returns:
        The entries of the log (as `log` gives them), none if nothing changed; that of
        ``field`` comes first. A type brings its quad class and score along.

    Raises:
        RecordError: there is no such row.
        InputError: no such field, or a value it cannot have, or no reason.
        UnknownActor: a name that is not known.
    """
    store.writable()
    if not why.strip() or not who.strip():
        raise InputError(
            "a correction needs a reason and a name",
            hint='say why with --why "..." and who you are with --who',
        )
    if field == REJECTED:
        return _reject_or_restore(store, id, str(now).lower(), why, who)
    table = _table(store, id)
    changes = _changes(store, table, id, field, None if now is None else str(now), resolve)
    with store.transaction():
        mates = _mates(store, id) if table == "event" else []
        entries = []
        for column, value in changes.items():
            was = _value(store, table, id, column)
            if was != value:
                _apply(store, table, id, column, value)
                entries.append(note(store, who, why, id, column, was, value))
        if table == "event":
            fold_near(store.con, events=mates)
    return entries


def log(store: Store, owner: str | None = None) -> list[Row]:
    """The log, oldest first, of one row or of all."""
    rows = store.con.execute(
        "SELECT id, made, who, owner, field, was, now, why FROM correction "
        "WHERE owner = coalesce(?, owner) ORDER BY made, rowid",
        [owner],
    ).fetchall()
    names = ("id", "made", "who", "owner", "field", "was", "now", "why")
    return [dict(zip(names, row, strict=True)) for row in rows]


def reapply(store: Store, *, articles: Sequence[str] = (), run: str | None = None) -> int:
    """Put the corrections of rows that were read or loaded anew on top of them again."""
    if not store.con.execute("SELECT 1 FROM correction LIMIT 1").fetchone():
        return 0
    present = " UNION ALL ".join(
        f"SELECT id, '{table}' AS held FROM {table} "
        "WHERE run = $2 OR article IN (SELECT unnest($1::VARCHAR[]))"
        for table in READ_TABLES
    )
    found = store.con.execute(
        f"SELECT held, owner, field, now FROM correction JOIN ({present}) p ON p.id = owner "
        "ORDER BY made, correction.rowid",
        [list(articles), run],
    ).fetchall()
    last = {(owner, field): (table, now) for table, owner, field, now in found}
    for (owner, field), (table, now) in last.items():
        if field != REJECTED:
            _apply(store, table, owner, field, now)
    for (owner, field), (table, now) in last.items():
        if field == REJECTED and now == "true":
            _remove(store, table, owner)
    return len(last)


def _changes(
    store: Store, table: str, id: str, field: str, now: str | None, resolve: Resolve | None
) -> dict[str, str | None]:
    """The columns that a correction changes, with their new values as text."""
    on = _day(store, table, id)
    if table == "event" and field in ("source", "target"):
        return {field: _ends(store, id, field, now or "", resolve, on)}
    if table == "event" and field == "date":
        return _dates(now)
    if field not in store.columns(table) or field in FIXED:
        free = [name for name in store.columns(table) if name not in FIXED]
        extra = ["source", "target", "date"] if table == "event" else []
        raise InputError(
            f"{field!r} of {id} cannot be corrected",
            hint=f"these can: {', '.join([*extra, *free, REJECTED])}",
        )
    allowed = VALUES.get(field)
    if allowed and now not in allowed:
        raise InputError(
            f"{field} cannot be {now!r}", hint=f"it may be {', '.join(map(str, allowed))}"
        )
    if field in _ACTORS and now is not None:
        actor = _actor(store, now, resolve, on)
        state = _ACTORS[field]
        return {field: actor.id} | ({state: actor.state} if state in store.columns(table) else {})
    if table == "event" and field == "type" and now is not None:
        return {
            "type": now,
            "mode": None,
            "quad": str(plover.counted_quad(now)),
            "score": str(plover.score(now)),
        }
    return {field: now}


def _dates(now: str | None) -> dict[str, str | None]:
    if now is None:
        return {
            "date_start": None,
            "date_end": None,
            "date_precision": "unknown",
            "date_rule": "corrected",
        }
    first, _, last = now.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise InputError(
            f"{now!r} is not a date", hint="write 2018-05-21, or 2018-05-21/2018-05-25"
        ) from error
    if end < start:
        raise InputError(f"{now} ends before it begins", hint="put the earlier day first")
    return {
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_precision": "day" if start == end else "range",
        "date_rule": "corrected",
    }


def _ends(store: Store, id: str, role: str, now: str, resolve: Resolve | None, on: date) -> str:
    """One side of an event as JSON; each actor keeps the words it had where it was there."""
    before = {end["actor"]: end["words"] for end in json.loads(_value(store, "event", id, role))}
    ends = []
    for name in filter(None, (part.strip() for part in now.split(","))):
        actor = _actor(store, name, resolve, on)
        ends.append(
            {
                "actor": actor.id,
                "state": actor.state,
                "words": before.get(actor.id, actor.name),
            }
        )
    return json.dumps(ends, ensure_ascii=False)


def _actor(store: Store, name: str, resolve: Resolve | None, on: date) -> Actor:
    """The actor of a name or id: on that day by the registry, or as the record met it."""
    actor = resolve(name, on) if resolve else None
    if actor is not None:
        store.add_rows("actor", [asdict(actor)], ignore_known=True)
        return actor
    row = store.con.execute(
        "SELECT id, name, type, state, office, affiliation, listed FROM actor WHERE id = ?",
        [name],
    ).fetchone()
    if row is None:
        raise UnknownActor(
            f"no actor named {name!r}", hint="list those of the record with `detente actors`"
        )
    return types.Actor(*row)


def _table(store: Store, id: str) -> str:
    for table in READ_TABLES:
        if store.con.execute(f"SELECT 1 FROM {table} WHERE id = ?", [id]).fetchone():
            return table
    if _rejection(store, id):
        raise RecordError(
            f"{id} was rejected",
            hint=f"bring it back first: detente correct {id} --set rejected=false",
        )
    raise RecordError(
        f"nothing in the record has the id {id!r}",
        hint="every listing prints ids: `detente events`, `detente claims` and the like",
    )


def _day(store: Store, table: str, id: str) -> date:
    """The day by which actors of a row are named: its own, or that of its article."""
    own = "t.date_start" if "date_start" in store.columns(table) else "NULL"
    row = store.con.execute(
        f"SELECT coalesce({own}, a.published) FROM {table} t "
        "LEFT JOIN article a ON a.id = t.article WHERE t.id = ?",
        [id],
    ).fetchone()
    return row[0] if row and row[0] else datetime.now(UTC).date()


def _value(store: Store, table: str, id: str, column: str) -> Any:
    """A value as the log holds it: text, or NULL."""
    if table == "event" and column in ("source", "target"):
        rows = store.con.execute(
            "SELECT actor, state, words FROM event_actor WHERE event_row = ? AND role = ? "
            "ORDER BY position",
            [id, column],
        ).fetchall()
        ends = [{"actor": a, "state": s, "words": w} for a, s, w in rows]
        return json.dumps(ends, ensure_ascii=False)
    row = store.con.execute(
        f'SELECT "{column}"::VARCHAR FROM {table} WHERE id = ?', [id]
    ).fetchone()
    return row[0] if row else None


def _apply(store: Store, table: str, id: str, column: str, value: str | None) -> None:
    import duckdb

    if table == "event" and column in ("source", "target"):
        store.con.execute("DELETE FROM event_actor WHERE event_row = ? AND role = ?", [id, column])
        store.add_rows(
            "event_actor",
            [
                {"event_row": id, "role": column, "position": position, **end}
                for position, end in enumerate(json.loads(value or "[]"))
            ],
        )
        return
    try:
        store.con.execute(f'UPDATE {table} SET "{column}" = ? WHERE id = ?', [value, id])
    except (duckdb.ConversionException, duckdb.ConstraintException) as error:
        raise InputError(
            f"{column} cannot be {value!r}",
            hint=f"it must be {store.columns(table)[column]}: {str(error).splitlines()[0]}",
        ) from error


def note(
    store: Store, who: str, why: str, owner: str, field: str, was: str | None, now: str | None
) -> Row:
    """Put one entry into the log; rows are changed elsewhere."""
    entry = {
        "id": make_id("k", owner, field, uuid.uuid4()),
        "made": datetime.now(UTC).replace(tzinfo=None),
        "who": who,
        "owner": owner,
        "field": field,
        "was": was,
        "now": now,
        "why": why,
    }
    store.add_rows("correction", [entry])
    return entry


def _mates(store: Store, id: str) -> list[str]:
    """The reports of the event that a report belongs to, itself among them."""
    rows = store.con.execute(
        "SELECT id FROM event WHERE event = (SELECT event FROM event WHERE id = ?)", [id]
    ).fetchall()
    return [str(row[0]) for row in rows]


def _reject_or_restore(store: Store, id: str, now: str, why: str, who: str) -> list[Row]:
    if now in ("true", "yes", "1"):
        table = _table(store, id)
        with store.transaction():
            mates = _mates(store, id) if table == "event" else []
            whole = json.dumps(_remove(store, table, id), ensure_ascii=False, default=str)
            entry = note(store, who, why, id, REJECTED, whole, "true")
            if mates:
                fold_near(store.con, events=mates)
        return [entry]
    if now not in ("false", "no", "0"):
        raise InputError(f"{REJECTED} cannot be {now!r}", hint="it may be true or false")
    kept = _rejection(store, id)
    if kept is None:
        raise RecordError(f"{id} is not rejected", hint="there is nothing to bring back")
    with store.transaction():
        for table, rows in json.loads(kept).items():
            store.add_rows(table, [_parsed(store, table, row) for row in rows])
        entry = note(store, who, why, id, REJECTED, None, "false")
        fold_near(store.con, events=[id])
    return [entry]


def _rejection(store: Store, id: str) -> str | None:
    """The whole of a row as it was rejected, unless it was brought back since."""
    row = store.con.execute(
        "SELECT was, now FROM correction WHERE owner = ? AND field = ? "
        "ORDER BY made DESC, rowid DESC LIMIT 1",
        [id, REJECTED],
    ).fetchone()
    return str(row[0]) if row and row[1] == "true" else None


def _remove(store: Store, table: str, id: str) -> dict[str, list[Row]]:
    """Take a row and what belongs to it out of the record; return all of it."""
    whole = {table: _rows(store, table, "id", id)}
    store.con.execute(f"DELETE FROM {table} WHERE id = ?", [id])
    for owned, key in _OWNED.items():
        rows = _rows(store, owned, key, id)
        if rows:
            whole[owned] = rows
            store.con.execute(f"DELETE FROM {owned} WHERE {key} = ?", [id])
    return whole


def _rows(store: Store, table: str, key: str, value: str) -> list[Row]:
    columns = list(store.columns(table))
    rows = store.con.execute(f"SELECT * FROM {table} WHERE {key} = ?", [value]).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _parsed(store: Store, table: str, row: Row) -> Row:
    """A row as it is written: columns of JSON are held in the log as their text."""
    kinds = store.columns(table)
    return {
        name: json.loads(value) if kinds[name] == "JSON" and value is not None else value
        for name, value in row.items()
    }
