"""Which of the reader's mentions is meant to be which of the gold ones.

Two mentions may be paired when they cover the same words, or when one holds the other and
both begin or both end at the same word: "Hassan Rouhani" in "Iranian President Hassan
Rouhani", "Russian" in "Russian warplanes", but not "Iranian" in "pro-Iranian militias".
Articles before and a genitive's ending after the words make no difference, nor does what a
preposition or comma hangs on: "Boris Yeltsin" and "President Boris Yeltsin of Russia" end at
the same word. Pairs are made one to one, the longest overlap first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(r"(?:the|an|a)\s+", re.IGNORECASE)
_HANGS_ON = re.compile(r",|\s(?:of|in|for|from|to|at|on|by|with|who|which|that)\s")
_GENITIVE = re.compile(r"(?:['’]s?|\s)+$")

Stretch = tuple[int, int]


def trim(text: str, start: int, end: int) -> Stretch:
    """A stretch of text without a leading article and a genitive's ending."""
    article = _ARTICLE.match(text, start, end)
    first = article.end() if article else start
    last = start + len(_GENITIVE.sub("", text[start:end]))
    return (first, last) if first < last else (start, end)


def _core_end(text: str, stretch: Stretch) -> int:
    """Where a stretch ends without what hangs on it: "of Russia"."""
    found = _HANGS_ON.search(text, *stretch)
    return found.start() if found and found.start() > stretch[0] else stretch[1]


def pair(text: str, gold: Sequence[Stretch], found: Sequence[Stretch]) -> dict[int, int]:
    """Pair gold stretches with found ones.

    Args:
        text: the article.
        gold: offsets of the gold mentions.
        found: offsets of the reader's; none twice.

    Returns:
        The place in ``found`` for each place in ``gold`` that has a partner.
    """
    bare_gold = [trim(text, *stretch) for stretch in gold]
    bare_found = [trim(text, *stretch) for stretch in found]
    fitting = []
    for i, (start, end) in enumerate(bare_gold):
        for j, (first, last) in enumerate(bare_found):
            overlap = min(end, last) - max(start, first)
            held = overlap == min(end - start, last - first)
            core = _core_end(text, (start, end)) == _core_end(text, (first, last))
            if overlap > 0 and held and (start == first or end == last or core):
                rest = (end - start) + (last - first) - 2 * overlap
                fitting.append((-overlap, rest, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _overlap, _rest, i, j in sorted(fitting):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner
