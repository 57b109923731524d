"""Definite titles for persons: "the president", "the former minister", "the Queen"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.reading.offices import FORMER, LEADERS, Offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.reading.antecedents import Seen
    from detente.reading.grammar import Clause, Found
    from detente.reading.roles import Role
    from detente.types import Actor

_NEW = frozenset({"new", "incoming", "newly", "next"})
#: How long somebody is "the new president".
_FRESH = timedelta(days=120)
_TOP = frozenset({"PRES", "PM", "MONARCH", "LEADER"})
_WOMEN = frozenset({"queen", "princess", "spokeswoman", "chairwoman"})
_MEN = frozenset({"king", "emir", "sultan", "prince", "spokesman"})


def titled(clause: Clause, first: int, role: Role, seen: Seen) -> tuple[Actor | None, float]:
    """Whom a title with "the" stands for: one of those named who holds, or held, that office.

    Where several do, the one of this sentence or the one before. Where none was named it is
    the holder of the office in the one state that was. Else it stays open.

    Args:
        clause: the sentence.
        first: the first token after "the".
        role: the title.
        seen: what has been met so far.
    """
    words = set(clause.low[first : role.last])
    word = clause.low[role.head]
    offices = Offices(seen.registry, seen.on)
    leads = word in LEADERS and role.code in ("GOV", "LEADER")

    def holds(item: Found) -> bool:
        actor = item.actor
        if actor is None or actor.type != "person" or actor.office is None:
            return False
        if actor.office.endswith(f".{role.code}") and role.code != "GOV":
            return offices.called(actor.office, word)
        row = seen.registry.post(actor.id, seen.on)
        if row is None:
            return False
        top = row["office"].rpartition(".")[2] in _TOP
        return row["post"].split()[-1:] == [word] or (leads and top)

    def held(item: Found) -> bool:
        return _ended(item, role, seen)

    def fresh(item: Found) -> bool:
        row = seen.registry.post(item.actor.id, seen.on) if item.actor is not None else None
        if row is None or not holds(item) or len(row["start"]) < 10:
            return False
        return row["start"] >= (seen.on - _FRESH).isoformat()

    if words & FORMER:
        return _one(seen, held, (8, 1))
    if words & _NEW:
        person, confidence = _one(seen, fresh, (8, 1))
        return (person, confidence) if person is not None else _one(seen, holds, (1,))
    person, confidence = _one(seen, holds, (6, 1))
    if person is None and (role.sense == "head" or role.code in ("MONARCH", "LEADER")):
        return _of_the_state(role, word, seen)
    return person, confidence


def _one(
    seen: Seen, fits: Callable[[Found], bool], backs: tuple[int, ...]
) -> tuple[Actor | None, float]:
    for back, confidence in zip(backs, (0.7, 0.6), strict=False):
        found = {
            item.actor.id: item.actor
            for item in seen.within(back)
            if item.actor is not None and fits(item)
        }
        if len(found) == 1:
            return next(iter(found.values())), confidence
    return None, 0.3


def _ended(item: Found, role: Role, seen: Seen) -> bool:
    actor, day = item.actor, seen.on.isoformat()
    if actor is None or actor.type != "person":
        return False
    if actor.office is not None and actor.office.endswith(f".{role.code}"):
        return False
    return any(
        row["office"].endswith(f".{role.code}") and row["end"] and row["end"] <= day
        for row in seen.registry.spells(actor.id)
    )


def _of_the_state(role: Role, word: str, seen: Seen) -> tuple[Actor | None, float]:
    """The holder of an office that only one of the states named so far has."""
    gender = "F" if word in _WOMEN else "M" if word in _MEN else ""
    holders = {}
    for state in _states(role, seen):
        office = f"{state}.{role.code}"
        called = Offices(seen.registry, seen.on).called(office, word)
        person = seen.registry.holder(office, seen.on) if called else None
        if person is not None and gender in ("", seen.registry.gender(person.id)):
            holders[person.id] = person
    if len(holders) != 1:
        return None, 0.3
    return next(iter(holders.values())), 0.6


def _states(role: Role, seen: Seen) -> set[str]:
    """The states whose office may be meant: for crowns any, else the one of late."""
    if role.code in ("MONARCH", "LEADER"):
        return seen.states
    for back in (0, 1, 2):
        near = {
            item.actor.state
            for item in seen.within(back)
            if item.actor is not None and item.actor.state is not None
        }
        if near:
            return near if len(near) == 1 else set()
    return set()
