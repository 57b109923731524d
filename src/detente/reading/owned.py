"""What belongs to the actor a pronoun stands for: "its army", "whose envoy", "his counterpart"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.offices import STATES, Offices
from detente.reading.roles import Role, is_noun, is_plural
from detente.reading.unnamed import voice

if TYPE_CHECKING:
    from detente.reading.antecedents import Seen
    from detente.reading.grammar import Clause, Found
    from detente.types import Actor

#: Organs and offices that a leader can be said to have.
_LED = frozenset({"GOV", "MIL", "MILITIA", "COP", "INT"})
_BODIES = frozenset({"armed_group", "party", "military", "group"})
#: "his US counterpart": who holds the same office elsewhere.
_EQUALS = frozenset({"counterpart", "colleague", "counterparts"})
#: Nouns that are nobody's organ: "at his side", "its leaders".
_VAGUE = frozenset({"side", "state", "society", "leaders", "people", "team", "bank"})
_GROUPS = frozenset({"MIL", "MILITIA", "REBEL"})


def belongings(
    clause: Clause, token: int, owner: Actor | None, seen: Seen, *, first: int | None = None
) -> Found | None:
    """The mention that a possessive pronoun at a token opens, if its noun is an actor.

    Args:
        clause: the sentence.
        token: the pronoun ("its", "whose"), or the genitive's ending.
        owner: whom the pronoun stands for.
        seen: what has been met so far.
        first: where the owner's own mention begins, if it is no pronoun.
    """
    first = token if first is None else first
    if owner is None or "+" in owner.id or owner.type == "unnamed":
        return None
    offices = Offices(seen.registry, seen.on)
    equal = _counterpart(clause, token, owner, seen)
    if equal is not None:
        return equal
    role = seen.nouns.after(clause, token + 1)
    if role is None or role.code == "CITIZEN" or role.word in _VAGUE or not is_noun(clause, role):
        return None
    if any(seen.covering[token + 1 : role.last]):
        return None
    holder = _owner(owner, role, seen)
    if holder is None:
        return None
    if holder.type not in STATES and role.sense == "body" and role.code not in _GROUPS:
        return None
    several = role.sense == "group" or (role.sense == "post" and is_plural(clause, role.head))
    if several and holder.type not in STATES:
        return voice(clause, first, role, holder)
    found = offices.found(clause, first, role, holder, offices.organ(holder, role))
    if found.kind == "unnamed":
        found.first = first
        found.start = clause.start + clause.at[first]
    found.confidence = min(found.confidence, 0.8)
    if found.kind == "office" and found.actor is not None and found.actor.id == owner.id:
        # "his president" is not he himself.
        return None
    return found


def _owner(owner: Actor, role: Role, seen: Seen) -> Actor | None:
    """Whose organ a noun after a pronoun is: the owner's, or of the state that he leads."""
    if owner.type != "person":
        if owner.type in ("government", "ministry", "office", "military") and owner.state:
            state = seen.registry.actor(owner.state, seen.on)
            same = role.sense in ("post", "voice") and role.code in ("GOV", "UNNAMED")
            return owner if same else state
        return owner
    post = seen.registry.post(owner.id, seen.on)
    body = seen.registry.actor(post["office"], seen.on) if post is not None else None
    if role.sense in ("post", "voice") and role.code in ("GOV", "PRES", "UNNAMED"):
        return body if body is not None else owner if owner.state else None
    if body is not None and body.type in _BODIES and role.code in _LED:
        return body
    if role.sense == "body" and role.code not in _LED:
        return None
    return seen.registry.actor(owner.state, seen.on) if owner.state else None


def _counterpart(clause: Clause, token: int, owner: Actor, seen: Seen) -> Found | None:
    from detente.reading.grammar import Found

    noun = token + 1
    theirs = seen.covering[noun] if noun < len(clause) else None
    if theirs is None or theirs.kind != "demonym" or theirs.actor is None:
        return None
    noun = theirs.last
    if noun >= len(clause) or clause.low[noun] not in _EQUALS or is_plural(clause, noun):
        return None
    if owner.office is None or owner.type != "person":
        return None
    code = owner.office.rpartition(".")[2]
    office = seen.registry.actor(f"{theirs.actor.id}.{code}", seen.on)
    if office is None:
        return None
    holder = seen.registry.holder(office.id, seen.on)
    return Found.of(clause, token, noun + 1, "office", holder or office, 0.8, head=noun)
