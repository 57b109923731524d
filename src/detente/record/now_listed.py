"""Whom an open name of a record stands for by now, told as a reading would tell it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.actors.folding import fold_key
from detente.actors.matching import find_names
from detente.actors.naming import resolve_name

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

    from detente.actors.registry import Alias, Registry
    from detente.types import Actor


class NowListed:
    """The listed actors of the names of one record.

    A name of event data is looked up whole, as it is when the data are loaded. A name of a text
    is linked where a reading with these tables would find it: not by a bare surname, which may
    be anybody's, and where it needs other words only in a text that has one of them.
    """

    def __init__(self, con: DuckDBPyConnection, registry: Registry) -> None:
        """Look names up in this registry, and texts in this record."""
        self.con = con
        self.registry = registry
        self._whole = cache(lambda name, on: resolve_name(registry, name, on))
        self._named_in = cache(self._find)

    def actor(self, name: str, on: date, article: str | None = None) -> Actor | None:
        """The listed actor of a name on a day; None where there is none.

        Args:
            name: as the record has it.
            on: the day of the article, or of the row of event data.
            article: id of the article that holds the name, None for event data.
        """
        found = self._whole(name, on)
        if found is None or not found.listed:
            return None
        if article is None:
            return found
        aliases = self._aliases(name)
        if not aliases:
            return found  # a person spelt otherwise, or an organ named by whose it is
        if all(alias.kind == "surname" for alias in aliases):
            return None
        return found if found.id in self._named_in(article) else None

    def _aliases(self, name: str) -> tuple[Alias, ...]:
        key = fold_key(name)
        known = self.registry.by_key
        return known.get(key) or known.get(key.removeprefix("the ")) or ()

    def _find(self, article: str) -> frozenset[str]:
        """Everybody whom an article names otherwise than by a bare surname."""
        row = self.con.execute(
            "SELECT text, published FROM article WHERE id = ?", [article]
        ).fetchone()
        names = find_names(self.registry, *row) if row else []
        return frozenset(name.actor for name in names if name.actor and name.kind != "surname")
