"""Articles come in from every format with their text unchanged and their date told."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.ids import make_id
from detente.sources.articles import find_articles
from detente.sources.options import ReadOptions, Skipped
from detente.types import Article

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "Foreign ministers of the two neighbours met in the capital on Monday and agreed that\n"
    "their border should be opened to trade before the end of the year.\n\n"
    "A spokesman said that the talks had been frank.\n"
)


def take(*paths: Path | str, **options: object) -> list[Article]:
    """The articles of these paths; a skipped one fails the test."""
    found = list(find_articles(paths, ReadOptions(**options)))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def test_a_text_file_is_stored_as_it_is(tmp_path: Path) -> None:
    text = "Neighbours agree to open border\n\nJane Roe , Saturday 2 Jun 2018\n\n" + BODY
    path = tmp_path / "story.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    [article] = take(path)
    assert article.text == text.replace("\n", "\r\n")
    assert article.title == "Neighbours agree to open border"
    assert article.published == date(2018, 6, 2)
    assert article.id == make_id("a", article.text, "", "")
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert (article.path, article.language) == (str(path), "en")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(tail=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cc"))))
def test_no_text_is_ever_altered(tmp_path: Path, tail: str) -> None:
    text = BODY + tail
    plain, rows = tmp_path / "2018-06-02.txt", tmp_path / "rows.jsonl"
    plain.write_text(text, encoding="utf-8", newline="")
    rows.write_text(json.dumps({"text": text + "!", "date": "2018-06-02"}), encoding="utf-8")
    assert [article.text for article in take(plain, rows)] == [text, text + "!"]


def test_front_matter_is_the_only_cut(tmp_path: Path) -> None:
    head = (
        "---\ntitle: 'Border: to be opened'\nsource: The Example\nauthor: [Jane Roe, John Doe]\n"
        "date: 2018-06-02\nurl: https://example.org/1\n---\n"
    )
    path = tmp_path / "story.md"
    path.write_text(head + "\n" + BODY)
    [article] = take(path)
    assert article.text == "\n" + BODY
    assert (article.title, article.source) == ("Border: to be opened", "The Example")
    assert (article.author, article.url) == ("Jane Roe, John Doe", "https://example.org/1")
    assert article.published == date(2018, 6, 2)


def test_a_rule_of_hyphens_is_no_front_matter(tmp_path: Path) -> None:
    text = "---\nThis line is a sentence and no key.\n---\n" + BODY
    path = tmp_path / "2018-06-02.md"
    path.write_text(text)
    assert take(path)[0].text == text


def test_what_the_file_says_goes_before_its_name_and_the_option(tmp_path: Path) -> None:
    named = tmp_path / "2018-05-01-story.txt"
    named.write_text("2 June 2018\n\n" + BODY)
    bare = tmp_path / "20180503.txt"
    bare.write_text(BODY)
    nothing = tmp_path / "story.txt"
    nothing.write_text(BODY + "More was to follow.\n")
    dates = [a.published for a in take(named, bare, nothing, date=date(2018, 4, 1))]
    assert dates == [date(2018, 6, 2), date(2018, 5, 3), date(2018, 4, 1)]


def test_a_sidecar_tells_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(BODY)
    (tmp_path / "story.json").write_text('{"date": "2018-06-02", "publisher": {"name": "Wire"}}')
    [article] = take(tmp_path)
    assert (article.published, article.source) == (date(2018, 6, 2), "Wire")
    assert article.text == BODY


def test_json_lines_with_the_usual_and_with_named_columns(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    usual = {"headline": " A  title ", "body": BODY, "pubDate": "Sat, 02 Jun 2018 10:00:00 +0300"}
    own = {"Fließtext": "Again: " + BODY, "when": "2018-06-03T23:30:00-05:00", "who": ["A", "B"]}
    path.write_text(json.dumps(usual) + "\n\n" + json.dumps(own, ensure_ascii=False) + "\n")
    first, skipped = find_articles([path])
    assert isinstance(first, Article)
    assert (first.title, first.published) == ("A title", date(2018, 6, 2))
    assert first.path == f"{path}:1"
    assert isinstance(skipped, Skipped)
    assert "'Fließtext'" in skipped.reason
    columns = {"text": "Fließtext", "date": "when", "author": "who"}
    second = list(find_articles([path], ReadOptions(columns=columns)))[1]
    assert isinstance(second, Article)
    assert (second.published, second.author) == (date(2018, 6, 3), "A, B")


@pytest.mark.parametrize("wrap", ["{}", "[{}]", '{{"articles": [{}]}}', "{}\n{}"])
def test_json_files_of_every_usual_shape(tmp_path: Path, wrap: str) -> None:
    rows = [json.dumps({"text": BODY + str(n), "date": "2018-06-02"}) for n in range(2)]
    path = tmp_path / "export.json"
    path.write_text(wrap.format(*rows))
    assert [a.text for a in take(path)] == [BODY + str(n) for n in range(wrap.count("{}"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_with_quoted_paragraphs(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    head = delimiter.join(["Title", "Publication Date", "Content"])
    row = delimiter.join(["Border", '"June 2, 2018"', '"' + BODY + '"'])
    path.write_text(head + "\n" + row + "\n", encoding="utf-8-sig", newline="")
    [article] = take(path)
    assert (article.title, article.text) == ("Border", BODY)
    assert article.published == date(2018, 6, 2)


def test_a_cell_may_be_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'text,date\n"{BODY * 2000}",2018-06-02\n', newline="")
    assert take(path)[0].text == BODY * 2000


def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{p.replace(chr(10), ' ')}</p>" for p in BODY.split("\n\n"))
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html lang='en'><head><title>Border to be opened</title>"
        "<meta property='og:site_name' content='The Example'>"
        "<meta property='article:published_time' content='2018-06-02T08:00:00Z'>"
        "<meta name='author' content='Jane Roe'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Border to be opened</h1>{paragraphs}</article>"
        "<script>alert(1)</script></body></html>"
    )
    [article] = take(path)
    assert article.published == date(2018, 6, 2)
    assert (article.title, article.source) == ("Border to be opened", "The Example")
    assert article.author == "Jane Roe"
    assert "alert" not in article.text
    assert "before the end of the year.\n\nA spokesman said" in article.text


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Example</title>
<item><title>Border &amp; trade</title><link>https://example.org/1</link>
<pubDate>Sat, 02 Jun 2018 10:00:00 GMT</pubDate><dc:creator>Jane Roe</dc:creator>
<description>In short.</description><content:encoded><![CDATA[<p>They met and agreed.</p>
<p>He said that it was &quot;frank&quot;.</p><script>bad()</script>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title><entry>
<title>Border</title><link rel="self" href="x"/><link href="https://example.org/2"/>
<published>2018-06-03T00:00:00Z</published><updated>2018-07-01T00:00:00Z</updated>
<author><name>John Doe</name></author><content type="html">&lt;p&gt;They met.&lt;/p&gt;</content>
</entry></feed>"""


