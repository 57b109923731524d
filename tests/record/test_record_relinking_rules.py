"""Whom relinking moves, and whom it leaves: what a reading with the same tables would do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from detente.actors.registry import Registry
from detente.errors import RecordError, RecordReadOnly
from detente.record import corrections
from detente.record.relinking import relink
from detente.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID = {
    "speaker_words": "he",
    "speaker_kind": "named",
    "cue": "said",
    "cue_class": "say",
    "form": "indirect",
    "content": "so",
    "factbank_speaker": "CT+",
    "factbank_author": "Uu",
    "about": [],
    "date_precision": "unknown",
    "run": "r",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "r.detente") as store:
        yield store


def tables(folder: Path, **texts: str) -> Registry:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return Registry.load([folder])


def article(store: Store, id: str, text: str, on: date = date(2018, 5, 21)) -> None:
    row = {"published": on, "language": "en", "text": text, "sha256": "", "dispatch": id}
    store.add_rows("article", [{"id": id, "run": "r", **row}])


def met(store: Store, id: str, name: str, type: str = "group", state: str | None = None) -> None:
    row = {"id": id, "name": name, "type": type, "state": state, "listed": False}
    store.add_rows("actor", [row])


def mention(
    store: Store, article: str, words: str, actor: str | None = None, kind: str = "name"
) -> None:
    row = {"article": article, "paragraph": 0, "start": 0, "end": len(words), "words": words}
    store.add_rows("mention", [{**row, "kind": kind, "actor": actor, "confidence": 0.5}])


def coded(store: Store, id: str, on: date, actor: str, state: str | None = None) -> None:
    row: dict[str, Any] = {"event": id, "reader": "icews", "type": "CONSULT", "contexts": []}
    row |= {"quad": 1, "date_start": on, "date_precision": "day", "reality": "happened"}
    store.add_rows("event", [{"id": id, "factbank": "CT+", "confidence": 1, "run": "r", **row}])
    end = {"event_row": id, "role": "source", "position": 0, "words": actor}
    store.add_rows("event_actor", [{**end, "actor": actor, "state": state}])


def found(store: Store, query: str) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in store.con.execute(query).fetchall()]


def test_a_bare_surname_and_a_common_word_are_linked_to_nobody(
    store: Store, registry: Registry
) -> None:
    article(store, "a_1", "The mayor was angry. Ford recalled its cars, said Campbell.")
    for name in ("Ford", "Campbell"):
        met(store, name.lower(), name)
        mention(store, "a_1", name, name.lower())
    mention(store, "a_1", "mayor", kind="office")
    mention(store, "a_1", "mayor")
    assert relink(store, registry, why="try", who="ann") == []
    assert found(store, "SELECT actor FROM mention") == ["ford", "campbell", None, None]


def test_a_name_that_needs_words_is_linked_only_where_the_text_has_one(
    store: Store, tmp_path: Path
) -> None:
    mine = tables(
        tmp_path / "mine",
        actors="id,name,type,state\nNOR.VF,Velmora Front of Norway,party,NOR\n",
        aliases="alias,actor,kind,needs\nVelmora Front,NOR.VF,name,Oslo\n",
    )
    met(store, "velmora-front", "Velmora Front")
    for id, text in (("a_1", "The Velmora Front met."), ("a_2", "The Velmora Front met in Oslo.")):
        article(store, id, text)
        mention(store, id, "Velmora Front", "velmora-front")
    [entry] = relink(store, mine, why="listed", who="ann")
    assert (entry["now"], entry["rows"]) == ("NOR.VF", 1)
    assert found(store, "SELECT actor FROM mention ORDER BY article") == ["velmora-front", "NOR.VF"]
    assert found(store, "SELECT id FROM actor WHERE NOT listed") == ["velmora-front"]


def test_a_place_of_the_same_words_stays_a_place(store: Store, tmp_path: Path) -> None:
    mine = tables(tmp_path / "mine", aliases="alias,actor,kind\nVelmora,NOR,name\n")
    article(store, "a_1", "Velmora agreed. He lives in Velmora.")
    mention(store, "a_1", "Velmora")
    mention(store, "a_1", "Velmora", kind="place")
    [entry] = relink(store, mine, why="listed", who="ann")
    assert entry["rows"] == 1
    assert found(store, "SELECT kind, actor FROM mention ORDER BY kind") == [
        ("name", "NOR"),
        ("place", None),
    ]


def test_a_name_is_linked_as_of_each_day_inside_lists_too(store: Store, tmp_path: Path) -> None:
    mine = tables(
        tmp_path / "mine",
        actors="id,name,type,state\nNOR.OLD,Old League,party,NOR\nSWE.NEW,New League,party,SWE\n",
        aliases="alias,actor,kind,start,end\nVelmora League,NOR.OLD,name,,2018\n"
        "Velmora League,SWE.NEW,name,2019,\n",
    )
    met(store, "velmora-league", "Velmora League")
    met(store, "velmora-league-youth", "Velmora League Youth")
    for id, on in (("1", date(2018, 12, 31)), ("2", date(2019, 1, 1))):
        article(store, f"a_{id}", "The Velmora League met.", on)
        mention(store, f"a_{id}", "Velmora League", "velmora-league")
        relay = [
            {"actor": name, "state": None, "words": "velmora-league", "kind": "named"}
            for name in ("velmora-league", "velmora-league-youth")
        ]
        store.add_rows("claim", [SAID | {"id": f"c_{id}", "article": f"a_{id}", "relay": relay}])
    linked = relink(store, mine, why="listed", who="ann")
    assert [(entry["now"], entry["rows"]) for entry in linked] == [("NOR.OLD", 1), ("SWE.NEW", 1)]
    assert [entry["now"] for entry in corrections.log(store, "velmora-league")] == [
        "NOR.OLD",
        "SWE.NEW",
    ]
    relays = found(store, "SELECT relay->>'$[*].actor' FROM claim ORDER BY id")
    assert relays == [["NOR.OLD", "velmora-league-youth"], ["SWE.NEW", "velmora-league-youth"]]
    assert found(store, "SELECT relay->>'$[0].state' FROM claim ORDER BY id") == ["NOR", "SWE"]
    assert found(store, "SELECT DISTINCT relay->>'$[0].words' FROM claim") == ["velmora-league"]


def test_event_data_keep_the_country_where_the_tables_know_none(
    store: Store, tmp_path: Path
) -> None:
    mine = tables(
        tmp_path / "mine",
        actors="id,name,type,state\nVELMORA,Velmora Fund,igo,\n",
        aliases="alias,actor,kind\nVelmora Fund,VELMORA,name\n",
    )
    met(store, "x-velmora-fund", "Velmora Fund", state="NOR")
    for day in range(1, 4):
        coded(store, f"e_{day}", date(2018, 5, day), "x-velmora-fund", "NOR")
    [entry] = relink(store, mine, why="listed", who="ann")
    assert entry["rows"] == 3
    assert found(store, "SELECT DISTINCT actor, state FROM event_actor") == [("VELMORA", "NOR")]


def test_an_id_that_somebody_else_of_the_record_has_is_refused(
    store: Store, tmp_path: Path
) -> None:
    mine = tables(
        tmp_path / "mine",
        actors="id,name,type,state\nvelmora,Velmora League,party,NOR\n",
        aliases="alias,actor,kind\nVelmora League,velmora,name\n",
    )
    met(store, "x-league", "Velmora League")
    met(store, "velmora", "Prince of Velmora", type="person")
    coded(store, "e_1", date(2018, 5, 1), "x-league")
    coded(store, "e_2", date(2018, 5, 2), "velmora")
    with pytest.raises(RecordError, match='"Prince of Velmora" has the id velmora') as refused:
        relink(store, mine, why="listed", who="ann")
    assert "give yours another id" in str(refused.value.hint)
    assert found(store, "SELECT actor FROM event_actor ORDER BY event_row") == [
        "x-league",
        "velmora",
    ]


def test_a_record_that_may_not_be_written_is_left_alone(tmp_path: Path, registry: Registry) -> None:
    Store(tmp_path / "r.detente").close()
    with Store(tmp_path / "r.detente", read_only=True) as store, pytest.raises(RecordReadOnly):
        relink(store, registry, why="try", who="ann")
