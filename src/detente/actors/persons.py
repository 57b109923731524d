"""Find listed persons by a full name spelt otherwise, or with other middle names.

A person is known by the first and the last word of a name, each in one of the spellings
that news copy uses for it (the table ``spellings.csv``: Mohammed, Muhammad, Mohamed). Two
words may stand in either order ("Aso Taro"). Where several persons fit, nobody does, and
where both words are common given names all words of the name must agree.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.folding import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from detente.actors.registry import Registry
    from detente.types import Actor

#: Articles of Arabic names, which some write and some leave out.
_ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az"})
#: What may end a name without being part of it.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})

#: What a person is known by: the first and the last word, or all where both are common.
NameKey = tuple[str, ...]


def find_person(registry: Registry, name: str, on: date) -> Actor | None:
    """The one listed person that a full name can stand for; None where there is none or more.

    Args:
        registry: whose persons.
        name: two words or more, without a title.
        on: the day, for the office of the person.
    """
    key = _name_key(registry, fold_key(name))
    if key is None:
        return None
    known = _index(registry)
    found = known.get(key, frozenset())
    if not found and len(key) == len(name.split()) == 2:
        found = known.get((key[1], key[0]), frozenset())
    return registry.actor(next(iter(found)), on) if len(found) == 1 else None


@lru_cache(maxsize=4)
def _index(registry: Registry) -> Mapping[NameKey, frozenset[str]]:
    """Persons by the keys of all of their full names."""
    index: dict[NameKey, set[str]] = {}
    for name, aliases in registry.by_key.items():
        for alias in aliases:
            if registry.is_person(alias.actor):
                key = _name_key(registry, name)
                if key is not None:
                    index.setdefault(key, set()).add(alias.actor)
    return {key: frozenset(found) for key, found in index.items()}


def _name_key(registry: Registry, folded: str) -> NameKey | None:
    """The words a name is known by, in their standard spelling; None for a single word."""
    words = [word for word in folded.split() if word not in _ARTICLES]
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return None
    spellings = _spellings(registry)
    standard = [spellings.get(word, word) for word in words]
    first, last = standard[0], standard[-1]
    if first in spellings and last in spellings:
        # "Mohammed Hussein" is many people's first and last name: all words must agree.
        return tuple(standard)
    return first, last


@lru_cache(maxsize=4)
def _spellings(registry: Registry) -> Mapping[str, str]:
    """The standard spelling of common given names, of the standard ones themselves too."""
    rows = registry.tables["spellings"].values()
    known = {row["variant"]: row["standard"] for row in rows}
    return known | {standard: standard for standard in known.values()}


def bearer(registry: Registry, ids: Iterable[str], on: date) -> str | None:
    """Whom a bare surname means on a day, of those who bear it; None where it stays open.

    The one who is known by it alone, else the one who holds an office, else the one who is
    the head of it.
    """
    rows = [(id, registry.stands_alone(id, on), registry.post(id, on)) for id in ids]
    fitting = (
        [id for id, alone, post in rows if alone and post is not None],
        [id for id, alone, _post in rows if alone],
        [id for id, _alone, post in rows if post is not None],
        [id for id, _alone, post in rows if post is not None and not post["post"]],
    )
    return next((found[0] for found in fitting if len(found) == 1), None)