def test_feeds_give_one_article_an_entry(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.xml").write_text(ATOM)
    rss, atom = take(tmp_path)
    assert rss.text == 'They met and agreed.\n\nHe said that it was "frank".'
    assert (rss.title, rss.author, rss.source) == ("Border & trade", "Jane Roe", "The Example")
    assert (rss.published, rss.url) == (date(2018, 6, 2), "https://example.org/1")
    assert (atom.published, atom.author) == (date(2018, 6, 3), "John Doe")
    assert (atom.text, atom.url) == ("They met.", "https://example.org/2")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_and_only_the_mark_is_cut(
    tmp_path: Path, encoding: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = BODY + "“We agreed”, said Mr Müller – at last.\n"
    path = tmp_path / "2018-06-02.txt"
    path.write_bytes(text.encode(encoding))
    assert take(path)[0].text == text
    assert ("cp1252" in caplog.text) == (encoding == "cp1252"), "another encoding is said"


def test_folders_are_walked_in_order_without_notes_and_hidden_files(tmp_path: Path) -> None:
    for name in ["b/2018-06-02.txt", "a/2018-06-01.md", "c.txt", "README.md", ".hidden.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"3 June 2018\n\n{BODY}{name}\n")
    names = [a.path.removeprefix(f"{tmp_path}/") for a in take(tmp_path) if a.path]
    assert names == ["a/2018-06-01.md", "b/2018-06-02.txt", "c.txt"]


@pytest.mark.parametrize("given", ["text", "rows"])
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    row = json.dumps({"text": BODY, "date": "2018-06-02"}) + "\n"
    data = (BODY if given == "text" else row).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [article] = take("-", date=date(2018, 6, 2))
    assert article.text == BODY


def test_an_outlet_can_be_given_and_is_part_of_the_identity(tmp_path: Path) -> None:
    path = tmp_path / "2018-06-02.txt"
    path.write_text(BODY)
    [one], [other] = take(path, source="Wire"), take(path)
    assert one.source == "Wire"
    assert one.id != other.id


@pytest.mark.outside
def test_the_founding_article(seed_article: Path) -> None:
    [article] = take(seed_article)
    assert article.text == seed_article.read_bytes().decode("utf-8")
    assert article.published == date(2018, 6, 2), "not the date in the caption below it"
    assert (article.title or "").startswith("Russia moves away")
