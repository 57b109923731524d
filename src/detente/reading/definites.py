"""Definite nouns that stand for an actor: "the regime", "the two countries", "the army"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.antecedents import Seen, jointly
from detente.reading.grammar import Found
from detente.reading.roles import Role, is_plural, listed

if TYPE_CHECKING:
    from detente.reading.grammar import Clause
    from detente.types import Actor, MentionKind

LANDS = frozenset({"state", "territory"})
HOMES = frozenset({"country", "nation", "homeland"})
_GROUP_TYPES = frozenset({"armed_group", "party", "igo", "ngo", "group", "media"})
_GROUPS = listed("group nouns")
_PERSONS = frozenset({"person"})
_PAIR = listed("pairs of states")
_PAIR_PERSONS = listed("pairs of persons")


def is_inside(clause: Clause, noun: int) -> bool:
    """Whether a noun is where something happens ("in the country")."""
    return clause.deps[noun] == "pobj" and clause.low[clause.heads[noun]] in ("in", "across")


def definite(clause: Clause, token: int, seen: Seen) -> Found | None:
    """What "the" or "both" and its noun stand for; None where that is no actor."""
    noun = token + 1
    both = clause.low[token] == "both"
    if noun < len(clause) and clause.low[noun] == "two":
        both, noun = True, noun + 1
    if noun >= len(clause):
        return None
    if both:
        return _both(clause, token, noun, seen)
    role = seen.nouns.after(clause, noun)
    if role is not None and role.sense in ("body", "head", "post") and role.code != "CITIZEN":
        if any(seen.covering[noun : role.last]):
            return None
        return _role(clause, role, seen)
    if (
        clause.pos[noun] not in ("NOUN", "PROPN")
        or seen.covering[noun] is not None
        or clause.deps[noun] in ("compound", "amod", "nmod")
    ):
        return None
    word = clause.low[noun]
    if word in _GROUPS:
        near = {item.actor.id: item for item in seen.within(3) if item.actor and _is_group(item)}
        if not near:
            return None
        best = next(iter(near.values())) if len(near) == 1 else None
        return _as(clause, noun, "group", best)
    if word in HOMES:
        kind: MentionKind = "place" if is_inside(clause, noun) else "pronoun"
        found = _as(clause, noun, kind, _land(clause, noun, seen), 0.6)
        if found.actor is None:
            actor, confidence = _only_state(seen, back=2)
            acting = seen.subjects.get(clause.index, ())
            if not any(item.actor == actor for item in acting):
                found.actor, found.confidence = actor, confidence
        return found
    return None


def _land(clause: Clause, noun: int, seen: Seen) -> Found | None:
    """Such as "the country": where the story plays, else the one that does not act here."""

    def is_land(item: Found) -> bool:
        return item.actor is not None and item.actor.type in LANDS

    place = seen.latest(lambda item: is_land(item) and item.kind == "place", back=4)
    if place is not None:
        return place
    acting = [*seen.subjects.get(clause.index, ()), *map(seen.subject, seen.verbs_above(noun))]
    barred = {item.actor.id for item in acting if item is not None and item.actor is not None}
    near = {
        item.actor.id: item
        for item in seen.within(2)
        if is_land(item) and item.actor is not None and item.actor.id not in barred
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _only_state(seen: Seen, *, back: int, kind: str | None = None) -> tuple[Actor | None, float]:
    """The state, if the last sentences speak of one state only."""
    states = {
        item.actor.state
        for item in seen.within(back)
        if item.actor is not None and item.actor.state is not None and kind in (None, item.kind)
    }
    actor = seen.registry.actor(states.pop(), seen.on) if len(states) == 1 else None
    return actor, 0.5 if actor is not None else 0.3


def _role(clause: Clause, role: Role, seen: Seen) -> Found | None:
    plural = is_plural(clause, role.head)
    kind: MentionKind
    if role.code == "PARTY":
        return None
    if role.sense == "body":
        kind, (actor, confidence) = "group", _organ(role.code, seen)
    elif plural:
        return None
    else:
        kind, (actor, confidence) = "office", _office(role.code, clause.low[role.head], seen)
    return Found.of(
        clause, role.first, role.last, kind, actor, confidence, head=role.head, plural=plural
    )


def _organ(code: str, seen: Seen) -> tuple[Actor | None, float]:
    """The latest organ of that kind; else that of the one state the article is about.

    Never silently one among several: where two states are named the organ stays open.
    """
    best = seen.latest(
        lambda item: item.actor is not None and item.actor.id.endswith(f".{code}"), back=6
    )
    if best is not None:
        return best.actor, 0.7
    state = _only_state(seen, back=0, kind="group")[0] if code == "GOV" else None
    if state is None and len(seen.states) == 1:
        state = seen.registry.actor(next(iter(seen.states)), seen.on)
    if state is None:
        return None, 0.3
    return seen.registry.actor(f"{state.id}.{code}", seen.on), 0.5


def _office(code: str, word: str, seen: Seen) -> tuple[Actor | None, float]:
    """The person who holds an office or post of that kind ("the president").

    Where several do, the one of this sentence or the one before; else it stays open.
    """

    def holds(item: Found) -> bool:
        actor = item.actor
        if actor is None or actor.type != "person" or actor.office is None:
            return False
        if actor.office.endswith(f".{code}"):
            return True
        row = seen.registry.post(actor.id, seen.on)
        return row is not None and row["post"].split()[-1:] == [word]

    for back, confidence in ((6, 0.7), (1, 0.6)):
        held = {
            actor.id: actor
            for item in seen.within(back)
            if holds(item) and (actor := item.actor) is not None
        }
        if len(held) == 1:
            return next(iter(held.values())), confidence
    return None, 0.3


def _is_group(item: Found) -> bool:
    actor = item.actor
    if actor is None or "+" in actor.id or item.plural:
        return False
    return actor.type in _GROUP_TYPES and item.kind in ("name", "group")


def _two(types: frozenset[str], seen: Seen) -> Actor | None:
    """The two actors of a type that the last sentences speak of, if they are just two."""
    for back in range(5):
        near = {
            item.actor.id: item.actor
            for item in seen.within(back)
            if item.actor is not None
            and item.kind not in ("place", "demonym")
            and item.actor.type in types
        }
        if len(near) >= 2:
            return jointly(*near.values()) if len(near) == 2 else None
    return None


def _both(clause: Clause, token: int, noun: int, seen: Seen) -> Found | None:
    word = clause.low[noun]
    if word not in _PAIR | _PAIR_PERSONS:
        return None
    types = _PERSONS if word in _PAIR_PERSONS else LANDS
    actor = _two(types, seen)
    if actor is None and types is LANDS:
        persons = _two(_PERSONS, seen)
        homes = (
            [seen.registry.actor(id, seen.on) for id in persons.id.split("+")] if persons else []
        )
        states = sorted({home.state for home in homes if home is not None and home.state})
        known = [seen.registry.actor(state, seen.on) for state in states]
        if len(known) == 2:
            actor = jointly(*(state for state in known if state is not None))
    confidence = 0.7 if actor is not None else 0.3
    return Found.of(clause, token, noun + 1, "pronoun", actor, confidence, head=noun, plural=True)


def _as(
    clause: Clause, noun: int, kind: MentionKind, best: Found | None, confidence: float = 0.7
) -> Found:
    actor = best.actor if best is not None else None
    return Found.of(clause, noun, noun + 1, kind, actor, confidence if actor is not None else 0.3)
