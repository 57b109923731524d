"""Ties told by verbs and compound adjectives: controls, relies on, "Iran-backed", drift apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from detente.reading.clauses import NOUN_TAGS, VERB_TAGS, is_passive, lemma_of, objects
from detente.reading.parties import Parties, patients, prepositional, unique
from detente.reading.tie_words import Change, Stated, TieWord, changes, tie_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from detente.types import Mention

_PERSONS = frozenset({"person", "office", "ministry"})
#: What a country hosts of another's: the owner is the guest.
_GUESTS = frozenset(
    [
        "base",
        "facility",
        "troops",
        "troop",
        "force",
        "soldier",
        "missile",
        "headquarters",
        "embassy",
        "adviser",
        "garrison",
    ]
)
_MESSAGES = frozenset(
    ["message", "word", "signal", "note", "letter", "warning", "information", "offer"]
)
_CARRY = frozenset(
    ["pass", "convey", "relay", "send", "carry", "deliver", "transmit", "communicate", "get"]
)


def verb_ties(parties: Parties) -> Iterator[Stated]:
    """Standing relations told by a verb: "controls", "is backed by", "competes with"."""
    words = tie_words("verb")
    for verb in parties.sentence.doc:
        if verb.tag_ not in VERB_TAGS or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
        word = words.get(f"{lemma_of(verb)} {particle}".strip())
        if word is None or not (word.past or _stands(verb)):
            continue
        first, second = _verb_ends(parties, verb, word)
        if word.relation == "hosts":
            second = _guests(parties, verb, second)
        if word.relation == "mediates":
            first, second = (first, second) if len(second) > 1 else ([], [])
        if word.first == "object":
            first, second = second, first
        yield from _paired(first, second, word, verb)


def _stands(verb: Token) -> bool:
    """Whether a verb tells a state: the simple past of "back" or "support" tells an act."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBD":
        return bool(own)
    if verb.dep_ == "conj" and not own and verb.head.tag_ == "VBD":
        return False
    # "will support", "to support": a plan is no standing relation.
    return not any(c.lower_ in ("to", "will", "would", "did") for c in own)


def _verb_ends(parties: Parties, verb: Token, word: TieWord) -> tuple[list[Mention], list[Mention]]:
    if "object" in word.slots:
        return parties.subjects(verb), parties.objects(verb)
    other = parties.after(verb, *word.slots)
    if is_passive(verb):
        # "militias affiliated with Iran", "forces that are allied with Iran"
        own = unique(m for head in patients(verb) for m in parties.named(head))
        if not other and not word.directed and _together(verb, word):
            other, own = own[1:], own[:1]  # "France and Germany are allied"
        return own, other
    own = parties.subjects(verb)
    if not other and not word.directed and _together(verb, word):
        other, own = own[1:], own[:1]
    return own, other


def _together(verb: Token, word: TieWord) -> bool:
    """Whether a plural subject stands in the relation with itself: "both countries compete"."""
    return "with" in word.slots and next(prepositional(verb, "with", "against"), None) is None


def _guests(parties: Parties, verb: Token, named: list[Mention]) -> list[Mention]:
    """Guests for whom hosting is a lasting relation, not a visit or a meeting."""
    found = [m for m in named if m.actor is not None and m.actor.type not in _PERSONS]
    for head in objects(verb):
        if lemma_of(head) in _GUESTS:
            found += parties.owners(head)
    return unique(found)


def adjective_ties(parties: Parties) -> Iterator[Stated]:
    """Ties told by an adjective or "at odds": "is dependent on", "is hostile to"."""
    words = tie_words("adjective")
    for token in parties.sentence.doc:
        word = words.get(token.lower_)
        if word is None:
            continue
        at = token.head if token.dep_ == "pobj" and token.head.lower_ == "at" else token
        verb = at.head
        if (at is token) == (token.dep_ == "pobj") or verb.tag_ not in VERB_TAGS:
            continue
        if token.dep_ not in ("acomp", "oprd", "pobj") and lemma_of(verb) != "be":
            continue
        own = parties.subjects(verb)
        other = parties.after(token, *word.slots) or parties.after(verb, *word.slots)
        if not other and at is not token:
            own, other = own[:1], own[1:]
        first, second = (other, own) if word.first == "object" else (own, other)
        for stated in _paired(first, second, word, token):
            yield Stated(stated.first, stated.second, word, token, verb)


