"""What may stand in the query of a listing's address, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.errors import InputError

#: Options by listing, as in `detente.record.listing`; ``page`` is common to all.
FILTERS: dict[str, tuple[str, ...]] = {
    "events": (
        *("source", "target", "actor", "type", "since", "until"),
        *("reality", "speaker", "article", "all", "id", "dyad", "distinct"),
    ),
    "claims": ("speaker", "kind", "about", "cue_class", "since", "until", "article"),
    "ties": ("actor", "relation", "status", "speaker", "since", "until", "article"),
    "provisions": ("actor", "since", "until", "article"),
    "readings": ("expression", "speaker", "since", "until", "article"),
    "outlooks": ("speaker", "actor", "since", "until", "article"),
    "non_actions": ("actor", "kind", "since", "until", "article"),
    "articles": ("outlet", "since", "until"),
    "actors": ("name", "state", "type"),
}
LONGEST = 300


def read_filters(kind: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The filters of an address, empty ones left out.

    Raises:
        InputError: an option that the listing does not have, or a value it cannot use.
    """
    found: dict[str, Any] = {}
    for name, value in query.items():
        if name == "page" or not value.strip():
            continue
        if name not in FILTERS[kind]:
            raise InputError(
                f"{kind} cannot be filtered by “{name[:40]}”",
                hint=f"use any of: {', '.join(FILTERS[kind])}",
            )
        if len(value) > LONGEST:
            raise InputError(f"the value of “{name}” is too long", hint="shorten it")
        if name in {"since", "until"}:
            found[name] = read_day(name, value)
        elif name in {"all", "distinct"}:
            found[name] = value.lower() not in {"0", "no", "false"}
        elif name == "dyad" and value.count(",") != 1:
            raise InputError("a dyad is two actors", hint="write them with a comma: RUS,IRN")
        else:
            found[name] = value.strip()
    return found


def read_page(query: Mapping[str, str]) -> int:
    """The number of the page asked for, 1 where none is given.

    Raises:
        InputError: not a number from 1 on.
    """
    value = query.get("page", "1")
    if not (value.isascii() and value.isdigit() and len(value) < 7 and int(value) > 0):
        raise InputError(f"there is no page “{value[:20]}”", hint="pages are numbered from 1")
    return int(value)


def read_day(name: str, value: str | None) -> date | None:
    """A day written as 2018-04-14, or None where there is none.

    Raises:
        InputError: no such day.
    """
    if value is None or not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise InputError(
            f"“{value[:40]}” is no date for {name}", hint="write dates as 2018-04-14"
        ) from error
