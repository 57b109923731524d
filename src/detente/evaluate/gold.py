"""Gold files: articles in which every actor is marked by hand, one JSON object a line.

The format is documented in docs/evaluation.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

#: How much a mention matters; words may stand for the numbers.
TIERS = {"1": 1, "2": 2, "3": 3, "must": 1, "should": 2, "arguable": 3}
#: Tiers that count; the third is never held against the reader.
COUNTED = (1, 2)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words that stand for an actor, as marked by hand.

    Attributes:
        start: offset of the first character.
        end: offset after the last one.
        words: ``text[start:end]``.
        needs: what must be found, as sets of acceptable answers: each answer an id, a name,
            or None for "stays open". More than one set where the words stand for several
            actors at once ("the two leaders").
        state: the state that an open mention belongs to, by id or name; empty where it must
            belong to none; None where nothing is said about it.
        kind: as the kinds of `detente.types.Mention`, or empty.
        tier: 1 must be found, 2 should be, 3 is arguable.
    """

    start: int
    end: int
    words: str
    needs: tuple[tuple[str | None, ...], ...]
    state: str | None = None
    kind: str = ""
    tier: int = 1


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its mentions, in the order of the text."""

    id: str
    published: date
    text: str
    mentions: tuple[GoldMention, ...]
    title: str | None = None


def read_gold(path: Path) -> list[GoldArticle]:
    """Read a gold file; blank lines and fields that are not known are passed over.

    Raises:
        InputError: the file cannot be read, or a line is not as documented; the message
            names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
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
    articles: list[GoldArticle] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path} line {number}"
        article = _article(line, place, number)
        if article.id in seen:
            raise InputError(
                f"{place}: the id {article.id!r} is that of line {seen[article.id]} too",
                hint="give every article an id of its own, or none at all",
            )
        seen[article.id] = number
        articles.append(article)
    if not articles:
        raise InputError(
            f"the gold file {path} holds no article",
            hint="write one JSON object a line, as docs/evaluation.md lays out",
        )
    return articles


def _article(line: str, place: str, number: int) -> GoldArticle:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{place} is not JSON: {error}",
            hint="write each article as one JSON object on one line",
        ) from error
    if not isinstance(row, dict):
        raise InputError(
            f"{place} holds {_kind_of(row)} where an object should stand",
            hint='write {"id": ..., "published": ..., "text": ..., "mentions": [...]}',
        )
    text, mentions = row.get("text"), row.get("mentions")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{place} has no text", hint='give the article\'s words as "text"')
    if not isinstance(mentions, list):
        raise InputError(
            f"{place} has no list of mentions",
            hint='give "mentions": [...]; an empty list where the text names nobody',
        )
    read = [
        _mention(item, text, f"{place}, mention {count}")
        for count, item in enumerate(mentions, start=1)
    ]
    title = row.get("title")
    return GoldArticle(
        id=str(row.get("id") or f"line-{number}"),
        published=_day(row.get("published"), place),
        text=text,
        mentions=_joined(read),
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


def _mention(item: Any, text: str, place: str) -> GoldMention:
    if not isinstance(item, dict):
        raise InputError(
            f"{place} is {_kind_of(item)}, not an object",
            hint='write {"start": 0, "end": 4, "words": "Iran", "actor": "IRN"}',
        )
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int:
        raise InputError(
            f"{place} lacks start or end",
            hint="both are whole numbers, counting characters of the text from 0; end is one past",
        )
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"{place} goes from {start} to {end} in a text of {len(text)} characters",
            hint="start is the first character, end one past the last",
        )
    _check_words(item.get("words"), text, start, end, place)
    if "actor" not in item:
        raise InputError(
            f"{place} ({text[start:end]!r}) says no actor",
            hint='give an id, a name or a list of them; "actor": null for one that must stay open',
        )
    needs = _needs(item["actor"], f"{place} ({text[start:end]!r})")
    if item.get("all"):
        needs = tuple((name,) for name in needs[0])
    state: str | None = None
    if "state" in item:
        state = str(item["state"] or "")
    kind = item.get("kind")
    tier = TIERS.get(str(item.get("tier", 1)).strip().lower())
    if tier is None:
        raise InputError(
            f"{place} ({text[start:end]!r}) has the tier {item['tier']!r}",
            hint="1 must be found, 2 should be, 3 is arguable; 1 where nothing is said",
        )
    return GoldMention(
        start, end, text[start:end], needs, state, kind if isinstance(kind, str) else "", tier
    )


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


def _needs(value: Any, place: str) -> tuple[tuple[str | None, ...], ...]:
    names = value if isinstance(value, list) else [value]
    if not names or any(not (name is None or (isinstance(name, str) and name)) for name in names):
        raise InputError(
            f"{place} has {value!r} for its actor",
            hint="give an id, a name, a list of ids and names, or null",
        )
    return (tuple(names),)


def _joined(mentions: list[GoldMention]) -> tuple[GoldMention, ...]:
    """The mentions in order; those of the same words become one that needs all of them."""
    found: dict[tuple[int, int], GoldMention] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        key = (mention.start, mention.end)
        if key in found:
            needs = tuple(dict.fromkeys((*found[key].needs, *mention.needs)))
            mention = replace(found[key], needs=needs, tier=min(found[key].tier, mention.tier))
        found[key] = mention
    return tuple(found.values())


def _kind_of(value: Any) -> str:
    """A JSON value named for a message."""
    for kind, name in ((list, "a list"), (str, "a text"), (dict, "an object")):
        if isinstance(value, kind):
            return name
    return json.dumps(value)
