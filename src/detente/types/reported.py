"""What is read from articles or loaded: events, claims, ties and the rest, with their spans.

See `detente.types` for what offsets and ids mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Precision = Literal["day", "week", "month", "year", "range", "unknown"]

#: What became of an event, in the words of the article that tells it.
Reality = Literal[
    "happened",
    "ongoing",
    "background",
    "reported",
    "planned",
    "called_for",
    "promised",
    "threatened",
    "conditional",
    "hypothetical",
    "possible",
    "predicted",
    "feared",
    "desired",
    "negated",
    "denied",
]
#: Realities that an analysis counts as asserted fact unless it is told otherwise.
ASSERTED: frozenset[str] = frozenset({"happened", "ongoing"})

#: FactBank values (Saurí and Pustejovsky 2009): certain, probable, possible, each with a
#: polarity; ``CTu`` committed to without known polarity; ``Uu`` uncommitted.
FactValue = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]

MentionKind = Literal[
    "name", "person", "office", "demonym", "metonym", "group", "unnamed", "pronoun", "place"
]
SpeakerKind = Literal[
    "named",
    "office",
    "state",
    "document",
    "media",
    "unnamed_group",
    "hearsay",
    "narrator",
]
Quantifier = Literal["many", "some", "one"]
CueClass = Literal["say", "deny", "promise", "threat", "demand", "believe", "show", "silence"]
ClaimForm = Literal["direct", "mixed", "indirect", "narration"]
Relation = Literal[
    "ally",
    "partner",
    "patron",
    "controls",
    "member",
    "hosts",
    "trades",
    "rival",
    "enemy",
    "competes",
    "mediates",
    "channel",
]
TieStatus = Literal["holds", "strengthening", "weakening", "ended", "sought"]
PartyStance = Literal["in", "out", "silent"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's text.

    ``paragraph`` is 0-based, paragraphs being split on blank lines.
    """

    article: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """A date or stretch of days, both ends included; ``rule`` names what settled it.

    ``rule`` is ``dateline`` where the text gives no date of its own and the date of the
    article stands in for it.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report as it was received; ``text`` is never altered."""

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"
    path: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks, at one date.

    Attributes:
        id: the registry's id, or a made one for those who are not listed.
        name: the usual name.
        type: ``state``, ``territory``, ``person``, ``office``, ``ministry``, ``military``,
            ``government``, ``armed_group``, ``party``, ``igo``, ``ngo``, ``media``,
            ``people``, ``group`` or ``unnamed``.
        state: the state it belongs to at that date (``RUS``), if any.
        office: the office a person holds at that date (``RUS.PRES``), if any.
        affiliation: whose it is said to be in words ("pro-Iranian forces" -> ``IRN``).
        listed: whether the registry knows it.
    """

    id: str
    name: str
    type: str
    state: str | None = None
    office: str | None = None
    affiliation: str | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor; ``actor`` is None where that stays open."""

    span: Span
    words: str
    kind: MentionKind
    actor: Actor | None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Participant:
    """One end of an event: the actor and the words it goes by there."""

    actor: str
    state: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, and whether it was done at all.

    ``source`` and ``target`` are lists because one act may join several actors. ``claim``
    is the claim it hangs on when it is somebody's and not the author's.
    """

    id: str
    article: str
    type: str
    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    when: When
    reality: Reality
    factbank: FactValue
    trigger: Span
    evidence: tuple[Span, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    place: str | None = None
    claim: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A printed word of likelihood with its ICD 203 term and range in percent."""

    word: str
    term: str | None
    low: int | None
    high: int | None
    by_convention: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches: the actor (None if nobody known), the words used, and the kind."""

    kind: SpeakerKind
    words: str
    actor: str | None = None
    state: str | None = None
    quantifier: Quantifier | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said, denied, promised, threatened, demanded, believed or shown."""

    id: str
    article: str
    speaker: Speaker
    cue: str
    cue_class: CueClass
    form: ClaimForm
    content: Span
    evidence: tuple[Span, ...]
    factbank_speaker: FactValue
    factbank_author: FactValue
    when: When
    relay: tuple[Speaker, ...] = ()
    addressee: str | None = None
    verbatim: tuple[Span, ...] = ()
    likelihood: Likelihood | None = None
    condition: Span | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that somebody states: ``a`` relation ``b``.

    ``sign`` is +1 for friendly relations, -1 for hostile ones, 0 where it tells nothing.
    """

    id: str
    article: str
    a: Participant
    b: Participant
    relation: Relation
    directed: bool
    sign: int
    status: TieStatus
    factbank: FactValue
    evidence: tuple[Span, ...]
    when: When
    qualifiers: tuple[str, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What an instrument binds somebody to do or leave."""

    id: str
    article: str
    instrument: str | None
    bound: tuple[Participant, ...]
    action: str
    evidence: tuple[Span, ...]
    measure: str | None = None
    measure_km: float | None = None
    line: str | None = None
    beneficiary: str | None = None
    compliance: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One speaker's reading of a disputed expression, actor by actor."""

    id: str
    article: str
    expression: str
    utterance: Span
    speaker: Speaker
    ground: str
    parties: tuple[tuple[str, PartyStance], ...]
    evidence: tuple[Span, ...]
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What somebody says will or may come, and on what condition."""

    id: str
    article: str
    holder: Speaker
    predicted: Span
    evidence: tuple[Span, ...]
    factbank: FactValue
    condition: Span | None = None
    horizon: When = field(default_factory=When)
    hedge: str | None = None
    likelihood: Likelihood | None = None
    actors: tuple[str, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class NonAction:
    """Something said *not* to be done: silence, inaction, refusal, acquiescence."""

    id: str
    article: str
    actor: Participant
    kind: str
    evidence: tuple[Span, ...]
    in_face_of: Span | None = None
    expected_because: Span | None = None
    read_as: Span | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that was read from one article."""

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    ties: tuple[Tie, ...] = ()
    provisions: tuple[Provision, ...] = ()
    readings: tuple[Reading, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    non_actions: tuple[NonAction, ...] = ()
