"""Dates in news prose against a dateline of Saturday, 2 June 2018."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.reading.dates import find_dates, when_of
from detente.reading.draft import Draft, Sentence
from detente.types import Article

if TYPE_CHECKING:
    from spacy.language import Language

    from detente.actors.registry import Registry

SATURDAY = date(2018, 6, 2)
#: Sentences of our own with the interval of the act named in each; `python -m bench dates`
#: scores the same table.
TABLE = Path(__file__).resolve().parents[2] / "bench" / "dates.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("on 17 May", "2018-05-17", "2018-05-17", "day"),
        ("May 17, 2018", "2018-05-17", "2018-05-17", "day"),
        ("the 21st of May", "2018-05-21", "2018-05-21", "day"),
        ("2018-05-08", "2018-05-08", "2018-05-08", "day"),
        ("on 5 December", "2017-12-05", "2017-12-05", "day"),
        ("Dec. 5", "2017-12-05", "2017-12-05", "day"),
        ("on Saturday", "2018-06-02", "2018-06-02", "day"),
        ("late Thursday", "2018-05-31", "2018-05-31", "day"),
        ("last Saturday", "2018-05-26", "2018-05-26", "day"),
        ("yesterday", "2018-06-01", "2018-06-01", "day"),
        ("three days ago", "2018-05-30", "2018-05-30", "day"),
        ("two weeks ago", "2018-05-14", "2018-05-20", "week"),
        ("last week", "2018-05-21", "2018-05-27", "week"),
        ("this week", "2018-05-28", "2018-06-03", "week"),
        ("over the weekend", "2018-06-02", "2018-06-03", "range"),
        ("last month", "2018-05-01", "2018-05-31", "month"),
        ("earlier this month", "2018-06-01", "2018-06-02", "range"),
        ("in May", "2018-05-01", "2018-05-31", "month"),
        ("in November", "2017-11-01", "2017-11-30", "month"),
        ("last December", "2017-12-01", "2017-12-31", "month"),
        ("in March 2011", "2011-03-01", "2011-03-31", "month"),
        ("late April", "2018-04-21", "2018-04-30", "range"),
        ("in mid-May", "2018-05-11", "2018-05-20", "range"),
        ("since March", "2018-03-01", "2018-06-02", "range"),
        ("since 2011", "2011-01-01", "2018-06-02", "range"),
        ("in 2015", "2015-01-01", "2015-12-31", "year"),
        ("last year", "2017-01-01", "2017-12-31", "year"),
        ("early 2017", "2017-01-01", "2017-04-30", "range"),
        ("from 2011 to 2013", "2011-01-01", "2013-12-31", "range"),
        ("the summer of 2014", "2014-06-01", "2014-08-31", "range"),
        ("the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("the first quarter of 2018", "2018-01-01", "2018-03-31", "range"),
        ("between 14 and 16 April", "2018-04-14", "2018-04-16", "range"),
        ("May 12-15", "2018-05-12", "2018-05-15", "range"),
        ("from 28 April to 3 May", "2018-04-28", "2018-05-03", "range"),
        ("over the past two years", "2016-06-02", "2018-06-02", "range"),
        ("over recent weeks", "2018-05-05", "2018-06-02", "range"),
        ("will meet on 12 June", "2018-06-12", "2018-06-12", "day"),
        ("will meet on Tuesday", "2018-06-05", "2018-06-05", "day"),
        ("next month", "2018-07-01", "2018-07-31", "month"),
        ("in the coming weeks", "2018-06-02", "2018-06-30", "range"),
        ("by 2020", "2018-06-02", "2020-12-31", "range"),
    ],
)
def test_an_expression_names_its_days(words: str, start: str, end: str, precision: str) -> None:
    [(first, last, when)] = find_dates(words, SATURDAY)
    assert (str(when.start), str(when.end), when.precision) == (start, end, precision)
    assert words[first:last]
    assert when.rule


@pytest.mark.parametrize(
    "words",
    [
        "it may not object to that",
        "they march on the capital",
        "an august assembly",
        "the second strike",
        "militias must withdraw 25km from the border",
        "2,000 men and 18 tanks",
        "Resolution 2254 of the council",
        "the sun sets",
        "within hours of it",
        "a 45 percent share",
    ],
)
def test_what_is_no_date_is_left_alone(words: str) -> None:
    assert find_dates(words, SATURDAY) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The army would withdraw, he said on Friday.", "2018-06-01"),
        ("Trump would impose sanctions after leaving the deal on 8 May.", "2018-05-08"),
        ("The summit on 12 June worries Tokyo.", "2018-06-12"),
        ("They met on 12 August.", "2017-08-12"),
        ("They will meet on 12 August.", "2018-08-12"),
    ],
)
def test_words_that_look_ahead_reach_only_their_own_date(text: str, day: str) -> None:
    [(_, _, when)] = find_dates(text, SATURDAY)
    assert str(when.start) == day


def test_of_an_impossible_day_only_the_month_is_kept() -> None:
    [(_, _, when)] = find_dates("on 31 June 2018", SATURDAY)
    assert when.precision == "month"
    assert find_dates("2018-02-31", SATURDAY) == []


def test_every_answer_quotes_the_text_in_order() -> None:
    text = "On 9 May and again on May 17 he left, two days before late June."
    found = find_dates(text, SATURDAY)
    assert [text[a:b] for a, b, _ in found] == ["9 May", "May 17", "two days before", "late June"]


def _draft(nlp: Language, registry: Registry, text: str) -> tuple[Draft, Sentence]:
    article = Article("a_1", text, published=SATURDAY)
    sentence = Sentence("a_1", 0, 0, 0, len(text), nlp(text))
    return Draft(article, registry, [sentence]), sentence


def _when(nlp: Language, registry: Registry, text: str, word: str) -> tuple[str, str | None]:
    draft, sentence = _draft(nlp, registry, text)
    token = next(token for token in sentence.doc if token.text == word)
    when = when_of(draft, sentence, token)
    return str(when.start), when.rule


def test_a_date_belongs_to_the_verb_it_hangs_on(nlp: Language, registry: Registry) -> None:
    text = "Officials said on Friday that Israel struck the base on 9 April."
    assert _when(nlp, registry, text, "struck")[0] == "2018-04-09"
    assert _when(nlp, registry, text, "said")[0] == "2018-06-01"


def test_an_act_without_a_date_has_the_dateline(nlp: Language, registry: Registry) -> None:
    text = "Israel struck the base."
    assert _when(nlp, registry, text, "struck") == ("2018-06-02", "dateline")
    draft, sentence = _draft(nlp, registry, text)
    assert when_of(draft, sentence, sentence.doc[1], dateline=False).start is None


def test_the_day_of_saying_is_not_the_day_of_the_deed(nlp: Language, registry: Registry) -> None:
    text = "Russia said on Friday that Israel attacked Syria."
    assert _when(nlp, registry, text, "attacked")[1] == "dateline"


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not case["set"].startswith("none")],
    ids=lambda case: case["sentence"][:40],
)
def test_an_act_has_the_date_its_sentence_gives(
    case: dict[str, str], nlp: Language, registry: Registry
) -> None:
    draft, sentence = _draft(nlp, registry, case["sentence"])
    token = next(token for token in sentence.doc if token.text == case["act"])
    when = when_of(draft, sentence, token, dateline=False)
    assert (str(when.start), str(when.end), when.precision) == (
        case["start"],
        case["end"],
        case["precision"],
    )


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["set"].startswith("none")],
    ids=lambda case: case["sentence"][:40],
)
def test_words_that_look_like_dates_are_none(case: dict[str, str]) -> None:
    assert find_dates(case["sentence"], SATURDAY) == []


def _told(nlp: Language, registry: Registry, *texts: str) -> Draft:
    """An article of several sentences."""
    whole = " ".join(texts)
    sentences = []
    for i, text in enumerate(texts):
        start = whole.index(text)
        sentences.append(Sentence("a_1", i, 0, start, start + len(text), nlp(text)))
    return Draft(Article("a_1", whole, published=SATURDAY), registry, sentences)


def _last(draft: Draft, word: str) -> tuple[str, str, str]:
    sentence = draft.sentences[-1]
    token = next(token for token in sentence.doc if token.text == word)
    when = when_of(draft, sentence, token)
    return str(when.start), str(when.end), str(when.rule)


def test_a_day_after_an_act_counts_from_the_sentence_that_dated_it(
    nlp: Language, registry: Registry
) -> None:
    draft = _told(
        nlp,
        registry,
        "Israel struck the air base on 9 April.",
        "Russia summoned the ambassador a day after Israel struck the base.",
    )
    assert _last(draft, "summoned")[:2] == ("2018-04-10", "2018-04-10")


def test_the_next_day_counts_from_the_day_told_last(nlp: Language, registry: Registry) -> None:
    draft = _told(
        nlp,
        registry,
        "Israel struck the air base on 9 April.",
        "The next day Russia summoned the ambassador.",
    )
    assert _last(draft, "summoned")[:2] == ("2018-04-10", "2018-04-10")


def test_the_act_that_news_counts_from_lies_before_the_news(
    nlp: Language, registry: Registry
) -> None:
    draft = _told(nlp, registry, "Russia condemned Israel a day after it struck the air base.")
    assert _last(draft, "condemned") == ("2018-06-02", "2018-06-02", "dateline")
    assert _last(draft, "struck")[:2] == ("2018-06-01", "2018-06-01")


def test_days_before_an_event_without_a_date_are_unknown(nlp: Language, registry: Registry) -> None:
    draft = _told(nlp, registry, "Police arrested the candidate days before the vote.")
    assert _last(draft, "arrested")[2] == "dateline"
    draft = _told(
        nlp,
        registry,
        "The vote took place on 20 May.",
        "Police arrested the candidate days before the vote.",
    )
    assert _last(draft, "arrested")[:2] == ("2018-05-13", "2018-05-19")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("The election was delayed until September.", "2018-06-02", "2018-09-30"),
        ("He must go by Monday.", "2018-06-02", "2018-06-04"),
        ("They had left by Friday.", "2018-06-01", "2018-06-01"),
        ("on 12 May last year", "2017-05-12", "2017-05-12"),
        ("on Tuesday last week", "2018-05-22", "2018-05-22"),
        ("the winter of 2006-07", "2006-12-01", "2007-02-28"),
        ("between January 2017 and March 2018", "2017-01-01", "2018-03-31"),
        ("the last weekend of April", "2018-04-28", "2018-04-29"),
        ("the 9/11 attacks", "2001-09-11", "2001-09-11"),
    ],
)
def test_ends_and_parts_of_longer_stretches(words: str, start: str, end: str) -> None:
    [(_, _, when)] = find_dates(words, SATURDAY)
    assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        "He spent the next five decades in office.",
        "in the last year of the war",
        "within an hour of the landing",
        "The mandate was drafted by June and by Jan Egeland.",
    ],
)
def test_time_counted_from_elsewhere_is_not_counted_from_the_report(words: str) -> None:
    assert find_dates(words, SATURDAY) == []
