"""Ties that somebody states: who is whose ally or rival, and which tie is made or broken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.ties import find_ties
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from detente.actors.registry import Registry
    from detente.types import Tie

    Read = Callable[[str], Draft]


@pytest.fixture(scope="module")
def read(nlp: Language, registry: Registry) -> Read:
    def _read(text: str) -> Draft:
        article = Article("made-up", text, published=date(2018, 6, 2))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        for step in (find_mentions, attribute, find_ties):
            step(draft)
        return draft

    return _read


def only(draft: Draft) -> Tie:
    assert len(draft.ties) == 1, [(t.a.actor, t.relation, t.b.actor, t.status) for t in draft.ties]
    return draft.ties[0]


def ends(tie: Tie) -> set[str]:
    return {tie.a.actor, tie.b.actor}


@pytest.mark.parametrize(
    ("text", "a", "relation", "b", "sign"),
    [
        ("Iran has long been a close ally of Syria.", "IRN", "ally", "SYR", 1),
        ("Saudi Arabia, Iran's main rival, welcomed the decision.", "SAU", "rival", "IRN", -1),
        ("India competes with China over ports.", "IND", "competes", "CHN", -1),
        ("Russia and Egypt remain partners.", "RUS", "partner", "EGY", 1),
        ("The alliance between France and Germany was tactical.", "FRA", "ally", "DEU", 1),
        ("Hezbollah, which is backed by Iran, denied it.", "IRN", "patron", "LBN.HEZBOLLAH", 1),
        ("Hezbollah is a proxy of Iran.", "IRN", "patron", "LBN.HEZBOLLAH", 1),
        ("Iran controls the Houthis.", "IRN", "controls", "YEM.HOUTHI", 0),
        (
            "Pakistan, a long-time supporter of the Taliban, agreed.",
            "PAK",
            "patron",
            "AFG.TALIBAN",
            1,
        ),
        ("Cuba relies on Venezuela.", "VEN", "patron", "CUB", 1),
    ],
)
def test_a_standing_tie_has_its_ends_the_right_way_round(
    read: Read, text: str, a: str, relation: str, b: str, sign: int
) -> None:
    tie = only(read(text))
    assert (tie.relation, tie.sign, tie.status) == (relation, sign, "holds")
    if tie.directed:
        assert (tie.a.actor, tie.b.actor) == (a, b)
    else:
        assert ends(tie) == {a, b}
    assert tie.factbank == "CT+"
    assert tie.claim is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russia is distancing itself from Iran.", "weakening"),
        ("Russia is abandoning its alliance with Iran.", "weakening"),
        ("Russia has abandoned its alliance with Iran.", "ended"),
        ("Russia has broken with Iran.", "ended"),
        ("Russia is turning away from Iran.", "weakening"),
        ("Relations between Russia and Iran have deteriorated.", "weakening"),
        ("There is a rift between Russia and Iran.", "weakening"),
        ("Russia has scaled down its relationship with Iran.", "weakening"),
        ("Russia and Iran are drifting apart.", "weakening"),
        ("Russia has drawn closer to Iran.", "strengthening"),
        ("Russia and Iran have drawn closer.", "strengthening"),
        ("Russia strengthened its ties with Iran.", "strengthening"),
        ("Russia restored diplomatic relations with Iran.", "strengthening"),
        ("Russia wants closer ties with Iran.", "sought"),
        ("Russia is no longer an ally of Iran.", "ended"),
        ("Russia is a former ally of Iran.", "ended"),
        ("Russia and Iran restored diplomatic relations.", "strengthening"),
        ("Russia broke off relations with Iran.", "ended"),
        ("The rift between Russia and Iran has healed.", "strengthening"),
        ("Russia's break in ties with Iran surprised Turkey.", "ended"),
    ],
)
def test_words_of_change_give_the_status(read: Read, text: str, status: str) -> None:
    tie = only(read(text))
    assert tie.status == status
    assert tie.sign == 1
    assert ends(tie) == {"RUS", "IRN"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tensions between Russia and Turkey are mounting.", "strengthening"),
        ("Rising tensions between Russia and Turkey remain.", "strengthening"),
        ("Egypt eased tensions with Turkey.", "weakening"),
        ("The feud between Egypt and Turkey has deepened.", "strengthening"),
    ],
)
def test_what_deepens_a_feud_makes_hostility_stronger(read: Read, text: str, status: str) -> None:
    tie = only(read(text))
    assert (tie.sign, tie.status) == (-1, status)


@pytest.mark.parametrize(
    ("text", "relation", "sign"),
    [
        ("Armenia is dependent on Russia.", "patron", 1),
        ("Egypt and Turkey are at odds over Libya.", "rival", -1),
        ("Iran is hostile to Israel.", "enemy", -1),
        ("France and Germany are allied.", "ally", 1),
        ("The group stands by Iran.", "", 0),
    ],
)
def test_adjectives_state_ties_too(read: Read, text: str, relation: str, sign: int) -> None:
    ties = read(text).ties
    assert [(t.relation, t.sign) for t in ties] == ([(relation, sign)] if relation else [])


def test_a_rising_hostility_belongs_to_two_named_sides(read: Read) -> None:
    draft = read("Two competitors met. Russia competes with two rivals.")
    assert draft.ties == []


def test_a_denied_change_leaves_the_tie_standing(read: Read) -> None:
    own = only(read("Russia is not distancing itself from Iran."))
    assert (own.status, own.sign, own.factbank) == ("holds", 1, "CT+")
    said = only(read("Dmitry Peskov said Russia was not distancing itself from Iran."))
    assert (said.status, said.sign, said.factbank) == ("holds", 1, "Uu")


def test_a_denied_tie_is_not_counted_as_friendly(read: Read) -> None:
    own = only(read("Russia is not an ally of Iran."))
    assert own.factbank == "CT-"
    said = only(read("Sergei Lavrov said Iran was not an ally of Russia."))
    assert (said.sign, said.qualifiers[0], said.factbank) == (0, "not", "Uu")


def test_a_demand_to_end_support_says_that_it_goes_on(read: Read) -> None:
    (tie,) = read("Mike Pompeo said Iran must end its support for Hezbollah.").ties
    assert (tie.relation, tie.status) == ("patron", "holds")


def test_likelihood_stays_with_the_tie(read: Read) -> None:
    assert only(read("A break between Russia and Iran is unlikely.")).factbank == "PR-"
    assert only(read("Russia may break with Iran.")).factbank == "PS+"


def test_a_break_up_that_cannot_be_quick_is_not_over(read: Read) -> None:
    assert only(read("The Russian-Iranian break-up cannot be quick.")).status == "weakening"


def test_qualifiers_are_kept(read: Read) -> None:
    assert "tactical" in only(read("Russia's alliance with Iran was tactical.")).qualifiers
    assert {"long", "close"} <= set(
        only(read("Iran has long been a close ally of Syria.")).qualifiers
    )


def test_their_alliance_is_that_of_the_two_spoken_of(read: Read) -> None:
    draft = read("Iran is an ally of Russia in Syria.\n\nHowever, their alliance was tactical.")
    assert [ends(tie) for tie in draft.ties] == [{"RUS", "IRN"}] * 2


def test_two_countries_are_states_even_where_presidents_are_named(read: Read) -> None:
    tie = only(read("Amid tensions between the two countries, Donald Trump called Vladimir Putin."))
    assert ends(tie) == {"USA", "RUS"}
    assert read("Amid tensions between the two countries, Donald Trump spoke.").ties == []


def test_who_vouches_is_the_speaker(read: Read) -> None:
    draft = read("Many analysts believe that Russia is distancing itself from Iran.")
    tie = only(draft)
    (claim,) = [c for c in draft.claims if c.id == tie.claim]
    assert claim.speaker.kind == "unnamed_group"
    assert tie.factbank == "Uu"
    assert tie.id in claim.about


def test_what_a_thing_shows_is_said_by_whoever_says_so(read: Read) -> None:
    draft = read("Some diplomats said the agreement showed that Russia was turning away from Iran.")
    tie = only(draft)
    (claim,) = [c for c in draft.claims if c.id == tie.claim]
    assert claim.speaker.words == "Some diplomats"


def test_a_decision_told_by_the_writer_is_no_word_of_the_one_who_decides(read: Read) -> None:
    assert only(read("Russia has chosen to scale down its relationship with Iran.")).claim is None


def test_a_channel_names_whom_it_reaches(read: Read) -> None:
    tie = only(read("Moscow is using Bashar al-Assad to pass messages to Tehran."))
    assert (tie.a.actor, tie.relation, tie.b.actor) == ("RUS", "channel", "bashar-al-assad")
    assert tie.qualifiers == ("to Iran",)


def test_an_affiliated_group_is_tied_to_its_patron(read: Read) -> None:
    for text in ("Iran-backed militias left.", "Militias affiliated with Iran left."):
        tie = only(read(text))
        assert "IRN" in ends(tie)
        assert tie.sign == 1


@pytest.mark.parametrize(
    "text",
    [
        "Russia supported the resolution.",
        "Israel struck Iranian targets in Syria.",
        "Lavrov hosted Zarif in Moscow.",
        "China, which hosts the summit, agreed.",
        "Russia backed Iran in Monday's vote.",
        "Russia has relations with Iran.",
        "The Iranian army controls Iran.",
        "Iran's allies in Syria met.",
    ],
)
def test_acts_and_empty_words_state_no_tie(read: Read, text: str) -> None:
    assert read(text).ties == []


def test_evidence_is_the_sentence_as_printed(read: Read) -> None:
    draft = read("Nothing here.\n\nRussia  is distancing\nitself from Iran. More.")
    (span,) = only(draft).evidence
    assert draft.words(span) == "Russia  is distancing\nitself from Iran."


@pytest.mark.outside
def test_the_founding_article_states_its_headline_only_in_unnamed_voices(
    read: Read, seed_article: Path
) -> None:
    draft = read(seed_article.read_text(encoding="utf-8"))
    turning = [
        tie
        for tie in draft.ties
        if {tie.a.state, tie.b.state} == {"RUS", "IRN"} and tie.status in ("weakening", "ended")
    ]
    assert len(turning) >= 5
    claims = {claim.id: claim for claim in draft.claims}
    kinds = {claims[tie.claim].speaker.kind for tie in turning if tie.claim is not None}
    assert kinds <= {"narrator", "unnamed_group"}
    stated = {(t.a.actor, t.relation, t.b.actor) for t in draft.ties}
    assert ("IRN", "controls", "LBN.HEZBOLLAH") in stated
    assert ("RUS", "channel", "bashar-al-assad") in stated
    assert any("tactical" in tie.qualifiers for tie in draft.ties)
