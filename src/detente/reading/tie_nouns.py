"""Ties told by nouns: ends of a tie ("its ally Iran") and the tie itself ("their alliance")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import VERB_TAGS, is_noun, is_passive, lemma_of, objects
from detente.reading.parties import Parties, is_dual, prepositional, unique, word_of
from detente.reading.tie_verbs import among, fits
from detente.reading.tie_words import Change, Stated, TieWord, changes, judging, tie_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.types import Mention, TieStatus

_BE = frozenset({"be", "become", "remain", "stay", "appear", "seem"})
#: Adjectives that tell nothing about the tie.
_EMPTY = frozenset(
    [
        "such",
        "same",
        "other",
        "own",
        "many",
        "several",
        "various",
        "certain",
        "two",
        "both",
        "new",
        "own",
    ]
)
_WANT = frozenset(
    [
        "want",
        "seek",
        "pursue",
        "need",
        "demand",
        "propose",
        "offer",
        "request",
        "desire",
        "crave",
        "covet",
        "court",
    ]
)


_EXISTENCE = frozenset(
    {"likely", "unlikely", "possible", "impossible", "probable", "improbable", "inevitable"}
    | {"imminent", "certain", "conceivable", "inconceivable", "there"}
)
_COMING = frozenset(
    {"emerge", "appear", "loom", "exist", "open", "widen", "deepen", "grow", "occur", "happen"}
    | {"come", "develop", "remain", "persist", "expect", "report"}
)


def noun_ties(parties: Parties) -> Iterator[Stated]:
    """All ties that the nouns of a sentence state."""
    roles, bonds, breaks = tie_words("role"), tie_words("bond"), changes("noun", "dyad")
    for token in parties.sentence.doc:
        after = parties.sentence.doc[token.i + 1 : token.i + 2].text
        if token.dep_ in ("compound", "nmod") and after == "-":
            continue  # the "break" of "break-up"
        if not is_noun(token) and token.dep_ not in ("attr", "pobj", "dobj"):
            continue
        word = word_of(token)
        if word in roles and token.tag_ not in ("NNP", "NNPS"):
            yield from _role(parties, token, roles[word])
        elif word in bonds:
            yield from _bond(parties, token, bonds[word])
        elif word in breaks:
            yield from _break(parties, token, breaks[word][0])


# ----- nouns that name one end ---------------------------------------------------------------


def _role(parties: Parties, noun: Token, word: TieWord) -> Iterator[Stated]:
    holders, predicate, perceiver = _holders(parties, noun)
    others = parties.owners(noun) or parties.after(noun, *word.slots) or perceiver
    others = [m for m in others if m not in holders]
    if word.relation == "hosts":
        holders = [m for m in holders if m.actor is not None and m.actor.type != "person"]
    if len(holders) == 2 and others and _is_club(others):
        # "the two NATO allies" are each other's allies.
        others = []
    status, sign, qualifiers = _qualified(parties, noun, predicate)
    pairs: Iterator[Stated]
    if others and holders:
        first, second = (others, holders) if word.first == "other" else (holders, others)
        pairs = (Stated(a, b, word, noun, predicate) for a in first for b in second)
    elif len(holders) == 2 and noun.tag_ in ("NNS", "NNPS") and not word.directed:
        pairs = among(holders, word, noun, predicate)
    else:
        return
    for found in pairs:
        yield Stated(
            *(found.first, found.second, word, noun, predicate),
            status=status or "holds",
            sign=sign,
            qualifiers=qualifiers,
        )


def _holders(parties: Parties, noun: Token) -> tuple[list[Mention], Token | None, list[Mention]]:
    """Who is the ally, the verb that says so, and who sees it so where a verb of seeing does."""
    top = noun
    while top.dep_ == "conj" and is_noun(top.head):
        top = top.head
    head = top.head
    if top.dep_ == "attr" and lemma_of(head) in _BE:
        return parties.subjects(head), head, []
    small = [c for c in noun.children if c.dep_ == "nsubj"]
    if small and head.tag_ in VERB_TAGS and top.dep_ in ("ccomp", "xcomp", "oprd"):
        # "considers the group an arm of the PKK"
        return parties.named(small[0]), head, parties.subjects(head)
    if top.dep_ == "oprd":
        return parties.objects(head), head, parties.subjects(head)
    if top.dep_ == "pobj" and head.lower_ == "as":
        verb = head.head
        seen = objects(verb) if verb.tag_ in VERB_TAGS else [verb]
        if seen:
            named = unique(m for each in seen for m in parties.named(each))
            return named, verb, parties.subjects(verb) if verb.tag_ in VERB_TAGS else []
        return parties.subjects(verb), verb, []
    named = _named_beside(parties, noun)
    if named:
        return named, None, []
    own = parties.at(noun)
    if own is not None and own.kind != "demonym":
        return [own], None, []
    if is_dual(noun):
        return parties.pair_before(noun), None, []
    return [], None, []


def _named_beside(parties: Parties, noun: Token) -> list[Mention]:
    """The name in apposition: "its ally Iran", "Saudi Arabia, Iran's main rival"."""
    doc = noun.doc
    after = noun.i + 1
    if (after < len(doc) and noun.dep_ in ("compound", "nmod", "appos")) or any(
        c.dep_ == "appos" for c in noun.children
    ):
        skip = after + 1 if after < len(doc) and doc[after].text == "," else after
        if skip < len(doc) and (named := parties.at(doc[skip])) is not None:
            return [named]
    left = noun.left_edge.i
    if (
        noun.dep_ in ("appos", "conj", "attr", "npadvmod")
        and left > 1
        and doc[left - 1].text == ","
    ):
        named = parties.at(doc[left - 2])
        return [named] if named is not None else []
    if noun.dep_ == "appos":
        return parties.named(noun.head)
    return []


def _is_club(mentions: list[Mention]) -> bool:
    return all(m.actor is not None and m.actor.type == "igo" for m in mentions)


# ----- nouns that name the tie ---------------------------------------------------------------


def _bond(parties: Parties, noun: Token, word: TieWord) -> Iterator[Stated]:
    # What deepens a friendship and what deepens a feud are not the same words.
    change, verb = _change_of(noun, "bond" if word.sign >= 0 else "feud")
    status, sign, qualifiers = _qualified(parties, noun, None)
    predicate = None
    if change is not None:
        status, predicate = change.status, verb
    elif (verb := _wanting(noun)) is not None:
        status, predicate = "sought", verb
    elif word.neutral and status is None and sign is None:
        return
    if word.directed:
        pairs = [(a, b) for a in parties.owners(noun) for b in parties.after(noun, *word.slots)]
        for one, other in pairs:
            yield Stated(
                *(one, other, word, noun, predicate),
                status=status or "holds",
                qualifiers=qualifiers,
                change=change is not None,
            )
        return
    sides = _sides(parties, noun, word, verb)
    for other in sides[1:]:
        yield Stated(
            *(sides[0], other, word, noun, predicate),
            status=status or "holds",
            sign=sign,
            qualifiers=qualifiers,
            change=change is not None,
        )


def _sides(parties: Parties, noun: Token, word: TieWord, verb: Token | None) -> list[Mention]:
    """The two sides of a bond: owners, "between", "with", else the subject of its verb."""
    own = parties.owners(noun)
    between = parties.after(noun, "between", "among")
    if len(between) > 1:
        return between
    if between:
        return []  # "between them", of whom one is known
    other = parties.after(noun, *word.slots)
    sides = unique([*own, *other])
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if len(sides) == 1 and word_of(above) in changes("noun", "bond"):
        sides = unique([*parties.owners(above), *sides])  # "Ukraine's break in ties with Syria"
    if len(sides) == 1:
        governing = verb or _governor(noun)
        if governing is not None:
            sides = unique([*parties.subjects(governing), *sides])
    if not sides and verb is not None:
        # "Syria and Ukraine restore relations", "the two sever relations with one another"
        both = parties.subjects(verb)
        sides = both if len(both) == 2 else []
    if not sides and any(
        c.lower_ in ("their", "both", "mutual", "bilateral") for c in noun.children
    ):
        return parties.pair_before(noun)
    return sides


def _governor(noun: Token) -> Token | None:
    """The verb a noun is the object of."""
    at = noun
    for _ in range(3):
        if at.dep_ in ("dobj", "pobj", "prep", "advmod", "conj") and at.head.i != at.i:
            at = at.head
            if at.tag_ in VERB_TAGS:
                return at
        else:
            return None
    return None


def _change_of(noun: Token, of: str) -> tuple[Change | None, Token | None]:
    """The word that changes a bond: the verb it is object or subject of, or a noun above it."""
    top = noun
    while top.dep_ == "conj" and is_noun(top.head):
        top = top.head
    head = top.head
    if top.dep_ == "pobj" and head.dep_ == "prt":
        return _verb_change(head.head, "object", of), head.head  # "breaks off relations"
    if top.dep_ == "nsubj" and head.dep_ in ("aux", "auxpass"):
        head = head.head
    if top.dep_ == "pobj" and head.dep_ == "prep":
        if head.head.tag_ not in VERB_TAGS and head.head.dep_ != "advmod":
            for change in changes("noun", of).get(word_of(head.head), ()):
                if head.lower_ in change.slots:
                    return change, _stating(head.head)
        for at in (head.head, head.head.head):
            for change in changes("verb", of).get(lemma_of(at), ()):
                if head.lower_ in change.slots and at.tag_ in VERB_TAGS and fits(at, change):
                    return change, at
        return None, None
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.tag_ in VERB_TAGS and noun in objects(child):
            qualifying = _verb_change(child, "object", of)
            if qualifying is not None:
                return qualifying, child
    if head.tag_ not in VERB_TAGS:
        return None, None
    if head.tag_ == "VBG" and head.dep_ == "pcomp" and head.i + 1 == noun.i:
        return _verb_change(head, "object", of), None  # "amid strengthening ties"
    if top in objects(head):
        return _verb_change(head, "object", of), head
    if top.dep_ == "nsubj":
        return _verb_change(head, "subject", of), head
    return None, None


def _verb_change(verb: Token, slot: str, of: str) -> Change | None:
    for change in changes("verb", of).get(lemma_of(verb), ()):
        if slot in change.slots and fits(verb, change):
            return change
    return None


def _wanting(noun: Token) -> Token | None:
    """The verb that says a tie is wanted and not there."""
    head = noun.head
    wanted = noun.dep_ == "dobj" and head.tag_ in VERB_TAGS and lemma_of(head) in _WANT
    return head if wanted and not is_passive(head) else None


def _break(parties: Parties, noun: Token, change: Change) -> Iterator[Stated]:
    """A rift, a break, a rapprochement between two sides."""
    sides = unique([*parties.owners(noun), *parties.after(noun, *change.slots)])
    verb = _governor(noun) if noun.dep_ == "dobj" else None
    if len(sides) == 1 and verb is not None:
        sides = unique([*parties.subjects(verb), *sides])
    if len(sides) != 2:
        return
    predicate, status = _stating(noun), change.status
    above = noun.head
    if above.tag_ in VERB_TAGS:
        slot = "object" if noun in objects(above) else "subject"
        for mending in changes("verb", "rift").get(lemma_of(above), ()):
            if slot in mending.slots:
                status, predicate = mending.status, above
                break
        if predicate is None and any(c.tag_ == "MD" for c in above.children):
            # "The break-up cannot be quick": taken for granted, but not over.
            status = "weakening" if status == "ended" else status
    yield Stated(
        *(sides[0], sides[1], tie_words("role")["partner"], noun, predicate),
        status=status,
        qualifiers=_adjectives(parties, noun),
        change=True,
    )


def _stating(noun: Token) -> Token | None:
    """The verb that says a thing is there or may come; None where it is taken for granted."""
    head = noun.head
    if noun.dep_ == "nsubj" and lemma_of(head) in _BE:
        said = [c.lower_ for c in head.children if c.dep_ in ("acomp", "attr", "advmod")]
        return head if set(said) & _EXISTENCE else None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return head if lemma_of(head) in _COMING else None
    if noun.dep_ in ("attr", "dobj"):
        return head
    return None


# ----- how it stands -------------------------------------------------------------------------


def _qualified(
    parties: Parties, noun: Token, predicate: Token | None
) -> tuple[TieStatus | None, int | None, tuple[str, ...]]:
    """The status and sign that adjectives give a tie, and the adjectives as qualifiers."""
    words = list(_adjectives(parties, noun))
    if predicate is not None:
        words += [c.lower_ for c in predicate.children if c.lower_ in ("long", "once")]
    if noun.dep_ == "nsubj" and lemma_of(noun.head) in _BE:
        denied = any(c.dep_ == "neg" for c in noun.head.children)
        for child in noun.head.children:
            if child.dep_ == "acomp":
                words.append(f"not {child.lower_}" if denied else child.lower_)
    status: TieStatus | None = None
    sign: int | None = None
    table = judging()
    for word in words:
        found = table.get(word)
        if found is not None:
            status, sign = found[0] or status, found[1] if found[1] is not None else sign
    if "once" in words:
        status = "ended"
    return status, sign, tuple(words)


def _adjectives(parties: Parties, noun: Token) -> tuple[str, ...]:
    found: list[str] = []
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in ("amod", "compound", "nmod"):
            continue
        if child.tag_ not in ("JJ", "JJR", "JJS", "VBN", "VBG", "NN"):
            continue
        if child.nbor(1).text == "-":
            continue
        word = word_of(child)
        if word not in _EMPTY and parties.inside(child) is None:
            found.append(word if child.tag_ in ("JJ", "NN") else child.lower_)
    found += [
        f"of {lemma_of(inner)}"
        for inner in prepositional(noun, "of")
        if lemma_of(inner) in ("convenience", "necessity")
    ]
    return tuple(found)
