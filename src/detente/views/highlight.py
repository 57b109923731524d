"""Cut an article's text where evidence begins and ends, so that a page can mark it.

All cutting is done here, in code points of the unchanged text; a browser counts UTF-16
units and would be off after the first emoji.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; ``opens`` are the marks that begin with it."""

    text: str
    marks: tuple[str, ...]
    opens: tuple[str, ...]


def pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Cut ``text`` at every edge of the marks, which may overlap or nest.

    Joined together the pieces are the whole text, character for character.

    Args:
        text: the unchanged text of an article.
        marks: start, end (code points, half-open) and a name; marks that lie outside the
            text or are empty are passed over.
    """
    kept = sorted({mark for mark in marks if 0 <= mark[0] < mark[1] <= len(text)})
    edges = sorted({0, len(text), *(m[0] for m in kept), *(m[1] for m in kept)})
    found: list[Piece] = []
    for start, end in pairwise(edges):
        found.append(
            Piece(
                text[start:end],
                tuple(name for first, last, name in kept if first <= start and end <= last),
                tuple(name for first, _, name in kept if first == start),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words and what stands around them; ``cut_*`` tell whether more follows."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


def passage(text: str, start: int, end: int, *, around: int = 280) -> Passage:
    """The words ``text[start:end]`` with about ``around`` characters on either side.

    The context is cut at a blank, never inside a word shorter than ``around``.
    """
    first, last = max(0, start - around), min(len(text), end + around)
    if first > 0:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    return Passage(text[first:start], text[start:end], text[end:last], first > 0, last < len(text))
