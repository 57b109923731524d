"""The words that state a tie or its change: the tables ``ties`` and ``tie_changes``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from detente.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.types import Mention, Relation, TieStatus


@dataclass(frozen=True, slots=True)
class TieWord:
    """A word that states a tie.

    Attributes:
        word: the lemma.
        pos: ``role`` (a noun naming one end), ``bond`` (a noun naming the tie), ``verb``,
            ``hyphen`` (second half of "Iran-backed"), ``prefix`` ("pro-Iranian"),
            ``adjective`` or ``channel``.
        first: which end stands first: ``holder`` or ``other`` of a role noun, ``subject`` or
            ``object`` of a verb, ``named`` or ``head`` of a compound adjective.
        slots: where the other end stands: ``object`` or prepositions.
        past: whether the simple past tells a state ("controlled") and not an act ("backed").
        neutral: whether it tells nothing unless a change or a judgement is stated with it.
    """

    word: str
    pos: str
    relation: Relation
    sign: int
    directed: bool
    first: str
    slots: tuple[str, ...]
    past: bool
    neutral: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A word that says a tie begins, grows, weakens or ends.

    Attributes:
        word: the lemma, ``pos`` verb or noun.
        of: ``dyad`` where the other side itself follows ("distance itself from Iran"),
            ``bond`` where a noun of a tie does ("abandon its alliance with"), ``feud`` where
            one of a hostile tie does ("ease tensions"), ``rift`` where one of breaking does.
        adverb: a word that must stand beside it ("away", "closer").
        object: what its object must be: ``self`` for a reflexive, or a lemma ("way").
        slots: where the other side or the bond stands: ``subject``, ``object``, prepositions.
    """

    word: str
    pos: str
    of: str
    adverb: str
    object: str
    slots: tuple[str, ...]
    status: TieStatus


@dataclass(frozen=True, slots=True)
class Stated:
    """A tie as one sentence states it, before it is put down to a speaker.

    ``predicate`` is the verb that asserts it, None where it is taken for granted ("its ally
    Iran"). ``change`` tells whether the predicate states a change rather than a state.
    """

    first: Mention
    second: Mention
    tie: TieWord
    trigger: Token
    predicate: Token | None
    status: TieStatus = "holds"
    sign: int | None = None
    qualifiers: tuple[str, ...] = ()
    change: bool = False


@cache
def tie_words(pos: str) -> dict[str, TieWord]:
    """The words of one kind by lemma."""
    return {
        row["word"]: TieWord(
            row["word"],
            row["pos"],
            cast("Relation", row["relation"]),
            int(row["sign"]),
            row["directed"] == "yes",
            row["first"],
            tuple(row["slots"].split()),
            row["past"] == "yes",
            row["note"].startswith("neutral"),
        )
        for row in table("lexicons/ties.csv")
        if row["pos"] == pos
    }


@cache
def changes(pos: str, of: str) -> dict[str, list[Change]]:
    """The words of change of one kind by lemma, those that ask for most first."""
    found: dict[str, list[Change]] = {}
    for row in table("lexicons/tie_changes.csv"):
        if row["pos"] == pos and row["of"] == of:
            change = Change(
                row["word"],
                row["pos"],
                row["of"],
                row["adverb"],
                row["object"],
                tuple(row["slots"].split()),
                cast("TieStatus", row["status"]),
            )
            found.setdefault(change.word, []).append(change)
    for each in found.values():
        each.sort(key=lambda change: -(bool(change.adverb) + bool(change.object)))
    return found


@cache
def judging() -> dict[str, tuple[TieStatus | None, int | None]]:
    """Adjectives that say how a tie stands: the status and the sign they give it."""
    return {
        row["word"]: (
            cast("TieStatus", row["status"]) if row["status"] else None,
            int(row["sign"]) if row["sign"] else None,
        )
        for row in table("lexicons/tie_qualifiers.csv")
    }
