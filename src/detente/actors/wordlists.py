"""Short lists of English words that the matching of names and the reading share."""

from __future__ import annotations

from functools import cache

from detente.actors.folding import fold_key
from detente.data import table


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``wordlists.csv``, as printed there."""
    rows = table("registry/wordlists.csv")
    return frozenset(row["word"] for row in rows if row["list"] == name)


@cache
def folded(name: str) -> frozenset[str]:
    """The words of one list, folded as names are (`detente.actors.folding.fold_key`)."""
    return frozenset(map(fold_key, listed(name)))
