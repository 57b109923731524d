"""Cut an article's unchanged text into paragraphs and sentences, by offsets only.

A rule-based splitter rather than the parser's: it costs nothing beside the parse, lets
sentences be parsed in even batches, and is never misled by the parse of a neighbour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+|$)")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*[^a-z\s\"'“‘(\[,;:.–—-]")
_LAST_WORD = re.compile(r"[\w.&’'-]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$")
_CLOSING = re.compile(r"\s*[”’]\s*")
_WORD = re.compile(r"[^\W_]")
_WORDS = table("lexicons/sentence_ends.csv")
_ABBREVIATIONS = frozenset(row["word"] for row in _WORDS if row["kind"] == "abbreviation")
#: Words that, with a capital, show that a new sentence has begun after "U.S.".
_OPENERS = frozenset(row["word"] for row in _WORDS if row["kind"] == "opener")
_DATELINE = re.compile(
    r"""(?P<place>[A-Z][A-Z.'’\- ]*[A-Z]|[A-Z][\w.'’\- ]{1,30}?(?=\s*(?:,[^()—–]{2,30})?\())
    (?:,\s*(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d)[A-Z][\w.'’\- ]{1,30})?
    (?P<day>,\s*(?:[A-Z][a-z]+\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]+)(?:,?\s\d{4})?)?
    \s*(?P<agency>\([A-Z][\w/.\- ]{1,30}\))?
    \s*(?:—|–|--|-)\s+(?=\S)""",
    re.VERBOSE,
)
#: Paragraphs in which a dateline may stand: a headline and a byline go before it.
LEAD = 4
#: A single sentence longer than this is cut at a blank, so that no input can stall the parse.
LONGEST = 1_000
#: Lines no longer than this may have been wrapped by hand; a break in them means nothing.
HARD_WRAP = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence before it is parsed: offsets into the article text."""

    paragraph: int
    start: int
    end: int
    quote_open: bool


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each paragraph: text between blank lines, edges trimmed."""
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        body = text[start:end]
        if body.strip():
            yield start + len(body) - len(body.lstrip()), start + len(body.rstrip())
        start = gap.end() if gap else end


def stretches(text: str) -> list[Stretch]:
    """Split a text into sentences.

    A closing quotation mark that opens a paragraph belongs to the paragraph before (a slip
    of typesetting met in print) and is passed over; a quotation left open at the end of a
    sentence is marked on the sentences that follow within it.
    """
    found: list[Stretch] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        stray = _CLOSING.match(text, start, end)
        if stray:
            start = stray.end()
        if number < LEAD:
            start = _past_dateline(text, start, end)
        depth = 0
        for first, last in _lines(text, start, end):
            if not _WORD.search(text, first, last):
                continue  # rows of marks, emoji, rules: nothing is told, and each mark costs
            found.append(Stretch(number, first, last, depth > 0))
            body = text[first:last]
            depth = max(0, depth + body.count("“") - body.count("”"))
            if '"' in body and body.count('"') % 2:
                depth = 0 if depth else 1
    return found


def _past_dateline(text: str, start: int, end: int) -> int:
    """Where a paragraph goes on after "ISLAMABAD, March 1 (Agency) - ".

    A word in capitals alone may also be a name ("NATO - an alliance - said"): without a day or
    an agency it must be a place we know.
    """
    found = _DATELINE.match(text, start, end)
    if found is None:
        return start
    told = found["day"] or found["agency"]
    return found.end() if told or found["place"].casefold() in _places() else start


@cache
def _places() -> frozenset[str]:
    rows = [row["alias"] for row in table("registry/aliases.csv") if row["kind"] == "capital"]
    rows += [row["name"] for row in table("places/places.csv")]
    return frozenset(name.casefold() for name in rows)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a paragraph; in text that is not hard-wrapped a line break ends one too."""
    lines = list(re.finditer(r"[^\n]+", text[start:end]))
    if max((len(line.group()) for line in lines), default=0) <= HARD_WRAP:
        yield from _sentences(text, start, end)
        return
    for line in lines:
        body = line.group()
        if body.strip():
            first = start + line.start() + len(body) - len(body.lstrip())
            yield from _sentences(text, first, start + line.start() + len(body.rstrip()))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _END.finditer(text, start, end):
        cut = stop.end()
        if cut < end and not _ends(text, at, stop.start(), stop.group(), cut, end):
            continue
        yield from _bounded(text, at, cut)
        at = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if at < end:
        yield from _bounded(text, at, end)


def _ends(text: str, start: int, stop: int, mark: str, cut: int, end: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation or an initial."""
    if not _NEXT.match(text, cut, end):
        return False
    if not mark.startswith(".") or len(mark.rstrip("\"'”’)]")) > 1:
        return True
    word = _LAST_WORD.search(text, max(start, stop - 40), stop)
    if word is None:
        return True
    last = word.group()
    if last.lower().rstrip(".") in _ABBREVIATIONS and last[0].isupper():
        return False
    if _INITIALS.fullmatch(last + "."):
        # "U.S. Troops" may end or not; "J. Smith" never ends.
        following = text[cut:end].split(maxsplit=1)[0] if text[cut:end].strip() else ""
        return len(last) > 1 and following.lower().strip("“\"'") in _OPENERS
    return True


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (" ", "\n"))
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end
