from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.folding import fold_key, fold_text
from detente.actors.matching import find_names

if TYPE_CHECKING:
    from detente.actors.registry import Registry

ON = date(2018, 6, 2)


def found(registry: Registry, text: str) -> list[tuple[str, str | None]]:
    return [(match.words, match.actor) for match in find_names(registry, text, ON)]


def test_the_longest_name_wins(registry: Registry) -> None:
    text = "Islamic State of Iraq and the Levant fought in Iraq."
    assert found(registry, text) == [
        ("Islamic State of Iraq and the Levant", "ISIS"),
        ("Iraq", "IRQ"),
    ]


def test_offsets_hold_in_text_that_folding_lengthens(registry: Registry) -> None:
    text = "In der Straße: Mevlüt Çavuşoğlu, then Erdoğan’s Türkiye and e\u0301 Iran"
    for match in find_names(registry, text, ON):
        assert text[match.start : match.end] == match.words
    assert [words for words, _ in found(registry, text)] == [
        "Mevlüt Çavuşoğlu",
        "Erdoğan",
        "Türkiye",
        "Iran",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They told us that iran is far", []),
        ("US troops told us", [("US", "USA")]),
        ("Iranian missiles, but uranium", [("Iranian", "IRN")]),
        ("HOUTHIS FIRE", [("HOUTHIS", "YEM.HOUTHI")]),
        ("al-Qaeda and Al Qaida", [("al-Qaeda", "AQ"), ("Al Qaida", "AQ")]),
        ("the Netherlands", [("Netherlands", "NLD")]),
        ("He met al-Assad", [("al-Assad", None)]),
        ("a spokesman for Jordanians", [("Jordanians", "JOR")]),
        ("what it IS", []),
    ],
)
def test_capitals_and_word_ends_matter(
    registry: Registry, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(registry, text) == expected


def test_a_risky_abbreviation_needs_company(registry: Registry) -> None:
    assert ("IS", "ISIS") in found(registry, "IS lost ground. The Islamic State retreated.")
    assert found(registry, "Georgia beat Alabama 24-10") == []
    assert ("Georgia", "GEO") in found(registry, "Georgia and Russia met in Tbilisi")


def test_what_could_be_two_actors_says_so(registry: Registry) -> None:
    (match,) = find_names(registry, "the Korean talks", ON)
    assert match.actor is None
    assert set(match.candidates) == {"KOR", "PRK"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_folding_maps_back_into_the_text(text: str) -> None:
    folded, offsets = fold_text(text)
    if offsets is None:
        assert len(folded) == len(text)
    else:
        assert len(offsets) == len(folded) + 1
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)
    assert fold_key(fold_key(text)) == fold_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "a fire in New Mexico",
        "ships crossed the Indian Ocean",
        "bases in the South China Sea",
        "pirates off the Gulf of Guinea",
        "the port of Bandar Abbas",
    ],
)
def test_what_only_holds_the_name_of_an_actor_is_nobody(registry: Registry, text: str) -> None:
    assert found(registry, text) == []
    assert found(registry, f"Iran said: {text}, and Mexico too.")[-1] == ("Mexico", "MEX")
