from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.errors import QuestionError
from detente.types import Question
from detente.verdict.ask import ask
from made_records import FIRST, MadeRecord

if TYPE_CHECKING:
    from detente.types import Direction, Verdict

START, STOP, DAYS = 140, 196, 280
SINCE, UNTIL = FIRST + timedelta(days=START), FIRST + timedelta(days=STOP - 1)


def question(direction: Direction = "apart", a: str = "AAA", b: str = "BBB") -> Question:
    return Question(a, b, direction, SINCE, UNTIL)


def shares(before: float, inside: float, after: float) -> tuple[np.ndarray, np.ndarray]:
    """Conflict and cooperation of a dyad that has two events on most days."""
    rng = np.random.default_rng(11)
    day = np.arange(DAYS)
    share = np.where(day < START, before, np.where(day < STOP, inside, after))
    counted = rng.poisson(2.0, DAYS)
    conflict = rng.binomial(counted, share)
    return conflict, counted - conflict


@pytest.fixture(scope="module")
def world() -> MadeRecord:
    record = MadeRecord()
    record.world(days=DAYS)
    record.series("AAA", "BBB", *shares(0.05, 0.5, 0.5))
    record.series("AAA", "CCC", *shares(0.1, 0.1, 0.1))
    conflict, cooperation = shares(0.02, 0.02, 0.02)
    conflict[170:174] += 3
    record.series("BBB", "CCC", conflict, cooperation)
    return record


def test_a_turn_that_lasts_is_supported_with_its_numbers(world: MadeRecord) -> None:
    verdict = ask(world.con, question())
    assert verdict.verdict == "supported", verdict.sentence
    for counts in (verdict.before, verdict.inside, verdict.after):
        assert counts is not None
        assert f"{counts.conflict} of {counts.conflict + counts.cooperation}" in verdict.sentence
    assert verdict.before.until + timedelta(days=1) == verdict.inside.since
    assert "Aland" in verdict.sentence
    assert "Borduria" in verdict.sentence
    assert any("no longer support" in told for told in verdict.would_change)


def test_a_turn_is_not_said_to_stay_where_little_or_nothing_follows() -> None:
    for later, told in ((0, "none in the"), (4, "4 of 4 in the")):
        record = MadeRecord()
        record.world(days=DAYS)
        conflict, cooperation = shares(0.05, 0.5, 0.5)
        conflict[STOP:], cooperation[STOP:] = 0, 0
        conflict[STOP : STOP + later] = 1
        record.series("AAA", "BBB", conflict, cooperation)
        verdict = ask(record.con, question())
        assert verdict.verdict == "supported", verdict.sentence
        assert "too little to say whether it stays" in verdict.sentence
        assert told in verdict.sentence


def test_the_same_turn_contradicts_the_opposite_headline(world: MadeRecord) -> None:
    assert ask(world.con, question("closer")).verdict == "contradicted"


def test_where_nothing_changed_it_cannot_be_told(world: MadeRecord) -> None:
    for direction in ("apart", "closer"):
        verdict = ask(world.con, question(direction, "AAA", "CCC"))
        assert verdict.verdict == "cannot be told"
        assert verdict.would_change


def test_a_short_cluster_is_a_flare_up_and_the_days_are_named(world: MadeRecord) -> None:
    verdict = ask(world.con, question("apart", "BBB", "CCC"))
    assert verdict.verdict == "flare-up, not a turn", verdict.sentence
    assert "20 to 23 June 2030" in verdict.sentence
    assert any("without them" in told for told in verdict.would_change)


def test_an_answer_does_not_depend_on_who_is_named_first(world: MadeRecord) -> None:
    one, other = ask(world.con, question()), ask(world.con, question(a="BBB", b="AAA"))
    assert one.tests == other.tests
    assert one.evidence_for == other.evidence_for


def test_evidence_is_listed_up_to_the_limit_and_the_rest_is_counted(world: MadeRecord) -> None:
    verdict = ask(world.con, question(), limit=3)
    assert len(verdict.evidence_for) == len(verdict.evidence_against) == 3
    assert any(f"{verdict.inside.conflict - 3} more" in note for note in verdict.notes)
    whole = ask(world.con, question(), limit=None)
    assert len(whole.evidence_for) == verdict.inside.conflict
    assert len(whole.evidence_against) == verdict.inside.cooperation


