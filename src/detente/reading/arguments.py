"""Who did it and to whom: the ends of an event word, found in the parse.

Ends are actors of the draft's mentions; things and places are not. A noun that belongs to an
actor ("Iranian positions", "Israel's response") stands for its owner: always as the one acted
upon, and as the one who acts when it is a noun of the table ``bearers.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente.reading.triggers import (
    TRANSPARENT,
    VERB_TAGS,
    Trigger,
    is_noun,
    is_passive,
    lemma_of,
    noun_senses,
    objects,
    prepositions,
    rows,
    through,
    to,
    verb_senses,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.reading.triggers import Sense
    from detente.types import Mention

#: Verbs whose object, not subject, does what the clause after it says.
OBJECT_CONTROL = frozenset(
    {"ask", "tell", "urge", "force", "order", "allow", "permit", "persuade", "warn", "help"}
    | {"compel", "oblige", "press", "pressure", "push", "invite", "instruct", "encourage"}
    | {"enable", "require", "request", "authorise", "authorize", "accuse", "suspect", "prevent"}
    | {"stop", "keep", "dissuade", "discourage", "deter", "prod", "induce", "lead", "lure", "bar"}
    | {"ban", "prohibit", "hinder", "forbid", "blame", "criticise", "criticize", "condemn"}
    | {"praise", "thank", "call", "beg", "implore", "advise", "convince", "coerce", "expect"}
    | {"see", "let", "make", "have", "get", "nudge", "coax", "goad", "exhort", "appeal"}
)
#: Relations by which a word belongs to the noun after it.
_LINKS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "punct", "cc", "conj"})
_RELATIVE = frozenset({"WP", "WDT"})


@cache
def bearers() -> frozenset[str]:
    """Nouns whose owner acts when they act: forces, jets, response, decision."""
    return frozenset(row["lemma"] for row in rows("bearers.csv"))


@dataclass(slots=True)
class Ends:
    """The mentions of one sentence by token, and the ends of its event words."""

    draft: Draft
    sentence: Sentence
    _by_token: dict[int, Mention]

    @classmethod
    def of(cls, draft: Draft, sentence: Sentence, mentions: Iterable[Mention]) -> Ends:
        """Lay the mentions that stand in a sentence over its tokens, the longest first."""
        found: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            first = mention.span.start - sentence.start
            last = mention.span.end - sentence.start
            tokens = sentence.doc.char_span(first, last, alignment_mode="expand")
            for token in tokens if tokens is not None else ():
                found.setdefault(token.i, mention)
        return cls(draft, sentence, found)

    def at(self, token: Token) -> Mention | None:
        """The actor mention that covers a token; a place is no actor."""
        mention = self._by_token.get(token.i)
        if mention is None or mention.kind == "place" or mention.actor is None:
            return None
        return mention

    def place_at(self, token: Token) -> Mention | None:
        """The mention of a place that covers a token."""
        mention = self._by_token.get(token.i)
        return mention if mention is not None and mention.kind == "place" else None

    def acting(self) -> set[int]:
        """Tokens that stand for an actor."""
        return {i for i, m in self._by_token.items() if m.kind != "place" and m.actor is not None}

    def named(self) -> set[int]:
        """Tokens inside names, persons, offices and groups: no event words."""
        return {
            i
            for i, mention in self._by_token.items()
            if mention.kind in ("name", "person", "office", "group", "place", "unnamed")
        }

    # ----- what one noun phrase names ---------------------------------------------------

    def actors(self, head: Token, *, acting: bool, depth: int = 0) -> list[Mention]:
        """The actors that a noun phrase and those joined to it name, in order."""
        found: list[Mention] = []
        for token in (head, *_joined(head)):
            found += self._single(token, acting=acting, depth=depth)
        return _unique(found)

    def _single(self, token: Token, *, acting: bool, depth: int) -> list[Mention]:
        mention = self.at(token)
        if mention is not None:
            return [*self._each(mention), *self._fellows(token, mention)]
        if depth > 3 or not is_noun(token):
            return []
        lemma = lemma_of(token)
        inner = through(token)
        if inner.i != token.i:
            return self.actors(inner, acting=acting, depth=depth + 1)
        owners = self.owners(token)
        if owners and (not acting or lemma in bearers()):
            return owners
        for child in token.children:
            if child.dep_ == "appos":
                named = self.at(child)
                if named is not None:
                    return [named]
        if acting and lemma not in bearers() and lemma not in TRANSPARENT:
            return []
        of = prepositions(token).get("of")
        if of is not None and (acting or lemma in bearers()):
            for child in of.children:
                if child.dep_ == "pobj":
                    return self.actors(child, acting=acting, depth=depth + 1)
        if not acting and lemma in noun_senses():
            # "condemned the attack by Israel" is aimed at Israel; so is leaving a pact with it.
            names = ("by", "with") if _binds(lemma) else ("by", "from")
            for name in names:
                prep = prepositions(token).get(name)
                for child in prep.children if prep is not None else ():
                    if found := self.actors(child, acting=True, depth=depth + 1):
                        return found
        return []

    def _each(self, mention: Mention) -> list[Mention]:
        """The actors of "both countries", whose one mention stands for several."""
        actor = mention.actor
        if actor is None or "+" not in actor.id:
            return [mention]
        on = self.draft.article.published
        parts = [self.draft.actors.get(id) for id in actor.id.split("+")]
        if on is not None:
            named = zip(parts, actor.id.split("+"), strict=True)
            parts = [part or self.draft.registry.actor(id, on) for part, id in named]
        return [replace(mention, actor=part) for part in parts if part is not None]

    def _fellows(self, token: Token, mention: Mention) -> list[Mention]:
        """The others of "the presidents of Russia, Iran and Turkey"."""
        of = prepositions(token).get("of") if token.tag_ == "NNS" else None
        return [
            other
            for child in (of.children if of is not None else ())
            if child.dep_ == "pobj"
            for name in (child, *_joined(child))
            if (other := self.at(name)) is not None and other is not mention
        ]

    def owners(self, noun: Token, *, names: bool = True) -> list[Mention]:
        """Actors named before a noun as its owners: possessives, demonyms, "US", "UK".

        Args:
            noun: the head noun.
            names: whether a bare country name before the noun ("Iran positions") counts too.
        """
        found: list[Mention] = []
        i = noun.i - 1
        open_list = True
        while i >= 0:
            token = noun.doc[i]
            mention = self.at(token)
            if mention is not None:
                if not open_list or not (_owns(mention, token, noun) or names):
                    break
                # "with Tehran and his intention": a list goes on among adjectives only.
                if found and not (mention.kind == "demonym" or _acts(mention)):
                    break
                found += reversed(self._each(mention))
                if mention.kind == "pronoun":
                    break
                while i >= 0 and self.at(noun.doc[i]) is mention:
                    i -= 1
                open_list = i >= 0 and noun.doc[i].lower_ in (",", "and", "&", "-", "–", "/", "or")
                continue
            if token.lower_ in (",", "and", "&", "or"):
                # A list of owners goes on only from one owner to the next.
                if not found:
                    if token.lower_ == "," and token.head.i != noun.i:
                        break
                    if token.lower_ != "," and not _premodifies(token, noun):
                        break
                open_list = True
            elif token.tag_ in ("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "NN", "NNP", "NNS", "RB"):
                if found and not _premodifies(token, noun):
                    break
                if not found and not _premodifies(token, noun):
                    break
            elif token.tag_ not in ("POS", "HYPH", "``", "''", ":") and token.lower_ != "-":
                break
            i -= 1
        return _unique(reversed(found))

    # ----- verbs ------------------------------------------------------------------------

    def subjects(self, verb: Token, depth: int = 0) -> list[Mention]:
        """Those who do what a verb says, through passives, relatives, control and conjunction."""
        if depth > 6:
            return []
        if is_passive(verb):
            return self._by(verb)
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

    def subjects_of_noun(self, noun: Token, depth: int) -> list[Mention]:
        """The subject of the verb a noun is the object of: "X has a plan to attack"."""
        if noun.dep_ in ("dobj", "attr") and noun.head.tag_ in VERB_TAGS:
            return self.subjects(noun.head, depth + 1)
        return []

    def _relative(self, pronoun: Token, verb: Token, depth: int) -> list[Mention]:
        own = self.at(pronoun)
        if own is not None:
            return self._each(own)
        clause = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl"):
            # In "China, which hosts it, and Russia" the clause is about China alone.
            head = clause.head
            found = self._single(head, acting=True, depth=depth)
            for other in _joined(head):
                if other.i < clause.i:
                    found += self._single(other, acting=True, depth=depth)
            return _unique(found)
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

    def _by(self, verb: Token) -> list[Mention]:
        found: list[Mention] = []
        for child in verb.children:
            if child.lower_ == "by" and child.dep_ in ("agent", "prep", "conj"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found += self.actors(inner, acting=True)
        return _unique(found)

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
        return _unique(found)

    def after(self, token: Token, name: str) -> list[Mention]:
        """The actors in a word's prepositional phrase, by the preposition's name."""
        prep = prepositions(token).get(name)
        if prep is None:
            return []
        return _unique(
            m
            for child in prep.children
            if child.dep_ in ("pobj", "pcomp")
            for m in self.actors(child, acting=False)
        )

    # ----- event words ------------------------------------------------------------------

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
            target = _others(target, source)
            if target:
                break
        if not target and sense.object not in ("", "none", "some", "actor"):
            target = _others(self._of_act(verb), source)
        if not target and sense.type in ("AGREE", "REJECT", "THREATEN"):
            target = _others(self._of_complement(verb, sense), source)
        if not target and sense.type == "REQUEST":
            target = _others(self._asked(verb), source)
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
            (source if _acts(mention) else target).append(mention)
        source += self._by(noun)
        both = self.after(noun, "between") + self.after(noun, "among")
        of = self.after(noun, "of")
        if sense.of in ("target", "both") or (sense.of == "source" and source):
            if sense.of == "both":
                both += of
            elif sense.of == "target":
                target += of
        elif sense.of == "source":
            source += [m for m in self._acting_of(noun)]
        carrier = trigger.carrier
        party: list[Mention] = []
        if carrier is not None:
            subject = self.subjects(carrier)
            if trigger.role == "target":
                target += subject
                source += self._by(carrier)
            elif trigger.role == "party":
                party = subject
            else:
                source = source or subject
            target += self._carried(carrier, noun, trigger)
        for slot in sense.target:
            if slot in ("object", "-"):
                continue
            for word in filter(None, (noun, carrier)):
                target += _others(self.after(word, slot), source)
            if target:
                break
        if not target and "against" in sense.target:
            target = _others(self._further(noun), source)
        if not source and "from" not in sense.target:
            source = _others(self.after(noun, "from"), target)
        if not source and not party and sense.type == "CONSULT":
            party = self._attending(noun)
        if both or party:
            parties = _unique([*source, *party, *both])
            source, target = parties[:1], _unique([*parties[1:], *target])
        return _unique(source), _unique(target)

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


def _animate(noun: Token) -> bool:
    lemma = lemma_of(through(noun))
    return lemma in bearers() or lemma.endswith(("man", "men", "woman", "person", "people"))


@cache
def _binds(lemma: str) -> bool:
    """Whether a noun names an instrument between two sides: agreement, deal, alliance."""
    return lemma in ("alliance", "relationship", "relation", "tie", "treaty", "partnership") or any(
        sense.type == "AGREE" for sense in noun_senses().get(lemma, ())
    )


def _joined(head: Token) -> list[Token]:
    """Heads joined to a head by "and" or a comma."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "conj" and child.tag_ not in VERB_TAGS:
            found += [child, *_joined(child)]
    return found


