"""Who is the government of a state, and in which days: bodies by table, persons by office."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.actors.dates import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.registry import Registry

    #: First and last day, and the unit or office in these days.
    Spell = tuple[date, date, str]

#: Types of bodies that are the government of their state where no table says otherwise.
GOVERNMENT = frozenset({"state", "government", "ministry", "military", "office"})
#: Types of listed actors that can be a part of a government.
BODIES = GOVERNMENT | {"group"}
FIRST, LAST = date.min, date(9999, 12, 31)
ONE = timedelta(days=1)


class Sides:
    """Which bodies are the government of which state.

    An organ that every state has (``SYR.MOD``) is government where column ``side`` of
    ``organs.csv`` says so. A listed body is what the organ or body of its state is that it is by
    law a part of (``part_of`` in ``ties.csv``: a court of ``FRA.JUD``, a secret service of
    ``USA.INT``), and without such a tie what its type says; to be a part of the state itself tells
    nothing, as all its organs are. Armed groups, parties and territories are never a government,
    nor are the organs of a territory.
    """

    def __init__(self, registry: Registry) -> None:
        """Look up in these tables."""
        self.registry = registry
        self._wholes: dict[str, list[dict[str, str]]] = defaultdict(list)
        for tie in registry.tables["ties"].values():
            if tie["relation"] == "part_of":
                self._wholes[tie["a"]].append(tie)

    def of(self, body: str, *, inside: frozenset[str] = frozenset()) -> list[Spell]:
        """The days in which a body is government, each with the state it is that of.

        Args:
            body: id of a listed body or of an organ of a state.
            inside: bodies it is looked up for, so that a ring of parts has an end.
        """
        row = self.registry.tables["actors"].get((body,))
        if row is None:
            return self._of_organ(body)
        state = row["state"]
        if row["type"] == "state":
            return [(FIRST, LAST, body)]
        if row["type"] not in BODIES or body in inside:
            return []
        wholes = [
            tie
            for tie in self._wholes[body]
            if tie["b"] != state and self._state(tie["b"]) == state
        ]
        if wholes:
            return disjoint(
                clipped(spell, tie)
                for tie in wholes
                for spell in self.of(tie["b"], inside=inside | {body})
            )
        return [(FIRST, LAST, state)] if state and row["type"] in GOVERNMENT else []

    def of_offices(self, held: Iterable[Spell]) -> list[Spell]:
        """The days in which whoever holds these offices is government, with the state."""
        return disjoint(
            (max(first, begun), min(last, ended), state)
            for first, last, office in held
            for begun, ended, state in self.of(office)
        )

    def is_group(self, body: str) -> bool:
        """Whether a body is an armed group."""
        row = self.registry.tables["actors"].get((body,))
        return row is not None and row["type"] == "armed_group"

    def _of_organ(self, body: str) -> list[Spell]:
        owner, _, code = body.rpartition(".")
        state = self.registry.tables["actors"].get((owner,))
        organ = self.registry.tables["organs"].get((code,))
        if state is None or organ is None or state["type"] != "state":
            return []
        side = organ.get("side") or ("government" if organ["type"] in GOVERNMENT else "other")
        return [(FIRST, LAST, owner)] if side == "government" else []

    def _state(self, body: str) -> str | None:
        found = self.registry.actor(body)
        return found.state if found else None


def offices(registry: Registry, person: str, office: str | None) -> list[Spell]:
    """The offices of a person, each with its first and last day; a mere claim to one is none.

    A spell that is open at the end goes on beyond the day it was last checked: nobody is put out
    of office by a table that has grown old.

    Args:
        registry: who held which office when.
        person: id of the person.
        office: the office that the record found at the name, which is all there is to go by for
            a person whom the registry does not know.
    """
    if not registry.is_person(person):
        return [(FIRST, LAST, office)] if office else []
    return [
        (
            first_day(row["start"]) if row["start"] else FIRST,
            last_day(row["end"]) if row["end"] else LAST,
            row["office"],
        )
        for row in registry.spells(person)
        if row["status"] != "claimed"
    ]


def clipped(spell: Spell, row: dict[str, str]) -> Spell:
    """A spell, cut to the days of a row of the registry."""
    first, last, unit = spell
    if row["start"]:
        first = max(first, first_day(row["start"]))
    if row["end"]:
        last = min(last, last_day(row["end"]))
    return first, last, unit


def disjoint(spells: Iterable[Spell]) -> list[Spell]:
    """Spells of which no two share a day; where they do, the one named first has it."""
    kept: list[Spell] = []
    for first, last, unit in spells:
        free = [(first, last)] if first <= last else []
        for begun, ended, _ in kept:
            free = [part for old in free for part in around(old, begun, ended)]
        kept += [(begin, end, unit) for begin, end in free]
    return kept


def around(days: tuple[date, date], begun: date, ended: date) -> Sequence[tuple[date, date]]:
    """What is left of a stretch of days when those from ``begun`` to ``ended`` are taken out."""
    first, last = days
    if ended < first or last < begun:
        return [days]
    left = []
    if first < begun:
        left.append((first, begun - ONE))
    if ended < last:
        left.append((ended + ONE, last))
    return left
