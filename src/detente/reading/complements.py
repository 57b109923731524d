"""What is said: the complements of a cue verb, one function for each frame.

Each returns the stretches of the content (none where the frame does not fit), the head word
of the content, and words that join the cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from detente.reading.cues import voice_nouns
from detente.reading.frames import Stretches, joined, phrase, stretch_of
from detente.reading.quotations import within
from detente.reading.subjects import SUBJECTS, VERBAL, is_infinitive, is_person, is_thing, mark_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.cues import Cue
    from detente.reading.draft import Sentence
    from detente.reading.quotations import Quotation

Content: TypeAlias = "tuple[Stretches, Token | None, list[Token]]"

#: Verbs that are followed by the one who is told; in the passive he is the subject.
TOLD = frozenset(
    {"tell", "inform", "warn", "assure", "reassure", "remind", "advise", "notify", "brief"}
    | {"promise", "ask", "persuade", "convince"}
)
#: Prepositions that belong to the object of a cue: accuse X *of* Y, blame X *for* Y.
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "over", "to", "with", "on", "in", "from"})


def clause(verb: Token, passive: bool) -> Content:
    """A clause: "said that ...", also where the parser hung it on the one who was told."""
    for child in verb.children:
        if child.dep_ == "ccomp" or (child.dep_ == "advcl" and mark_of(child) == "that"):
            if child.i < verb.i:
                return _before(verb, child), child, []
            if is_infinitive(child) and mark_of(child) is None:
                continue
            return [stretch_of(child)], child, []
        if child.dep_ == "dobj" and verb.lemma_ in TOLD and child.i > verb.i:
            # "Assured officials that ...": the parser may hang the clause on the officials.
            for inner in child.children:
                if inner.dep_ in {"acl", "relcl"} and mark_of(inner) == "that":
                    return [stretch_of(inner)], inner, []
    return [], None, []


def _before(verb: Token, clause: Token) -> Stretches:
    """A content clause that stands before its cue: "..., he said", and what follows after."""
    first, last = stretch_of(clause)
    cue = cue_clause(verb)
    own = [(first, min(last, cue[0]))]
    if last > cue[1]:
        own.append((cue[1], last))
    return own


def cue_clause(verb: Token) -> tuple[int, int]:
    """The characters of a cue and its subject, as in ", he said,"."""
    words = [verb, *(w for c in verb.children if c.dep_ in SUBJECTS for w in c.subtree)]
    words += [c for c in verb.children if c.dep_ in {"aux", "neg", "advmod", "dobj", "dative"}]
    words += [
        w
        for c in verb.children
        if c.dep_ in {"prep", "npadvmod"} and abs(c.i - verb.i) < 3
        for w in c.subtree
    ]
    return min(w.idx for w in words), max(w.idx + len(w) for w in words)


def parenthesis(verb: Token, passive: bool) -> Content:
    """The clause that a cue interrupts or follows: "X, he said, Y", "as he noted, X"."""
    head = verb.head
    if head == verb or passive or any(c.dep_ == "ccomp" for c in verb.children):
        return [], None, []
    if verb.dep_ not in {"parataxis", "ccomp", "advcl", "dep"} or head.pos_ not in VERBAL:
        return [], None, []
    if not any(c.dep_ in SUBJECTS for c in verb.children):
        return [], None, []
    first, last = cue_clause(verb)
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.idx < first + 1}
    if marks & {"as"} and not any(c.dep_ in {"dobj", "xcomp", "prep"} for c in verb.children):
        # "As a reporter noted, the hall was half empty."
        first, last = stretch_of(verb)
        start, end = stretch_of(head)
        content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 8]
        return (content, head, []) if first == start or last == end else ([], None, [])
    if mark_of(verb) is not None or marks & {"when", "as", "while", "if"}:
        return [], None, []
    left = verb.doc.char_span(first, last, alignment_mode="expand")
    if left is None or left.start == 0 or left[0].nbor(-1).text not in ',”"':
        return [], None, []
    start, end = stretch_of(head)
    if start >= first:
        return [], None, []
    content = [(start, first)]
    if end > last:
        content.append((last, end))
    return content, head, []


def infinitive(verb: Token, passive: bool) -> Content:
    """An infinitive with the same subject: "vowed to stay"."""
    if passive:
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and is_infinitive(child):
            if any(c.dep_ in SUBJECTS for c in child.children):
                continue
            return [stretch_of(child)], child, []
    return [], None, []


def control(verb: Token, passive: bool) -> Content:
    """Object and infinitive: "urged Iran to stop", "expected all forces to withdraw"."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in {"xcomp", "ccomp", "advcl"}:
            continue
        if not is_infinitive(child):
            continue
        if passive and child.dep_ == "xcomp":
            return [stretch_of(child)], child, []
        for holder in (child, verb):
            for noun in holder.children:
                inside = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
                if inside and verb.i < noun.i < child.i:
                    return [(stretch_of(noun)[0], stretch_of(child)[1])], child, []
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            for clause in child.children:
                if clause.dep_ in {"relcl", "acl"} and is_infinitive(clause):
                    return [stretch_of(child)], clause, []
    return [], None, []


