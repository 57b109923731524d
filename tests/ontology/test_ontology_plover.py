from __future__ import annotations

import pytest

from detente.errors import DataError
from detente.ontology import plover


def test_the_sixteen_types_fall_into_four_quad_classes() -> None:
    by_quad = {n: {t for t in plover.TYPES if plover.quad(t) == n} for n in range(5)}
    assert by_quad == {
        0: set(),
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }


def test_scores_run_with_the_quad_class() -> None:
    for name in plover.TYPES:
        for mode in (None, *plover.modes(name)):
            score = plover.score(name, mode)
            assert -10 <= score <= 10
            if plover.quad(name) in (1, 2):
                assert score > 0
            elif name != "REQUEST":
                assert score < 0, f"{name} {mode} is conflict and must not score {score}"


def test_the_lost_minus_sign_of_accuse_is_put_back() -> None:
    assert plover.score("ACCUSE") == -3
    assert "minus" in plover.event_type("ACCUSE").note


def test_a_mode_refines_the_score_and_an_unknown_one_does_not() -> None:
    assert plover.score("CONSULT") == 2.5
    assert plover.score("CONSULT", "phone") == 1.5
    assert plover.score("CONSULT", "pigeon post") == 2.5
    assert plover.score("PROTEST", "vandalize") == plover.score("PROTEST")


def test_reciprocal_acts_are_known() -> None:
    assert {t for t in plover.TYPES if plover.symmetric(t)} == {"AGREE", "CONSULT", "COOPERATE"}


def test_statements_are_kept_but_count_as_neither() -> None:
    assert plover.STATEMENT not in plover.TYPES
    assert plover.quad(plover.STATEMENT) == 0
    assert plover.score(plover.STATEMENT) == 0


def test_a_wrong_type_is_named_with_the_right_ones() -> None:
    with pytest.raises(DataError, match="DEMAND") as caught:
        plover.quad("DEMAND")
    assert "REQUEST" in (caught.value.hint or "")


def test_a_request_read_from_text_is_counted_on_neither_side() -> None:
    assert plover.quad("REQUEST") == 3
    assert plover.counted_quad("REQUEST") == 0
    assert plover.counted_quad("ASSAULT") == plover.quad("ASSAULT")
