"""Ties that somebody states: who is whose ally, rival, patron; which tie is made or broken.

A stated tie is somebody's word about a standing relation, not an act. "Russia is distancing
itself from Iran" states a tie (partners, weakening) and no event. Each tie hangs on the
innermost claim it stands in; what nobody else says is the author's own.

A change that is negated leaves the tie standing: "Russia is not distancing itself from
Iran" is the statement that the two are partners still. A change that goes on, is tried or
wanted is not yet done: "is abandoning its alliance" is weakening, "has abandoned" is ended.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.ids import make_id
from detente.ontology.factbank import negate, within
from detente.reading.certainty import is_negated, judge_predicate
from detente.reading.factuality import judge
from detente.reading.parties import Parties, innermost, participant, side
from detente.reading.tie_nouns import noun_ties
from detente.reading.tie_verbs import (
    adjective_ties,
    change_ties,
    channel_ties,
    compound_ties,
    verb_ties,
)
from detente.types import Tie, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.reading.tie_words import Stated
    from detente.types import Claim, FactValue, Mention, Span, TieStatus

#: What is only wanted or tried has not come about.
_SOUGHT = frozenset({"planned", "desired", "called_for", "promised"})
_FORMERLY = frozenset({"previously", "formerly", "once"})
_DECIDE = frozenset(
    {"want", "choose", "decide", "seek", "try", "plan", "intend", "aim", "prefer", "wish", "need"}
    | {"commit", "attempt", "prepare", "resolve", "opt", "strive", "hope", "refuse", "agree"}
)
_UNDER_WAY = frozenset({"threatened", "predicted", "possible", *_SOUGHT})


def find_ties(draft: Draft) -> None:
    """Add the ties that an article states to the draft, and to its claims as their subject.

    Args:
        draft: with its mentions and claims found.
    """
    pairs: list[tuple[int, list[Mention]]] = []
    seen: set[tuple[object, ...]] = set()
    for sentence in draft.sentences:
        parties = Parties.of(draft, sentence, pairs)
        for stated in _stated(parties):
            key = (sentence.index, *_key(stated))
            if key in seen or not _distinct(stated):
                continue
            seen.add(key)
            pairs.append((sentence.index, [stated.first, stated.second]))
            draft.ties.append(_tie(draft, sentence, stated))
    _tell_claims(draft)


def _stated(parties: Parties) -> Iterator[Stated]:
    frames = (change_ties, noun_ties, verb_ties, adjective_ties, compound_ties, channel_ties)
    found = [stated for frame in frames for stated in frame(parties)]
    yield from sorted(found, key=lambda stated: stated.trigger.i)


def _key(stated: Stated) -> tuple[object, ...]:
    ends = (side(stated.first), side(stated.second))
    ordered = ends if stated.tie.directed else tuple(sorted(ends))
    return (*ordered, stated.tie.relation, stated.status)


def _distinct(stated: Stated) -> bool:
    """Whether the ends are two: nobody is tied to itself, nor a state to its own organs."""
    one, other = stated.first.actor, stated.second.actor
    if one is None or other is None or one.id == other.id:
        return False
    persons = one.type == other.type == "person"
    if persons and not (one.listed and other.listed):
        return False  # friends and clients of private persons
    if one.affiliation and one.affiliation == other.id:
        return True
    if one.id in (other.state, other.office) or other.id in (one.state, one.office):
        return other.affiliation == one.id
    return not (one.state and one.state == other.state and one.affiliation == other.affiliation)


def _tie(draft: Draft, sentence: Sentence, stated: Stated) -> Tie:
    trigger = sentence.locate(stated.trigger)
    claim = _voice(draft, sentence, trigger, granted=stated.predicate is None)
    status, value, negated = _commitment(sentence, stated, claimed=claim is not None)
    qualifiers = stated.qualifiers
    sign = stated.tie.sign if stated.sign is None else stated.sign
    if claim is not None:
        if claim.speaker.kind == "narrator":
            value = within(claim.factbank_author, value)
        else:
            if value.endswith("-"):
                # The author vouches for neither, so the negation must show in the row itself.
                status, sign = ("holds", sign) if stated.change else (status, 0)
            value = claim.factbank_author
        if claim.cue_class == "deny":
            negated = not negated
    if negated and not stated.change:
        qualifiers = ("not", *qualifiers)
    day = draft.article.published
    one, other = participant(stated.first), participant(stated.second)
    return Tie(
        id=make_id("t", draft.article.id, trigger.start, one.actor, other.actor, status),
        article=draft.article.id,
        a=one,
        b=other,
        relation=stated.tie.relation,
        directed=stated.tie.directed,
        sign=sign,
        status=status,
        factbank=value,
        evidence=(sentence.span,),
        when=When(day, day, "day", "dateline") if day else When(),
        qualifiers=qualifiers,
        claim=claim.id if claim is not None else None,
    )


def _commitment(
    sentence: Sentence, stated: Stated, *, claimed: bool
) -> tuple[TieStatus, FactValue, bool]:
    """The status of a tie, how far its words commit the author, whether it is negated."""
    status: TieStatus = stated.status
    if stated.predicate is None:
        return status, "CT+", False
    judgement = judge(sentence, stated.predicate)
    own, hedge = judge_predicate(stated.predicate)
    # What stands in a claim is judged by its own words; the claim says who holds it.
    value = own if claimed or hedge is not None else judgement.factbank
    negated = is_negated(stated.predicate) or value in ("CT-", "PR-", "PS-")
    if not stated.change and any(c.lower_ in _FORMERLY for c in stated.predicate.children):
        return "ended", value, False
    if any(c.lower_ == "longer" for c in stated.predicate.children):
        return "ended", negate(value) if value == "CT-" else value, False
    if stated.change:
        if value == "CT-":
            # The change is denied, so the tie stands.
            return "holds", "CT+", True
        if judgement.reality == "called_for":
            # Who demands that a tie end, or grow, says that it has not yet.
            return ("sought" if status == "strengthening" else "holds"), value, negated
        if status == "ended" and (judgement.reality in _UNDER_WAY or _goes_on(stated.predicate)):
            status = "weakening"
    elif judgement.reality in _SOUGHT and not negated and not _committed(stated.predicate):
        status, value = "sought", "Uu"
    elif status == "sought":
        value = "Uu"
    return status, value, negated


def _committed(verb: Token) -> bool:
    """Whether a verb stands under a commitment: who is committed to supporting does support."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return above.lemma_ in ("commit", "commitment", "dedicate", "continue")


