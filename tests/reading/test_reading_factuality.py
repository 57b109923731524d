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
    # semi-modals
    ("Israel is going to attack Iran.", "attack", "predicted", "PR+"),
    ("Israel is not going to attack Iran.", "attack", "negated", "PR-"),
    ("Israel was going to attack Iran.", "attack", "planned", "Uu"),
    ("Israel must not attack Iran.", "attack", "negated", "Uu"),
    ("Israel does not have to attack Iran.", "attack", "negated", "Uu"),
    ("Israel had to withdraw its troops.", "withdraw", "happened", "PR+"),
    ("Israel has to withdraw its troops.", "withdraw", "called_for", "Uu"),
    ("Israel was able to destroy the base.", "destroy", "happened", "PR+"),
    ("Israel is able to destroy the base.", "destroy", "possible", "PS+"),
    ("Egypt allowed the ships to pass.", "pass", "happened", "PR+"),
    ("The drone was used to kill a general.", "kill", "happened", "PR+"),
    # negation, near misses, small numbers
    ("Few states condemned the attack.", "condemned", "negated", "PR-"),
    ("A few states condemned the attack.", "condemned", "happened", "CT+"),
    ("Iran not only attacked Israel but armed its foes.", "attacked", "happened", "CT+"),
    ("Iran is unlikely to attack Israel.", "attack", "negated", "PR-"),
    ("It is unlikely that Iran will attack Israel.", "attack", "negated", "PR-"),
    ("Iran is too weak to attack Israel.", "attack", "negated", "CT-"),
    ("Israel has no plans to attack Iran.", "attack", "negated", "PR-"),
    ("Iran attacked Israel rather than negotiating.", "negotiating", "negated", "CT-"),
    ("Israel failed to reach a deal and attacked Iran.", "attacked", "happened", "CT+"),
    ("The army would not comment, citing security.", "citing", "ongoing", "CT+"),
    ("Iran forgot to inform Israel.", "inform", "negated", "CT-"),
    ("Iran pretended to withdraw its troops.", "withdraw", "negated", "CT-"),
    ("Israel may prevent Iran from arming Syria.", "arming", "possible", "PS-"),
    ("Israel will prevent Iran from arming Syria.", "arming", "negated", "PR-"),
    # commands, conditions, times to come
    ("Leave our country.", "Leave", "called_for", "Uu"),
    ("Russia demanded that Israel leave Syria.", "leave", "called_for", "Uu"),
    ("Russia insisted that Israel left Syria.", "left", "reported", "Uu"),
    ("The suggestion that Israel leave Syria angered ministers.", "leave", "called_for", "Uu"),
    ("Should Iran attack Israel, the US will respond.", "attack", "hypothetical", "Uu"),
    ("Had Iran attacked, the US would have responded.", "attacked", "hypothetical", "Uu"),
    ("The troops will stay until Iran withdraws its forces.", "withdraws", "hypothetical", "Uu"),
    ("The troops stayed until Iran withdrew its forces.", "withdrew", "happened", "CT+"),
    ("Iran asked whether Israel attacked the base.", "attacked", "hypothetical", "Uu"),
    # what is taken as given, what seems, what nobody vouches for
    ("Iran did not know that Israel attacked it.", "attacked", "happened", "CT+"),
    ("The ministers regretted that Israel attacked Iran.", "attacked", "happened", "CT+"),
    ("Iran declined to say what Israel attacked.", "attacked", "happened", "CT+"),
    ("After meeting Putin, Trump will visit Israel.", "meeting", "happened", "CT+"),
    ("Iran appears to have attacked Israel.", "attacked", "happened", "PR+"),
    ("Iran could not confirm that Israel attacked the base.", "attacked", "possible", "Uu"),
    ("Reports that Israel attacked the base were denied.", "attacked", "denied", "Uu"),
    ("I can confirm that Israel attacked the base.", "confirm", "ongoing", "CT+"),
    # purpose
    ("Putin flew to Tehran to meet Rouhani.", "meet", "desired", "Uu"),
    ("Thousands rallied in Tehran to protest the attack.", "protest", "happened", "PR+"),
    ("The army returned, only to be attacked.", "attacked", "happened", "CT+"),
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
    ("There is not any threat of war.", "threat", "negated"),
    ("Iran refused talks with Israel.", "talks", "negated"),
    ("Iran refused the request of Israel.", "request", "happened"),
    ("The parties failed to sign the agreement.", "agreement", "negated"),
    ("Israel is subject to attack.", "attack", "possible"),
    ("The pact could lead to a war.", "war", "possible"),
    ("A strike would mean war.", "strike", "hypothetical"),
    ("Any attack will be answered.", "attack", "hypothetical"),
    ("They argued for a withdrawal.", "withdrawal", "called_for"),
    ("They seek protection from attacks.", "attacks", "feared"),
    ("The drone strike plan was shelved.", "strike", "planned"),
    ("It fears a repeat of recent attacks.", "attacks", "happened"),
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
