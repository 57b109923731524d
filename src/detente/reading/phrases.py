"""Noun phrases that name an actor by title, office, organ or relation.

"Iranian Foreign Ministry Spokesman Bahram Qassemi", "Syrian army", "the Al-Assad regime",
"pro-Iranian forces", "militias affiliated with Iran", "many analysts". Which role nouns
there are, and which organ of a state they stand for, is the table ``roles.csv``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.folding import fold_key
from detente.actors.naming import made_organ
from detente.reading.grammar import Found
from detente.reading.strangers import clause_words, person
from detente.types import Actor

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark

#: Types of actor whose organs are actors of their own (``IRN.MIL``).
_STATES = frozenset({"state", "territory", "government"})
#: Words between an owner and its role noun.
_MODIFIER_TAGS = frozenset({"JJ", "JJS", "JJR", "NN", "NNP", "VBN", "HYPH", "VBG", "CD", "RB"})
#: Role words that are more often modifiers before another noun ("military targets").
_ATTRIBUTIVE = listed("attributive roles")
_ATTRIBUTIVE_HARD = _ATTRIBUTIVE - {"government", "opposition", "police"}
_RELATED = listed("affiliation participles")
#: Organs that a person can be said to have ("the Assad regime", "Haftar's forces").
_OWNED_BY_PERSONS = frozenset({"GOV", "MIL", "MILITIA"})
_ARMED = frozenset({"MIL", "MILITIA", "REBEL", "GROUP", "MEDIA", "OPP", "PARTY"})
_MANY = listed("quantifiers")
_ONE = frozenset({"a", "an", "one", "another"})
_PARTICLES = listed("name particles")
_FORMER = frozenset({"former", "ex", "retired", "late", "then", "onetime"})
_HONORIFICS = listed("honorifics")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class Role(NamedTuple):
    """A role noun at tokens ``first`` to ``last``."""

    first: int
    last: int
    code: str
    sense: str
    word: str


@lru_cache(maxsize=4)
def _role_words(registry: Registry) -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """Role nouns by their first word, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for row in registry.tables["roles"].values():
        words = tuple(fold_key(row["word"]).split())
        index.setdefault(words[0], []).append((words, row["code"], row["sense"], row["word"]))
    for found in index.values():
        found.sort(key=lambda item: -len(item[0]))
    return index


