"""A disputed expression, read by each speaker in his own way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.data import FOLDER
from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.reading.references import find_readings
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from detente.actors.registry import Registry

    Find = Callable[[str], Draft]

#: Made up, about a country that none of the sample's articles speaks of.
OPENING = (
    "Emmanuel Macron said on Monday that all foreign troops would have to leave Libya.\n\n"
    "What Macron meant by “foreign troops” was not clear, since Turkey, Russia and Egypt have"
    " soldiers in Libya.\n\n"
)


@pytest.fixture(scope="module")
def find(nlp: Language, registry: Registry) -> Find:
    def _find(text: str) -> Draft:
        article = Article("made-up", text, published=date(2020, 7, 14))
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, registry, sentences)
        for step in (find_mentions, attribute, find_readings):
            step(draft)
        return draft

    return _find


def test_a_list_says_who_is_in(find: Find) -> None:
    draft = find(
        OPENING + "Jean-Yves Le Drian said he had been referring to all foreign forces, including"
        " the Turks and the Russians."
    )
    (reading,) = draft.readings
    assert reading.ground == "lists"
    assert reading.expression == "foreign troops"
    assert draft.words(reading.utterance) == "all foreign troops"
    assert dict(reading.parties) == {"TUR": "in", "RUS": "in", "EGY": "silent"}
    assert reading.speaker.actor == "jean-yves-le-drian"


def test_an_exception_takes_one_out_and_leaves_the_others_in(find: Find) -> None:
    draft = find(
        OPENING + "Many countries had troops in Libya without any right, Mevlut Cavusoglu said."
        " Turkey was the sole exception, he said."
    )
    (reading,) = draft.readings
    assert reading.ground == "exclusion"
    assert dict(reading.parties) == {"TUR": "out", "RUS": "in", "EGY": "in"}


def test_having_somebody_in_mind_is_an_interpretation(find: Find) -> None:
    draft = find(OPENING + "Some observers said that Macron had the Turks in mind.")
    (reading,) = draft.readings
    assert reading.ground == "interpretation"
    assert reading.speaker.kind == "unnamed_group"
    assert dict(reading.parties) == {"TUR": "in", "RUS": "silent", "EGY": "silent"}


def test_only_shuts_the_others_out(find: Find) -> None:
    draft = find(OPENING + "Some observers said that Macron had only the Turks in mind.")
    assert dict(draft.readings[0].parties) == {"TUR": "in", "RUS": "out", "EGY": "out"}


def test_a_condition_and_a_stay_take_the_speaker_out(find: Find) -> None:
    draft = find(
        OPENING
        + "Mevlut Cavusoglu said that Turkish forces would remain in Libya. Those who should"
        " leave are the ones who entered without permission, he said."
    )
    (reading,) = draft.readings
    assert reading.ground == "condition"
    assert dict(reading.parties)["TUR"] == "out"


def test_an_expression_that_nobody_interprets_is_not_disputed(find: Find) -> None:
    assert find(OPENING).readings == []
    assert find("Turkey, Russia and Egypt have soldiers in Libya.").readings == []


def test_an_interpretation_without_an_expression_is_none(find: Find) -> None:
    assert find("Macron said he had been referring to the Turks.").readings == []


def test_the_sample_dispatch_on_foreign_forces_is_read_by_four_voices(find: Find) -> None:
    path = FOLDER / "sample" / "2018-05-18-which-foreign-forces.md"
    draft = find(path.read_text(encoding="utf-8").split("---\n", 2)[2])
    table = {r.speaker.words.split()[-1]: dict(r.parties) for r in draft.readings}
    assert set(table) == {"Lavrentiev", "Peskov", "observers", "Others"}
    assert table["Lavrentiev"]["IRN"] == table["Peskov"]["IRN"] == "in"
    assert table["Peskov"]["RUS"] == "out"
    assert table["Others"]["USA"] == "in"


@pytest.mark.outside
def test_the_founding_article_is_read_four_ways(find: Find, seed_article: Path) -> None:
    draft = find(seed_article.read_text(encoding="utf-8"))
    iran = {r.ground: dict(r.parties)["IRN"] for r in draft.readings}
    assert iran == {
        "interpretation": "in",
        "exclusion": "in",
        "lists": "in",
        "condition": "out",
    }
    russia = {r.ground: dict(r.parties)["RUS"] for r in draft.readings}
    assert russia["exclusion"] == "out"
    assert russia["lists"] == "silent"
