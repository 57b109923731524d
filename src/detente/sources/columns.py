"""What a record of any table calls its text, title, date, outlet, author and address."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from detente.data import table
from detente.errors import ArticleError
from detente.sources.options import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIELDS = ("text", "title", "date", "source", "author", "url", "language")
_SPACE = re.compile(r"\s+")
#: No title, outlet or author is longer; what is, is cut.
LONGEST_FIELD = 500


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for row in table("sources/columns.csv"):
        names.setdefault(row["field"], []).append(row["name"])
    return {field: tuple(own) for field, own in names.items()}


def _plain(name: str) -> str:
    return "".join(mark for mark in name.lower() if mark.isalnum())


def match_columns(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Tell which column holds which field.

    Args:
        names: the columns there are.
        given: field to column name, as the user says; it goes before the usual names.

    Raises:
        ArticleError: a field that is not one of `FIELDS`.
    """
    names = [str(name) for name in names]
    plain = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field in given:
        if field not in FIELDS:
            raise ArticleError(
                f"there is no field {field!r}", hint=f"the fields are {', '.join(FIELDS)}"
            )
    for field in FIELDS:
        if field in given:
            exact = given[field] if given[field] in names else plain.get(_plain(given[field]))
            if exact is not None:
                found[field] = exact
            continue
        for usual in _usual()[field]:
            if usual in plain:
                found[field] = plain[usual]
                break
    return found


def found_from(record: Mapping[str, Any], path: str, given: Mapping[str, str]) -> Found:
    """One record of a table as a text with what is said of it.

    Raises:
        ArticleError: no column holds text, or what it holds is not usable text.
    """
    columns = match_columns(record, given)
    if "text" not in columns:
        raise ArticleError(no_text_column(record, given), hint=NAME_IT)
    text = record[columns["text"]]
    if text is None or text == "":
        raise ArticleError("empty: no text in this record")
    if not isinstance(text, str):
        raise ArticleError(f"not text: {columns['text']!r} holds a {_kind(text)}")
    check(text)
    fields = {name: clean(record[column]) for name, column in columns.items() if name != "text"}
    return Found(
        path=path,
        text=text,
        title=fields.get("title"),
        source=fields.get("source"),
        author=fields.get("author"),
        url=fields.get("url"),
        published=fields.get("date"),
        language=fields.get("language"),
        whole=False,
    )


NAME_IT = "name the column that holds the text: --column text=NAME"


def no_text_column(names: Iterable[str], given: Mapping[str, str]) -> str:
    """What to say of a table whose text cannot be found; names the columns it has."""
    listed = ", ".join(repr(str(name)[:40]) for name in list(names)[:12]) or "none"
    wanted = f"no column {given['text']!r}" if "text" in given else "no text column"
    return f"{wanted}; columns found: {listed}"


def check(text: str) -> None:
    """Refuse a text that cannot be kept.

    Raises:
        ArticleError: it is blank, holds NUL or a lone surrogate.
    """
    if not text.strip():
        raise ArticleError("empty: nothing but white space")
    if "\0" in text:
        raise ArticleError("binary: the text holds NUL characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(f"wrong encoding: a lone surrogate at character {error.start}") from None


def clean(value: Any) -> str | None:
    """A field as one line of text, or None if it says nothing.

    Lists are joined by commas; of an object its name or title is taken.
    """
    if isinstance(value, list):
        return ", ".join(filter(None, map(clean, value[:20]))) or None
    if isinstance(value, dict):
        return next((clean(value[key]) for key in ("name", "title", "uri") if key in value), None)
    if value is None or isinstance(value, bool):
        return None
    line = str(value)[: 4 * LONGEST_FIELD].replace("\0", "")
    line = line.encode("utf-8", "replace").decode("utf-8")
    return _SPACE.sub(" ", line).strip()[:LONGEST_FIELD] or None


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", bool: "truth value", int: "number", float: "number"}
    return names.get(type(value), type(value).__name__)