def gerund(verb: Token, passive: bool) -> Content:
    """A gerund: "denied taking part"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > verb.i:
            return [stretch_of(child)], child, []
    return [], None, []


def called(verb: Token, passive: bool) -> Content:
    """Object and what it is called: "called him a liar", "deemed it illegal"."""
    for child in verb.children:
        if child.dep_ == "oprd" and child.i > verb.i:
            owner = object_of(verb, passive)
            parts = [stretch_of(owner)] if owner is not None else []
            return joined([*parts, stretch_of(child)]), child, []
        nominal = child.dep_ == "ccomp" and child.pos_ in {"ADJ", "NOUN", "PROPN"}
        if nominal and child.i > verb.i and any(c.dep_ in SUBJECTS for c in child.children):
            return [stretch_of(child)], child, []
    return [], None, []


def as_phrase(verb: Token, passive: bool) -> Content:
    """Object and what it is taken for: "sees Iran as a competitor"."""
    owner = object_of(verb, passive)
    if owner is None:
        return [], None, []
    for child in verb.children:
        if child.lower_ == "as" and child.dep_ in {"prep", "mark"} and child.i > verb.i:
            inner = next((c for c in child.children), None)
            if inner is None or inner.i < child.i:
                continue
            return joined([stretch_of(owner), stretch_of(child)]), inner, []
    return [], None, []


def object_of(verb: Token, passive: bool) -> Token | None:
    """The object of a cue, its subject in the passive, or what a relative clause hangs on."""
    for child in verb.children:
        if child.dep_ == ("nsubjpass" if passive else "dobj"):
            return child
    if verb.dep_ in {"relcl", "acl"} and (passive or verb.dep_ == "relcl"):
        return verb.head
    return None


def preposition(verb: Token, sense: Cue) -> Content:
    """A preposition the sense allows, and what follows it: "called for restraint"."""
    if any(c.dep_ == "dobj" for c in verb.children):
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"prep", "prt"} and child.lower_ in sense.prepositions:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    last = stretch_of(inner)[1]
                    return [(stretch_of(inner)[0], last)], inner, [child]
    return [], None, []


def plain_object(verb: Token, passive: bool) -> Content:
    """An object with the prepositions that belong to it: "condemned the strike on ..."."""
    if passive:
        owner = object_of(verb, True)
        return ([stretch_of(owner)], owner, []) if owner is not None else ([], None, [])
    for child in verb.children:
        if child.dep_ != "dobj" or child.i < verb.i:
            continue
        linked = [
            other
            for other in verb.children
            if other.dep_ in {"prep", "dative"}
            and other.i > child.i
            and other.lower_ in _OBJECT_PREPOSITIONS
            and other.nbor(-1).text != ","
        ]
        if child.pos_ == "PRON" and not linked:
            continue
        if verb.lemma_ == "deny" and any(other.lower_ == "to" for other in linked):
            continue  # To deny bail to somebody is to withhold it.
        last = max(stretch_of(word)[1] for word in [child, *linked])
        return [(stretch_of(child)[0], last)], child, []
    return [], None, []


def thing(verb: Token, passive: bool) -> Content:
    """An object that is no person: one welcomes a step, but greets a guest."""
    content, head, extra = plain_object(verb, passive)
    if head is None or head.pos_ == "PROPN" or head.ent_type_ == "PERSON":
        return [], None, []
    if voice_nouns().get(head.lemma_.lower()) in {"person", "body"}:
        return [], None, []
    return content, head, extra


def experiencer(verb: Token, passive: bool) -> Content:
    """What worries somebody: the subject is the content, the object whose worry it is."""
    owner = object_of(verb, passive)
    if owner is None or owner.pos_ == "PRON" or is_thing(owner):
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"nsubj", "csubj"} and not passive and not is_person(child):
            return [stretch_of(child)], child, []
        if passive and child.dep_ in {"agent", "prep"} and child.lower_ in {"by", "at", "over"}:
            for inner in child.children:
                return [stretch_of(inner)], inner, []
    return [], None, []


def without_aside(content: Stretches, noun: Token | None) -> Stretches:
    """What is wanted, without a relative clause set off by a comma: that is the author's."""
    for child in noun.subtree if noun is not None else ():
        first = child.left_edge
        if child.dep_ == "relcl" and first.i and first.nbor(-1).text == ",":
            start, end = content[-1]
            if start < first.idx < end:
                return [*content[:-1], (start, first.idx)]
    return content


