from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.attribution import attribute, claim_holding
from detente.reading.cues import cues
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.quotations import find_quotations
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from detente.actors.registry import Registry
    from detente.types import Claim

    Reader = Callable[[str], Draft]


@pytest.fixture(scope="module")
def claims_of(nlp: Language, registry: Registry) -> Reader:
    def read(text: str) -> Draft:
        article = Article("a", text, published=date(2018, 6, 2))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        find_mentions(draft)
        attribute(draft)
        return draft

    return read


def only(draft: Draft) -> Claim:
    (claim,) = draft.claims
    return claim


def test_the_lexicon_is_wide_enough() -> None:
    verbs, nouns = cues("verb"), cues("noun")
    assert len(verbs) + len(nouns) >= 250
    assert {"say", "deny", "promise", "threat", "demand", "believe", "show"} == {
        sense.cue_class for senses in [*verbs.values(), *nouns.values()] for sense in senses
    }


def test_a_that_clause_is_the_content_without_its_that(claims_of: Reader) -> None:
    draft = claims_of("Iran said that Russia had withdrawn its troops from Syria.")
    claim = only(draft)
    assert draft.words(claim.content) == "Russia had withdrawn its troops from Syria"
    assert (claim.speaker.actor, claim.speaker.kind) == ("IRN", "state")
    assert (claim.cue_class, claim.form) == ("say", "indirect")
    # Bare reported speech commits the speaker and leaves the author uncommitted.
    assert (claim.factbank_speaker, claim.factbank_author) == ("CT+", "Uu")


def test_a_parenthetical_cue_takes_both_sides(claims_of: Reader) -> None:
    draft = claims_of(
        "Dmitry Peskov spoke to reporters. Russia was the exception, he said, since its forces"
        " had been invited."
    )
    claim = only(draft)
    assert claim.speaker.actor == "dmitry-peskov"
    assert claim.speaker.words == "Dmitry Peskov"
    words = draft.words(claim.content)
    assert words.startswith("Russia was")
    assert words.endswith("had been invited")


def test_a_relative_who_goes_back_to_its_antecedent(claims_of: Reader) -> None:
    draft = claims_of("Assad met Vladimir Putin, who announced that foreign troops would leave.")
    assert only(draft).speaker.actor == "vladimir-putin"


def test_he_in_a_later_clause_is_the_subject_of_the_main_clause(claims_of: Reader) -> None:
    draft = claims_of(
        "Dmitry Peskov kept to his line on Monday.\n\nAlexander Lavrentiev stirred speculation"
        " when he said that all troops must leave."
    )
    assert only(draft).speaker.actor == "alexander-lavrentiev"


def test_a_quotation_runs_on_through_the_sentences_that_follow(claims_of: Reader) -> None:
    draft = claims_of(
        "“We will not leave,” Bahram Qassemi said. “Nobody can force us. We were invited.”"
    )
    claim = only(draft)
    assert claim.form == "direct"
    assert draft.words(claim.content).endswith("We were invited.")
    assert len(claim.evidence) == 3
    assert [draft.words(span) for span in claim.verbatim] == [
        "We will not leave",
        "Nobody can force us. We were invited.",
    ]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_added_to_the_evidence(
    claims_of: Reader,
) -> None:
    draft = claims_of("Mike Pompeo said: “Iran must leave Syria.\n\n“It must stop now.”")
    claim = only(draft)
    assert claim.content.paragraph == 0
    assert {span.paragraph for span in claim.evidence} == {0, 1}
    assert draft.words(claim.verbatim[-1]) == "It must stop now."


def test_a_question_in_quotation_marks_before_its_cue(claims_of: Reader) -> None:
    draft = claims_of("“Who invited the Americans?” Bahram Qassemi asked.")
    claim = only(draft)
    assert draft.words(claim.content) == "Who invited the Americans?"
    assert claim.speaker.actor == "bahram-qassemi"


def test_a_paragraph_break_inside_a_quotation_loses_nothing(claims_of: Reader) -> None:
    draft = claims_of(
        "Bahram Qassemi said that “no one can force Iran.\n\n” Those who should leave “are the"
        " ones who came uninvited”, he said."
    )
    assert [c.speaker.actor for c in draft.claims] == ["bahram-qassemi", "bahram-qassemi"]


def test_a_document_with_a_writer_relays_his_words(claims_of: Reader) -> None:
    (claim,) = claims_of("Russia will leave, according to a statement by the Kremlin.").claims
    assert claim.speaker.actor == "RUS.PRES"
    assert [relay.words for relay in claim.relay] == ["a statement by the Kremlin"]


