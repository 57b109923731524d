from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.views.highlight import passage, pieces

TEXT = "The 🕊️ talks ended. Nobody said why."


def test_marks_are_cut_in_code_points_also_after_an_emoji() -> None:
    start = TEXT.index("Nobody")
    cut = pieces(TEXT, [(start, start + 6, "c_1")])
    assert [piece.text for piece in cut if "c_1" in piece.marks] == ["Nobody"]


def test_overlapping_marks_share_the_piece_they_both_cover() -> None:
    cut = pieces("abcdef", [(0, 4, "one"), (2, 6, "two")])
    assert [(piece.text, piece.marks) for piece in cut] == [
        ("ab", ("one",)),
        ("cd", ("one", "two")),
        ("ef", ("two",)),
    ]
    assert [piece.opens for piece in cut] == [("one",), ("two",), ()]


def test_marks_outside_the_text_are_passed_over() -> None:
    assert pieces("abc", [(1, 9, "x"), (2, 2, "y"), (-1, 2, "z")])[0].marks == ()


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("abc"))),
)
def test_the_pieces_joined_are_the_text(text: str, marks: list[tuple[int, int, str]]) -> None:
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    for start, end, name in marks:
        if 0 <= start < end <= len(text):
            covered = "".join(piece.text for piece in cut if name in piece.marks)
            assert text[start:end] in covered or len(covered) >= end - start


@given(st.text(min_size=1, max_size=900), st.data())
def test_a_passage_is_a_stretch_of_the_text_around_the_quote(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = passage(text, start, end, around=50)
    assert found.quote == text[start:end]
    assert found.before + found.quote + found.after in text
    assert len(found.before) <= 50
    assert len(found.after) <= 50
    assert (
        found.cut_before == (not text.startswith(found.before + found.quote))
        or start == 0
        or (found.cut_before == (len(found.before) < start))
    )
