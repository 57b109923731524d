"""Gold files line by line: what every one of them has, whatever is marked in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: How much a marked thing matters; words may stand for the numbers.
TIERS = {"1": 1, "2": 2, "3": 3, "must": 1, "should": 2, "arguable": 3}
#: Tiers that count; the third is never held against the reader.
COUNTED = (1, 2)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a gold file: an article, and what is marked in it as the file has it.

    Attributes:
        place: file and number of the line, for messages.
        id: of the article; ``line-3`` where the file gives none.
        published: the day; names and offices are looked up as of it.
        text: the words.
        items: what is marked, not yet looked at.
        title: as given; not read.
    """

    place: str
    id: str
    published: date
    text: str
    items: list[Any]
    title: str | None = None


def read_lines(path: Path, items: str, *, none: str) -> Iterator[Line]:
    """Read the lines of a gold file; blank lines and fields not known are passed over.

    Args:
        path: the file.
        items: field that holds the list of what is marked.
        none: when that list may be empty, for the hint.

    Raises:
        InputError: the file cannot be read, or a line is not as documented; the message
            names the line.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path} line {number}"
        article = _line(line, place, number, items, none)
        if article.id in seen:
            raise InputError(
                f"{place}: the id {article.id!r} is that of line {seen[article.id]} too",
                hint="give every article an id of its own, or none at all",
            )
        seen[article.id] = number
        yield article
    if not seen:
        raise InputError(
            f"the gold file {path} holds no article",
            hint="write one JSON object a line, as docs/evaluation.md lays out",
        )


def stretch(item: dict[str, Any], text: str, place: str, example: str) -> tuple[int, int]:
    """The offsets of something marked, held against the text and its own ``words``.

    Raises:
        InputError: they are missing, outside the text, or the words stand elsewhere.
    """
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int:
        raise InputError(
            f"{place} lacks start or end",
            hint="both are whole numbers, counting characters of the text from 0; end is one "
            f"past: {example}",
        )
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"{place} goes from {start} to {end} in a text of {len(text)} characters",
            hint="start is the first character, end one past the last",
        )
    _check_words(item.get("words"), text, start, end, place)
    return start, end


def tier_of(item: dict[str, Any], place: str) -> int:
    """How much something marked matters: 1 where nothing is said.

    Raises:
        InputError: the tier is none of `TIERS`.
    """
    given = item.get("tier")
    tier = 1 if given is None else TIERS.get(str(given).strip().lower())
    if tier is None:
        raise InputError(
            f"{place} has the tier {given!r}",
            hint="1 must be found, 2 should be, 3 is arguable; 1 where nothing is said",
        )
    return tier


def kind_of(value: Any) -> str:
    """A JSON value named for a message."""
    for kind, name in ((list, "a list"), (str, "a text"), (dict, "an object")):
        if isinstance(value, kind):
            return name
    return json.dumps(value)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            f"the gold file {path} cannot be read: {error.strerror}",
            hint="give a file of JSON lines, as docs/evaluation.md lays out",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"the gold file {path} is not UTF-8 (byte {error.start})",
            hint="save it as UTF-8; offsets count characters, not bytes",
        ) from error


def _line(line: str, place: str, number: int, items: str, none: str) -> Line:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{place} is not JSON: {error}",
            hint="write each article as one JSON object on one line",
        ) from error
    if not isinstance(row, dict):
        raise InputError(
            f"{place} holds {kind_of(row)} where an object should stand",
            hint=f'write {{"id": ..., "published": ..., "text": ..., "{items}": [...]}}',
        )
    text, marked, title = row.get("text"), row.get(items), row.get("title")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{place} has no text", hint='give the article\'s words as "text"')
    if not isinstance(marked, list):
        raise InputError(
            f"{place} has no list of {items}",
            hint=f'give "{items}": [...]; an empty list {none}',
        )
    return Line(
        place=place,
        id=str(row.get("id") or f"line-{number}"),
        published=_day(row.get("published"), place),
        text=text,
        items=marked,
        title=title if isinstance(title, str) else None,
    )


def _day(value: Any, place: str) -> date:
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        raise InputError(
            f"{place} has {value!r} for the day of publication"
            if value
            else f"{place} has no day of publication",
            hint='give "published": "YYYY-MM-DD"; who holds an office depends on it',
        ) from None


def _check_words(words: Any, text: str, start: int, end: int, place: str) -> None:
    """Hold the words against the text; say where they really stand if they do not fit."""
    if words is None or words == text[start:end]:
        return
    at = (
        [found for found in range(len(text)) if text.startswith(str(words), found)] if words else []
    )
    where = min(at, key=lambda found: abs(found - start), default=None)
    raise InputError(
        f"{place} says {words!r}, but the text has {text[start:end]!r} from {start} to {end}",
        hint="those words stand nowhere in the text"
        if where is None
        else f"those words stand from {where} to {where + len(str(words))}; "
        "offsets count characters, not bytes",
    )
