"""Where an act took place, from "in X", "near X", "on X soil" and the like.

A state stands as its registry id (``SYR``); a place of the table ``data/places/places.csv``
as its name with the state's id (``Tartous, SYR``); any other place as the words used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading.clauses import VERB_TAGS, is_noun, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.arguments import Ends
    from detente.types import Mention

_IN = (
    *("in", "inside", "at", "near", "outside", "over", "across", "throughout", "within"),
    *("around", "along", "off", "south of", "north of", "east of", "west of", "close to"),
)
_SOIL = frozenset(
    {"soil", "territory", "airspace", "waters", "border", "coast", "side", "frontier"}
)


@cache
def places() -> dict[str, tuple[str, str]]:
    """Listed places: folded name -> usual name, state id."""
    found: dict[str, tuple[str, str]] = {}
    for row in table("places/places.csv"):
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            found[_fold(name)] = (row["name"], row["state"])
    return found


def _fold(name: str) -> str:
    name = name.lower().replace("’", "'").removeprefix("the ")
    return name.replace("-", " ").replace("'", "").strip()


def listed(words: str) -> str | None:
    """The place of the table that some words name, as ``Tartous, SYR``."""
    found = places().get(_fold(words))
    return f"{found[0]}, {found[1]}" if found and found[1] else found[0] if found else None


def place_of(ends: Ends, token: Token, carrier: Token | None = None) -> str | None:
    """Where the act of a trigger took place, or None where it is not said."""
    for word in dict.fromkeys(filter(None, (token, carrier, *_objects(token)))):
        about = prepositions(word)
        for name in _IN:
            prep = about.get(name)
            for child in prep.children if prep is not None else ():
                if child.dep_ == "pobj":
                    found = _name(ends, child)
                    if found is not None:
                        return found
        # "on Syrian soil", "a strike on the T-4 base"
        for name in ("on", "against", "to"):
            prep = about.get(name)
            for child in prep.children if prep is not None else ():
                if ends.at(child) is not None:
                    continue
                at_place = child.lower_ in _SOIL or _listed(child) or ends.place_at(child)
                if at_place and (found := _name(ends, child)) is not None:
                    return found
    for head in _objects(token):
        if ends.at(head) is None and (found := _listed(head)):
            return found
    return None


def _listed(head: Token) -> str | None:
    words = head.doc[head.left_edge.i : head.i + 1].text
    return next(filter(None, map(listed, (words, *_tails(words), *_heads(words)))), None)


def _objects(token: Token) -> list[Token]:
    if token.tag_ not in VERB_TAGS:
        return []
    return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass") and is_noun(c)]


def _name(ends: Ends, head: Token) -> str | None:
    """The place that a noun phrase names."""
    # "the Black Sea resort of Sochi"
    of = prepositions(head).get("of") if head.tag_ == "NN" else None
    for child in of.children if of is not None else ():
        if child.dep_ == "pobj" and (found := _listed(child)):
            return found
    if found := _listed(head):
        return found
    place = ends.place_at(head)
    if place is not None:
        return _of_mention(place)
    if head.lower_ in _SOIL or head.lower_.rstrip("s") in _SOIL:
        owners = ends.owners(head)
        if owners and owners[0].actor is not None:
            return owners[0].actor.state or owners[0].actor.id
    for name in ("of", "in"):
        prep = prepositions(head).get(name)
        for child in prep.children if prep is not None else ():
            if child.dep_ == "pobj" and (found := _name(ends, child)) is not None:
                return found
    mention = ends.at(head)
    if (
        mention is not None
        and mention.actor is not None
        and mention.actor.type
        in (
            "state",
            "territory",
        )
        and mention.kind in ("name", "place")
    ):
        return mention.actor.id
    return None


def _tails(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[i:]) for i in range(1, min(len(parts), 4))]


def _heads(words: str) -> list[str]:
    """Openings of a phrase: "the T-4 air base" names T-4 although "base" is its head."""
    parts = words.removeprefix("the ").split()
    return [" ".join(parts[:i]) for i in range(1, len(parts))]


def _of_mention(mention: Mention) -> str:
    if mention.actor is None:
        return mention.words
    name = mention.words
    if mention.actor.type in ("state", "territory") and _fold(name) != _fold(mention.actor.name):
        return listed(name) or mention.actor.id
    return mention.actor.id
