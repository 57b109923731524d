from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_made_up import ACTORS, DAY, article_of, event_of, reading_of

from detente.errors import RecordError
from detente.record.folding import ALL, RULES, fold, label
from detente.record.store import Store
from detente.types import ASSERTED

Labels = dict[str, tuple[str, str | None]]


@pytest.fixture(scope="module")
def shelf() -> Any:
    with Store(":memory:") as store:
        store.add_rows("actor", [_actor(name) for name in ACTORS])
        yield store


@pytest.fixture
def memory() -> Any:
    with Store(":memory:") as store:
        store.add_rows("actor", [_actor(name) for name in ACTORS])
        yield store


def _actor(id: str) -> dict[str, Any]:
    actor = ACTORS[id]
    return {
        "id": id, "name": actor.name, "type": actor.type, "state": actor.state,
        "office": None, "affiliation": None, "listed": True,
    }  # fmt: skip


def put(store: Store, *rows: dict[str, Any]) -> None:
    """Loaded rows given by id, source, target, cameo and whatever differs from the usual."""
    events, ends = [], []
    for row in rows:
        given = {"cameo": "040", "type": "CONSULT", "on": DAY, "story": None} | row
        events.append(
            {
                "id": given["id"], "event": given["id"], "reader": "icews",
                "type": given["type"], "contexts": [], "quad": 1, "date_start": given["on"],
                "date_end": given["on"], "date_precision": given.get("precision", "day"),
                "reality": given.get("reality", "happened"), "factbank": "CT+",
                "confidence": 1.0, "cameo": given["cameo"], "story": given["story"],
                "native_id": given.get("native_id"), "run": "r_1",
            }
        )  # fmt: skip
        for role in ("source", "target"):
            actor = ACTORS[given[role]]
            ends.append(
                {
                    "event_row": given["id"], "role": role, "position": 0,
                    "actor": actor.id, "state": actor.state, "words": actor.name,
                }
            )  # fmt: skip
    store.add_rows("event", events)
    store.add_rows("event_actor", ends)


def labels(store: Store) -> Labels:
    rows = store.con.execute("SELECT id, event, fold_rule FROM event").fetchall()
    return {id: (event, rule) for id, event, rule in rows}


def pair(one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "e_1", **one}, {"id": "e_2", **other}]


AB = {"source": "ARV", "target": "BLM"}
BA = {"source": "BLM", "target": "ARV"}
TOGETHER = {
    "repeat": pair(
        {**AB, "cameo": "112", "type": "ACCUSE"}, {**AB, "cameo": "112", "type": "ACCUSE"}
    ),
    "mirror": pair(AB, BA),
    "make_host": pair({**AB, "cameo": "042"}, {**BA, "cameo": "043"}),
    "story": pair(
        {**AB, "story": "s7", "cameo": "040"},
        {"source": "ARV", "target": "BLM.GUARD", "story": "s7", "cameo": "046"},
    ),
    "actor_pairs": pair(
        {"source": "mara-oln", "target": "BLM"}, {"source": "ARV.MFA", "target": "BLM.GUARD"}
    ),
}
APART = {
    "another day": pair(AB, {**AB, "on": DAY + timedelta(days=1)}),
    "another act": pair(AB, {**AB, "cameo": "112", "type": "ACCUSE"}),
    "planned and done": pair(AB, {**AB, "reality": "planned"}),
    "an act with a direction": pair(
        {**AB, "cameo": "112", "type": "ACCUSE"}, {**BA, "cameo": "112", "type": "ACCUSE"}
    ),
    "two visits there and back": pair({**AB, "cameo": "042"}, {**BA, "cameo": "042"}),
    "a day not known": pair({**AB, "precision": "month"}, {**AB, "precision": "month"}),
    "an armed group is not its state": pair(
        {"source": "ARV", "target": "COR.RIVERBAND"}, {"source": "mara-oln", "target": "BLM"}
    ),
    "at home": pair(
        {"source": "ARV", "target": "mara-oln", "cameo": "173", "type": "COERCE"},
        {"source": "ARV.MFA", "target": "ARV", "cameo": "173", "type": "COERCE"},
    ),
}


