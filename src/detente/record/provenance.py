"""How a record came about: versions, settings, hashes, runs, folding and corrections."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from detente.record.query import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.record.store import Store


def settings(
    *,
    registry: str,
    model: str | None = None,
    model_version: str | None = None,
    flags: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What a run depends on beside its inputs, as it is kept in ``run.settings``.

    Args:
        registry: digest of the registry that names were resolved with.
        model: name of the language model, where texts were read.
        model_version: its version, or a digest of its weights.
        flags: options the user gave.
    """
    import duckdb

    kept: dict[str, Any] = {
        "registry": registry,
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
    }
    if model:
        kept["model"] = model
        kept["model_version"] = model_version
    if flags:
        kept["flags"] = dict(flags)
    return kept


def runs(store: Store) -> list[dict[str, Any]]:
    """Every reading and load, oldest first; one that has no ``finished`` was cut off."""
    return fetch(
        store.con,
        "SELECT id, kind, started, finished, version, settings, inputs, counts FROM run "
        "ORDER BY started, rowid",
    )


def describe(store: Store) -> dict[str, Any]:
    """The record as a whole, for the head of a report or beside an export."""
    con = store.con

    def number(query: str) -> int:
        row = con.execute(query).fetchone()
        return int(row[0]) if row else 0

    folded = con.execute(
        "SELECT fold_rule, count(*) FROM event WHERE fold_rule IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    # The days reported on: those of the articles and of loaded rows, not the past they tell of.
    days = con.execute(
        "SELECT min(day), max(day) FROM (SELECT published AS day FROM article UNION ALL "
        "SELECT date_start FROM event WHERE article IS NULL)"
    ).fetchone()
    first, last = days or (None, None)
    return {
        "record": str(store.path),
        "schema": store.meta("schema"),
        "made_by": store.meta("made_by"),
        "detente": version("detente"),
        "articles": number("SELECT count(*) FROM article"),
        "dispatches": number("SELECT count(DISTINCT dispatch) FROM article"),
        "outlets": number("SELECT count(DISTINCT outlet) FROM event"),
        "reports": number("SELECT count(*) FROM event"),
        "events": number("SELECT count(DISTINCT event) FROM event"),
        "claims": number("SELECT count(*) FROM claim"),
        "ties": number("SELECT count(*) FROM tie"),
        "first": first,
        "last": last,
        "folded": dict(folded),
        "corrections": number("SELECT count(*) FROM correction"),
        "runs": runs(store),
    }
