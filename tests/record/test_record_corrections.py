from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from record_made_up import ACTORS, DAY, article_of, event_of, reading_of, whole_reading

from detente.errors import InputError, RecordError, RecordReadOnly, UnknownActor
from detente.ontology import plover
from detente.record import listing
from detente.record.audit import audit
from detente.record.corrections import correct, log
from detente.record.folding import fold
from detente.record.store import Store

Count = Callable[[str], int]
WHY = "the editor read the sentence"
WHO = "R. Eader"


def put_right(store: Store, id: str, field: str, now: str | bool | None) -> list[dict[str, Any]]:
    return correct(store, id, field, now, WHY, WHO)


def met(store: Store) -> dict[str, Any]:
    (row,) = listing.events(store.con, type="CONSULT")
    return row


def test_a_correction_changes_the_row_and_keeps_what_was(held: Store) -> None:
    event = met(held)
    first, *others = put_right(held, event["id"], "type", "ACCUSE")
    (row,) = listing.events(held.con)
    assert (row["type"], row["quad"]) == ("ACCUSE", plover.quad("ACCUSE"))
    assert row["score"] == plover.score("ACCUSE")
    assert (first["field"], first["was"], first["now"]) == ("type", "CONSULT", "ACCUSE")
    assert {entry["field"] for entry in others} == {"quad", "score"}
    assert [entry["who"] for entry in log(held, event["id"])] == [WHO] * 3

    put_right(held, event["id"], "type", "CONSULT")
    assert met(held)["quad"] == event["quad"]
    assert len(log(held)) == 6, "the log is only ever added to"


def test_what_is_the_same_already_is_not_logged(held: Store) -> None:
    assert put_right(held, met(held)["id"], "reality", "happened") == []
    assert log(held) == []


@pytest.mark.parametrize("id", ["c_1", "t_1", "p_1", "d_1", "o_1", "n_1", "event"])
def test_a_rejected_row_leaves_every_list_and_can_be_brought_back(
    held: Store, count: Count, id: str
) -> None:
    id = met(held)["id"] if id == "event" else id
    tables = (
        *("event", "event_actor", "claim", "tie", "provision", "reading", "reading_party"),
        *("outlook", "non_action", "evidence"),
    )

    def whole() -> dict[str, list[Any]]:
        return {
            table: held.con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in tables
        }

    before = whole()
    put_right(held, id, "rejected", True)
    after = whole()
    assert sum(map(len, after.values())) < sum(map(len, before.values()))
    assert id not in str(after["evidence"])
    with pytest.raises(RecordError, match="rejected"):
        put_right(held, id, "rejected", "true")
    put_right(held, id, "rejected", "false")
    assert whole() == before
    with pytest.raises(RecordError, match="not rejected"):
        put_right(held, id, "rejected", "false")
    assert [entry["now"] for entry in log(held)] == ["true", "false"]


def test_rejecting_a_report_folds_the_others_anew(store: Store) -> None:
    for n in range(3):
        a = article_of(f"Report {n}, of its own making: Arvenia met Belmark.", source=str(n))
        store.add_readings([reading_of(a, event_of(a, words="met"))], "r_1")
    name = listing.events(store.con)[0]["event"]
    put_right(store, name, "rejected", "true")
    rows = listing.events(store.con)
    assert len(rows) == 2
    assert {row["event"] for row in rows} != {name}
    assert len({row["event"] for row in rows}) == 1
    put_right(store, rows[0]["id"], "date", "2031-05-01")
    assert len({row["event"] for row in listing.events(store.con)}) == 2
    before = store.con.execute("SELECT id, event, fold_rule FROM event ORDER BY id").fetchall()
    fold(store.con)
    after = store.con.execute("SELECT id, event, fold_rule FROM event ORDER BY id").fetchall()
    assert after == before
    assert all(check["holds"] for check in audit(store)["checks"])


def test_ends_of_an_event_are_named_by_actor_and_keep_their_words(held: Store) -> None:
    id = met(held)["id"]
    put_right(held, id, "target", "BLM, BLM.GUARD")
    row = met(held)
    assert row["target"] == ["BLM", "BLM.GUARD"]
    assert row["target_words"] == ["Belmark", "Belmark Guard"]
    assert row["target_states"] == ["BLM", "BLM"]
    with pytest.raises(UnknownActor, match="Nowhere") as refused:
        put_right(held, id, "source", "Nowhere")
    assert refused.value.hint
    new = ACTORS["ARV.MFA"]
    correct(held, id, "source", "the ministry", WHY, WHO, resolve=lambda name, on: new)
    assert met(held)["source"] == ["ARV.MFA"]
    put_right(held, "t_1", "b", "BLM.GUARD")
    (tie,) = listing.ties(held.con)
    assert (tie["target"], tie["target_states"]) == (["BLM.GUARD"], ["BLM"])


def test_dates_are_days_or_stretches(held: Store) -> None:
    id = met(held)["id"]
    put_right(held, id, "date", "2031-05-01/2031-05-03")
    row = met(held)
    assert (row["date"], row["date_end"]) == (date(2031, 5, 1), date(2031, 5, 3))
    assert (row["date_precision"], row["date_rule"]) == ("range", "corrected")
    put_right(held, id, "date", None)
    assert met(held)["date"] is None


@pytest.mark.parametrize(
    ("field", "now", "message"),
    [
        ("type", "QUARREL", "cannot be 'QUARREL'"),
        ("reality", "maybe", "cannot be"),
        ("article", "a_2", "cannot be corrected"),
        ("id; DROP TABLE event", "x", "cannot be corrected"),
        ("date", "May", "not a date"),
        ("date", "2031-05-03/2031-05-01", "ends before"),
        ("confidence", "very", "cannot be 'very'"),
        ("type", None, "cannot be"),
        ("rejected", "perhaps", "true or false"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_changes(
    held: Store, field: str, now: str | None, message: str
) -> None:
    before = met(held)
    with pytest.raises(InputError) as refused:
        put_right(held, before["id"], field, now)
    assert message in f"{refused.value} {refused.value.hint}"
    assert met(held) == before
    assert log(held) == []


def test_a_correction_needs_a_row_a_reason_a_name_and_a_record_to_write(
    held: Store, path: Any
) -> None:
    with pytest.raises(RecordError, match="nothing in the record"):
        put_right(held, "e_none", "type", "ACCUSE")
    for why, who in (("", WHO), (WHY, " ")):
        with pytest.raises(InputError, match="reason"):
            correct(held, "c_1", "cue_class", "deny", why, who)
    held.close()
    with Store(path, read_only=True) as store, pytest.raises(RecordReadOnly):
        put_right(store, "c_1", "cue_class", "deny")


def test_corrections_outlive_a_new_reading_of_the_article(held: Store) -> None:
    id = met(held)["id"]
    put_right(held, id, "reality", "planned")
    put_right(held, "c_1", "cue_class", "deny")
    put_right(held, "t_1", "rejected", "true")
    held.add_readings([whole_reading()], "r_2", replace=True)
    (row,) = listing.events(held.con, reality="planned")
    assert (row["id"], row["date"]) == (id, DAY)
    assert listing.claims(held.con)[0]["cue_class"] == "deny"
    assert listing.ties(held.con) == []
    put_right(held, "t_1", "rejected", "false")
    assert len(listing.ties(held.con)) == 1
