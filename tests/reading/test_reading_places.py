"""Where acts took place: what the words say, with the state, and nothing they do not say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading import pipeline
from detente.types import Article

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.types import Event


def _events(text: str, registry: Registry) -> list[Event]:
    article = Article("a_1", text, published=date(2018, 6, 2))
    [reading] = pipeline.read([article], registry)
    return list(reading.events)


def _place(text: str, registry: Registry, kind: str) -> str | None:
    found = [event for event in _events(text, registry) if event.type == kind]
    assert found, "the act itself must be read"
    return found[0].place


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Israel struck a depot near Homs.", "ASSAULT", "Homs, SYR"),
        ("Putin met Rouhani in Tehran on Friday.", "CONSULT", "Tehran, IRN"),
        ("The Taliban met with Khalilzad, a US envoy, in Qatar.", "CONSULT", "QAT"),
        ("Iranian police arrested two Britons in Shiraz, Iran.", "COERCE", "Shiraz, IRN"),
        (
            "Gunmen killed two Russian soldiers in an ambush in Kidal, Mali.",
            "ASSAULT",
            "Kidal, MLI",
        ),
        ("Israel launched a strike on a school in Jabalia.", "ASSAULT", "Jabalia, PSE"),
        ("Two Chinese citizens were shot and killed in Badakhshan.", "ASSAULT", "Badakhshan, AFG"),
        (
            "Six Palestinians were killed when an Israeli tank fired at a hall in Gaza City.",
            "ASSAULT",
            "Gaza City, PSE",
        ),
        ("Turkey and Iran agreed in Ankara on a truce.", "AGREE", "Ankara, TUR"),
    ],
)
def test_the_place_of_an_act_comes_with_its_state(
    text: str, kind: str, place: str, registry: Registry
) -> None:
    assert _place(text, registry, kind) == place


def test_a_place_no_table_knows_has_the_state_told_beside_it(registry: Registry) -> None:
    text = "Israeli jets struck a convoy in Zawtar al-Sharqiyah, Lebanon."
    assert _place(text, registry, "ASSAULT") == "Zawtar al-Sharqiyah, LBN"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia accused Israel of attacks in Syria.", "ACCUSE"),
        ("Britain summoned the Israeli ambassador over the incident in the West Bank.", "ACCUSE"),
        ("Russia denounced the Israeli strike near Homs.", "ACCUSE"),
    ],
)
def test_words_about_a_deed_are_not_spoken_where_it_was_done(
    text: str, kind: str, registry: Registry
) -> None:
    assert _place(text, registry, kind) is None


def test_a_line_between_two_states_lies_in_neither_alone(registry: Registry) -> None:
    text = "Turkish troops attacked Kurdish fighters near the Syrian-Turkish border."
    assert _place(text, registry, "ASSAULT") is None


def test_where_nothing_is_said_nothing_is_known(registry: Registry) -> None:
    assert _place("Israel struck Iranian forces on Saturday.", registry, "ASSAULT") is None


def test_a_part_of_a_name_is_not_the_place(registry: Registry) -> None:
    from detente.reading.place_names import _heads, listed

    assert listed("Colorado") == "Colorado, USA"
    assert "Colorado" not in _heads("Colorado Springs")
    assert "T-4" in _heads("T-4 air base")
