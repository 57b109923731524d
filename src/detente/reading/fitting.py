"""Whether an event word stands in one of its senses: what the table asks for is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import lemma_of, objects, prepositions, through, to
from detente.reading.senses import Sense, noun_senses, split_cell, verb_senses

if TYPE_CHECKING:
    from spacy.tokens import Token

MUST = frozenset({"must", "should", "ought"})


def verb_fits(verb: Token, sense: Sense, actors: dict[int, str] | None) -> set[int] | None:
    """The nouns a sense uses up, or None where it does not fit.

    Args:
        verb: the event word.
        sense: one of its senses.
        actors: tokens that stand for an actor, with the actor's type; None takes any object
            for one.
    """
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if sense.particle:
        if sense.particle not in particles | {
            c.lower_ for c in verb.children if c.dep_ == "advmod"
        }:
            return None
    elif particles - sense.prep:
        return None  # "called off", "took in" are other verbs
    found = objects(verb)
    if sense.object == "none" and found:
        return None
    if sense.object in ("some", "actor", "body") and not found:
        return None
    if sense.object in ("actor", "body") and actors is not None:
        heads = [token for head in found for token in (through(head), *head.conjuncts)]
        barred = ("person",) if sense.object == "body" else ()
        if not any(actors.get(h.i, "person") not in barred and _other(h, actors) for h in heads):
            return None
    used: set[int] = set()
    if sense.object not in ("", "none", "some", "actor", "body"):
        wanted = split_cell(sense.object)
        for head in found:
            noun = through(head)
            for each in (noun, *noun.conjuncts):
                if lemma_of(each) in wanted:
                    used.add(each.i)
        if not used:
            return None
    if sense.prep:
        brought = _follows(verb, sense.prep, found)
        return None if brought is None else used | brought
    return used


def _other(head: Token, actors: dict[int, str]) -> bool:
    """Whether an object is an actor, and not "itself"."""
    return head.i in actors and not head.lower_.endswith(("self", "selves"))


def _follows(word: Token, wanted: frozenset[str], heads: list[Token]) -> set[int] | None:
    """The nouns used up where a wanted preposition or clause follows a word or its object.

    None where none of them follows.
    """
    about = prepositions(word)
    for head in heads:
        for name, prep in prepositions(head).items():
            about.setdefault(name, prep)
    for child in word.children:
        # "called on Iran" where the parser takes "on" for a particle
        if child.dep_ == "prt" and heads and child.lower_ in wanted:
            return set()
    for each in wanted:
        name, _, nouns = each.partition("=")
        if name not in about:
            continue
        if not nouns:
            return set()
        if brought := _brought(about[name], nouns.split("+")):
            return brought
    if "!oprd" in wanted:
        # "called Assad" is a call, "called him a partner" is not.
        given = {"oprd", "ccomp", "acomp", "xcomp"}
        return None if any(child.dep_ in given for child in word.children) else set()
    for child in word.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl"):
            if to(child) and ("to-" in wanted or f"to-{_tenor(child)}" in wanted):
                return set()
            if "that" in wanted and child.dep_ == "ccomp" and not to(child):
                return set()
            if "subj" in wanted and child.dep_ == "ccomp" and _subjunctive(child):
                return set()
    return None


def _subjunctive(verb: Token) -> bool:
    """Tell a demand ("insisted that Iran leave") from a statement ("that Iran plays a part")."""
    if any(child.lower_ in MUST for child in verb.children if child.dep_ == "aux"):
        return True
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    plural = any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS", "PRP") for c in verb.children)
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and not plural)


def _tenor(verb: Token) -> str:
    """Whether what a verb may tell is cooperation or conflict: "vowed to strike", "to help"."""
    kinds = {sense.type for sense in verb_senses().get(lemma_of(verb), ())}
    kinds |= {
        sense.type
        for head in objects(verb)
        for sense in noun_senses().get(lemma_of(through(head)), ())
    }
    if kinds & {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"}:
        return "conflict"
    return "coop" if kinds & {"AID", "AGREE", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"} else ""


def _brought(prep: Token, nouns: list[str]) -> set[int]:
    return {
        noun.i
        for child in prep.children
        if child.dep_ == "pobj"
        for noun in (through(child), *child.conjuncts)
        if lemma_of(noun) in nouns
    }


def noun_fits(noun: Token, sense: Sense) -> bool:
    """Whether a noun has about it what a sense asks for."""
    if sense.modifier:
        before = {
            lemma_of(child)
            for child in noun.children
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < noun.i
        }
        barred = {word[1:] for word in sense.modifier if word.startswith("!")}
        if barred & before or (not barred and not sense.modifier & before):
            return False
    return not sense.prep or _follows(noun, sense.prep, []) is not None
