"""Definite nouns for bodies: "the army", "the rebels", "the movement", "the agency"."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.folding import fold_key
from detente.data import table
from detente.reading.roles import is_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from detente.actors.registry import Registry
    from detente.reading.antecedents import Seen
    from detente.reading.grammar import Clause, Found
    from detente.reading.roles import Role
    from detente.types import Actor

Answer = tuple["Actor | None", float]
OPEN: Answer = (None, 0.3)
#: Types of actor that a noun may stand for; a named noun only for a body of that name.
_KINDS = {
    row["noun"]: (frozenset(row["types"].split(";")), bool(row["named"]))
    for row in table("registry/body_nouns.csv")
}
#: Organs that a speaker need not say whose they are: his own state's.
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP", "INT", "MFA", "MOD", "JUD", "INTERIOR"})
#: Organs of which a state has one, or which have only one state.
_STATELY = _OFFICIAL | {
    *("FIN", "HEALTH", "ENERGY", "OPP", "PROTEST", "REBEL", "NSA", "ELECTION", "RULING")
}
_SCORNED = frozenset({"regime", "junta"})
#: Organs that fight: "the rebels" are the armed group that was named.
_ARMED = frozenset({"REBEL", "MILITIA"})
_FIGHTING = frozenset({"armed_group"})


def is_body_noun(word: str) -> bool:
    """Whether a noun, with "the", may stand for a body named before."""
    return word in _KINDS


def body(clause: Clause, noun: int, seen: Seen) -> Answer | None:
    """The body that "the movement" or "the union" stands for.

    It must be the only one of its type near, or be called so ("the union" of the European
    Union), or have been the subject of this sentence or the last. Otherwise it stays open; None
    where no such body was named at all, and the noun may be anything.
    """
    types, named = _KINDS[clause.low[noun]]
    word = clause.low[noun]

    def fits(item: Found) -> bool:
        actor = item.actor
        if actor is None or "+" in actor.id or actor.type not in types or item.kind == "demonym":
            return False
        if item.plural and item.kind != "name":
            return False
        return not named or word in _words(seen.registry).get(actor.id, ())

    near = [item for item in seen.within(3 if not named else 8) if fits(item)]
    found = _distinct(near)
    if not found:
        return None
    if len(found) == 1:
        return found[0], 0.7
    called = [one for one in found if word in _words(seen.registry).get(one.id, ())]
    if len(called) == 1:
        return called[0], 0.7
    for index in (clause.index, clause.index - 1):
        first = next((item for item in seen.subjects.get(index, ()) if fits(item)), None)
        if first is not None and (index != clause.index or first.last <= noun):
            return first.actor, 0.6
    return OPEN


def organ(clause: Clause, role: Role, seen: Seen) -> Answer:
    """The organ that "the army" or "the government" stands for.

    The latest organ of that kind; for fighters the one armed group that was named; else the
    organ of the state of whoever speaks here, or of the one state the article is about.
    Never silently one among several.
    """
    code = role.code
    if code in _ARMED:
        armed = _distinct(_near(seen, 6, lambda item: _type(item) in _FIGHTING))
        if armed:
            return (armed[0], 0.6) if len(armed) == 1 else OPEN
    found = _distinct(
        _near(seen, 6, lambda item: _is_organ(item, code, several=is_plural(clause, role.head)))
    )
    speaker = _speaker(clause, role.head, seen) if code in _OFFICIAL else None
    if role.word in _SCORNED:
        return _scorned(found, speaker, seen)
    if speaker is not None:
        own = [one for one in found if one.state == speaker.state]
        if own:
            return own[0], 0.7
        if not found:
            return seen.registry.actor(f"{speaker.id}.{code}", seen.on), 0.6
    if found:
        return found[0], 0.7
    if code == "NSA" and role.word == "security council":
        # Without an owner it is the one that everybody has.
        return seen.registry.actor("UN.SC", seen.on), 0.8
    home = _home(code, seen)
    if home is None or code not in _STATELY:
        return OPEN
    return seen.registry.actor(f"{home}.{code}", seen.on), 0.5


def _home(code: str, seen: Seen) -> str | None:
    """The one state whose organs this sentence names, or the one that the article is about."""
    here = {item.actor.state for item in seen.within(0) if item.actor and item.kind == "group"}
    states = {state for state in here if state}
    if code == "GOV" and len(states) == 1:
        return states.pop()
    return next(iter(seen.states)) if len(seen.states) == 1 else seen.home


def _scorned(found: list[Actor], speaker: Actor | None, seen: Seen) -> Answer:
    """The one government named that is not the speaker's: nobody calls his own a regime."""
    named = [one for one in found if one.affiliation is not None]
    others = [one for one in found if speaker is None or one.state != speaker.state]
    for these in (named, others):
        if len({one.id for one in these}) == 1:
            return these[0], 0.7
    if speaker is None and not found and len(seen.states) == 1:
        return seen.registry.actor(f"{next(iter(seen.states))}.GOV", seen.on), 0.5
    return OPEN


def _speaker(clause: Clause, token: int, seen: Seen) -> Actor | None:
    """The state of the official or body whose words the clause of a token is."""
    for verb in seen.verbs_above(token):
        if clause.deps[verb] != "ccomp":
            continue
        item = seen.subject(clause.heads[verb])
        actor = item.actor if item is not None else None
        if actor is None or actor.state is None or actor.type == "media":
            return None
        if actor.type == "person" and actor.office is None:
            return None
        return seen.registry.actor(actor.state, seen.on)
    return None


def _is_organ(item: Found, code: str, *, several: bool) -> bool:
    actor = item.actor
    if actor is None or (code == "GOV" and item.plural and not several):
        return False
    return actor.id.endswith(f".{code}") or (code == "MIL" and actor.type == "military")


def _type(item: Found) -> str:
    return item.actor.type if item.actor is not None else ""


def _near(seen: Seen, back: int, fits: Callable[[Found], bool]) -> list[Found]:
    return [item for item in seen.within(back) if fits(item)]


def _distinct(items: Iterable[Found]) -> list[Actor]:
    """The actors of some mentions, the latest first."""
    known = {item.actor.id: item.actor for item in items if item.actor is not None}
    order = {item.actor.id: number for number, item in enumerate(items) if item.actor is not None}
    return sorted(known.values(), key=lambda actor: -order[actor.id])


@lru_cache(maxsize=4)
def _words(registry: Registry) -> Mapping[str, frozenset[str]]:
    """The words of all names of bodies and states, by their id."""
    words: dict[str, set[str]] = defaultdict(set)
    for alias in registry.aliases:
        if alias.kind in ("name", "official") and not registry.is_person(alias.actor):
            words[alias.actor].update(fold_key(alias.text).split())
    for row in table("registry/body_nouns.csv"):
        for id in row["also"].split(";"):
            words[id].add(row["noun"])
    return {id: frozenset(found) for id, found in words.items()}
