"""What each listing shows, column by column: one table for the terminal and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.record.query import cite
from detente.views import wording
from detente.views.visible import one_line

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how its cell is made of a row, and whether it holds a number."""

    head: str
    cell: Callable[[Row], str]
    number: bool = False


def _field(name: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        value = row.get(name)
        if isinstance(value, (list, tuple)):
            return ", ".join(str(part) for part in value)
        return "" if value is None else str(value).replace("_", " ")

    return cell


def _id(name: str) -> Callable[[Row], str]:
    """Like `_field`, but ids keep their underscores."""

    def cell(row: Row) -> str:
        value = row.get(name)
        if isinstance(value, (list, tuple)):
            return ", ".join(str(part) for part in value)
        return "" if value is None else str(value)

    return cell


def _day(row: Row) -> str:
    value = row.get("date") or row.get("published")
    end = row.get("date_end")
    if value is None:
        return ""
    if end is not None and str(end)[:10] != str(value)[:10]:
        return f"{wording.day(value)} – {wording.day(end)}"
    return wording.day(value)


def _count(name: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        value = row.get(name)
        return "" if value is None else f"{value:,}"

    return cell


def quote(row: Row) -> str:
    """The sentence a row rests on, or where it stands in the data it was loaded from."""
    spans = row.get("evidence") or []
    for role in ("sentence", "utterance", "content", "predicted", ""):
        for span in spans:
            if role in {span.get("role"), ""} and span.get("quote"):
                return one_line(str(span["quote"]))
    return cite(row)


def _act(row: Row) -> str:
    words = " ".join(filter(None, (row.get("type"), row.get("mode"))))
    return f"{words} ({row['code_text']})" if row.get("code_text") else words


def _speaker(row: Row) -> str:
    kind = row.get("speaker_kind")
    words = row.get("speaker_words") or ""
    if kind == "narrator" or not (kind or words):
        return wording.SPEAKER_KINDS["narrator"] if kind else ""
    told = "".join(f", told by {relay['words']}" for relay in row.get("relay") or [])
    return f"{words} ({wording.SPEAKER_KINDS.get(kind, kind)}){told}" if kind else words


def _certainty(row: Row) -> str:
    value = str(row.get("factbank_speaker") or row.get("factbank") or "")
    said = wording.likelihood(row.get("likelihood"))
    words = wording.FACTBANK.get(value, value)
    return f"{words}, {said}" if said else words


def _bound(row: Row) -> str:
    return ", ".join(
        str(party.get("actor") or party.get("words")) for party in row.get("bound") or []
    )


def _parties(row: Row) -> str:
    by_stance: dict[str, list[str]] = {}
    for party in row.get("parties") or []:
        by_stance.setdefault(party["stance"], []).append(party["actor"])
    return "; ".join(
        f"{wording.STANCES.get(stance, stance)}: {', '.join(actors)}"
        for stance, actors in by_stance.items()
    )


_ID = Column("Id", _id("id"))
_DATE = Column("Date", _day)
_WORDS = Column("Words", quote)
_SPEAKER = Column("Said by", _speaker)

#: The listings by the name of their verb or page.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "events": (
        _DATE,
        Column("Who", _id("source")),
        Column("Did", _act),
        Column("To whom", _id("target")),
        Column("Reality", _field("reality")),
        _SPEAKER,
        Column("Reports", _count("reports"), number=True),
        _WORDS,
    ),
    "claims": (
        _DATE,
        _SPEAKER,
        Column("Cue", _field("cue")),
        Column("What is said", lambda row: one_line(str(row.get("content") or ""))),
        Column("Speaker's certainty", _certainty),
    ),
    "ties": (
        _DATE,
        Column("A", _id("a")),
        Column("Relation", _field("relation")),
        Column("B", _id("b")),
        Column("Status", _field("status")),
        _SPEAKER,
        _WORDS,
    ),
    "provisions": (
        Column("Published", _day),
        Column("Instrument", _field("instrument")),
        Column("Bound", _bound),
        Column("To do what", _field("action")),
        Column("Measure", _field("measure")),
        Column("Kept?", _field("compliance")),
        _SPEAKER,
        _WORDS,
    ),
    "readings": (
        Column("Expression", _field("expression")),
        _SPEAKER,
        Column("Covers", _parties),
        Column("Ground", _field("ground")),
        _WORDS,
    ),
    "outlooks": (
        Column("Said by", _speaker),
        Column("What is to come", lambda row: one_line(str(row.get("predicted") or ""))),
        Column("If", lambda row: one_line(str(row.get("condition") or ""))),
        Column("Certainty", _certainty),
        Column("By", lambda row: wording.day(row["date_end"]) if row.get("date_end") else ""),
    ),
    "non_actions": (
        Column("Published", _day),
        Column("Who", _id("actor")),
        Column("What was left", _field("kind")),
        Column("In the face of", lambda row: one_line(str(row.get("in_face_of") or ""))),
        _SPEAKER,
        _WORDS,
    ),
    "articles": (
        _DATE,
        Column("Outlet", _field("outlet")),
        Column("Title", lambda row: one_line(str(row.get("title") or row.get("id") or ""))),
        Column("Copies", _count("copies"), number=True),
        Column("Events", _count("events"), number=True),
        Column("Claims", _count("claims"), number=True),
        Column("Ties", _count("ties"), number=True),
    ),
    "actors": (
        _ID,
        Column("Name", _field("name")),
        Column("Type", _field("type")),
        Column("State", _id("state")),
        Column("Mentions", _count("mentions"), number=True),
        Column("As source", _count("as_source"), number=True),
        Column("As target", _count("as_target"), number=True),
        Column("Claims", _count("claims"), number=True),
    ),
}

