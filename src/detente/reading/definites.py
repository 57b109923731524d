"""Definite nouns that stand for an actor: "the regime", "the two countries", "the army"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.antecedents import Seen, pair
from detente.reading.grammar import Found
from detente.reading.roles import Role, is_plural, listed

if TYPE_CHECKING:
    from detente.reading.grammar import Clause
    from detente.types import Actor, MentionKind

LANDS = frozenset({"state", "territory"})
HOMES = frozenset({"country", "nation", "homeland"})
_GROUP_TYPES = frozenset({"armed_group", "party", "igo", "ngo", "group", "media"})
_GROUPS = listed("group nouns")
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
        best = seen.latest(_is_group)
        return _as(clause, noun, "group", best) if best is not None else None
    if word in HOMES:
        best = seen.latest(lambda item: item.actor is not None and item.actor.type in LANDS)
        return _as(clause, noun, "place" if is_inside(clause, noun) else "pronoun", best, 0.6)
    return None


def _role(clause: Clause, role: Role, seen: Seen) -> Found | None:
    plural = is_plural(clause, role.head)
    kind: MentionKind
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
    if len(seen.states) == 1:
        return seen.registry.actor(f"{next(iter(seen.states))}.{code}", seen.on), 0.5
    return None, 0.3


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
        held = {item.actor.id: item.actor for item in seen.within(back) if holds(item)}  # type: ignore[union-attr]
        if len(held) == 1:
            return next(iter(held.values())), confidence
    return None, 0.3


def _is_group(item: Found) -> bool:
    actor = item.actor
    if actor is None or "+" in actor.id:
        return False
    return actor.type in _GROUP_TYPES and item.kind in ("name", "group")


def _both(clause: Clause, token: int, noun: int, seen: Seen) -> Found | None:
    word = clause.low[noun]
    if word not in _PAIR | _PAIR_PERSONS:
        return None
    types = frozenset({"person"}) if word in _PAIR_PERSONS else LANDS
    here = {
        item.actor.id: item.actor
        for item in seen.items
        if item.sentence == clause.index
        and item.actor is not None
        and item.kind not in ("place", "demonym")
        and item.actor.type in types
    }
    actor: Actor | None = None
    if len(here) == 2:
        actor = pair(*here.values())
    else:
        for sentence, _, both in reversed(seen.pairs):
            if clause.index - sentence <= 3:
                actor = both
                break
    confidence = 0.7 if actor is not None else 0.3
    return Found.of(clause, token, noun + 1, "pronoun", actor, confidence, head=noun, plural=True)


def _as(
    clause: Clause, noun: int, kind: MentionKind, best: Found | None, confidence: float = 0.7
) -> Found:
    actor = best.actor if best is not None else None
    return Found.of(clause, noun, noun + 1, kind, actor, confidence if actor is not None else 0.3)
