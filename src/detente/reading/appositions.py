"""Two expressions side by side for one actor: "the prime minister, Tony Blair,".

An office takes the person named after it. A person the registry does not know takes the
state and the office from what stands beside the name: "Ned Farrow, a spokesman for the US
navy", "Odette Kayirere, a Rwandan surgeon".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.wordlists import listed
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.reading.grammar import Clause, Found

_HONORIFICS = listed("honorifics") | listed("titles")
_ENDS = frozenset({",", ".", ";", ":", ")", "–", "—", '"', "”"})
_VERBS = frozenset({"VERB", "AUX"})
#: The furthest that what a person is may reach after the comma.
_REACH = 10


def name_offices(clause: Clause, here: Sequence[Found]) -> dict[str, Actor]:
    """Give offices the persons named beside them; returns strangers who became better known."""
    by_first = {item.first: item for item in here if item.kind == "person"}
    known: dict[str, Actor] = {}
    for item in here:
        if item.kind in ("office", "unnamed") and not item.plural:
            person = named_after(clause, item, by_first)
            if person is not None:
                known |= take_name(item, person)
    for item in by_first.values():
        if item.actor is not None and not item.actor.listed and item.actor.id not in known:
            known |= _described(clause, item, here)
    return known


def named_after(clause: Clause, item: Found, by_first: dict[int, Found]) -> Found | None:
    """The person whose name follows an office after a comma, with or without a rank."""
    comma = item.last
    if comma >= len(clause) or clause.low[comma] != ",":
        return None
    for first in range(comma + 1, min(comma + 5, len(clause))):
        person = by_first.get(first)
        if person is not None:
            break
        rank = clause.low[first] in _HONORIFICS or clause.pos[first] == "PROPN"
        if not rank or clause.taken[first] is not None:
            return None
    else:
        return None
    after = person.last
    apposed = clause.deps[person.head] == "appos" and (
        item.first <= clause.heads[person.head] < item.last
    )
    closed = after >= len(clause) or clause.low[after] in _ENDS
    return person if apposed or closed else None


def take_name(item: Found, person: Found) -> dict[str, Actor]:
    """Make a person's name the answer to an office; the office to that of an unknown person."""
    office, actor = item.actor, person.actor
    if actor is None:
        return {}
    if actor.listed:
        if office is None or actor.state is None or office.state in (None, actor.state):
            item.actor, item.confidence = actor, 0.95
            item.kind = "office"
        return {}
    if office is None or (office.type == "person" and office.listed):
        # Whoever is named holds the office; the registry's holder is somebody else.
        if office is None:
            return {}
        known = Actor(actor.id, actor.name, "person", state=office.state, office=office.office,
                      listed=False)  # fmt: skip
    else:
        held = office.affiliation if office.type == "unnamed" else office.id
        state = actor.state or office.state
        known = Actor(actor.id, actor.name, "person", state=state, office=actor.office or held,
                      listed=False)  # fmt: skip
    item.actor = person.actor = known
    item.kind = "office"
    return {known.id: known}


def _described(clause: Clause, person: Found, here: Sequence[Found]) -> dict[str, Actor]:
    """Such as "Odette Kayirere, a Rwandan surgeon": whose the person is said to be."""
    actor, comma = person.actor, person.last
    if actor is None or actor.state is not None:
        return {}
    if comma + 1 >= len(clause) or clause.low[comma] != ",":
        return {}
    end = comma + 1
    while end < min(comma + _REACH, len(clause)) and clause.low[end] not in _ENDS:
        if clause.pos[end] in _VERBS and clause.tags[end] != "VBN":
            break
        end += 1
    apposed = any(
        clause.deps[token] == "appos" and person.first <= clause.heads[token] < person.last
        for token in range(comma + 1, end)
    )
    opens = clause.low[comma + 1] in ("a", "an", "the") and (
        end >= len(clause) or clause.low[end] in _ENDS
    )
    if not (apposed or opens):
        return {}
    for item in here:
        if not comma < item.first < end or item.actor is None or item.actor.state is None:
            continue
        if item.kind in ("place", "pronoun"):
            continue
        office = item.actor
        held = {"office": office.office, "group": office.id}.get(item.kind)
        held = office.affiliation if item.kind == "unnamed" else held
        known = Actor(actor.id, actor.name, "person", state=office.state, office=held, listed=False)
        person.actor = known
        return {known.id: known}
    return {}


def spread(found: Iterable[Found], known: dict[str, Actor]) -> None:
    """Let every mention of a stranger say what one of them has shown."""
    for item in found:
        if item.actor is not None and item.actor.id in known:
            item.actor = known[item.actor.id]