def compound_ties(parties: Parties) -> Iterator[Stated]:
    """Ties told by a compound adjective: "Iran-backed militias", "pro-Iranian forces"."""
    doc = parties.sentence.doc
    halves, prefixes = tie_words("hyphen"), tie_words("prefix")
    for token in doc:
        if token.i > 1 and doc[token.i - 1].text in ("-", "‑", "–"):
            word, name = halves.get(token.lower_), doc[token.i - 2]
            if word is None and (prefix := prefixes.get(doc[token.i - 2].lower_)) is not None:
                word, name = prefix, token
        else:
            prefix_word = token.lower_.split("-", 1)[0]
            word, name = (prefixes.get(prefix_word) if "-" in token.text else None), token
        if word is None:
            continue
        head = _noun_after(token)
        owner = parties.inside(name)
        if head is None or owner is None:
            continue
        group = [m for m in parties.named(head) if m.span != owner.span]
        first, second = ([owner], group) if word.first == "named" else (group, [owner])
        if word.relation == "mediates":
            second = parties.after(head, "between", "with", "of") or group
        yield from _paired(first, second, word, token, granted=True)


def _noun_after(token: Token) -> Token | None:
    """The noun that a compound adjective qualifies."""
    at = token
    for _ in range(5):
        if at.i > token.i and at.tag_ in NOUN_TAGS:
            return at
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def change_ties(parties: Parties) -> Iterator[Stated]:
    """Changes between two sides told by a verb: "distances itself from", "drift apart"."""
    table = changes("verb", "dyad")
    partner = tie_words("role")["partner"]
    for verb in parties.sentence.doc:
        if verb.tag_ not in VERB_TAGS or verb.dep_ in ("aux", "auxpass", "amod"):
            continue
        for change in table.get(lemma_of(verb), ()):
            other = _changed(parties, verb, change)
            if other is None:
                continue
            own = parties.subjects(verb) or _passive_subject(parties, verb)
            if not change.slots:
                own, other = own[:1], own[1:]
            for stated in _paired(own, other, partner, verb):
                yield Stated(
                    *(stated.first, stated.second, partner, verb, verb),
                    status=change.status,
                    change=True,
                )
            break


def _changed(parties: Parties, verb: Token, change: Change) -> list[Mention] | None:
    """The other side of a change, or None where the verb is not used in that sense."""
    if not fits(verb, change):
        return None
    if not change.slots:
        return []
    if "object" in change.slots:
        return parties.objects(verb)
    found = [m for head in _slot(verb, change) for m in parties.named(head)]
    return unique(found) or None


def _slot(verb: Token, change: Change) -> Iterator[Token]:
    yield from prepositional(verb, *change.slots)
    if change.object:
        for child in verb.children:
            if child.dep_ == "dobj":
                yield from prepositional(child, *change.slots)


def fits(verb: Token, change: Change) -> bool:
    """Whether a verb has beside it what a sense of change asks for."""
    if change.adverb and not any(
        t.lower_ == change.adverb and (t.head.i == verb.i or t.head.head.i == verb.i)
        for t in verb.doc[verb.i + 1 : verb.i + 8]
    ):
        return False
    own = [c for c in verb.children if c.dep_ in ("dobj", "npadvmod")]
    if change.object == "self":
        return any(c.tag_ == "PRP" and c.lower_.endswith(("self", "selves")) for c in own)
    if change.object:
        return any(lemma_of(c) == change.object for c in own)
    if change.of == "dyad" and "object" not in change.slots and not change.adverb:
        # "turned the army against the rebels" parts nobody.
        return not own and not is_passive(verb)
    return True


def _passive_subject(parties: Parties, verb: Token) -> list[Mention]:
    return unique(m for head in patients(verb) for m in parties.named(head))


def channel_ties(parties: Parties) -> Iterator[Stated]:
    """One actor used to reach another: "is using X to pass messages to Y"."""
    word = tie_words("channel")["use"]
    for verb in parties.sentence.doc:
        if lemma_of(verb) != "use" or verb.tag_ not in VERB_TAGS:
            continue
        for carry in verb.children:
            if carry.dep_ not in ("xcomp", "advcl", "ccomp") or lemma_of(carry) not in _CARRY:
                continue
            if not any(lemma_of(o) in _MESSAGES for o in objects(carry)):
                continue
            reached = parties.after(carry, "to", "on") or [
                m for o in objects(carry) for m in parties.after(o, "to")
            ]
            to = tuple(f"to {m.actor.name}" for m in reached if m.actor is not None)
            for stated in _paired(parties.subjects(verb), parties.objects(verb), word, verb):
                yield Stated(*(stated.first, stated.second, word, verb, verb), qualifiers=to)


def _paired(
    first: Iterable[Mention],
    second: Iterable[Mention],
    word: TieWord,
    trigger: Token,
    *,
    granted: bool = False,
) -> Iterator[Stated]:
    """Every pair of two lists, as ties; ``granted`` where no verb asserts them."""
    seconds = list(second)
    for one in first:
        for other in seconds:
            yield Stated(one, other, word, trigger, None if granted else trigger)


def among(
    mentions: list[Mention], word: TieWord, trigger: Token, predicate: Token | None
) -> Iterator[Stated]:
    """Every pair within one list, as ties."""
    for one, other in combinations(mentions, 2):
        yield Stated(one, other, word, trigger, predicate)
