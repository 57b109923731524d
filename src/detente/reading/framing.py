"""All attributions of one sentence: find the cues, then settle what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.certainty import is_negated
from detente.reading.cues import cues
from detente.reading.frames import tidy
from detente.reading.other_cues import (
    according_frame,
    adjective_frame,
    adverb_frame,
    hedge_frame,
    in_the_view,
    noun_frame,
)
from detente.reading.subjects import SUBJECTS, VERBAL
from detente.reading.verb_cues import particled, verb_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Sentence
    from detente.reading.frames import Frame
    from detente.reading.quotations import Quotation

_PHRASES = frozenset({"view", "opinion", "word", "eye", "account", "estimation", "judgment"})


def find_frames(sentence: Sentence, quotations: list[Quotation]) -> list[Frame]:
    """All attributions of one sentence, in the order of their cues."""
    found: dict[int, Frame] = {}
    hedges: list[Frame] = []
    for token in sentence.doc:
        for frame in _at(sentence, token, quotations):
            if not frame.content or _unsaid(frame):
                continue
            if frame.name == "hedge":
                hedges.append(frame)
            else:
                found.setdefault(frame.cue.i, frame)
    frames = sorted(found.values(), key=lambda frame: frame.cue.i)
    _relay(frames)
    _align(frames)
    clauses: set[int] = set()
    for hedge in hedges:
        assert hedge.predicate is not None
        inside = any(
            first <= hedge.cue.idx < last for frame in frames for first, last in frame.content
        )
        if not inside and hedge.predicate.i not in clauses:
            clauses.add(hedge.predicate.i)
            frames.append(hedge)
    return sorted(frames, key=lambda frame: frame.cue.i)


def _unsaid(frame: Frame) -> bool:
    """Whether it tells that nothing was said: "did not comment on the strike".

    Who "did not say that ..." still has something ascribed to him, without commitment.
    """
    named_only = frame.name in ("object", "preposition")
    return frame.sense.cue_class == "say" and named_only and is_negated(frame.cue)


def _at(sentence: Sentence, token: Token, quotations: list[Quotation]) -> Iterator[Frame]:
    if token.pos_ in VERBAL or token.tag_.startswith("VB"):
        if token.lemma_ == "accord" or token.lower_ == "according":
            yield from according_frame(sentence, token)
        elif token.lemma_ in cues("verb") or particled(token) in cues("verb"):
            made = verb_frame(sentence, token, quotations)
            if made is not None:
                yield made
        if token.tag_ == "MD":
            yield from hedge_frame(sentence, token, cues("modal"))
    elif token.pos_ == "NOUN":
        if token.lemma_ in cues("noun"):
            yield from noun_frame(sentence, token)
        if token.lemma_ in _PHRASES and token.dep_ == "pobj" and token.head.lower_ == "in":
            yield from in_the_view(sentence, token)
    elif token.pos_ == "ADJ" and token.lower_ in cues("adjective"):
        yield from adjective_frame(sentence, token)
    if token.lower_ in cues("adverb") and token.dep_ in {"advmod", "nmod", "amod"}:
        yield from adverb_frame(sentence, token)


def _relay(frames: list[Frame]) -> None:
    """A cue already says who speaks; "according to a statement" on it tells how it came."""
    for relay in [frame for frame in frames if frame.name == "according"]:
        for frame in frames:
            if frame is relay or relay.source is None:
                continue
            # Set off by a comma at the end it goes with the whole, wherever it was hung.
            inside = frame.content[-1][0] < relay.cue.idx <= frame.content[-1][1]
            last = relay.cue.i > 0 and relay.cue.nbor(-1).text in {",", "”", '"'} and inside
            if relay.predicate == frame.cue or last:
                frame.relays += relay.relays or [relay.source]
                start, end = relay.cue.idx, frame.content[-1][1]
                shorter = tidy(
                    frame.sentence, [(a, min(b, start)) for a, b in frame.content if a < start]
                )
                if start < end and shorter:
                    frame.content = shorter
                frames.remove(relay)
                break


def _align(frames: list[Frame]) -> None:
    """Take a later cue out of an earlier content: "said X came and added that Y went".

    A coordinated or participial cue without a subject of its own, in the tense of the cue
    before, goes on with what the first speaker says; the parser tends to hang it lower.
    """
    for later in frames:
        cue = later.cue
        if later.sense.cue_class == "show" or later.name not in {"clause", "quote", "as", "name"}:
            continue
        if any(c.dep_ in SUBJECTS or c.dep_ == "expl" for c in cue.children):
            _contrast(frames, later)
            continue
        joint = next((c for c in cue.head.children if c.dep_ == "cc"), None)
        participle = (
            cue.tag_ == "VBG"
            and cue.dep_ in {"advcl", "acl"}
            and (cue.i > 0 and cue.nbor(-1).text in {",", "”", '"'})
        )
        if not participle and (cue.dep_ != "conj" or joint is None or joint.i > cue.i):
            continue
        for earlier in frames:
            if earlier.cue.i >= cue.i or not earlier.content or earlier.name != "clause":
                continue
            first, last = earlier.content[-1]
            same = participle or earlier.cue.tag_ == cue.tag_
            if not (same and first < cue.idx < last and earlier.sense.cue_class != "believe"):
                continue
            start = cue.left_edge.idx if joint is None or participle else joint.idx
            cut = tidy(earlier.sentence, [*earlier.content[:-1], (first, max(first, start))])
            if cut:
                earlier.content = cut
                later.source = earlier.source
            break


def _contrast(frames: list[Frame], later: Frame) -> None:
    """Part two reports in one sentence: "some said X came, while others said Y went"."""
    cue = later.cue
    opening = cue.left_edge
    marks = {c.lower_ for c in cue.children if c.dep_ in {"mark", "advmod"} and c.i < cue.i}
    beside = cue.dep_ == "advcl" and marks & {"while", "whereas"}
    joined = cue.dep_ == "conj" and opening.i > 1 and cue.doc[opening.i - 2].text == ","
    for earlier in frames:
        same = earlier.cue.lemma_ == cue.lemma_ and earlier.cue.tag_ == cue.tag_
        if not ((beside or joined) and same and earlier.cue.i < cue.i and earlier.name == "clause"):
            continue
        first, last = earlier.content[-1]
        if first < opening.idx < last:
            cut = tidy(earlier.sentence, [*earlier.content[:-1], (first, opening.idx)])
            earlier.content = cut or earlier.content
            return
