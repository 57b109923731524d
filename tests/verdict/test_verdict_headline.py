from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.data import table
from detente.errors import QuestionError
from detente.verdict.headline import find_phrases, parse_headline, split

if TYPE_CHECKING:
    from detente.actors.registry import Registry

ON = date(2018, 6, 2)


@pytest.mark.parametrize(
    ("headline", "a", "b", "direction"),
    [
        ("Russia moves away from Iran", "RUS", "IRN", "apart"),
        ("Russia moves away from Iranian alliance in Syria", "RUS", "IRN", "apart"),
        ("russia moves away from iran", "RUS", "IRN", "apart"),
        ("Putin distances himself from Tehran", "RUS", "IRN", "apart"),
        ("Moscow and Tehran at odds over Syria", "RUS", "IRN", "apart"),
        ("Rift widens between Russia and Iran over Syria", "RUS", "IRN", "apart"),
        ("Russia-Iran rift widens", "RUS", "IRN", "apart"),
        ("Russia pushes Iran away", "RUS", "IRN", "apart"),
        ("Iran abandoned by Russia", "IRN", "RUS", "apart"),
        ("Saudi Arabia cuts all diplomatic ties with Qatar", "SAU", "QAT", "apart"),
        ("Turkey turned on its old ally Israel", "TUR", "ISR", "apart"),
        ("China draws ever closer to Russia", "CHN", "RUS", "closer"),
        ("Turkey and Israel mend ties", "TUR", "ISR", "closer"),
        ("Saudi Arabia, Iran ease tensions", "SAU", "IRN", "closer"),
        ("US-North Korea relations warm after summit", "USA", "PRK", "closer"),
        ("Détente between Seoul and Pyongyang", "KOR", "PRK", "closer"),
        ("Ethiopia and Eritrea end their feud", "ETH", "ERI", "closer"),
    ],
)
def test_headlines_give_a_dyad_and_a_direction(
    registry: Registry, headline: str, a: str, b: str, direction: str
) -> None:
    assert parse_headline(headline, registry, ON) == (a, b, direction)


def test_an_armed_group_is_a_party_of_its_own(registry: Registry) -> None:
    a, b, _ = parse_headline("Hezbollah breaks with Hamas over Syria", registry, ON)
    assert "HEZBOLLAH" in a
    assert "HAMAS" in b


def test_the_office_is_held_by_whoever_holds_it_that_day(registry: Registry) -> None:
    assert parse_headline("Trump cools on Erdogan", registry, ON)[:2] == ("USA", "TUR")


@pytest.mark.parametrize(
    ("headline", "message"),
    [
        ("Russia talks to Iran", "no direction found"),
        ("", "no direction found"),
        ("Russia breaks with Turkey, draws closer to Iran", "says two things"),
        ("Russia denies rift with Iran", "denies a change"),
        ("Russia will not abandon Iran", "denies a change"),
        ("Russia and Turkey move away from Iran", "more than two parties"),
        ("Russia moves away from its ally", "no two parties"),
        ("Moscow and Russia drift apart", "no two parties"),
        ("Iran, Russia and Turkey draw closer", "more than two parties"),
    ],
)
def test_what_is_unclear_is_asked_back_with_the_way_out(
    registry: Registry, headline: str, message: str
) -> None:
    with pytest.raises(QuestionError, match=message) as caught:
        parse_headline(headline, registry, ON)
    assert caught.value.hint is not None
    assert "--dyad" in caught.value.hint
    assert "--apart" in caught.value.hint
    assert "--closer" in caught.value.hint


def test_the_hint_holds_the_parties_that_were_found(registry: Registry) -> None:
    with pytest.raises(QuestionError) as caught:
        parse_headline("Russia talks to Iran", registry, ON)
    assert "--dyad RUS IRN" in str(caught.value.hint)


def test_a_misspelt_name_is_met_with_the_likely_one(registry: Registry) -> None:
    with pytest.raises(QuestionError) as caught:
        parse_headline("Rusia moves away from Iran", registry, ON)
    assert "did you mean Russia (RUS)" in str(caught.value.hint)


def test_every_phrase_of_the_lexicon_is_found_and_tells_its_own_direction() -> None:
    for row in table("lexicons/directions.csv"):
        if row["direction"] == "denied":
            continue
        phrase = " ".join(word.split("/")[0] for word in row["phrase"].split())
        found = find_phrases(split(f"Thus they {phrase} today"))
        assert {p.direction for p in found} == {row["direction"]}, phrase


def test_no_phrase_stands_twice() -> None:
    phrases = [row["phrase"] for row in table("lexicons/directions.csv")]
    assert len(phrases) == len(set(phrases))