def test_presidents_who_speak_together_are_named_persons(claims_of: Reader) -> None:
    draft = claims_of(
        "Hassan Rouhani and Vladimir Putin met in Sochi. They said that the war was over."
    )
    claim = next(claim for claim in draft.claims if claim.cue == "said")
    assert claim.speaker.kind == "named"


def test_according_to_a_document(claims_of: Reader) -> None:
    draft = claims_of("According to the ceasefire provisions, militias must withdraw 25 km.")
    claim = only(draft)
    assert claim.speaker.kind == "document"
    assert claim.speaker.words == "the ceasefire provisions"
    assert draft.words(claim.content) == "militias must withdraw 25 km"


def test_how_it_came_is_kept_as_a_relay(claims_of: Reader) -> None:
    draft = claims_of(
        "Benjamin Netanyahu assured officials that Iran would leave, according to a statement"
        " from his office."
    )
    claim = only(draft)
    assert claim.speaker.actor == "benjamin-netanyahu"
    assert [(relay.kind, relay.words) for relay in claim.relay] == [
        ("document", "a statement from his office")
    ]
    assert draft.words(claim.content) == "Iran would leave"


def test_claims_nest_and_the_innermost_holds_a_word(claims_of: Reader) -> None:
    draft = claims_of("Some observers said that Israel believes Iran will attack the Golan.")
    outer, inner = draft.claims
    assert (outer.speaker.kind, outer.speaker.quantifier) == ("unnamed_group", "some")
    assert inner.speaker.actor == "ISR"
    at = draft.article.text.index("attack")
    assert claim_holding(draft, at) == inner


@pytest.mark.parametrize(
    ("subject", "quantity"),
    [("Many analysts", "many"), ("Some diplomats", "some"), ("A senior official", "one")],
)
def test_unnamed_voices_keep_their_number(claims_of: Reader, subject: str, quantity: str) -> None:
    claim = only(claims_of(f"{subject} said that Russia was leaving Syria."))
    assert claim.speaker.kind == "unnamed_group"
    assert claim.speaker.words.lower() == subject.lower()
    assert claim.speaker.quantifier == quantity


def test_hearsay_has_no_speaker(claims_of: Reader) -> None:
    for text in (
        "Tehran is said to be brilliant at masterminding conspiracies.",
        "Russia reportedly withdrew its aircraft from the base.",
    ):
        claim = only(claims_of(text))
        assert (claim.speaker.kind, claim.speaker.actor) == ("hearsay", None)


def test_what_developments_show_is_the_narrators(claims_of: Reader) -> None:
    draft = claims_of("Developments over recent weeks indicate that Russia is abandoning Iran.")
    claim = only(draft)
    assert (claim.speaker.kind, claim.cue_class, claim.form) == ("narrator", "show", "narration")
    assert claim.factbank_author == "PR+"
    assert claim.likelihood is not None
    assert claim.likelihood.by_convention


def test_with_and_a_participle(claims_of: Reader) -> None:
    draft = claims_of(
        "It has expressed its mistrust of Assad, with media close to the Iranian president"
        " describing him as “ungrateful” to Iran."
    )
    claim = next(claim for claim in draft.claims if claim.cue == "describing")
    assert claim.speaker.kind == "media"
    assert claim.speaker.words == "media close to the Iranian president"
    assert [draft.words(span) for span in claim.verbatim] == ["ungrateful"]
    assert claim.form == "mixed"


def test_demands_keep_whom_they_are_put_to(claims_of: Reader) -> None:
    claim = only(claims_of("The United States urged Iran to withdraw its forces from Syria."))
    assert (claim.cue_class, claim.addressee) == ("demand", "IRN")
    assert claim.factbank_speaker == "Uu"


def test_to_deny_something_to_somebody_is_no_denial(claims_of: Reader) -> None:
    assert claims_of("The court denied bail to the minister.").claims == []
    denial = only(claims_of("Iran denied any role in the attack."))
    assert (denial.cue_class, denial.factbank_speaker) == ("deny", "CT-")


def test_an_accusation_by_participle(claims_of: Reader) -> None:
    draft = claims_of("Russia expelled the envoy, accusing him of spying for Ukraine.")
    assert only(draft).speaker.actor == "RUS"
    assert draft.words(only(draft).content) == "him of spying for Ukraine"


def test_words_of_the_speaker_are_not_those_of_whom_he_belongs_to(claims_of: Reader) -> None:
    claim = only(claims_of("Putin's doctors said that he was well."))
    assert claim.speaker.actor != "vladimir-putin"
    assert claim.speaker.words == "Putin's doctors"


