"""The pages over a real record, read from the bundled sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import detente
from asgi import Client
from detente.data import FOLDER
from detente.views.columns import COLUMNS, SINGULAR
from detente.web.app import create_app
from detente.web.opened import opener

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    path: Path = tmp_path_factory.mktemp("web") / "r.detente"
    files = sorted((FOLDER / "sample").glob("2018-05-[12]*.md"))
    with detente.open(path) as record:
        record.read(files)
    return Client(create_app(opener(path)))


def test_the_first_page_counts_what_was_read(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Russia" in page.text


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_row_of_every_listing_has_a_page_and_json(client: Client, kind: str) -> None:
    rows = client.get(f"/{kind}.json").json()
    assert rows
    row = rows[0]
    page = client.get(f"/{SINGULAR[kind]}/{row['id']}")
    assert page.status_code == 200
    same = client.get(f"/{SINGULAR[kind]}/{row['id']}.json").json()
    assert same["id"] == row["id"]


def test_a_question_is_answered_on_the_page_and_as_json(client: Client) -> None:
    query = "headline=Russia+moves+away+from+Iran&since=2018-05-09&until=2018-05-19"
    answer = client.get(f"/ask.json?{query}").json()
    assert answer["verdict"] == "cannot be told"
    page = client.get(f"/ask?{query}")
    assert answer["who_vouches"] in page.text


def test_actors_are_found_as_the_reader_types_them(client: Client) -> None:
    rows = client.get("/claims.json?speaker=Kremlin").json()
    assert {row["speaker_state"] for row in rows} <= {"RUS"}
    wrong = client.get("/claims?speaker=Kremlinn")
    assert wrong.status_code == 400
    assert "no actor named" in wrong.text
