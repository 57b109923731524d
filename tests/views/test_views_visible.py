from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.views.visible import one_line, visible


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x9B, 0x200B, 0x202E, 0x2066, 0xFEFF, 0xD800])
def test_a_character_that_hides_or_reorders_is_shown_by_its_number(code: int) -> None:
    assert visible(f"a{chr(code)}b") == f"a⟨U+{code:04X}⟩b"


@pytest.mark.parametrize("text", ["Đà Nẵng", "می‌خواهم", "השלום", "👩‍🚀 🏴", "a\tb\nc"])
def test_letters_joined_emoji_and_line_breaks_stay(text: str) -> None:
    assert visible(text) == text


def test_every_kind_of_line_end_becomes_one() -> None:
    assert visible("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@given(st.text(alphabet=st.characters()))
def test_what_is_shown_can_always_be_written_and_is_stable(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown
    assert "\x1b" not in shown


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("one\n two   three", 9) == "one two…"
    assert len(one_line("x" * 500, 20)) == 20
