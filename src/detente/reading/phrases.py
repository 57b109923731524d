"""Noun phrases that name an actor by title, office or organ.

"Iranian Foreign Ministry Spokesman Bahram Qassemi", "Syrian army", "the government of
Syria", "President Donald Trump". The office is resolved first and its holder by the date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.naming import made_organ
from detente.actors.persons import find_person
from detente.actors.wordlists import listed
from detente.reading.grammar import Found
from detente.reading.offices import STATES, Offices
from detente.reading.relations import hyphened, inner, regime, related_to, ruled_by
from detente.reading.roles import Role, RoleNouns, is_noun, is_plural
from detente.reading.strangers import clause_words, person
from detente.reading.unnamed import find_unnamed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark
    from detente.types import Actor

_FIGHTING = frozenset({"MIL", "COP", "REBEL", "MILITIA"})
_PARTICLES = listed("name particles")
_HONORIFICS = listed("honorifics")
#: Codes of nouns that say of a named group what it is, and types of actors so named.
_GROUP_NOUNS = frozenset({"REBEL", "MILITIA", "OPP", "PARTY", "MEDIA", "NGO", "BUS", "CRIMINAL"})
_NAMED_GROUPS = frozenset({"armed_group", "party", "group", "ngo", "media", "igo"})
#: "non-Syrian forces" are anybody's but Syria's.
_OTHERS = frozenset({"non", "un"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class Phrases:
    """Builds the phrases of one article's clauses."""

    def __init__(self, registry: Registry, on: date) -> None:
        self.registry = registry
        self.on = on
        self.nouns = RoleNouns(registry)
        self.offices = Offices(registry, on)

    def build(self, clause: Clause, taken: Sequence[Found] = ()) -> list[Found]:
        """All phrases of a clause but for what is taken; marks they take up are flagged as used."""
        found: list[Found] = []
        covered = [False] * len(clause)
        for item in taken:
            covered[item.first : item.last] = [True] * (item.last - item.first)
        self._free_organs(clause)
        for mark in clause.marks:
            if mark.used or mark.actor is None:
                continue
            for item in self._around(clause, mark, covered):
                found.append(item)
                covered[item.first : item.last] = [True] * (item.last - item.first)
        found += self._regimes(clause, found)
        return found + find_unnamed(clause, self.nouns, found, covered)

    def _free_organs(self, clause: Clause) -> None:
        """Forget an organ's bare name where the words beside it say that it is another's.

        "Congress" may be listed as that of one state; "Peru's Congress" and "the Congress of
        Peru" are not it.
        """
        for mark in list(clause.marks):
            organ = mark.actor
            if organ is None or "." not in organ.id or mark.last - mark.first > 2:
                continue
            if (" ".join(clause.low[mark.first : mark.last]),) not in self.registry.tables["roles"]:
                continue
            token = mark.first - 1
            if token >= 0 and clause.low[token] in _POSSESSIVE:
                token -= 1
            before = clause.taken[token] if token >= 0 else None
            follows = clause.low[mark.last : mark.last + 2]
            place = mark.last + (2 if follows[1:] == ["the"] else 1)
            owned = follows[:1] == ["of"] and place < len(clause)
            after = clause.taken[place] if owned else None
            for owner in (before, after):
                other = owner.actor if owner is not None else None
                if other is not None and other.type in STATES and other.id != organ.state:
                    clause.drop(mark)
                    break

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

    def _regimes(self, clause: Clause, found: list[Found]) -> list[Found]:
        """Such as "the government of Venezuelan president Nicolas Maduro"."""
        regimes = []
        persons = [(item.actor, item.first, item.last) for item in found]
        persons += [(one.actor, one.first, one.last) for one in clause.marks if not one.used]
        for actor, first, last in persons:
            token = first - 1
            if token > 0 and clause.low[token] == "the":
                token -= 1
            if actor is None or actor.type != "person" or actor.state is None:
                continue
            if token < 1 or clause.low[token] != "of":
                continue
            role = self.nouns.before(clause, token)
            if role is None or role.last != token or not is_noun(clause, role):
                continue
            ruled = regime(self.registry, actor, role, self.on)
            if ruled is not None:
                regimes.append(
                    Found.of(clause, role.first, last, "group", ruled, 0.9, head=role.head)
                )
        return regimes

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
        office = self.offices.organ(owner, role)
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
        item = self.offices.found(clause, mark.first, role, owner, office)
        self._with_its_men(clause, item)
        return [item, *self._joined(clause, role, owner)]

    def _with_its_men(self, clause: Clause, item: Found) -> None:
        """Take in the second noun of "Niger armed forces soldiers", "Hamas police officers"."""
        role = self.nouns.at(clause, item.last)
        if item.kind != "group" or role is None or role.code not in _FIGHTING:
            return
        if role.sense == "body" and is_noun(clause, role):
            last = role.last - 1
            item.last, item.head, item.plural = role.last, last, is_plural(clause, last)
            item.end = clause.start + clause.at[last] + len(clause.words[last])

    def _joined(self, clause: Clause, role: Role, owner: Actor) -> list[Found]:
        """Such as "Iranian military forces and militias": the second noun has the same owner."""
        token = role.last
        if token + 1 >= len(clause) or clause.low[token] not in ("and", "or", "&"):
            return []
        second = self.nouns.after(clause, token + 1)
        if second is None or second.sense != "body" or not is_noun(clause, second):
            return []
        if clause.heads[second.head] != role.head or owner.type not in STATES:
            return []
        return [
            Found.of(
                clause,
                second.first,
                second.last,
                "group",
                self.offices.organ(owner, second),
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
        if mark is not None and mark.actor is None:
            self._settle(mark, office, owner)
        if mark is not None and mark.candidates and mark.actor is None:
            return None
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
        if here != token and not _is_named(clause, here):
            return None
        words = clause_words(clause, here, last)
        known = find_person(self.registry, words, self.on)
        if known is None or known.state != owner.state:
            known = person(words, state=owner.state, office=office.id)
        return Found.of(clause, here, last, "person", known, 0.9, head=last - 1)

    def _settle(self, mark: Mark, office: Actor, owner: Actor) -> None:
        """Of several persons of one name the one the title before it tells apart."""
        people = [self.registry.actor(id, self.on) for id in mark.candidates]
        persons = [one for one in people if one is not None and one.type == "person"]
        holder = self.registry.holder(office.id, self.on)
        best = [one for one in persons if holder is not None and one.id == holder.id]
        best = best or [one for one in persons if one.office == office.id]
        best = best or [one for one in persons if one.state == owner.state]
        if len(best) == 1:
            mark.actor = best[0]

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
        if role is None or role.last != token or role.code == "CITIZEN":
            return []
        if role.sense not in ("body", "head", "post"):
            return []
        if covered[role.first] or not is_noun(clause, role):
            return []
        if clause.low[token] == "in" and (role.code != "GOV" or role.sense != "body"):
            return []
        mark.used = True
        office = self.offices.organ(owner, role)
        named = None
        if role.sense != "body":
            named = self._person_after(clause, mark.last, office, owner)
        if named is not None:
            named.first, named.start = role.first, clause.start + clause.at[role.first]
            return [named]
        item = self.offices.found(clause, role.first, role, owner, office)
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
            if following.actor.type not in STATES or following.kind in ("adjective", "people"):
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
            role = self.nouns.before(clause, first)
            if role is not None and role.last == first and role.sense in ("head", "post"):
                if any(clause.taken[role.first : first]) or covered[role.first]:
                    break
                first = role.first
            elif clause.low[first - 1] in _HONORIFICS and clause.words[first - 1][0].isupper():
                first -= 1
            else:
                break
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


def _is_named(clause: Clause, token: int) -> bool:
    """Whether the language model takes a token for a part of a person's name."""
    return any(
        first <= token < last and label == "PERSON" for first, last, label in clause.entities
    )


def _in_name(clause: Clause, first: int, token: int) -> bool:
    """Whether a token goes on a person's name that began at ``first``."""
    if clause.pos[token] == "PROPN" and clause.words[token][:1].isupper():
        return True
    after = token + 1
    if token == first or clause.low[token] not in _PARTICLES or after >= len(clause):
        return False
    capital = clause.words[after][:1].isupper() or clause.low[after] in _PARTICLES
    return capital and clause.taken[after] is None
