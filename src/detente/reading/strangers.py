"""Persons and bodies the registry does not know, found by the language model."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from detente.actors.folding import fold_key
from detente.actors.persons import find_person
from detente.actors.wordlists import listed
from detente.reading.grammar import Found
from detente.reading.roles import ORGANS, RoleNouns
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark

_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")
#: What spaCy often takes for the name of a body and is none.
_NO_BODY = listed("not a body")
_PLACE_ENDINGS = listed("place endings")
_TITLES = listed("titles") | listed("honorifics")
_PARTICLES = listed("name particles") - {"'", "’", "-"}
_MOVEMENT = listed("movement words")
_WHERE = listed("place prepositions")
_AFTER = listed("nouns after a place")
#: Verbs whose object, if nobody knows it, is a town ("took Jalalabad").
_TAKEN = listed("verbs of taking a place") | listed("verbs of reaching")
_PEOPLES = listed("peoples")
_SAYING = listed("verbs of saying")
_SHIPS = listed("ships")
_WATERS = listed("nouns in names of waters")
_BODY_NOUNS = listed("nouns in names of bodies")
_INSIDE_BODIES = frozenset({"of", "for", "and", "&", "'", "’", "'s", "’s", "on", "-", "the"})


class Strangers:
    """Unlisted actors of one article; a surname comes back to whom it was given to."""

    def __init__(self, clauses: list[Clause], registry: Registry, on: date, full: set[str]) -> None:
        """Note what the article calls a place anywhere, and whom it names in full."""
        self.registry = registry
        self.on = on
        self.full = full
        self.nouns = RoleNouns(registry)
        self.surnames: dict[str, Actor] = {}
        self.places = {
            clause_words(clause, first, last)
            for clause in clauses
            for first, last, label in clause.entities
            if label in ("GPE", "LOC")
        }

    def clear_marks(self, clause: Clause) -> None:
        """Drop marks that are part of a stranger's name ("Jordan Peterson", "Ron Johnson").

        A surname that is not known by itself counts only where the article names the person
        in full, or after a title.
        """
        for mark in list(clause.marks):
            if _in_a_map_name(clause, mark):
                clause.drop(mark)
            elif mark.kind == "surname":
                if self._is_somebody_else(clause, mark):
                    clause.drop(mark)
            elif mark.kind in ("name", "capital") and mark.actor is not None:
                if _is_surname_of_somebody(clause, mark):
                    clause.drop(mark)
                    continue
                around = _entity(clause, mark.first, ("PERSON",))
                if around is not None:
                    # The model takes "Ansar Dine's" with its ending.
                    around = _trim(clause, *around)
                lone = around is not None and all(
                    clause.taken[token] in (mark, None) for token in range(*around)
                )
                longer = around is not None and around[1] > mark.last > around[0] == mark.first
                before = mark.first - 1 - (clause.low[mark.first - 1 : mark.first] == ["the"])
                if before >= 0 and clause.low[before] == "of":
                    continue
                if lone and longer and mark.actor.type != "person":
                    clause.drop(mark)

    def name_bodies(self, clause: Clause) -> list[Found]:
        """Bodies whose name holds a state's ("the Venezuelan Observatory of Social Conflict").

        Words with capitals that follow a state's name and end in, or open with, a noun for a
        body, where no role noun of the registry begins.
        """
        bodies = []
        for mark in clause.marks:
            if mark.used or mark.actor is None or mark.kind not in ("adjective", "name"):
                continue
            if mark.actor.type not in ("state", "territory"):
                continue
            last = _end_of_body(clause, mark.last)
            role = self.nouns.at(clause, mark.last)
            if last is None or (role is not None and role.code in ORGANS):
                continue
            words = clause_words(clause, mark.first, last)
            mark.used = True
            named = body(words, state=mark.actor.state)
            bodies.append(Found.of(clause, mark.first, last, "name", named, 0.7, head=last - 1))
        return bodies

    def _is_somebody_else(self, clause: Clause, mark: Mark) -> bool:
        before, after = mark.first - 1, mark.last
        if before >= 0 and _is_given_name(clause, before):
            return True
        if (
            after < len(clause)
            and clause.pos[after] == "PROPN"
            and clause.taken[after] is None
            and clause.words[after][:1].isupper()
        ):
            around = _entity(clause, mark.first, ("PERSON", "ORG", "FAC"))
            if around is not None and around[1] > after:
                return True
            if clause.heads[mark.last - 1] == after and clause.deps[mark.last - 1] == "compound":
                return True
        if mark.actor is None:
            return True
        mark.introduced = mark.actor.id in self.full
        titled = before >= 0 and clause.low[before] in _TITLES
        if titled:
            self.full.add(mark.actor.id)
        return not (mark.introduced or titled or self.registry.stands_alone(mark.actor.id, self.on))

    def build(self, clause: Clause, built: list[Found]) -> list[Found]:
        """Mentions of unlisted persons, bodies and places outside what is already built."""
        covered = [False] * len(clause)
        for item in built:
            covered[item.first : item.last] = [True] * (item.last - item.first)
            actor = item.actor
            if item.kind == "person" and actor is not None and not actor.listed:
                self._remember(actor, actor.name)
        found: list[Found] = []
        # Persons first: the first word of a name is often taken for a town by itself.
        for first, last, label in sorted(clause.entities, key=lambda found: found[2] != "PERSON"):
            if label not in ("PERSON", "ORG", "GPE", "LOC"):
                continue
            first, last = _trim(clause, first, last)
            if label == "PERSON":
                first, last = _whole_name(clause, first, last, covered)
            if first >= last or any(covered[first:last]):
                continue
            marked = [m for m in clause.marks if m.first < last and m.last > first]
            stranger = self._one(clause, first, last, label, marked)
            if stranger is None:
                continue
            for mark in marked:
                mark.used = True
            found.append(stranger)
            covered[first:last] = [True] * (last - first)
        for first, last in _speaking(clause, covered):
            words = clause_words(clause, first, last)
            known = find_person(self.registry, words, self.on)
            actor = known if known is not None else person(words)
            self._remember(actor, words)
            found.append(Found.of(clause, first, last, "person", actor, 0.7))
            covered[first:last] = [True] * (last - first)
        for token, word in enumerate(clause.words):
            if covered[token] or clause.taken[token] or not word[:1].isupper():
                continue
            actor = self.surnames.get(fold_key(word))
            if actor is not None and clause.pos[token] == "PROPN":
                found.append(Found.of(clause, token, token + 1, "person", actor, 0.8))
        return found

    def _one(
        self, clause: Clause, first: int, last: int, label: str, marked: list[Mark]
    ) -> Found | None:
        words = clause_words(clause, first, last)
        if marked:
            if label != "ORG" or not _swallows(clause, first, last):
                return None
            owner = marked[0].actor
            named = body(words, state=owner.state if owner is not None else None)
            return Found.of(clause, first, last, "name", named, 0.6)
        if (fold_key(words),) in self.registry.tables["roles"]:
            return None
        if label in ("GPE", "LOC") or words in self.places or _is_place(clause, first, last):
            return Found.of(clause, first, last, "place", None, 0.7)
        if clause.low[first - 1 if first else 0] in _SHIPS:
            return None
        key = fold_key(words)
        if key in _PEOPLES:
            return None
        if not words[:1].isupper() or key in _NO_BODY:
            return None
        if label == "PERSON":
            actor = self.surnames.get(fold_key(words))
            if actor is not None:
                return Found.of(clause, first, last, "person", actor, 0.8)
            known = find_person(self.registry, words, self.on)
            actor = known if known is not None else person(words)
            self._remember(actor, words)
            return Found.of(clause, first, last, "person", actor, 0.8 if last - first > 1 else 0.5)
        if last - first < 2 and not words.isupper():
            if not clause.is_subject(first):
                return None
            return Found.of(clause, first, last, "name", body(words), 0.4)
        return Found.of(clause, first, last, "name", body(words), 0.6)

    def _remember(self, actor: Actor, words: str) -> None:
        surname = fold_key(words.split()[-1])
        if len(surname) > 2 and " " in words:
            self.surnames[surname] = actor


def _swallows(clause: Clause, first: int, last: int) -> bool:
    """Whether a body's name truly holds a country's ("Bank of America")."""
    inside = range(first, last)
    if any(clause.low[token] in ("'s", "’s", ",") for token in inside):
        return False
    loose = [token for token in inside if clause.taken[token] is None]
    proper = [token for token in loose if clause.pos[token] == "PROPN"]
    rest = [clause.low[token] for token in loose if clause.pos[token] != "PROPN"]
    return bool(proper) and all(word in _INSIDE_NAMES for word in rest)


_INSIDE_NAMES = frozenset({"of", "for", "the", "and", "&", "-", "in"})


def person(name: str, *, state: str | None = None, office: str | None = None) -> Actor:
    """A person the registry does not know."""
    return Actor(slug(name), name, "person", state=state, office=office, listed=False)


def body(name: str, *, state: str | None = None) -> Actor:
    """A body the registry does not know."""
    return Actor(slug(name), name, "group", state=state, listed=False)


def slug(name: str) -> str:
    """An id made of a name: ``Bahram Qassemi`` gives ``bahram-qassemi``."""
    bare = unicodedata.normalize("NFKD", fold_key(name))
    return _NOT_A_SLUG.sub("-", bare).strip("-") or "unknown"


def clause_words(clause: Clause, first: int, last: int) -> str:
    """The words of a run of tokens, with single blanks for gaps."""
    out = ""
    for token in range(first, last):
        if out and clause.at[token] > clause.at[token - 1] + len(clause.words[token - 1]):
            out += " "
        out += clause.words[token]
    return out


def _trim(clause: Clause, first: int, last: int) -> tuple[int, int]:
    while first < last and clause.low[first] in ("the", "a", "an", "“", '"', "'"):
        first += 1
    while first < last and clause.low[last - 1] in ("'s", "’s", "'", "’", '"', "”", ",", "."):
        last -= 1
    return first, last


def _speaking(clause: Clause, covered: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Names of two words or more that the model did not mark, of somebody who says something."""
    for token, dep in enumerate(clause.deps):
        if dep != "nsubj" or clause.pos[token] != "PROPN" or covered[token] or clause.taken[token]:
            continue
        if clause.lemmas[clause.heads[token]].lower() not in _SAYING:
            continue
        first, last = _whole_name(clause, token, token + 1, covered)
        words = clause.words[first:last]
        if last - first >= 2 and not any(word.isupper() and len(word) > 2 for word in words):
            yield first, last


