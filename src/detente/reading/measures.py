"""Measures in a clause: a distance from a line, a time limit, a share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred)"
)
_UNITS = {"km": 1.0, "kilomet": 1.0, "mile": 1.609344, "nautical": 1.852, "met": 0.001, "m": 0.001}
_DISTANCE = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s*(?:to|and|-|–)\s*(?P<high>{_NUMBER}))?[\s-]?"
    r"(?P<unit>nautical miles?|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    rf"\b(?:within|for|in|up to|at least|no more than)\s+{_NUMBER}\s+"
    r"(?:hour|day|week|month|year)s?\b"
    rf"|\b{_NUMBER}\s?(?:%|per\s?cent|percent)(?!\w)",
    re.IGNORECASE,
)
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a hundred": 100,
}  # fmt: skip
_FROM = frozenset({"from", "of", "inside", "into", "beyond", "along", "behind", "off"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in words; ``km`` where it is one distance, ``line`` what it counts from."""

    words: str | None = None
    km: float | None = None
    line: str | None = None
    line_noun: Token | None = None


@cache
def _line_nouns() -> frozenset[str]:
    rows = table("lexicons/provisions.csv")
    return frozenset(row["word"] for row in rows if row["kind"] == "line")


def find_measure(verb: Token) -> Measure:
    """The measure in the clause of a verb, with the line it counts from, if there is one."""
    clause = [t for t in verb.subtree if not _elsewhere(t, verb)]
    first, last = clause[0].i, clause[-1].i
    doc = verb.doc
    text = doc[first : last + 1].text
    found = _DISTANCE.search(text)
    start = doc[first].idx
    if found is None:
        noun = next((t for t in clause if t.lemma_.lower() in _line_nouns()), None)
        line = _noun_words(noun) if noun is not None else None
        limit = _LIMIT.search(text)
        return Measure(limit.group() if limit else None, None, line, noun)
    end = start + found.end()
    after = next((t for t in doc if t.idx >= end and t.text not in ("away", "deep")), None)
    noun = None
    if after is not None and after.lower_ in _FROM and after.i <= last + 1:
        noun = next((c for c in after.children if c.dep_ == "pobj"), None)
    if noun is not None:
        tail = noun.right_edge
        end = tail.idx + len(tail.text)
    km = None if found["high"] else _number(found["low"]) * _unit(found["unit"])
    words = doc.text[start + found.start() : end]
    return Measure(words, km, _noun_words(noun) if noun is not None else None, noun)


def _elsewhere(token: Token, verb: Token) -> bool:
    """Whether a word belongs to another clause joined to the verb's."""
    at = token
    while at.i != verb.i:
        if at.head.i == verb.i:
            return at.dep_ in ("conj", "parataxis", "advcl") and at.tag_.startswith("VB")
        at = at.head
    return False


def _noun_words(noun: Token) -> str:
    words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    while len(words) > 1 and words[0].tag_ in ("DT", "PRP$"):
        words = words[1:]
    return str(words.text)


def _number(words: str) -> float:
    known = _WORDS.get(words.lower())
    return float(known) if known is not None else float(words.replace(",", ""))


def _unit(words: str) -> float:
    lower = words.lower()
    for start, factor in _UNITS.items():
        if lower.startswith(start) and (start != "m" or lower == "m"):
            return factor
    raise ValueError(f"not a unit of length: {words!r}")  # pragma: no cover
