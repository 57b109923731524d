from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from record_made_up import DAY, TEXT, article_of, event_of, reading_of, whole_reading

from detente.record import listing
from detente.record.open_names import open_names
from detente.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = {
    "claims": "c_1",
    "ties": "t_1",
    "provisions": "p_1",
    "readings": "d_1",
    "outlooks": "o_1",
    "non_actions": "n_1",
}


@pytest.fixture(scope="module")
def held() -> Iterator[Store]:
    """A record that holds one of everything and is only looked at."""
    with Store(":memory:") as store:
        store.add_readings([whole_reading()], "r_1")
        yield store


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def test_only_what_is_asserted_is_listed_unless_all_is_asked_for(held: Store) -> None:
    (told,) = listing.events(held.con)
    assert (told["type"], told["source"], told["target"]) == ("CONSULT", ["ARV"], ["BLM"])
    assert (told["source_words"], told["target_states"]) == (["Arvenia"], ["BLM"])
    assert (told["date"], told["speaker_kind"], told["reports"]) == (DAY, "narrator", 1)
    everything = listing.events(held.con, all=True)
    assert len(everything) == 2
    (reported,) = listing.events(held.con, reality="reported")
    assert (reported["speaker"], reported["speaker_kind"]) == ("mara-oln", "named")
    assert reported["target"] == []
    assert listing.events(held.con, id=reported["id"]) == [reported]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"source": "ARV"}, 1),
        ({"source": "BLM"}, 0),
        ({"target": "BLM"}, 1),
        ({"actor": "BLM"}, 1),
        ({"dyad": ("BLM", "ARV")}, 1),
        ({"dyad": ("ARV", "COR")}, 0),
        ({"type": "consult"}, 1),
        ({"type": "ACCUSE"}, 0),
        ({"since": DAY, "until": DAY}, 1),
        ({"since": DAY + timedelta(days=1)}, 0),
        ({"until": DAY - timedelta(days=1)}, 0),
        ({"speaker": "ARV", "all": True}, 1),
        ({"reader": "icews"}, 0),
        ({"limit": 0}, 0),
    ],
)
def test_filters_of_events(held: Store, filters: dict[str, Any], found: int) -> None:
    assert len(listing.events(held.con, **filters)) == found


def test_reports_of_one_event_are_counted_and_can_be_shown_once(store: Store) -> None:
    for n in range(3):
        a = article_of(f"Report {n} of its own making: Arvenia met Belmark.", source=f"Outlet {n}")
        store.add_readings([reading_of(a, event_of(a, words="met"))], "r_1")
    rows = listing.events(store.con)
    assert [(row["reports"], row["outlets"]) for row in rows] == [(3, 3)] * 3
    (once,) = listing.events(store.con, distinct=True)
    assert once["id"] == once["event"]
    assert len(listing.events(store.con, id=once["event"])) == 3


@pytest.mark.parametrize(("listed", "id"), WHOLE.items())
def test_every_statement_is_listed_with_its_words(held: Store, listed: str, id: str) -> None:
    (row,) = getattr(listing, listed)(held.con)
    assert row["id"] == id
    assert row["outlet"] == "The Low Harbour Post"
    assert row["evidence"]
    for found in row["evidence"]:
        assert found["quote"] == TEXT[found["start"] : found["end"]]
    json.dumps(row, default=str)
    assert getattr(listing, listed)(held.con, id="other") == []
    assert getattr(listing, listed)(held.con, article=row["article"]) == [row]
    assert getattr(listing, listed)(held.con, since=DAY, until=DAY) == [row]
    assert getattr(listing, listed)(held.con, since=date(2031, 6, 1)) == []


def test_who_vouches_stands_beside_what_is_said(held: Store) -> None:
    (claim,) = listing.claims(held.con)
    assert claim["content"] == "Belmark may leave the river if the line holds"
    assert claim["likelihood"]["word"] == "may"
    assert claim["relay"][0]["words"] == "a note of the ministry"
    assert (claim["factbank_speaker"], claim["factbank_author"]) == ("PS+", "Uu")
    (tie,) = listing.ties(held.con)
    assert (tie["speaker"], tie["speaker_kind"]) == (None, "narrator")
    (provision,) = listing.provisions(held.con)
    assert (provision["speaker"], provision["bound"][0]["actor"]) == ("mara-oln", "BLM")
    (reading,) = listing.readings(held.con)
    assert reading["parties"] == [
        {"actor": "BLM", "stance": "in"},
        {"actor": "ARV", "stance": "out"},
    ]


@pytest.mark.parametrize(
    ("listed", "filters", "found"),
    [
        ("claims", {"about": "BLM"}, 1),
        ("claims", {"about": "ARV"}, 0),
        ("claims", {"speaker": "mara-oln"}, 1),
        ("claims", {"speaker": "ARV"}, 1),
        ("claims", {"speaker": "BLM"}, 0),
        ("claims", {"kind": "unnamed_group"}, 0),
        ("claims", {"cue_class": "say"}, 1),
        ("ties", {"actor": "BLM"}, 1),
        ("ties", {"dyad": ("BLM", "ARV")}, 1),
        ("ties", {"dyad": ("BLM", "COR")}, 0),
        ("ties", {"status": "weakening", "relation": "partner"}, 1),
        ("ties", {"speaker": "ARV"}, 0),
        ("provisions", {"actor": "BLM"}, 1),
        ("provisions", {"actor": "ARV"}, 0),
        ("readings", {"expression": "FOREIGN", "speaker": "ARV"}, 1),
        ("outlooks", {"speaker": "ARV", "actor": "BLM"}, 1),
        ("outlooks", {"actor": "COR"}, 0),
        ("non_actions", {"actor": "ARV", "kind": "silence"}, 1),
    ],
)
def test_filters_of_statements(
    held: Store, listed: str, filters: dict[str, Any], found: int
) -> None:
    assert len(getattr(listing, listed)(held.con, **filters)) == found


def test_articles_count_what_was_read_and_give_the_text_when_asked(held: Store) -> None:
    (row,) = listing.articles(held.con)
    assert "text" not in row
    assert (row["events"], row["claims"], row["copies"]) == (2, 1, 1)
    assert row["characters"] == len(TEXT)
    assert listing.articles(held.con, id=row["id"], text=True)[0]["text"] == TEXT
    assert listing.articles(held.con, outlet="the low harbour post") == [row]
    assert listing.articles(held.con, until=DAY - timedelta(days=1)) == []


def test_actors_are_listed_by_how_often_they_act_and_open_names_by_how_often_they_come(
    held: Store,
) -> None:
    rows = listing.actors(held.con)
    assert ids(rows)[:2] == ["BLM", "ARV"]
    assert (rows[0]["as_source"], rows[0]["as_target"], rows[0]["mentions"]) == (1, 1, 1)
    assert ids(listing.actors(held.con, name="oln")) == ["mara-oln"]
    assert ids(listing.actors(held.con, state="BLM", type="military")) == ["BLM.GUARD"]
    assert open_names(held.con) == []


def test_a_filter_is_a_value_and_never_part_of_the_query(held: Store) -> None:
    hostile = "ARV'; DROP TABLE event; --"
    assert listing.events(held.con, source=hostile, speaker=hostile, type=hostile) == []
    assert listing.actors(held.con, name=hostile) == []
    assert len(listing.events(held.con, all=True)) == 2