_COUNTED = (
    Column("Events", _count("events"), number=True),
    Column("Conflict", _count("conflict"), number=True),
    Column("Cooperation", _count("cooperation"), number=True),
)
#: What is counted from the rows of a record; these rows have no id and no page of their own.
ANALYSES: dict[str, tuple[Column, ...]] = {
    "timeline": (
        Column("From", lambda row: wording.day(row["since"])),
        Column("To", lambda row: wording.day(row["until"])),
        Column("Reports", _count("reports"), number=True),
        *_COUNTED,
        Column("Share", lambda row: wording.percent(row["share"]), number=True),
        Column("Level", _field("level")),
    ),
    "network": (
        Column("A", _id("a")),
        Column("B", _id("b")),
        *_COUNTED,
        Column("Share", lambda row: wording.percent(row["share"]), number=True),
        Column("Sign", lambda row: f"{row['sign']:+d}" if row["sign"] else "0", number=True),
        Column(
            "Stated", lambda row: f"{row['stated']:+d}" if row["statements"] else "", number=True
        ),
        Column("Level", _field("level")),
    ),
}


def columns_of(kind: str, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a listing with the id of each row, by which it is corrected.

    Rows of another make get a column for each plain field.
    """
    if kind in ANALYSES:
        return ANALYSES[kind]
    columns = COLUMNS.get(kind, ())
    if columns and (not rows or any("id" in row for row in rows)):
        return columns if columns[0].head == _ID.head else (*columns, _ID)
    plain = [
        name
        for name in dict.fromkeys(name for row in rows for name in row)
        if any(not isinstance(row.get(name), (dict, list, tuple, type(None))) for row in rows)
    ]
    return tuple(
        Column(
            name.replace("_", " ").capitalize(),
            _id(name),
            number=all(isinstance(row.get(name), (int, float)) for row in rows),
        )
        for name in plain
    )


#: What one row of each listing is called, also in addresses: ``/event/ID``.
SINGULAR = {
    "events": "event",
    "claims": "claim",
    "ties": "tie",
    "provisions": "provision",
    "readings": "reading",
    "outlooks": "outlook",
    "non_actions": "non_action",
    "articles": "article",
    "actors": "actor",
}
