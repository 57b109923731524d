"""Cue verbs: which of its frames a verb stands in, and whether it is said at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading import complements
from detente.reading.complements import TOLD, object_of
from detente.reading.cues import cues, light_verbs, voice_nouns
from detente.reading.frames import Frame, tidy, with_quote
from detente.reading.other_cues import noun_content
from detente.reading.quotations import within
from detente.reading.subjects import SUBJECTS, VERBAL, is_infinitive, is_thing, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from detente.reading.complements import Content
    from detente.reading.cues import Cue
    from detente.reading.draft import Sentence
    from detente.reading.frames import Stretches
    from detente.reading.quotations import Quotation

_REDUCED = frozenset({"acl", "amod", "relcl"})
_DATELINE = re.compile(r"[A-Z][A-Z.,/\s]{2,40}(?:[A-Z][a-z.]+\s*)?(?:\([\w\s]+\)\s*)?[-–—]+\s")
#: The frames of a verb, the clearest first; the first that fits is taken.
FRAMES: tuple[tuple[str, Callable[[Token, bool], Content] | None], ...] = (
    ("seem", complements.seem),
    ("raise", complements.raised),
    ("clause", complements.clause),
    ("control", complements.control),
    ("parenthesis", complements.parenthesis),
    ("infinitive", complements.infinitive),
    ("gerund", complements.gerund),
    ("name", complements.called),
    ("as", complements.as_phrase),
    ("preposition", None),
    ("experiencer", complements.experiencer),
    ("quote", None),
    ("thing", complements.thing),
    ("object", complements.plain_object),
)


def verb_frame(sentence: Sentence, verb: Token, quotations: list[Quotation]) -> Frame | None:
    """The attribution a cue verb makes, if it makes one."""
    if is_imagined(verb):
        return None
    senses = cues("verb").get(particled(verb)) or cues("verb").get(verb.lemma_, ())
    source, passive = source_of(verb)
    lost = source is None or _in_dateline(source)
    if senses[0].cue_class == "say" and lost and not (passive and _is_reduced(verb)):
        beside = _beside(verb)
        if beside is not None and (not passive or verb.tag_ in {"VBD", "VBN"}):
            source, passive = beside, False
    for name, fit in FRAMES:
        for sense in senses:
            if not _allows(sense, name):
                continue
            if name == "preposition":
                content, predicate, extra = complements.preposition(verb, sense)
            elif fit is None:
                content, predicate, extra = complements.quoted(sentence, verb, quotations)
            else:
                content, predicate, extra = fit(verb, passive)
            if not content or _crosses(sentence, verb, content, quotations, name):
                continue
            who = source
            if name in {"seem", "raise"}:
                who = None
            elif name == "experiencer":
                who = object_of(verb, passive)
            elif passive and source is None and not _is_told(verb, name):
                continue
            if not _suits(sense, who, senses, name):
                continue
            if name == "object" and predicate is not None and _lends(verb, predicate):
                return None
            if name in {"object", "thing"} and _weak_object(who):
                continue
            if name == "object" and sense.cue_class in {"believe", "demand"}:
                content = complements.without_aside(content, predicate)
            content = _resumed(sentence, verb, content, quotations, name)
            content = tidy(sentence, with_quote(sentence, content, quotations, name, verb.idx))
            if content:
                return Frame(
                    sentence,
                    verb,
                    _cue_words(verb, extra),
                    sense,
                    name,
                    who,
                    content,
                    predicate,
                    _addressee(verb, name, passive),
                )
    return None


def _resumed(
    sentence: Sentence, verb: Token, content: Stretches, quotations: list[Quotation], name: str
) -> Stretches:
    """Add the rest of a quotation that its cue interrupts: "A", he said, "B"."""
    base, text = sentence.start, sentence.text
    cue = complements.cue_clause(verb)
    if name not in {"clause", "quote"} or content[-1][1] > cue[0]:
        return content
    for quotation in within(quotations, base + cue[1], sentence.end):
        start = quotation.start - base
        between = text[cue[1] : quotation.outer_start - base].strip(" ,.—–-")
        if start >= cue[1] and not between:
            return [*content, (start, min(quotation.end - base, len(text)))]
    return content


def _crosses(
    sentence: Sentence, verb: Token, content: Stretches, quotations: list[Quotation], name: str
) -> bool:
    """Whether a parenthetical cue stands in a quotation, and its content outside of it."""
    if name != "parenthesis":
        return False
    base = sentence.start
    around = within(quotations, base + verb.idx, base + verb.idx + 1)
    return any(not (q.start - base <= content[0][0] < q.end - base) for q in around)


def _is_reduced(verb: Token) -> bool:
    """Whether a participle, or the first of a row of them, hangs on a noun."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        verb = verb.head
    return verb.dep_ in _REDUCED