def seem(verb: Token, passive: bool) -> Content:
    """Subject and complement of seem and appear."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp":
            return [stretch_of(child)], child, []
        if child.dep_ in {"xcomp", "oprd", "acomp"}:
            if child.dep_ == "acomp" and verb.lemma_ in {"look", "prove"}:
                continue
            if verb.lemma_ in {"look", "prove"} and not is_infinitive(child):
                continue
            if subject is None:
                return [stretch_of(child)], child, []
            if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return joined([phrase(verb.head, verb), stretch_of(child)]), child, []
            return joined([stretch_of(subject), stretch_of(child)]), child, []
        if child.lower_ in {"as", "like"} and child.dep_ in {"prep", "mark"}:
            for inner in child.children:
                return [stretch_of(inner)], inner, []
    return [], None, []


def raised(verb: Token, passive: bool) -> Content:
    """Hearsay in the passive: "is said to be", "it is believed that"."""
    if not passive or any(c.dep_ == "agent" for c in verb.children):
        return [], None, []
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None:
        return [], None, []
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp" and is_infinitive(child):
            return joined([stretch_of(subject), stretch_of(child)]), child, []
        if child.dep_ == "ccomp" and subject.lower_ == "it":
            return [stretch_of(child)], child, []
    return [], None, []


def quoted(sentence: Sentence, verb: Token, quotations: list[Quotation]) -> Content:
    """A quotation that stands beside the cue, or runs on to the end of the sentence."""
    base = sentence.start
    here = within(quotations, sentence.start, sentence.end)
    if any(q.start - base <= verb.idx < q.end - base for q in here):
        return [], None, []
    content: Stretches = []
    first, last = cue_clause(verb)
    text = sentence.text
    for quotation in here:
        start = max(quotation.start - base, 0)
        end = min(quotation.end - base, len(text))
        gap = text[end:first] if end <= first else text[last:start] if start >= last else "x" * 99
        if len(text[start:end].split()) < 2 and len(gap) > 3:
            continue
        if gap.count(" ") <= 8 or (end > first and start >= last and ":" in gap):
            content.append((start, end))
    if not content and (before := _said_before(sentence, verb, quotations)) is not None:
        content.append(before)
    return content, None, []


def _said_before(
    sentence: Sentence, verb: Token, quotations: list[Quotation]
) -> tuple[int, int] | None:
    """A quotation that ended the sentence before: "Who knows?" he asked."""
    if verb.dep_ != "ROOT" or verb.i > 12:
        return None
    if any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.i > verb.i for c in verb.children):
        return None
    for quotation in quotations:
        if 0 <= sentence.start - quotation.outer_end <= 2:
            return quotation.start - sentence.start, quotation.end - sentence.start
    return None
