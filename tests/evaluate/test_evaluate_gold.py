"""Gold files as they come: what is taken as it is, and what is refused with its line."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.errors import InputError
from detente.evaluate.gold import read_gold

TEXT = "Iran closed the strait. Moscow protested."


DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "evaluation.md"


def _file(folder: Path, *lines: str | dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def _line(**fields: Any) -> dict[str, Any]:
    mention = {"start": 0, "end": 4, "words": "Iran", "actor": "IRN"}
    return {"id": "a", "published": "2018-05-08", "text": TEXT, "mentions": [mention], **fields}


def test_what_is_left_out_has_a_meaning_and_what_is_not_known_is_passed_over(
    tmp_path: Path,
) -> None:
    bare = {"start": 24, "end": 30, "actor": ["RUS", None], "certainty": "high"}
    line = _line(mentions=[bare], published="2018-05-08T21:30:00Z", outlet="made up")
    del line["id"]
    (article,) = read_gold(_file(tmp_path, "\ufeff" + json.dumps(line), "", "   "))
    assert article.id == "line-1"
    assert article.published == date(2018, 5, 8)
    (mention,) = article.mentions
    assert (mention.words, mention.tier, mention.kind) == ("Moscow", 1, "")
    assert mention.needs == (("RUS", None),)
    assert mention.state is None


def test_several_actors_are_needed_where_all_says_so_or_the_same_words_come_twice(
    tmp_path: Path,
) -> None:
    span = {"start": 0, "end": 4}
    both = {**span, "actor": ["IRN", "RUS"], "all": True}
    twice = [{**span, "actor": "IRN", "tier": "should"}, {**span, "actor": "RUS", "tier": 3}]
    path = _file(tmp_path, _line(mentions=[both]), _line(id="b", mentions=twice))
    first, second = read_gold(path)
    assert first.mentions[0].needs == second.mentions[0].needs == (("IRN",), ("RUS",))
    assert second.mentions[0].tier == 2


def test_the_state_of_an_open_mention_is_given_denied_or_left_unsaid(tmp_path: Path) -> None:
    def state(**fields: Any) -> str | None:
        mention = {"start": 0, "end": 4, "actor": None, **fields}
        return read_gold(_file(tmp_path, _line(mentions=[mention])))[0].mentions[0].state

    assert state(state="Iran") == "Iran"
    assert state(state=None) == ""
    assert state() is None


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("{", "line 2 is not JSON", "one JSON object on one line"),
        ("[1]", "line 2 holds a list where an object should stand", '"mentions"'),
        (_line(text=" "), "line 2 has no text", '"text"'),
        (_line(mentions=None), "line 2 has no list of mentions", "an empty list"),
        (_line(published=""), "line 2 has no day of publication", "YYYY-MM-DD"),
        (_line(published="May 2018"), "'May 2018' for the day", "YYYY-MM-DD"),
        (_line(id="first"), "the id 'first' is that of line 1 too", "an id of its own"),
        (_line(mentions=["Iran"]), "line 2, mention 1 is a text, not an object", '"actor"'),
        (_line(mentions=[{"start": 0, "actor": "IRN"}]), "lacks start or end", "from 0"),
        (
            _line(mentions=[{"start": 0, "end": 99, "actor": "IRN"}]),
            "goes from 0 to 99 in a text of 41 characters",
            "one past the last",
        ),
        (
            _line(mentions=[{"start": 25, "end": 31, "words": "Moscow", "actor": "RUS"}]),
            "says 'Moscow', but the text has 'oscow ' from 25 to 31",
            "those words stand from 24 to 30; offsets count characters",
        ),
        (
            _line(mentions=[{"start": 0, "end": 4, "words": "Iraq", "actor": "IRQ"}]),
            "says 'Iraq'",
            "stand nowhere in the text",
        ),
        (_line(mentions=[{"start": 0, "end": 4}]), "('Iran') says no actor", '"actor": null'),
        (
            _line(mentions=[{"start": 0, "end": 4, "actor": []}]),
            "('Iran') has [] for its actor",
            "or null",
        ),
        (
            _line(mentions=[{"start": 0, "end": 4, "actor": "IRN", "tier": 4}]),
            "('Iran') has the tier 4",
            "3 is arguable",
        ),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(
    tmp_path: Path, line: str | dict[str, Any], message: str, hint: str
) -> None:
    path = _file(tmp_path, _line(id="first"), line)
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert hint in str(caught.value.hint)


def test_the_line_shown_in_the_docs_is_one_that_can_be_read(tmp_path: Path) -> None:
    shown, *_ = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (article,) = read_gold(_file(tmp_path, shown.replace("\n", " ")))
    assert [mention.words for mention in article.mentions][1:] == [
        "An Iranian officer",
        "Javad Karimi",
    ]


def test_files_that_are_no_gold_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "absent.jsonl")
    with pytest.raises(InputError, match="holds no article"):
        read_gold(_file(tmp_path, ""))
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"text": "Erdoğan ä"}'.encode("iso-8859-9"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_gold(latin)
