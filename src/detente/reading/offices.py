"""The organ, office or holder that an owner and a role noun stand for.

"Iranian" or "its" and "foreign ministry" give ``IRN.MFA``; "US president" gives who held that
office on the day; "its spokesman" gives somebody of that body who is not named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.naming import made_organ
from detente.actors.wordlists import listed
from detente.reading.grammar import Found
from detente.reading.roles import Role, is_plural
from detente.reading.unnamed import quantifier, voice

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause
    from detente.types import Actor

#: Types of actor whose organs are actors of their own (``IRN.MIL``).
STATES = frozenset({"state", "territory", "government"})
#: Words for the state as a party and not for an organ of it.
_ITSELF = frozenset({"side", "state", "society"})
FORMER = frozenset(
    {"former", "ex", "retired", "late", "then", "onetime", "ousted", "deposed", "dead", "slain"}
)
#: Such as "the Russian leader", "its ruler"; of movements and organisations also "the chief".
LEADERS = listed("words for a leader")
_HEADS = LEADERS | listed("words for a head")
#: Where a prime minister leads though there is a president or monarch as well.
_PREMIERS = listed("states led by a prime minister")
#: "The first prime minister" of a state is not the one of today.
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "next", "future"})
#: Titles that only those bear whose office is called so.
_OWN_TITLES = frozenset({"secretary", "chancellor", "taoiseach"})
#: Offices that lead a state, the first that is held.
_AT_THE_TOP = ("LEADER", "PRES", "MONARCH", "PM")


class Offices:
    """Offices and their holders on one day."""

    def __init__(self, registry: Registry, on: date) -> None:
        self.registry = registry
        self.on = on

    def organ(self, owner: Actor, role: Role) -> Actor:
        """The organ of a state that a role noun names; any other owner stands for itself."""
        if owner.type not in STATES or role.sense == "voice" or role.word in _ITSELF:
            return owner
        return made_organ(self.registry, owner, role.code, role.word, self.on)

    def found(self, clause: Clause, first: int, role: Role, owner: Actor, office: Actor) -> Found:
        """An office or organ by itself: the holder on the day, or somebody unnamed."""
        former = any(word in FORMER for word in clause.low[max(0, first - 1) : role.last])
        plural = is_plural(clause, role.head)
        some = quantifier(clause, first) is not None
        titled = role.sense in ("post", "head")
        if role.sense == "voice" or (titled and (former or some)):
            return voice(clause, first, role, owner)
        if titled and not plural:
            counted = first > 0 and clause.low[role.first - 1] in _ORDINALS
            holder = None if counted else self.holder(clause, role, owner, office)
            return Found.of(
                clause, first, role.last, "office", holder or office, 0.95, head=role.head
            )
        return Found.of(clause, first, role.last, "group", office, head=role.head, plural=plural)

    def holder(self, clause: Clause, role: Role, owner: Actor, office: Actor) -> Actor | None:
        """Who holds an office or a post on the day; None where that is not known."""
        word = clause.low[role.head]
        if role.sense == "head" and office.id != owner.id:
            # India's foreign secretary serves under its foreign minister.
            below = [r for r in self.registry.posts(office.id, self.on) if r["post"] == role.word]
            if len(below) == 1:
                return self.registry.actor(below[0]["person"], self.on)
            named = self.called(office.id, word)
            return self.registry.holder(office.id, self.on) if named else None
        if owner.type in STATES and word in LEADERS and role.code == "GOV":
            return self.leader(owner)
        words = role.word.replace("-", " ")
        held: dict[bool, set[str]] = {}
        for row in self.registry.posts(office.id, self.on):
            post = row["post"].replace("-", " ")
            if post == words or post.split()[-1:] == [word]:
                held.setdefault(post == words, set()).add(row["person"])
        best = held.get(True) or held.get(False) or set()
        if len(best) == 1:
            return self.registry.actor(min(best), self.on)
        heads = owner.type not in STATES and word in _HEADS
        return self.leader(owner) if heads and not best else None

    def called(self, office: str, word: str) -> bool:
        """Whether the head of an office can be called so: a secretary is not a minister."""
        return word not in _OWN_TITLES or self.registry.title(office).split()[-1:] == [word]

    def leader(self, owner: Actor) -> Actor | None:
        """Who leads a state, a movement or an organisation; None where that is not known."""
        if owner.type in STATES:
            codes = ("PM",) if owner.state in _PREMIERS else _AT_THE_TOP
            offices = (f"{owner.id.removesuffix('.GOV')}.{code}" for code in codes)
            held = (self.registry.holder(office, self.on) for office in offices)
            return next((person for person in held if person is not None), None)
        head = self.registry.holder(owner.id, self.on)
        if head is not None:
            return head
        posts = self.registry.posts(owner.id, self.on)
        first = {row["person"] for row in posts if row["post"].replace("-", " ") in _HEADS}
        return self.registry.actor(min(first), self.on) if len(first) == 1 else None
