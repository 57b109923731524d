"""Cues that are no verbs: nouns, adjectives, adverbs, modals, "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.cues import cues, light_verbs, voice_nouns
from detente.reading.frames import Frame, Stretches, joined, stretch_of, tidy
from detente.reading.subjects import SUBJECTS, VERBAL, is_infinitive, is_thing, mark_of, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.cues import Cue
    from detente.reading.draft import Sentence

_AUTHORSHIP = frozenset({"by", "from"})
_NOUN_PREPOSITIONS = frozenset({"of", "about", "over", "for", "to", "against", "on", "at"})


def noun_frame(sentence: Sentence, noun: Token) -> Iterator[Frame]:
    """Somebody's claim that ..., promise to ..., mistrust of ..."""
    source, verb = _noun_source(noun)
    for sense, content, predicate, whole in noun_content(noun):
        shows = sense.cue_class == "show"
        if source is None and not shows:
            continue
        if whole and verb is not None:
            content = (stretch_of(noun)[0], content[1])
        yield Frame(
            sentence,
            noun,
            [verb, noun] if verb is not None else [noun],
            sense,
            "noun",
            None if shows else source,
            tidy(sentence, [content]),
            predicate,
        )
        return


def noun_content(noun: Token) -> Iterator[tuple[Cue, tuple[int, int], Token, bool]]:
    """What a cue noun introduces; last, whether it is a thing and no clause."""
    after = [child for child in noun.children if child.i > noun.i]
    for sense in cues("noun")[noun.lemma_]:
        for child in after:
            if child.dep_ in {"ccomp", "acl", "relcl"} and mark_of(child) == "that":
                if "clause" in sense.frames:
                    yield sense, stretch_of(child), child, False
                continue
            opens = child.dep_ in {"acl", "relcl", "xcomp"} and is_infinitive(child)
            if opens and "infinitive" in sense.frames:
                last = max(stretch_of(c)[1] for c in after if c.dep_ == child.dep_)
                yield sense, (stretch_of(child)[0], last), child, False
        for child in after:
            if child.dep_ == "prep" and child.lower_ in _NOUN_PREPOSITIONS:
                inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
                if inner is not None and "object" in sense.frames:
                    yield sense, stretch_of(inner), inner, True