@pytest.mark.parametrize("rule", TOGETHER)
def test_each_rule_folds_its_case_and_only_while_it_is_on(memory: Store, rule: str) -> None:
    put(memory, *TOGETHER[rule])
    fold(memory.con)
    assert labels(memory) == {"e_1": ("e_1", None), "e_2": ("e_1", rule)}
    counts = fold(memory.con, [rule])
    assert (counts["reports"], counts["events"], counts[rule]) == (2, 1, 1)
    others = set(ALL) - {rule}
    if rule in ("repeat", "mirror", "make_host"):
        others -= {"actor_pairs"}  # which, at the level of states, says the same
    assert fold(memory.con, others)["events"] == 2


def test_cooperation_that_is_coded_both_ways_is_one_event(memory: Store) -> None:
    both = {"cameo": "050", "type": "SUPPORT"}
    put(memory, *pair({**AB, **both}, {**BA, **both}))
    assert fold(memory.con)["mirror"] == 1


@pytest.mark.parametrize("case", APART)
def test_what_is_not_the_same_stays_apart(memory: Store, case: str) -> None:
    put(memory, *APART[case])
    assert fold(memory.con)["events"] == 2


def test_trying_rules_out_changes_nothing(memory: Store) -> None:
    put(memory, *TOGETHER["repeat"])
    fold(memory.con)
    before = labels(memory)
    label(memory.con, [])
    found = memory.con.execute("SELECT count(DISTINCT event) FROM fold_label").fetchone()
    assert found == (2,)
    assert labels(memory) == before
    with pytest.raises(RecordError, match="no folding rule"):
        label(memory.con, ["repeats"])


def test_rules_can_be_tried_on_a_record_opened_for_reading(path: Any) -> None:
    with Store(path) as store:
        store.add_rows("actor", [_actor(name) for name in ACTORS])
        put(store, *TOGETHER["mirror"])
    with Store(path, read_only=True) as store:
        label(store.con)
        assert store.con.execute("SELECT DISTINCT event FROM fold_label").fetchall() == [("e_1",)]


rows = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(list(ACTORS)),
            "target": st.sampled_from(list(ACTORS)),
            "act": st.sampled_from(
                [("040", "CONSULT"), ("042", "CONSULT"), ("043", "CONSULT"), ("112", "ACCUSE")]
            ),
            "on": st.sampled_from([DAY, DAY + timedelta(days=1)]),
            "story": st.sampled_from([None, "s1", "s2"]),
            "reality": st.sampled_from(["happened", "ongoing", "planned"]),
        }
    ),
    max_size=12,
).map(
    lambda found: [
        {**row, "id": f"e_{n:02}", "cameo": row["act"][0], "type": row["act"][1]}
        for n, row in enumerate(found)
    ]
)


@settings(max_examples=25, deadline=None)
@given(rows=rows, seed=st.randoms(use_true_random=False), off=st.sampled_from(ALL))
def test_folding_invariants(shelf: Store, rows: list[dict[str, Any]], seed: Any, off: str) -> None:
    outcomes = []
    for _ in range(2):
        shelf.con.execute("DELETE FROM event")
        shelf.con.execute("DELETE FROM event_actor")
        put(shelf, *rows)
        fold(shelf.con)
        outcomes.append(labels(shelf))
        counts = fold(shelf.con)
        assert labels(shelf) == outcomes[-1], "folding twice changes nothing"
        fewer = fold(shelf.con, [rule for rule in RULES if rule != off])
        seed.shuffle(rows)
    assert outcomes[0] == outcomes[1], "the order of rows does not matter"
    found = outcomes[0]
    assert counts["events"] <= fewer["events"] <= counts["reports"] == len(rows)
    assert counts["events"] == len({event for event, _ in found.values()})
    by_id = {row["id"]: row for row in rows}
    for id, (event, rule) in found.items():
        assert found[event] == (event, None), "an event is named after one of its own reports"
        assert (rule is None) == (id == event)
        one, first = by_id[id], by_id[event]
        assert one["on"] == first["on"]
        assert one["type"] == first["type"]
        assert (one["reality"] in ASSERTED) == (first["reality"] in ASSERTED)
    assert found == by_hand(rows)


