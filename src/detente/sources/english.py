"""Whether a text is English, told by function words of English and of other languages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from detente.data import table

_WORD = re.compile(r"[^\W\d_]+")
#: Enough of a text to tell.
SAMPLE = 20_000
#: With fewer words a share means little.
FEWEST_WORDS = 25
#: Share of the words that must be English function words.
LEAST_SHARE = 0.04


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in table("sources/function_words.csv"):
        lists.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(words) for language, words in lists.items()}


def is_english(text: str) -> bool:
    """Whether a text may be taken for English.

    Its function words must fit English at least as well as any other language of the
    table. Texts too short to tell pass if their letters are Latin.
    """
    sample = text[:SAMPLE]
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < FEWEST_WORDS:
        letters = [mark for mark in sample if mark.isalpha()]
        return not letters or sum(mark.isascii() for mark in letters) >= 0.7 * len(letters)
    known = {
        language: sum(words[word] for word in own) for language, own in _function_words().items()
    }
    return known["en"] >= LEAST_SHARE * total and known["en"] == max(known.values())
