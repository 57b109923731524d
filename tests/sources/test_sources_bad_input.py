"""Whatever is handed in, the reading goes on and says what it left out and why."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.sources.articles import find_articles
from detente.sources.options import ReadOptions, Skipped
from detente.types import Article

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (
    "The ministers met on Monday and they agreed that the border should be opened to trade, "
    "a spokesman said after the talks, which he said had been frank and useful for both.\n"
)
DAY = ReadOptions(date=date(2018, 6, 2))


def skipped(path: Path, options: ReadOptions = DAY) -> Skipped:
    [item] = find_articles([path], options)
    assert isinstance(item, Skipped), item
    return item


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t ", "empty"),
        ("mark.txt", b"\xef\xbb\xbf \n", "empty"),
        ("matter.md", b"---\ndate: 2018-06-02\n---\n\n", "empty"),
        ("nul.txt", b"Text \0 with a NUL", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 30, "binary"),
        ("paper.txt", b"%PDF-1.4 and so on", "binary"),
        ("half.txt", b"\xff\xfea\0b", "wrong encoding"),
        ("greek.txt", "Ο υπουργός μίλησε στη Βουλή".encode("iso8859_7"), "wrong encoding"),
        (
            "cut.txt",
            ("“Yes”, he said – " * 9).encode()[:-2] + b"\xe2\x80",
            "wrong encoding: UTF-8 that",
        ),
        ("picture.png", b"\x89PNG", "not a format that is read"),
        ("broken.html", b"<html><bo<<dy><p", "empty"),
        ("nothing.html", b"<html><body><nav>Home</nav></body></html>", "empty"),
        ("other.xml", b"<book><title>x</title></book>", "not a feed"),
        ("torn.xml", b"<rss><channel>", "broken feed"),
        ("none.xml", b"<rss><channel><title>x</title></channel></rss>", "empty"),
        ("bad.json", b'{"text": ', "not JSON"),
        ("number.json", b"7", "not a table"),
        ("deep.json", b"[" * 100_000, "not JSON"),
        ("headless.csv", b"one,two\nthree,four\n", "no text column; columns found: 'one', 'two'"),
    ],
)
def test_a_bad_file_is_skipped_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    item = skipped(path)
    assert item.path == str(path)
    assert item.reason.startswith(reason), item.reason


def test_bad_files_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(GOOD)
    (tmp_path / "c.html").write_text("<")
    (tmp_path / "d.jsonl").write_text("nonsense\n")
    kinds = [type(item).__name__ for item in find_articles([tmp_path, tmp_path / "no"], DAY)]
    assert kinds == ["Skipped", "Article", "Skipped", "Skipped", "Skipped"]


HOSTILE = [
    ("[1, 2]", "not an object"),
    ('"text"', "not an object"),
    ("null", "not an object"),
    ("{", "not JSON"),
    ("NaN", "not an object"),
    ("[" * 50_000, "not JSON"),
    ("9" * 5_000, "not JSON"),
    ('{"date": "2018-06-02"}', "no text column; columns found: 'date'"),
    ('{"text": null}', "empty"),
    ('{"text": ""}', "empty"),
    ('{"text": 7}', "not text: 'text' holds a number"),
    ('{"text": {"a": 1}}', "not text: 'text' holds a object"),
    ('{"text": "lone \\ud800 surrogate"}', "wrong encoding: a lone surrogate at character 5"),
    ('{"text": "a \\u0000 b"}', "binary"),
    ('{"text": "Text of a day.", "date": "31 February 2018"}', "no date: '31 February 2018'"),
    ('{"text": "Text of a day.", "date": "02/06/2018"}', "no date: '02/06/2018'"),
]


def test_every_hostile_line_is_named_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"text": GOOD, "title": "\ud800 odd", "date": "2018-06-02"})
    path.write_bytes("\n".join([*(line for line, _ in HOSTILE), good]).encode() + b"\n\xff\xfe\n")
    *bad, last, bytes_ = find_articles([path], DAY)
    for number, (item, (line, reason)) in enumerate(zip(bad, HOSTILE, strict=True), 1):
        assert isinstance(item, Skipped), line
        assert item.path == f"{path}:{number}"
        assert item.reason.startswith(reason), (line[:60], item.reason)
    assert isinstance(last, Article)
    assert last.title == "? odd"
    assert isinstance(bytes_, Skipped)
    assert "not UTF-8" in bytes_.reason


def test_broken_rows_of_a_table_are_named(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'date,text\n2018-06-02,"{GOOD}"\nonly one cell\n\n2018-06-02,\n')
    good, short, empty = find_articles([path])
    assert isinstance(good, Article)
    assert "1 cells under 2 columns" in str(short)
    assert "empty" in str(empty)


def test_a_missing_date_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(GOOD + "\nA photo of 17 May 2018 shows them.\n")
    os.utime(path, (0, 0))
    item = skipped(path, ReadOptions())
    assert item.reason == "no date"
    assert "--date" in (item.hint or "")


def test_a_page_without_a_declared_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article><p>{GOOD * 4} It began on 17 May 2016.</p></article>")
    assert skipped(path, ReadOptions()).reason == "no date"


def test_the_same_text_is_taken_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(GOOD)
    first, second = find_articles([tmp_path], DAY)
    assert isinstance(first, Article)
    assert str(second) == f"{tmp_path}/b.txt: duplicate of {tmp_path}/a.txt"
    again = list(find_articles([tmp_path / "a.txt", tmp_path / "a.txt"], DAY))
    assert isinstance(again[1], Skipped)


OTHERS = {
    "German": "Die Minister trafen sich am Montag in der Hauptstadt und sagten, dass die Grenze "
    "noch in diesem Jahr für den Handel geöffnet werden soll. Das war nicht zu erwarten, wie ein "
    "Sprecher am Abend sagte, der an den Gesprächen nicht selbst beteiligt war.",
    "Dutch": "De ministers waren maandag in de hoofdstad bijeen en zeiden dat de grens nog dit "
    "jaar open gaat voor de handel. Het is niet wat was verwacht, zei een woordvoerder die in de "
    "avond over het overleg had gesproken met de pers in het land.",
    "Spanish": "Los ministros se reunieron el lunes en la capital y dijeron que la frontera se "
    "abrirá al comercio antes de fin de año. No era lo que se esperaba, dijo un portavoz que no "
    "estuvo en las conversaciones y que habló con la prensa por la noche.",
    "Russian": "Министры встретились в понедельник в столице и заявили, что граница будет "
    "открыта для торговли до конца года. Этого не ожидали, сказал представитель.",
    "Finnish": "Ministerit tapasivat maanantaina pääkaupungissa ja ilmoittivat rajan avautuvan "
    "kaupalle ennen vuoden loppua. Kukaan ei odottanut tätä, sanoi tiedottaja, joka puhui "
    "lehdistölle illalla neuvottelujen jälkeen ja lupasi lisää tietoa ensi viikolla.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_left_out_unless_asked_for(tmp_path: Path, language: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(OTHERS[language])
    item = skipped(path)
    assert item.reason.startswith("language")
    assert "--language any" in (item.hint or "")
    [taken] = find_articles([path], ReadOptions(date=date(2018, 6, 2), language="any"))
    assert isinstance(taken, Article)
    assert taken.language == "und"


def test_a_declared_language_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": GOOD, "lang": "de", "date": "2018-06-02"}))
    assert "declared as 'de'" in skipped(path).reason
    [taken] = find_articles([path], ReadOptions(language="de"))
    assert isinstance(taken, Article)
    assert taken.language == "de"


@pytest.mark.parametrize("name", ["sparse.txt", "sparse.html", "sparse.json", "sparse.jsonl"])
def test_a_huge_sparse_file_costs_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(50_000_001)
    started = time.process_time()
    assert skipped(path).reason.startswith("too large")
    assert time.process_time() - started < 1


def test_a_line_of_ten_megabytes_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    text = GOOD.strip() * (10_000_000 // len(GOOD))
    path.write_text(text)
    started = time.process_time()
    [article] = find_articles([path], DAY)
    assert time.process_time() - started < 2
    assert isinstance(article, Article)
    assert article.text == text


def test_a_line_too_long_for_a_table_is_skipped_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"text": GOOD, "date": "2018-06-02"})
    path.write_text("x" * 3_500 + "\n" + good + "\n")
    long, article = find_articles([path], ReadOptions(largest=1_000))
    assert "too large" in str(long)
    assert isinstance(article, Article)


def test_links_pipes_and_locked_folders(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    reasons = [str(item).partition(": ")[2] for item in find_articles([tmp_path], DAY)]
    assert reasons == ["broken link", "link to a folder: not followed", "not a regular file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(GOOD)
    path.chmod(0)
    assert skipped(path).reason.startswith("unreadable")


def test_unreadable_files_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(GOOD)

    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert skipped(path).reason == "unreadable: Permission denied"


def test_feeds_that_declare_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item>&b;</item></rss>'
    path = tmp_path / "bomb.xml"
    for encoding in ("utf-8", "utf-16"):
        path.write_bytes(bomb.encode(encoding))
        assert "entities" in skipped(path).reason
    path.write_text("<rss>" + "<a>" * 5_000 + "</a>" * 5_000 + "</rss>")
    assert "nested too deeply" in skipped(path).reason


def test_pages_need_an_extra_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>" + GOOD)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    item = skipped(path)
    assert "extra" in item.reason
    assert "detente[web]" in (item.hint or "")


def test_an_unknown_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "x"}')
    item = skipped(path, ReadOptions(columns={"txet": "text"}))
    assert "'txet'" in item.reason
    assert "text, title" in (item.hint or "")
