"""Acts between actors: who did what to whom, on which words (PLOVER manual v2.0).

An act is kept when a source or a target is an actor of the registry or one made of words
("Syrian opposition"); things and places are never ends. For acts that bind both sides alike
(AGREE, CONSULT, COOPERATE) the first party stands as source and the others as target. Pure
statements, opinions and ties are other steps' matter. An act told several times in an article
is one event with several stretches of evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from detente.ids import make_id
from detente.ontology import plover
from detente.reading.arguments import Ends
from detente.reading.clauses import to
from detente.reading.dates import when_of
from detente.reading.factuality import imposes, judge, outermost
from detente.reading.places import listed, place_of
from detente.reading.senses import rows
from detente.reading.tense import Judgement
from detente.reading.triggers import find_demands, find_triggers
from detente.types import Event, Participant, Span, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.reading.draft import Draft, Sentence
    from detente.reading.senses import Trigger
    from detente.types import Claim, Mention

#: An act whose own date lies this long before the report is background, not news.
OLD = timedelta(days=60)
#: Acts that are scheduled: "will meet" is a plan, not a prophecy.
_SCHEDULED = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "MOBILIZE", "SANCTION"})
#: Acts of words, many of which pass between two actors in one report.
_WORDS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_ONE_OF = {"happened": "fact", "ongoing": "fact", "background": "fact"}


def find_events(draft: Draft) -> None:
    """Add the events of an article to its draft; run after mentions and claims."""
    at: dict[int, list[Mention]] = {}
    starts = [sentence.start for sentence in draft.sentences]
    for mention in draft.mentions:
        at.setdefault(bisect_right(starts, mention.span.start) - 1, []).append(mention)
    waiting = sorted(draft.claims, key=lambda claim: -claim.content.start)
    open_: list[Claim] = []
    found: list[Event] = []
    for place, sentence in enumerate(draft.sentences):
        while waiting and waiting[-1].content.start < sentence.end:
            open_.append(waiting.pop())
        open_ = [claim for claim in open_ if claim.content.end > sentence.start]
        mentions = at.get(place)
        if not mentions:
            continue
        ends = Ends.of(draft, sentence, mentions)
        triggers = find_triggers(sentence.doc, ends.named(), ends.acting())
        triggers += find_demands(sentence.doc, {t.token.i for t in triggers})
        for trigger in triggers:
            if _is_purpose_of_visit(trigger, triggers):
                continue
            event = _event(draft, sentence, ends, trigger, open_)
            if event is not None:
                found.append(event)
    draft.events.extend(fold(found, lambda event: draft.words(event.trigger)))


def _event(
    draft: Draft, sentence: Sentence, ends: Ends, trigger: Trigger, claims: list[Claim]
) -> Event | None:
    if trigger.sense.type == "ASSAULT" and _is_sport(sentence):
        return None
    sources, targets = _apart(*ends.ends(trigger))
    if not sources and not targets:
        return None
    verb = trigger.carrier if trigger.noun else trigger.token
    if trigger.role == "demand" and not targets:
        return None
    by_itself = not sources and verb is not None and trigger.role == "source"
    if by_itself and verb is not None and ends.has_other_subject(verb):
        return None
    kind = plover.TYPES[trigger.sense.type]
    if trigger.sense.mode == "visit" and not any(_travels(m) for m in sources):
        return None
    joint = kind.symmetric or trigger.sense.target[:1] == ("with",)
    if joint and not (sources and targets):
        parties = sources or targets
        sources, targets = parties[:1], parties[1:]
    if trigger.sense.mode == "visit" and sources and not targets:
        targets = _others(sources, ends.hosts(trigger))
    if not any(_counts(m) for m in (*sources, *targets)):
        return None
    span = sentence.locate(trigger.token)
    # A demand is made by the words that carry it, not by those it is put in.
    demand = trigger.role == "demand" and trigger.carrier is not None
    judged = trigger.carrier if demand and trigger.carrier is not None else trigger.token
    claim = _claim_at(claims, sentence.locate(judged))
    judgement = judge(sentence, judged, headline=_is_headline(sentence))
    when = when_of(draft, sentence, trigger.token, dateline=False)
    if when.start is None and trigger.carrier is not None:
        when = when_of(draft, sentence, trigger.carrier, dateline=False)
    if claim is not None and _presupposed(draft, sentence, trigger, claim):
        claim = None
    judgement = _dated(draft, trigger, judgement, when)
    judgement = _vouched(judgement, claim)
    if when.start is None and judgement.reality in ("happened", "ongoing", "reported"):
        when = _dateline(draft, trigger)
    return Event(
        id=make_id("e", draft.article.id, span.start, span.end, kind.name),
        article=draft.article.id,
        type=kind.name,
        mode=trigger.sense.mode,
        source=tuple(_participant(m) for m in sources),
        target=tuple(_participant(m) for m in targets),
        when=when,
        reality=judgement.reality,
        factbank=judgement.factbank,
        trigger=span,
        evidence=(sentence.span,),
        place=place_of(ends, trigger.token, trigger.carrier, kind=kind.name),
        claim=claim.id if claim is not None else None,
        confidence=_confidence(trigger, sources, targets),
    )


@cache
def _sport_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("sport_words.csv"))


def _is_sport(sentence: Sentence) -> bool:
    """Whether a sentence tells of a game: "beat Finland in the third-place match"."""
    return any(token.lower_ in _sport_words() for token in sentence.doc)


def _is_purpose_of_visit(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Whether a meeting is what a visit was for ("flew to Sochi to meet Putin"): one act."""
    verb = trigger.token
    if trigger.noun or trigger.sense.type != "CONSULT" or not to(verb):
        return False
    return any(
        verb.head in (other.token, other.carrier)
        for other in triggers
        if other.sense.mode == "visit" and other.token.i != verb.i
    )


