from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from detente.reading import language
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.types import Article, Mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from detente.actors.registry import Registry

    Read = Callable[..., Draft]


@pytest.fixture
def read(nlp: Language, registry: Registry) -> Read:
    def read_text(text: str, on: date = date(2018, 6, 2)) -> Draft:
        article = Article("a", text, published=on)
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        find_mentions(draft)
        for mention in draft.mentions:
            assert text[mention.span.start : mention.span.end] == mention.words
        return draft

    return read_text


def mention(draft: Draft, words: str, nth: int = 0) -> Mention:
    found = [mention for mention in draft.mentions if mention.words == words]
    assert len(found) > nth, [mention.words for mention in draft.mentions]
    return found[nth]


def who(draft: Draft, words: str, nth: int = 0) -> tuple[str, str | None]:
    one = mention(draft, words, nth)
    return one.kind, one.actor.id if one.actor else None


def test_title_and_name_are_one_mention_with_office_and_state(read: Read) -> None:
    draft = read("Turkish Foreign Minister Mevlut Cavusoglu flew to Washington.")
    one = mention(draft, "Turkish Foreign Minister Mevlut Cavusoglu")
    assert one.kind == "person"
    assert one.actor is not None
    assert (one.actor.id, one.actor.state, one.actor.office) == (
        "mevlut-cavusoglu",
        "TUR",
        "TUR.MFA",
    )


def test_a_title_makes_a_person_the_registry_does_not_know(read: Read) -> None:
    draft = read("Chilean Defence Ministry spokesman Pablo Quintero spoke. Quintero denied it.")
    one = mention(draft, "Chilean Defence Ministry spokesman Pablo Quintero").actor
    assert one is not None
    assert (one.id, one.type, one.state, one.office, one.listed) == (
        "pablo-quintero",
        "person",
        "CHL",
        "CHL.MOD",
        False,
    )
    assert who(draft, "Quintero") == ("person", "pablo-quintero")


def test_a_place_between_title_and_name_is_part_of_the_title(read: Read) -> None:
    draft = read("The Russian special envoy to Syria Alexander Lavrentiev arrived.")
    assert who(draft, "Russian special envoy to Syria Alexander Lavrentiev") == (
        "person",
        "alexander-lavrentiev",
    )


def test_the_date_decides_who_the_president_is(read: Read) -> None:
    text = "The US president called the Russian foreign ministry spokeswoman."
    assert who(read(text), "US president") == ("office", "donald-trump")
    assert who(read(text), "Russian foreign ministry spokeswoman") == (
        "office",
        "maria-zakharova",
    )
    earlier = read(text, date(2015, 6, 2))
    assert who(earlier, "US president") == ("office", "barack-obama")


@pytest.mark.parametrize(
    ("text", "words", "kind", "id"),
    [
        ("Peruvian forces crossed the river.", "Peruvian forces", "group", "PER.MIL"),
        ("The Syrian opposition refused.", "Syrian opposition", "group", "SYR.OPP"),
        ("Iran's foreign ministry protested.", "Iran's foreign ministry", "group", "IRN.MFA"),
        ("The government of Norway agreed.", "government of Norway", "group", "NOR.GOV"),
        ("The regime in Damascus stood.", "regime in Damascus", "group", "SYR.GOV"),
        ("Western powers hesitated.", "Western powers", "name", "WEST"),
        ("The Lebanese group Hizbullah replied.", "Lebanese group Hizbullah", "name",
         "LBN.HEZBOLLAH"),
        ("The Kremlin denied the report.", "Kremlin", "metonym", "RUS.PRES"),
        ("The president of France agreed.", "president of France", "office", "emmanuel-macron"),
    ],
)  # fmt: skip
def test_organs_and_groups(read: Read, text: str, words: str, kind: str, id: str) -> None:
    assert who(read(text), words) == (kind, id)


def test_what_a_group_is_called_goes_with_its_name(read: Read) -> None:
    for text, words in (
        ("The Palestinian militant group Hamas rejected it.", "Palestinian militant group Hamas"),
        ("The militant group Hamas rejected it.", "militant group Hamas"),
    ):
        mention = next(m for m in read(text).mentions if m.actor is not None)
        assert (mention.words, mention.actor and mention.actor.id) == (words, "PSE.HAMAS")


