"""The pages say at which level they count, and count at the one asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import detente
from asgi import Client
from detente.data import FOLDER
from detente.web.app import create_app
from detente.web.opened import opener

if TYPE_CHECKING:
    from pathlib import Path

QUERY = "since=2018-05-09&until=2018-05-19"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    path: Path = tmp_path_factory.mktemp("web") / "r.detente"
    with detente.open(path) as record:
        record.read(sorted((FOLDER / "sample").glob("2018-05-1*.md")))
    return Client(create_app(opener(path)))


def test_a_page_says_its_level_and_keeps_it_for_the_next_question(client: Client) -> None:
    asked = f"headline=Russia+moves+away+from+Iran&{QUERY}"
    assert "Level: state" in client.get("/").text
    for level in ("state", "government", "actor"):
        page = client.get(f"/ask?{asked}&level={level}").text
        assert f"Level: {level}" in page
        assert f"<option selected>{level}</option>" in page
        answer = client.get(f"/ask.json?{asked}&level={level}").json()
        assert answer["level"] == answer["question"]["level"] == level
    assert client.get(f"/ask.json?{asked}").json()["level"] == "state"


def test_others_are_asked_about_and_named(client: Client) -> None:
    asked = f"a=Syria&b=SYR/others&direction=apart&{QUERY}"
    page = client.get(f"/ask?{asked}&level=government")
    assert page.status_code == 200
    assert "Syria (others)" in page.text
    wrong = client.get(f"/ask?{asked}&level=state")
    assert wrong.status_code == 400
    assert "no party at the level state" in wrong.text
    assert client.get(f"/ask?{asked}&level=planet").status_code == 400
