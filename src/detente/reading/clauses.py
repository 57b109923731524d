"""The grammar that event words are read by: objects, passives, prepositions, quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


#: Places in a clause that only a noun phrase takes.
NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "appos", "dative", "npadvmod"})


#: Nouns that stand for what their "of" phrase names: "a spate of assaults".
TRANSPARENT = frozenset(
    {"spate", "series", "wave", "round", "number", "string", "handful", "barrage", "volley"}
    | {"campaign", "couple", "set", "slew", "flurry", "kind", "sort", "type", "form", "act"}
    | {"program", "programme", "member", "majority", "part", "bout", "pair", "dozen", "hundred"}
    | {"score", "some", "many", "most", "several", "one", "two", "three", "all", "both", "each"}
    | {"none", "group", "lot"}
)


def is_noun(token: Token) -> bool:
    """Whether a word stands as a noun, whatever the tagger made of "UK strikes"."""
    if token.tag_ in NOUN_TAGS:
        return True
    return token.tag_ in ("VBZ", "VBP") and token.dep_ in NOMINAL


def lemma_of(token: Token) -> str:
    """The lemma as the tables have it: lower case, a noun's plural undone."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in ("NNPS", "NNP") and lemma == token.lower_:
        return singular(lemma)
    return lemma


def singular(word: str) -> str:
    """A noun without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def preposition_path(prep: Token) -> str:
    """A preposition with the one it brings along: "out of", "away from"."""
    inner = next((child for child in prep.children if child.dep_ == "prep"), None)
    if inner is not None and not any(c.dep_ in ("pobj", "pcomp") for c in prep.children):
        return f"{prep.lower_} {inner.lower_}"
    return str(prep.lower_)


def prepositions(token: Token) -> dict[str, Token]:
    """The prepositions that depend on a word, by name, each with the one holding the object."""
    found: dict[str, Token] = {}
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.tag_ in ("IN", "TO", "RP", "VBG"):
            path = preposition_path(child)
            last = child
            if " " in path:
                last = next(c for c in child.children if c.dep_ == "prep")
            found.setdefault(path, last)
        elif child.dep_ in ("advmod", "prt"):
            # "away from", "out of": an adverb or a particle and the preposition after it.
            for inner in child.children:
                if inner.dep_ == "prep":
                    found.setdefault(f"{child.lower_} {inner.lower_}", inner)
                    found.setdefault(inner.lower_, inner)
    return found


def objects(verb: Token) -> list[Token]:
    """What a verb is done to.

    Its object, the subject of its passive, or the noun it qualifies ("airports used by", "the
    sanctions that X imposed").
    """
    found = [child for child in verb.children if child.dep_ == "dobj"]
    found = [child for child in found if child.tag_ not in ("WP", "WDT")]
    if found:
        return found
    if is_passive(verb):
        found = [child for child in verb.children if child.dep_ == "nsubjpass"]
        relative = [child for child in found if child.tag_ in ("WP", "WDT")]
        if relative:
            return [verb.head] if verb.dep_ == "relcl" else []
        if found:
            return found
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.tag_ in VERB_TAGS and verb.head.i < verb.i:
            return objects(verb.head) if is_passive(verb.head) else []
        return []
    if verb.dep_ == "relcl":
        relative = [c for c in verb.children if c.tag_ in ("WP", "WDT") and c.dep_ == "dobj"]
        subject = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")]
        if relative or subject:
            return [verb.head]
    return []


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a past participle that qualifies a noun."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ in VERB_TAGS:
        own = any(child.dep_ in ("nsubj", "aux") for child in verb.children)
        return not own and is_passive(verb.head)
    return False


def through(noun: Token) -> Token:
    """The noun that matters: "a spate of *assaults*"."""
    seen = 0
    while lemma_of(noun) in TRANSPARENT and seen < 3:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if inner is None:
            break
        noun, seen = inner, seen + 1
    return noun


def to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to", also where "re-impose" was cut in three."""
    if any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children):
        return True
    before = verb.i - 3
    return before >= 0 and verb.nbor(-1).text == "-" and verb.doc[before].tag_ == "TO"