class Phrases:
    """Builds the phrases of one article's clauses, one clause after the other."""

    def __init__(self, registry: Registry, on: date) -> None:
        self.registry = registry
        self.on = on
        self.roles = _role_words(registry)

    def build(self, clause: Clause) -> list[Found]:
        """All phrases of a clause; the marks they take up are flagged as used."""
        found: list[Found] = []
        self._covered = [False] * len(clause)
        for mark in clause.marks:
            if mark.used or mark.actor is None:
                continue
            items = (
                self._relational(clause, mark)
                or self._related_to(clause, mark)
                or self._rule_of(clause, mark)
                or self._owned(clause, mark)
                or self._of_owner(clause, mark)
                or self._titled(clause, mark)
            )
            self._add(found, items)
        self._add(found, self._titled_strangers(clause))
        self._voices(clause, found)
        return found

    def _add(self, found: list[Found], items: list[Found]) -> None:
        for item in items:
            found.append(item)
            self._covered[item.first : item.last] = [True] * (item.last - item.first)

    # Role nouns -------------------------------------------------------------------------

    def role_at(self, clause: Clause, token: int) -> Role | None:
        """The longest role noun that begins at a token."""
        if token >= len(clause):
            return None
        best: Role | None = None
        for words, code, sense, word in self.roles.get(clause.low[token], ()):
            last = self._runs(clause, token, words)
            if last is not None and (best is None or last > best.last):
                best = Role(token, last, code, sense, word)
        return best

    def _runs(self, clause: Clause, token: int, words: tuple[str, ...]) -> int | None:
        for number, word in enumerate(words):
            if number and token < len(clause) and clause.low[token] == "-":
                token += 1
            if token >= len(clause) or clause.low[token] != word:
                return None
            if clause.taken[token] is not None and number == 0:
                return None
            token += 1
        return token

    def _role_after(self, clause: Clause, token: int, mark: Mark) -> Role | None:
        """The role noun that a demonym or possessor at the left belongs to."""
        for skipped in range(5):
            here = token + skipped
            if here >= len(clause) or clause.taken[here] is not None:
                return None
            role = self.role_at(clause, here)
            if role is not None and self._is_noun(clause, role):
                if skipped and clause.heads[clause.head_of(mark.first, mark.last)] not in range(
                    mark.last, role.last
                ):
                    return None
                return role
            if clause.tags[here] not in _MODIFIER_TAGS:
                return None
        return None

    def _is_noun(self, clause: Clause, role: Role) -> bool:
        last = role.last - 1
        if clause.pos[last] not in ("NOUN", "PROPN") and not (
            clause.pos[last] == "ADJ" and clause.deps[last] not in ("amod", "compound")
        ):
            return False
        if role.last < len(clause) and clause.low[last] in _ATTRIBUTIVE:
            after = role.last
            if clause.low[after] in ("-", "and", "or", "/"):
                # "military, social and economic inroads" and "security-related" modify.
                return clause.deps[last] not in ("amod", "compound", "nmod")
            hard = clause.low[last] in _ATTRIBUTIVE_HARD
            if hard and (clause.deps[last] in ("amod", "compound", "nmod")):
                return False
        return True

    # Phrases around a marked name ---------------------------------------------------------

    def _relational(self, clause: Clause, mark: Mark) -> list[Found]:
        """ "pro-Iranian forces", "Iran-backed militias", "US-led strikes"."""
        before = mark.first - 1
        pro = (
            before >= 1
            and clause.low[before] == "-"
            and clause.low[before - 1] in ("pro", "anti")
            and clause.low[before - 1]
        )
        after = self._hyphened(clause, mark)
        if not pro and after is None:
            return []
        first = before - 1 if pro else mark.first
        role = self._group_noun(clause, mark.last if after is None else after)
        actor = self._stem(mark)
        inner = self._inner(clause, mark)
        if role is None or role.code not in _ARMED | {"GOV"}:
            return [inner]
        hostile = pro == "anti"
        group = self._affiliates(clause, first, role, actor, hostile=hostile)
        outer = Found.of(
            clause, first, role.last, "group", group, 0.9, head=role.last - 1, plural=True
        )
        if not pro:
            outer.start = mark.start
        return [outer, inner]

    def _hyphened(self, clause: Clause, mark: Mark) -> int | None:
        """The token after "-backed" where that follows a name, else None."""
        token = mark.last
        whole = clause.start + clause.at[token - 1] + len(clause.words[token - 1])
        if mark.end < whole:
            rest = clause.low[token - 1][mark.end - whole :]
            return token if rest[1:] in _RELATED or rest[1:] == "brokered" else None
        if token + 1 < len(clause) and clause.low[token] in ("-", "–"):
            word = clause.low[token + 1]
            if word in _RELATED or word == "brokered":
                return token + 2
        return None

    def _group_noun(self, clause: Clause, token: int) -> Role | None:
        for here in range(token, min(token + 4, len(clause))):
            if clause.taken[here] is not None:
                return None
            role = self.role_at(clause, here)
            if role is not None and self._is_noun(clause, role):
                return role
            if clause.tags[here] not in _MODIFIER_TAGS:
                return None
        return None

    def _related_to(self, clause: Clause, mark: Mark) -> list[Found]:
        """ "militias affiliated with Iran", "forces loyal to Assad", "media close to ..."."""
        token = mark.first - 1
        if token >= 0 and clause.low[token] in ("the", "to", "with", "by") and token > 1:
            if clause.low[token] == "the":
                token -= 1
            if clause.low[token] in ("to", "with", "by"):
                relation = token - 1
                if clause.low[relation] in _RELATED:
                    role = self._role_before(clause, relation)
                    if role is not None and role.code in _ARMED:
                        return self._related(clause, role, mark)
        return []

    def _related(self, clause: Clause, role: Role, mark: Mark) -> list[Found]:
        inner = self._owned(clause, mark) or [self._inner(clause, mark)]
        target = inner[0].actor or mark.actor
        assert target is not None
        group = self._affiliates(clause, role.first, role, target, last=inner[0].last)
        outer = Found.of(
            clause, role.first, inner[0].last, "group", group, 0.9, head=role.last - 1, plural=True
        )
        return [outer, *inner]

    def _role_before(self, clause: Clause, token: int) -> Role | None:
        """The role noun that ends right before a token, an adverb or comma between."""
        end = token
        while end > 0 and clause.pos[end - 1] in ("ADV", "AUX") and token - end < 2:
            end -= 1
        for first in range(max(0, end - 3), end):
            role = self.role_at(clause, first)
            if role is not None and role.last == end:
                return role
        return None

    def _affiliates(
        self,
        clause: Clause,
        first: int,
        role: Role,
        to: Actor,
        *,
        hostile: bool = False,
        last: int | None = None,
    ) -> Actor:
        words = clause_words(clause, first, last or role.last)
        part = "OPPONENTS" if hostile else "AFFILIATES"
        if role.code in ("MEDIA", "GOV"):
            part = f"{part}.{role.code}"
        type_ = {"MEDIA": "media", "GOV": "government"}.get(role.code, "group")
        affiliation = None if hostile else to.id
        return Actor(f"{to.id}.{part}", words, type_, affiliation=affiliation, listed=False)

    def _rule_of(self, clause: Clause, mark: Mark) -> list[Found]:
        """ "the Al-Assad regime", "the Trump administration", "Haftar's forces"."""
        actor = mark.actor
        if actor is None or actor.type != "person" or actor.state is None:
            return []
        token = mark.last
        if token < len(clause) and clause.low[token] in _POSSESSIVE:
            token += 1
        role = self._role_after(clause, token, mark)
        if role is None or role.code not in _OWNED_BY_PERSONS or role.sense != "body":
            return []
        state = self.registry.actor(actor.state, self.on)
        if state is None:
            return []
        organ = made_organ(self.registry, state, role.code, role.word)
        owned = Actor(organ.id, organ.name, organ.type, state=organ.state, affiliation=actor.id)
        mark.used = True
        return [Found.of(clause, mark.first, role.last, "group", owned, 0.95, head=role.last - 1)]

    def _owned(self, clause: Clause, mark: Mark) -> list[Found]:
        """An owner and its role noun, with or without the name of a person after it."""
        owner = mark.actor
        if owner is None or owner.type == "person":
            return []
        token = mark.last
        if token < len(clause) and clause.low[token] in _POSSESSIVE:
            token += 1
        role = self._role_after(clause, token, mark)
        if role is None:
            return []
        return self._role_phrase(clause, mark.first, role, owner, (mark,))

    def _role_phrase(
        self, clause: Clause, first: int, role: Role, owner: Actor, marks: tuple[Mark, ...]
    ) -> list[Found]:
        former = any(clause.low[t] in _FORMER for t in range(max(0, first - 1), role.last))
        office = self._organ(owner, role)
        if role.sense in ("head", "post"):
            named = self._person_after(clause, role.last, office, owner)
            if named is not None:
                for mark in marks:
                    mark.used = True
                for token in range(first, named.last):
                    inside = clause.taken[token]
                    if inside is not None:
                        inside.used = True
                named.first = first
                named.start = marks[0].start if marks else clause.start + clause.at[first]
                return [named]
        elif role.sense == "group":
            named = self._name_after(clause, role.last)
            if named is not None:
                for mark in marks:
                    mark.used = True
                if named.first > role.last:
                    # "[the Lebanese Shia group] Hizbullah": both are mentions of the one named.
                    return [
                        Found.of(clause, first, role.last, "group", named.actor, 0.9),
                        Found.of(clause, named.first, named.last, "name", named.actor, mark=named),
                    ]
                return [
                    Found.of(clause, first, named.last, "name", named.actor, 1.0, head=named.first)
                ]
        for mark in marks:
            mark.used = True
        head = role.last - 1
        plural = clause.tags[head] in ("NNS", "NNPS")
        indefinite = self._indefinite(clause, first)
        if (
            role.sense == "voice"
            or (role.sense in ("post", "head") and (indefinite or former))
            or (indefinite and clause.low[head] in ("soldier", "citizen", "national"))
        ):
            return [self._voice(clause, first, role, owner, plural=plural)]
        if role.sense == "head":
            holder = self.registry.holder(office.id, self.on) if not former else None
            return [Found.of(clause, first, role.last, "office", holder or office, 0.95, head=head)]
        if role.sense == "post" and not plural:
            holder = self._post_holder(office, clause.low[head])
            return [Found.of(clause, first, role.last, "office", holder or office, 0.9, head=head)]
        return [Found.of(clause, first, role.last, "group", office, 1.0, head=head, plural=plural)]

    def _organ(self, owner: Actor, role: Role) -> Actor:
        if owner.type not in _STATES or role.sense == "voice":
            return owner
        if role.word in ("side", "state", "society"):
            return owner
        return made_organ(self.registry, owner, role.code, role.word, self.on)

    def _post_holder(self, office: Actor, word: str) -> Actor | None:
        held = self.registry.posts(office.id, self.on)
        fitting = [row["person"] for row in held if row["post"].split()[-1:] == [word]]
        return self.registry.actor(fitting[0], self.on) if len(fitting) == 1 else None

    def _person_after(
        self, clause: Clause, token: int, office: Actor, owner: Actor
    ) -> Found | None:
        """A person's name right after a title, or after "to Syria" and the like."""
        here = token
        if here + 1 < len(clause) and clause.low[here] in ("to", "for", "in", "on", "of", "at"):
            here += 2 if clause.low[here + 1] == "the" else 1
            while here < len(clause) and (
                (clause.taken[here] is not None and not self._is_person(clause.taken[here]))
                or clause.low[here] == "and"
            ):
                here += 1
            if here == token + 1:
                return None
            mark = clause.mark_at(here)
            if mark is None or not self._is_person(mark):
                return None
        mark = clause.mark_at(here)
        if mark is not None:
            if not self._is_person(mark):
                return None
            mark.used = True
            return Found.of(clause, here, mark.last, "person", mark.actor, 1.0, head=mark.last - 1)
        last = here
        while (
            last < len(clause)
            and clause.taken[last] is None
            and (
                (clause.pos[last] == "PROPN" and clause.words[last][:1].isupper())
                or (
                    last > here
                    and clause.low[last] in _PARTICLES
                    and self._name_goes_on(clause, last)
                )
            )
        ):
            last += 1
        if last == here:
            return None
        name = clause_words(clause, here, last)
        known = person(name, state=owner.state, office=office.id)
        return Found.of(clause, here, last, "person", known, 0.9, head=last - 1)

    def _name_goes_on(self, clause: Clause, token: int) -> bool:
        after = token + 1
        return (
            after < len(clause)
            and (clause.words[after][:1].isupper() or clause.low[after] in _PARTICLES)
            and clause.taken[after] is None
        )

    def _is_person(self, mark: Mark | None) -> bool:
        return mark is not None and mark.actor is not None and mark.actor.type == "person"

    def _name_after(self, clause: Clause, token: int) -> Mark | None:
        while token < len(clause) and clause.low[token] in ("]", ")", '"', "“", "'", "‘"):
            token += 1
        mark = clause.mark_at(token)
        if mark is None or mark.actor is None or mark.actor.type in ("person", "state"):
            return None
        if mark.kind in ("adjective", "people", "capital", "seat"):
            return None
        mark.used = True
        return mark

    def _of_owner(self, clause: Clause, mark: Mark) -> list[Found]:
        """ "president of Russia", "the government of Syria", "the regime in Damascus"."""
        owner = mark.actor
        if owner is None or owner.type == "person" or mark.kind in ("adjective", "people"):
            return []
        token = mark.first - 1
        if token > 0 and clause.low[token] == "the":
            token -= 1
        if token < 1 or clause.low[token] not in ("of", "in"):
            return []
        role = self._role_before(clause, token)
        if role is None or role.sense not in ("body", "head", "post") or role.code == "CITIZEN":
            return []
        if not self._is_noun(clause, role) or self._covered[role.first]:
            return []
        if clause.low[token] == "in" and not (role.code == "GOV" and role.sense == "body"):
            return []
        office = self._organ(owner, role)
        head = role.last - 1
        plural = clause.tags[head] in ("NNS", "NNPS")
        named = (
            self._person_after(clause, mark.last, office, owner) if role.sense != "body" else None
        )
        mark.used = True
        last = named.last if named else mark.last
        kind, actor, confidence = "group", office, 0.95
        if named is not None:
            kind, actor = "person", named.actor or office
        elif role.sense == "head":
            kind, actor = "office", self.registry.holder(office.id, self.on) or office
        elif role.sense == "post" and not plural:
            if self._indefinite(clause, role.first):
                return [self._voice(clause, role.first, role, owner, plural=False, last=last)]
            kind = "office"
            actor = self._post_holder(office, clause.low[head]) or office
        return [
            Found.of(clause, role.first, last, kind, actor, confidence, head=head, plural=plural)  # type: ignore[arg-type]
        ]

    def _titled(self, clause: Clause, mark: Mark) -> list[Found]:
        """ "President Donald Trump": a title without an owner."""
        if not self._is_person(mark):
            return []
        first = mark.first
        while first > 0 and clause.taken[first - 1] is None and not self._covered[first - 1]:
            before = first - 1
            if clause.low[before] in _HONORIFICS and clause.words[before][:1].isupper():
                first = before
                continue
            role = self._role_before(clause, first)
            if role is None or role.sense not in ("head", "post"):
                break
            if not clause.words[role.first][:1].isupper() or any(clause.taken[role.first : first]):
                break
            first = role.first
        if first == mark.first:
            return []
        mark.used = True
        return [Found.of(clause, first, mark.last, "person", mark.actor, 1.0, head=mark.last - 1)]

    def _titled_strangers(self, clause: Clause) -> list[Found]:
        return []

    # Those who are not named --------------------------------------------------------------

    def _voices(self, clause: Clause, found: list[Found]) -> None:
        """ "many analysts", "some members of the Syrian opposition", "a senior official"."""
        token = 0
        while token < len(clause):
            role = None
            if not self._covered[token] and clause.taken[token] is None:
                role = self.role_at(clause, token)
            if role is None or not self._is_noun(clause, role):
                token += 1
                continue
            token = role.last
            if role.sense not in ("voice", "post") and role.code not in ("MEDIA", "REBEL"):
                continue
            first = role.first
            while (
                first > 0
                and clause.tags[first - 1] in _MODIFIER_TAGS
                and clause.deps[first - 1] in ("amod", "compound", "nmod")
                and clause.taken[first - 1] is None
                and not self._covered[first - 1]
            ):
                first -= 1
            if self._covered[first] or any(clause.taken[first : role.last]):
                continue
            head = role.last - 1
            plural = clause.tags[head] in ("NNS", "NNPS")
            counted = self._quantifier(clause, first)
            if counted is None:
                subject = clause.is_subject(head) or clause.deps[head] == "pobj"
                bare = first == 0 or clause.low[first - 1] not in ("the", "his", "its", "their")
                if not (role.sense == "voice" and plural and bare and subject):
                    continue
                counted = first
            if role.sense != "voice" and not self._speaks(clause, head):
                continue
            of = self._of_group(clause, role.last, found)
            owner = of.actor if of is not None else None
            last = role.last
            if of is not None:
                last = of.last
                if of in found:
                    found.remove(of)
            item = self._voice(clause, counted, role, owner, plural=plural, last=last, said=first)
            self._add(found, [item])

    def _speaks(self, clause: Clause, head: int) -> bool:
        return clause.is_subject(head) or clause.deps[head] in ("pobj", "agent")

    def _quantifier(self, clause: Clause, first: int) -> int | None:
        """Where the quantifier of a noun phrase begins; None if it has none."""
        before = first - 1
        if before >= 0 and clause.low[before] in _MANY | _ONE:
            return before
        if clause.low[first] in _MANY | _ONE:
            return first
        if before >= 2 and clause.low[before] == "of":
            if clause.low[before - 1] in ("number", "handful", "couple", "group"):
                return before - 2 if clause.low[before - 2] in ("a", "an", "the") else before - 1
            if clause.low[before - 1] in _MANY | _ONE:
                return before - 1
        if before >= 1 and clause.low[before] == "the" and clause.low[before - 1] == "of":
            if before >= 2 and clause.low[before - 2] in _MANY | _ONE:
                return before - 2
        return None

    def _of_group(self, clause: Clause, token: int, found: list[Found]) -> Found | None:
        """The group in "members of the Syrian opposition"."""
        if token >= len(clause) or clause.low[token] not in ("of", "in", "from", "within", "close"):
            return None
        token += 1
        if token < len(clause) and clause.low[token] in ("the", "to"):
            token += 1
        for item in found:
            if item.first == token and item.kind in ("group", "name"):
                return item
        mark = clause.mark_at(token)
        if mark is None or mark.used or mark.kind in ("capital", "adjective"):
            return None
        if clause.low[token - 1] == "in" or clause.low[token - 2 : token - 1] == ["in"]:
            return None
        mark.used = True
        return Found.of(clause, mark.first, mark.last, "name", mark.actor, 1.0, mark=mark)

    def _voice(
        self,
        clause: Clause,
        first: int,
        role: Role,
        owner: Actor | None,
        *,
        plural: bool,
        last: int | None = None,
        said: int | None = None,
    ) -> Found:
        counted = self._quantifier(clause, first if said is None else said)
        start = first if counted is None else min(counted, first)
        end = last or role.last
        words = clause_words(clause, start, end)
        noun = fold_key(role.word).replace(" ", "-")
        prefix = f"{owner.id}." if owner is not None else ""
        actor = Actor(
            f"{prefix}unnamed-{noun}",
            words,
            "unnamed",
            state=owner.state if owner is not None else None,
            affiliation=owner.id if owner is not None else None,
            listed=False,
        )
        return Found.of(
            clause, start, end, "unnamed", actor, 1.0, head=role.last - 1, plural=plural
        )

    def _indefinite(self, clause: Clause, first: int) -> bool:
        return self._quantifier(clause, first) is not None or self._far_article(clause, first)

    def _far_article(self, clause: Clause, first: int) -> bool:
        """ "a senior Iranian official": the article stands before another adjective."""
        token = first - 1
        while token >= 0 and clause.pos[token] == "ADJ" and first - token < 4:
            token -= 1
        return token >= 0 and token < first - 1 and clause.low[token] in _MANY | _ONE

    # Small things -------------------------------------------------------------------------

    def _stem(self, mark: Mark) -> Actor:
        assert mark.actor is not None
        return mark.actor

    def _inner(self, clause: Clause, mark: Mark) -> Found:
        mark.used = True
        actor = mark.actor
        kind = {"adjective": "demonym", "people": "demonym", "capital": "metonym"}.get(
            mark.kind, "name"
        )
        if actor is not None and actor.type == "person":
            kind = "person"
        return Found.of(clause, mark.first, mark.last, kind, actor, 1.0, mark=mark)  # type: ignore[arg-type]
