"""Find the dates that a text names, by the patterns of ``data/lexicons/date_patterns.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading.date_meanings import MEANINGS
from detente.reading.date_offsets import Offset
from detente.reading.date_stretches import PAST
from detente.reading.date_words import Context
from detente.types import When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from detente.reading.date_words import Found

#: What the placeholders of the table stand for; ``{0}`` is the name of the group.
_PIECES = {
    "M": r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:\.|(?! [A-Z][a-z])))",
    "D": r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)",
    "Y": r"(?P<{0}>(?:1[89]|20)\d\d)",
    "F": "(?P<{0}>"
    + "|".join(
        re.escape(row["name"]).replace("'", "['’]") for row in table("lexicons/named_days.csv")
    )
    + ")",
    "W": r"(?P<{0}>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    "N": r"(?P<{0}>\d{1,3}|an?(?: few| couple of| dozen)?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|several|few|couple of)",
    "U": r"(?P<{0}>day|week|month|year|decade|hour|minute)s?",
    "PART": r"(?P<{0}>early|late|mid|middle of|beginning of|start of|end of)",
    "ABOUT": r"(?:(?:about|around|nearly|almost|some|just|only|barely|over|(?:more|less) than) )?",
    "DASH": r"\s*(?:-|–|—|to|through|until|and)\s*",
    "WHICH": r"(?P<which>this past|this coming|the coming|this|last|next|past|previous|coming)",
    # "the March 14 Alliance" is a name.
    "NONAME": r"(?! (?:[Aa]lliance|[Cc]oalition|[Mm]ovement|[Bb]loc|[Bb]rigades?|Youth|Group"
    r"|[Oo]rgani[sz]ation|[Cc]amp)\b)",
}


_PLACEHOLDER = re.compile(r"<([A-Z]+)(?::(\w+))?>")


#: A cheap look before the patterns: no date is told without one of these.
_HINT = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|day|[Tt]onight|[Tt]omorrow|[Nn]ight"
    r"|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our|[Mm]inute|[Mm]orning|[Aa]fternoon|[Ee]vening"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Qq]uarter|[Ee]ve\b|Christmas|Halloween"
)


_UNTIL = re.compile(r"\b(until|till|by|before|through)\s+(?:the\s+)?$", re.I)


_SINCE = re.compile(r"\bsince\s+(?:the\s+|early\s+|late\s+)?$", re.I)


_CLAUSE = re.compile(r"[,;:.]\s")


_SAID = re.compile(r"\b(said|says|told|announced|added|reported|wrote)\b(\s+\w+){0,4}\s*$", re.I)


_AHEAD = re.compile(
    r"\b(will|'ll|’ll|shall|would|due|scheduled|set to|expected|plans?|planned|upcoming|next|ahead"
    r"|slated|going to|to be held|to take place|coming)\b",
    re.I,
)


#: How much of the text before a date is looked at.
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """One expression of time in a text.

    Attributes:
        start, end: offsets of its words.
        when: what it names, or None where that hangs on something outside the text.
        rule: the name of the pattern.
        offset: how it moves the date of its anchor, if it does.
        anchored: the end of the offset that this date belongs to ("three days after the vote
            of 20 May"), or None.
    """

    start: int
    end: int
    when: When | None
    rule: str
    offset: Offset | None = None
    anchored: int | None = None


@cache
def _rules() -> list[tuple[str, re.Pattern[str], str]]:
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
            row["meaning"],
        )
        for row in table("lexicons/date_patterns.csv")
    ]


@lru_cache(maxsize=1024)
def scan(text: str, published: date, ahead: bool | None = None) -> tuple[Hit, ...]:
    """Every expression of time in a text, in order and without overlaps.

    Args:
        text: a sentence or a paragraph.
        published: the day the report came out.
        ahead: whether days without a year lie in the future; None lets the words near each
            decide ("will meet on 12 June").
    """
    if not _HINT.search(text):
        return ()
    matches: list[tuple[int, int, int, re.Match[str]]] = []
    rules = _rules()
    for order, (_, pattern, _) in enumerate(rules):
        matches += [(m.start(), -m.end(), order, m) for m in pattern.finditer(text)]
    matches.sort(key=lambda found: found[:3])
    hits: list[Hit] = []
    end = 0
    for start, minus_end, order, match in matches:
        if start < end or match.end() == start:
            continue
        name, _, meaning = rules[order]
        if meaning == "offset":
            offset = Offset.of(match, text[match.end() : match.end() + 3])
            hits.append(Hit(start, -minus_end, None, name, offset))
            end = -minus_end
            continue
        when = _when(text, start, match, name, MEANINGS[meaning], published, ahead)
        if when is not None:
            hits.append(Hit(start, -minus_end, when, name))
            end = -minus_end
    return tuple(_anchor(text, hits))


def find_dates(
    text: str, published: date, *, ahead: bool | None = None
) -> list[tuple[int, int, When]]:
    """Every date and stretch of time a text names, in order and without overlaps.

    Args:
        text: a sentence or a paragraph.
        published: the day the report came out.
        ahead: as for `scan`.

    Returns:
        Offsets of the words and the interval they name; ``rule`` is the pattern's name, with
        ``since-`` or ``until-`` before it where one end is open. What is told relative to an
        event whose date the text does not give ("a day after the vote") is left out.
    """
    found = []
    for hit in scan(text, published, ahead):
        when = hit.when
        if when is None and hit.offset is not None:
            when = hit.offset.from_report(published, hit.rule)
        if when is not None:
            found.append((hit.start, hit.end, when))
    return found


def _when(
    text: str,
    start: int,
    match: re.Match[str],
    name: str,
    meaning: Callable[[re.Match[str], Context], Found],
    published: date,
    ahead: bool | None,
) -> When | None:
    before = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1]
    looks_ahead = _looks_ahead(before) if ahead is None else ahead
    first, last, precision = meaning(match, Context(published, looks_ahead, before))
    if first is None or last is None or first > last:
        return None
    if _until(before) and last < published:
        # "had left by Friday" looks back; "must leave by Friday" and "put off until June" do not.
        later = meaning(match, Context(published, True, before))[1]
        if later is not None and later >= published and _lies_ahead(before):
            first, last, precision = published, later, "range"
    return _opened(before, When(first, last, precision, name), published)


#: What is asked to be done, or put off, has an end that lies ahead.
_MUST = re.compile(
    r"\b(must|should|has to|have to|needs? to|to|delay\w*|postpon\w*|put off|extend\w*|suspend\w*"
    r"|prolong\w*|adjourn\w*|renew\w*)\b",
    re.I,
)


def _lies_ahead(clause: str) -> bool:
    """Whether the end that a clause sets is still to come, by its verbs."""
    return bool(_MUST.search(clause)) or not PAST.search(clause)


def _looks_ahead(clause: str) -> bool:
    """Whether the clause before a date looks ahead; "he said on Friday" does not."""
    return bool(_AHEAD.search(clause)) and not _SAID.search(clause)


def _until(before: str) -> bool:
    return bool(_UNTIL.search(before[-24:]))


def _opened(before: str, when: When, published: date) -> When:
    """Widen "since March" to today; cut "until March" off at its end."""
    if _SINCE.search(before[-24:]) and when.start is not None:
        end = max(published, when.start)
        return When(when.start, end, "range", f"since-{when.rule}")
    if _until(before) and when.end is not None and when.end > published:
        return When(published, when.end, "range", f"until-{when.rule}")
    return when


def told_last(hits: Sequence[Hit], offset: Offset) -> When | None:
    """The last date among some that an offset can count from: days count from a day."""
    for hit in reversed(hits):
        when = hit.when
        if when is None or when.start is None or when.end is None:
            continue
        if (when.end - when.start).days <= 1 or offset.unit not in ("day", "hour", "minute"):
            return when
    return None


def _anchor(text: str, hits: list[Hit]) -> list[Hit]:
    """Give offsets the dates of their anchors, where the text names them."""
    for i, hit in enumerate(hits):
        offset = hit.offset
        if offset is None:
            continue
        if offset.follows:
            then = hits[i + 1] if i + 1 < len(hits) else None
            if then is None or then.when is None or _CLAUSE.search(text, hit.end, then.start):
                continue
            hits[i + 1] = replace(then, anchored=hit.end)
            hits[i] = replace(hit, when=offset.from_anchor(then.when, hit.rule))
            continue
        earlier = told_last(hits[:i], offset)
        if earlier is not None:
            hits[i] = replace(hit, when=offset.from_anchor(earlier, hit.rule))
    return hits
