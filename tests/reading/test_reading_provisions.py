"""What agreements bind somebody to do, or leave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.provisions import find_provisions
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from detente.actors.registry import Registry
    from detente.types import Provision

    Find = Callable[[str], list[Provision]]


@pytest.fixture(scope="module")
def find(nlp: Language, registry: Registry) -> Find:
    def _find(text: str) -> list[Provision]:
        article = Article("made-up", text, published=date(2018, 6, 2))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        for step in (find_mentions, attribute, find_provisions):
            step(draft)
        return draft.provisions

    return _find


def test_a_pullback_is_measured_from_its_line(find: Find) -> None:
    (found,) = find(
        "According to the truce terms, Hezbollah must pull back 10 km from the border with Israel."
    )
    assert found.instrument == "truce terms"
    assert [b.actor for b in found.bound] == ["LBN.HEZBOLLAH"]
    assert found.action == "withdraw"
    assert found.measure == "10 km from the border with Israel"
    assert found.measure_km == 10
    assert found.line == "border with Israel"
    assert found.beneficiary == "ISR"


def test_miles_are_converted_and_ranges_are_not_guessed(find: Find) -> None:
    (miles,) = find("Under the agreement, Russia must withdraw 12 miles from the border.")
    assert miles.measure_km == pytest.approx(19.312, abs=0.001)
    (several,) = find("Under the agreement, Russia must withdraw 5 to 20 km from the border.")
    assert several.measure_km is None
    assert several.measure == "5 to 20 km from the border"


@pytest.mark.parametrize(
    ("text", "instrument", "bound", "action"),
    [
        ("The deal requires Iran to limit enrichment.", "deal", "IRN", "limit"),
        ("Under the deal, Iran is required to allow inspections.", "deal", "IRN", "allow"),
        ("The treaty bars Japan from testing missiles.", "treaty", "JPN", "refrain"),
        ("Under the pact, Iran is prohibited from selling arms.", "pact", "IRN", "refrain"),
        ("Under the terms of the truce, Israel must release prisoners.", "terms of the truce|truce",
         "ISR", "release"),
        ("In line with the resolution, Turkey shall halt flights.", "resolution", "TUR", "refrain"),
    ],
)  # fmt: skip
def test_duties_bans_and_their_holders(
    find: Find, text: str, instrument: str, bound: str, action: str
) -> None:
    (found,) = find(text)
    assert found.instrument in instrument.split("|")
    assert [b.actor for b in found.bound] == [bound]
    assert found.action == action


def test_two_duties_in_one_sentence_are_two(find: Find) -> None:
    found = find("Under the agreement, Iran must limit enrichment and allow inspectors to visit.")
    assert [p.action for p in found] == ["limit", "allow"]
    assert {b.actor for p in found for b in p.bound} == {"IRN"}


def test_a_permission_binds_nobody_and_favours_one(find: Find) -> None:
    (found,) = find("The ceasefire allows the Red Cross to visit prisoners.")
    assert found.action == "allow"
    assert found.bound == ()
    assert found.beneficiary == "ICRC"


def test_the_other_side_of_a_bargain_goes_on_in_the_next_sentence(find: Find) -> None:
    first, second = find(
        "Under the agreement, Iran must limit enrichment. In return the other parties are"
        " required to lift their sanctions."
    )
    assert first.instrument == second.instrument == "agreement"
    assert second.action == "lift"
    assert "parties" in second.bound[0].words


def test_compliance_is_told_with_its_voice(find: Find) -> None:
    (found,) = find(
        "Under the agreement, Syria must halt the shelling. Turkey said Syria had broken the"
        " agreement."
    )
    assert found.compliance is not None
    assert found.compliance.startswith("broken")
    assert "Turkey" in found.compliance
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Iran must withdraw its forces from Syria, Mike Pompeo said.",
        "The United States withdrew from the agreement and would impose sanctions.",
        "Russia should talk to Iran about the ceasefire.",
        "The two sides signed an agreement.",
    ],
)
def test_a_demand_is_no_provision(find: Find, text: str) -> None:
    assert find(text) == []
