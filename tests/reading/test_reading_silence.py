from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.silence import find_non_actions, patterns
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from detente.actors.registry import Registry

    Reader = Callable[[str], Draft]


@pytest.fixture(scope="module")
def silences_of(nlp: Language, registry: Registry) -> Reader:
    def read(text: str) -> Draft:
        article = Article("a", text, published=date(2018, 6, 2))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        for step in (find_mentions, attribute, find_non_actions):
            step(draft)
        return draft

    return read


def test_silence_is_kept_with_what_made_it_telling(silences_of: Reader) -> None:
    draft = silences_of(
        "Moscow remained mute in reaction to the strikes, even though it had been informed in"
        " advance, suggesting that it agreed to them."
    )
    (silence,) = draft.non_actions
    assert (silence.actor.actor, silence.kind) == ("RUS", "silence")
    assert silence.in_face_of is not None
    assert silence.expected_because is not None
    assert silence.read_as is not None
    assert draft.words(silence.in_face_of) == "in reaction to the strikes"
    assert draft.words(silence.expected_because).startswith("even though it had been informed")
    assert draft.words(silence.read_as) == "suggesting that it agreed to them"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia stood on the sidelines as Iranian forces came under attack.", "inaction"),
        ("Turkey turned a blind eye to the smuggling.", "acquiescence"),
        ("Russia did not object to the Israeli strikes.", "acquiescence"),
        ("Israel declined to comment on the strike.", "refusal"),
        ("Russia refused to condemn the attack.", "refusal"),
        ("The Syrian army failed to respond to the raid.", "inaction"),
        ("Russia stopped short of condemning Israel.", "abstention"),
        ("There was no reaction from Moscow to the strikes.", "silence"),
        ("Russia silently welcomed the interventions.", "tacit_approval"),
        ("Israel gave its tacit approval to the deal.", "tacit_approval"),
        ("Syria is unable to stand up to Iran.", "inability"),
        ("Syria was no longer able to guarantee security.", "inability"),
        ("What Putin meant by foreign forces was not clear.", "non_specification"),
        ("China abstained in the vote.", "abstention"),
        ("Iran accepted the deal without protesting.", "acquiescence"),
    ],
)
def test_kinds_of_non_action(silences_of: Reader, text: str, kind: str) -> None:
    found = silences_of(text).non_actions
    assert [non_action.kind for non_action in found] == [kind]
    assert found[0].actor.actor


@pytest.mark.parametrize(
    "text",
    [
        "Russia responded to the strikes.",
        "Russia will not object to the strikes.",
        "Russia did not refuse to comment.",
        "The front remained quiet overnight.",
    ],
)
def test_deeds_refusals_denied_and_things_are_left_out(silences_of: Reader, text: str) -> None:
    assert silences_of(text).non_actions == []


def test_a_possible_non_action_hangs_on_the_hedge(silences_of: Reader) -> None:
    draft = silences_of("Russia may not object to Israel striking Iranian targets.")
    (possible,) = draft.non_actions
    (hedge,) = [claim for claim in draft.claims if claim.id == possible.claim]
    assert hedge.speaker.kind == "narrator"
    assert hedge.factbank_author == "PS-"


def test_every_kind_in_the_table_is_one_of_the_eight() -> None:
    kinds = {pattern.kind for found in patterns().values() for pattern in found}
    assert kinds == {
        "silence",
        "inaction",
        "acquiescence",
        "refusal",
        "tacit_approval",
        "inability",
        "non_specification",
        "abstention",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Russia failed to win the support of China.",
        "Iran controls militias that do not answer to Damascus.",
        "Russia has not spoken of a rift with Iran.",
    ],
)
def test_what_only_sounds_like_silence_is_none(silences_of: Reader, text: str) -> None:
    assert silences_of(text).non_actions == []


def test_a_day_is_not_what_somebody_is_silent_about(silences_of: Reader) -> None:
    (found,) = silences_of("Russia did not comment on Monday.").non_actions
    assert found.in_face_of is None
    draft = silences_of("Russia did not comment on the strikes on Monday.")
    (found,) = draft.non_actions
    assert found.in_face_of is not None
    assert draft.words(found.in_face_of).startswith("on the strikes")