# ----- ends -----------------------------------------------------------------------------------


def _counts(mention: Mention) -> bool:
    """Whether a mention is enough to make an act worth keeping."""
    actor = mention.actor
    if actor is None:
        return False
    return bool(actor.state or actor.affiliation) or (actor.listed and actor.type != "unnamed")


def _travels(mention: Mention) -> bool:
    """Whether somebody pays visits: troops that return somewhere do not."""
    actor = mention.actor
    return actor is not None and actor.type not in ("military", "armed_group", "people", "media")


def _apart(sources: list[Mention], targets: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Drop targets that are places, or the source again under the same or another name."""
    sources = [s for s in sources if not _is_place(s)]
    kept = [t for t in targets if not _is_place(t) and not any(_same(s, t) for s in sources)]
    return sources, kept


def _is_place(mention: Mention) -> bool:
    actor = mention.actor
    return actor is not None and not actor.listed and listed(mention.words) is not None


def _same(one: Mention, other: Mention) -> bool:
    a, b = one.actor, other.actor
    if a is None or b is None:
        return True
    if a.id == b.id:
        return True
    # "Putin ... Russia": an office or its holder and the state it acts for.
    official = {"person", "office", "ministry", "military", "government"}
    if a.type == "state" and b.state == a.id and b.type in official:
        return True
    return b.type == "state" and a.state == b.id and a.type in official


def _others(sources: list[Mention], hosts: list[Mention]) -> list[Mention]:
    return _apart(sources, hosts)[1]


def _participant(mention: Mention) -> Participant:
    actor = mention.actor
    assert actor is not None
    return Participant(actor.id, actor.state, mention.words)


def _confidence(trigger: Trigger, sources: list[Mention], targets: list[Mention]) -> float:
    value = 0.8 if trigger.noun and trigger.carrier is None else 0.9
    if not sources or not targets:
        value *= 0.7
    return round(value * min(m.confidence for m in (*sources, *targets)), 3)


# ----- reality --------------------------------------------------------------------------------


def _is_headline(sentence: Sentence) -> bool:
    """Whether a sentence stands as a title: the first paragraph, without a full stop."""
    text = sentence.text.rstrip()
    return sentence.paragraph == 0 and sentence.index == 0 and not text.endswith((".", "”", '"'))


def _claim_at(claims: list[Claim], span: Span) -> Claim | None:
    """The innermost claim in whose content a stretch of text stands."""
    inside = [
        claim
        for claim in claims
        if claim.content.start <= span.start and span.end <= claim.content.end
    ]
    return min(inside, key=lambda c: c.content.end - c.content.start, default=None)


def _dated(draft: Draft, trigger: Trigger, judgement: Judgement, when: When) -> Judgement:
    """Let the date of an act correct what its words say."""
    published = draft.article.published
    if judgement.reality == "predicted" and trigger.sense.type in _SCHEDULED:
        verb = trigger.carrier or trigger.token
        if any(child.lower_ in ("will", "'ll", "’ll", "would") for child in verb.children):
            return Judgement("planned", "Uu")
    if published is None or when.start is None or when.end is None:
        return judgement
    if judgement.factual and when.start > published:
        return Judgement("planned", "Uu")
    if judgement.reality == "ongoing" and when.precision == "day" and when.end < published:
        judgement = Judgement("happened", judgement.factbank)
    if judgement.reality == "happened" and published - when.end > OLD:
        return Judgement("background", judgement.factbank)
    return judgement


def _vouched(judgement: Judgement, claim: Claim | None) -> Judgement:
    """What somebody says is reported for the author; what the narrator infers is possible."""
    if claim is None:
        return judgement
    if claim.speaker.kind == "narrator":
        if judgement.reality == "reported":
            value = claim.factbank_author
            return Judgement("happened" if value == "CT+" else "possible", value)
        return judgement
    return Judgement("reported" if judgement.factual else judgement.reality, "Uu")


def _presupposed(draft: Draft, sentence: Sentence, trigger: Trigger, claim: Claim) -> bool:
    """Whether an act is the author's although it stands in a claim.

    Who welcomes or condemns a strike does not vouch for it, the author does; and who announces
    his own act performs it.
    """
    if not trigger.noun:
        return False
    noun = outermost(trigger.token)
    verb = noun.head
    if noun.dep_ not in ("dobj", "pobj", "nsubjpass") or verb.i == noun.i:
        return False
    if noun.dep_ == "pobj":
        verb = verb.head
    if verb.text.lower() not in claim.cue.lower().split():
        return False
    return not imposes(verb)


def _dateline(draft: Draft, trigger: Trigger) -> When:
    """The day of publication, where the words tell news and no day of their own."""
    day = draft.article.published
    if day is None:
        return When()
    told = not trigger.noun or trigger.carrier is not None
    return When(day, day, "day" if told else "week", "dateline")


# ----- one act told twice ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ends:
    source: frozenset[str]
    target: frozenset[str]


def fold(events: Iterable[Event], words: Callable[[Event], str]) -> list[Event]:
    """Join the events of one article that tell one act, keeping all their evidence.

    One act: the same type and compatible mode, the same ends at the level of states, dates
    that can be one date, the same reality and the same speaker; acts of words must be told in
    the same word too, for to thank and to praise are two acts.

    Args:
        events: in the order of the text.
        words: the trigger's words of an event.
    """
    kept: list[Event] = []
    for event in events:
        for i, earlier in enumerate(kept):
            if _one_act(earlier, event, words):
                kept[i] = _join(earlier, event)
                break
        else:
            kept.append(event)
    return kept


def _states(parties: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(p.state or p.actor for p in parties)


def _one_act(one: Event, other: Event, words: Callable[[Event], str]) -> bool:
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    if _ONE_OF.get(one.reality, one.reality) != _ONE_OF.get(other.reality, other.reality):
        return False
    if one.claim != other.claim or not _one_date(one.when, other.when):
        return False
    apart = one.type in _WORDS and one.evidence[0] not in other.evidence
    if apart and words(one)[:4].lower() != words(other)[:4].lower():
        return False
    a = _Ends(_states(one.source), _states(one.target))
    b = _Ends(_states(other.source), _states(other.target))
    if plover.symmetric(one.type):
        return a.source | a.target == b.source | b.target
    if a == b:
        return True
    # In one sentence, "launched missiles targeting X" names its ends on two words.
    near = one.evidence[0] in other.evidence
    return near and bool(a.source) and a.source == b.source and not (a.target and b.target)


def _one_date(one: When, other: When) -> bool:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    if max(one.end - one.start, other.end - other.start) > OLD and one != other:
        return False
    if "dateline" in (one.rule, other.rule):
        slack = timedelta(days=7)
        return one.start <= other.end + slack and other.start <= one.end + slack
    return one.start <= other.end and other.start <= one.end


def _join(one: Event, other: Event) -> Event:
    when = one.when
    weak = when.start is None or when.rule == "dateline"
    if when.start is None or (
        weak and other.when.start is not None and other.when.rule != "dateline"
    ):
        when = other.when
    evidence = one.evidence + tuple(s for s in other.evidence if s not in one.evidence)
    return replace(
        one,
        target=one.target or other.target,
        when=when,
        evidence=evidence,
        mode=one.mode or other.mode,
        place=one.place or other.place,
        confidence=max(one.confidence, other.confidence),
    )
