"""Where an act took place, from "in X", "near X", "on X soil" and the like.

The place stands with the act's word, with the verb that carries it or, for deeds, deeper in
the same clause: "killed when a tank fires at a wedding in X". An accusation or a demand is not
made where the things it is about took place, so for acts of words only what hangs on the word
itself counts. What the text does not say stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import VERB_TAGS, is_noun, prepositions
from detente.reading.place_names import LINES, SOIL, listed, listed_at, name_of, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.arguments import Ends

__all__ = ["listed", "place_of", "places"]

_IN = (
    *("in", "inside", "at", "near", "outside", "over", "across", "throughout", "within"),
    *("around", "along", "off", "south of", "north of", "east of", "west of", "close to"),
)
#: Of these the object must be a place itself: "over the incident in X" tells no place.
_ITSELF = frozenset({"over", "across", "around", "along", "within"})
_NEAR = frozenset({"near", "close to", "around", "along"})
#: Acts of words.
_SAID = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
#: Deeds whose place may stand deeper in the clause; whom a court sentences lives anywhere.
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT", "RETREAT"})
#: What is signed or adopted where it says, though the parse hangs the place on it.
_PAPERS = frozenset(
    {"accord", "agreement", "contract", "deal", "declaration", "memorandum", "pact", "protocol"}
    | {"statement", "treaty", "truce", "ceasefire"}
)
#: Whom an act is done to may live or be born elsewhere.
_STATIVE = frozenset({"base", "bear", "live", "locate", "know", "call", "name"})
#: Phrases through which the place of a deed may be told.
_THROUGH = frozenset({"in", "at", "by", "with", "on", "against", "during", "under", "of"})
_DEPTH = 6


def place_of(
    ends: Ends, token: Token, carrier: Token | None = None, *, kind: str | None = None
) -> str | None:
    """Where the act of a trigger took place, or None where it is not said.

    Args:
        ends: the mentions of the sentence.
        token: the word that tells the act.
        carrier: the verb that lends a noun its subject, if any.
        kind: the PLOVER type of the act, if known.
    """
    words = list(filter(None, (token, carrier)))
    said = kind in _SAID
    words += [o for o in _objects(token) if not said or o.lemma_.lower() in _PAPERS]
    for word in dict.fromkeys(words):
        if (found := _beside(ends, word)) is not None:
            return found
    if said:
        return None
    for head in _objects(token):
        if ends.at(head) is None and (found := listed_at(head)):
            return found
        if head.lower_ in SOIL and (found := name_of(ends, head)):
            return found
    if kind not in _DEEDS:
        return None
    if token.dep_ == "relcl" and any(child.lower_ == "where" for child in token.children):
        place = ends.place_at(token.head) or listed_at(token.head)
        return name_of(ends, token.head) if place else None
    for word in dict.fromkeys((*filter(None, (token, carrier)), *_above(token))):
        for deeper in _within(word):
            if (found := _beside(ends, deeper, at=False)) is not None:
                return found
    return None


def _beside(ends: Ends, word: Token, *, at: bool = True) -> str | None:
    """The place that hangs on a word; ``at``: also as what the word is done to."""
    about = prepositions(word)
    for name in _IN:
        prep = about.get(name)
        for child in prep.children if prep is not None else ():
            if child.dep_ == "pobj" and not (name in _NEAR and child.lower_ in LINES):
                found = name_of(ends, child, itself=name in _ITSELF)
                if found is not None:
                    return found
    # "on Syrian soil", "a strike on the T-4 base"
    for name in ("on", "against", "to") if at else ("on",):
        prep = about.get(name)
        for child in prep.children if prep is not None else ():
            if child.dep_ == "pobj" and child.lower_ == "outskirts":
                return name_of(ends, child)
            if ends.at(child) is not None:
                continue
            at_place = child.lower_ in SOIL or listed_at(child) or ends.place_at(child)
            if at_place and (found := name_of(ends, child)) is not None:
                return found
    return None


def _above(token: Token) -> Iterator[Token]:
    """The words whose place an act shares.

    "shot and killed in X", "wounded in an attack in X", "struck X, killing three", "Portland,
    where a man was shot".
    """
    if token.dep_ == "conj" and token.tag_ in VERB_TAGS:
        yield token.head
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i:
        yield token.head
    for child in token.conjuncts if token.tag_ in VERB_TAGS else ():
        if 0 < child.i - token.i <= 2:
            yield child
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "during", "by"):
        yield token.head.head
        if token.head.head.dep_ == "conj":
            yield token.head.head.head


def _within(word: Token) -> Iterator[Token]:
    """The words inside the clause of a deed, the nearest first."""
    level = [word]
    for _ in range(_DEPTH):
        below: list[Token] = []
        for token in level:
            yield token
            below += [child for child in token.children if _leads_on(child)]
        level = below


def _leads_on(child: Token) -> bool:
    if child.dep_ in ("dobj", "nsubjpass", "pobj", "appos"):
        return True
    if child.dep_ in ("prep", "agent"):
        return child.lower_ in _THROUGH
    if child.dep_ in ("acl", "advcl"):
        marks = {c.lower_ for c in child.children}
        told = child.dep_ == "acl" and child.tag_ in ("VBN", "VBG")
        same = "while" in marks and child.tag_ == "VBG"
        return "when" in marks or same or (told and child.lemma_ not in _STATIVE)
    return child.dep_ == "conj" and is_noun(child)


def _objects(token: Token) -> list[Token]:
    if token.tag_ not in VERB_TAGS:
        return []
    return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass") and is_noun(c)]
