"""Offices and titles: leaders, appositions, counterparts, what belongs to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Meant

    Find = Callable[..., Meant]


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("The Russian leader agreed.", "Russian leader", "vladimir-putin"),
        ("The German leader agreed.", "German leader", "angela-merkel"),
        ("The Iranian leader agreed.", "Iranian leader", "ali-khamenei"),
        ("The Hezbollah leader agreed.", "Hezbollah leader", "hassan-nasrallah"),
        ("NATO's secretary general agreed.", "NATO's secretary general", "jens-stoltenberg"),
        ("The UN secretary-general agreed.", "UN secretary-general", "antonio-guterres"),
    ],
)
def test_who_leads_on_that_day(meant: Find, text: str, words: str, id: str) -> None:
    assert meant(text)(words) == id


def test_the_first_prime_minister_is_not_the_one_of_today(meant: Find) -> None:
    found = meant("Leonid Kravchuk was the first president of Ukraine.")
    assert found("president of Ukraine") == "UKR.PRES"


def test_a_secretary_is_no_minister(meant: Find) -> None:
    found = meant("India's foreign secretary met Sushma Swaraj.")
    assert found("India's foreign secretary") != "sushma-swaraj"


def test_an_office_takes_the_name_beside_it(meant: Find) -> None:
    found = meant("The Peruvian air force chief, Javier Quiroga, resigned. Quiroga was ill.")
    named = found.one("Javier Quiroga").actor
    assert named is not None
    assert (named.id, named.state, named.listed) == ("javier-quiroga", "PER", False)
    assert found("Peruvian air force chief") == "javier-quiroga"


def test_a_stranger_is_of_the_state_he_is_said_to_be_of(meant: Find) -> None:
    found = meant("Amina Duale, a Kenyan surgeon, operated all night.")
    actor = found.one("Amina Duale").actor
    assert actor is not None
    assert actor.state == "KEN"


def test_a_name_after_a_rank_and_particles_is_whole(meant: Find) -> None:
    found = meant("General Moussa Ould Daddah spoke in Nouakchott.")
    assert any(one.words.endswith("Moussa Ould Daddah") for one in found.mentions)


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("Turkey said its troops had left.", "its troops", "TUR.MIL"),
        ("Norway protested. Its foreign ministry summoned the envoy.", "Its foreign ministry",
         "NOR.MFA"),
        ("Canada recalled an envoy, its prime minister said.", "its prime minister",
         "justin-trudeau"),
        ("Sergei Lavrov telephoned his US counterpart.", "his US counterpart", "mike-pompeo"),
        ("Emmanuel Macron said that his government would wait.", "his government", "FRA.GOV"),
        ("Hamas paid a price. Its leader, Ismail Haniyeh, was in Doha.", "Its leader",
         "ismail-haniyeh"),
        ("Egypt, whose army had moved, waited.", "whose army", "EGY.MIL"),
    ],
)  # fmt: skip
def test_what_belongs_to_whom(meant: Find, text: str, words: str, id: str) -> None:
    assert meant(text)(words) == id


def test_a_government_named_for_a_person(meant: Find) -> None:
    found = meant("The government of Venezuelan president Nicolas Maduro offered a reward.")
    outer = found.one("government of Venezuelan president Nicolas Maduro").actor
    assert outer is not None
    assert (outer.id, outer.affiliation) == ("VEN.GOV", "nicolas-maduro")
    assert found("Venezuelan president Nicolas Maduro") == "nicolas-maduro"
    found = meant("Protesters urged Prime Minister Theresa May's government to resign.")
    assert found("Prime Minister Theresa May's government") == "GBR.GOV"


def test_a_name_that_holds_a_states_is_a_body_of_that_state(meant: Find) -> None:
    found = meant("The Bolivian Observatory of Mining Conflicts counted six.")
    body = found.one("Bolivian Observatory of Mining Conflicts").actor
    assert body is not None
    assert (body.state, body.listed) == ("BOL", False)
    assert meant("The Russian Security Council met.")("Russian Security Council") == "RUS.NSA"


def test_the_day_decides_in_definite_titles(meant: Find) -> None:
    found = meant(
        "Theresa May met Tony Blair in London. The former prime minister was polite.",
        date(2018, 3, 1),
    )
    assert found("former prime minister") == "tony-blair"
    found = meant("Britain mourned. The Queen had known him.", date(2003, 3, 1))
    assert found("Queen") == "elizabeth-ii"


def test_a_title_is_never_cut_to_a_higher_one(meant: Find) -> None:
    found = meant(
        "Vice President Mike Pence spoke. Deputy Prime Minister Matteo Salvini agreed.",
        date(2018, 6, 2),
    )
    assert found("Vice President Mike Pence") == "mike-pence"
    assert found("Deputy Prime Minister Matteo Salvini") == "matteo-salvini"
