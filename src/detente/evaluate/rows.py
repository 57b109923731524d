"""Judgements counted up, and listed one by one, as rows to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.evaluate.actors import ERRORS
from detente.evaluate.gold import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.evaluate.actors import Judgement
    from detente.evaluate.gold import GoldMention
    from detente.types import Mention


@dataclass(slots=True)
class Tally:
    """Counts over some judgements.

    ``said`` are the reader's mentions that say who is meant and count; ``said_right`` those
    of them that are right.
    """

    gold: int = 0
    right: int = 0
    wrong: int = 0
    open: int = 0
    missed: int = 0
    spurious: int = 0
    said: int = 0
    said_right: int = 0

    def add(self, one: Judgement) -> None:
        """Count one in."""
        self.gold += one.gold is not None
        setattr(self, one.outcome, getattr(self, one.outcome) + 1)
        self.said += one.carries
        self.said_right += one.carries and one.outcome == "right"

    def row(self, part: str, name: str) -> dict[str, Any]:
        """The counts with precision and recall; None where there is nothing to divide by."""
        return {
            "part": part,
            "name": name,
            "gold": self.gold,
            "right": self.right,
            "wrong": self.wrong,
            "open": self.open,
            "missed": self.missed,
            "spurious": self.spurious,
            "precision": _share(self.said_right, self.said),
            "recall": _share(self.right, self.gold),
        }


def score_rows(judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Precision and recall: over all that counts, by tier, by kind; then four checks.

    Spurious mentions have no tier; they are counted under the kind the reader gives them.
    The checks are shares of gold mentions: those whose actor the registry knows or that stay
    open; those with the right state, of those that have one; those rightly left open; and
    places found that were not taken for actors, of any tier.
    """
    rows = [_tally(one for one in judgements if one.counts).row("all", "tiers 1 and 2")]
    for tier in (*COUNTED, 3):
        of_tier = _tally(one for one in judgements if one.gold and one.gold.tier == tier)
        if of_tier.gold:
            rows.append(of_tier.row("tier", str(tier)))
    for kind in sorted({_kind(one) for one in judgements if one.counts}):
        of_kind = _tally(one for one in judgements if one.counts and _kind(one) == kind)
        rows.append(of_kind.row("kind", kind))
    return [*rows, *_checks(judgements)]


def error_rows(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Every wrong, open, missed and spurious mention that counts, with its sentence."""
    return [
        {
            "article": one.article,
            "error": one.outcome,
            "words": one.gold.words if one.gold else one.found[0].words,
            "start": one.gold.start if one.gold else one.found[0].span.start,
            "end": one.gold.end if one.gold else one.found[0].span.end,
            "kind": _kind(one),
            "tier": one.gold.tier if one.gold else None,
            "expected": _expected(one.gold) if one.gold else None,
            "found": _given(one.found),
            "found_words": one.found[0].words if one.found else None,
            "found_kind": one.found[0].kind if one.found else None,
            "listed": not one.unknown,
            "sentence": " ".join(one.sentence.split()),
        }
        for one in judgements
        if one.counts and one.outcome in ERRORS
    ]


def _checks(judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    counted = [one for one in judgements if one.gold and one.gold.tier in COUNTED]
    stately = [one for one in counted if one.has_state]
    opened = [one for one in counted if one.gold and _stays_open(one.gold)]
    known = [one for one in counted if not one.unknown]
    places = [one for one in judgements if one.gold and one.gold.kind == "place" and one.found]
    return [
        _check("in the registry", counted, known),
        _check("right state", stately, [one for one in stately if one.state_right]),
        _check("kept open", opened, [one for one in opened if one.outcome == "right"]),
        _check("places kept places", places, [one for one in places if not _acts(one)]),
    ]


def _check(name: str, of: Sequence[Judgement], good: Sequence[Judgement]) -> dict[str, Any]:
    row = dict.fromkeys(Tally().row("", ""), None)
    share = _share(len(good), len(of))
    return {**row, "part": "check", "name": name, "gold": len(of), "right": len(good)} | {
        "recall": share
    }


def _tally(judgements: Iterable[Judgement]) -> Tally:
    tally = Tally()
    for one in judgements:
        if one.outcome not in ("part", "place"):
            tally.add(one)
    return tally


def _stays_open(gold: GoldMention) -> bool:
    return not gold.state and all(name is None for need in gold.needs for name in need)


def _acts(one: Judgement) -> bool:
    return one.carries and any(mention.kind != "place" for mention in one.found)


def _kind(one: Judgement) -> str:
    if one.gold:
        return one.gold.kind or "(none given)"
    return one.found[0].kind


def _expected(gold: GoldMention) -> str:
    of_state = f" of {gold.state}" if gold.state else ""
    return " and ".join(
        " or ".join(f"open{of_state}" if name is None else name for name in need)
        for need in gold.needs
    )


def _given(found: Sequence[Mention]) -> str | None:
    if not found:
        return None
    return " and ".join(mention.actor.id if mention.actor else "open" for mention in found)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
