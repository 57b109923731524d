"""Find quotations by their marks, in text that is not always set with care."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.sentences import paragraphs

if TYPE_CHECKING:
    from detente.reading.draft import Sentence

_OPENING = re.compile(r"[\"“„«]|''|``|(?:(?<=^)|(?<=[\s(\[—–-]))‘(?=\w)")
_STRAY = re.compile(r"\s*[”’»]")
_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    '"': ('"',),
    "``": ("''",),
    "''": ("''",),
}
#: A closing single mark, and not an apostrophe inside or after a word.
_SINGLE = re.compile(r"(?<=[.,!?;…])’(?!\w)|(?<=\w)’(?=\s*(?:[.,;:!?)]|$|[—–-]\s))|(?<=\w)’(?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; ``start`` and ``end`` leave the marks out.

    Attributes:
        outer_start: where the opening mark stands (equal to ``start`` where it is missing).
        outer_end: where the closing mark ends (equal to ``end`` where it is missing).
        goes_on: whether the next paragraph carries the same quotation on.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    goes_on: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """Pair the quotation marks of a text, paragraph by paragraph.

    A mark that is not closed in its paragraph runs to the end of it: by the usual convention
    where the next paragraph opens with a mark again, by repair where the next paragraph opens
    with the closing mark that slipped, or where the mark was forgotten.
    """
    found: list[Quotation] = []
    blocks = list(paragraphs(text))
    for number, (start, end) in enumerate(blocks):
        stray = _STRAY.match(text, start, end)
        at = stray.end() if stray else start
        while opening := _OPENING.search(text, at, end):
            inside = opening.end()
            close = _closing(text, opening.group(), inside, end)
            if close is None and opening.group() == "‘":
                at = inside
                continue
            last = close if close is not None else end
            after = blocks[number + 1][0] if number + 1 < len(blocks) else None
            found.append(
                Quotation(
                    inside,
                    last,
                    opening.start(),
                    last + _width(text, last) if close is not None else last,
                    goes_on=close is None and after is not None and text[after] in "“\"‘'",
                )
            )
            at = found[-1].outer_end
    return found


def _width(text: str, at: int) -> int:
    return 2 if text.startswith("''", at) else 1


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    if mark == "‘":
        found = _SINGLE.search(text, start, end)
        return found.start() if found else None
    places = [text.find(closer, start, end) for closer in _CLOSERS[mark]]
    return min((place for place in places if place >= 0), default=None)


def within(quotations: list[Quotation], start: int, end: int) -> list[Quotation]:
    """The quotations that share at least one character with a stretch."""
    return [q for q in quotations if max(q.start, start) < min(q.end, end)]


def is_quoted(quotations: list[Quotation], sentence: Sentence) -> Quotation | None:
    """The quotation a whole sentence stands in, but for marks and a final stop."""
    for quotation in within(quotations, sentence.start, sentence.end):
        if quotation.outer_start <= sentence.start and sentence.end <= quotation.outer_end + 1:
            return quotation
    return None
