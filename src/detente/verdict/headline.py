"""From a headline to a question: which two parties, and whether they part or draw closer.

The parties are found as names in text; the direction by the phrases of
``lexicons/directions.csv``. A phrase is a row of words, every word in any regular inflection
(irregular forms are written out with a slash), with up to ``gap`` other words between two of
them. Where phrases overlap the one with more words wins: in "eases tensions" it is the easing
that counts. Rows marked ``denied`` are words, as they stand, that take a change back. What stays
unclear is asked back, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from detente.actors.matching import find_names
from detente.actors.naming import suggest
from detente.data import table
from detente.errors import QuestionError
from detente.verdict.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from detente.actors.matching import NameMatch
    from detente.actors.registry import Registry
    from detente.types import Direction

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Words after which a name is where something happens and not who does it.
LOCATIVE = frozenset({"in", "over", "at", "on", "about", "near", "inside", "across", "around"})
#: How far before its phrase a denying word still governs it, in words.
DENYING_REACH = 4
#: Actors that stand for their state when a headline names them.
OF_THE_STATE = frozenset({"person", "office", "ministry", "military", "government", "people"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the headline, folded, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the headline names it."""

    actor: str
    start: int
    end: int
    locative: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of direction found in a headline: first and last word, how many it matched."""

    first: int
    last: int
    size: int
    direction: Direction


def parse_headline(text: str, registry: Registry, on: date) -> tuple[str, str, Direction]:
    """Read a dyad and a direction out of a headline.

    Args:
        text: such as "Russia moves away from Iranian alliance in Syria".
        registry: whose names to find; people and offices stand for their states, armed groups,
            parties and organisations for themselves.
        on: the day it was written, for who holds which office.

    Returns:
        Ids of both parties, the one that acts first, and ``apart`` or ``closer``.

    Raises:
        QuestionError: not two parties, or more than two that are meant alike; no phrase of
            direction, phrases of both, or one that is denied.
    """
    words = split(text)
    named = find_parties(text, words, registry, on)
    if len({party.actor for party in named}) < 2:
        # Typed in small letters, names are not seen as such: try again with capitals.
        capitals = "".join(
            c.upper() if not i or not text[i - 1].isalpha() else c for i, c in enumerate(text)
        )
        if capitals != text and len(capitals) == len(text):
            named = find_parties(capitals, words, registry, on)
    phrase = direction_of(text, words, hint_for(named))
    a, b = choose(text, named, words[phrase.first].start, words[phrase.last].end, registry)
    return a, b, phrase.direction


def split(text: str) -> list[Word]:
    """The words of a headline, in small letters, possessives cut off."""
    words = []
    for found in WORD.finditer(text):
        folded = found[0].lower().replace("’", "'").removesuffix("'s")
        words.append(Word(folded, found.start(), found.end()))
    return words


@cache
def lexicon() -> tuple[tuple[tuple[frozenset[str], ...], int, Direction | None], ...]:
    """The phrases of direction, each word as the set of its forms; None for denial."""
    rows: list[tuple[tuple[frozenset[str], ...], int, Direction | None]] = []
    directions: dict[str, Direction] = {"apart": "apart", "closer": "closer"}
    for row in table("lexicons/directions.csv"):
        direction = directions.get(row["direction"])
        parts = []
        for word in row["phrase"].split():
            written = frozenset(word.split("/"))
            inflected = frozenset[str]().union(*(forms(form) for form in written))
            parts.append(inflected if direction else written)
        rows.append((tuple(parts), int(row["gap"]), direction))
    return tuple(rows)


def find_phrases(words: list[Word]) -> list[Phrase]:
    """All phrases of direction, without those that overlap one of more words."""
    texts = [word.text for word in words]
    found = []
    for parts, gap, direction in lexicon():
        if direction is None:
            continue
        for first, text in enumerate(texts):
            if text not in parts[0]:
                continue
            at = first
            for part in parts[1:]:
                following = range(at + 1, min(len(texts), at + 2 + gap))
                at = next((i for i in following if texts[i] in part), -1)
                if at < 0:
                    break
            if at >= 0:
                found.append(Phrase(first, at, len(parts), direction))
    found.sort(key=lambda p: (-p.size, p.last - p.first, p.first))
    kept: list[Phrase] = []
    for phrase in found:
        if all(phrase.last < other.first or other.last < phrase.first for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.first)


def hint_for(named: Sequence[Party] = ()) -> str:
    """What to type instead, with the parties found so far."""
    found = [party.actor for party in unlike(sorted(named, key=lambda p: p.locative))][:2]
    a, b = (*found, "A", "B")[:2] if len(found) != 1 else (found[0], "B")
    return f"name both parties and the direction: --dyad {a} {b} --apart (or --closer)"


def direction_of(text: str, words: list[Word], hint: str) -> Phrase:
    """The phrase that tells the direction."""
    found = find_phrases(words)
    if not found:
        raise QuestionError(
            f'no direction found in "{text}": neither words of parting nor of drawing closer',
            hint=hint,
        )
    if len({phrase.direction for phrase in found}) > 1:
        both = " and ".join(
            f'"{text[words[p.first].start : words[p.last].end]}" ({p.direction})' for p in found
        )
        raise QuestionError(f"the headline says two things: {both}", hint=hint)
    first = found[0]
    before = words[max(0, first.first - DENYING_REACH) : first.first]
    denials = {form for parts, _, way in lexicon() if way is None for form in parts[0]}
    denying = next((word for word in before if word.text in denials), None)
    if denying is not None:
        raise QuestionError(
            f'the headline denies a change ("{text[denying.start : words[first.last].end]}"): '
            "there is no direction to test",
            hint=f"ask for the change itself: {hint}",
        )
    return first


def find_parties(text: str, words: list[Word], registry: Registry, on: date) -> list[Party]:
    """The parties named, in the order of the text."""
    parties: list[Party] = []
    for match in find_names(registry, text, on):
        actor = match.actor
        if actor is None:
            raise QuestionError(
                f'"{match.words}" can mean '
                + " or ".join(f"{registry.name(id)} ({id})" for id in match.candidates[:4]),
                hint=hint_for(parties),
            )
        before = [word for word in words if word.end <= match.start]
        # "over Syria", "over the Syria war", but not "over Russia's Iran policy".
        near = [word.text for word in before[-2:]]
        locative = bool(near) and (
            near[-1] in LOCATIVE or (near[-1] == "the" and near[0] in LOCATIVE)
        )
        parties.append(
            Party(party_of(actor, match, registry, on), match.start, match.end, locative)
        )
    return parties


def party_of(actor: str, match: NameMatch, registry: Registry, on: date) -> str:
    """The party that a named actor stands for."""
    known = registry.actor(actor, on)
    if known is not None and known.type in OF_THE_STATE and known.state:
        return known.state
    return actor


def choose(
    text: str, named: list[Party], start: int, end: int, registry: Registry
) -> tuple[str, str]:
    """Choose the two parties by their places beside the phrase of direction."""
    acting = unlike([p for p in named if p.start < start])
    met = unlike([p for p in named if p.start >= start and not p.locative])
    met = [p for p in met if p.actor not in {other.actor for other in acting}]
    if acting and met:
        joined = [
            p
            for p in acting[1:]
            if re.fullmatch(r"(?:['’]s)?\s*(?:,|and|&|[-–—/])+\s*", text[acting[0].end : p.start])
        ]
        if joined and not joined[0].locative:
            several = ", ".join(registry.name(p.actor) for p in (*acting, *met))
            raise QuestionError(
                f"the headline names more than two parties: {several}", hint=hint_for(named)
            )
        return acting[0].actor, met[0].actor
    for side in (acting, met):
        people = [p for p in side if not p.locative]
        if len(people) > 2:
            several = ", ".join(registry.name(p.actor) for p in people)
            raise QuestionError(
                f"the headline names more than two parties: {several}", hint=hint_for(named)
            )
        if len(people) == 2:
            return people[0].actor, people[1].actor
    # Only a place is left for the other party: "Russia and the war in Iran".
    everyone = unlike(sorted(named, key=lambda p: (p.locative, p.start)))
    if len(everyone) >= 2:
        return everyone[0].actor, everyone[1].actor
    known = f" (only {registry.name(everyone[0].actor)})" if everyone else ""
    raise QuestionError(
        f'no two parties found in "{text}"{known}', hint=likely(text, named, registry)
    )


def unlike(parties: list[Party]) -> list[Party]:
    """The first mention of each party."""
    first: dict[str, Party] = {}
    for party in parties:
        first.setdefault(party.actor, party)
    return list(first.values())


def likely(text: str, named: list[Party], registry: Registry) -> str:
    """What may have been meant by a name that is not known, as a hint."""
    for found in WORD.finditer(text):
        word = found[0].removesuffix("'s").removesuffix("’s")
        if any(p.start <= found.start() < p.end for p in named) or len(word) < 4:
            continue
        if not word[0].isupper():
            continue
        for actor in suggest(registry, word, 1):
            if SequenceMatcher(None, word.lower(), actor.name.lower()).ratio() >= 0.75:
                return f'did you mean {actor.name} ({actor.id}) by "{word}"? Or {hint_for(named)}'
    return hint_for(named)
