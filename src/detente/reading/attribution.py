"""Claims: who says, denies, promises, threatens, demands or believes what.

`attribute` turns the frames that the grammar shows into claims with a speaker, a chain of
relays, the exact stretch of the content, what of it is verbatim, and how sure the speaker and
the author are. Claims nest; the innermost whose content holds a word is the one it hangs on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.ids import make_id
from detente.ontology.factbank import conventional
from detente.reading.certainty import compose, condition_of, is_negated, judge_predicate
from detente.reading.cues import cues
from detente.reading.dates import when_of
from detente.reading.frames import Frame, tidy
from detente.reading.framing import find_frames
from detente.reading.quotations import find_quotations, is_quoted, within
from detente.reading.speakers import AUTHOR, HEARSAY, kind_of, speaker_of, words_of
from detente.reading.subjects import is_thing
from detente.types import Claim, Span, Speaker, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.reading.quotations import Quotation
    from detente.types import ClaimForm, CueClass, FactValue, Likelihood

_COLON = re.compile(r"([A-Z][\w.’'-]*(?:\s+[\w.’'-]+){0,5}):\s+(?=[“\"A-Z‘])")


def attribute(draft: Draft) -> None:
    """Find the claims of an article and add them to the draft, in the order of the text."""
    attributions(draft)


def attributions(draft: Draft) -> list[Frame]:
    """Add the claims to the draft, and return the frames they rest on, one for each."""
    frames: list[Frame] = []
    quotations = find_quotations(draft.article.text)
    said: dict[int, int] = {}
    voices: dict[int, Speaker] = {}
    for sentence in draft.sentences:
        around = _carry_on(draft, sentence, quotations, said)
        before = voices.get(sentence.index - 1) or voices.get(sentence.index - 2)
        here = find_frames(sentence, quotations)
        made: dict[int, Claim] = {}
        for frame in sorted(here, key=lambda f: sum(_holds(other, f) for other in here)):
            outer = [o for o in here if o.cue.i in made and _holds(o, frame)]
            inside = made[max(outer, key=lambda o: o.hull).cue.i].speaker if outer else None
            claim = _claim(draft, sentence, frame, quotations, inside or around, before)
            made[frame.cue.i] = claim
            if not outer and around is None and claim.cue_class != "show":
                before = voices[sentence.index] = claim.speaker
        for frame in here:
            claim = made[frame.cue.i]
            outermost = not any(_holds(other, frame) for other in here)
            if outermost and (claim.verbatim or sentence.text.endswith(":")):
                said[sentence.index] = len(draft.claims)
            draft.claims.append(claim)
            frames.append(frame)
        if not here and (named := _by_name(draft, sentence)) is not None:
            draft.claims.append(_claim(draft, sentence, named, quotations, None))
            frames.append(named)
    return frames


def claim_holding(draft: Draft, at: int) -> Claim | None:
    """The innermost claim whose content holds a character of the article."""
    found = [c for c in draft.claims if c.content.start <= at < c.content.end]
    return min(found, key=lambda c: c.content.end - c.content.start, default=None)


def claim_at(draft: Draft, sentence: Sentence, cue: Token) -> Claim | None:
    """The claim that turns on a word, if one does."""
    wanted = _id(sentence, cue)
    return next((claim for claim in draft.claims if claim.id == wanted), None)


def _id(sentence: Sentence, cue: Token) -> str:
    return make_id("claim", sentence.article, sentence.start + cue.idx)


def _holds(outer: Frame, inner: Frame) -> bool:
    return outer.cue.i != inner.cue.i and any(
        first <= inner.cue.idx < last for first, last in outer.content
    )


def _claim(
    draft: Draft,
    sentence: Sentence,
    frame: Frame,
    quotations: list[Quotation],
    around: Speaker | None,
    before: Speaker | None = None,
) -> Claim:
    speaker, cue_class = _voice(draft, sentence, frame, around, before)
    start, end = frame.hull
    start, evidence = _from_the_start(draft, sentence, start, quotations)
    content = Span(sentence.article, sentence.paragraph, start, end)
    verbatim = _verbatim(content, quotations)
    by_speaker, by_author, likelihood = _certainty(frame, speaker)
    condition = quoted_whole(
        sentence, condition_of(frame.predicate) if frame.predicate is not None else None, quotations
    )
    cue = " ".join(word.text for word in frame.cue_words) or ":"
    return Claim(
        id=_id(sentence, frame.cue),
        article=sentence.article,
        speaker=speaker,
        cue=cue,
        cue_class=cue_class,
        form=_form(frame, content, verbatim),
        content=content,
        evidence=evidence,
        factbank_speaker=by_speaker,
        factbank_author=by_author,
        when=_when(draft, sentence, frame, speaker),
        relay=tuple(_relay(draft, sentence, frame)),
        addressee=_addressee(draft, sentence, frame),
        verbatim=verbatim,
        likelihood=likelihood,
        condition=sentence.between(*condition) if condition is not None else None,
    )


def _from_the_start(
    draft: Draft, sentence: Sentence, start: int, quotations: list[Quotation]
) -> tuple[int, tuple[Span, ...]]:
    """A quotation that began in earlier sentences of the paragraph belongs to its cue."""
    for quotation in within(quotations, start, start + 1):
        before = [
            s
            for s in draft.sentences[max(0, sentence.index - 12) : sentence.index]
            if quotation.outer_start <= s.start and s.paragraph == sentence.paragraph
        ]
        if before and quotation.start < sentence.start:
            return quotation.start, (*(s.span for s in before), sentence.span)
    return start, (sentence.span,)


def quoted_whole(
    sentence: Sentence, part: tuple[int, int] | None, quotations: list[Quotation]
) -> tuple[int, int] | None:
    """A stretch that begins with a quotation ends with it, whatever the parse says."""
    for quotation in quotations if part is not None else ():
        start, end = quotation.start - sentence.start, quotation.end - sentence.start
        if part is not None and start == part[0] and part[1] < end <= len(sentence.text):
            return start, end
    return part


def _voice(
    draft: Draft,
    sentence: Sentence,
    frame: Frame,
    around: Speaker | None,
    before: Speaker | None,
) -> tuple[Speaker, CueClass]:
    sense = frame.sense
    if frame.name in {"raise", "hearsay"}:
        return HEARSAY, sense.cue_class
    if frame.source is None:
        if sense.cue_class == "show" or frame.name in {"seem", "hedge"}:
            return around or AUTHOR, "show"
        return HEARSAY, sense.cue_class
    shows = sense.cue_class == "show" and is_thing(frame.source)
    if shows and kind_of(frame.source) != "document":
        return around or AUTHOR, "show"
    return speaker_of(draft, sentence, frame.source, around, before), sense.cue_class


def _relay(draft: Draft, sentence: Sentence, frame: Frame) -> list[Speaker]:
    found = []
    for token in frame.relays:
        first = speaker_of(draft, sentence, token)
        if kind_of(token) == "document":
            first = Speaker("document", words_of(draft, sentence, token), None, first.state)
        found.append(first)
    return found


def _addressee(draft: Draft, sentence: Sentence, frame: Frame) -> str | None:
    if frame.addressee is None or frame.sense.cue_class == "believe":
        return None
    mention = draft.mention_at(sentence, frame.addressee)
    if mention is not None and mention.actor is not None and mention.kind != "demonym":
        return mention.actor.id
    return words_of(draft, sentence, frame.addressee)


def _certainty(frame: Frame, speaker: Speaker) -> tuple[FactValue, FactValue, Likelihood | None]:
    """FactBank values for speaker and author, and the likelihood that was printed.

    The value is that of the content's main predicate: "denied that it struck" is ``CT-`` and
    so is "said it did not strike". Without a cue that commits him the author stays ``Uu``.
    """
    inner: FactValue = "CT+"
    likelihood: Likelihood | None = None
    if frame.predicate is not None and frame.predicate.pos_ in {"VERB", "AUX", "ADJ"}:
        inner, likelihood = judge_predicate(frame.predicate)
    outer = frame.sense.speaker
    if frame.name == "hedge":
        outer = "CT+" if likelihood is not None else outer
    elif is_negated(frame.cue):
        outer = "Uu" if frame.sense.cue_class == "say" else compose(outer, "CT-")
    by_speaker = compose(outer, inner)
    if likelihood is None and frame.sense.cue_class in {"believe", "show", "say", "deny"}:
        likelihood = conventional(frame.cue.lemma_)
    if speaker.kind == "narrator":
        return by_speaker, by_speaker, likelihood
    author: FactValue = frame.sense.author
    if author != "Uu":
        author = compose(author, inner)
    return by_speaker, author, likelihood


def _when(draft: Draft, sentence: Sentence, frame: Frame, speaker: Speaker) -> When:
    if speaker.kind == "narrator":
        day = draft.article.published
        return When(day, day, "day", "dateline") if day is not None else When()
    return when_of(draft, sentence, frame.cue)


def _form(frame: Frame, content: Span, verbatim: tuple[Span, ...]) -> ClaimForm:
    if verbatim:
        quoted = sum(span.end - span.start for span in verbatim)
        told = sum(last - first for first, last in frame.content)
        return "direct" if quoted >= 0.9 * told else "mixed"
    if frame.name in {"object", "preposition", "as", "name", "seem", "hedge", "adjective", "noun"}:
        return "narration"
    return "narration" if frame.sense.cue_class == "show" else "indirect"


def _verbatim(content: Span, quotations: list[Quotation]) -> tuple[Span, ...]:
    return tuple(
        Span(
            content.article, content.paragraph, max(q.start, content.start), min(q.end, content.end)
        )
        for q in within(quotations, content.start, content.end)
    )


def _carry_on(
    draft: Draft, sentence: Sentence, quotations: list[Quotation], said: dict[int, int]
) -> Speaker | None:
    """Give a wholly quoted sentence to the claim just before it; whose words it is.

    In the same paragraph the content grows; from another paragraph the sentence is added to
    the evidence and to what is verbatim, for a content is one stretch.
    """
    quotation = is_quoted(quotations, sentence)
    place = said.get(sentence.index - 1)
    if quotation is None or place is None:
        return None
    claim = draft.claims[place]
    start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
    if end <= start:
        return None
    words = Span(sentence.article, sentence.paragraph, start, end)
    content, verbatim = claim.content, (*claim.verbatim, words)
    if sentence.paragraph == content.paragraph:
        content = replace(content, end=max(end, content.end))
        last = claim.verbatim[-1] if claim.verbatim else content
        if claim.verbatim and last.start >= quotation.start and last.end <= quotation.end:
            verbatim = (*claim.verbatim[:-1], replace(last, end=end))
    draft.claims[place] = replace(
        claim, content=content, verbatim=verbatim, evidence=(*claim.evidence, sentence.span)
    )
    said[sentence.index] = place
    return claim.speaker


def _by_name(draft: Draft, sentence: Sentence) -> Frame | None:
    """Find "Name: text", as in headlines and transcripts."""
    found = _COLON.match(sentence.text)
    if found is None or len(sentence.text[found.end() :].split()) < 3:
        return None
    named = [
        m
        for m in draft.mentions_in(sentence.between(0, found.end(1)))
        if m.actor is not None and m.kind in {"person", "name", "office", "metonym", "unnamed"}
    ]
    if not named or named[-1].span.end != sentence.start + found.end(1):
        return None
    source = sentence.doc.char_span(0, found.end(1), alignment_mode="contract")
    if source is None or not any(word.pos_ in {"VERB", "AUX"} for word in sentence.doc):
        return None
    content = tidy(sentence, [(found.end(), len(sentence.text))])
    return Frame(
        sentence,
        source[-1],
        [],
        cues("verb")["say"][0],
        "colon",
        source[-1],
        content,
        sentence.doc[source.end :].root,
    )
