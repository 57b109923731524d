"""What a verb says of itself: negation, modals, tense, aspect, and conditions on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from detente.reading.clauses import VERB_TAGS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.types import FactValue, Reality

FACTUAL = frozenset({"happened", "ongoing", "background"})


_IF = frozenset({"if", "unless", "whether", "lest", "provided", "providing", "should"})


_POSSIBLE = frozenset({"may", "might", "could", "can"})


_DEMAND = frozenset({"must", "should", "ought"})


_PROBABLY = frozenset({"likely", "probably", "apparently", "presumably", "seemingly", "evidently"})


_PERHAPS = frozenset({"perhaps", "maybe", "possibly", "potentially"})


_HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of an act, and how far the words commit to it."""

    reality: Reality
    factbank: FactValue

    @property
    def factual(self) -> bool:
        """Whether it is told as having happened, at some time."""
        return self.reality in FACTUAL


_VALUE: dict[str, FactValue] = {
    "happened": "CT+",
    "ongoing": "CT+",
    "background": "CT+",
    "negated": "CT-",
    "possible": "PS+",
    "predicted": "PR+",
}


HAPPENED = Judgement("happened", "CT+")


def judged(reality: str, value: FactValue | None = None) -> Judgement:
    """A judgement with the FactBank value that its reality has by itself."""
    return Judgement(cast("Reality", reality), value or _VALUE.get(reality, "Uu"))


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries before a verb."""
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied by its own words or by "no" before its subject or object."""
    if verb.dep_ == "conj" and any(
        c.lower_ == "nor" and c.dep_ in ("cc", "preconj") for c in verb.head.children
    ):
        return True
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "hardly", "neither", "nor"):
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer":
            return any(c.lower_ == "no" for c in child.children)
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in ("nobody", "none", "nothing", "neither"):
                return True
            if any(
                c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in child.children
            ):
                return True
        if child.dep_ in ("dobj", "attr") and any(
            c.dep_ in ("det", "neg") and c.lower_ == "no" for c in child.children
        ):
            return True
        if child.dep_ in ("advmod", "npadvmod") and child.lower_ in ("almost", "nearly"):
            return True
    return False


def of_itself(verb: Token, depth: int) -> Judgement:
    """What a verb says of itself: negation, modals, tense and aspect."""
    auxes = auxiliaries(verb)
    words = {a.lower_ for a in auxes}
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    if verb.dep_ == "conj" and verb.head.tag_ in VERB_TAGS and verb.head.i < verb.i:
        head = verb.head
        bare = not auxes and not subject
        # "will not attack or invade", "has struck and destroyed": one set of auxiliaries.
        while head.dep_ == "conj" and not auxiliaries(head) and head.head.tag_ in VERB_TAGS:
            head = head.head
        if bare and verb.tag_ in ("VB", "VBN", "VBG") and auxiliaries(head):
            shared = of_itself(head, depth + 1)
            return judged("negated") if is_negated(verb) and shared.factual else shared
    no = is_negated(verb)
    found = _tense(verb, words, no)
    adverbs = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "npadvmod")}
    if found.factual:
        if adverbs & _HEARSAY:
            return judged("reported")
        if adverbs & _PERHAPS:
            return judged("possible")
        if adverbs & _PROBABLY:
            return replace(found, factbank="PR+")
    return found


def _tense(verb: Token, words: set[str], no: bool) -> Judgement:
    have = bool(words & {"have", "has", "'ve", "’ve", "having"})
    if words & _DEMAND or ("to" in words and words & {"have", "has"} and verb.tag_ == "VB"):
        return judged("called_for")
    if words & _POSSIBLE or "ca" in words:
        if no and (words & {"can", "ca", "could"}):
            return judged("negated")
        if has_condition(verb):
            return judged("conditional")
        return judged("possible", "PS-" if no else "PS+")
    if words & {"would", "'d", "’d"} and "had" not in words:
        if no:
            return judged("negated", "CT-" if have else "PR-")
        if has_condition(verb):
            return judged("conditional")
        return judged("hypothetical", "CT-" if have else "Uu")
    if words & {"will", "'ll", "’ll", "wo", "shall"}:
        if no:
            return judged("negated", "PR-")
        return judged("conditional") if has_condition(verb) else judged("predicted")
    if no:
        return judged("negated")
    if "had" in words:
        return judged("background")
    if verb.tag_ == "VBG":
        if words & {"was", "were", "been"} and not have:
            return judged("happened")
        if not words and _past_above(verb):
            return judged("happened")
        return judged("ongoing")
    if have or verb.tag_ in ("VBD", "VBN"):
        if words & {"is", "are", "'s", "being"} and not have:
            return judged("ongoing")
        return HAPPENED
    if verb.tag_ in ("VBZ", "VBP"):
        return judged("ongoing")
    return HAPPENED


def _past_above(verb: Token) -> bool:
    """Whether the finite verb over a participle stands in the past."""
    at = verb
    for _ in range(6):
        if at.head.i == at.i:
            return False
        at = at.head
        if at.tag_ in ("VBD", "VBN"):
            return True
        if at.tag_ in ("VBZ", "VBP"):
            return False
    return False


def has_condition(verb: Token) -> bool:
    """Whether a condition hangs on a verb: if, unless, in the event that ..."""
    for child in verb.children:
        if child.dep_ in ("advcl", "ccomp") and child.tag_ in VERB_TAGS and is_condition(child):
            return True
        if child.dep_ == "prep" and child.lower_ == "in":
            for noun in child.children:
                if noun.lower_ in ("event", "case"):
                    return True
    return False


def is_condition(clause: Token) -> bool:
    """Whether a clause is a condition: if, unless, as long as, when something will be."""
    for child in clause.children:
        if child.dep_ in ("mark", "advmod", "prep") and child.lower_ in _IF:
            return True
        if child.lower_ == "as" and child.dep_ in ("mark", "advmod"):
            around = clause.doc[max(0, child.i - 2) : child.i + 3].text.lower()
            if "as long as" in around or "so long as" in around:
                return True
        if child.dep_ == "advmod" and child.lower_ in ("when", "whenever", "once"):
            main = clause.head
            return clause.tag_ in ("VBZ", "VBP") and bool(
                {a.lower_ for a in auxiliaries(main)} & {"will", "would", "could", "may", "might"}
            )
    return False
