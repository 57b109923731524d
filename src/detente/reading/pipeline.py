"""The reading, step by step: the order in which a draft is filled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading import language
from detente.reading.attribution import attribute
from detente.reading.draft import Draft
from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.outlook import find_outlooks
from detente.reading.provisions import find_provisions
from detente.reading.references import find_readings
from detente.reading.silence import find_non_actions
from detente.reading.ties import find_ties
from detente.types import ArticleReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from detente.actors.registry import Registry
    from detente.types import Article, Claim, Speaker

#: Each step reads the draft and adds to it. Claims come before events and ties, which hang
#: on the claims whose content they stand in.
STEPS: list[Callable[[Draft], None]] = [
    find_mentions,
    attribute,
    find_events,
    find_ties,
    find_provisions,
    find_readings,
    find_outlooks,
    find_non_actions,
]


def read(
    articles: Iterable[Article], registry: Registry, *, model: str | None = None
) -> Iterator[ArticleReading]:
    """Read articles, in order, with everything that is found in each.

    Args:
        articles: a batch small enough to be held in memory.
        registry: the actors that names are resolved to.
        model: a spaCy pipeline other than the one shipped with.
    """
    for article, sentences in language.parse(language.load(model), articles):
        draft = Draft(article, registry, sentences)
        for step in STEPS:
            step(draft)
        yield finish(draft)


def finish(draft: Draft) -> ArticleReading:
    """Turn a filled draft into the frozen result; claims learn what hangs on them."""
    about: dict[str, list[str]] = {}
    hanging = [(event.claim, event.id) for event in draft.events]
    hanging += [(tie.claim, tie.id) for tie in draft.ties]
    for claim_id, id in hanging:
        if claim_id:
            about.setdefault(claim_id, []).append(id)
    return ArticleReading(
        article=draft.article,
        actors=tuple(draft.actors.values()),
        mentions=tuple(draft.mentions),
        events=tuple(draft.events),
        claims=tuple(
            replace(
                claim,
                about=tuple(dict.fromkeys((*claim.about, *about.get(claim.id, ())))),
                relay=tuple(dict.fromkeys((*claim.relay, *_told_by(claim, draft.claims)))),
            )
            for claim in draft.claims
        ),
        ties=tuple(draft.ties),
        provisions=tuple(draft.provisions),
        readings=tuple(draft.readings),
        outlooks=tuple(draft.outlooks),
        non_actions=tuple(draft.non_actions),
    )


def _told_by(claim: Claim, claims: list[Claim]) -> list[Speaker]:
    """The other speakers inside whose claims a claim stands, the nearest first.

    "Analysts think that Erdogan wants ..." makes a claim of Erdogan's that is the analysts'
    word.
    """
    inner = claim.content
    around = [
        other
        for other in claims
        if other.content.start <= inner.start
        and inner.end <= other.content.end
        and other.content != inner
        and other.speaker.words != claim.speaker.words
    ]
    around.sort(key=lambda other: other.content.end - other.content.start)
    return [other.speaker for other in around]
