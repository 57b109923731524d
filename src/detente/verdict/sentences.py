"""The plain sentences of a verdict: what was found, in numbers, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.verdict.checks import p_words, percent
from detente.verdict.vouching import called, joined, without_official
from detente.verdict.windows import MIN_COUNTED, score, sign
from detente.verdict.words import KEPT, PLACEBO_P, ROBUST_P

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from detente.standing.shares import Prior
    from detente.types import Check, Counts, Coverage, Question, Voucher
    from detente.verdict.words import Course, Decision

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the sentences speak of.

    ``deciding`` holds the volume-robust test and the placebos in time and space in the direction
    asked, ``opposite`` the same in the other; ``name`` gives the usual name of an actor.
    """

    question: Question
    decision: Decision
    before: Counts
    inside: Counts
    after: Counts | None
    course: Course
    deciding: tuple[Check, Check, Check]
    opposite: tuple[Check, Check, Check]
    vouchers: tuple[Voucher, ...]
    coverage: Coverage
    prior: Prior
    name: Callable[[str], str]

    @property
    def counted(self) -> tuple[int, int, int]:
        """Conflict and cooperation events before, inside and after."""
        before, inside, after = (
            part.conflict + part.cooperation if part else 0
            for part in (self.before, self.inside, self.after)
        )
        return before, inside, after

    @property
    def parties(self) -> tuple[str, str]:
        """Both names."""
        return self.name(self.question.a), self.name(self.question.b)

    @property
    def when(self) -> str:
        """The window in words."""
        return span(self.question.since, self.question.until)


