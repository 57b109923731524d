"""The scorer: right, wrong, open, missed and spurious, counted on readings made by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from detente.evaluate.actors import Judgement, evaluate, judge
from detente.evaluate.gold import GoldArticle, GoldMention, read_gold
from detente.evaluate.rows import error_rows, score_rows
from detente.reading.draft import Draft
from detente.types import Actor, Article, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from detente.actors.registry import Registry
    from detente.types import MentionKind

    Judged = Callable[..., list[Judgement]]

ON = date(2018, 5, 8)
OPEN: dict[str, Any] = {"needs": ((None,),)}
ANALYSTS = Actor("unnamed-analysts", "many analysts", "unnamed", listed=False)
OFFICIAL = Actor("IRN.unnamed-official", "an official", "unnamed", state="IRN", listed=False)
STRANGER = Actor("javad-karimi", "Javad Karimi", "person", state="IRN", listed=False)


@pytest.fixture
def judged(registry: Registry) -> Judged:
    """Judge a reading that is made up: gold and reader's mentions by their words."""

    def call(
        text: str,
        gold: dict[str, Any],
        found: dict[str, str | Actor | None],
        kinds: dict[str, MentionKind] | None = None,
    ) -> list[Judgement]:
        def mark(words: str, wanted: Any) -> GoldMention:
            start = text.index(words)
            fields = wanted if isinstance(wanted, dict) else {"needs": ((wanted,),)}
            return GoldMention(start, start + len(words), words, **fields)

        draft = Draft(Article("a", text, published=ON), registry, [])
        for words, given in found.items():
            start = text.index(words)
            actor = registry.actor(given, ON) if isinstance(given, str) else given
            span = Span("a", 0, start, start + len(words))
            kind: MentionKind = (kinds or {}).get(words, "name")
            draft.mentions.append(Mention(span, words, kind, actor))
        article = GoldArticle("a", ON, text, tuple(mark(*item) for item in gold.items()))
        return list(judge(article, draft))

    return call


def _outcomes(judgements: list[Judgement]) -> dict[str, str]:
    return {one.gold.words if one.gold else one.found[0].words: one.outcome for one in judgements}


def test_every_mention_of_either_side_is_judged_once(judged: Judged) -> None:
    text = "Iran told Iraq that Syria and Hamas met Oman; Kuwait, it said, and Paris heard."
    judgements = judged(
        text,
        {
            "Iran": "IRN",
            "Iraq": "IRQ",
            "Syria": "SYR",
            "Hamas": "PSE.HAMAS",
            "Kuwait": {"needs": (("KWT",),), "tier": 3},
        },
        {
            "Iran": "IRN",
            "Iraq": "IRN",
            "Syria": None,
            "Oman": "OMN",
            "Kuwait": "QAT",
            "it": None,
            "Paris": "FRA",
        },
        {"it": "pronoun", "Paris": "place"},
    )
    assert _outcomes(judgements) == {
        "Iran": "right",
        "Iraq": "wrong",
        "Syria": "open",
        "Hamas": "missed",
        "Oman": "spurious",
        "Kuwait": "wrong",
        "Paris": "place",
    }
    rows = {(row["part"], row["name"]): row for row in score_rows(judgements)}
    everything = rows["all", "tiers 1 and 2"]
    assert everything["gold"] == 4, "the arguable one is not counted"
    assert everything["recall"] == 0.25
    assert everything["precision"] == pytest.approx(1 / 3, abs=1e-4), "Iran of Iran, Iraq, Oman"
    assert rows["tier", "3"]["wrong"] == 1
    assert {row["words"] for row in error_rows(judgements)} == {"Iraq", "Syria", "Hamas", "Oman"}


def test_names_do_for_ids_and_offices_for_whoever_holds_them(judged: Judged) -> None:
    text = "The White House, Trump, Iranian diplomats, the Russian cabinet and Tehran."
    judgements = judged(
        text,
        {
            "Trump": "US president",
            "Iranian diplomats": "Iranian foreign ministry",
            "the Russian cabinet": "Russia",
            "Tehran": {"needs": (("Iran", "Iranian government"),)},
            "The White House": "Donald Trump",
        },
        {
            "Trump": "donald-trump",
            "Iranian diplomats": "IRN.MFA",
            "Russian cabinet": "RUS.GOV",
            "Tehran": "IRN",
            "White House": "USA.PRES",
        },
    )
    assert _outcomes(judgements) == {
        "Trump": "right",
        "Iranian diplomats": "right",
        "the Russian cabinet": "right",
        "Tehran": "right",
        "The White House": "wrong",
    }, "the holder answers for the office, the office does not answer for the holder"
    assert all(one.state_right for one in judgements)


def test_names_that_the_registry_does_not_know_are_compared_as_names(judged: Judged) -> None:
    front = Actor("kivu-front", "Kivu Dawn Front", "armed_group", listed=False)
    text = "The Kivu Dawn Front met B.J. Okello."
    okello = Actor("bj-okello", "B.J. Okello", "person", listed=False)
    judgements = judged(
        text,
        {"Kivu Dawn Front": "KIVU DAWN FRONT", "B.J. Okello": "B. J. Okello"},
        {"Kivu Dawn Front": front, "B.J. Okello": okello},
    )
    assert {one.outcome for one in judgements} == {"right"}
    assert all(one.unknown for one in judgements)


