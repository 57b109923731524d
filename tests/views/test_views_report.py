from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

import made_up
from detente.errors import RecordError
from detente.views import bundle, page
from detente.views.report import ReportData, in_view, report_html, write_report


class Reader(HTMLParser):
    """Notes tags, attributes, ids and the words shown."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._raw = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._raw = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._raw = False

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return report_html(made_up.verdict(), made_up.report_data())


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    return Reader(html)


def test_the_answer_and_every_number_behind_it_are_in_the_text(read: Reader) -> None:
    answer = made_up.verdict()
    for words in (answer.sentence, answer.who_vouches, answer.verdict, *answer.would_change):
        assert words in read.words
    for test in answer.tests:
        assert test.words in read.words
    assert "8 % [4–11]" in read.words
    assert "0.00003" in read.words


def test_a_test_that_is_not_calibrated_is_marked_as_a_warning_and_comes_last(html: str) -> None:
    rows = re.findall(r"<tr( class=\"warning\")?><th scope=\"row\">([^<]+)", html)
    warned = [name.strip() for mark, name in rows if mark]
    assert warned == ["naive Fisher"]
    tests = [test.name for test in made_up.verdict().tests]
    assert [name.strip() for _, name in rows if name.strip() in tests][-1] == "naive Fisher"


def test_nothing_is_fetched_from_anywhere(html: str, read: Reader) -> None:
    for tag, attrs in read.tags:
        assert not {"src", "srcset", "poster", "action"} & set(attrs), tag
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "form"}
        if "href" in attrs and tag == "a":
            assert attrs["href"] is not None
            assert attrs["href"].startswith("#")


def test_the_policy_lets_our_scripts_run_and_no_other(html: str, read: Reader) -> None:
    policy = next(m for m in read.all("meta") if m.get("http-equiv"))["content"]
    assert policy is not None
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    assert all(page.digest(script) in policy for script in scripts)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert all(page.digest(style) in policy for style in styles)
    assert not any(name.startswith("on") or name == "style" for _, a in read.tags for name in a)


def test_hostile_words_are_shown_as_words(html: str, read: Reader) -> None:
    assert len(read.all("script")) == html.count("<script>") + html.count("<script type=")
    assert "alert(1)>" in read.words
    assert "</title><script>alert(2)</script> ⟨U+202E⟩evil" in read.words
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "{{ 7*7 }} ${7*7}" in read.words
    assert "javascript:" not in html.replace(bundle.javascript(), "")


def test_data_blocks_hold_what_was_put_in_and_cannot_end_early() -> None:
    words = "</script><!-- <script> \u2028 ' & 🕊️ \ud800"
    block = str(page.json_block({"words": words}))
    assert json.loads(block)["words"] == words
    assert not re.search("[<>&'\u2028]", block)


def test_every_link_inside_the_page_leads_somewhere_and_ids_are_unique(read: Reader) -> None:
    ids = [attrs["id"] for _, attrs in read.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    leads = [a["href"] for a in read.all("a")]
    assert "#mark-c_2" in leads
    assert {lead[1:] for lead in leads if lead} <= set(ids)


def test_the_whole_text_is_there_unchanged_with_its_evidence_marked(html: str) -> None:
    block = re.search(
        r'id="text-a_one".*?<div class="text whole"[^>]*>(.*?)</div>', html, re.DOTALL
    )
    assert block is not None
    shown = Reader(block.group(1))
    assert shown.words == made_up.TEXT
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", block.group(1), re.DOTALL))
    assert "the two are likely to part before the winter" in marked
    assert "Foreign minister" not in marked


def test_each_piece_of_evidence_opens_its_words_in_their_surroundings(html: str) -> None:
    item = re.search(r'<li id="ev-c_4">(.*?)</li>', html, re.DOTALL)
    assert item is not None
    assert (
        "<mark>Belmark&#39;s embassy denied that its guards had ever been asked to go.</mark>"
        in (item.group(1))
    )
    assert 'href="#mark-c_4"' in item.group(1)


def test_a_loaded_row_shows_where_it_was_loaded_from(read: Reader) -> None:
    assert "made-up.tab, row 1,204, event 99120 (Reduce relations)" in read.words


def test_claims_show_who_says_it_how_surely_and_the_range_of_the_word(read: Reader) -> None:
    words = " ".join(read.words.split())
    assert "Many observers unnamed group" in words
    assert "speaker probable · author not committed · likely [55–80 %, by convention]" in words
    assert "speaker certainly not" in words


def test_a_disputed_expression_is_a_table_of_actors_by_speakers(html: str) -> None:
    at = html.index("Whom “<bdi>all foreign forces")
    table = html[at : html.index("</table>", at)]
    cells = re.findall(r'<td data-h="([^"]+)" class="(in|out|silent)">', table)
    assert ("Riverband", "in") in cells
    assert ("Belmark Guard", "silent") in cells
    assert ("Belmark Guard", "out") in cells
    assert ("Riverband", "silent") in cells


def test_a_period_without_reports_is_named_in_the_table_too(read: Reader) -> None:
    assert read.words.count("no reports") >= 7


def test_every_chart_has_a_label_and_a_table_beside_it(html: str, read: Reader) -> None:
    charts = [a for a in read.all("div") if "data-spec" in a]
    assert len(charts) == 3
    assert all(chart["role"] == "img" and chart["aria-label"] for chart in charts)
    assert html.count("The same as a table") == 2


def test_the_page_says_how_it_was_made(read: Reader) -> None:
    for words in ("made-up model", "0123456789abcdef", "Nothing was corrected by hand"):
        assert words in read.words
    data = replace(
        made_up.report_data(),
        folding={"mirror": 3},
        corrections=[
            {"made": "2031-07-15", "who": "E. Ditor", "owner": "e_1", "field": "type"}
            | {"was": "AID", "now": "YIELD", "why": "misread <sic>"}
        ],
    )
    words = Reader(report_html(made_up.verdict(), data)).words
    assert "1 correction by hand was applied" in words
    assert "misread <sic>" in words
    assert "mirror 3" in words


def test_a_record_without_a_question_or_rows_still_makes_a_page() -> None:
    read = Reader(report_html(None, ReportData()))
    assert "What the record holds" in read.words
    assert "No run is on record" in read.words


def test_evidence_that_points_outside_its_text_is_shown_without_a_passage() -> None:
    answer = made_up.verdict()
    broken = replace(answer.evidence_for[0], start=10_000, end=10_050)
    html = report_html(replace(answer, evidence_for=(broken,)), made_up.report_data())
    item = re.search(r'<li id="ev-t_1">(.*?)</li>', html, re.DOTALL)
    assert item is not None
    assert "In the text" not in item.group(1)


def test_the_file_is_written_small_and_with_one_kind_of_line_end(tmp_path: Path) -> None:
    path = write_report(tmp_path / "r.html", made_up.verdict(), made_up.report_data())
    written = path.read_bytes()
    assert b"\r" not in written
    assert len(written) < 1_300_000


def test_a_folder_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written") as caught:
        write_report(tmp_path / "no" / "r.html", None, ReportData())
    assert caught.value.hint


def test_silence_at_the_ends_of_the_record_is_told_not_drawn() -> None:
    empty = [
        made_up.counts(date(2029, 1, 1) + timedelta(weeks=i), date(2029, 1, 7), 0, 0)
        for i in range(90)
    ]
    weeks = [*empty, *made_up.timeline()]
    kept = in_view(weeks, made_up.verdict())
    assert kept[0] == made_up.timeline()[0]
    assert len(kept) < len(weeks)
    assert in_view(empty, None) == empty
    words = Reader(report_html(made_up.verdict(), ReportData(timeline=weeks))).words
    assert f"Not drawn: {len(weeks) - len(kept)} periods at the ends of the record" in words


def test_tests_that_could_not_be_run_say_so_apart_from_those_that_could(html: str) -> None:
    assert "1 test could not be run" in html
    answer = made_up.verdict()
    unrun = tuple(replace(test, p=None) for test in answer.tests)
    words = Reader(report_html(replace(answer, tests=unrun), ReportData())).words
    assert "None of the 6 tests could be run" in words
    assert all(test.words in words for test in unrun)


def test_a_stretch_without_days_is_not_given_dates() -> None:
    answer = made_up.verdict()
    empty = made_up.counts(date(2031, 4, 21), date(2031, 4, 20), 0, 0)
    html = report_html(replace(answer, before=empty), ReportData())
    assert "2031-04-21 to" not in html.split("Inside")[0].split("Before <br>")[1]


def test_many_rows_are_cut_and_counted() -> None:
    data = made_up.report_data()
    many = [dict(data.claims[0], id=f"c_{i}") for i in range(1_000)]
    words = Reader(report_html(made_up.verdict(), replace(data, claims=many))).words
    assert "700 more claims in the record" in words


def test_the_bundle_is_kept_and_a_broken_one_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = bundle.javascript()
    bundle.javascript.cache_clear()
    assert bundle.javascript() == whole
    (kept,) = (tmp_path / "detente").iterdir()
    kept.write_text("cut sho", encoding="utf-8")
    bundle.javascript.cache_clear()
    assert bundle.javascript() == whole
    assert kept.read_text(encoding="utf-8") == whole
    bundle.javascript.cache_clear()
