"""Which words of a sentence tell an act: verbs and nouns in one of their senses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import (
    TRANSPARENT,
    VERB_TAGS,
    is_noun,
    is_passive,
    lemma_of,
    objects,
    singular,
)
from detente.reading.fitting import MUST, noun_fits, verb_fits
from detente.reading.senses import Light, Sense, Trigger, light_verbs, noun_senses, verb_senses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SAYING = frozenset(
    {"say", "insist", "stress", "warn", "declare", "state", "add", "tell", "reiterate", "argue"}
    | {"emphasise", "emphasize", "maintain", "write", "announce", "affirm", "repeat", "note"}
)


_DEMAND = Sense("must", "REQUEST", None, "", "", frozenset(), frozenset(), "", ())


def find_triggers(doc: Doc, named: set[int], actors: dict[int, str] | None = None) -> list[Trigger]:
    """Every event word of a sentence with its best sense.

    Args:
        doc: the parsed sentence.
        named: tokens that belong to names and therefore tell nothing ("Defence Ministry").
        actors: tokens that stand for an actor, with its type, for the senses that ask for one
            as object; None takes any object for one.
    """
    found: list[Trigger] = []
    told: set[int] = set()
    verbs, nouns = verb_senses(), noun_senses()
    for token in doc:
        if token.i in named or token.tag_ not in VERB_TAGS or is_noun(token):
            continue
        if token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        for sense in verbs.get(lemma_of(token), ()):
            used = verb_fits(token, sense, actors)
            if used is not None:
                found.append(Trigger(token, sense, noun=False))
                told |= used
                break
    for token in doc:
        if token.i in named or token.i in told or not is_noun(token) or token.dep_ == "compound":
            continue
        if token.tag_ in ("NNP", "NNPS") and _in_name(token, set(actors or named)):
            continue
        lemma = lemma_of(token)
        if token.tag_ in ("VBZ", "VBP"):
            lemma = singular(token.lower_)
        for sense in nouns.get(lemma, ()):
            if noun_fits(token, sense):
                carried = _carrier(token)
                trigger = Trigger(token, sense, noun=True)
                if carried is not None:
                    trigger.carrier, trigger.role = carried[0], carried[1].role
                found.append(trigger)
                break
    return sorted(found, key=lambda trigger: trigger.token.i)


def _carrier(noun: Token) -> tuple[Token, Light] | None:
    """The light verb above a noun, if there is one."""
    top = noun
    while (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.dep_ == "prep"
        and lemma_of(top.head.head) in TRANSPARENT
    ):
        top = top.head.head
    while top.dep_ == "conj" and top.head.i < top.i and is_noun(top.head):
        top = top.head
    table = light_verbs()
    head = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr"):
        light = table.get((lemma_of(head), ""))
        if light is not None and (top.dep_ != "nsubjpass" or is_passive(head)):
            return head, light
    if top.dep_ == "pobj" and head.dep_ == "prep" and head.head.tag_ in VERB_TAGS:
        light = table.get((lemma_of(head.head), head.lower_))
        if light is not None:
            return head.head, light
    for child in noun.children:
        # "the strikes launched by Israel", "talks that Iran held"
        if child.dep_ in ("acl", "relcl") and child.tag_ in VERB_TAGS:
            light = table.get((lemma_of(child), ""))
            if light is not None and objects(child) == [noun]:
                return child, light
    return None


def _in_name(noun: Token, known: set[int]) -> bool:
    """Whether a capitalised noun belongs to a name that no mention covers ("Import Bank")."""
    beside = [c for c in (*noun.children, noun.head) if c.i != noun.i and c.dep_ != "poss"]
    return any(
        c.tag_ in ("NNP", "NNPS") and c.i not in known and abs(c.i - noun.i) <= 3
        for c in beside
        if c.dep_ in ("compound", "nmod", "amod") or noun.dep_ in ("compound", "nmod")
    )


def find_demands(doc: Doc, told: set[int]) -> list[Trigger]:
    """Demands put as duties: "Russia said Israel must stop" asks Israel to stop.

    The trigger is the modal, its carrier the verb of saying; ``told`` are tokens that already
    tell an act and are no carriers of a demand.
    """
    found: list[Trigger] = []
    for token in doc:
        if token.lower_ not in MUST or token.dep_ != "aux":
            continue
        duty = token.head
        saying = duty.head
        if duty.dep_ != "ccomp" or lemma_of(saying) not in _SAYING or saying.i in told:
            continue
        if any(child.dep_ == "expl" for child in duty.children):
            continue
        found.append(Trigger(token, _DEMAND, noun=False, carrier=saying, role="demand"))
    return found