def _goes_on(verb: Token) -> bool:
    """Whether a verb's aspect shows it unfinished: progressive, infinitive, bare gerund."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return (verb.tag_ == "VBG" and "been" not in words) or (verb.tag_ == "VB" and "to" in words)


def _voice(draft: Draft, sentence: Sentence, trigger: Span, *, granted: bool) -> Claim | None:
    """The claim that a tie hangs on: the innermost in which somebody speaks.

    What a thing shows ("he said the agreement showed that ...") is said by whoever says so.
    What is taken for granted ("he said Iran-backed militias had left") is the writer's own
    wording, unless it is quoted: presuppositions are not part of what is reported.
    """
    around = (
        c for c in draft.claims if c.content.start <= trigger.start and trigger.end <= c.content.end
    )
    claims = [c for c in around if not _decides(sentence, c)]
    found = innermost(claims, trigger)
    if granted and found is not None and not _quoted(found, trigger):
        return None
    if found is not None and found.cue_class == "show":
        outer = innermost([c for c in claims if c.cue_class != "show"], trigger)
        return outer or found
    return found


def _quoted(claim: Claim, trigger: Span) -> bool:
    if claim.form == "direct":
        return True
    return any(s.start <= trigger.start and trigger.end <= s.end for s in claim.verbatim)


def _decides(sentence: Sentence, claim: Claim) -> bool:
    """Whether a claim is no more than what somebody is said to want or to have decided.

    "Russia has chosen to scale down its relationship" is the writer's word, not Russia's.
    """
    cue = claim.cue.split()[-1].lower() if claim.cue else ""
    return any(t.lower_ == cue and t.lemma_ in _DECIDE for t in sentence.doc)


def _tell_claims(draft: Draft) -> None:
    """Name each tie in the claim it hangs on."""
    about: dict[str, list[str]] = {}
    for tie in draft.ties:
        if tie.claim is not None:
            about.setdefault(tie.claim, []).append(tie.id)
    for place, claim in enumerate(draft.claims):
        if claim.id in about:
            draft.claims[place] = _with(claim, about[claim.id])


def _with(claim: Claim, ties: list[str]) -> Claim:
    return replace(claim, about=(*claim.about, *(t for t in ties if t not in claim.about)))
