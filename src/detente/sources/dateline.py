"""The date and the title that a text carries in its first lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.sources.dates import DATE, WEEKDAY, from_match

if TYPE_CHECKING:
    from datetime import date

#: Only so many characters and lines at the head of a text are looked at.
HEAD_CHARACTERS = 3_000
HEAD_LINES = 8
LONGEST_LINE = 120
LONGEST_TITLE = 200

_TIME = r"(?:[,\s]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?i:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5}\b)?)?"
_LABEL = (
    r"(?:(?:First\s+)?(?:Published|Posted|Issued|Dated?|Updated|Last\s+updated)(?:\s+on)?[:\s]+)"
)
# A byline, an outlet or a place: words with a capital, with "by" or "and" between them.
_NAME = r"[A-Z][\w.’'()/-]*"
_BYLINE = (
    rf"(?:(?:[Bb]y\s+)?{_NAME}(?:\s+(?:and\s+|of\s+|for\s+|de\s+|al-)?{_NAME}){{0,6}}"
    r"\s*[,|–—•·-]\s*)"
)
_REST = r"(?:\s*[,;|–—•·-]\s*(?:[Ll]ast\s+)?(?:[Uu]pdated|[Mm]odified)\b.{0,60})?"
#: A line that is a date and little else: "Bassel Oudat , Saturday 2 Jun 2018".
_LINE = re.compile(rf"\s*{_BYLINE}{{0,2}}(?i:{_LABEL})?(?i:{WEEKDAY})?(?i:{DATE}){_TIME}{_REST}\s*")
_AUTHOR = re.compile(
    rf"\s*[Bb]y\s+({_NAME}(?:\s+(?:and\s+|de\s+|al-|von\s+)?{_NAME}){{1,6}})\s*(?:[,|–—•·].*)?"
)
#: The dateline of a dispatch: "MOSCOW, 2 June 2018 (Agency) -".
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'/-]+(?:[ ,]{1,2}[A-ZÀ-Þ(][\w.’')/-]*){0,4}"
_AGENCY = r"(?:\s*\([^()\n]{2,40}\))?"
_DISPATCH = re.compile(
    rf"\s*{_PLACE}{_AGENCY}\s*[,–—-]{{0,2}}\s*(?i:{WEEKDAY})?(?i:{DATE})"
    rf"{_AGENCY}\s*(?:[–—:-]|\n|\.\s)"
)


def head_lines(text: str) -> list[str]:
    """The first lines of a text that are not blank."""
    lines = [line.strip() for line in text[:HEAD_CHARACTERS].splitlines()]
    return [line for line in lines if line][:HEAD_LINES]


def find_date(text: str) -> date | None:
    """The date that the head of a text gives as its own, by strict patterns.

    A date within a sentence or a caption is not taken: a line must hold nothing beside
    the date but a byline, a label, a time of day, or be the dateline of a dispatch.
    """
    for line in head_lines(text):
        found = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        found = found or _DISPATCH.match(line[:LONGEST_LINE] + "\n")
        day = from_match(found.groups()) if found else None
        if day:
            return day
    return None


def find_author(text: str) -> str | None:
    """The name in a line that begins with "By": "By Jane Roe and John Doe | June 2, 2018"."""
    for line in head_lines(text):
        found = _AUTHOR.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if found:
            return found[1].strip()
    return None


def find_title(text: str) -> str | None:
    """The first line, if it stands alone, is short and does not end like a sentence.

    None where the first line is a dateline or all there is.
    """
    lines = head_lines(text)
    if len(lines) < 2:
        return None
    first = lines[0].lstrip("#").strip()
    if not first or len(first) > LONGEST_TITLE or first.endswith((".", "…", ":", ";", ",")):
        return None
    if _LINE.fullmatch(first) or _DISPATCH.match(first + "\n"):
        return None
    # A line that runs on into the next is the start of a wrapped paragraph, not a title.
    after = text[text.find(lines[0]) + len(lines[0]) :].lstrip(" \t\r")
    blank_follows = after.replace("\r", "").startswith("\n\n") or not after.startswith("\n")
    return first if blank_follows or not lines[1][0].islower() else None