def test_i_is_the_speaker_inside_a_quotation_and_the_author_outside(claims_of: Reader) -> None:
    inner, outer = claims_of("“I think that Iran will leave,” Mike Pompeo said.").claims
    assert inner.speaker == outer.speaker
    assert only(claims_of("I think that Iran will leave.")).speaker.kind == "narrator"


def test_a_noun_can_be_the_cue(claims_of: Reader) -> None:
    draft = claims_of("Iran rejected Israel's claim that it had fired rockets.")
    claim = next(claim for claim in draft.claims if claim.cue == "claim")
    assert claim.speaker.actor == "ISR"
    assert draft.words(claim.content) == "it had fired rockets"


def test_a_name_and_a_colon(claims_of: Reader) -> None:
    claim = only(claims_of("Putin: Foreign forces must leave Syria"))
    assert claim.speaker.actor == "vladimir-putin"


def test_deeds_and_imagined_speech_are_no_claims(claims_of: Reader) -> None:
    for text in (
        "Israel struck Iranian targets near Damascus.",
        "If Russia says that Iran must leave, the alliance is over.",
        "Putin wanted a base called Hmeimim.",
    ):
        assert not [c for c in claims_of(text).claims if c.cue_class == "say"], text


def test_a_participle_goes_on_with_the_same_speaker(claims_of: Reader) -> None:
    draft = claims_of("Sergei Lavrov said that Russia was ready, adding that Iran should wait.")
    first, second = draft.claims
    assert draft.words(first.content) == "Russia was ready"
    assert second.speaker == first.speaker
    assert draft.words(second.content) == "Iran should wait"


def test_spans_are_the_words_of_the_unchanged_text(claims_of: Reader) -> None:
    text = "Iran\nsaid “we\nstay”,  and\tRussia denied that\nit would\u00a0leave."
    draft = claims_of(text)
    assert draft.claims
    for claim in draft.claims:
        for span in (claim.content, *claim.verbatim, *claim.evidence):
            assert draft.words(span) == text[span.start : span.end]
            assert draft.words(span).strip() == draft.words(span) != ""


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes” and ‘no’.", ["yes", "no"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("It's Iran's ‘forward base’, he said.", ["forward base"]),
        ("“Left open.\n\nNext.", ["Left open."]),
        ("“No one.\n\n” Those “who left”.", ["No one.", "who left"]),
        ("He said ''so''.", ["so"]),
    ],
)
def test_quotation_marks_are_paired_with_repair(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inside


@pytest.mark.outside
def test_the_founding_article(claims_of: Reader, seed_article: Path) -> None:
    draft = claims_of(seed_article.read_text(encoding="utf-8"))
    named = {
        (c.speaker.actor, draft.words(c.content)[:30])
        for c in draft.claims
        if c.speaker.kind == "named" and c.cue_class == "say"
    }
    assert ("alexander-lavrentiev", "Putin had been referring to “a") in named
    assert ("bahram-qassemi", "Iranian forces would remain in") in named
    assert ("dmitry-peskov", "Russia was the sole exception,") in named
    # Nobody named on the Russian side says what the headline says.
    away = [c for c in draft.claims if "distanc" in draft.words(c.content)]
    assert {c.speaker.kind for c in away} <= {"narrator", "unnamed_group"}
    assert not [c for c in draft.claims if c.speaker.words.lower() in {"he", "it", "who", "they"}]


def test_two_voices_in_one_sentence_are_kept_apart(claims_of: Reader) -> None:
    draft = claims_of("Russia said that Iran was leaving, while Israel said that it was staying.")
    assert [(c.speaker.actor, draft.words(c.content)) for c in draft.claims] == [
        ("RUS", "Iran was leaving"),
        ("ISR", "it was staying"),
    ]


def test_a_cue_may_interrupt_its_quotation(claims_of: Reader) -> None:
    draft = claims_of("“I do not think,” Mike Pompeo said, “that Iran will leave Syria.”")
    claim = next(claim for claim in draft.claims if claim.cue == "said")
    assert draft.words(claim.content).endswith("that Iran will leave Syria")
    assert claim.form == "direct"


def test_those_who_speak_together_are_one_speaker(claims_of: Reader) -> None:
    (claim,) = claims_of("India and Pakistan said that the ceasefire would hold.").claims
    assert claim.speaker.words == "India and Pakistan"
    assert claim.speaker.actor == "IND+PAK"
    assert claim.speaker.kind == "state"


def test_what_somebody_did_not_speak_of_is_no_claim(claims_of: Reader) -> None:
    assert claims_of("Russia did not comment on the strike.").claims == []
    (claim,) = claims_of("Putin did not say that Iran had left.").claims
    assert claim.factbank_speaker == "Uu"