def day(on: date) -> str:
    """A date as it is printed: 2 June 2018."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span(since: date, until: date) -> str:
    """A stretch of days as it is printed, with nothing said twice."""
    if since == until:
        return f"on {day(since)}"
    if since.year == until.year and since.month == until.month:
        return f"from {since.day} to {day(until)}"
    if since.year == until.year:
        return f"from {since.day} {MONTHS[since.month - 1]} to {day(until)}"
    return f"from {day(since)} to {day(until)}"


def tell(f: Findings) -> str:
    """The verdict in one plain sentence with its numbers."""
    if f.deciding[0].p is None:
        return thin(f)
    a, b = f.parties
    n0, n1, n2 = f.counted
    numbers = (
        f"{f.inside.conflict} of {n1} events between {a} and {b} {f.when} are conflict "
        f"({percent(f.inside.conflict, n1)}), against {f.before.conflict} of {n0} in the "
        f"{f.before.days} days before ({percent(f.before.conflict, n0)})"
    )
    later = ""
    if f.after and n2:
        later = (
            f"{f.after.conflict} of {n2} in the {f.after.days} days after "
            f"({percent(f.after.conflict, n2)})"
        )
    elif f.after:
        later = f"none in the {f.after.days} days after"
    tested = listed(f.deciding)
    word, change = f.decision.word, f.course.change
    if word == "supported":
        if f.course.after is not None:
            tail = f", and it stays: {later}"
        elif later:
            tail = f"; what is on record after it is too little to say whether it stays ({later})"
        else:
            tail = "; the record ends there"
        return f"Supported: {numbers}{tail}{tested}."
    if word == "contradicted":
        other = listed(f.opposite)
        return f"Contradicted: {numbers}, a change the other way that the tests confirm{other}."
    if word == "flare-up, not a turn":
        return (
            f"A flare-up, not a turn: {numbers}{crowded(f)}, and it went back to {later}{tested}."
        )
    if f.decision.agree:
        why = "a change that did not clearly last" + (f": {later}" if later else "")
    elif change is not None and change * sign(f.question.direction) <= 0:
        why = "no change in the direction asked, nor a proven one the other way"
    elif any(check.p is None for check in f.deciding):
        why = "which this record cannot put to every test"
    else:
        why = "which the calibrated tests do not tell from chance"
    return f"Cannot be told: {numbers}, {why}{tested}."


def listed(tests: tuple[Check, Check, Check]) -> str:
    """The three p-values that decide, in brackets."""
    labels = ("volume-robust", "placebo in time", "placebo in space")
    parts = [
        f"{label} {p_words(check.p)}"
        for label, check in zip(labels, tests, strict=True)
        if check.p is not None
    ]
    return f" ({', '.join(parts)})" if parts else ""


def crowded(f: Findings) -> str:
    """Where the conflict events of a flare-up crowd."""
    cluster = f.course.cluster
    # A cluster as long as half the window crowds nowhere.
    if cluster is None or 2 * cluster.days > f.inside.days:
        return ""
    days = span(cluster.since, cluster.until)
    if cluster.events == f.inside.conflict:
        return f"; all fall {days}"
    return f"; {cluster.events} of the {f.inside.conflict} fall {days}"


def thin(f: Findings) -> str:
    """The sentence where there are too few events to test: what the texts say, and who."""
    a, b = f.parties
    n0, n1, _ = f.counted
    some = f"{n1 or 'no'} asserted event{'s' if n1 != 1 else ''}"
    earlier = f" and {n0 or 'none'} before" if n1 else ""
    texts = [v for v in f.vouchers if v.kind != "events" and v.count_for]
    if not texts:
        few = f"{earlier}, too few to test" if n1 else ""
        return f"Cannot be told: the record holds {some} between {a} and {b} {f.when}{few}."
    asked = f"{a} and {b} " + (
        "moving apart" if f.question.direction == "apart" else "moving closer"
    )
    voices = joined([called(voucher, f.name) for voucher in texts])
    silent = [f.name(end) for end in without_official(texts, f.question)]
    nobody = f", by no named official of {' or '.join(silent)}" if silent else ""
    few = f"{earlier}, too few to test it" if n1 else " to test it against"
    return (
        f"Cannot be told: {asked} is asserted in the text by {voices}{nobody}, and the record "
        f"holds {some} between the two {f.when}{few}."
    )


def would_change(f: Findings) -> tuple[str, ...]:
    """What would have to be otherwise for another word, each in a sentence."""
    n0, n1, _ = f.counted
    told: list[str] = []
    if n1 < MIN_COUNTED or n0 < MIN_COUNTED:
        told.append(
            f"At least {MIN_COUNTED} conflict or cooperation events between the two inside the "
            f"window and before it; the record has {n1} inside and {n0} before."
        )
    told += [*by_tests(f), *by_course(f)]
    silent = without_official([v for v in f.vouchers if v.count_for], f.question)
    texts = any(v.kind != "events" for v in f.vouchers)
    if texts and silent and silent == without_official((), f.question):
        told.append(f"A named official of {' or '.join(map(f.name, silent))} saying so in a text.")
    if f.coverage.days_without_reports:
        told.append(
            f"Reports for the {f.coverage.days_without_reports} of {f.inside.days} days of the "
            "window on which the record reports nothing at all."
        )
    return tuple(told)


def by_tests(f: Findings) -> list[str]:
    """What would move the deciding tests across their thresholds."""
    robust, in_time, in_space = f.deciding
    if robust.p is None:
        return []
    told = []
    n1 = f.counted[1]
    needed = tipping(f)
    apart = f.question.direction == "apart"
    if f.decision.word == "supported":
        if needed is not None:
            told.append(
                f"With {'fewer' if apart else 'more'} than about {needed} conflict events among "
                f"the {n1} inside (there are {f.inside.conflict}) the volume-robust test would no "
                "longer support it."
            )
        return told
    if needed is not None and robust.p > ROBUST_P:
        told.append(
            f"About {needed} conflict events {'or more' if apart else 'or fewer'} among the {n1} "
            f"inside, instead of {f.inside.conflict}, would bring the volume-robust test to "
            f"p = {ROBUST_P:.2f}."
        )
    for label, check in (("in time", in_time), ("in space", in_space)):
        if check.p is None:
            told.append(f"A placebo {label}, which this record does not allow. {check.words}")
        elif check.p > PLACEBO_P:
            told.append(
                f"Fewer changes as large elsewhere: the placebo {label} has {p_words(check.p)}, "
                f"and {PLACEBO_P:.2f} is asked."
            )
    return told


def by_course(f: Findings) -> list[str]:
    """What would make the change last, or take it away."""
    n0, n1, n2 = f.counted
    if f.deciding[0].p is None or f.course.change is None:
        return []
    if f.after is None:
        return ["A record that goes on after the window: whether the change lasts is not known."]
    if f.decision.word != "flare-up, not a turn":
        return []
    level = f.before.conflict / n0 + KEPT * f.course.change
    told = [
        f"A share of conflict that stays above {100 * level:.1f} % after {day(f.inside.until)}; "
        f"it was {percent(f.after.conflict, n2)}."
    ]
    cluster = f.course.cluster
    if cluster is not None:
        rest, n = f.inside.conflict - cluster.events, n1 - cluster.events
        told.append(
            f"The {cluster.events} conflict events {span(cluster.since, cluster.until)} carry it: "
            f"without them {rest} of {n} inside are conflict ({percent(rest, n)})."
        )
    return told


def tipping(f: Findings) -> int | None:
    """How many conflict events inside would just pass the volume-robust test.

    By the draws of the test as it stands: they would move a little with the events.
    """
    draws = f.deciding[0].draws
    if not draws:
        return None
    n0, n1, _ = f.counted
    way = sign(f.question.direction)
    limit = float(np.quantile(way * np.array(draws), 1 - ROBUST_P))
    counts = np.arange(n1 + 1)
    passing = counts[way * score(counts, n1, f.before.conflict, n0, f.prior) > limit]
    if not passing.size:
        return None
    return int(passing.min() if way > 0 else passing.max())
