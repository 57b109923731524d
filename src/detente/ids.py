"""Stable identifiers: the same thing read twice gets the same id."""

from __future__ import annotations

import hashlib


def make_id(prefix: str, *parts: object) -> str:
    """Return ``prefix`` joined to twelve hex digits of the SHA-256 of the parts.

    Parts are turned into text and separated by a unit separator, so that
    ``("a", "bc")`` and ``("ab", "c")`` differ.
    """
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
