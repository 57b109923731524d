from __future__ import annotations

from datetime import date

import pytest

import made_up
from detente.views import wording


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (0.00003, "0.00003"), (1e-9, "< 0.000001"), (0.0208, "0.021"), (0.25, "0.25")],
)
def test_a_p_is_never_printed_as_zero(value: float | None, shown: str) -> None:
    assert wording.p_value(value) == shown


def test_a_share_without_events_is_a_dash_not_zero() -> None:
    empty = made_up.counts(date(2031, 1, 1), date(2031, 1, 7), 0, 0)
    assert wording.share(empty) == "–"


def test_a_likelihood_keeps_its_word_and_brackets_its_range() -> None:
    stated = {"word": "likely", "low": 55, "high": 80, "by_convention": False}
    assert wording.likelihood(stated) == "likely [55–80 %]"
    assert wording.likelihood({"word": "may", "low": None, "high": None}) == (
        "may [no range by convention]"
    )
    assert wording.likelihood(None) == ""
