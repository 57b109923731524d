"""The places that noun phrases name: "the Black Sea resort of Sochi", "Syrian soil", "Goma, DRC".

A state stands as its registry id (``SYR``); a place of the table ``data/places/places.csv``
as its name with the state's id (``Tartous, SYR``); any other place as the words used, with the
state's id where the text names the state beside it ("Bint Jbeil, Lebanon").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading.clauses import prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.arguments import Ends
    from detente.types import Mention

SOIL = frozenset({"soil", "territory", "airspace", "waters", "border", "coast", "side", "frontier"})
#: What lies on both sides of a line: "near the Somali border" may be either.
LINES = frozenset({"border", "frontier", "line", "borders"})
#: Common words that are written with a capital after the name of a place.
_COMMON = frozenset(
    {
        "airbase",
        "air",
        "airport",
        "international",
        "military",
        "naval",
        "base",
        "camp",
        "city",
        "crossing",
        "district",
        "governorate",
    }
    | {"island", "oblast", "port", "prefecture", "province", "region", "state", "strip", "valley"}
    | {"airfield", "bay", "county", "peninsula", "refinery", "height", "sea"}
)
#: How far after a place its state may stand: "Tanai Township, Kachin State, Myanmar".
_REACH = 12


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


def listed_at(head: Token) -> str | None:
    """The place of the table that a noun phrase names, beside other words if need be."""
    words = head.doc[head.left_edge.i : head.i + 1].text
    return next(filter(None, map(listed, (words, *_tails(words), *_heads(words)))), None)


def name_of(ends: Ends, head: Token, *, itself: bool = False) -> str | None:
    """The place that a noun phrase names.

    Args:
        ends: the mentions of the sentence.
        head: the head of the phrase.
        itself: leave out what stands in the phrase's own "of" and "in" ("the incident in X").
    """
    # "the Black Sea resort of Sochi"
    of = prepositions(head).get("of") if head.tag_ == "NN" else None
    for child in of.children if of is not None else ():
        if child.dep_ == "pobj" and (found := listed_at(child)):
            return found
    if found := listed_at(head):
        return found
    place = ends.place_at(head)
    if place is not None:
        return _of_mention(ends, head, place)
    if head.lower_ in SOIL or head.lower_.rstrip("s") in SOIL:
        owners = list({m.actor.state or m.actor.id for m in ends.owners(head) if m.actor})
        shared = any("-" in child.text or child.tag_ == "NNS" for child in head.lefts)
        shared = shared or any("-" in child.text for child in head.subtree)
        if owners:  # "the U.S.-Mexican border" lies in two states
            return owners[0] if len(owners) == 1 and not shared else None
    for name in ("of", "in") if not itself else ():
        prep = prepositions(head).get(name)
        for child in prep.children if prep is not None else ():
            if child.dep_ == "pobj" and (found := name_of(ends, child)) is not None:
                return found
    mention = ends.at(head)
    if mention is not None and mention.kind in ("name", "place") and _is_land(mention):
        assert mention.actor is not None
        return mention.actor.id
    return None


def _is_land(mention: Mention) -> bool:
    return mention.actor is not None and mention.actor.type in ("state", "territory")


def _of_mention(ends: Ends, head: Token, mention: Mention) -> str:
    if mention.actor is None:
        state = _state_beside(ends, head)
        return f"{mention.words}, {state}" if state else mention.words
    name = mention.words
    if _is_land(mention) and _fold(name) != _fold(mention.actor.name):
        return listed(name) or mention.actor.id
    return mention.actor.id


def _state_beside(ends: Ends, head: Token) -> str | None:
    """The state told right after a place: "Dallas, Texas, United States", "Shebaa in Lebanon"."""
    comma = False
    for token in head.doc[head.i + 1 : head.i + 1 + _REACH]:
        if token.text == "," or (token.lower_ == "in" and token.i <= head.i + 2):
            comma = True
            continue
        mention = ends.place_at(token) or ends.at(token)
        if comma and mention is not None and mention.actor is not None and _is_land(mention):
            return mention.actor.state or mention.actor.id if mention.kind != "demonym" else None
        known = places().get(_fold(token.text)) if comma else None
        if known is not None and known[1] and token.pos_ == "PROPN":
            return known[1]
        if token.pos_ != "PROPN" and token.lower_ not in ("the", "of"):
            return None
    return None


def _tails(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[i:]) for i in range(1, min(len(parts), 4))]


def _heads(words: str) -> list[str]:
    """Openings of a phrase: "the T-4 air base" names T-4 although "base" is its head.

    What follows must be a common word: "Colorado Springs" is not Colorado.
    """
    parts = words.removeprefix("the ").split()
    return [
        " ".join(parts[:i])
        for i in range(1, min(len(parts), 6))
        if parts[i][:1].islower() or parts[i].lower().rstrip("s") in _COMMON
    ]
