"""Names that several actors, places or persons bear."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.actors.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Meant

    Find = Callable[..., Meant]

Y2025 = date(2025, 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "A judge in Atlanta, Georgia, ruled on Monday.",
        "Officials in Georgia and Alabama declared an emergency after the storm.",
        "Georgia Tech beat Indiana on Saturday.",
    ],
)
def test_the_american_georgia_is_not_the_country(meant: Find, text: str) -> None:
    assert "GEO" not in meant(text, Y2025).ids()


def test_the_country_georgia_is(meant: Find) -> None:
    found = meant("Georgia signed the treaty with Russia. Georgian officials in Tbilisi said so.")
    assert found("Georgia") == "GEO"


def test_indiana_is_not_india(meant: Find) -> None:
    found = meant("Indiana voted on Tuesday; India did not.", Y2025)
    assert found("India") == "IND"
    assert [one.words for one in found.mentions if one.actor] == ["India"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Michael Jordan retired in Chicago.", "JOR"),
        ("Jordan Bardella leads his party in Paris.", "JOR"),
        ("Chad Wolf testified on Monday.", "TCD"),
        ("George Washington led an army once.", "USA"),
        ("Paris Hilton sang on stage.", "FRA"),
        ("Washington state declared an emergency.", "USA"),
    ],
)
def test_a_persons_name_is_no_state(meant: Find, text: str, state: str) -> None:
    assert not {mention.words for mention in meant(text, Y2025).mentions if mention.actor
                and mention.actor.id == state and mention.words != "Paris"}  # fmt: skip


def test_jordan_and_chad_and_turkey_are_states_that_act(meant: Find) -> None:
    found = meant("Jordan expelled the envoy. Chad and Turkey protested. He flew to Jordan.")
    assert (found("Jordan"), found("Chad"), found("Turkey")) == ("JOR", "TCD", "TUR")
    assert found.one("Jordan", 1).kind == "place"


def test_a_capital_is_a_place_or_a_government(meant: Find) -> None:
    found = meant("Talks in Moscow went on. Moscow said nothing. Beijing and Tehran agreed.")
    assert found.one("Moscow").kind == "place"
    assert (found.one("Moscow", 1).kind, found("Moscow", 1)) == ("metonym", "RUS")
    assert [found.one(words).kind for words in ("Beijing", "Tehran")] == ["metonym", "metonym"]
    assert (found("Beijing"), found("Tehran")) == ("CHN", "IRN")


def test_states_whose_names_are_parts_of_others(meant: Find) -> None:
    found = meant(
        "Papua New Guinea, Guinea-Bissau, Equatorial Guinea and Guinea voted. Niger and Nigeria "
        "did not; a Nigerien minister met Nigerian troops. South Sudan and Sudan abstained."
    )
    longer = ("Papua New Guinea", "Guinea-Bissau", "Equatorial Guinea")
    assert [found(words) for words in longer] == ["PNG", "GNB", "GNQ"]
    assert (found("Guinea"), found("Niger"), found("Nigeria")) == ("GIN", "NER", "NGA")
    assert (found("Nigerian troops"), found("South Sudan"), found("Sudan")) == (
        "NGA.MIL",
        "SSD",
        "SDN",
    )


def test_the_two_congos(meant: Find) -> None:
    found = meant("The Republic of the Congo met the Democratic Republic of the Congo.")
    assert found("Republic of the Congo") == "COG"
    assert found("Democratic Republic of the Congo") == "COD"
    assert (
        meant("Congolese troops fled from M23 on Friday.", Y2025)("Congolese troops") == "COD.MIL"
    )
    alone = meant("A Congolese singer won the prize.")
    assert {one.actor for one in alone.mentions if one.words == "Congolese"} <= {None}


def test_korean_stays_open_where_both_are_named(meant: Find) -> None:
    both = meant("North Korea fired a missile. South Korea answered. Korean leaders will not meet.")
    assert (both("North Korea"), both("South Korea")) == ("PRK", "KOR")
    assert both("Korean") is None
    one = meant("Pyongyang said that the Korean army was ready.")
    assert one("Korean army") == "PRK.MIL"


def test_dominican_is_of_the_republic_where_that_is_named(meant: Find) -> None:
    found = meant("The Dominican Republic closed its border. Dominican troops guard it.")
    assert found("Dominican Republic") == "DOM"
    assert found("Dominican troops") == "DOM.MIL"


def test_a_bare_surname_is_whoever_leads_a_state_that_is_named(meant: Find) -> None:
    assert meant("Bush called Baghdad. Washington agreed.", date(1990, 8, 3))("Bush") == (
        "george-h-w-bush"
    )
    assert meant("Bush called Baghdad. Washington agreed.", date(2003, 8, 3))("Bush") == (
        "george-w-bush"
    )
    found = meant("President Clinton flew home. Clinton said so.", date(1999, 5, 2))
    assert found("Clinton") == "bill-clinton"
    kims = "Pyongyang tested a missile. Kim watched."
    assert meant(kims, date(2005, 5, 2))("Kim") == "kim-jong-il"
    assert meant(kims, date(2017, 5, 2))("Kim") == "kim-jong-un"


def test_a_surname_that_many_bear_is_nobodys_without_more(meant: Find) -> None:
    found = meant("Khan left the room and Li stayed.", Y2025)
    assert not {one.actor.id for one in found.mentions if one.actor and one.actor.listed}


def test_a_title_tells_two_of_one_name_apart(meant: Find) -> None:
    text = "US President George Bush telephoned."
    assert meant(text, date(1990, 8, 3))("US President George Bush") == "george-h-w-bush"
    assert meant(text, date(2003, 8, 3))("US President George Bush") == "george-w-bush"


def test_the_date_tells_khamenei_from_khomeini(meant: Find, tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text(
        "id,name,surname,alone,gender,state\n"
        "ruhollah-khomeini,Ruhollah Khomeini,Khomeini,yes,M,IRN\n",
        encoding="utf-8",
    )
    (tmp_path / "holders.csv").write_text(
        "office,post,person,start,end,precision,status\n"
        "IRN.LEADER,,ruhollah-khomeini,1979-12-03,1989-06-03,day,recognised\n",
        encoding="utf-8",
    )
    known = Registry.load([tmp_path])
    text = "The Iranian supreme leader refused. Ali Khamenei had met Khomeini."
    before = meant(text, date(1988, 5, 2), known=known)
    after = meant(text, date(1995, 5, 2), known=known)
    assert before("Iranian supreme leader") == "ruhollah-khomeini"
    assert after("Iranian supreme leader") == "ali-khamenei"
    assert (after("Ali Khamenei"), after("Khomeini")) == ("ali-khamenei", "ruhollah-khomeini")


def test_seas_and_regions_are_not_the_states_in_their_names(meant: Find) -> None:
    found = meant("A ship sank in the Sea of Japan and another in the Gulf of Oman.")
    assert not {"JPN", "OMN"} & found.ids()


def test_a_state_is_not_the_surname_of_its_politicians(meant: Find) -> None:
    assert meant("Nepal and India signed.", Y2025)("Nepal") == "NPL"


def test_a_bare_organ_is_not_that_of_another_state(meant: Find) -> None:
    found = meant(
        "Peru's Congress and the Senate of Mexico met. The Brazilian Congress accused the White "
        "House of spying. Congress voted in Washington.",
        date(2018, 6, 2),
    )
    assert found("Peru's Congress") == "PER.LEG"
    assert found("Senate of Mexico") == "MEX.LEG"
    assert found("Brazilian Congress") == "BRA.LEG"
    assert found("Congress") == "USA.LEG"
