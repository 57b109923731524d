"""Score the reader's events against a gold file, ordered pair by ordered pair.

An event with several sources or targets is as many pairs as it joins, each judged by itself;
an act without a target is a pair whose second end is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, TypeVar

from detente.evaluate.ends import EndsJudge, Level, Party
from detente.evaluate.lines import COUNTED
from detente.ontology import plover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.actors.registry import Registry
    from detente.evaluate.gold_events import CodedArticle, GoldEnd, GoldEvent
    from detente.types import ArticleReading, Event

_End = TypeVar("_End", "GoldEnd", Party)
LEVELS: tuple[Level, ...] = ("actor", "state")
#: What became of a gold pair: found with its type, found with another type, found the wrong
#: way round only, or not found.
Outcome = Literal["right", "type", "reversed", "missed"]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """One ordered pair of a gold event; ``implied`` by an act that binds all its parties."""

    event: GoldEvent
    source: GoldEnd | None
    target: GoldEnd | None
    implied: bool = False

    @property
    def counts(self) -> bool:
        """Whether it must be found."""
        return not self.implied and self.event.tier in COUNTED


@dataclass(frozen=True, slots=True)
class FoundPair:
    """One ordered pair of an event of the reader's; ``implied`` as in `GoldPair`."""

    event: Event
    source: Party | None
    target: Party | None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold pair and what became of it; ``found`` is the reader's pair held against it."""

    pair: GoldPair
    outcome: Outcome
    found: FoundPair | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A pair of the reader's: whether the gold has it, with that type, or only as arguable."""

    pair: FoundPair
    pair_right: bool
    type_right: bool
    arguable: bool

    @property
    def counts(self) -> bool:
        """Whether it bears on precision."""
        return not self.arguable and not self.pair.implied


@dataclass(frozen=True, slots=True)
class Scored:
    """One article judged at one level."""

    article: CodedArticle
    level: Level
    wanted: tuple[Wanted, ...]
    given: tuple[Given, ...]
    strangers: tuple[str, ...] = ()


def evaluate(
    articles: Iterable[CodedArticle], registry: Registry, *, model: str | None = None
) -> Iterator[Scored]:
    """Read each article as `detente read` does and judge its events, once a level.

    Args:
        articles: as read by `detente.evaluate.gold_events.read_coded`.
        registry: the actors that names are resolved to, the gold's and the reader's.
        model: a spaCy pipeline other than the one shipped with.
    """
    from detente.reading.pipeline import read
    from detente.types import Article

    articles = list(articles)
    plain = [Article(gold.id, gold.text, published=gold.published) for gold in articles]
    for gold, reading in zip(articles, read(plain, registry, model=model), strict=True):
        yield from judge(gold, reading, registry)


def judge(gold: CodedArticle, reading: ArticleReading, registry: Registry) -> Iterator[Scored]:
    """Judge the events of one article at both levels."""
    bench = EndsJudge(registry, gold, reading)
    wanted = [pair for event in gold.events for pair in _gold_pairs(event)]
    found = [pair for event in reading.events for pair in _found_pairs(bench, event)]
    strangers = tuple(
        end.shown
        for event in gold.events
        for end in (*event.sources, *event.targets)
        if end.names and not any(bench.known(name) for name in end.names)
    )
    for level in LEVELS:
        yield _judge(gold, bench, level, wanted, found, strangers)


def _judge(
    gold: CodedArticle,
    bench: EndsJudge,
    level: Level,
    wanted: list[GoldPair],
    found: list[FoundPair],
    strangers: tuple[str, ...],
) -> Scored:
    same = {
        (g, f) for g, one in enumerate(wanted) for f, other in enumerate(found)
        if _same_pair(bench, one, other, level)
    }  # fmt: skip
    partner = _partners(wanted, found, same)
    judged = []
    for g, one in enumerate(wanted):
        if one.implied:
            continue
        outcome: Outcome = "missed"
        other = found[partner[g]] if g in partner else None
        if other is not None:
            outcome = "right" if other.event.type in one.event.types else "type"
        else:
            turned = [f for f in found if _reversed(bench, one, f, level)]
            if turned:
                outcome, other = "reversed", _likeliest(one, turned)
        judged.append(Wanted(one, outcome, other))
    given = []
    for f, other in enumerate(found):
        golds = [one for g, one in enumerate(wanted) if (g, f) in same]
        counted = [one for one in golds if one.event.tier in COUNTED]
        given.append(
            Given(
                other,
                pair_right=bool(counted),
                type_right=any(other.event.type in one.event.types for one in counted),
                arguable=bool(golds) and not counted,
            )
        )
    return Scored(gold, level, tuple(judged), tuple(given), strangers)


