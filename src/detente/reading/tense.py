"""What a verb says of itself: negation, modals, tense, aspect, and conditions on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from detente.reading.certainty import is_negated
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


#: Verbs done by saying them.
_PERFORMED = frozenset(
    {"say", "confirm", "assure", "tell", "admit", "add", "warn", "stress", "remind", "note"}
    | {"emphasize", "emphasise", "reiterate", "repeat", "suggest", "urge"}
)


#: Conjunctions of time that set a condition where the main clause looks ahead.
_TIMES = frozenset({"when", "whenever", "once", "until", "till", "before"})


_AHEAD = frozenset(
    {"will", "would", "could", "may", "might", "can", "shall", "should", "must", "to", "wo"}
    | {"'ll", "’ll", "'d", "’d", "ca"}
)


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


def is_averted(verb: Token) -> bool:
    """Whether an act came close and did not happen: "almost attacked"."""
    return verb.tag_ in ("VBD", "VBN") and any(
        c.dep_ in ("advmod", "npadvmod") and c.lower_ in ("almost", "nearly") for c in verb.children
    )


def is_rare(verb: Token) -> bool:
    """Whether few do it: "few states sent troops" tells more of those that did not."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            words = [child, *(c for c in child.children if c.dep_ == "amod")]
            for word in words:
                if word.lower_ == "few":
                    before = word.nbor(-1).lower_ if word.i else ""
                    return before not in ("a", "the", "these", "those", "quite", "last", "past")
    return False


def is_imperative(verb: Token) -> bool:
    """Whether a verb commands: a bare form at the top of a sentence with no subject."""
    if verb.tag_ != "VB" or any(
        c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children
    ):
        return False
    if any(a.lower_ not in ("do", "please") for a in auxiliaries(verb)):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ in VERB_TAGS:
        return is_imperative(verb.head)
    if verb.dep_ in ("ccomp", "xcomp", "advcl"):
        # quoted: "Leave our country," he said
        return verb.i > 0 and verb.nbor(-1).is_quote
    return bool(verb.dep_ == "ROOT")


def _is_hedged_performative(verb: Token, words: set[str]) -> bool:
    """Whether a modal only softens what is said now: "I can confirm", "we must warn" (Fraser)."""
    return (
        verb.lemma_ in _PERFORMED
        and bool(words & {"can", "must", "may", "would", "will", "'ll", "should"})
        and any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children)
    )


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
    if is_imperative(verb):
        return judged("negated", "Uu") if no else judged("called_for")
    if not no and _is_hedged_performative(verb, words):
        return judged("ongoing")
    found = _tense(verb, words, no)
    adverbs = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "npadvmod")}
    if found.factual:
        if is_averted(verb):
            return judged("negated")
        if is_rare(verb):
            return judged("negated", "PR-")
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
        # What must not be done is asked for no more than it is told.
        return judged("negated", "Uu") if no else judged("called_for")
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
    """Whether a clause is a condition, or a time yet to come.

    If, unless, as long as, "should it attack", "had it known"; when, once, until, before with
    a present tense under a main clause that looks ahead.
    """
    for child in clause.children:
        if child.dep_ in ("mark", "advmod", "prep") and child.lower_ in _IF:
            return not (child.lower_ == "if" and child.i > 0 and child.nbor(-1).lower_ == "as")
        if child.lower_ == "as" and child.dep_ in ("mark", "advmod"):
            around = clause.doc[max(0, child.i - 2) : child.i + 3].text.lower()
            if "as long as" in around or "so long as" in around:
                return True
        if child.lower_ in _TIMES and child.dep_ in ("advmod", "mark", "prep"):
            return _is_present(clause) and looks_ahead(clause.head)
        if child.dep_ in ("aux", "auxpass") and child.lower_ in ("should", "had", "were"):
            subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and child.i < subject.i and clause.dep_ == "advcl":
                return True
    return False


def _is_present(clause: Token) -> bool:
    """Whether a clause stands in the present or the perfect: "until it has withdrawn"."""
    if clause.tag_ in ("VBZ", "VBP"):
        return True
    return any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries(clause))


def looks_ahead(main: Token) -> bool:
    """Whether a verb tells what is to come: modals, infinitives, commands."""
    words = {a.lower_ for a in auxiliaries(main)}
    return bool(words & _AHEAD) or is_imperative(main)