@pytest.mark.parametrize(
    ("state", "given", "outcome"),
    [
        (None, None, "right"),
        (None, ANALYSTS, "right"),
        (None, OFFICIAL, "right"),
        (None, STRANGER, "right"),
        (None, "IRN", "wrong"),
        ("", None, "right"),
        ("", ANALYSTS, "right"),
        ("", OFFICIAL, "wrong"),
        ("Iran", OFFICIAL, "right"),
        ("IRN", STRANGER, "right"),
        ("IRN", "IRN.MFA", "right"),
        ("IRN", None, "open"),
        ("IRN", ANALYSTS, "wrong"),
        ("IRN", "hassan-rouhani", "wrong"),
    ],
)
def test_what_must_stay_open_is_judged_by_its_state(
    judged: Judged, state: str | None, given: str | Actor | None, outcome: str
) -> None:
    (one,) = judged("Someone spoke.", {"Someone": {**OPEN, "state": state}}, {"Someone": given})
    assert one.outcome == outcome


@pytest.mark.parametrize(
    ("given", "outcome"), [("RUS+TUR", "right"), ("RUS", "wrong"), ("IRN+RUS+TUR", "wrong")]
)
def test_two_spoken_of_as_one_are_both_needed_and_nobody_else(
    judged: Judged, given: str, outcome: str
) -> None:
    joint = Actor(given, "both", "group", listed=False)
    gold = {"Both": {"needs": (("RUS",), ("TUR",))}}
    (one,) = judged("Both agreed.", gold, {"Both": joint})
    assert one.outcome == outcome


def test_a_capital_that_speaks_is_not_right_as_a_place(judged: Judged) -> None:
    gold = {"Moscow": {"needs": (("RUS",),), "kind": "metonym"}, "Oslo": "NOR"}
    judgements = judged(
        "Moscow and Oslo spoke.",
        gold,
        {"Moscow": "RUS", "Oslo": "NOR"},
        {"Moscow": "place", "Oslo": "place"},
    )
    assert _outcomes(judgements) == {"Moscow": "wrong", "Oslo": "right"}


def test_parts_of_a_gold_phrase_are_not_spurious(judged: Judged) -> None:
    text = "The army of Iran in the north shot; men of the Syrian shore ran; envoys of Oman came."
    gold = {
        "The army of Iran in the north": "IRN.MIL",
        "men of the Syrian shore": {**OPEN, "tier": 3},
        "envoys of Oman": "IRQ",
    }
    judgements = judged(text, gold, {"Iran": "IRN", "Syrian": "SYR", "of Oman came": "OMN"})
    assert _outcomes(judgements)["Iran"] == "part"
    assert _outcomes(judgements)["Syrian"] == "part"
    assert _outcomes(judgements)["of Oman came"] == "spurious"


def test_checks_on_states_open_ones_and_places(judged: Judged) -> None:
    text = "Iranian guards met some men in Cairo and in Amman."
    place = {"tier": 3, "kind": "place"}
    judgements = judged(
        text,
        {
            "Iranian guards": "IRN.MIL",
            "some men": {**OPEN, "state": ""},
            "Cairo": {"needs": (("EGY",),), **place},
            "Amman": {"needs": (("JOR",),), **place},
        },
        {"Iranian guards": "IRN.GOV", "some men": ANALYSTS, "Cairo": "EGY", "Amman": "JOR"},
        {"Cairo": "place", "Amman": "metonym"},
    )
    checks = {row["name"]: row for row in score_rows(judgements) if row["part"] == "check"}
    assert (checks["right state"]["right"], checks["right state"]["gold"]) == (1, 1)
    assert (checks["kept open"]["right"], checks["kept open"]["gold"]) == (1, 1)
    places = checks["places kept places"]
    assert (places["right"], places["gold"]) == (1, 2)


def test_articles_are_read_as_of_their_day(registry: Registry, nlp: Language) -> None:
    text = "The US president spoke with Vladimir Putin on Tuesday."
    mentions = (
        GoldMention(0, 16, "The US president", (("Barack Obama",),)),
        GoldMention(28, 42, "Vladimir Putin", (("Vladimir Putin",),)),
    )
    then, later = (
        _outcomes(list(evaluate([GoldArticle("a", on, text, mentions)], registry)))
        for on in (date(2016, 5, 8), date(2018, 5, 8))
    )
    assert then == {"The US president": "right", "Vladimir Putin": "right"}
    assert later == {"The US president": "wrong", "Vladimir Putin": "right"}


def test_the_gold_file_of_the_project_is_read_well(
    registry: Registry, nlp: Language, actors_gold: Path
) -> None:
    articles = read_gold(actors_gold)
    assert len(articles) >= 40
    rows = {
        (row["part"], row["name"]): row for row in score_rows(list(evaluate(articles, registry)))
    }
    everything = rows["all", "tiers 1 and 2"]
    assert everything["gold"] >= 450
    assert everything["precision"] >= 0.93
    assert everything["recall"] >= 0.87
    assert rows["tier", "1"]["precision"] >= 0.96
    assert rows["tier", "1"]["recall"] >= 0.92
    assert rows["check", "right state"]["recall"] >= 0.88
