from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.sentences import LONGEST, paragraphs, stretches


def cut(text: str) -> list[str]:
    return [text[part.start : part.end] for part in stretches(text)]


@pytest.mark.parametrize(
    "line",
    [
        "ISLAMABAD — ",
        "WAGAH, March 1 — ",
        "Doha (AP) -- ",
        "MOSCOW, Russia, 21 May 2018 (Agency) - ",
        "UNITED NATIONS (Agency) - ",
        "BEIRUT, Lebanon — ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(line: str) -> None:
    assert cut(f"{line}Pakistan released the pilot.") == ["Pakistan released the pilot."]


@pytest.mark.parametrize(
    "text",
    ["NATO — an alliance — said no.", "Putin (right) - who left - spoke.", "US-Iran talks - over"],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert cut(text) == [text]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Gen. J. Smith met U.S. officials at 5 p.m. on Monday. They agreed."
    assert cut(text) == [text[:-13], "They agreed."]


def test_a_closing_mark_that_opens_a_paragraph_is_passed_over() -> None:
    assert cut("He said: “No one can.\n\n” Those who left, he said, lied.")[1].startswith("Those")


def test_a_quotation_left_open_is_marked_on_what_follows() -> None:
    first, second, third = stretches("He said: “We go. We stay.” They left.")
    assert (first.quote_open, second.quote_open, third.quote_open) == (False, True, False)


@given(st.text(max_size=400))
def test_sentences_come_in_order_inside_their_paragraphs(text: str) -> None:
    whole = list(paragraphs(text))
    last = 0
    for part in stretches(text):
        assert last <= part.start < part.end <= len(text)
        start, end = whole[part.paragraph]
        assert start <= part.start
        assert part.end <= end
        last = part.end


def test_a_line_without_end_is_cut_into_pieces() -> None:
    assert max(len(part) for part in cut("word " * 5_000)) <= LONGEST
