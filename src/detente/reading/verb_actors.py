"""Who does what a verb says, and to whom: subjects and objects, wherever the parse put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import (
    VERB_TAGS,
    is_passive,
    lemma_of,
    objects,
    prepositions,
    through,
    to,
)
from detente.reading.phrase_actors import PhraseActors, bearers, joined, unique
from detente.reading.senses import noun_senses

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.types import Mention

#: Verbs whose object, not subject, does what the clause after it says.
OBJECT_CONTROL = frozenset(
    {"ask", "tell", "urge", "force", "order", "allow", "permit", "persuade", "warn", "help"}
    | {"compel", "oblige", "press", "pressure", "push", "invite", "instruct", "encourage"}
    | {"enable", "require", "request", "authorise", "authorize", "accuse", "suspect", "prevent"}
    | {"stop", "keep", "dissuade", "discourage", "deter", "prod", "induce", "lead", "lure", "bar"}
    | {"ban", "prohibit", "hinder", "forbid", "blame", "criticise", "criticize", "condemn"}
    | {"praise", "thank", "call", "beg", "implore", "advise", "convince", "coerce", "expect"}
    | {"arrest", "detain", "jail", "sentence", "convict", "fine", "sanction", "expel", "charge"}
    | {"see", "let", "make", "have", "get", "nudge", "coax", "goad", "exhort", "appeal"}
)


_RELATIVE = frozenset({"WP", "WDT"})


class VerbActors(PhraseActors):
    """Who does, and who suffers, what a verb says."""

    def subjects(self, verb: Token, depth: int = 0) -> list[Mention]:
        """Those who do what a verb says, through passives, relatives, control and conjunction."""
        if depth > 6:
            return []
        if is_passive(verb):
            return self.by_agent(verb) or self._in_act(verb)
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj"):
                if child.tag_ in _RELATIVE:
                    return self._relative(child, verb, depth)
                found = self.actors(child, acting=True)
                if not found and lemma_of(verb) == "be":
                    # "the reason Putin summoned him was to tell him ..."
                    found = [
                        m
                        for clause in child.children
                        if clause.dep_ == "relcl"
                        for m in self.subjects(clause, depth + 1)
                    ]
                return found
        head = verb.head
        if verb.dep_ == "conj" and head.tag_ in VERB_TAGS:
            if is_passive(head):
                return self._patients(head)
            return self.subjects(head, depth + 1)
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.left_edge.i > 0:
            # "object to Israel striking": the noun right before a gerund acts.
            before = verb.doc[verb.left_edge.i - 1]
            if before.dep_ in ("pobj", "dobj") and before.i > head.i:
                return self.actors(before, acting=True)
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "dep", "prep") and head.tag_ in VERB_TAGS:
            return self._controller(head, verb, depth)
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.tag_ in ("JJ", "JJR", "NN", "NNS"):
            return self.subjects(head, depth + 1)
        if verb.dep_ == "pcomp":
            above = head.head
            if above.tag_ in VERB_TAGS:
                return self._controller(above, verb, depth)
            return self.owners(above) or self.subjects_of_noun(above, depth + 1)
        if verb.dep_ == "acl":
            if to(verb):
                return self.owners(head) or self.subjects_of_noun(head, depth + 1)
            # "launched missiles targeting X": who launched them targets X.
            return self.actors(head, acting=True) or (
                self.subjects_of_noun(head, depth + 1) if verb.tag_ == "VBG" else []
            )
        if verb.dep_ == "relcl" and not objects(verb):
            return self.actors(head, acting=True)
        if verb.dep_ in ("acomp", "attr") and head.tag_ in VERB_TAGS:
            return self.subjects(head, depth + 1)
        return []

    def _in_act(self, verb: Token) -> list[Mention]:
        """Whose act it was that somebody suffered in: "killed in Israeli strikes"."""
        for name in ("in", "by", "during"):
            prep = prepositions(verb).get(name)
            for child in prep.children if prep is not None else ():
                noun = through(child)
                if lemma_of(noun) in noun_senses():
                    return self.by_agent(noun) or [m for m in self.owners(noun) if self.acts(m)]
        return []

    def subjects_of_noun(self, noun: Token, depth: int) -> list[Mention]:
        """The subject of the verb a noun is the object of: "X has a plan to attack"."""
        if noun.dep_ in ("dobj", "attr") and noun.head.tag_ in VERB_TAGS:
            return self.subjects(noun.head, depth + 1)
        return []

    def _relative(self, pronoun: Token, verb: Token, depth: int) -> list[Mention]:
        own = self.at(pronoun)
        if own is not None:
            return self.each(own)
        clause = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl"):
            # In "China, which hosts it, and Russia" the clause is about China alone.
            head = clause.head
            found = self.single(head, acting=True, depth=depth)
            for other in joined(head):
                if other.i < clause.i:
                    found += self.single(other, acting=True, depth=depth)
            if not found and lemma_of(head) in noun_senses():
                # "completed an operation that killed them"
                found = self.subjects_of_noun(head, depth + 1)
            return unique(found)
        return []

    def _controller(self, head: Token, verb: Token, depth: int) -> list[Mention]:
        if lemma_of(head) in OBJECT_CONTROL and (verb.dep_ != "advcl" or not to(verb)):
            done_to = [c for c in head.children if c.dep_ in ("dobj", "dative", "nsubjpass")]
            if done_to:
                return [m for each in done_to for m in self.actors(each, acting=True)]
            on = prepositions(head).get("on") or prepositions(head).get("upon")
            if on is not None:
                return [m for c in on.children for m in self.actors(c, acting=True)]
        if is_passive(head):
            return self._patients(head)
        return self.subjects(head, depth + 1)

    def _patients(self, verb: Token) -> list[Mention]:
        found = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not found and verb.dep_ == "conj":
            found = [c for c in verb.head.children if c.dep_ in ("nsubjpass", "nsubj")]
        return [m for c in found if c.tag_ not in _RELATIVE for m in self.actors(c, acting=True)]

    def by_agent(self, verb: Token) -> list[Mention]:
        """The actors a verb or a noun names after "by"."""
        found: list[Mention] = []
        for child in verb.children:
            if child.lower_ == "by" and child.dep_ in ("agent", "prep", "conj"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found += self.actors(inner, acting=True)
        return unique(found)

    def objects(self, verb: Token) -> list[Mention]:
        """The actors a verb is done to."""
        found: list[Mention] = []
        for head in objects(verb):
            found += self.actors(head, acting=False)
        found += [
            m
            for child in verb.children
            if child.dep_ == "dative" and child.tag_ != "IN"
            for m in self.actors(child, acting=False)
        ]
        return unique(found)

    def has_other_subject(self, verb: Token) -> bool:
        """Whether a thing, and no actor, does what a verb says: "an earthquake struck"."""
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj", "agent"):
                nouns = [child] if child.dep_ != "agent" else list(child.children)
                for noun in nouns:
                    common = noun.tag_ in ("NN", "NNS") and through(noun).tag_ in ("NN", "NNS")
                    if noun.dep_ == "csubj" or (
                        common and not self.actors(noun, acting=True) and not _animate(noun)
                    ):
                        return True
        return False


def _animate(noun: Token) -> bool:
    lemma = lemma_of(through(noun))
    return lemma in bearers() or lemma.endswith(("man", "men", "woman", "person", "people"))
