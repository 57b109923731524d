"""Front matter: ``key: value`` lines between two lines of three hyphens at the head."""

from __future__ import annotations

import re

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?")
#: A block longer than this is not front matter.
LONGEST = 4_000


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part the front matter from the text.

    Returns:
        Keys in lower case with their values, and the rest of the text, unchanged. Without
        front matter, an empty table and the whole text: a rule of hyphens at the head of a
        text is no front matter unless every line up to the next one is ``key: value``.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, text
    end = _END.search(text, fence.end(), fence.end() + LONGEST)
    if not end:
        return {}, text
    pairs: dict[str, str] = {}
    for line in text[fence.end() : end.start()].splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _PAIR.fullmatch(line.rstrip())
        if not found:
            return {}, text
        value = (found[2] or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        pairs[found[1].lower()] = value.strip("[]") if value.startswith("[") else value
    return (pairs, text[end.end() :]) if pairs else ({}, text)