def test_an_adjective_before_another_noun_is_the_state_alone(read: Read) -> None:
    draft = read("Israel hit Iranian military targets and Syrian army camps.")
    assert who(draft, "Iranian") == ("demonym", "IRN")
    assert who(draft, "Syrian army") == ("group", "SYR.MIL")


def test_joined_demonyms_are_three_mentions(read: Read) -> None:
    draft = read("It followed tripartite US, French and UK strikes on 14 April.")
    assert [who(draft, words) for words in ("US", "French", "UK")] == [
        ("demonym", "USA"),
        ("demonym", "FRA"),
        ("demonym", "GBR"),
    ]


def test_a_second_noun_shares_the_owner(read: Read) -> None:
    draft = read("He had Iranian military forces and militias in mind.")
    assert who(draft, "Iranian military forces") == ("group", "IRN.MIL")
    assert who(draft, "militias") == ("group", "IRN.MILITIA")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pro-Iranian forces came under attack.", "Pro-Iranian forces"),
        ("Militias affiliated with Iran must withdraw.", "Militias affiliated with Iran"),
        ("Iran-backed fighters shelled the town.", "Iran-backed fighters"),
    ],
)
def test_groups_named_by_their_relation_hold_the_actor(read: Read, text: str, words: str) -> None:
    draft = read(text)
    outer = mention(draft, words)
    assert outer.kind == "group"
    assert outer.actor is not None
    assert outer.actor.affiliation == "IRN"
    assert outer.actor.state is None
    inner = [
        one
        for one in draft.mentions
        if one is not outer and one.span.start < outer.span.end and one.span.end > outer.span.start
    ]
    assert [one.actor.id for one in inner if one.actor] == ["IRN"]


def test_a_hyphened_participle_before_no_group_leaves_the_actor(read: Read) -> None:
    draft = read("Israel fears a collapse of the US-brokered ceasefire.")
    assert [one.words for one in draft.mentions] == ["Israel", "US"]


def test_a_regime_named_for_a_person_belongs_to_him(read: Read) -> None:
    draft = read("The Al-Assad regime is unable to move.")
    one = mention(draft, "Al-Assad regime").actor
    assert one is not None
    assert (one.id, one.affiliation) == ("SYR.GOV", "bashar-al-assad")


def test_a_capital_acts_or_is_a_place(read: Read) -> None:
    draft = read("Moscow said that talks in Tehran and a visit to Ankara were useful to Beijing.")
    assert who(draft, "Moscow") == ("metonym", "RUS")
    assert mention(draft, "Tehran").kind == "place"
    assert mention(draft, "Ankara").kind in ("place", "metonym")
    assert who(draft, "Beijing") == ("metonym", "CHN")


def test_a_country_is_a_place_where_something_happens(read: Read) -> None:
    draft = read("Russia struck rebels in Syria, a gift to Turkey.")
    assert mention(draft, "Russia").kind == "name"
    assert mention(draft, "Syria").kind == "place"
    assert mention(draft, "Turkey").kind == "name"


def test_a_comma_after_a_place_opens_a_clause_or_a_larger_place(read: Read) -> None:
    draft = read("In Beijing, China and India agreed. They met again in Sochi, Russia.")
    assert mention(draft, "China").kind == "name"
    assert mention(draft, "Russia").kind == "place"


def test_those_without_a_name(read: Read) -> None:
    draft = read(
        "Many analysts agree. Some members of the Syrian opposition say so. "
        "A senior Iranian official denied it. Gunmen killed two people."
    )
    assert who(draft, "Many analysts") == ("unnamed", "unnamed-analysts")
    members = mention(draft, "Some members of the Syrian opposition")
    assert members.kind == "unnamed"
    assert members.actor is not None
    assert (members.actor.type, members.actor.affiliation) == ("unnamed", "SYR.OPP")
    official = mention(draft, "A senior Iranian official").actor
    assert official is not None
    assert (official.type, official.state) == ("unnamed", "IRN")
    assert mention(draft, "Gunmen").kind == "unnamed"


