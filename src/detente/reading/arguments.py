"""Who did it and to whom: the sources and targets of an event word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import VERB_TAGS, lemma_of, objects, prepositions, through, to
from detente.reading.phrase_actors import others, unique
from detente.reading.senses import noun_senses, verb_senses
from detente.reading.verb_actors import VerbActors

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.senses import Sense, Trigger
    from detente.types import Mention


class Ends(VerbActors):
    """The sources and targets of the event words of one sentence."""

    def ends(self, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        """Sources and targets of an event word."""
        if trigger.role == "demand" and trigger.carrier is not None:
            return self.subjects(trigger.carrier), self.subjects(trigger.token.head)
        return self._noun_ends(trigger) if trigger.noun else self._verb_ends(trigger)

    def _verb_ends(self, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        verb, sense = trigger.token, trigger.sense
        source = self.subjects(verb)
        target: list[Mention] = []
        for slot in sense.target:
            if slot == "object":
                target = self.objects(verb)
            elif slot == "-":
                break
            else:
                target = self.after(verb, slot)
                for head in objects(verb) if not target else ():
                    target = target or self.after(through(head), slot)
            target = others(target, source)
            if target:
                break
        if not target and sense.object not in ("", "none", "some", "actor", "body"):
            target = others(self._of_act(verb), source)
        if not target and sense.type in ("AGREE", "REJECT", "THREATEN"):
            target = others(self._of_complement(verb, sense), source)
        if not target and sense.type == "REQUEST":
            target = others(self._asked(verb), source)
        return source, target

    def _of_act(self, verb: Token) -> list[Mention]:
        """At whom the act was aimed that a verb has as object: "cut aid to X"."""
        for head in objects(verb):
            noun = through(head)
            for sense in noun_senses().get(lemma_of(noun), ()):
                for slot in (*sense.target, *(("of",) if sense.of == "target" else ())):
                    if found := self.after(noun, slot):
                        return found
        return []

    def _asked(self, verb: Token) -> list[Mention]:
        """Who is to do what is demanded: "demanded that X step down"."""
        for child in verb.children:
            if child.dep_ == "ccomp" and child.tag_ in VERB_TAGS:
                return self.subjects(child)
        return []

    def _of_complement(self, verb: Token, own: Sense) -> list[Mention]:
        """Whom the act promised, refused or threatened is done to: "agreed to lend to X"."""
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ in VERB_TAGS:
                coop = any(
                    sense.type in ("AID", "COOPERATE", "CONSULT", "SUPPORT", "CONCEDE")
                    for sense in _verb(child)
                )
                if own.type == "AGREE" and not coop:
                    return []
                for sense in _verb(child):
                    for slot in sense.target:
                        found = self.objects(child) if slot == "object" else self.after(child, slot)
                        if found:
                            return found
                return self.objects(child)
        return []

    def _noun_ends(self, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        noun, sense = trigger.token, trigger.sense
        source: list[Mention] = []
        target: list[Mention] = []
        for mention in self.owners(noun):
            (source if self.acts(mention) else target).append(mention)
        source += self.by_agent(noun)
        both = self.after(noun, "between") + self.after(noun, "among")
        of = self.after(noun, "of")
        if sense.of in ("target", "both") or (sense.of == "source" and source):
            if sense.of == "both":
                both += of
            elif sense.of == "target":
                target += of
        elif sense.of == "source":
            source += self._acting_of(noun)
        carrier = trigger.carrier
        party: list[Mention] = []
        if carrier is not None:
            subject = self.subjects(carrier)
            if trigger.role == "target":
                target += subject
                source += self.by_agent(carrier)
            elif trigger.role == "party":
                party = subject
            else:
                source = source or subject
            target += self._carried(carrier, noun, trigger)
        for slot in sense.target:
            if slot in ("object", "-"):
                continue
            for word in filter(None, (noun, carrier)):
                target += others(self.after(word, slot), source)
            if target:
                break
        if not target and "against" in sense.target:
            target = others(self._further(noun), source)
        if not source and "from" not in sense.target:
            source = others(self.after(noun, "from"), target)
        if _is_idiom(noun) and of:
            # "rallied in support of X"
            target = others(of, [])
            source = self.subjects(noun.head.head)
        if not source and not party and sense.type == "CONSULT":
            party = self._attending(noun)
        if both or party:
            parties = unique([*source, *party, *both])
            source, target = parties[:1], unique([*parties[1:], *target])
        return unique(source), unique(target)

    def hosts(self, trigger: Trigger) -> list[Mention]:
        """Whom a visit is paid to where its words name none but a purpose or a place.

        "visited Sochi to meet Putin" is a visit to Putin; "arrived in Moscow" is one to Russia.
        """
        words = [trigger.token, *filter(None, (trigger.carrier,))]
        for word in words:
            for child in word.children:
                if child.dep_ in ("advcl", "xcomp", "acl", "relcl") and to(child):
                    found = self.objects(child) or self.after(child, "with")
                    if found and any(s.type == "CONSULT" for s in _verb(child)):
                        return found
        for word in words:
            for name in ("to", "in", "at", "into"):
                prep = prepositions(word).get(name)
                for child in prep.children if prep is not None else ():
                    place = self.place_at(child)
                    if place is not None and place.actor is not None:
                        return [place]
            for child in objects(word) if word.tag_ in VERB_TAGS else ():
                place = self.place_at(child)
                if place is not None and place.actor is not None:
                    return [place]
        return []

    def _attending(self, noun: Token) -> list[Mention]:
        """Whose meeting it is that somebody spoke or went to: "said after talks with X"."""
        prep = noun.head
        times = ("during", "after", "at", "in", "before", "for", "following")
        if noun.dep_ == "pobj" and prep.lower_ in times and prep.head.tag_ in VERB_TAGS:
            return self.subjects(prep.head)
        return []

    def _further(self, noun: Token) -> list[Mention]:
        """Those of an "against" that the parser hung elsewhere, though it follows the noun."""
        for token in noun.doc[noun.i + 1 :]:
            if token.tag_ in VERB_TAGS or lemma_of(token) in noun_senses():
                break
            if token.lower_ == "against":
                return [
                    m
                    for child in token.children
                    if child.dep_ == "pobj"
                    for m in self.actors(child, acting=False)
                ]
        return []

    def _acting_of(self, noun: Token) -> list[Mention]:
        of = prepositions(noun).get("of")
        return [
            m
            for child in (of.children if of is not None else ())
            for m in self.actors(child, acting=True)
        ]

    def _carried(self, carrier: Token, noun: Token, trigger: Trigger) -> list[Mention]:
        """Whom a light verb names beside its noun: "gave Iran support", "paid Syria a visit"."""
        if trigger.role == "target":
            return []
        return [
            m
            for child in carrier.children
            if child.dep_ in ("dative", "dobj") and child.i != noun.i and through(child).i != noun.i
            for m in self.actors(child, acting=False)
            if child.tag_ != "IN"
        ]


def _is_idiom(noun: Token) -> bool:
    """Whether a bare noun stands after "in" beside a verb: "in support of", "in protest at"."""
    prep = noun.head
    bare = not any(child.dep_ in ("det", "poss", "amod", "compound") for child in noun.children)
    return bare and noun.dep_ == "pobj" and prep.lower_ == "in" and (prep.head.tag_ in VERB_TAGS)


def _verb(token: Token) -> list[Sense]:
    return verb_senses().get(lemma_of(token), [])
