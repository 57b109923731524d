"""The senses of event words, from tables of one sense a line.

``data/lexicons/event_verbs.csv``, ``event_nouns.csv`` and ``light_verbs.csv`` say what must
stand beside a word, the PLOVER type and mode (manual v2.0) it then tells, and where the act's
target is to be looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of an event word.

    Attributes:
        lemma: the word.
        type: PLOVER type, ``mode`` its mode or None.
        particle: a verb's particle ("pull *out*").
        object: what the direct object must be: nothing (anything goes), ``none``, ``some``,
            ``actor``, ``body`` (an actor that is no person), or lemmas of the head noun
            joined by ``|``.
        prep: prepositions of which one must follow; ``from=deal|treaty`` asks for the noun
            after it too, ``to-`` for an infinitive (``to-conflict`` and
            ``to-coop``: of an act of that tenor), ``that`` for a clause, ``subj`` for
            one that demands, ``!oprd`` for no
            name given.
        modifier: words of which one must stand before a noun; with ``!``, words that must not.
        of: what a noun's "of" phrase names: ``source``, ``target``, ``both`` or nothing.
        target: where the target stands, in order: ``object`` or prepositions.
    """

    lemma: str
    type: str
    mode: str | None
    particle: str
    object: str
    prep: frozenset[str]
    modifier: frozenset[str]
    of: str
    target: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much it asks for; the sense that asks most goes first."""
        asked = (self.particle, self.prep, self.modifier)
        named = self.object not in ("", "some", "none")
        brought = any("=" in name for name in self.prep)
        return 2 * named + 2 * brought + sum(map(bool, asked)) + bool(self.object)


@dataclass(frozen=True, slots=True)
class Light:
    """A verb that lends its subject to the noun of its object: "launch a strike".

    ``role`` is the part of its subject (``source``, ``target`` or ``party``); ``prep`` the
    preposition that brings the noun in ("come *under* attack"), if it is not the object.
    """

    lemma: str
    prep: str
    role: str


@dataclass(slots=True)
class Trigger:
    """A word of a sentence in one of its senses, with the light verb that carries it."""

    token: Token
    sense: Sense
    noun: bool
    carrier: Token | None = None
    role: str = "source"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of ``data/lexicons``."""
    return list(table(f"lexicons/{name}"))


def split_cell(cell: str) -> frozenset[str]:
    """The words of a cell, joined there by ``|``."""
    return frozenset(filter(None, cell.split("|")))


@cache
def _senses(name: str) -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = {}
    for row in rows(name):
        sense = Sense(
            lemma=row["lemma"],
            type=row["type"],
            mode=row["mode"] or None,
            particle=row.get("particle", ""),
            object=row.get("object", ""),
            prep=split_cell(row["prep"]),
            modifier=split_cell(row.get("modifier", "")),
            of=row.get("of", ""),
            target=tuple(row["target"].split()),
        )
        found.setdefault(sense.lemma, []).append(sense)
    for senses in found.values():
        senses.sort(key=lambda sense: -sense.weight)
    return found


def verb_senses() -> dict[str, list[Sense]]:
    """Senses of verbs by lemma, the most demanding first."""
    return _senses("event_verbs.csv")


def noun_senses() -> dict[str, list[Sense]]:
    """Senses of nouns by lemma, the most demanding first."""
    return _senses("event_nouns.csv")


@cache
def light_verbs() -> dict[tuple[str, str], Light]:
    """Light verbs by lemma and preposition ("" where the noun is the object)."""
    return {
        (row["lemma"], row["prep"]): Light(row["lemma"], row["prep"], row["role"])
        for row in rows("light_verbs.csv")
    }
