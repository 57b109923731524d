"""Dates in news prose: what a text says about when, resolved against the day it was published.

Our own patterns, because the general libraries take "may" for May, put "17 May" in the future
and lose "late April" and "since March". Every answer is an interval with both ends included,
a precision and the name of the rule that gave it.

Conventions: a bare weekday is the last one up to the dateline day itself; a month and day
without a year is the latest one in the past unless the sentence looks ahead; "early" is the
first ten days of a month (first third of a year), "mid" the 11th to 20th, "late" the rest;
weeks run from Monday to Sunday; "recent weeks" reaches back a month.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading.date_meanings import MEANINGS, Context
from detente.types import When

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from spacy.tokens import Token

    from detente.reading.date_meanings import Found
    from detente.reading.draft import Draft, Sentence

#: What the placeholders of ``data/lexicons/date_patterns.csv`` stand for; ``{0}`` is the group.
_PIECES = {
    "M": r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)",
    "D": r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)",
    "Y": r"(?P<{0}>(?:1[89]|20)\d\d)",
    "W": r"(?P<{0}>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Mon\.?|Tues?\.?|Wed\.?|Thurs?\.?|Fri\.?|Sat\.?|Sun\.?)",
    "N": r"(?P<{0}>\d{1,3}|an?(?: few| couple of)?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|several|few|couple of)",
    "U": r"(?P<{0}>day|week|month|year|decade|hour|minute)s?",
    "PART": r"(?P<{0}>early|late|mid|middle of|beginning of|start of|end of)",
    "DASH": r"\s*(?:-|–|—|to|through|until|and)\s*",
    "WHICH": r"(?P<which>this past|this coming|the coming|this|last|next|past|previous|coming)",
}


_PLACEHOLDER = re.compile(r"<([A-Z]+)(?::(\w+))?>")


@cache
def _rules() -> list[tuple[str, re.Pattern[str], Callable[[re.Match[str], Context], Found]]]:
    """The patterns in the order of the table; the first wins among equals."""
    return [
        (
            row["rule"],
            re.compile(
                _PLACEHOLDER.sub(
                    lambda m: _PIECES[m[1]].replace("{0}", m[2] or ""), row["pattern"]
                ),
                re.IGNORECASE if row["any_case"] else 0,
            ),
            MEANINGS[row["meaning"]],
        )
        for row in table("lexicons/date_patterns.csv")
    ]


#: A cheap look before the patterns: no date is told without one of these.
_HINT = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Dd]ay\b|[Tt]oday|[Tt]onight|[Tt]omorrow"
    r"|[Nn]ight|[Mm]orning|[Aa]fternoon|[Ee]vening|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our"
    r"|days|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Qq]uarter|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
)


_UNTIL = re.compile(r"\b(until|till|by|before|through)\s+(?:the\s+)?$", re.I)


_SAID = re.compile(r"\b(said|says|told|announced|added|reported|wrote)\b(\s+\w+){0,4}\s*$", re.I)
_AHEAD = re.compile(
    r"\b(will|'ll|’ll|shall|would|due|scheduled|set to|expected|plans?|planned|upcoming|next|ahead"
    r"|slated|going to|to be held|to take place|coming)\b",
    re.I,
)


def find_dates(
    text: str, published: date, *, ahead: bool | None = None
) -> list[tuple[int, int, When]]:
    """Every date and stretch of time a text names, in order and without overlaps.

    Args:
        text: a sentence or a paragraph.
        published: the day the report came out.
        ahead: whether days without a year lie in the future; None lets the words near each
            decide ("will meet on 12 June").

    Returns:
        Offsets of the words and the interval they name; ``rule`` is the pattern's name, with
        ``since-`` or ``until-`` before it where one end is open.
    """
    if not _HINT.search(text):
        return []
    hits: list[tuple[int, int, int, re.Match[str], int]] = []
    rules = _rules()
    for order, (_, pattern, _) in enumerate(rules):
        hits += [(m.start(), -m.end(), order, m, order) for m in pattern.finditer(text)]
    hits.sort(key=lambda hit: (hit[0], hit[1], hit[2]))
    found: list[tuple[int, int, When]] = []
    end = 0
    for start, minus_end, _, match, order in hits:
        if start < end or match.end() == start:
            continue
        name, _, meaning = rules[order]
        looks_ahead = _looks_ahead(text, start) if ahead is None else ahead
        first, last, precision = meaning(match, Context(published, looks_ahead))
        if first is None or last is None or first > last:
            continue
        when = _opened(text, start, When(first, last, precision, name), published)
        found.append((start, -minus_end, when))
        end = -minus_end
    return found


def _looks_ahead(text: str, start: int) -> bool:
    """Whether the clause before a date looks ahead; "he said on Friday" does not."""
    clause = re.split(r"[,;:.]\s", text[max(0, start - 120) : start])[-1]
    return bool(_AHEAD.search(clause)) and not _SAID.search(clause)


def _opened(text: str, start: int, when: When, published: date) -> When:
    """Widen "since March" to today; cut "until March" off at its end."""
    near = text[max(0, start - 24) : start]
    if re.search(r"\bsince\s+(?:the\s+|early\s+|late\s+)?$", near, re.I) and when.start is not None:
        end = max(published, when.start)
        return When(when.start, end, "range", f"since-{when.rule}")
    if _UNTIL.search(near) and when.end is not None and when.end > published:
        return When(published, when.end, "range", f"until-{when.rule}")
    return when


def when_of(draft: Draft, sentence: Sentence, token: Token, *, dateline: bool = True) -> When:
    """When the act that a word tells took or takes place.

    The date that hangs on the word itself, on the verb that carries it or on the clause it
    opens; else, if ``dateline``, the day of publication (rule ``dateline``); else unknown.
    """
    published = draft.article.published
    if published is None:
        return When()
    found = find_dates(sentence.doc.text, published)
    best: tuple[int, int, When] | None = None
    for start, end, when in found:
        span = sentence.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        rank = _attached(span.root, token)
        if rank is not None and (best is None or (rank, abs(span.root.i - token.i)) < best[:2]):
            best = (rank, abs(span.root.i - token.i), when)
    if best is not None:
        return best[2]
    if dateline:
        return When(published, published, "day", "dateline")
    return When()


def _attached(root: Token, token: Token) -> int | None:
    """How closely a date hangs on a word: 0 directly, 1 by its verb; None not at all."""
    if root.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
        # "this year's election" dates the election alone.
        return 0 if root.head.i == token.i else None
    chain: list[Token] = []
    at = root
    for _ in range(12):
        if at.head.i == at.i:
            break
        at = at.head
        chain.append(at)
        if at.i == token.i:
            return 0
        if at.pos_ in ("VERB", "AUX"):
            break
    if not chain:
        return None
    verb = chain[-1]
    # The verb the word is the object of, or to which it is joined.
    at = token
    for step in range(1, 5):
        dep = at.dep_
        if at.head.i == at.i or dep in ("ccomp", "relcl", "advcl", "acl"):
            return None
        if dep == "conj" and at.pos_ == "VERB" and root.i > at.i:
            return None
        at = at.head
        if at.i == verb.i:
            return step
    return None
