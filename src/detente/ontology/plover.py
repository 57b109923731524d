"""PLOVER event types, their modes, quad classes and scores (manual v2.0, 4 February 2024).

The tables are `data/ontology/plover_types.csv`, `plover_modes.csv` and `contexts.csv`;
`ORIGIN.md` beside them says where the manual contradicts itself and what was chosen:
SANCTION is material conflict (section 3.13.4, against Table 7.2), ACCUSE scores -3
(Table 2.2 prints 3, a lost minus sign).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.data import table
from detente.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    Attributes:
        name: as the manual writes it, in capitals.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
            conflict, 0 neither.
        score: -10 (conflict) to +10 (cooperation), Table 2.2.
        symmetric: whether the act binds both ends alike, so that A with B is B with A.
        needs_target: whether the manual requires a recipient.
        modes: score of each mode, Table 2.2.
        gloss: what it means, in a few words.
        note: what to know before relying on it.
    """

    name: str
    quad: int
    score: float
    symmetric: bool
    needs_target: bool
    modes: Mapping[str, float]
    gloss: str
    note: str


def _read() -> dict[str, EventType]:
    modes: dict[str, dict[str, float]] = {}
    types = table("ontology/plover_types.csv")
    own = {row["type"]: float(row["score"]) for row in types}
    for row in table("ontology/plover_modes.csv"):
        score = float(row["score"]) if row["score"] else own[row["type"]]
        modes.setdefault(row["type"], {})[row["mode"]] = score
    return {
        row["type"]: EventType(
            name=row["type"],
            quad=int(row["quad"]),
            score=float(row["score"]),
            symmetric=row["symmetric"] == "yes",
            needs_target=row["needs_target"] == "yes",
            modes=MappingProxyType(modes.get(row["type"], {})),
            gloss=row["gloss"],
            note=row["note"],
        )
        for row in types
    }


#: Holds what CAMEO codes and PLOVER drops (root 01); not one of the sixteen.
STATEMENT = "STATEMENT"
_ALL: Mapping[str, EventType] = MappingProxyType(_read())
#: The sixteen types in the order of the manual.
TYPES: Mapping[str, EventType] = MappingProxyType(
    {name: kind for name, kind in _ALL.items() if name != STATEMENT}
)
#: The general contexts of Table 2.1.
CONTEXTS: tuple[str, ...] = tuple(row["context"] for row in table("ontology/contexts.csv"))


def event_type(name: str) -> EventType:
    """The type of this name, `STATEMENT` included.

    Raises:
        DataError: there is no such type.
    """
    try:
        return _ALL[name]
    except KeyError:
        raise DataError(
            f"no PLOVER event type {name!r}", hint=f"the types are {', '.join(_ALL)}"
        ) from None


def quad(type: str) -> int:
    """Quad class of a type: 1 to 4, or 0 for `STATEMENT`."""
    return event_type(type).quad


def score(type: str, mode: str | None = None) -> float:
    """Conflict-cooperation score, -10 to +10, of a type or of one of its modes.

    A mode the manual does not score (other codebooks have some) has the score of its type.
    """
    kind = event_type(type)
    return kind.modes.get(mode, kind.score) if mode else kind.score


def modes(type: str) -> tuple[str, ...]:
    """The modes of a type; empty where the manual gives none."""
    return tuple(event_type(type).modes)


def symmetric(type: str) -> bool:
    """Whether A doing this with B is the same act as B doing it with A."""
    return event_type(type).symmetric


def counted_quad(type: str) -> int:
    """The quad class in which an act read from text is counted.

    That of the manual, but 0 for ``REQUEST``: PLOVER files every request under verbal conflict,
    CAMEO files appeals under verbal cooperation and only demands under conflict, and a reading
    does not tell the one from the other. Counting them either way would invent a side.
    """
    return 0 if type == "REQUEST" else quad(type)
