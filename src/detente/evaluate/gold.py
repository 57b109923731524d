"""Gold files of actors: articles in which every actor is marked, one JSON object a line.

The format is documented in docs/evaluation.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.evaluate.lines import COUNTED, TIERS, kind_of, read_lines, stretch, tier_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = ["COUNTED", "TIERS", "GoldArticle", "GoldMention", "read_gold"]


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
    return [
        GoldArticle(
            id=line.id,
            published=line.published,
            text=line.text,
            mentions=_joined(
                [
                    _mention(item, line.text, f"{line.place}, mention {count}")
                    for count, item in enumerate(line.items, start=1)
                ]
            ),
            title=line.title,
        )
        for line in read_lines(path, "mentions", none="where the text names nobody")
    ]


def _mention(item: Any, text: str, place: str) -> GoldMention:
    example = '{"start": 0, "end": 4, "words": "Iran", "actor": "IRN"}'
    if not isinstance(item, dict):
        raise InputError(f"{place} is {kind_of(item)}, not an object", hint=f"write {example}")
    start, end = stretch(item, text, place, example)
    place = f"{place} ({text[start:end]!r})"
    if "actor" not in item:
        raise InputError(
            f"{place} says no actor",
            hint='give an id, a name or a list of them; "actor": null for one that must stay open',
        )
    needs = _needs(item["actor"], place)
    if item.get("all"):
        needs = tuple((name,) for name in needs[0])
    state: str | None = None
    if "state" in item:
        state = str(item["state"] or "")
    kind = item.get("kind")
    tier = tier_of(item, place)
    return GoldMention(
        start, end, text[start:end], needs, state, kind if isinstance(kind, str) else "", tier
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
