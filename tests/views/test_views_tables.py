from __future__ import annotations

import io

import pytest

import made_up
import made_up_record
from detente.views.columns import COLUMNS, SINGULAR
from detente.views.tables import print_record, print_rows, verdict_text


def printed(kind: str, rows: list[dict[str, object]], width: int | None = None) -> str:
    out = io.StringIO()
    print_rows(kind, rows, file=out, width=width)
    return out.getvalue()


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_listing_prints_piped_and_on_a_terminal(kind: str) -> None:
    with made_up_record.MadeUpRecord() as record:
        rows = record.listing(kind, filters={}, limit=100)
    lines = printed(kind, rows).splitlines()
    assert len(lines) == len(rows) + 1
    heads = lines[0].split("\t")
    assert {line.count("\t") for line in lines} == {len(heads) - 1}
    at = heads.index("Id")
    assert [line.split("\t")[at] for line in lines[1:]] == [row["id"] for row in rows]
    assert COLUMNS[kind][0].head in printed(kind, rows, width=240)
    for width in (50, 80, 120):
        shown = printed(kind, rows, width=width)
        assert max(map(len, shown.splitlines())) <= width
        if kind != "articles":
            assert all(row["id"] in shown for row in rows)
    assert kind in SINGULAR


def test_an_empty_listing_says_so_on_a_terminal_and_is_only_a_head_line_in_a_pipe() -> None:
    assert "no non-actions in the record" in printed("non_actions", [], width=80)
    assert printed("events", []).count("\n") == 1


def test_escape_sequences_and_markup_reach_no_terminal() -> None:
    rows = [row for row in made_up_record.made_up_events() if row["id"] == "e_x"]
    rows[0]["speaker_words"] = "[red]\x1b]8;;http://x\x07[/red]\nnext"
    for width in (None, 200):
        shown = printed("events", rows, width=width)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "[red]" in shown
    assert len(printed("events", rows).splitlines()) == 2


def test_events_show_reports_and_the_row_they_were_loaded_from() -> None:
    line = printed("events", made_up_record.made_up_events()[1:2]).splitlines()[1].split("\t")
    assert line[-3:] == ["2", "made-up.tab, row 1,000, event 99000", "e_0"]


def test_rows_of_an_unknown_listing_get_a_column_a_field() -> None:
    shown = printed("open names", [{"words": "X", "times_met": 3}])
    assert shown == "Words\tTimes met\nX\t3\n"


def test_one_row_is_printed_field_by_field_without_the_empty_ones() -> None:
    out = io.StringIO()
    print_record({"id": "ARV", "office": None, "names": ["a", "b\x1b"]}, file=out)
    assert out.getvalue() == "id     ARV\nnames  a, b⟨U+001B⟩\n"


def test_the_answer_as_text_holds_the_word_the_counts_and_both_sides() -> None:
    text = verdict_text(made_up.verdict(), names=made_up.NAMES)
    assert text.startswith("Arvenia moves away from Belmark\n\nCANNOT BE TOLD. ")
    assert "inside 2031-04-21 to 2031-06-01       51      26        11" in text
    assert "naive Fisher (not calibrated: a warning only)" in text
    assert "evidence for: 4" in text
    assert "[denied] – Belmark's embassy (state)" in text
    assert "\x1b" not in text
