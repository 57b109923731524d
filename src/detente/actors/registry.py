"""The registry of actors: who there is, what they are called, who held which office when.

The tables are CSV files, one fact a line (``data/registry``). Overlay folders hold files of
the same names and columns: a row with the same key replaces, a new key adds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.actors.checking import check
from detente.actors.dates import covers, last_day
from detente.actors.folding import fold_key
from detente.actors.tables import lay_over, shipped
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from detente.actors.tables import Row

#: Kinds of alias that stand for an actor in running text; the others are for whole names.
TEXT_KINDS = frozenset(
    {"name", "official", "abbreviation", "adjective", "people", "capital", "seat", "surname"}
)
#: Years before the first office and after the last in which a bare surname still means its
#: holder: candidates run, and those who left are written about.
_KNOWN_BEFORE, _KNOWN_AFTER = 2, 8
#: How an office may be held that nobody else claims to hold.
_IN_LAW = frozenset({"recognised", "acting"})


@dataclass(frozen=True, slots=True)
class Alias:
    """One way an actor is written.

    Attributes:
        text: the words.
        actor: id of the actor, the organ or the person.
        kind: ``name``, ``official``, ``iso``, ``abbreviation``, ``adjective``, ``people``,
            ``capital``, ``seat`` or ``surname``.
        needs: words of which at least one must stand in the same text; empty for none.
        start: first day of use, ISO; empty for always.
        end: last day of use, ISO; empty for still.
    """

    text: str
    actor: str
    kind: str
    needs: tuple[str, ...] = ()
    start: str = ""
    end: str = ""

    def used_on(self, day: str) -> bool:
        """Whether the alias was in use on a day (YYYY-MM-DD)."""
        return covers(self.start, self.end, day)


@dataclass(frozen=True, eq=False)
class Registry:
    """Every table, merged, with the look-ups that the reading needs.

    Build it with `Registry.load`. Instances are immutable and compare by identity.
    """

    tables: Mapping[str, Mapping[tuple[str, ...], Row]] = field(repr=False)

    @classmethod
    def load(cls, overlays: Iterable[str | Path] = ()) -> Registry:
        """Read the shipped tables and lay folders of the user's own over them.

        Raises:
            RegistryError: a table lacks a column, names an unknown actor, or holds a date
                that is none.
        """
        tables = shipped()
        folders = [Path(overlay) for overlay in overlays]
        for folder in folders:
            lay_over(tables, folder)
        registry = cls(tables)
        if folders:
            check(registry)
        return registry

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all rows in the order of their keys."""
        mark = hashlib.sha256()
        for name in sorted(self.tables):
            for key in sorted(self.tables[name]):
                row = self.tables[name][key]
                line = "\x1f".join(f"{column}={row[column]}" for column in sorted(row))
                mark.update(f"{name}\x1e{line}\x1d".encode("utf-8", "surrogatepass"))
        return mark.hexdigest()

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """All aliases: those listed, every name, and the surnames of persons."""
        found = [
            Alias(
                row["alias"],
                row["actor"],
                row["kind"],
                tuple(word for word in row["needs"].split(";") if word),
                row["start"],
                row["end"],
            )
            for row in self.tables["aliases"].values()
        ]
        for row in self.tables["persons"].values():
            found.append(Alias(row["name"], row["id"], "name"))
            if row["surname"]:
                found.append(Alias(row["surname"], row["id"], "surname"))
        return tuple(found)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Alias, ...]]:
        """Aliases by their folded key."""
        index: dict[str, list[Alias]] = defaultdict(list)
        for alias in self.aliases:
            index[fold_key(alias.text)].append(alias)
        return {key: tuple(found) for key, found in index.items()}

    @cached_property
    def _held(self) -> Mapping[str, tuple[Row, ...]]:
        index: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables["holders"].values():
            index[row["office"]].append(row)
        return {office: tuple(rows) for office, rows in index.items()}

    @cached_property
    def _offices(self) -> Mapping[str, tuple[Row, ...]]:
        index: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables["holders"].values():
            index[row["person"]].append(row)
        return {person: tuple(rows) for person, rows in index.items()}

    def __contains__(self, id: str) -> bool:
        """Whether an id is listed, or made by rule from a listed state and an organ."""
        return (id,) in self.tables["actors"] or self.is_person(id) or self._organ(id) is not None

    def is_person(self, id: str) -> bool:
        """Whether an id is that of a listed person."""
        return (id,) in self.tables["persons"]

    def actor(self, id: str, on: date | None = None) -> Actor | None:
        """The actor as it stood on a day: its state, the office a person held.

        Args:
            id: id of an actor, of a person, or of an organ of a state (``IRN.MIL``).
            on: the day; None leaves the office of a person open.

        Returns:
            None for an id the registry does not know.
        """
        row = self.tables["actors"].get((id,))
        if row is not None:
            return Actor(id, row["name"], row["type"], state=row["state"] or None)
        person = self.tables["persons"].get((id,))
        if person is not None:
            held = self.post(id, on) if on is not None else None
            office = held["office"] if held else None
            state = person["state"] or None
            if office is not None:
                # Who serves an organisation of states does not act for the one he is from.
                state = self._state_of(office)
            return Actor(id, person["name"], "person", state=state, office=office)
        organ = self._organ(id)
        if organ is not None:
            owner, kind = organ
            adjective = self.adjective(owner["id"])
            name = kind["name"].replace("{adj}", adjective)
            if kind["type"] == "office" and (id, "") in self.tables["offices"]:
                name = f"{adjective} {self.title(id)}"
            return Actor(id, name, kind["type"], state=owner["state"] or None)
        return None

    def name(self, id: str) -> str:
        """The usual name, or the id itself where it is not known."""
        actor = self.actor(id)
        return id if actor is None else actor.name

    def adjective(self, id: str) -> str:
        """The adjective of a state ("Iranian"), or its name where it has none."""
        row = self.tables["actors"].get((id,))
        if row is None:
            return self.name(id)
        return row.get("adjective") or row["name"]

    def holder(self, office: str, on: date) -> Actor | None:
        """Who held an office on a day; None where it is not known.

        A row that is open at the end is trusted until the day it was last checked.
        """
        day = on.isoformat()
        held = [row for row in self._held.get(office, ()) if not row["post"] and _holds(row, day)]
        if not held:
            return None
        # On the day of a handover the newcomer holds it; who acts for another does so in fact.
        best = max(held, key=lambda row: (row["status"] in _IN_LAW, row["start"]))
        return self.actor(best["person"], on)

    def post(self, person: str, on: date) -> Row | None:
        """The row of the office that a person held on a day, the highest if several."""
        day = on.isoformat()
        held = [row for row in self._offices.get(person, ()) if _holds(row, day)]
        return max(held, key=lambda row: (not row["post"], row["start"]), default=None)

    def posts(self, office: str, on: date) -> tuple[Row, ...]:
        """The rows of those who held a post below the head of an office on a day."""
        day = on.isoformat()
        return tuple(r for r in self._held.get(office, ()) if r["post"] and _holds(r, day))

    def spells(self, id: str) -> tuple[Row, ...]:
        """Rows of offices in time: those a person held, or those who held an office."""
        rows = self._offices.get(id, ()) if self.is_person(id) else self._held.get(id, ())
        return tuple(sorted(rows, key=lambda row: (row["start"], row["post"])))

    def title(self, office: str, post: str = "") -> str:
        """What the holder of an office is called ("chancellor", "foreign minister")."""
        row = self.tables["offices"].get((office, post))
        if row is not None:
            return row["title"]
        organ = self._organ(office)
        return post or (organ[1].get("title") if organ else "") or "head"

    def checked(self, office: str) -> date | None:
        """The newest day for which the head of an office is known; None if none ever was.

        After it the office is named and no person: who holds it is not known.
        """
        heads = [row for row in self._held.get(office, ()) if not row["post"]]
        days = [last_day(day) for row in heads if (day := row["end"] or row["checked"])]
        return max(days, default=None)

    def stands_alone(self, person: str, on: date | None = None) -> bool:
        """Whether on a day the surname by itself is enough to know a person by ("Putin").

        It is from some time before the first known office to some years after the last: the
        papers of 1995 mean somebody else by "Johnson".
        """
        row = self.tables["persons"].get((person,))
        if row is None or not row["alone"]:
            return False
        spells = self._offices.get(person, ())
        if on is None or not spells:
            return True
        first = min(int(row["start"][:4] or 0) for row in spells)
        last = max(int((row["end"] or row["checked"] or "9999")[:4]) for row in spells)
        return first - _KNOWN_BEFORE <= on.year <= last + _KNOWN_AFTER

    def gender(self, person: str) -> str:
        """``M``, ``F``, or empty where it is not known."""
        row = self.tables["persons"].get((person,))
        return row["gender"] if row else ""

    def members(self, body: str, on: date) -> tuple[str, ...]:
        """Ids of the members of an organisation on a day."""
        day = on.isoformat()
        return tuple(
            row["a"]
            for row in self.tables["ties"].values()
            if row["relation"] == "member_of"
            and row["b"] == body
            and covers(row["start"], row["end"], day)
        )

    def bodies(self, id: str, on: date) -> tuple[str, ...]:
        """Ids of the organisations that an actor is a member or a part of on a day."""
        day = on.isoformat()
        return tuple(
            row["b"]
            for row in self.tables["ties"].values()
            if row["a"] == id
            and row["relation"] in ("member_of", "part_of")
            and covers(row["start"], row["end"], day)
        )

    def owner(self, id: str) -> str:
        """Whose organ an id is (``IRN`` of ``IRN.MFA``); a listed actor is its own."""
        if (id,) in self.tables["actors"]:
            return id
        organ = self._organ(id)
        return organ[0]["id"] if organ else id

    def _organ(self, id: str) -> tuple[Row, Row] | None:
        owner, dot, code = id.rpartition(".")
        if not dot:
            return None
        row, kind = self.tables["actors"].get((owner,)), self.tables["organs"].get((code,))
        if row is None or kind is None or row["type"] == "person":
            return None
        return row, kind

    def _state_of(self, id: str) -> str | None:
        row = self.tables["actors"].get((id,))
        if row is not None:
            return row["state"] or None
        organ = self._organ(id)
        return (organ[0]["state"] or None) if organ else None


def _holds(row: Row, day: str) -> bool:
    if not covers(row["start"], row["end"], day):
        return False
    return bool(row["end"]) or covers("", row["checked"], day)
