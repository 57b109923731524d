"""The regular forms of English words, for phrases that lexicons hold in their base form."""

from __future__ import annotations

import re

ENDINGS = ("s", "es", "d", "ed", "ing", "er")


def forms(word: str) -> frozenset[str]:
    """A word with its regular endings: -s, -ed, -ing, and what they do to spelling.

    More is made than is English ("cutted"); matching against it does no harm.
    """
    stems = {word}
    if word.endswith("e"):
        stems.add(word[:-1])
    if word.endswith("y"):
        stems.add(word[:-1] + "i")
    if re.fullmatch(r".*[^aeiou][aeiou][^aeiouwxy]", word):
        stems.add(word + word[-1])
    return frozenset({word} | {stem + end for stem in stems for end in ENDINGS})
