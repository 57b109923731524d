from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import chromium
import made_up
from detente.views.report import write_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[chromium.Page]:
    if chromium.find() is None:
        pytest.skip("no Chromium on this machine")
    with chromium.Page() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    return write_report(path, made_up.verdict(), made_up.report_data()).as_uri()


def test_the_report_draws_its_charts_quietly_and_asks_the_network_for_nothing(
    page: chromium.Page, address: str
) -> None:
    page.look(width=1280)
    page.console.clear()
    page.requests.clear()
    page.open(address)
    assert page.run("document.querySelectorAll('.chart svg').length") == 3
    assert page.console == []
    assert [url for url in page.requests if url != address] == []
    assert "alert" not in page.run("document.title")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_reaches_beyond_the_page(page: chromium.Page, address: str, width: int) -> None:
    page.look(width=width)
    page.open(address)
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.settle()
    assert page.run("document.documentElement.scrollWidth") <= width
    beyond = page.run(
        "[...document.querySelectorAll('main *')].filter(each =>"
        " each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll'))"
        ".map(each => each.outerHTML.slice(0, 120))"
    )
    assert beyond == []


def test_a_link_to_a_sentence_opens_the_text_it_stands_in(
    page: chromium.Page, address: str
) -> None:
    page.look(width=1280)
    page.open("about:blank#x")
    page.open(f"{address}#mark-c_2")
    assert page.run("document.querySelector('#text-a_one').open")
    top = page.run("document.querySelector('#mark-c_2').getBoundingClientRect().top")
    assert 0 < top < 900


def test_charts_follow_the_colour_scheme_and_paper_is_always_light(
    page: chromium.Page, address: str
) -> None:
    page.look(width=1280, scheme="light")
    page.open(address)
    ink = "getComputedStyle(document.querySelector('.timeline svg text')).fill"
    light = page.run(ink)
    page.look(width=1280, scheme="dark")
    assert page.run(ink) != light
    page.look(width=1280, scheme="dark", media="print")
    assert page.run(ink) == light
    page.look(width=1280)


def test_a_chart_is_drawn_again_when_the_page_is_narrowed(
    page: chromium.Page, address: str
) -> None:
    page.look(width=1280)
    page.open(address)
    wide = page.run("document.querySelector('.timeline svg').getBoundingClientRect().width")
    page.look(width=390)
    page.settle()
    narrow = page.run("document.querySelector('.timeline svg').getBoundingClientRect().width")
    assert narrow < 370 < wide
