"""Coded files as they come: what is taken as it is, and what is refused with its line."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.errors import InputError
from detente.evaluate.gold_events import GoldEnd, GoldEvent, read_coded

TEXT = "Iran accused Israel. Moscow protested."
DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "evaluation.md"


def _file(folder: Path, *lines: str | dict[str, Any]) -> Path:
    path = folder / "coded.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def _line(event: Any = None, **fields: Any) -> dict[str, Any]:
    event = {"source": ["IRN"], "target": ["ISR"], "type": "ACCUSE"} if event is None else event
    return {"published": "2018-05-08", "text": TEXT, "events": [event], **fields}


def _read(folder: Path, **fields: Any) -> GoldEvent:
    event = {"source": ["IRN"], "target": ["ISR"], "type": "ACCUSE", **fields}
    ((found,),) = (article.events for article in read_coded(_file(folder, _line(event))))
    return found


def test_actors_come_as_names_as_choices_and_as_words(tmp_path: Path) -> None:
    event = _read(
        tmp_path,
        source=["Iran", ["RUS", "Russian government"]],
        target={"words": "Moscow", "start": 21, "end": 27, "state": "Russia"},
    )
    assert event.sources == (GoldEnd(("Iran",)), GoldEnd(("RUS", "Russian government")))
    assert event.targets == (GoldEnd((), "Moscow", (21, 27), "Russia"),)
    assert _read(tmp_path, source="Iran", target=None).targets == ()
    assert _read(tmp_path, target=[{"actor": "ISR", "words": "Israel"}]).targets == (
        GoldEnd(("ISR",), "Israel"),
    )


@pytest.mark.parametrize(
    ("given", "types"),
    [
        ("assault", ("ASSAULT",)),
        (["AGREE", "COOPERATE"], ("AGREE", "COOPERATE")),
        ("YIELD", ("CONCEDE", "RETREAT")),
        ("FIGHT", ("ASSAULT",)),
        ("112", ("ACCUSE",)),
        ("1121", ("ACCUSE",)),
        ("08", ("CONCEDE", "RETREAT")),
        ("Threaten", ("THREATEN",)),
        ("Use conventional military force", ("ASSAULT",)),
    ],
)
def test_types_come_as_plover_as_cameo_and_as_older_names(
    tmp_path: Path, given: Any, types: tuple[str, ...]
) -> None:
    found = _read(tmp_path, type=given).types
    assert set(found) == set(types)


def test_pure_statements_of_cameo_are_counted_and_left_out(tmp_path: Path) -> None:
    path = _file(tmp_path, _line({"source": "IRN", "target": "ISR", "type": "010"}))
    (article,) = read_coded(path)
    assert article.events == ()
    assert article.statements == 1


def test_what_is_left_out_has_a_meaning_and_what_is_not_known_is_passed_over(
    tmp_path: Path,
) -> None:
    bare = _read(tmp_path, certainty="high", reality=None, date="", tier=None, mode=None)
    assert bare == _read(tmp_path)
    assert (bare.tier, bare.mode, bare.realities, bare.days) == (1, "", frozenset(), None)
    full = _read(
        tmp_path,
        reality=["called for", "not asserted"],
        date="2018-05",
        trigger={"start": 5, "end": 12},
        tier="arguable",
        mode="Disapprove",
    )
    assert {"called_for", "negated"} <= full.realities
    assert "happened" not in full.realities
    assert full.days == (date(2018, 5, 1), date(2018, 5, 31))
    assert (full.trigger, full.tier, full.mode) == ((5, 12), 3, "disapprove")
    assert _read(tmp_path, date=["2018-05-30", "2018"]).days == (
        date(2018, 5, 30),
        date(2018, 12, 31),
    )


def _event(**fields: Any) -> dict[str, Any]:
    return _line({"source": ["IRN"], "target": ["ISR"], "type": "ACCUSE", **fields})


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("{", "line 2 is not JSON", "one JSON object on one line"),
        (_line(events=None), "line 2 has no list of events", "an empty list where"),
        (_line(published="soon"), "'soon' for the day", "YYYY-MM-DD"),
        (_line("ACCUSE"), "line 2, event 1 is a text, not an object", '"source"'),
        (_event(source=[], target=None), "neither source nor target", '"target": ["Iran"]'),
        (_event(source=[7]), "event 1, source has 7 for an actor", "acceptable ones"),
        (_event(source=[{}]), "without name or words", '"actor": "IRN"'),
        (_event(target=[{"words": "Teheran"}]), "nowhere in the text", "copy them"),
        (
            _event(target=[{"words": "Israel", "start": 12, "end": 18}]),
            "target says 'Israel', but the text has ' Israe' from 12 to 18",
            "from 13 to 19",
        ),
        (_event(target=[{"start": 12}]), "lacks start or end", '"start": 0'),
        (_event(type=None), "event 1 says no type", "AGREE"),
        (_event(type="BOMB"), "'BOMB' for its type", "ASSAULT"),
        (_event(type=36), "36 for its type", 'leading zero: "036"'),
        (_event(type="99"), "'99' is not a CAMEO code", "two to four digits"),
        (_event(reality="likely"), "'likely' for its reality", "happened, ongoing"),
        (_event(date="May 2018"), "'May 2018' for its date", "YYYY-MM"),
        (_event(date="2018-02-30"), "'2018-02-30' for its date", "YYYY-MM"),
        (_event(trigger=[5, 12]), "a list for its trigger", "or leave it out"),
        (_event(trigger={"start": 5, "end": 99}), "trigger goes from 5 to 99", "one past"),
        (_event(tier=4), "has the tier 4", "3 is arguable"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(
    tmp_path: Path, line: str | dict[str, Any], message: str, hint: str
) -> None:
    path = _file(tmp_path, _line(), line)
    with pytest.raises(InputError) as caught:
        read_coded(path)
    assert f"{path} line 2" in str(caught.value)
    assert message in str(caught.value)
    assert hint in str(caught.value.hint)


def test_the_line_shown_in_the_docs_is_one_that_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (shown,) = [block for block in blocks if '"events"' in block]
    (article,) = read_coded(_file(tmp_path, shown.replace("\n", " ")))
    assert [event.label for event in article.events] == ["ACCUSE", "CONSULT", "RETREAT"]
    assert article.events[2].sources[0].words == "Turkish troops"