def _whole_name(clause: Clause, first: int, last: int, covered: Sequence[bool]) -> tuple[int, int]:
    """A person's name with what the model left off ("Ernest Wamba [dia Wamba]")."""

    def free(token: int) -> bool:
        return (
            0 <= token < len(clause)
            and clause.taken[token] is None
            and not covered[token]
            and clause.pos[token] == "PROPN"
            and clause.words[token][:1].isupper()
            and clause.low[token] not in _TITLES
        )

    while first < last:
        if free(last):
            last += 1
        elif last < len(clause) and clause.low[last] in _PARTICLES and free(last + 1):
            last += 2
        else:
            break
    while first < last and first > 0 and free(first - 1) and clause.heads[first - 1] < last:
        joined = clause.deps[first - 1] in ("compound", "nmod")
        if not (joined or clause.low[first] in _PARTICLES) or last - first > 3:
            break
        first -= 1
    return first, last


def _is_surname_of_somebody(clause: Clause, mark: Mark) -> bool:
    """Whether a place's name ends a person's name ("Michael Jordan") or a region's."""
    actor, before, after = mark.actor, mark.first - 1, mark.last
    if actor is None or actor.type == "person":
        return False
    if mark.kind == "capital" and clause.low[after : after + 1] == ["state"]:
        return True
    if before < 0 or mark.last - mark.first > 1 or not _is_given_name(clause, before):
        return False
    around = _entity(clause, mark.first, ("PERSON",))
    return around is not None and around[0] <= before and around[1] == after


