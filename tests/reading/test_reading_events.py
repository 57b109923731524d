"""Who did what to whom: events read from sentences of our own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.data import table
from detente.ontology import plover
from detente.reading.draft import Draft, Sentence
from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.sentences import stretches
from detente.types import Article, Claim, Event, Span, Speaker, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from detente.actors.registry import Registry

PUBLISHED = date(2018, 6, 2)


@pytest.fixture
def draft_of(nlp: Language, registry: Registry) -> Callable[[str], Draft]:
    def make(text: str) -> Draft:
        article = Article("a_1", text, published=PUBLISHED)
        sentences = [
            Sentence("a_1", i, s.paragraph, s.start, s.end, nlp(text[s.start : s.end]))
            for i, s in enumerate(stretches(text))
        ]
        draft = Draft(article, registry, sentences)
        find_mentions(draft)
        return draft

    return make


@pytest.fixture
def events_of(draft_of: Callable[[str], Draft]) -> Callable[[str], list[Event]]:
    def read(text: str) -> list[Event]:
        draft = draft_of(text)
        find_events(draft)
        return draft.events

    return read


def _told(event: Event) -> tuple[str, str, str]:
    """Type and ends at the level of states, in a line."""
    source = "+".join(p.state or p.actor for p in event.source)
    target = "+".join(p.state or p.actor for p in event.target)
    return event.type, source, target


ENDS = [
    ("Israel struck Iranian positions in Syria.", "ASSAULT", "ISR", "IRN"),
    ("Iranian positions were struck by Israel.", "ASSAULT", "ISR", "IRN"),
    ("Israel launched a series of strikes against Iranian targets.", "ASSAULT", "ISR", "IRN"),
    ("Iranian forces came under air attack by Israel.", "ASSAULT", "ISR", "IRN"),
    ("Turkey has sent troops to fight the YPG.", "ASSAULT", "TUR", "SYR"),
    ("Russia condemned the Israeli strikes.", "ACCUSE", "RUS", "ISR"),
    ("Tehran was accused by Washington of arming the Houthis.", "ACCUSE", "USA", "IRN"),
    ("Russia called on Iran to leave Syria.", "REQUEST", "RUS", "IRN"),
    ("Russia demanded that Iran withdraw its forces.", "REQUEST", "RUS", "IRN"),
    ("Lavrov said Turkey must withdraw its troops.", "REQUEST", "RUS", "TUR"),
    ("The United States imposed sanctions on Iran.", "SANCTION", "USA", "IRN"),
    ("The United States withdrew from the nuclear agreement with Iran.", "SANCTION", "USA", "IRN"),
    ("Russia expelled two British diplomats.", "SANCTION", "RUS", "GBR"),
    ("Putin met Netanyahu in Moscow.", "CONSULT", "RUS", "ISR"),
    ("Talks between Russia and Israel were held on Thursday.", "CONSULT", "RUS", "ISR"),
    ("Assad paid a visit to Russia.", "CONSULT", "SYR", "RUS"),
    ("Assad flew to Sochi to meet Putin.", "CONSULT", "SYR", "RUS"),
    ("Russia and Iran signed an agreement.", "SUPPORT", "RUS", "IRN"),
    ("Iran gave Syria financial aid.", "AID", "IRN", "SYR"),
    ("Iran threatened to attack Israel.", "THREATEN", "IRN", "ISR"),
    ("Israel thanked Russia for its help.", "SUPPORT", "ISR", "RUS"),
    ("Eight Palestinians were killed in Israeli air strikes.", "ASSAULT", "ISR", "PSE"),
    ("The strikes were condemned by Russia and China.", "ACCUSE", "RUS+CHN", ""),
    ("Iran's support for Syria angered Israel.", "SUPPORT", "IRN", "SYR"),
    ("Russia told the United States to stop its attacks on Syria.", "REQUEST", "RUS", "USA"),
    ("Iran agreed to lend Syria money.", "AGREE", "IRN", "SYR"),
    ("The presidents of Russia, Iran and Turkey met in Ankara.", "CONSULT", "RUS", "IRN+TUR"),
    ("Russia, which has backed Syria, met nobody.", "SUPPORT", "RUS", "SYR"),
]


@pytest.mark.parametrize(("text", "type_", "source", "target"), ENDS)
def test_an_act_has_its_type_and_its_ends(
    events_of: Callable[[str], list[Event]], text: str, type_: str, source: str, target: str
) -> None:
    assert (type_, source, target) in [_told(event) for event in events_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Russia said on Friday that the matter was complex.",
        "Analysts note that Iran is an ally of Russia.",
        "Iran is a large country.",
        "An earthquake struck Iran.",
        "The weather hit Turkey hard.",
        "Greece beat Finland in the cup match.",
        "According to a Russian press release, the matter is closed.",
        "The Syrian Defence Ministry is in Damascus.",
        # What nobody controls can be warned of without a threat.
        "Russia warned of a disaster.",
        # Changes of a tie are stated ties, and no acts.
        "Russia is distancing itself from Iran.",
        "Russia moves away from Iran.",
        "Russia abandoned its alliance with Iran.",
    ],
)
def test_what_is_no_act_is_no_event(events_of: Callable[[str], list[Event]], text: str) -> None:
    assert events_of(text) == []


def test_one_strike_may_have_three_sources(events_of: Callable[[str], list[Event]]) -> None:
    [event] = events_of("The US, French and UK strikes on Syria came on 14 April.")
    assert _told(event) == ("ASSAULT", "USA+FRA+GBR", "SYR")
    assert str(event.when.start) == "2018-04-14"


def test_the_place_of_a_strike_is_not_its_target(
    events_of: Callable[[str], list[Event]],
) -> None:
    [event] = events_of("Israel carried out strikes in Syria.")
    assert event.target == ()
    assert event.place == "SYR"


def test_what_is_fired_at_a_country_has_it_for_target(
    events_of: Callable[[str], list[Event]],
) -> None:
    [event] = events_of("Iran fired rockets at Israel.")
    assert _told(event) == ("ASSAULT", "IRN", "ISR")


def test_an_end_that_is_missing_costs_confidence(
    events_of: Callable[[str], list[Event]],
) -> None:
    [whole] = events_of("Israel attacked Iran.")
    [half] = events_of("Israel carried out strikes in Syria.")
    assert half.confidence < whole.confidence


def test_nobody_acts_upon_himself(events_of: Callable[[str], list[Event]]) -> None:
    for event in events_of("Russia defended Russia. Putin praised Russia."):
        ids = {p.actor for p in event.source}
        assert ids.isdisjoint(p.actor for p in event.target)
        assert "RUS" not in {p.actor for p in event.target}


def test_words_and_spans_are_the_articles_own(draft_of: Callable[[str], Draft]) -> None:
    text = "A short lead.\n\nIsrael attacked Iran on Friday."
    draft = draft_of(text)
    find_events(draft)
    [event] = draft.events
    assert draft.words(event.trigger) == "attacked"
    assert draft.words(event.evidence[0]) == "Israel attacked Iran on Friday."
    assert event.trigger.paragraph == 1
    assert [p.words for p in (*event.source, *event.target)] == ["Israel", "Iran"]


def test_one_act_told_twice_is_one_event_with_two_quotes(
    events_of: Callable[[str], list[Event]],
) -> None:
    text = (
        "Israel strikes Iranian bases in Syria\n\n"
        "Israel carried out strikes against Iranian bases on Thursday."
    )
    [event] = events_of(text)
    assert len(event.evidence) == 2
    assert str(event.when.start) == "2018-05-31"
    assert event.reality == "happened"


def test_an_act_and_its_threat_are_two(events_of: Callable[[str], list[Event]]) -> None:
    events = events_of("Israel attacked Iran. Israel may attack Iran.")
    assert sorted(event.reality for event in events) == ["happened", "possible"]


def test_to_thank_and_to_praise_are_two_acts(events_of: Callable[[str], list[Event]]) -> None:
    events = events_of("Israel thanked Russia. Israel praised Russia.")
    assert len(events) == 2


def test_dates_settle_what_is_news_and_what_is_to_come(
    events_of: Callable[[str], list[Event]],
) -> None:
    [news] = events_of("Israel attacked Iran.")
    assert (news.when.start, news.when.rule) == (PUBLISHED, "dateline")
    [old] = events_of("Israel attacked Iran in 2015.")
    assert old.reality == "background"
    [coming] = events_of("Putin will meet Netanyahu on 9 July.")
    assert (coming.reality, str(coming.when.start)) == ("planned", "2018-07-09")
    [maybe] = events_of("Israel may attack Iran.")
    assert maybe.when.start is None


def test_what_somebody_claims_is_reported(draft_of: Callable[[str], Draft]) -> None:
    text = "Syria said that Israel attacked Iran."
    draft = draft_of(text)
    content = Span("a_1", 0, text.index("Israel"), len(text) - 1)
    draft.claims.append(
        Claim(
            id="c_1",
            article="a_1",
            speaker=Speaker("state", "Syria", "SYR", "SYR"),
            cue="said",
            cue_class="say",
            form="indirect",
            content=content,
            evidence=(draft.sentences[0].span,),
            factbank_speaker="CT+",
            factbank_author="Uu",
            when=When(),
        )
    )
    find_events(draft)
    [event] = draft.events
    assert (event.claim, event.reality, event.factbank) == ("c_1", "reported", "Uu")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "?!", "\u200b\ufeff Israel \u202e attacked", "Iran " * 180]
)
def test_odd_texts_are_read_without_complaint(
    events_of: Callable[[str], list[Event]], text: str
) -> None:
    assert isinstance(events_of(text), list)


def test_an_undated_article_has_undated_events(nlp: Language, registry: Registry) -> None:
    text = "Israel attacked Iran."
    sentence = Sentence("a_1", 0, 0, 0, len(text), nlp(text))
    draft = Draft(Article("a_1", text), registry, [sentence])
    find_mentions(draft)
    find_events(draft)
    assert [event.when.start for event in draft.events] == [None]


def test_reading_twice_gives_the_same_ids(events_of: Callable[[str], list[Event]]) -> None:
    text = "Israel attacked Iran. Russia condemned Israel."
    assert [e.id for e in events_of(text)] == [e.id for e in events_of(text)]


def test_the_tables_name_types_and_modes_of_the_manual() -> None:
    for name in ("event_verbs", "event_nouns"):
        for row in table(f"lexicons/{name}.csv"):
            assert row["type"] in plover.TYPES, row
            assert not row["mode"] or row["mode"] in plover.modes(row["type"]), row
            assert row["lemma"], row


def test_the_founding_article_is_read_without_things_as_actors(
    draft_of: Callable[[str], Draft], seed_article: object
) -> None:
    from pathlib import Path

    draft = draft_of(Path(str(seed_article)).read_text(encoding="utf-8"))
    find_events(draft)
    told = {_told(event) for event in draft.events}
    assert ("ASSAULT", "USA+FRA+GBR", "") in told
    assert ("CONSULT", "RUS", "SYR") in told
    assert ("REJECT", "RUS", "IRN") not in told, "that the tie is breaking is no act"
    asserted = [e for e in draft.events if e.reality in ("happened", "ongoing")]
    assert 0.3 < len(asserted) / len(draft.events) < 0.7
