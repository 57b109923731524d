from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.ontology.factbank import BANDS, VALUES, likelihood_words, negate, value, within
from detente.reading.certainty import condition_of, is_negated, judge_predicate

if TYPE_CHECKING:
    from spacy.language import Language


def test_chains_are_as_strong_as_their_weakest_link() -> None:
    assert within("CT+", "PR+") == "PR+"
    assert within("CT-", "CT-") == "CT+"
    assert within("PR-", "CT+") == "PR-"
    assert within("Uu", "CT+") == "Uu"
    assert within("CT+", "CTu") == "Uu"


def test_negating_twice_gives_the_value_back() -> None:
    for known in VALUES:
        assert negate(negate(known)) == known
        assert value(known) == known
    with pytest.raises(ValueError, match="FactBank"):
        value("CT")


def test_printed_terms_have_the_ranges_of_the_directive() -> None:
    assert list(BANDS.values()) == sorted(BANDS.values())
    for likelihood, _ in likelihood_words().values():
        if likelihood.term is None:
            assert (likelihood.low, likelihood.high) == (None, None)
        else:
            assert (likelihood.low, likelihood.high) == BANDS[likelihood.term]


@pytest.mark.parametrize(
    ("text", "expected", "term"),
    [
        ("Russia withdrew.", "CT+", None),
        ("Russia did not withdraw.", "CT-", None),
        ("Russia never withdrew.", "CT-", None),
        ("Nobody can force Iran.", "CT-", None),
        ("Russia may withdraw.", "PS+", None),
        ("Russia may not withdraw.", "PS-", None),
        ("Russia will probably withdraw.", "PR+", "likely"),
        ("Russia will very likely withdraw.", "PR+", "very likely"),
        ("Russia will almost certainly withdraw.", "CT+", "almost certain"),
        ("Russia should withdraw.", "Uu", None),
        ("Russia will withdraw if Iran does.", "Uu", None),
    ],
)
def test_predicates_are_judged_by_their_own_words(
    nlp: Language, text: str, expected: str, term: str | None
) -> None:
    predicate = next(token for token in nlp(text) if token.dep_ == "ROOT")
    got, likelihood = judge_predicate(predicate)
    assert got == expected
    assert (likelihood.term if likelihood else None) == term


def test_possible_words_state_no_likelihood(nlp: Language) -> None:
    predicate = next(token for token in nlp("Iran could strike.") if token.dep_ == "ROOT")
    _, likelihood = judge_predicate(predicate)
    assert likelihood is not None
    assert (likelihood.word, likelihood.term, likelihood.low) == ("could", None, None)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Iran will respond if Israel strikes again.", "if Israel strikes again"),
        ("Unless Israel stops, Iran will respond.", "Unless Israel stops"),
        ("Iran could respond when Israel strikes.", "when Israel strikes"),
        (
            "Iran could respond in the event that Israel strikes.",
            "in the event that Israel strikes",
        ),
        ("Iran will stay as long as Assad wants it.", "as long as Assad wants it"),
        ("Iran responded when Israel struck.", None),
        ("Iran responded as if Israel had struck.", None),
    ],
)
def test_conditions(nlp: Language, text: str, condition: str | None) -> None:
    predicate = next(token for token in nlp(text) if token.dep_ == "ROOT")
    found = condition_of(predicate)
    assert (text[found[0] : found[1]] if found else None) == condition


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("Iran attacked Israel.", "attacked", False),
        ("Iran did not attack Israel.", "attack", True),
        ("Iran no longer arms Syria.", "arms", True),
        ("Iran hardly attacked Israel.", "attacked", True),
        ("Nobody attacked Israel.", "attacked", True),
        ("No state attacked Israel.", "attacked", True),
        ("Iran has no troops in Syria.", "has", True),
        ("There was no attack.", "was", True),
        ("Neither Iran nor Russia attacked Israel.", "attacked", True),
        ("Iran neither confirmed nor denied the report.", "confirmed", True),
        ("Iran neither confirmed nor denied the report.", "denied", True),
        ("Nor did Iran attack Israel.", "attack", True),
        ("Under no circumstances will Iran attack Israel.", "attack", True),
        ("Israel struck Syria without consulting Moscow.", "consulting", True),
        ("Nobody did not attack.", "attack", False),
        ("Iran not only attacked Israel but armed its foes.", "attacked", False),
        ("Iran almost attacked Israel.", "attacked", False),
        ("Iran barely escaped war.", "escaped", False),
    ],
)
def test_one_negation_for_claims_and_events(
    nlp: Language, text: str, word: str, negated: bool
) -> None:
    predicate = next(token for token in nlp(text) if token.text == word)
    assert is_negated(predicate) is negated
