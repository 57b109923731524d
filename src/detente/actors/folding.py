"""Fold names so that spelling, accents and dashes do not matter, keeping offsets.

Two foldings: `fold_text` keeps a map back into the unchanged text, for finding names in it;
`fold_key` throws more away, for looking up a whole name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that carry no combining mark but are written plainly in most news copy.
_PLAIN = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ı": "i",
    "ə": "a",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "ʻ": "'",
    "ʿ": "'",
    "ʾ": "'",
    "`": "'",
    "´": "'",
    "-": " ",
    "‐": " ",
    "‑": " ",
    "–": " ",
    "—": " ",
    "\u00ad": "",
    "\u200b": "",
}
_GAPS = re.compile(r"\s+")
_DROPPED = str.maketrans("", "", "'.,\"“”()")
_PLAIN_ASCII = {ord("-"): " ", ord("`"): "'", **dict.fromkeys((9, 10, 11, 12, 13), " ")}


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    low = letter.lower()
    if low in _PLAIN:
        return _PLAIN[low]
    if letter.isspace():
        return " "
    bare = "".join(
        _PLAIN.get(part, part)
        for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).lower())
        if not unicodedata.combining(part)
    )
    return bare


def fold_text(text: str) -> tuple[str, list[int] | None]:
    """Fold a text for matching.

    Returns:
        The folded text, and for each of its characters (and one past the end) the offset in
        ``text`` it came from; None where the two run in step.
    """
    if text.isascii():
        return text.lower().translate(_PLAIN_ASCII), None
    # Few letters of a text are not ASCII; where each gives one letter offsets stay in step.
    plain = {letter: _fold_letter(letter) for letter in set(text) if not letter.isascii()}
    if all(len(letter) == 1 for letter in plain.values()):
        for letter, bare in plain.items():
            text = text.replace(letter, bare)
        return text.lower().translate(_PLAIN_ASCII), None
    letters = [_fold_letter(letter) for letter in text]
    folded = "".join(letters)
    offsets = [at for at, letter in enumerate(letters) for _ in letter]
    offsets.append(len(text))
    return folded, offsets


@lru_cache(maxsize=65536)
def fold_key(name: str) -> str:
    """Fold a whole name to a key: no case, accents, hyphens, apostrophes or full stops."""
    folded, _ = fold_text(name)
    return _GAPS.sub(" ", folded.translate(_DROPPED)).strip()