def _noun_source(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose the claim, promise or threat is, and the light verb that says so."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in light_verbs():
        source, passive = source_of(head)
        if source is not None and not passive and not is_thing(source):
            return source, head
    for child in noun.children:
        if child.dep_ == "poss":
            return child, None
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner, None
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ in {"NORP", "GPE"}:
            return child, None
    if noun.dep_ == "nsubjpass" and head.lemma_ in light_verbs():
        return source_of(head)[0], head
    return None, None


def adjective_frame(sentence: Sentence, adjective: Token) -> Iterator[Frame]:
    """Confident that ..., wary of ...; impersonal: it is clear that ..., is likely to ..."""
    if adjective.dep_ not in {"acomp", "oprd"}:
        return
    copula = adjective.head
    source, _ = source_of(copula)
    for sense in cues("adjective")[adjective.lower_]:
        if "impersonal" in sense.frames:
            yield from _impersonal(sentence, adjective, copula, sense)
            continue
        if source is None or (is_thing(source) and source.pos_ != "PRON"):
            return
        for child in (c for c in [*adjective.children, *copula.children] if c.i > adjective.i):
            content: Token | None = None
            if (child.dep_ == "ccomp" and "clause" in sense.frames) or (
                child.dep_ == "xcomp" and "infinitive" in sense.frames
            ):
                content = child
            elif child.dep_ == "prep" and child.lower_ in sense.prepositions:
                content = next((c for c in child.children), None)
            if content is not None:
                stretch = tidy(sentence, [stretch_of(content)])
                words = [copula, adjective]
                yield Frame(
                    sentence, adjective, words, sense, "adjective", source, stretch, content
                )
                return


def _impersonal(sentence: Sentence, adjective: Token, copula: Token, sense: Cue) -> Iterator[Frame]:
    """What the author holds clear, possible or likely."""
    subject = next((c for c in copula.children if c.dep_ in SUBJECTS), None)
    compared = any(child.lower_ in {"more", "less", "as", "how"} for child in adjective.children)
    if subject is None or compared:
        return
    for child in (c for c in [*adjective.children, *copula.children] if c.i > adjective.i):
        if child.dep_ == "ccomp" and subject.lower_ == "it":
            parts, name = [stretch_of(child)], "adjective"
        elif child.dep_ == "xcomp" and sense.lemma in {"likely", "unlikely"}:
            parts, name = joined([stretch_of(subject), stretch_of(child)]), "hedge"
        else:
            continue
        words = [adjective] if name == "hedge" else [copula, adjective]
        yield Frame(sentence, adjective, words, sense, name, None, tidy(sentence, parts), child)
        return


def adverb_frame(sentence: Sentence, adverb: Token) -> Iterator[Frame]:
    """Reportedly, allegedly: hearsay about the clause; probably, perhaps: the author's hedge."""
    head = adverb.head
    if any(child.lower_ in {"more", "less", "as", "how"} for child in adverb.children):
        return
    while head.pos_ not in VERBAL and head.head != head and head.dep_ != "ROOT":
        if head.dep_ in {"relcl", "acl", "advcl", "pobj", "prep"} or head.pos_ == "NOUN":
            return
        head = head.head
    for sense in cues("adverb")[adverb.lower_]:
        hedge = "hedge" in sense.frames
        if hedge and (head.pos_ not in VERBAL or head.dep_ in {"acl", "relcl", "pcomp"}):
            return
        if head.pos_ not in VERBAL:
            return
        yield Frame(
            sentence,
            adverb,
            [adverb],
            sense,
            "hedge" if hedge else "hearsay",
            None,
            tidy(sentence, _clause_without(head, adverb)),
            head,
        )
        return


def hedge_frame(
    sentence: Sentence, modal: Token, lexicon: dict[str, tuple[Cue, ...]]
) -> Iterator[Frame]:
    """May, might: the author asserts the clause as possible."""
    senses = lexicon.get(modal.lower_)
    head = modal.head
    if senses is None or modal.dep_ != "aux" or head.dep_ in {"relcl", "acl", "advcl"}:
        return
    yield Frame(
        sentence,
        modal,
        [modal],
        senses[0],
        "hedge",
        None,
        tidy(sentence, _clause_without(head, None)),
        head,
    )


def _clause_without(head: Token, adverb: Token | None) -> Stretches:
    """The clause of a predicate, coordinated clauses left out."""
    words = [head]
    for child in head.children:
        if child == adverb or child.is_punct or child.dep_ in {"cc"}:
            continue
        if child.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in child.children):
            continue
        words += list(child.subtree)
    if adverb is not None:
        own = {w.i for w in adverb.subtree}
        words = [w for w in words if w.i not in own]
    return [(min(w.idx for w in words), max(w.idx + len(w) for w in words))]


def according_frame(sentence: Sentence, word: Token) -> Iterator[Frame]:
    """According to somebody, the rest of the clause."""
    to = next((c for c in word.children if c.lower_ == "to"), None)
    if to is None and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "to":
        to = word.nbor(1)
    if to is None:
        return
    source = next((c for c in to.children if c.dep_ in {"pobj", "pcomp"}), None)
    sense = cues("verb")["say"][0]
    if source is None:
        return
    head = word.head
    while head.pos_ not in VERBAL and head.head != head:
        head = head.head
    first, last = word.idx, stretch_of(source)[1]
    start, end = stretch_of(head)
    content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 3]
    if not content:
        return
    frame = Frame(
        sentence, word, [word, to], sense, "according", source, tidy(sentence, content), head
    )
    writer = _writer(source)
    if writer is not None:
        frame.source = writer
        frame.relays.append(source)
    yield frame


def _writer(document: Token) -> Token | None:
    """Whose a document is, where that is said: "a tweet on Monday by the minister"."""
    if voice_nouns().get(document.lemma_.lower()) != "document":
        return None
    # The parser may hang "by" on the day between.
    for child in document.subtree:
        if child.lower_ in _AUTHORSHIP and child.i > document.i:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def in_the_view(sentence: Sentence, noun: Token) -> Iterator[Frame]:
    """In his view, in the words of the minister."""
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        for child in noun.children:
            if child.lower_ == "of":
                source = next((c for c in child.children if c.dep_ == "pobj"), None)
    prep = noun.head
    head = prep.head
    if source is None or head.pos_ not in VERBAL:
        return
    first, last = prep.idx, max(stretch_of(noun)[1], stretch_of(source)[1])
    start, end = stretch_of(head)
    content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 3]
    if content:
        sense = cues("verb")["hold" if noun.lemma_ in {"view", "opinion"} else "say"][0]
        yield Frame(
            sentence,
            noun,
            [prep, noun],
            sense,
            "phrase",
            source,
            tidy(sentence, content),
            head,
        )
