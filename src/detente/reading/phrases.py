"""Noun phrases that name an actor by title, office or organ.

"Iranian Foreign Ministry Spokesman Bahram Qassemi", "Syrian army", "the government of
Syria", "President Donald Trump". The office is resolved first and its holder by the date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.naming import made_organ
from detente.actors.persons import find_person
from detente.reading.grammar import Found
from detente.reading.relations import hyphened, inner, related_to, ruled_by
from detente.reading.roles import Role, RoleNouns, is_noun, is_plural, listed
from detente.reading.strangers import clause_words, person
from detente.reading.unnamed import find_unnamed, quantifier, voice

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark
    from detente.types import Actor

#: Types of actor whose organs are actors of their own (``IRN.MIL``).
_STATES = frozenset({"state", "territory", "government"})
_PARTICLES = listed("name particles")
_HONORIFICS = listed("honorifics")
#: Codes of nouns that say of a named group what it is, and types of actors so named.
_GROUP_NOUNS = frozenset({"REBEL", "MILITIA", "OPP", "PARTY", "MEDIA", "NGO", "BUS", "CRIMINAL"})
_NAMED_GROUPS = frozenset({"armed_group", "party", "group", "ngo", "media", "igo"})
_FORMER = frozenset({"former", "ex", "retired", "late", "then", "onetime", "ousted", "deposed"})
#: "non-Syrian forces" are anybody's but Syria's.
_OTHERS = frozenset({"non", "un"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
#: Words for the state as a party and not for an organ of it.
_ITSELF = frozenset({"side", "state", "society"})


class Phrases:
    """Builds the phrases of one article's clauses."""

    def __init__(self, registry: Registry, on: date) -> None:
        self.registry = registry
        self.on = on
        self.nouns = RoleNouns(registry)

    def build(self, clause: Clause) -> list[Found]:
        """All phrases of a clause; the marks they take up are flagged as used."""
        found: list[Found] = []
        covered = [False] * len(clause)
        for mark in clause.marks:
            if mark.used or mark.actor is None:
                continue
            for item in self._around(clause, mark, covered):
                found.append(item)
                covered[item.first : item.last] = [True] * (item.last - item.first)
        return found + find_unnamed(clause, self.nouns, found, covered)

    def _around(self, clause: Clause, mark: Mark, covered: list[bool]) -> list[Found]:
        first = mark.first
        if first > 1 and clause.low[first - 1] == "-" and clause.low[first - 2] in _OTHERS:
            return [inner(clause, mark)]
        return (
            hyphened(clause, mark, self.nouns)
            or related_to(clause, mark, self.nouns, self._owned)
            or ruled_by(clause, mark, self.nouns, self.registry, self.on)
            or self._owned(clause, mark)
            or self._of_owner(clause, mark, covered)
            or self._titled(clause, mark, covered)
            or self._described(clause, mark, covered)
        )

    def _owned(self, clause: Clause, mark: Mark) -> list[Found]:
        """An owner and its role noun, with or without the name of a person after it."""
        owner = mark.actor
        if owner is None or owner.type == "person":
            return []
        token = mark.last
        if token < len(clause) and clause.low[token] in _POSSESSIVE:
            token += 1
        role = self.nouns.after(clause, token, mark)
        if role is None:
            return []
        office = self._organ(owner, role)
        if role.sense in ("head", "post"):
            named = self._person_after(clause, role.last, office, owner)
            if named is not None:
                for inside in clause.taken[mark.first : named.last]:
                    if inside is not None:
                        inside.used = True
                named.first, named.start = mark.first, mark.start
                return [named]
        if describes(role):
            apposed = self._apposed(clause, mark, role)
            if apposed:
                return apposed
        mark.used = True
        item = self._office(clause, mark.first, role, owner, office)
        return [item, *self._joined(clause, role, owner)]

    def _office(self, clause: Clause, first: int, role: Role, owner: Actor, office: Actor) -> Found:
        """An office or organ by itself: the holder on the day, or somebody unnamed."""
        former = any(word in _FORMER for word in clause.low[max(0, first - 1) : role.last])
        plural = is_plural(clause, role.head)
        counted = quantifier(clause, first) is not None
        titled = role.sense in ("post", "head")
        if role.sense == "voice" or (titled and (former or counted)):
            return voice(clause, first, role, owner)
        if titled and not plural:
            holder = self._holder(clause, role, office)
            return Found.of(
                clause, first, role.last, "office", holder or office, 0.95, head=role.head
            )
        return Found.of(clause, first, role.last, "group", office, head=role.head, plural=plural)

    def _holder(self, clause: Clause, role: Role, office: Actor) -> Actor | None:
        if role.sense == "head":
            return self.registry.holder(office.id, self.on)
        word = clause.low[role.head]
        held = {
            row["person"]
            for row in self.registry.posts(office.id, self.on)
            if row["post"].split()[-1:] == [word]
        }
        return self.registry.actor(held.pop(), self.on) if len(held) == 1 else None

    def _organ(self, owner: Actor, role: Role) -> Actor:
        if owner.type not in _STATES or role.sense == "voice" or role.word in _ITSELF:
            return owner
        return made_organ(self.registry, owner, role.code, role.word, self.on)

    def _joined(self, clause: Clause, role: Role, owner: Actor) -> list[Found]:
        """Such as "Iranian military forces and militias": the second noun has the same owner."""
        token = role.last
        if token + 1 >= len(clause) or clause.low[token] not in ("and", "or", "&"):
            return []
        second = self.nouns.after(clause, token + 1)
        if second is None or second.sense != "body" or not is_noun(clause, second):
            return []
        if clause.heads[second.head] != role.head or owner.type not in _STATES:
            return []
        return [
            Found.of(
                clause,
                second.first,
                second.last,
                "group",
                self._organ(owner, second),
                0.8,
                head=second.head,
                plural=is_plural(clause, second.head),
            )
        ]

    def _apposed(self, clause: Clause, mark: Mark, role: Role) -> list[Found]:
        """Such as "the Lebanese Shia group Hizbullah": one mention of the group that is named."""
        token = role.last
        while token < len(clause) and clause.low[token] in ("]", ")", '"', "“", "'", "‘"):
            token += 1
        named = clause.mark_at(token)
        if named is None or named.actor is None or named.actor.type in ("person", "state"):
            return []
        if named.kind in ("adjective", "people", "capital", "seat"):
            return []
        mark.used = named.used = True
        if token == role.last:
            return [Found.of(clause, mark.first, named.last, "name", named.actor, head=token)]
        # "[the Lebanese Shia group] Hizbullah": a bracket between makes two mentions of it.
        return [
            Found.of(clause, mark.first, role.last, "group", named.actor, 0.9, head=role.head),
            Found.of(clause, named.first, named.last, "name", named.actor, mark=named),
        ]

    def _person_after(
        self, clause: Clause, token: int, office: Actor, owner: Actor
    ) -> Found | None:
        """A person's name right after a title, or after "to Syria" and the like."""
        here = self._past_place(clause, token)
        mark = clause.mark_at(here)
        if mark is not None:
            if not _is_person(mark):
                return None
            mark.used = True
            return Found.of(clause, mark.first, mark.last, "person", mark.actor, head=mark.last - 1)
        last = here
        while last < len(clause) and clause.taken[last] is None and _in_name(clause, here, last):
            last += 1
        if last - here < (1 if here == token else 2):
            return None
        words = clause_words(clause, here, last)
        known = find_person(self.registry, words, self.on)
        if known is None or known.state != owner.state:
            known = person(words, state=owner.state, office=office.id)
        return Found.of(clause, here, last, "person", known, 0.9, head=last - 1)

    def _past_place(self, clause: Clause, token: int) -> int:
        """The token after "to Syria" in "Special Envoy to Syria Alexander Lavrentiev"."""
        if token + 1 >= len(clause) or clause.low[token] not in ("to", "for", "in", "on"):
            return token
        here = token + (2 if clause.low[token + 1] == "the" else 1)
        if clause.mark_at(here) is None:
            return token
        while here < len(clause):
            mark = clause.taken[here]
            if clause.low[here] != "and" and (mark is None or _is_person(mark)):
                break
            here += 1
        return here

    def _of_owner(self, clause: Clause, mark: Mark, covered: list[bool]) -> list[Found]:
        """Such as "president of Russia", "the government of Syria", "the regime in Damascus"."""
        owner = mark.actor
        if owner is None or owner.type == "person" or mark.kind in ("adjective", "people"):
            return []
        token = mark.first - 1
        if token > 0 and clause.low[token] == "the":
            token -= 1
        if token < 1 or clause.low[token] not in ("of", "in"):
            return []
        role = self.nouns.before(clause, token)
        if role is None or role.sense not in ("body", "head", "post") or role.code == "CITIZEN":
            return []
        if covered[role.first] or not is_noun(clause, role):
            return []
        if clause.low[token] == "in" and (role.code != "GOV" or role.sense != "body"):
            return []
        mark.used = True
        office = self._organ(owner, role)
        named = None
        if role.sense != "body":
            named = self._person_after(clause, mark.last, office, owner)
        if named is not None:
            named.first, named.start = role.first, clause.start + clause.at[role.first]
            return [named]
        item = self._office(clause, role.first, role, owner, office)
        item.last, item.end = mark.last, mark.end
        return [item, *self._each(clause, mark, role, item)]

    def _each(self, clause: Clause, mark: Mark, role: Role, first: Found) -> list[Found]:
        """Such as "the presidents of Russia, Iran and Turkey": each of them by the state named."""
        title = self.nouns.titles.get(role.word)
        if title is None or first.kind != "group":
            return []
        owners, token = [mark], mark.last
        while token < len(clause):
            while token < len(clause) and clause.low[token] in (",", "and", "the"):
                token += 1
            following = clause.mark_at(token)
            if following is None or following.actor is None or following.used:
                break
            if following.actor.type not in _STATES or following.kind in ("adjective", "people"):
                break
            owners.append(following)
            token = following.last
        found = []
        for one in owners:
            assert one.actor is not None
            one.used = True
            office = made_organ(self.registry, one.actor, title, role.word)
            holder = self.registry.holder(office.id, self.on) or office
            if one is mark:
                first.kind, first.actor, first.confidence, first.plural = (
                    "office",
                    holder,
                    0.9,
                    False,
                )
            else:
                found.append(
                    Found.of(clause, one.first, one.last, "office", holder, 0.85, mark=one)
                )
        return found

    def _titled(self, clause: Clause, mark: Mark, covered: list[bool]) -> list[Found]:
        """Such as "President Donald Trump": a title without an owner."""
        if not _is_person(mark):
            return []
        first = mark.first
        while first > 0 and clause.taken[first - 1] is None and not covered[first - 1]:
            if clause.low[first - 1] in _HONORIFICS and clause.words[first - 1][0].isupper():
                first -= 1
                continue
            role = self.nouns.before(clause, first)
            if role is None or role.last != first or role.sense not in ("head", "post"):
                break
            if any(clause.taken[role.first : first]) or covered[role.first]:
                break
            first = role.first
        if first == mark.first:
            return []
        mark.used = True
        return [Found.of(clause, first, mark.last, "person", mark.actor, head=mark.last - 1)]

    def _described(self, clause: Clause, mark: Mark, covered: list[bool]) -> list[Found]:
        """Such as "the militant group Hamas": a noun for a group before its name, ownerless."""
        if mark.actor is None or mark.actor.type not in _NAMED_GROUPS or mark.kind != "name":
            return []
        role = self.nouns.before(clause, mark.first)
        if role is None or role.last != mark.first or not describes(role):
            return []
        if covered[role.first] or any(clause.taken[role.first : mark.first]):
            return []
        if is_plural(clause, role.head) or not is_noun(clause, role):
            return []
        mark.used = True
        return [Found.of(clause, role.first, mark.last, "name", mark.actor, head=mark.last - 1)]


def describes(role: Role) -> bool:
    """Whether a noun may stand before a group's name as what it is ("militia", "party")."""
    return role.sense == "group" or (role.sense == "body" and role.code in _GROUP_NOUNS)


def _is_person(mark: Mark | None) -> bool:
    return mark is not None and mark.actor is not None and mark.actor.type == "person"


def _in_name(clause: Clause, first: int, token: int) -> bool:
    """Whether a token goes on a person's name that began at ``first``."""
    if clause.pos[token] == "PROPN" and clause.words[token][:1].isupper():
        return True
    after = token + 1
    if token == first or clause.low[token] not in _PARTICLES or after >= len(clause):
        return False
    capital = clause.words[after][:1].isupper() or clause.low[after] in _PARTICLES
    return capital and clause.taken[after] is None
