"""Whose words: the subject a cue has, shares or implies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.cues import voice_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
VERBAL = frozenset({"VERB", "AUX"})


def source_of(verb: Token) -> tuple[Token | None, bool]:
    """The head word of a cue's source, and whether the cue is passive.

    Follows coordination, control, participles and relative clauses to the subject they share;
    a participle after *with* ("with media describing him as ...") belongs to the noun there.
    """
    passive = is_passive(verb)
    if passive:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner, True
        return None, True
    return subject_of(verb), False


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a passive participle on a noun."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
        and (
            verb.dep_ in {"acl", "advcl", "amod", "relcl"}
            or (verb.dep_ == "conj" and is_passive(verb.head))
        )
    )


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The subject a verb has or shares."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or (child.dep_ == "expl" and child.lower_ == "it"):
            return _antecedent(child, verb)
    head = verb.head
    if head == verb or depth > 6:
        return None
    if verb.dep_ == "conj" and head.pos_ in VERBAL:
        return subject_of(head, depth + 1)
    if verb.dep_ in {"acl", "relcl"} or (verb.dep_ == "amod" and verb.i > head.i):
        if verb.tag_ == "VBG" or verb.dep_ == "relcl":
            absolute = _with_absolute(head, verb)
            if absolute is not None:
                return absolute
            if verb.i and verb.nbor(-1).text == "," and voice_nouns().get(head.lemma_) is None:
                return _governing_subject(head, depth)
            return head
        if is_infinitive(verb):
            return _governing_subject(head, depth)
        return head
    if verb.dep_ in {"xcomp", "advcl", "pcomp", "dep", "prep"}:
        if verb.dep_ == "xcomp":
            for child in head.children:
                if child.dep_ == "dobj" and child.i < verb.i and is_infinitive(verb):
                    return child
                if child.dep_ == "nsubj" and head.lemma_ == "be" and is_thing(child):
                    return _whose(child, depth)
        return _governing_subject(verb, depth)
    return None


def _whose(noun: Token, depth: int) -> Token | None:
    """Whose purpose a noun names: "the reason Putin came was to ...", "Israel's answer was to"."""
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"}:
            return subject_of(child, depth + 1)
        if child.dep_ == "poss" or (child.dep_ == "amod" and child.ent_type_ == "NORP"):
            return child
    return noun


def _governing_subject(token: Token, depth: int) -> Token | None:
    at = token.head
    for _ in range(12):
        if at.pos_ in VERBAL:
            return subject_of(at, depth + 1)
        if at.head == at:
            return None
        at = at.head
    return None


def _with_absolute(head: Token, participle: Token) -> Token | None:
    """The noun after *with* that a participle belongs to, however deep the parser hung it."""
    at = head
    for _ in range(6):
        if at.dep_ == "pobj" and at.head.lower_ == "with":
            before = at.head.i and at.head.nbor(-1).text == ","
            return at if before else None
        if at.head == at:
            return None
        at = at.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """A relative pronoun's antecedent, or the word itself."""
    if subject.tag_ in {"WDT", "WP"} and subject.lower_ in {"who", "which", "that"}:
        at = verb
        while at.dep_ == "conj":
            at = at.head
        if at.dep_ == "relcl":
            return at.head
    return subject


def is_thing(source: Token) -> bool:
    """Whether a source is something that shows rather than somebody who says."""
    if source.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return False
    if source.pos_ == "PROPN":
        return False
    kind = voice_nouns().get(source.lemma_.lower())
    if source.pos_ == "PRON":
        return source.lower_ in {"this", "that", "it", "which", "what", "all"} or (
            source.tag_ == "WDT"
        )
    return kind in {None, "thing"}


def is_person(noun: Token) -> bool:
    """Whether a noun names a person, going by name or trade."""
    named = noun.pos_ == "PROPN" or noun.ent_type_ == "PERSON"
    return named or voice_nouns().get(noun.lemma_.lower()) == "person"


def mark_of(clause: Token) -> str | None:
    """The word that opens a clause: that, if, because."""
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), None)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with *to*."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
