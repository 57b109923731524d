"""What is asked of a record and what is answered: questions, counts, checks, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

VerdictWord = Literal["supported", "contradicted", "flare-up, not a turn", "cannot be told"]
Direction = Literal["apart", "closer"]
#: For whom an actor counts: its state, its state's government or others, or itself.
Level = Literal["state", "government", "actor"]


@dataclass(frozen=True, slots=True)
class Question:
    """A headline put to the record: a dyad, a direction and a window of days.

    ``a`` and ``b`` are units of the ``level``: ids of actors or, at the level ``government``,
    the others of a state (``SYR/others``), who are all that is not its government.
    """

    a: str
    b: str
    direction: Direction
    since: date
    until: date
    headline: str | None = None
    level: Level = "state"


@dataclass(frozen=True, slots=True)
class Counts:
    """Events of one dyad in one stretch of days.

    ``reports`` counts rows, ``events`` distinct events; ``conflict`` and ``cooperation``
    are distinct events (quads 3-4 and 1-2). ``share`` is conflict over both, None where
    there is nothing to divide; ``low`` and ``high`` bound its 90 % interval.
    """

    since: date
    until: date
    days: int
    reports: int
    events: int
    conflict: int
    cooperation: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Check:
    """One test of the question; ``p`` is one-sided in the direction asked."""

    name: str
    estimate: float | None
    p: float | None
    n: int
    words: str
    calibrated: bool = True
    draws: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Voucher:
    """How many statements of the headline (or against it) a kind of voice makes.

    ``kind`` is ``events`` | ``named officials`` | ``governments`` | ``other named`` |
    ``unnamed groups`` | ``media`` | ``the author``; ``state`` names the side where that
    matters.
    """

    kind: str
    state: str | None
    count_for: int
    count_against: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the answer could rest on."""

    articles: int
    outlets: int
    reports: int
    events: int
    first: date | None
    last: date | None
    days_without_reports: int


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence as it is shown: a row of the record with its words.

    ``quote`` is None for loaded event rows, which have no text; ``cite`` then names file,
    row and native id. ``start`` and ``end`` are offsets of the quote in the article.
    """

    id: str
    type: str
    date: date | None
    words: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reality: str
    speaker: str | None
    speaker_kind: str | None
    reports: int
    article: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a question, and every number behind it."""

    question: Question
    verdict: VerdictWord
    sentence: str
    before: Counts
    inside: Counts
    after: Counts | None
    tests: tuple[Check, ...]
    coverage: Coverage
    vouchers: tuple[Voucher, ...]
    who_vouches: str
    evidence_for: tuple[EvidenceItem, ...]
    evidence_against: tuple[EvidenceItem, ...]
    would_change: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """How two actors stand in a stretch of days: coded events beside stated ties.

    ``sign`` is +1, -1 or 0 (cannot be told); ``stated`` sums the signs of stated ties.
    """

    a: str
    b: str
    events: int
    conflict: int
    cooperation: int
    share: float | None
    sign: int
    stated: int
    statements: int
