"""Dates in news prose against a dateline of Saturday, 2 June 2018."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.reading.dates import find_dates, when_of
from detente.reading.draft import Draft, Sentence
from detente.types import Article

if TYPE_CHECKING:
    from spacy.language import Language

    from detente.actors.registry import Registry

SATURDAY = date(2018, 6, 2)


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
