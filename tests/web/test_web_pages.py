from __future__ import annotations

import pytest

import made_up
import made_up_record
from asgi import Client
from detente.views.columns import COLUMNS
from detente.web.app import create_app


@pytest.fixture
def client() -> Client:
    return Client(create_app(made_up_record.MadeUpRecord))


def test_the_first_page_tells_what_the_record_holds_and_asks(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "2 articles and 251 reports of 125 distinct events" in page.text
    assert 'action="/ask"' in page.text


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_listing_has_a_page_and_the_same_rows_as_json(client: Client, kind: str) -> None:
    page, rows = client.get(f"/{kind}"), client.get(f"/{kind}.json").json()
    assert page.status_code == 200
    assert page.text.count("<tr>") == len(rows) + 1
    assert rows[0]["id"]


def test_a_long_listing_is_paged(client: Client) -> None:
    first, second = client.get("/events?type=CONSULT"), client.get("/events?type=CONSULT&page=2")
    assert 'href="/events?type=CONSULT&amp;page=2"' in first.text
    assert 'rel="next"' not in second.text
    rows = [
        row["id"]
        for page in (1, 2)
        for row in client.get(f"/events.json?type=CONSULT&page={page}").json()
    ]
    assert rows == [f"e_{i}" for i in range(60)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour=red", "cannot be filtered"),
        ("since=yesterday", "is no date"),
        ("page=0", "no page"),
        ("page=²", "no page"),
        ("type=" + "x" * 400, "too long"),
    ],
)
def test_a_wrong_filter_is_named_with_what_to_do(client: Client, query: str, words: str) -> None:
    page = client.get(f"/events?{query}")
    assert page.status_code == 400
    assert words in page.text
    answer = client.get(f"/events.json?{query}")
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "hint"}


@pytest.mark.parametrize(
    "address",
    [
        *("/event/e_x", "/claim/c_2", "/tie/t_1", "/provision/p_1", "/reading/r_1"),
        *("/outlook/o_1", "/non_action/n_1", "/article/a_one", "/actor/COR.RIVERBAND"),
    ],
)
def test_every_row_has_an_address_and_a_json(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.get(f"{address}.json").json()["id"] == address.rsplit("/", 1)[1]


def test_a_row_shows_its_words_in_the_text(client: Client) -> None:
    page = client.get("/claim/c_2").text
    assert "<mark>the two are likely to part before the winter</mark>" in page
    assert 'href="/article/a_one#mark-c_2"' in page
    assert 'id="mark-c_2"' in client.get("/article/a_one").text


def test_an_event_with_several_reports_lists_them(client: Client) -> None:
    page = client.get("/event/e_4").text
    assert "Other reports of it" in page
    assert 'href="/event/e_5"' in page


@pytest.mark.parametrize(
    "address", ["/event/nothing", "/nowhere", "/static/..%2fapp.py", "/event/"]
)
def test_an_address_that_leads_nowhere_says_so(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "Traceback" not in page.text


def test_an_answer_has_the_report_and_its_numbers(client: Client) -> None:
    page = client.get("/ask?headline=Arvenia+moves+away+from+Belmark&since=2031-04-21")
    assert made_up.verdict().sentence in page.text
    assert 'href="/tie/t_1"' in page.text
    numbers = client.get("/ask.json?headline=Arvenia+moves+away+from+Belmark").json()
    assert numbers["verdict"] == "cannot be told"
    assert numbers["inside"]["conflict"] == 11


def test_a_question_that_cannot_be_put_comes_back_with_a_hint_and_the_form(
    client: Client,
) -> None:
    page = client.get("/ask?headline=Utopia+turns")
    assert page.status_code == 400
    assert "no actor named “Utopia”" in page.text
    assert 'value="Utopia turns"' in page.text
    assert client.get("/ask?headline=x&direction=up").status_code == 400


def test_hostile_words_stay_words_on_every_page(client: Client) -> None:
    for address in ("/events", "/event/e_x", "/article/a_hostile", "/articles", "/ask?headline=x"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<svg onload" not in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert 'href="javascript:' not in page
    page = client.get("/ask?headline=%22%3E%3Cscript%3Ealert(9)%3C/script%3E")
    assert "<script>alert" not in page.text
