"""A question put to a record: everything measured, gathered and said, in one answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.errors import QuestionError
from detente.standing.counts import load_days, tally
from detente.standing.levels import call, examine_unit, find_units, state_of
from detente.types import Verdict
from detente.verdict import bursts, checks, placebos
from detente.verdict.coverage import cover
from detente.verdict.evidence import gather
from detente.verdict.sentences import Findings, day, tell, would_change
from detente.verdict.vouching import vouchers, who_vouches
from detente.verdict.windows import place
from detente.verdict.words import decide, follow

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    from detente.actors.registry import Registry
    from detente.standing.counts import DyadDays
    from detente.types import Check, Counts, Direction, Question

#: Items listed on each side; the notes say how many more there are.
LIMIT = 50


def ask(
    con: DuckDBPyConnection,
    question: Question,
    *,
    limit: int | None = LIMIT,
    names: Mapping[str, str] | None = None,
    registry: Registry | None = None,
    days: DyadDays | None = None,
) -> Verdict:
    """Put a question to a record.

    The window is compared with the same record *before* it, back to the first day, and with all
    of it after. Only asserted events are counted.

    Args:
        con: a connection to a record; nothing is written.
        question: dyad, direction, window and level.
        limit: items of evidence listed on each side; None for all.
        names: names of actors that the record may not know, by id.
        registry: who held which office when; by default the tables that ship with detente.
        days: daily counts of this record, at this level and with both actors named, to save
            reading them again.

    Returns:
        The verdict with every number and row behind it.

    Raises:
        QuestionError: the window ends before it begins, both actors are the same, or the level
            is none or does not know such a party.
    """
    examine(question)
    dyad = question.a, question.b
    units = find_units(con, question.level, named=dyad, registry=registry)
    days = days or load_days(con, units)
    known = dict(
        con.execute(
            "SELECT id, name FROM actor WHERE list_contains($ids, id)",
            {"ids": [state_of(end) for end in dyad]},
        ).fetchall()
    )

    def name(unit: str) -> str:
        return call(unit, lambda actor: known.get(actor) or (names or {}).get(actor) or actor)

    series = days.series(*dyad)
    before, inside, after = compared(question, days, series)
    gathered = gather(con, question, units)
    found = vouchers(gathered.items)
    coverage = cover(con, question, units, inside, days)
    notes = [days.prior.words, *about_window(before, inside, days, coverage.last)]

    w = place(days, question.since, question.until)
    conflict, counted = series[2], series[2] + series[3]

    def calibrated(way: Direction) -> tuple[Check, Check, Check]:
        return (
            checks.volume_robust(conflict, counted, w, way, days.prior),
            placebos.in_time(conflict, counted, w, way, days),
            placebos.in_space(*dyad, w, way, days),
        )

    way: Direction = question.direction
    deciding = calibrated(way)
    opposite = calibrated("closer" if way == "apart" else "apart")
    naive = checks.naive(conflict, counted, w, way)
    burst = bursts.scan(conflict, counted, w)
    tests = (
        naive,
        checks.by_days(conflict, counted, w, way),
        *deciding,
        burst,
        placebos.partners(*dyad, conflict, counted, w, way, days),
        placebos.contact(*dyad, series[1], w, way, days),
    )
    course = follow(conflict, counted, w, days.first, days.prior)
    decision = decide(deciding, opposite, burst, course, inside, question.direction)
    sides = []
    for side, label in ((1, "for"), (-1, "against")):
        items = gathered.on(side)
        if limit is not None and len(items) > limit:
            notes.append(f"{len(items) - limit} more items of evidence {label} are not listed.")
            items = items[:limit]
        sides.append(tuple(items))
    findings = Findings(
        question=question,
        decision=decision,
        before=before,
        inside=inside,
        after=after,
        course=course,
        deciding=deciding,
        opposite=opposite,
        vouchers=found,
        coverage=coverage,
        prior=days.prior,
        name=name,
    )
    return Verdict(
        question=question,
        verdict=decision.word,
        sentence=tell(findings),
        before=before,
        inside=inside,
        after=after,
        tests=tests,
        coverage=coverage,
        vouchers=found,
        who_vouches=who_vouches(found, question, name),
        evidence_for=sides[0],
        evidence_against=sides[1],
        would_change=would_change(findings),
        notes=tuple(notes),
    )


def examine(question: Question) -> None:
    """Refuse a question that cannot be asked of any record."""
    if question.until < question.since:
        raise QuestionError(
            f"the window ends ({question.until}) before it begins ({question.since})",
            hint=f"swap them: --since {question.until} --until {question.since}",
        )
    if question.a == question.b:
        raise QuestionError(
            f"both parties of the question are the same: {question.a}",
            hint="name two actors: --dyad A B",
        )
    for end in (question.a, question.b):
        examine_unit(end, question.level)


def compared(
    question: Question, days: DyadDays, series: NDArray[np.int64]
) -> tuple[Counts, Counts, Counts | None]:
    """Counts before, inside and after the window; None where the record ends with it."""
    w = place(days, question.since, question.until)
    eve, morrow = question.since - timedelta(days=1), question.until + timedelta(days=1)
    start = days.first if w.start else question.since
    before = tally(series[:, : w.start], start, eve, days.prior)
    inside = tally(series[:, w.start : w.stop], question.since, question.until, days.prior)
    after = None
    if w.stop < w.days:
        after = tally(series[:, w.stop :], max(morrow, days.first), days.last, days.prior)
    return before, inside, after


def about_window(before: Counts, inside: Counts, days: DyadDays, last: date | None) -> list[str]:
    """What the reader should know of the stretches compared."""
    notes = []
    if days.days and not before.days:
        notes.append("The record holds nothing dated before the window.")
    elif days.days and before.days < inside.days:
        notes.append(
            f"The record reaches back only {before.days} days before the window, which has "
            f"{inside.days}: what was usual before is poorly known."
        )
    if last and inside.until > last:
        notes.append(f"The record ends on {day(last)}, before the window does.")
    return notes
