"""Certainty: FactBank values, and the likelihood terms of ICD 203.

Three questions are kept apart and never merged into one number. Did the speaker commit
himself, and to which polarity: a FactBank value (Saurí and Pustejovsky 2009). Which word
of probability was printed: a term of US Intelligence Community Directive 203 with its
range in percent. How good the source is: for a person to say, not for this program.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from detente.data import table
from detente.types import FactValue, Likelihood

if TYPE_CHECKING:
    from collections.abc import Mapping

#: All FactBank values in use, strongest commitment first.
VALUES: tuple[FactValue, ...] = get_args(FactValue)

#: The seven bands of ICD 203 (2015), section D.6.e.2.a: term -> (low, high) in percent.
BANDS: Mapping[str, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}

_OPPOSITE: Mapping[FactValue, FactValue] = {
    "CT+": "CT-",
    "PR+": "PR-",
    "PS+": "PS-",
    "CT-": "CT+",
    "PR-": "PR+",
    "PS-": "PS+",
    "CTu": "CTu",
    "Uu": "Uu",
}
_STRENGTH = {"CT": 3, "PR": 2, "PS": 1, "U": 0}


def negate(value: FactValue) -> FactValue:
    """The same commitment to the opposite polarity."""
    return _OPPOSITE[value]


def within(outer: FactValue, inner: FactValue) -> FactValue:
    """The value of something held `inner` inside what is itself held `outer`.

    A chain is as strong as its weakest link, and two negatives cancel: to deny (``CT-``)
    that something did not happen (``CT-``) is to hold that it did (``CT+``).
    """
    if "u" in outer[-1:] or "u" in inner[-1:]:
        return "Uu"
    strength = min(outer[:2], inner[:2], key=lambda part: _STRENGTH[part])
    polarity = "+" if outer[2] == inner[2] else "-"
    for value in VALUES:
        if value == strength + polarity:
            return value
    raise ValueError(f"no FactBank value {strength + polarity}")  # pragma: no cover


def value(text: str) -> FactValue:
    """Check a FactBank value read from a table.

    Raises:
        ValueError: the text is not one of `VALUES`.
    """
    for known in VALUES:
        if known == text:
            return known
    raise ValueError(f"not a FactBank value: {text!r}")


@cache
def likelihood_words() -> dict[str, tuple[Likelihood, FactValue]]:
    """Printed words of likelihood with their ICD 203 term, range and FactBank value.

    Words that say a thing is possible without saying how likely (may, might, could) have no
    term: readers do not agree on any range for them (Mosteller and Youtz 1990).
    """
    return {
        row["words"]: (
            Likelihood(
                word=row["words"],
                term=row["term"] or None,
                low=int(row["low"]) if row["low"] else None,
                high=int(row["high"]) if row["high"] else None,
                by_convention=row["by_convention"] == "yes",
            ),
            value(row["value"]),
        )
        for row in table("lexicons/certainty.csv")
    }


@cache
def conventional(lemma: str) -> Likelihood | None:
    """The likelihood that convention reads into a cue ("believe", "seem", "indicate")."""
    for row in table("lexicons/cue_likelihood.csv"):
        if row["lemma"] == lemma:
            return Likelihood(lemma, row["term"], int(row["low"]), int(row["high"]), True)
    return None
