"""Definite nouns: "the army", "the movement", "parliament", "the regime"; and who "it" is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Meant

    Find = Callable[..., Meant]


def test_the_army_is_that_of_the_minister_who_speaks_of_it(meant: Find) -> None:
    found = meant(
        "Bolivia and Chile quarrelled. Chile's defence minister said that the army was ready."
    )
    assert found("army") == "CHL.MIL"


def test_the_army_stays_open_between_two_states(meant: Find) -> None:
    assert meant("Bolivia quarrelled with Chile. The army moved.")("army") is None


def test_the_rebels_are_the_one_armed_group_that_was_named(meant: Find) -> None:
    found = meant("The M23 took Goma. The rebels promised calm.")
    assert found("rebels") == "COD.M23"
    found = meant("The M23 fought the FDLR. The rebels promised calm.")
    assert found("rebels") is None


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("Hezbollah mourned. People in Beirut feared the movement.", "movement", "LBN.HEZBOLLAH"),
        ("The European Union met China. Beijing praised the union.", "union", "EU"),
        ("The Arab League met the IAEA. Qatar thanked the agency.", "agency", "IAEA"),
        ("Saudi Arabia and Yemen met. Envoys praised the kingdom.", "kingdom", "SAU"),
    ],
)
def test_a_noun_stands_for_the_body_that_is_called_so(
    meant: Find, text: str, words: str, id: str
) -> None:
    assert meant(text)(words) == id


def test_the_security_council_is_that_of_the_united_nations(meant: Find) -> None:
    assert meant("France will speak in the Security Council.")("Security Council") == "UN.SC"


def test_parliament_is_the_speakers_own(meant: Find) -> None:
    assert meant("Theresa May told parliament to wait.")("parliament") == "GBR.LEG"


def test_a_government_that_is_gone_stays_open(meant: Find) -> None:
    found = meant("US sanctions were imposed under the previous government.")
    assert found("previous government") is None


def test_nobody_calls_his_own_government_a_regime(meant: Find) -> None:
    found = meant("US officials met in Damascus. Mike Pompeo said that the regime must fall.")
    assert found("regime") != "USA.GOV"


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron called it a mistake.",
        "Angela Merkel resigned over it.",
        "The Taliban claimed the attack; the Pentagon denied it.",
    ],
)
def test_it_is_a_deed_and_nobody(meant: Find, text: str) -> None:
    found = meant("Russia left the treaty. " + text)
    assert found("it") is None


def test_it_is_somebody_who_is_accused_or_joined(meant: Find) -> None:
    assert meant("Qatar is alone. Egypt accused it of treason.")("it") == "QAT"


def test_nobody_does_it_to_himself(meant: Find) -> None:
    found = meant("Ilham Aliyev spoke. Minutes later Ilham Aliyev mocked him.")
    assert found("him") is None


def test_police_and_soldiers_are_of_the_one_state_that_is_spoken_of(meant: Find) -> None:
    found = meant("Police in Nairobi, Kenya, fired tear gas. Kenyan lawyers protested.")
    assert found("Police") == "KEN.COP"
    assert found.one("Police").confidence == 0.5
    found = meant("Police in Nairobi, Kenya, met envoys of Uganda and Tanzania.")
    assert found("Police") == "unnamed-police"


def test_foreign_soldiers_are_not_at_home(meant: Find) -> None:
    found = meant("Iraq wants all foreign soldiers to leave Iraq.")
    assert "IRQ.MIL" not in found.ids()


def test_the_soldiers_of_a_named_force_are_that_force(meant: Find) -> None:
    found = meant("Ten Niger armed forces soldiers died near Diffa.")
    assert found("Niger armed forces soldiers") == "NER.MIL"
