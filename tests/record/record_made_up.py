"""One of everything, read from an article made up for it; and parts to make more."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.ids import make_id
from detente.types import (
    Actor,
    Article,
    ArticleReading,
    Claim,
    Event,
    Likelihood,
    Mention,
    NonAction,
    Outlook,
    Participant,
    Provision,
    Reading,
    Span,
    Speaker,
    Tie,
    When,
)

DAY = date(2031, 5, 9)
ACTORS = {
    "ARV": Actor("ARV", "Arvenia", "state", "ARV"),
    "BLM": Actor("BLM", "Belmark", "state", "BLM"),
    "ARV.MFA": Actor("ARV.MFA", "Foreign ministry of Arvenia", "ministry", "ARV"),
    "mara-oln": Actor("mara-oln", "Mara Oln", "person", "ARV", office="ARV.MFA"),
    "BLM.GUARD": Actor("BLM.GUARD", "Belmark Guard", "military", "BLM"),
    "COR.RIVERBAND": Actor("COR.RIVERBAND", "Riverband", "armed_group", "COR"),
    "x-villagers": Actor("x-villagers", "villagers", "people", listed=False),
}
TEXT = (
    "Arvenia 🕊️ turns from Belmark\n\n"
    "Mara Oln said that Belmark may leave the river if the line holds.\n\n"
    "Arvenia met Belmark on Friday. It stayed silent on the raids."
)


def article_of(text: str, **fields: Any) -> Article:
    given = {"published": DAY, "source": "The Low Harbour Post"} | fields
    return Article(make_id("a", text, given["source"], given.get("url", "")), text, **given)


def span_of(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(article.id, article.text[:start].count("\n\n"), start, start + len(words))


def end_of(actor: str) -> Participant:
    return Participant(actor, ACTORS[actor].state, ACTORS[actor].name)


def event_of(
    article: Article,
    source: str = "ARV",
    target: str | None = "BLM",
    *,
    words: str | None = None,
    type: str = "CONSULT",
    on: date | None = DAY,
    rule: str = "explicit",
    reality: Any = "happened",
    **fields: Any,
) -> Event:
    trigger = span_of(article, words or article.text)
    return Event(
        id=make_id("e", article.id, type, source, target, on, reality, fields, words),
        article=article.id,
        type=type,
        source=(end_of(source),),
        target=(end_of(target),) if target else (),
        when=When(on, on, "day", rule) if on else When(),
        reality=reality,
        factbank="CT+",
        trigger=trigger,
        evidence=(trigger,),
        **fields,
    )


def whole_reading(text: str = TEXT) -> ArticleReading:
    """One of everything, read from an article made up for it."""
    a = article_of(text, title="A turn?", url="https://example.org/1")
    speaker = Speaker("named", "Mara Oln", "mara-oln", "ARV")
    said = span_of(a, "Mara Oln said that Belmark may leave the river if the line holds.")
    content = span_of(a, "Belmark may leave the river if the line holds")
    condition = span_of(a, "the line holds")
    silent = span_of(a, "It stayed silent on the raids.")
    likelihood = Likelihood("may", None, None, None)
    claim = Claim(
        "c_1",
        a.id,
        speaker,
        "say",
        "say",
        "indirect",
        content,
        (said,),
        "PS+",
        "Uu",
        When(DAY, DAY, "day", "dateline"),
        relay=(Speaker("document", "a note of the ministry", None, None),),
        likelihood=likelihood,
        condition=condition,
        about=("e_2",),
    )
    return ArticleReading(
        a,
        actors=tuple(ACTORS.values()),
        mentions=(
            Mention(span_of(a, "Mara Oln"), "Mara Oln", "person", ACTORS["mara-oln"]),
            Mention(
                Span(a.id, 1, content.start, content.start + 7), "Belmark", "name", ACTORS["BLM"]
            ),
            Mention(span_of(a, "It"), "It", "pronoun", None, 0.5),
        ),
        events=(
            event_of(a, words="met"),
            event_of(
                a,
                "BLM",
                None,
                words="leave",
                type="RETREAT",
                on=None,
                reality="reported",
                claim="c_1",
            ),
        ),
        claims=(claim,),
        ties=(
            Tie(
                "t_1",
                a.id,
                end_of("ARV"),
                end_of("BLM"),
                "partner",
                False,
                1,
                "weakening",
                "CT+",
                (span_of(a, "Arvenia 🕊️ turns from Belmark"),),
                When(DAY, DAY, "day"),
                qualifiers=("tactical",),
            ),
        ),
        provisions=(
            Provision(
                "p_1",
                a.id,
                None,
                (end_of("BLM"),),
                "withdraw",
                (said,),
                "25 km",
                25.0,
                "river",
                claim="c_1",
            ),
        ),
        readings=(
            Reading(
                "d_1",
                a.id,
                "foreign forces",
                content,
                speaker,
                "lists",
                (("BLM", "in"), ("ARV", "out")),
                (said,),
            ),
        ),
        outlooks=(
            Outlook(
                "o_1",
                a.id,
                speaker,
                content,
                (said,),
                "PS+",
                condition,
                hedge="may",
                likelihood=likelihood,
                actors=("BLM",),
                claim="c_1",
            ),
        ),
        non_actions=(
            NonAction(
                "n_1", a.id, end_of("ARV"), "silence", (silent,), in_face_of=span_of(a, "the raids")
            ),
        ),
    )


def reading_of(article: Article, *events: Event) -> ArticleReading:
    return ArticleReading(article, actors=tuple(ACTORS.values()), events=events)
