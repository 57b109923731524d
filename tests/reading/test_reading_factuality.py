"""What became of an act, in the words that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.reading.draft import Sentence
from detente.reading.factuality import judge
from detente.reading.tense import Judgement

if TYPE_CHECKING:
    from spacy.language import Language


def _judge(nlp: Language, text: str, word: str, *, headline: bool = False) -> Judgement:
    doc = nlp(text)
    sentence = Sentence("a_1", 0, 0, 0, len(text), doc)
    token = next(token for token in doc if token.text == word)
    return judge(sentence, token, headline=headline)


CASES = [
    ("Israel attacked Iran.", "attacked", "happened", "CT+"),
    ("Israel has attacked Iran.", "attacked", "happened", "CT+"),
    ("Israel is attacking Iran.", "attacking", "ongoing", "CT+"),
    ("Israel had attacked Iran before the summit.", "attacked", "background", "CT+"),
    ("Russia used to arm Iran.", "arm", "background", "CT+"),
    ("Israel managed to destroy the base.", "destroy", "happened", "CT+"),
    ("Israel did not attack Iran.", "attack", "negated", "CT-"),
    ("Iran never attacked Israel.", "attacked", "negated", "CT-"),
    ("No country attacked Iran.", "attacked", "negated", "CT-"),
    ("Israel almost attacked Iran.", "attacked", "negated", "CT-"),
    ("Israel failed to destroy the base.", "destroy", "negated", "CT-"),
    ("Iran refused to withdraw its forces.", "withdraw", "negated", "CT-"),
    ("Iran stopped short of attacking Israel.", "attacking", "negated", "CT-"),
    ("Israel has yet to attack Iran.", "attack", "negated", "CT-"),
    ("The regime is unable to attack Israel.", "attack", "negated", "CT-"),
    ("Israel struck Syria without consulting Moscow.", "consulting", "negated", "CT-"),
    ("Israel will not attack Iran.", "attack", "negated", "PR-"),
    ("Israel may attack Iran.", "attack", "possible", "PS+"),
    ("Russia might not attack Iran.", "attack", "possible", "PS-"),
    ("Israel will attack Iran.", "attack", "predicted", "PR+"),
    ("Israel is expected to strike Iran.", "strike", "predicted", "PR+"),
    ("Israel would attack Iran if it built a bomb.", "attack", "conditional", "Uu"),
    ("If Iran attacks Israel, the US will intervene.", "attacks", "hypothetical", "Uu"),
    ("If Iran attacks Israel, the US will intervene.", "intervene", "conditional", "Uu"),
    ("Israel should attack Iran.", "attack", "called_for", "Uu"),
    ("Russia urged Iran to withdraw its forces.", "withdraw", "called_for", "Uu"),
    ("Israel wants to attack Iran.", "attack", "desired", "Uu"),
    ("Israel plans to attack Iran.", "attack", "planned", "Uu"),
    ("Putin was to visit Tehran in May.", "visit", "planned", "Uu"),
    ("Iran promised to withdraw its forces.", "withdraw", "promised", "Uu"),
    ("Israel threatened to bomb Tehran.", "bomb", "threatened", "Uu"),
    ("Israel fears that Iran will attack it.", "attack", "feared", "Uu"),
    ("Israel acted in order to avoid being bombed.", "bombed", "feared", "Uu"),
    ("Iran denied that it had attacked Israel.", "attacked", "denied", "Uu"),
    ("Iran said Israel attacked the base.", "attacked", "reported", "Uu"),
    ("Israel reportedly attacked Iran.", "attacked", "reported", "Uu"),
    ("The US accused Iran of attacking tankers.", "attacking", "reported", "Uu"),
]


@pytest.mark.parametrize(("text", "word", "reality", "value"), CASES)
def test_a_verb_is_judged_by_its_clause(
    nlp: Language, text: str, word: str, reality: str, value: str
) -> None:
    assert _judge(nlp, text, word) == Judgement(reality, value)  # type: ignore[arg-type]


NOUNS = [
    ("Israel launched strikes against Iran.", "strikes", "happened"),
    ("Israel did not launch strikes against Iran.", "strikes", "negated"),
    ("Russia condemned the strikes on Syria.", "strikes", "happened"),
    ("Russia did not condemn the strikes on Syria.", "strikes", "happened"),
    ("The meeting between Putin and Rouhani was not held.", "meeting", "negated"),
    ("The possibility of an Iranian attack worries Israel.", "attack", "possible"),
    ("Planned talks between Iran and Russia worry Israel.", "talks", "planned"),
    ("The alleged attack was condemned by Russia.", "attack", "reported"),
    ("Russia called for the withdrawal of foreign forces.", "withdrawal", "called_for"),
    ("Russia would prefer any such strikes to be limited.", "strikes", "hypothetical"),
    ("There was no attack on Israel.", "attack", "negated"),
]


@pytest.mark.parametrize(("text", "word", "reality"), NOUNS)
def test_a_noun_is_judged_by_its_governor(
    nlp: Language, text: str, word: str, reality: str
) -> None:
    assert _judge(nlp, text, word).reality == reality


def test_a_headline_tells_deeds_in_the_present(nlp: Language) -> None:
    text = "Russia attacks Georgia"
    assert _judge(nlp, text, "attacks").reality == "ongoing"
    assert _judge(nlp, text, "attacks", headline=True).reality == "happened"


def test_what_is_not_failed_is_done(nlp: Language) -> None:
    assert _judge(nlp, "Israel did not fail to destroy the base.", "destroy").factual


def test_two_verbs_share_one_negation(nlp: Language) -> None:
    text = "Israel will not attack or invade Lebanon."
    assert _judge(nlp, text, "invade").reality == "negated"