def _premodifies(token: Token, noun: Token) -> bool:
    """Whether a word before a noun belongs to its phrase (and not to a phrase before it)."""
    at = token
    for _ in range(6):
        if at.i == noun.i:
            return True
        if at.dep_ not in _LINKS:
            return False
        at = at.head
    return False


def _owns(mention: Mention, token: Token, noun: Token) -> bool:
    """Whether a mention right before a noun owns it."""
    if mention.kind in ("demonym", "pronoun"):
        return True
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ == "POS":
        return True
    return token.tag_ == "POS" or _premodifies(token, noun)


def _acts(mention: Mention) -> bool:
    """Whether an owner is the one who acts: a bare "Iran" before "sanctions" is not."""
    if mention.kind != "name" or mention.actor is None or mention.actor.type != "state":
        return True
    words = mention.words.rstrip("s'’")
    return words.replace(".", "").isupper() or mention.words.endswith(("'s", "’s", "s'", "s’"))


def _verb(token: Token) -> list[Sense]:
    return verb_senses().get(lemma_of(token), [])


def _others(mentions: Iterable[Mention], known: list[Mention]) -> list[Mention]:
    """Those of the mentions whose actor is not among the known."""
    ids = {m.actor.id for m in known if m.actor is not None}
    return [m for m in mentions if m.actor is not None and m.actor.id not in ids]


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    seen: set[str] = set()
    for mention in mentions:
        if mention.actor is not None and mention.actor.id not in seen:
            seen.add(mention.actor.id)
            found.append(mention)
    return found
