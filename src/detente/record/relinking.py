"""Link names that stayed open to actors the registry knows by now, without reading again.

A reading gives every name that no table knows an actor of its own, with its words. Once the
user's tables list the name, the rows that hold it can be moved to the listed actor, each as
of its own day; the log of corrections keeps what they were.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from detente.record import corrections
from detente.record.folding import fold_near

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from detente.record.store import Store
    from detente.types import Actor

    Resolve = Callable[[str, date], Actor | None]

#: Columns that hold an actor, the column of its state, and the day of a row as SQL.
_OF_ARTICLE = "(SELECT published FROM article WHERE article.id = t.article)"
_COLUMNS = (
    ("mention", "actor", "state", _OF_ARTICLE),
    (
        "event_actor",
        "actor",
        "state",
        "(SELECT coalesce(e.date_start, a.published) FROM event e "
        "LEFT JOIN article a ON a.id = e.article WHERE e.id = t.event_row)",
    ),
    ("claim", "speaker", "speaker_state", _OF_ARTICLE),
    ("claim", "addressee", None, _OF_ARTICLE),
    ("tie", "a", "a_state", _OF_ARTICLE),
    ("tie", "b", "b_state", _OF_ARTICLE),
    ("reading", "speaker", None, _OF_ARTICLE),
    ("outlook", "holder", None, _OF_ARTICLE),
    ("non_action", "actor", "state", _OF_ARTICLE),
    (
        "reading_party",
        "actor",
        None,
        "(SELECT a.published FROM reading r JOIN article a ON a.id = r.article "
        "WHERE r.id = t.reading)",
    ),
)
#: Columns with the words of somebody who is not known at all.
_OPEN = (
    ("claim", "speaker", "speaker_state", "speaker_words"),
    ("reading", "speaker", None, "speaker_words"),
    ("outlook", "holder", None, "holder_words"),
)
#: How sure a mention is whose words a person has settled by a table.
_BY_TABLE = 0.95


def relink(store: Store, resolve: Resolve, *, why: str, who: str) -> list[dict[str, Any]]:
    """Move rows of unlisted actors, and open mentions, to actors that a registry knows.

    Args:
        store: the record, open for writing.
        resolve: the listed actor of a name on a day, or None.
        why: the reason, kept in the log.
        who: who says so.

    Returns:
        One entry for each name that was linked: ``was`` (the actor or words it had),
        ``name``, ``now`` (the id of the listed actor), ``rows`` moved.
    """
    store.writable()
    with store.transaction():
        linked = _unlisted(store, resolve) + _open_words(store, resolve)
        for entry in linked:
            corrections.note(store, who, why, entry["was"], "actor", entry["name"], entry["now"])
        _fold_again(store)
    return linked


def _unlisted(store: Store, resolve: Resolve) -> list[dict[str, Any]]:
    """Actors the record made itself."""
    con = store.con
    days = " UNION ".join(
        f"SELECT {column} AS actor, {day} AS day FROM {table} t "
        f"WHERE {column} IN (SELECT id FROM actor WHERE NOT listed)"
        for table, column, _state, day in _COLUMNS
    )
    found = con.execute(
        f"SELECT n.actor, a.name, n.day FROM ({days}) n JOIN actor a ON a.id = n.actor "
        "WHERE n.day IS NOT NULL AND a.type <> 'unnamed' ORDER BY ALL"
    ).fetchall()
    rows, names = [], dict[str, tuple[str, str]]()
    for was, name, day in found:
        actor = resolve(name, day)
        if actor is not None and actor.listed:
            _meet(store, actor)
            rows.append((was, day, actor.id, actor.state))
            names[was] = (name, actor.id)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relinked (was VARCHAR, day DATE, now VARCHAR, state VARCHAR)"
    )
    if rows:
        con.executemany("INSERT INTO relinked VALUES (?, ?, ?, ?)", rows)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relinked_event AS SELECT DISTINCT event_row AS id "
        f"FROM event_actor t JOIN relinked r ON r.was = t.actor AND r.day = {_COLUMNS[1][3]}"
    )
    moved = dict.fromkeys(names, 0)
    for table, column, state, day in _COLUMNS:
        for was, n in con.execute(
            f"SELECT r.was, count(*) FROM {table} t JOIN relinked r "
            f"ON r.was = t.{column} AND r.day = {day} GROUP BY r.was"
        ).fetchall():
            moved[was] += n
        also = f", {state} = r.state" if state else ""
        con.execute(
            f"UPDATE {table} AS t SET {column} = r.now{also} FROM relinked r "
            f"WHERE r.was = t.{column} AND r.day = {day}"
        )
    for was, (_name, now) in names.items():
        _inside_lists(store, was, now)
    _forget(store)
    return [
        {"was": was, "name": name, "now": now, "rows": moved[was]}
        for was, (name, now) in names.items()
    ]


def _meet(store: Store, actor: Actor) -> None:
    """Note a listed actor; it may take the id that a reading made of the same name."""
    store.con.execute("DELETE FROM actor WHERE id = ? AND NOT listed", [actor.id])
    store.add_rows("actor", [asdict(actor)], ignore_known=True)


def _inside_lists(store: Store, was: str, now: str) -> None:
    """Ids inside lists: relays of claims, whom a provision binds, whom an outlook concerns."""
    for table, column in (("claim", "relay"), ("provision", "bound")):
        store.con.execute(
            f"UPDATE {table} SET {column} = replace({column}::VARCHAR, $1, $2)::JSON "
            f"WHERE contains({column}::VARCHAR, $1)",
            [f'"{was}"', f'"{now}"'],
        )
    store.con.execute(
        "UPDATE outlook SET actors = list_transform(actors, lambda x: "
        "CASE WHEN x = $1 THEN $2 ELSE x END) WHERE list_contains(actors, $1)",
        [was, now],
    )
    store.con.execute(
        "UPDATE provision SET beneficiary = $2 WHERE beneficiary = $1",
        [was, now],
    )


def _forget(store: Store) -> None:
    """Take made actors that no row names any more out of the list of actors met."""
    used = " UNION ".join(f"SELECT {column} FROM {table}" for table, column, *_ in _COLUMNS)
    store.con.execute(
        "DELETE FROM actor WHERE NOT listed AND id IN (SELECT was FROM relinked) "
        f"AND id NOT IN (SELECT * FROM ({used}) u(id) WHERE id IS NOT NULL)"
    )


def _open_words(store: Store, resolve: Resolve) -> list[dict[str, Any]]:
    """Mentions that stand for nobody known, and those who speak by the same words."""
    found = store.con.execute(
        "SELECT m.words, a.published, m.article, count(*) FROM mention m "
        "JOIN article a ON a.id = m.article "
        "WHERE m.actor IS NULL AND m.kind NOT IN ('pronoun', 'place') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    linked: dict[str, dict[str, Any]] = {}
    for words, day, article, times in found:
        actor = resolve(words, day)
        if actor is None or not actor.listed:
            continue
        _meet(store, actor)
        store.con.execute(
            "UPDATE mention SET actor = ?, state = ?, confidence = ? "
            "WHERE article = ? AND words = ? AND actor IS NULL AND kind <> 'pronoun'",
            [actor.id, actor.state, _BY_TABLE, article, words],
        )
        for table, column, state, said in _OPEN:
            also = f", {state} = $4" if state else ""
            values = [actor.id, article, words] + ([actor.state] if state else [])
            store.con.execute(
                f"UPDATE {table} SET {column} = $1{also} "
                f"WHERE article = $2 AND {said} = $3 AND {column} IS NULL",
                values,
            )
        entry = linked.setdefault(words, {"was": words, "name": words, "now": actor.id, "rows": 0})
        entry["rows"] += times
    return list(linked.values())


def _fold_again(store: Store) -> None:
    """Reports whose ends have changed may fold with others now."""
    changed = store.con.execute("SELECT id FROM relinked_event").fetchall()
    if changed:
        fold_near(store.con, events=[row[0] for row in changed])