def _gold_pairs(event: GoldEvent) -> list[GoldPair]:
    sides = _ordered(event.sources, event.targets, joint=event.symmetric)
    return [GoldPair(event, source, target, implied) for source, target, implied in sides]


def _found_pairs(bench: EndsJudge, event: Event) -> list[FoundPair]:
    sides = _ordered(
        bench.parties(event, event.source),
        bench.parties(event, event.target),
        joint=plover.symmetric(event.type),
    )
    return [FoundPair(event, source, target, implied) for source, target, implied in sides]


def _ordered(
    sources: tuple[_End, ...], targets: tuple[_End, ...], *, joint: bool
) -> list[tuple[_End | None, _End | None, bool]]:
    """The ordered pairs of an event, and whether each is only implied.

    Who meets or agrees together does so each with each: where such an act is told of three,
    the pairs among those of one side are implied. If it has one side only, they are meant.
    """
    pairs: list[tuple[_End | None, _End | None, bool]] = [
        (s, t, False) for s in sources for t in targets
    ]
    if not pairs:
        among = combinations(sources or targets, 2) if joint else ()
        pairs = [(one, other, False) for one, other in among]
        return pairs or [(s, None, False) for s in sources] + [(None, t, False) for t in targets]
    if joint:
        for side in (sources, targets):
            pairs += [(one, other, True) for one, other in combinations(side, 2)]
    return pairs


def _same_pair(bench: EndsJudge, gold: GoldPair, found: FoundPair, level: Level) -> bool:
    """Whether both ends are those of the gold, in either order where order says nothing."""
    return _meet(bench, gold, found.source, found.target, level) or (
        _unordered(gold, found) and _meet(bench, gold, found.target, found.source, level)
    )


def _reversed(bench: EndsJudge, gold: GoldPair, found: FoundPair, level: Level) -> bool:
    return not _unordered(gold, found) and _meet(bench, gold, found.target, found.source, level)


def _unordered(gold: GoldPair, found: FoundPair) -> bool:
    return gold.event.symmetric or plover.symmetric(found.event.type)


def _meet(
    bench: EndsJudge, gold: GoldPair, source: Party | None, target: Party | None, level: Level
) -> bool:
    return all(
        wanted is None and party is None
        if wanted is None or party is None
        else bench.fits(wanted, party, level)
        for wanted, party in ((gold.source, source), (gold.target, target))
    )


def _partners(
    wanted: list[GoldPair], found: list[FoundPair], same: set[tuple[int, int]]
) -> dict[int, int]:
    """Hold gold pairs against found ones, one to one, those most alike first."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    ranked = sorted(same, key=lambda at: (*_unlike(wanted[at[0]], found[at[1]]), at))
    for g, f in ranked:
        if g not in partner and f not in taken and not wanted[g].implied:
            partner[g] = f
            taken.add(f)
    return partner


def _likeliest(gold: GoldPair, found: list[FoundPair]) -> FoundPair:
    return min(found, key=lambda other: _unlike(gold, other))


def _unlike(gold: GoldPair, found: FoundPair) -> tuple[bool, ...]:
    """How a found pair differs from a gold one, what matters most first."""
    event, other = gold.event, found.event
    span = other.trigger
    return (
        other.type not in event.types,
        event.trigger is not None
        and not (span.start < event.trigger[1] and event.trigger[0] < span.end),
        bool(event.mode) and other.mode != event.mode,
        bool(event.realities) and other.reality not in event.realities,
        event.tier not in COUNTED,
        found.implied,
    )
