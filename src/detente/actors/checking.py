"""Examine the tables of a registry: what contradicts itself, and what may mislead.

An *error* makes a row unusable (a date that is none, an actor nobody lists). A *warning*
is a row that works and may not do what is meant: two holders of one office on one day, one
name for two actors. Readings leave such a name open unless the article settles it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.actors.dates import is_date
from detente.actors.folding import fold_key
from detente.actors.tables import lay_over
from detente.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.actors.registry import Registry
    from detente.actors.tables import Row

#: Where each table names actors.
_NAMED = (
    ("aliases", "actor"),
    ("holders", "office"),
    ("holders", "person"),
    ("offices", "office"),
    ("ties", "a"),
    ("ties", "b"),
    ("actors", "state"),
    ("persons", "state"),
)
_DATED = {
    "actors": ("start", "end", "checked"),
    "aliases": ("start", "end", "checked"),
    "persons": ("checked",),
    "offices": ("checked",),
    "holders": ("start", "end", "checked"),
    "ties": ("start", "end", "checked"),
}
#: Cells that take one of a few words (docs/registry.md).
_WORDS = {
    ("actors", "type"): "state territory government office ministry military group armed_group "
    "party igo ngo media people",
    ("aliases", "kind"): "name official iso abbreviation adjective people capital seat surname",
    ("holders", "precision"): "day month year",
    ("holders", "status"): "recognised acting de_facto claimed",
}
#: Kinds of alias that any number of actors may share: the article settles them, or nothing.
_SHARED_KINDS = frozenset({"surname", "people", "adjective", "iso"})


class Problem(NamedTuple):
    """One thing that is wrong, or may be, with a row."""

    level: Literal["error", "warning"]
    kind: str
    table: str
    row: str
    message: str
    hint: str


def problems(registry: Registry) -> Iterator[Problem]:
    """Everything that is wrong with the tables, errors first."""
    yield from _empty(registry)
    yield from _dates(registry)
    yield from _unknown(registry)
    yield from _words(registry)
    yield from _twice(registry)
    yield from _overlaps(registry)
    yield from _collisions(registry)


def check(registry: Registry) -> None:
    """Refuse tables with an error.

    Raises:
        RegistryError: naming the first row that cannot be used.
    """
    for problem in problems(registry):
        if problem.level == "warning":
            return
        raise RegistryError(f"{problem.table}: {problem.row} {problem.message}", hint=problem.hint)


def examine(overlays: Iterable[str | Path] = ()) -> list[Problem]:
    """What is wrong with the shipped tables, or what folders laid over them bring in new.

    Raises:
        RegistryError: a folder or file cannot be read as tables.
    """
    from detente.actors.registry import Registry

    shipped = Registry.load()
    folders = [Path(folder) for folder in overlays]
    if not folders:
        return list(problems(shipped))
    tables = {name: dict(rows) for name, rows in shipped.tables.items()}
    for folder in folders:
        lay_over(tables, folder)
    known = set(problems(shipped))
    return [problem for problem in problems(Registry(tables)) if problem not in known]


def _error(kind: str, table: str, key: tuple[str, ...], message: str, hint: str) -> Problem:
    return Problem("error", kind, table, _shown(key), message, hint)


def _shown(key: tuple[str, ...]) -> str:
    return " / ".join(part for part in key if part)


def _empty(registry: Registry) -> Iterator[Problem]:
    for table in ("actors", "persons"):
        for key, row in registry.tables[table].items():
            if not row["name"]:
                yield _error("missing", table, key, "has no name", "fill in its name")


def _dates(registry: Registry) -> Iterator[Problem]:
    for table, columns in _DATED.items():
        for key, row in registry.tables[table].items():
            bad = [column for column in columns if row[column] and not is_date(row[column])]
            for column in bad:
                yield _error(
                    "bad date",
                    table,
                    key,
                    f"has {row[column]!r} for a date ({column})",
                    "write YYYY-MM-DD, YYYY-MM or YYYY, or leave it empty",
                )
            start, end = row.get("start"), row.get("end")
            if not bad and start and end and end < start[: len(end)]:
                yield _error(
                    "bad date",
                    table,
                    key,
                    "ends before it starts",
                    "exchange or correct start and end",
                )


def _unknown(registry: Registry) -> Iterator[Problem]:
    for table, column in _NAMED:
        for key, row in registry.tables[table].items():
            if row[column] and row[column] not in registry:
                yield _error(
                    "unknown actor",
                    table,
                    key,
                    f"names {row[column]!r}, which is not an actor",
                    f"add {row[column]!r} to actors.csv or persons.csv, or correct the row",
                )


def _words(registry: Registry) -> Iterator[Problem]:
    for (table, column), words in _WORDS.items():
        allowed = words.split()
        for key, row in registry.tables[table].items():
            if row[column] not in allowed:
                yield _error(
                    "bad word",
                    table,
                    key,
                    f"has {row[column]!r} for its {column}",
                    f"write one of {', '.join(allowed)}",
                )


def _twice(registry: Registry) -> Iterator[Problem]:
    for key in sorted(registry.tables["persons"].keys() & registry.tables["actors"].keys()):
        yield _error(
            "double id",
            "persons",
            key,
            "has the id of an actor that is no person",
            "give the person another id",
        )


def _overlaps(registry: Registry) -> Iterator[Problem]:
    """Two recognised heads of one office at one time, but for the day they hand over."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in registry.tables["holders"].values():
        exact = row["precision"] == "day" and row["start"]
        if not row["post"] and row["status"] == "recognised" and exact:
            held[row["office"]].append(row)
    for office, rows in held.items():
        for one, other in combinations(sorted(rows, key=lambda row: row["start"]), 2):
            if (one["end"] or "9999") > other["start"]:
                yield Problem(
                    "warning",
                    "overlapping holders",
                    "holders",
                    office,
                    f"is held by {one['person']} ({one['start']} to {one['end'] or 'now'}) and "
                    f"{other['person']} (from {other['start']}) at once",
                    "end the earlier spell, or give one a status of acting or claimed",
                )


def _collisions(registry: Registry) -> Iterator[Problem]:
    """One name of two actors at one time, where nothing says which is meant."""
    named: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for alias in registry.aliases:
        if alias.kind not in _SHARED_KINDS and not alias.needs:
            key = alias.text if alias.kind == "abbreviation" else fold_key(alias.text)
            named[key].append((alias.actor, alias.start, alias.end or "9999"))
    for name, uses in named.items():
        actors = {
            actor
            for one, other in combinations(uses, 2)
            if one[0] != other[0] and one[1] <= other[2] and other[1] <= one[2]
            for actor in (one[0], other[0])
        }
        if actors:
            yield Problem(
                "warning",
                "colliding aliases",
                "aliases",
                name,
                f"could mean {', '.join(sorted(actors))}",
                "say in `needs` which words tell them apart, or take one of them out",
            )