@pytest.mark.parametrize(
    ("text", "pronoun", "id"),
    [
        ("Russia is abandoning its alliance with Iran.", "its", "RUS"),
        ("Russia left. It stood on the sidelines.", "It", "RUS"),
        ("Iran wants to prevent Israel from entrenching itself.", "itself", "ISR"),
        ("Iran has prodded the Syrian regime to move its forces.", "its", "SYR.GOV"),
        ("Sergei Lavrov met Walid Muallem, who said he was ready.", "he", "walid-muallem"),
        ("Sergei Lavrov spoke. He warned Israel.", "He", "sergei-lavrov"),
        ("Vladimir Putin summoned Bashar al-Assad to tell him that.", "him", "bashar-al-assad"),
        ("Donald Trump met Angela Merkel. She thanked Israel.", "She", "angela-merkel"),
    ],
)
def test_pronouns(read: Read, text: str, pronoun: str, id: str) -> None:
    one = mention(read(text), pronoun)
    assert one.kind == "pronoun"
    assert one.actor is not None
    assert one.actor.id == id
    assert one.confidence < 1


def test_his_country_is_the_state_of_the_person(read: Read) -> None:
    draft = read("Bashar al-Assad met Vladimir Putin, who announced that his country would stay.")
    assert who(draft, "his country") == ("pronoun", "RUS")


def test_two_spoken_of_as_one(read: Read) -> None:
    draft = read(
        "Iran has long been an ally of Russia, with both countries committed to it. "
        "However, their alliance was tactical."
    )
    assert who(draft, "both countries") == ("pronoun", "IRN+RUS")
    assert who(draft, "their") == ("pronoun", "IRN+RUS")


def test_a_title_in_the_plural_is_each_of_them(read: Read) -> None:
    draft = read("The presidents of Russia, Iran and Turkey met. They signed a statement.")
    assert who(draft, "presidents of Russia") == ("office", "vladimir-putin")
    assert who(draft, "Iran") == ("office", "hassan-rouhani")
    assert who(draft, "They") == (
        "pronoun",
        "hassan-rouhani+recep-tayyip-erdogan+vladimir-putin",
    )


def test_non_syrian_forces_are_not_the_syrian_army(read: Read) -> None:
    draft = read("He said all non-Syrian forces should leave.")
    assert who(draft, "Syrian") == ("demonym", "SYR")
    assert not [one for one in draft.mentions if one.actor and one.actor.id == "SYR.MIL"]


def test_its_government_is_that_of_the_place(read: Read) -> None:
    draft = read("Iranian forces are in Syria at the request of its government.")
    assert who(draft, "its") == ("pronoun", "SYR")


def test_who_serves_an_organisation_does_not_act_for_his_own_state(read: Read) -> None:
    actor = mention(
        read("UN envoy Staffan de Mistura resigned."), "UN envoy Staffan de Mistura"
    ).actor
    assert actor is not None
    assert (actor.office, actor.state) == ("UN", None)


def test_it_is_likely_has_no_antecedent(read: Read) -> None:
    draft = read("Russia believes it necessary to wait. It is likely that Iran will wait.")
    assert [one.words for one in draft.mentions if one.kind == "pronoun"] == []


def test_definite_nouns(read: Read) -> None:
    draft = read("The Syrian government protested. Iran thanked the government and the group.")
    assert who(draft, "government") == ("group", "SYR.GOV")
    draft = read("Russia met Iran. The army moved.")
    assert who(draft, "army") == ("group", None)


def test_somebody_else_with_a_known_surname(read: Read) -> None:
    draft = read("Ron Johnson met Jordan Peterson in Kansas.")
    known = {one.actor.id for one in draft.mentions if one.actor and one.actor.listed}
    assert known == set()


def test_mentions_come_in_order_and_do_not_overlap_but_for_relations(
    read: Read, seed_article: Path
) -> None:
    draft = read(seed_article.read_text(encoding="utf-8"))
    for before, after in pairwise(draft.mentions):
        assert before.span.start <= after.span.start
        if after.span.start < before.span.end:
            assert before.actor is not None
            assert "AFFILIATES" in before.actor.id or after.kind == "pronoun"
            assert after.span.end <= before.span.end
    named = {one.actor.id for one in draft.mentions if one.actor}
    assert {"bahram-qassemi", "IRQ.PMF", "YEM.HOUTHI", "ISR.LIKUD", "IRN.AFFILIATES"} <= named
    pronouns = [one for one in draft.mentions if one.kind == "pronoun"]
    assert sum(one.actor is not None for one in pronouns) / len(pronouns) > 0.9


def test_hostile_text_does_no_harm(read: Read) -> None:
    read("")
    read("the united states of america " * 40)
    read("<script>Iran</script> pro-Iran- 's forces ]]] Iran’s’s - \u202eRussia\u0000")
