"""Gold files of events: what a coder finds in each article, one JSON object a line.

The format is documented in docs/evaluation.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.evaluate.coded import Days, days_of, realities_of, types_of
from detente.evaluate.lines import kind_of, read_lines, stretch, tier_of
from detente.ontology import plover

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

EXAMPLE = '{"source": ["RUS"], "target": ["Iran"], "type": "ACCUSE"}'


@dataclass(frozen=True, slots=True)
class GoldEnd:
    """An actor at one end of an event, as marked by hand.

    Attributes:
        names: acceptable ids and names; empty where only its words are known.
        words: as the text has them; empty where only a name is given.
        at: offsets of the words, where they are given.
        state: id or name of the state it belongs to, where it is given.
    """

    names: tuple[str, ...] = ()
    words: str = ""
    at: tuple[int, int] | None = None
    state: str = ""

    @property
    def shown(self) -> str:
        """What the coder wrote, in short."""
        return " or ".join(self.names) or self.words


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as coded by hand.

    Attributes:
        sources: who does it.
        targets: to whom; empty where nobody is.
        types: the PLOVER types that are right.
        mode: empty where nothing is said.
        realities: those that are right; empty where nothing is said.
        days: the first and last day it may have, if said.
        trigger: offsets of the words that tell it, if given.
        tier: 1 must be found, 2 should be, 3 is arguable.
    """

    sources: tuple[GoldEnd, ...]
    targets: tuple[GoldEnd, ...]
    types: tuple[str, ...]
    mode: str = ""
    realities: frozenset[str] = frozenset()
    days: Days | None = None
    trigger: tuple[int, int] | None = None
    tier: int = 1

    @property
    def symmetric(self) -> bool:
        """Whether the act binds both ends alike, so that their order says nothing."""
        return any(plover.symmetric(kind) for kind in self.types)

    @property
    def label(self) -> str:
        """The types in one word."""
        return "/".join(self.types)


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with the events a coder finds in it.

    ``statements`` counts what the coder lists that PLOVER does not count as events
    (CAMEO root 01); they are not scored.
    """

    id: str
    published: date
    text: str
    events: tuple[GoldEvent, ...]
    statements: int = 0


def read_coded(path: Path) -> list[CodedArticle]:
    """Read a gold file; blank lines and fields that are not known are passed over.

    Raises:
        InputError: the file cannot be read, or a line is not as documented; the message
            names the line.
    """
    articles = []
    for line in read_lines(path, "events", none="where the text tells of none"):
        coded = [
            _event(item, line.text, f"{line.place}, event {count}")
            for count, item in enumerate(line.items, start=1)
        ]
        events = tuple(event for event in coded if event.types != (plover.STATEMENT,))
        articles.append(
            CodedArticle(line.id, line.published, line.text, events, len(coded) - len(events))
        )
    return articles


def _event(item: Any, text: str, place: str) -> GoldEvent:
    if not isinstance(item, dict):
        raise InputError(f"{place} is {kind_of(item)}, not an object", hint=f"write {EXAMPLE}")
    sources, targets = (
        tuple(_end(end, text, f"{place}, {side}") for end in _listed(item.get(side)))
        for side in ("source", "target")
    )
    if not sources and not targets:
        raise InputError(
            f"{place} has neither source nor target",
            hint=f"give the actors by id, name or words: {EXAMPLE}",
        )
    trigger = item.get("trigger")
    if trigger is not None and not isinstance(trigger, dict):
        raise InputError(
            f"{place} has {kind_of(trigger)} for its trigger",
            hint='write "trigger": {"start": 5, "end": 13, "words": "attacked"}, or leave it out',
        )
    return GoldEvent(
        sources,
        targets,
        types=types_of(item.get("type"), place),
        mode=str(item.get("mode") or "").strip().lower(),
        realities=realities_of(item.get("reality"), place),
        days=days_of(item.get("date"), place),
        trigger=_stretch(trigger, text, f"{place}, trigger") if trigger else None,
        tier=tier_of(item, place),
    )


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _end(end: Any, text: str, place: str) -> GoldEnd:
    if isinstance(end, str) and end.strip():
        return GoldEnd(names=(end.strip(),))
    if isinstance(end, list) and end and all(isinstance(one, str) and one for one in end):
        return GoldEnd(names=tuple(end))
    if not isinstance(end, dict):
        raise InputError(
            f"{place} has {end!r} for an actor",
            hint='give an id or a name, a list of acceptable ones, or {"words": ..., "start": '
            '..., "end": ...}; no target is an empty list',
        )
    names = tuple(str(name) for name in _listed(end.get("actor")))
    words, state = str(end.get("words") or ""), str(end.get("state") or "")
    if "start" in end or "end" in end:
        at = _stretch(end, text, place)
        return GoldEnd(names, text[at[0] : at[1]], at, state)
    if not names and not words:
        raise InputError(
            f"{place} has an actor without name or words",
            hint='write {"actor": "IRN"} or {"words": "Iranian troops", "start": 0, "end": 14}',
        )
    if words and words not in text:
        raise InputError(
            f"{place} has the words {words!r}, which stand nowhere in the text",
            hint="copy them from the text as they are, or give a name as text instead",
        )
    return GoldEnd(names, words, None, state)


def _stretch(item: dict[str, Any], text: str, place: str) -> tuple[int, int]:
    return stretch(item, text, place, '{"words": "Iran", "start": 0, "end": 4}')
