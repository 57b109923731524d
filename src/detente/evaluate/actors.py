"""Score the reader's mentions against a gold file, mention by mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.evaluate.gold import COUNTED
from detente.evaluate.judging import Judge, carries
from detente.evaluate.pairing import pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.actors.registry import Registry
    from detente.evaluate.gold import GoldArticle, GoldMention
    from detente.reading.draft import Draft
    from detente.types import Actor, Mention

#: What became of a mention: ``open`` was found but left without an actor that it has;
#: ``part`` lies inside a longer gold mention, of the same state or an arguable one; ``place``
#: is nobody's act.
Outcome = Literal["right", "wrong", "open", "missed", "spurious", "part", "place"]
ERRORS: tuple[Outcome, ...] = ("wrong", "open", "missed", "spurious")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One gold mention with what the reader made of it, or one mention of the reader's alone.

    Attributes:
        article: id of the article.
        sentence: the words of the sentence it stands in.
        outcome: what became of it.
        gold: the gold mention; None for one of the reader's alone.
        found: the reader's mentions of those words (several where they stand for several
            actors); empty where there is none.
        actors: whom the reader gives for them, each None where it stays open.
        state_right: whether the reader has the right state.
        has_state: whether there is a state to be right about.
        unknown: whether the registry knows nobody whom the gold would accept.
    """

    article: str
    sentence: str
    outcome: Outcome
    gold: GoldMention | None = None
    found: tuple[Mention, ...] = ()
    actors: tuple[Actor | None, ...] = ()
    state_right: bool = False
    has_state: bool = False
    unknown: bool = False

    @property
    def counts(self) -> bool:
        """Whether it bears on recall and precision."""
        return self.gold.tier in COUNTED if self.gold else self.outcome == "spurious"

    @property
    def carries(self) -> bool:
        """Whether the reader says who is meant."""
        return any(carries(actor) for actor in self.actors)


def evaluate(
    articles: Iterable[GoldArticle], registry: Registry, *, model: str | None = None
) -> Iterator[Judgement]:
    """Read each article as `detente read` would, up to its mentions, and judge them.

    Args:
        articles: as read by `detente.evaluate.gold.read_gold`.
        registry: the actors that names are resolved to, the gold's and the reader's.
        model: a spaCy pipeline other than the one shipped with.
    """
    articles = list(articles)
    for article, draft in zip(articles, _drafts(articles, registry, model), strict=True):
        yield from judge(article, draft)


def judge(gold: GoldArticle, draft: Draft) -> Iterator[Judgement]:
    """Judge the mentions of one draft."""
    bench = Judge(draft.registry, gold.published)
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in draft.mentions:
        groups.setdefault((mention.span.start, mention.span.end), []).append(mention)
    spans = list(groups)
    partner = pair(gold.text, [(one.start, one.end) for one in gold.mentions], spans)
    for at, wanted in enumerate(gold.mentions):
        found = tuple(groups[spans[partner[at]]]) if at in partner else ()
        given = _actors(found, draft)
        outcome = _outcome(bench, wanted, found, given)
        yield Judgement(
            gold.id,
            _sentence(draft, wanted.start),
            outcome,
            wanted,
            found,
            given,
            state_right=outcome == "right" or _state_right(bench, wanted, given),
            has_state=bool(bench.states(wanted)),
            unknown=bench.unknown(wanted),
        )
    taken = set(partner.values())
    for at, span in enumerate(spans):
        alone = tuple(groups[span])
        given = _actors(alone, draft)
        if at in taken or not any(carries(actor) for actor in given):
            continue
        outcome = "spurious"
        if _is_part(bench, gold.mentions, span, given):
            outcome = "part"
        elif all(mention.kind == "place" for mention in alone):
            outcome = "place"
        yield Judgement(gold.id, _sentence(draft, span[0]), outcome, found=alone, actors=given)


def _drafts(
    articles: Sequence[GoldArticle], registry: Registry, model: str | None
) -> Iterator[Draft]:
    from detente.reading import language
    from detente.reading.draft import Draft
    from detente.reading.mentions import find_mentions
    from detente.reading.pipeline import STEPS
    from detente.types import Article

    plain = [
        Article(gold.id, gold.text, title=gold.title, published=gold.published) for gold in articles
    ]
    steps = STEPS[: STEPS.index(find_mentions) + 1]
    for article, sentences in language.parse(language.load(model), plain):
        draft = Draft(article, registry, sentences)
        for step in steps:
            step(draft)
        yield draft


def _actors(found: tuple[Mention, ...], draft: Draft) -> tuple[Actor | None, ...]:
    """The actors given, those spoken of as one ("the two leaders") each by itself."""
    given: list[Actor | None] = []
    for mention in found:
        joint = mention.actor.id.split("+") if mention.actor else []
        if len(joint) < 2:
            given.append(mention.actor)
            continue
        on = draft.article.published
        given += [draft.actors.get(id) or draft.registry.actor(id, on) for id in joint]
    return tuple(given)


def _outcome(
    bench: Judge,
    wanted: GoldMention,
    found: tuple[Mention, ...],
    given: tuple[Actor | None, ...],
) -> Outcome:
    if not found:
        return "missed"
    if wanted.kind == "metonym" and all(mention.kind == "place" for mention in found):
        # "Moscow said" read as a place: right name, but nobody who speaks.
        return "wrong"
    return bench.finding(wanted, given)


def _state_right(bench: Judge, wanted: GoldMention, given: tuple[Actor | None, ...]) -> bool:
    states = {actor.state if actor else None for actor in given}
    return bool(states) and states <= bench.states(wanted)


def _is_part(
    bench: Judge,
    mentions: Sequence[GoldMention],
    span: tuple[int, int],
    given: tuple[Actor | None, ...],
) -> bool:
    """Whether it lies inside a gold mention of the same state ("US" in "US troops")."""
    return any(
        wanted.start <= span[0]
        and span[1] <= wanted.end
        and (wanted.tier not in COUNTED or _state_right(bench, wanted, given))
        for wanted in mentions
    )


def _sentence(draft: Draft, at: int) -> str:
    for sentence in draft.sentences:
        if sentence.start <= at < sentence.end:
            return draft.article.text[sentence.start : sentence.end]
    return ""