def _in_a_map_name(clause: Clause, mark: Mark) -> bool:
    """Whether a state's name is part of that of a sea or a region ("Gulf of Oman")."""
    before = mark.first - 1
    if mark.kind not in ("name", "capital") or before < 1:
        return False
    if clause.low[before] == "of":
        return clause.words[before - 1][:1].isupper() and clause.low[before - 1] in _WATERS
    return clause.low[before] == "-" and clause.low[before - 1] in ("de", "du", "la", "sur")


def _end_of_body(clause: Clause, token: int) -> int | None:
    """Where the name of a body ends that goes on at a token; None if none does."""
    end, body_noun = token, False
    while end < len(clause) and clause.taken[end] is None:
        word = clause.words[end]
        if word[:1].isupper() and clause.pos[end] in ("PROPN", "NOUN", "ADJ"):
            body_noun = body_noun or clause.low[end] in _BODY_NOUNS
        elif not (
            clause.low[end] in _INSIDE_BODIES
            and end > token
            and clause.words[end + 1 : end + 2]
            and clause.words[end + 1][:1].isupper()
        ):
            break
        end += 1
    return end if body_noun and end - token >= 1 else None


def _entity(clause: Clause, token: int, labels: tuple[str, ...]) -> tuple[int, int] | None:
    for first, last, label in clause.entities:
        if first <= token < last and label in labels:
            return first, last
    return None


def _is_given_name(clause: Clause, token: int) -> bool:
    return (
        clause.pos[token] == "PROPN"
        and clause.words[token][:1].isupper()
        and clause.taken[token] is None
        and clause.low[token] not in _TITLES
        and (_entity(clause, token, ("PERSON",)) is not None)
    )


def _is_place(clause: Clause, first: int, last: int) -> bool:
    """Such as "in Khan Yunis", "Aleppo Governorate", "Kobani, Aleppo"."""
    if clause.low[last - 1] in _PLACE_ENDINGS:
        return True
    head = clause.head_of(first, last)
    if last < len(clause) and clause.low[last] in _AFTER and clause.heads[head] == last:
        return True
    for _ in range(3):
        if clause.deps[head] != "conj":
            break
        head = clause.heads[head]
    if clause.deps[head] == "dobj" and last - first == 1:
        return clause.lemmas[clause.heads[head]].lower() in _TAKEN
    if clause.deps[head] != "pobj":
        return False
    preposition = clause.heads[head]
    if clause.low[preposition] in _WHERE:
        return True
    moves = clause.lemmas[clause.heads[preposition]].lower() in _MOVEMENT
    return moves and clause.low[preposition] in ("from", "to", "towards")
