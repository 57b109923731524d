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
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
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


def flatten(text: str) -> tuple[str, list[int] | None]:
    """Take accents and kinds of dashes and quotes out of a text; capitals stay.

    Returns:
        The flat text, and for each of its characters (and one past the end) the offset in
        ``text`` it came from; None where the two run in step.
    """
    if not text.isascii():
        # Few letters of a text are not ASCII; where each gives one letter offsets stay in step.
        plain = {letter: _flat_letter(letter) for letter in set(text) if not letter.isascii()}
        if any(len(letter) != 1 for letter in plain.values()):
            letters = [plain.get(letter, letter) for letter in text]
            offsets = [at for at, letter in enumerate(letters) for _ in letter]
            offsets.append(len(text))
            return "".join(letters).translate(_PLAIN_ASCII), offsets
        for letter, bare in plain.items():
            text = text.replace(letter, bare)
    return text.translate(_PLAIN_ASCII), None


@lru_cache(maxsize=4096)
def _flat_letter(letter: str) -> str:
    bare = _fold_letter(letter)
    return bare.upper() if letter.isupper() else bare


def fold_text(text: str) -> tuple[str, list[int] | None]:
    """Fold a text for matching: flat and without capitals.

    Returns:
        As `flatten`.
    """
    flat, offsets = flatten(text)
    return flat.lower(), offsets


def blanked(text: str) -> str:
    """A text of the same length with a blank for whatever is no letter and no digit."""
    if not text.isascii():
        for letter in set(text):
            if not (letter.isascii() or letter.isalnum()):
                text = text.replace(letter, " ")
    return text.translate(_BLANKS)


@lru_cache(maxsize=65536)
def fold_key(name: str) -> str:
    """Fold a whole name to a key: no case, accents, hyphens, apostrophes or full stops."""
    folded, _ = fold_text(name)
    return _GAPS.sub(" ", folded.translate(_DROPPED)).strip()
