"""Definite nouns that stand for an actor: "the regime", "the two countries", "the army"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.wordlists import listed
from detente.reading.antecedents import Seen, jointly
from detente.reading.definite_bodies import body, is_body_noun, organ
from detente.reading.definite_persons import titled
from detente.reading.grammar import Found
from detente.reading.offices import FORMER
from detente.reading.roles import Role, is_plural

if TYPE_CHECKING:
    from detente.reading.grammar import Clause
    from detente.types import Actor, MentionKind

LANDS = frozenset({"state", "territory"})
HOMES = frozenset({"country", "nation", "homeland"})
_GONE = FORMER | {"previous", "fallen", "old"}
#: Organs that need no article ("told parliament").
BARE = frozenset({"parliament", "congress"})
_PERSONS = frozenset({"person"})
#: "the two sides" may be a government and those who fight it.
_CAMPS = frozenset({"sides", "parties"})
_SIDES = LANDS | {"government", "armed_group", "party"}
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
        if role.sense == "body" and _GONE & set(clause.low[noun : role.last]):
            return Found.of(clause, noun, role.last, "group", None, 0.3, head=role.head)
        return _role(clause, noun, role, seen)
    if (
        clause.pos[noun] not in ("NOUN", "PROPN")
        or seen.covering[noun] is not None
        or clause.deps[noun] in ("compound", "amod", "nmod")
    ):
        return None
    word = clause.low[noun]
    if is_body_noun(word):
        answer = body(clause, noun, seen)
        return answer and Found.of(clause, noun, noun + 1, "group", *answer)
    if word in HOMES:
        kind: MentionKind = "place" if is_inside(clause, noun) else "pronoun"
        found = _as(clause, noun, kind, _land(clause, noun, seen), 0.6)
        if found.actor is None:
            actor, confidence = _only_state(seen, back=0)
            if actor is None:
                actor, confidence = _only_state(seen, back=2)
            acting = seen.subjects.get(clause.index, ()) if len(seen.states) > 1 else ()
            if not any(item.actor == actor for item in acting):
                found.actor, found.confidence = actor, confidence
        return found
    return None


def bare(clause: Clause, token: int, seen: Seen) -> Found | None:
    """Such as "told parliament": the assembly of whoever acts or speaks here."""
    role = seen.nouns.at(clause, token)
    determined = token > 0 and clause.heads[token - 1] == token and clause.low[token - 1] != "the"
    modifies = clause.deps[token] in ("compound", "amod", "nmod", "poss")
    if role is None or role.last != token + 1 or determined or modifies:
        return None
    for verb in seen.verbs_above(token):
        item = seen.subject(verb)
        actor = item.actor if item is not None else None
        if actor is not None and actor.state and actor.type in ("person", "government", "state"):
            found = seen.registry.actor(f"{actor.state}.{role.code}", seen.on)
            return Found.of(clause, token, token + 1, "group", found, 0.7)
    return Found.of(clause, token, token + 1, "group", *organ(clause, role, seen))


def _land(clause: Clause, noun: int, seen: Seen) -> Found | None:
    """Such as "the country": where the story plays, else the one that does not act here."""

    def is_land(item: Found) -> bool:
        return item.actor is not None and item.actor.type in LANDS

    def is_place(item: Found) -> bool:
        return is_land(item) and item.kind == "place"

    place = seen.latest(is_place, back=0)
    if place is not None:
        return place
    own = [item for item in seen.within(0) if item.actor is not None and item.actor.state]
    states = {item.actor.state for item in own if item.actor is not None}
    if len(states) == 1 and not any(is_land(item) and item.kind != "demonym" for item in own):
        return None
    place = seen.latest(is_place, back=4)
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


def _only_state(seen: Seen, *, back: int) -> tuple[Actor | None, float]:
    """The state, if the last sentences speak of one state only."""
    states = {
        item.actor.state
        for item in seen.within(back)
        if item.actor is not None and item.actor.state is not None
    }
    actor = seen.registry.actor(states.pop(), seen.on) if len(states) == 1 else None
    return actor, 0.5 if actor is not None else 0.3


def _role(clause: Clause, first: int, role: Role, seen: Seen) -> Found | None:
    plural = is_plural(clause, role.head)
    kind: MentionKind
    if role.code == "PARTY":
        return None
    if role.sense == "body":
        kind, (actor, confidence) = "group", organ(clause, role, seen)
        if actor is not None and actor.id == "UN.SC":
            kind = "name"
    elif plural:
        return None
    else:
        kind, (actor, confidence) = "office", titled(clause, first, role, seen)
    return Found.of(
        clause, role.first, role.last, kind, actor, confidence, head=role.head, plural=plural
    )


def _two(types: frozenset[str], seen: Seen, barred: frozenset[str] = frozenset()) -> Actor | None:
    """The two actors of a type that the last sentences speak of, if they are just two."""
    for back in range(5):
        near = {
            item.actor.id: item.actor
            for item in seen.within(back)
            if item.actor is not None
            and item.kind not in ("place", "demonym")
            and item.actor.type in types
            and item.actor.id not in barred
        }
        if len(near) >= 2:
            return jointly(*near.values()) if len(near) == 2 else None
    return None


def _both(clause: Clause, token: int, noun: int, seen: Seen) -> Found | None:
    word = clause.low[noun]
    if word not in _PAIR | _PAIR_PERSONS:
        return None
    types = _PERSONS if word in _PAIR_PERSONS else LANDS
    actor = _two(types, seen, _acting(clause, noun, seen))
    if actor is None and word in _CAMPS:
        actor = _two(_SIDES, seen, _acting(clause, noun, seen))
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


def _acting(clause: Clause, noun: int, seen: Seen) -> frozenset[str]:
    """Those who act on "the two sides" and so are not they."""
    if clause.deps[noun] not in ("dobj", "dative"):
        return frozenset()
    here = seen.subjects.get(clause.index, ())
    return frozenset(item.actor.id for item in here if item.actor is not None)


def _as(
    clause: Clause, noun: int, kind: MentionKind, best: Found | None, confidence: float = 0.7
) -> Found:
    actor = best.actor if best is not None else None
    return Found.of(clause, noun, noun + 1, kind, actor, confidence if actor is not None else 0.3)