def by_hand(rows: list[dict[str, Any]]) -> Labels:
    """The same folding, by comparing every row with every other."""
    told = {row["id"]: "asserted" if row["reality"] in ASSERTED else row["reality"] for row in rows}
    official = {"state", "person", "ministry", "military"}

    def level(actor: str) -> str:
        return ACTORS[actor].state or actor if ACTORS[actor].type in official else actor

    def ends(row: dict[str, Any], at: Any) -> tuple[str, str]:
        one, other = at(row["source"]), at(row["target"])
        if row["cameo"] == "043":
            return other, one
        if row["cameo"] == "040":
            return min(one, other), max(one, other)
        return one, other

    def why(a: dict[str, Any], b: dict[str, Any]) -> str | None:
        if a["on"] != b["on"] or told[a["id"]] != told[b["id"]]:
            return None
        act = a["cameo"] == b["cameo"]
        visits = {a["cameo"], b["cameo"]} <= {"042", "043"}
        same = (a["source"], a["target"]) == (b["source"], b["target"])
        if act and same:
            return "repeat"
        if act and a["cameo"] == "040" and {a["source"], a["target"]} == {b["source"], b["target"]}:
            return "mirror"
        if visits and ends(a, str) == ends(b, str):
            return "make_host"
        states = ends(a, level) == ends(b, level)
        if a["story"] and a["story"] == b["story"] and a["type"] == b["type"] and states:
            return "story"
        if (act or visits) and states and len(set(ends(a, level))) == 2:
            return "actor_pairs"
        return None

    rows = sorted(rows, key=lambda row: (row["on"], row["id"]))
    group = {row["id"]: {row["id"]} for row in rows}
    rule: dict[str, str] = {}
    for a in rows:
        for b in rows:
            found = why(a, b) if a is not b else None
            if found:
                rule[a["id"]] = min(found, rule.get(a["id"], found), key=list(RULES).index)
                merged = group[a["id"]] | group[b["id"]]
                for id in merged:
                    group[id] = merged
    place = {row["id"]: n for n, row in enumerate(rows)}
    named = {id: min(mates, key=place.__getitem__) for id, mates in group.items()}
    return {id: (event, None if id == event else rule[id]) for id, event in named.items()}


STORY = (
    "Arvenia met Belmark on the bridge and the two agreed to go on talking about the river line "
    "before the frost comes as villagers asked for seed oil and boats on either bank of it"
)


def test_copies_of_a_dispatch_tell_one_event_though_each_bears_its_own_date(store: Store) -> None:
    first = article_of(STORY)
    copy = article_of("By a writer. " + STORY, published=DAY + timedelta(days=1), source="B")
    store.add_readings(
        [
            reading_of(a, event_of(a, words="met", on=a.published, rule="dateline"))
            for a in (first, copy)
        ],
        "r_1",
    )
    assert {rule for _, rule in labels(store).values()} == {None, "dispatch"}
    assert len({event for event, _ in labels(store).values()}) == 1


def test_different_articles_on_one_meeting_tell_one_event(store: Store) -> None:
    a = article_of("Arvenia met Belmark on Friday, it was said in the capital.")
    b = article_of("Mara Oln saw the Belmark Guard at the bridge.", source="B")
    store.add_readings([reading_of(a, event_of(a, words="met"))], "r_1")
    store.add_readings([reading_of(b, event_of(b, "mara-oln", "BLM.GUARD", words="saw"))], "r_1")
    assert {rule for _, rule in labels(store).values()} == {None, "actor_pairs"}


@settings(max_examples=12, deadline=None)
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from([STORY, STORY + " again", "A wholly other report of the meeting."]),
            st.integers(0, 2),
            st.sampled_from(["ARV", "mara-oln"]),
            st.sampled_from(["explicit", "dateline"]),
            st.sampled_from([DAY, DAY + timedelta(days=1), None]),
        ),
        max_size=6,
    )
)
def test_folding_as_articles_come_in_equals_folding_all_anew(
    told: list[tuple[str, int, str, str, date | None]],
) -> None:
    with Store(":memory:") as store:
        for n, (text, days, source, rule, on) in enumerate(told):
            a = article_of(text, source=str(n), published=DAY + timedelta(days=days))
            when = a.published if rule == "dateline" else on
            event = event_of(a, source, words=text[:5], on=when, rule=rule)
            store.add_readings([reading_of(a, event)], "r_1")
        coming_in = labels(store)
        fold(store.con)
        assert labels(store) == coming_in
