from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.outlook import find_outlooks
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from detente.actors.registry import Registry

    Reader = Callable[[str], Draft]


@pytest.fixture(scope="module")
def outlooks_of(nlp: Language, registry: Registry) -> Reader:
    def read(text: str) -> Draft:
        article = Article("a", text, published=date(2018, 6, 2))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        for step in (find_mentions, attribute, find_outlooks):
            step(draft)
        return draft

    return read


def test_a_prediction_of_the_author(outlooks_of: Reader) -> None:
    draft = outlooks_of("Tehran will cause problems for Russia if Moscow turns against it.")
    (outlook,) = draft.outlooks
    assert outlook.holder.kind == "narrator"
    assert draft.words(outlook.predicted) == "Tehran will cause problems for Russia"
    assert outlook.condition is not None
    assert draft.words(outlook.condition) == "if Moscow turns against it"
    assert outlook.factbank == "Uu"
    assert set(outlook.actors) == {"IRN", "RUS"}


def test_in_some_cases_sets_no_condition(outlooks_of: Reader) -> None:
    (outlook,) = outlooks_of("In some cases, Iran will respond.").outlooks
    assert outlook.condition is None
    (outlook,) = outlooks_of("In case of an attack, Iran will respond.").outlooks
    assert outlook.condition is not None


def test_a_prediction_belongs_to_the_speaker_of_its_claim(outlooks_of: Reader) -> None:
    draft = outlooks_of("Bahram Qassemi said that Iranian forces would remain in Syria.")
    (outlook,) = draft.outlooks
    assert outlook.holder.actor == "bahram-qassemi"
    assert outlook.claim == draft.claims[0].id


@pytest.mark.parametrize(
    ("text", "hedge", "term"),
    [
        ("Russia might agree to strikes.", "might", None),
        ("Russia is likely to agree to strikes.", "likely", "likely"),
        ("Most likely, Russia will agree to strikes.", "most likely", "likely"),
        ("Russia is expected to withdraw from Syria.", "expected to", "likely"),
    ],
)
def test_hedges_keep_their_printed_likelihood(
    outlooks_of: Reader, text: str, hedge: str, term: str | None
) -> None:
    (outlook,) = outlooks_of(text).outlooks
    assert outlook.hedge == hedge
    assert outlook.likelihood is not None
    assert outlook.likelihood.term == term


def test_what_is_expected_or_feared_without_a_modal(outlooks_of: Reader) -> None:
    draft = outlooks_of("Israel fears a collapse of the ceasefire.")
    (outlook,) = draft.outlooks
    assert outlook.holder.actor == "ISR"
    assert draft.words(outlook.predicted) == "a collapse of the ceasefire"
    assert outlook.factbank == "PS+"


def test_a_stated_day_is_the_horizon(outlooks_of: Reader) -> None:
    (outlook,) = outlooks_of("Trump and Kim will meet in Singapore on 12 June.").outlooks
    assert outlook.horizon.start == date(2018, 6, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors could not find any weapons when they arrived.",
        "Russia may have calculated on such developments.",
        "Israel struck targets in Syria.",
        "The troops that will stay are Russian.".replace("will stay are", "stayed were"),
    ],
)
def test_the_past_and_plain_ability_are_no_outlook(outlooks_of: Reader, text: str) -> None:
    assert outlooks_of(text).outlooks == []
