from __future__ import annotations

import socket

import pytest

import made_up_record
from asgi import Client
from detente.errors import InputError, RecordLocked
from detente.web.app import create_app, serve
from detente.web.guard import HEADERS


@pytest.fixture
def client() -> Client:
    return Client(create_app(made_up_record.MadeUpRecord))


@pytest.mark.parametrize("address", ["/", "/events.json", "/nowhere", "/static/page.js"])
def test_every_answer_carries_the_headers(client: Client, address: str) -> None:
    answer = client.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "LOCALHOST", "[::1]", "[::1]:99"])
def test_names_of_this_machine_are_answered(client: Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "localhost:x"],
)
def test_any_other_name_is_turned_away(client: Client, host: str) -> None:
    answer = client.get("/events.json", headers={"Host": host})
    assert answer.status_code == 421
    assert "e_x" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_only_looking_is_allowed(client: Client, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_no_page_has_a_script_or_style_of_its_own(client: Client) -> None:
    for address in ("/", "/events", "/ask?headline=x", "/article/a_one"):
        page = client.get(address).text
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page


def test_a_record_that_cannot_be_opened_is_told_in_words() -> None:
    def locked() -> made_up_record.MadeUpRecord:
        raise RecordLocked("another process holds the record", hint="wait for it to end")

    page = Client(create_app(locked), base_url="http://localhost").get("/")
    assert page.status_code == 503
    assert "another process holds the record" in page.text


def test_a_port_that_is_taken_is_named_with_what_to_do() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        with pytest.raises(InputError, match="cannot be used") as caught:
            serve(made_up_record.MadeUpRecord, port=held.getsockname()[1])
    assert "--port" in (caught.value.hint or "")
