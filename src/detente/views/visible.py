"""Make characters that hide or reorder text visible, wherever outside words are shown.

News text is hostile input: a right-to-left override makes "not" read as something else, an
escape sequence rewrites a terminal. Offsets always count the unchanged text; only what is
drawn is altered.
"""

from __future__ import annotations

import re

# Direction overrides, embeddings and isolates (UAX #9), invisible joiners and tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029]")


def visible(text: str) -> str:
    """Return the text with each hiding or reordering character as ``⟨U+202E⟩``.

    Carriage returns and line separators become line feeds; letters, marks, emoji and
    right-to-left scripts themselves are left alone.
    """
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", _BREAKS.sub("\n", text))


def one_line(text: str, longest: int | None = None) -> str:
    """Return visible text on one line, cut with an ellipsis after ``longest`` characters."""
    line = " ".join(visible(text).split())
    if longest is not None and len(line) > longest:
        return line[: longest - 1].rstrip() + "…"
    return line
