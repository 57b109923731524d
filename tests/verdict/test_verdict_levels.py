"""The same headline at three levels: what counts, what is evidence, and who is said to speak."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import detente
from detente.errors import QuestionError
from detente.types import Question
from detente.verdict.ask import ask
from made_levels import made_record, made_registry
from made_records import FIRST

if TYPE_CHECKING:
    from pathlib import Path

    from detente.actors.registry import Registry
    from detente.types import Level, Verdict
    from made_records import MadeRecord

SINCE, UNTIL = FIRST + timedelta(days=10), FIRST + timedelta(days=40)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return made_registry(tmp_path_factory.mktemp("made"))


@pytest.fixture
def record() -> MadeRecord:
    """The army, the band and the opposition of Aland, each with one act towards Borduria."""
    record = made_record()
    for on, who in ((20, "AAA.MIL"), (21, "AAA.BAND"), (22, "AAA.OPP"), (23, "AAA")):
        record.event(on, who, "BBB", 4, states=("AAA", "BBB"), outlet=f"Wire {who}")
    return record


def put(
    record: MadeRecord, world: Registry, level: Level, a: str = "AAA", b: str = "BBB"
) -> Verdict:
    return ask(record.con, Question(a, b, "apart", SINCE, UNTIL, level=level), registry=world)


@pytest.mark.parametrize(
    ("level", "a", "who"),
    [
        ("state", "AAA", {"AAA", "AAA.MIL", "AAA.OPP"}),
        ("government", "AAA", {"AAA", "AAA.MIL"}),
        ("government", "AAA/others", {"AAA.BAND", "AAA.OPP"}),
        ("actor", "AAA", {"AAA"}),
        ("state", "AAA.BAND", {"AAA.BAND"}),
    ],
)
def test_what_is_counted_is_what_is_listed_as_evidence(
    record: MadeRecord, world: Registry, level: Level, a: str, who: set[str]
) -> None:
    verdict = put(record, world, level, a)
    assert verdict.question.level == level
    assert {source for item in verdict.evidence_for for source in item.source} == who
    assert verdict.inside.events == verdict.coverage.events == verdict.coverage.outlets == len(who)


def test_the_others_of_a_state_are_named_and_have_no_officials(
    record: MadeRecord, world: Registry
) -> None:
    article = record.article("Aland is leaving Borduria. Rebels left Borduria.", UNTIL)
    record.tie(article, quote="Rebels left Borduria.", ends=("AAA.OPP", "BBB"))
    record.con.execute("UPDATE tie SET a_state = 'AAA'")
    verdict = put(record, world, "government", "AAA/others")
    assert "Aland (others) and Borduria moving apart" in verdict.sentence
    assert "No named official of Borduria says so." in verdict.who_vouches
    assert "(others) says" not in verdict.who_vouches
    assert any("A named official of Borduria saying" in told for told in verdict.would_change)
    assert any(item.type == "tie" for item in verdict.evidence_for)
    within = put(record, world, "government", "AAA", "AAA/others")
    assert within.evidence_for == ()


def test_what_a_band_is_said_to_be_is_not_said_of_its_state(
    record: MadeRecord, world: Registry
) -> None:
    words = "The band is an enemy of Borduria."
    article = record.article(words, UNTIL)
    tie = record.tie(article, "holds", relation="enemy", sign=-1, quote=words,
                     ends=("AAA.BAND", "BBB"))  # fmt: skip
    record.con.execute("UPDATE tie SET a_state = 'AAA'")
    record.mention(article, "band", "AAA.BAND")
    record.mention(article, "Borduria", "BBB")
    record.con.execute("UPDATE mention SET state = 'AAA' WHERE actor = 'AAA.BAND'")

    def held(level: Level, a: str) -> tuple[bool, int]:
        verdict = put(record, world, level, a)
        return tie in {item.id for item in verdict.evidence_for}, verdict.coverage.articles

    assert held("state", "AAA") == held("government", "AAA") == held("actor", "AAA") == (False, 0)
    assert held("state", "AAA.BAND") == held("government", "AAA/others") == (True, 1)


def test_silence_of_the_opposition_is_not_the_governments(
    record: MadeRecord, world: Registry
) -> None:
    words = "The opposition stayed silent when Borduria was raided."
    article = record.article(words, UNTIL)
    silence = record.insert("non_action", id="na_1", article=article, actor="AAA.OPP", state="AAA",
                            actor_words="The opposition", kind="silence", run="r")  # fmt: skip
    record.span(silence, article, words)
    record.mention(article, "Borduria", "BBB")
    cases: list[tuple[Level, str, bool]] = [
        ("state", "AAA", True),
        ("government", "AAA", False),
        ("government", "AAA/others", True),
        ("actor", "AAA", False),
    ]
    for level, a, told in cases:
        evidence = put(record, world, level, a).evidence_for
        assert (silence in {item.id for item in evidence}) is told, (level, a)


@pytest.mark.parametrize(
    ("speaker", "level", "state"),
    [
        ("ed-sitting", "state", "AAA"),
        ("ed-sitting", "government", "AAA"),
        ("ed-sitting", "actor", "AAA"),
        ("bo-leader", "state", None),
        ("bo-leader", "government", "AAA"),
        ("di-citizen", "government", None),
    ],
)
def test_who_speaks_for_a_party_is_told_as_who_acts_for_it(
    record: MadeRecord, world: Registry, speaker: str, level: Level, state: str | None
) -> None:
    words = "Aland is leaving Borduria."
    when = UNTIL if speaker != "bo-leader" or level == "government" else FIRST
    article = record.article(words, when)
    claim = record.claim(article, "Somebody", "named", speaker, speaker_state="AAA")
    record.tie(article, claim=claim, quote=words)
    asked = Question("AAA", "BBB", "apart", FIRST, UNTIL, level=level)
    verdict = ask(record.con, asked, registry=world)
    assert [v.state for v in verdict.vouchers if v.kind != "events"] == [state]


@pytest.mark.parametrize("level", ["state", "actor"])
def test_the_others_of_a_state_are_a_party_only_against_governments(
    record: MadeRecord, world: Registry, level: Level
) -> None:
    with pytest.raises(QuestionError, match=f"AAA/others is no party at the level {level}") as no:
        put(record, world, level, "AAA/others")
    assert "--level government" in (no.value.hint or "")


@pytest.mark.slow
@pytest.mark.outside
def test_the_founding_headline_at_three_levels_of_icews_2018(outside: Path, tmp_path: Path) -> None:
    file = outside / "icews" / "icews18_named.parquet"
    if not file.is_file():
        pytest.skip(f"no ICEWS 2018 at {file}")
    with detente.open(tmp_path / "r.detente") as record:
        record.load("icews", file)
        counted = []
        for level in ("state", "government", "actor"):
            verdict = record.ask(
                "Russia moves away from Iran",
                since=date(2018, 4, 14),
                until=date(2018, 6, 2),
                level=level,
            ).verdict
            assert verdict.verdict == "flare-up, not a turn"
            counted.append(verdict.before.events)
    assert counted[0] > counted[1] > counted[2]