def test_loaded_rows_are_cited_by_file_row_and_code(world: MadeRecord) -> None:
    item = ask(world.con, question()).evidence_for[0]
    assert item.article is None
    assert item.quote is None
    assert item.cite is not None
    assert item.cite.startswith("made.tab, row ")
    assert item.cite.endswith("CAMEO 12")
    assert item.words == "Aland → Borduria: Reject"


def test_the_naive_test_is_marked_as_a_warning_and_the_others_are_not(world: MadeRecord) -> None:
    tests = ask(world.con, question()).tests
    assert [check.calibrated for check in tests] == [False] + [True] * (len(tests) - 1)
    assert all(check.words for check in tests)


def test_nothing_can_be_told_from_an_empty_record() -> None:
    verdict = ask(MadeRecord().con, question())
    assert verdict.verdict == "cannot be told"
    assert "no asserted event" in verdict.sentence
    assert all(check.p is None for check in verdict.tests)
    assert verdict.coverage.first is None
    assert verdict.coverage.days_without_reports == STOP - START
    assert verdict.after is None


def test_a_few_events_are_listed_and_not_tested() -> None:
    record = MadeRecord()
    record.event(START + 1, quad=4)
    record.event(START + 2, quad=1)
    verdict = ask(record.con, question())
    assert verdict.verdict == "cannot be told"
    assert all(check.p is None for check in verdict.tests)
    assert len(verdict.evidence_for) == 1
    assert "At least 10" in verdict.would_change[0]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Question("AAA", "BBB", "apart", UNTIL, SINCE), "before it begins"),
        (Question("AAA", "AAA", "apart", SINCE, UNTIL), "same"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_a_hint(
    asked: Question, message: str
) -> None:
    with pytest.raises(QuestionError, match=message) as caught:
        ask(MadeRecord().con, asked)
    assert caught.value.hint


def test_a_window_beyond_the_record_is_answered_and_noted(world: MadeRecord) -> None:
    late = Question("AAA", "BBB", "apart", FIRST + timedelta(days=270), FIRST + timedelta(days=400))
    verdict = ask(world.con, late)
    assert any("ends on" in note for note in verdict.notes)
    early = Question("AAA", "BBB", "apart", FIRST - timedelta(days=50), FIRST)
    assert ask(world.con, early).verdict == "cannot be told"


def test_a_tie_named_only_to_say_that_it_changes_does_not_count_as_holding() -> None:
    record = MadeRecord()
    words = "The two partners are drifting apart."
    article = record.article(f"{words} Aland and Borduria are allies.", UNTIL)
    record.tie(article, "weakening", quote=words)
    record.tie(article, "holds", relation="partner", quote=words)
    holds = record.tie(article, "holds", quote="Aland and Borduria are allies.")
    verdict = ask(record.con, question())
    assert [item.id for item in verdict.evidence_against] == [holds]


TEXT = (
    "The minister of Aland said the alliance with Borduria was over. "
    "Many observers believe Aland is leaving Borduria. "
    "Aland is drifting away from Borduria 🙂. "
    "Aland stayed silent when Borduria was raided. "
    "Borduria denied that the alliance had weakened."
)
SENTENCES = [part.strip() + "." for part in TEXT.split(".") if part.strip()]


@pytest.fixture
def told() -> MadeRecord:
    """One article with the statements of five voices, and no coded event."""
    record = MadeRecord()
    article = record.article(TEXT, UNTIL)
    record.insert("actor", id="minister", name="J. Doe", type="person", state="AAA",
                  office="AAA.MFA", listed=True)  # fmt: skip
    observers = record.claim(article, "Many observers", "unnamed_group")
    borduria = record.claim(
        article, "Borduria", "state", "BBB", speaker_state="BBB", cue_class="deny"
    )
    record.tie(article, "weakening", claim=observers, quote=SENTENCES[1])
    record.tie(article, "weakening", quote=SENTENCES[2])
    record.tie(article, "weakening", claim=borduria, quote=SENTENCES[4])
    silence = record.insert("non_action", id="na_1", article=article, actor="AAA", state="AAA",
                            actor_words="Aland", kind="silence", run="r")  # fmt: skip
    record.span(silence, article, SENTENCES[3])
    record.mention(article, "Borduria was raided"[:8], "BBB")
    record.con.execute(
        'UPDATE mention SET "start" = position($w IN $t) - 1, "end" = position($w IN $t) + 7',
        {"w": "Borduria was raided", "t": TEXT},
    )
    return record


def official(record: MadeRecord) -> None:
    article = str(record.con.execute("SELECT id FROM article").fetchone()[0])
    claim = record.claim(article, "The minister", "named", "minister", speaker_state="AAA")
    record.tie(article, "ended", claim=claim, quote=SENTENCES[0])


def voices(verdict: Verdict) -> dict[tuple[str, str | None], tuple[int, int]]:
    return {(v.kind, v.state): (v.count_for, v.count_against) for v in verdict.vouchers}


def test_texts_alone_cannot_tell_but_say_who_asserts_it_and_who_does_not(
    told: MadeRecord,
) -> None:
    verdict = ask(told.con, question())
    assert verdict.verdict == "cannot be told"
    assert "asserted in the text by unnamed groups and the author" in verdict.sentence
    assert voices(verdict) == {
        ("governments", "BBB"): (0, 1),
        ("unnamed groups", None): (1, 0),
        ("the author", None): (1, 0),
    }
    assert "No named official of Aland or Borduria says so." in verdict.who_vouches
    assert "the opposite by the government of Borduria (1 statement)" in verdict.who_vouches


def test_a_named_official_who_says_so_is_named_and_the_silent_side_too(
    told: MadeRecord,
) -> None:
    official(told)
    verdict = ask(told.con, question())
    assert voices(verdict)["named officials", "AAA"] == (1, 0)
    assert "named officials of Aland (1 statement)" in verdict.who_vouches
    assert "No named official of Borduria says so." in verdict.who_vouches
    assert verdict.evidence_for[0].speaker == "J. Doe"


def test_what_both_parties_say_together_is_said_by_each(told: MadeRecord) -> None:
    article = str(told.con.execute("SELECT id FROM article").fetchone()[0])
    claim = told.claim(article, "Aland and Borduria", "state", "AAA+BBB")
    told.tie(article, "ended", claim=claim, quote=SENTENCES[0])
    counted = voices(ask(told.con, question()))
    assert counted["governments", "AAA"] == (1, 0)
    assert counted["governments", "BBB"] == (1, 1)
    assert ("governments", None) not in counted


def test_quotes_are_cut_from_the_unchanged_text_at_their_offsets(told: MadeRecord) -> None:
    official(told)
    verdict = ask(told.con, question())
    items = [*verdict.evidence_for, *verdict.evidence_against]
    assert sorted(item.quote or "" for item in items) == sorted(SENTENCES)
    for item in items:
        assert item.quote == TEXT[item.start : item.end]


def test_heavier_evidence_comes_first_and_silence_last(told: MadeRecord) -> None:
    official(told)
    types = [item.type for item in ask(told.con, question()).evidence_for]
    assert types == ["tie", "tie", "tie", "non_action"]


def test_asked_the_other_way_the_same_rows_stand_on_the_other_side(told: MadeRecord) -> None:
    apart, closer = ask(told.con, question()), ask(told.con, question("closer"))
    assert {i.id for i in apart.evidence_for} == {i.id for i in closer.evidence_against}
    assert {i.id for i in apart.evidence_against} == {i.id for i in closer.evidence_for}


def test_texts_stand_beside_coded_events(world: MadeRecord, told: MadeRecord) -> None:
    told.series("AAA", "BBB", *shares(0.05, 0.05, 0.05))
    verdict = ask(told.con, question())
    assert "The turn is asserted by" in verdict.who_vouches
    assert "Events inside the window" in verdict.who_vouches
    kinds = {item.type for item in verdict.evidence_for}
    assert kinds == {"event", "tie", "non_action"}


def test_events_alone_have_nobody_to_vouch_for_the_turn(world: MadeRecord) -> None:
    verdict = ask(world.con, question())
    assert "No text in the record asserts the turn." in verdict.who_vouches
    assert [v.kind for v in verdict.vouchers] == ["events"]


def test_what_was_not_asserted_is_shown_with_its_reality_and_changes_no_number(
    told: MadeRecord,
) -> None:
    article = str(told.con.execute("SELECT id FROM article").fetchone()[0])
    told.event(STOP - 2, quad=4, reality="feared", article=article)
    told.event(STOP - 2, quad=3, reality="denied", article=article)
    verdict = ask(told.con, question())
    assert verdict.inside.events == 0
    assert "feared" in {item.reality for item in verdict.evidence_for}
    assert "denied" in {item.reality for item in verdict.evidence_against}


def test_an_article_from_outside_the_window_does_not_testify(told: MadeRecord) -> None:
    earlier = Question("AAA", "BBB", "apart", SINCE, UNTIL - timedelta(days=7))
    verdict = ask(told.con, earlier)
    assert verdict.evidence_for == ()
    assert verdict.vouchers == ()


ICEWS = """
CREATE TEMP TABLE found AS
SELECT row_number() OVER (ORDER BY date, s, r, o) AS line, *,
       CASE sc WHEN 'Russia' THEN 'RUS' WHEN 'Iran' THEN 'IRN' ELSE sc END AS x,
       CASE tc WHEN 'Russia' THEN 'RUS' WHEN 'Iran' THEN 'IRN' ELSE tc END AS y
FROM read_parquet($file) WHERE sc <> tc;
INSERT INTO event (id, event, reader, type, contexts, quad, date_start, date_precision, reality,
                   factbank, confidence, code_text, file, line, run)
SELECT line, line, 'icews', 'X', [], quad, date, 'day', 'happened', 'CT+', 1, rel, 'icews18',
       line, 'r' FROM found;
INSERT INTO event_actor SELECT line, 'source', 0, src, x, src FROM found;
INSERT INTO event_actor SELECT line, 'target', 0, tgt, y, tgt FROM found;
"""


@pytest.fixture(scope="module")
def icews18(outside: Path) -> MadeRecord:
    """ICEWS of January to October 2018 with derived country pairs, not folded."""
    file = outside / "icews" / "icews18_dyads.parquet"
    if not file.is_file():
        pytest.skip(f"no ICEWS 2018 at {file}")
    record = MadeRecord()
    for statement in ICEWS.replace("$file", f"'{file}'").strip().split(";"):
        if statement.strip():
            record.con.execute(statement)
    return record


@pytest.mark.outside
def test_the_founding_headline_is_not_supported_by_icews_2018(icews18: MadeRecord) -> None:
    asked = Question("RUS", "IRN", "apart", date(2018, 4, 14), date(2018, 6, 2))
    verdict = ask(icews18.con, asked)
    assert verdict.verdict == "flare-up, not a turn"
    assert (verdict.before.conflict, verdict.before.events) == (5, 512)
    assert (verdict.inside.conflict, verdict.inside.events) == (8, 254)
    naive, *others = verdict.tests
    assert naive.p is not None
    assert naive.p < 0.05
    assert all(
        check.p is not None and check.p > (0.01 if "burst" in check.name else 0.05)
        for check in others
    )
    late_may = [
        (item.date.day, item.words)
        for item in verdict.evidence_for
        if item.date and item.cite and date(2018, 5, 21) <= item.date <= date(2018, 5, 25)
    ]
    assert sorted(day for day, _ in late_may) == [21, 23, 23, 23, 25]
    assert any("Reduce relations" in code for _, code in late_may)


@pytest.mark.outside
def test_even_the_window_that_fits_it_best_shows_no_turn_that_lasts(icews18: MadeRecord) -> None:
    asked = Question("RUS", "IRN", "apart", date(2018, 5, 17), date(2018, 6, 2))
    verdict = ask(icews18.con, asked)
    assert verdict.tests[0].p is not None
    assert verdict.tests[0].p < 0.0001
    assert verdict.verdict == "flare-up, not a turn"


@pytest.mark.outside
def test_turns_of_2018_that_did_happen_are_found(icews18: MadeRecord) -> None:
    thaw = Question("RUS", "United States", "closer", date(2018, 5, 17), date(2018, 7, 16))
    assert ask(icews18.con, thaw).verdict == "supported"


def test_what_hung_on_a_rejected_claim_is_not_put_into_the_authors_mouth() -> None:
    record = MadeRecord()
    words = "Observers believe Aland is leaving Borduria."
    article = record.article(words, UNTIL)
    claim = record.claim(article, "Observers", "unnamed_group")
    record.tie(article, "weakening", claim=claim, quote=words)
    assert ask(record.con, question()).evidence_for
    record.con.execute("DELETE FROM claim WHERE id = ?", [claim])
    verdict = ask(record.con, question())
    assert not verdict.evidence_for
    assert not [voucher for voucher in verdict.vouchers if voucher.kind == "the author"]
