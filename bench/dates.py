"""Dates of acts: expressions of news against one dateline, and words that are no dates.

`bench/dates.csv` holds sentences of our own. In each, the act named in ``act`` is dated by the
function that dates events (`detente.reading.dates.when_of`); right is the same first day, last
day and precision. Rows of the set ``none`` name no date: nothing may be taken for one.
"""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.reading.draft import Draft, Sentence
from detente.types import Article, When

if TYPE_CHECKING:
    from detente.actors.registry import Registry

PUBLISHED = date(2018, 6, 2)
#: Read in knowledge of the field, measured on another list of the same kind and size.
PEERS = {"dateparser 1.5.0": (33, 7), "parsedatetime 2.6": (10, 7), "ctparse 0.3.6": (8, 6)}


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence, the act to date and the interval it should get (empty: none)."""

    set: str
    sentence: str
    act: str
    start: str
    end: str
    precision: str


def cases() -> list[Case]:
    """The sentences of the table."""
    with (Path(__file__).parent / "dates.csv").open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


@cache
def _registry() -> Registry:
    from detente.actors.registry import Registry

    return Registry.load()


def date_of(case: Case) -> When:
    """What the reading says about when the act of a case took place."""
    from detente.reading import language
    from detente.reading.dates import when_of

    doc = language.load()(case.sentence)
    sentence = Sentence("a", 0, 0, 0, len(case.sentence), doc)
    article = Article("a", case.sentence, published=PUBLISHED)
    draft = Draft(article, _registry(), [sentence])
    token = next(token for token in doc if token.text == case.act)
    return when_of(draft, sentence, token, dateline=False)


def is_right(case: Case, when: When) -> bool:
    """Whether an answer is that of the table, precision included."""
    got = ("", "", "") if when.start is None else (str(when.start), str(when.end), when.precision)
    return got == (case.start, case.end, case.precision)


def main() -> None:
    """Print shares right, and every miss."""
    from detente.reading.dates import find_dates

    every = cases()
    date_of(every[0])
    for name in dict.fromkeys(case.set for case in every if not case.set.startswith("none")):
        mine = [case for case in every if case.set == name]
        start = time.process_time()
        answers = [date_of(case) for case in mine]
        spent = time.process_time() - start
        right = [is_right(case, when) for case, when in zip(mine, answers, strict=True)]
        print(
            f"{name} set: {sum(right)} of {len(mine)} right ({sum(right) / len(mine):.0%}; "
            f"aim 95 %), {1000 * spent / len(mine):.1f} ms each with the parse"
        )
        for case, when, fine in zip(mine, answers, right, strict=True):
            if not fine:
                print(f"  {case.sentence}\n    {when} not {case.start}..{case.end}")
    for name in ("none", "none-second"):
        none = [case for case in every if case.set == name]
        taken = [case for case in none if find_dates(case.sentence, PUBLISHED)]
        print(f"no dates ({name}): {len(taken)} of {len(none)} taken for dates (aim 0)")
        for case in taken:
            found = find_dates(case.sentence, PUBLISHED)
            print(f"  {[case.sentence[a:b] for a, b, _ in found]} in: {case.sentence}")
    print("peers on a list of 52 and 14 of the same kinds (right, taken), bare expressions:")
    for peer, (share, wrong) in PEERS.items():
        print(f"  {peer:<18} {share} of 52, {wrong} of 14")


if __name__ == "__main__":
    main()