def _is_told(verb: Token, name: str) -> bool:
    """Whether a passive cue without an agent still reports: he *was told* that ..."""
    if name != "clause" or _is_reduced(verb):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ == "it":
        return True
    return verb.lemma_ in TOLD and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)


def particled(verb: Token) -> str:
    """A verb with its particle, as in *point out*."""
    for child in verb.children:
        if child.dep_ == "prt" or (child.i == verb.i + 1 and child.tag_ in {"RP", "RB"}):
            return f"{verb.lemma_} {child.lower_}"
    return ""


def _in_dateline(source: Token) -> bool:
    """Whether a subject is the dateline of an agency report, "MACAU (Reuters) -"."""
    found = _DATELINE.match(source.text)
    return found is not None and source.idx < found.end()


def _beside(verb: Token) -> Token | None:
    """The noun phrase that stands right before or after a cue the parser left alone."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return None
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in {"ADV", "AUX"} or doc[at].text in ",)"):
        if doc[at].text == ")":
            while at >= 0 and doc[at].text != "(":
                at -= 1
        at -= 1
    places = [at] if at >= 0 and doc[at].pos_ in {"PROPN", "NOUN", "PRON"} else []
    if verb.i and doc[verb.i - 1].text in ',”"' and verb.i + 1 < len(doc):
        after = verb.i + 1
        while after + 1 < len(doc) and doc[after].pos_ in {"DET", "ADJ", "PROPN", "NOUN"}:
            if doc[after + 1].pos_ not in {"ADJ", "PROPN", "NOUN"}:
                break
            after += 1
        if doc[after].pos_ in {"PROPN", "NOUN", "PRON"}:
            places.insert(0, after)
    for place in places:
        noun = doc[place]
        while noun.head.i != noun.i and noun.dep_ in {"compound", "flat", "nmod", "appos"}:
            noun = noun.head
        if abs(noun.i - verb.i) < 12:
            return noun
    return None


def _allows(sense: Cue, name: str) -> bool:
    if name == "parenthesis":
        return bool(sense.frames & {"quote", "clause"})
    if name == "preposition":
        return bool(sense.prepositions)
    return name in sense.frames


def _suits(sense: Cue, source: Token | None, senses: tuple[Cue, ...], name: str) -> bool:
    """Whether the sense goes with the source: things show, people say."""
    if name in {"seem", "raise"}:
        return True
    shows = any(other.cue_class == "show" for other in senses)
    if not shows:
        return source is not None or sense.cue_class == "say"
    if source is not None and voice_nouns().get(source.lemma_.lower()) == "document":
        return True
    thing = source is None or is_thing(source)
    return thing == (sense.cue_class == "show")


def is_imagined(verb: Token) -> bool:
    """Whether a cue is only imagined: could say, should demand, if he says, wants to deny."""
    at = verb
    while at.dep_ == "conj" and at.head.pos_ in VERBAL:
        at = at.head
    if is_infinitive(at) and at.dep_ in {"xcomp", "ccomp", "acl", "relcl"}:
        head = at.head
        part = "verb" if head.pos_ in VERBAL else "noun"
        senses = cues(part).get(head.lemma_, ())
        if any(
            sense.cue_class in {"demand", "promise", "threat", "believe", "deny"}
            for sense in senses
        ):
            return True
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in {"could", "should", "must", "may", "might"}:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}:
            return True
    return False


def _lends(verb: Token, noun: Token) -> bool:
    """Whether a verb only lends a cue noun its subject, and the noun makes the frame."""
    return (
        verb.lemma_ in light_verbs()
        and noun.lemma_ in cues("noun")
        and next(noun_content(noun), None) is not None
    )


def _weak_object(source: Token | None) -> bool:
    """Object frames need somebody as source: a law may *propose*, rain may not *threaten*."""
    if source is None:
        return True
    return is_thing(source) and source.pos_ != "PRON"


def _cue_words(verb: Token, extra: list[Token]) -> list[Token]:
    own = [
        child
        for child in verb.children
        if child.dep_ in {"aux", "auxpass", "neg", "prt"} and child.i < verb.i + 3
    ]
    return sorted({verb, *extra, *own}, key=lambda word: word.i)


def _addressee(verb: Token, name: str, passive: bool) -> Token | None:
    if name not in {"clause", "control", "quote", "parenthesis"}:
        return None
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} or (passive and child.dep_ == "nsubjpass"):
            if child.dep_ == "dative" and child.lower_ == "to":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.lower_ != "it":
                return child
    for child in verb.children:
        if name == "control" and child.dep_ in {"xcomp", "ccomp"}:
            return next((c for c in child.children if c.dep_ in SUBJECTS), None)
    return None
