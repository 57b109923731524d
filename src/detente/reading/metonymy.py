"""Tell a capital or country that acts from one that is only where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.grammar import Clause, Mark

#: Prepositions whose object is a place.
_WHERE = frozenset(
    "in at near outside inside around into across throughout within through onto".split()
)
#: Prepositions whose object is a place after a word of movement only.
_WHITHER = frozenset("to from toward towards for over".split())
_MOVEMENT = frozenset(
    "travel trip fly flight go arrive return come drive move journey withdraw withdrawal pull"
    " pullout deploy deployment flee exit leave depart departure head summon transfer ship"
    " evacuate evacuation deport send bring tour march route road crossing airlift escape"
    " smuggle export import shipment transit migrate relocate retreat exodus expel".split()
)
#: Nouns whose "of" names a place ("the suburbs of Damascus").
_PARTS = frozenset(
    "north south east west northeast northwest southeast southwest outskirt outskirts suburb"
    " suburbs street streets city town port airport capital centre center province region part"
    " parts area district countryside village coast border borders rest map territory soil"
    " neighbourhood neighborhood skies km kilometers kilometres miles".split()
)
_PLACE_NOUNS = frozenset(
    "suburb suburbs countryside airport street streets neighbourhood neighborhood area province"
    " region border district city time metro resident residents university hotel talks summit"
    " conference meeting accord accords agreement process declaration stock exchange".split()
)
#: Verbs whose object is a place, be it a country or its capital; only its capital.
_CROSS = frozenset("leave enter flee exit depart cross".split())
_REACH = frozenset("visit reach tour quit".split())


def stands_for_place(clause: Clause, mark: Mark) -> bool:
    """Whether a marked country or capital is a place here and not somebody who acts.

    A capital is a place too as the object of "visit" and before "suburb", "talks" and the
    like; a country is not, for a visit to it has it for a host.
    """
    token = clause.head_of(mark.first, mark.last)
    capital = mark.kind == "capital"
    seen = 0
    while clause.deps[token] == "conj" and seen < 4:
        token, seen = clause.heads[token], seen + 1
    if _place_before(clause, mark.first) or _dateline(clause, mark):
        return True
    head = clause.heads[token]
    if clause.deps[token] == "pobj":
        preposition, governor = clause.low[head], clause.lemmas[clause.heads[head]].lower()
        if preposition in _WHERE:
            return True
        if preposition in _WHITHER:
            return governor in _MOVEMENT
        return preposition == "of" and governor in _PARTS
    if clause.deps[token] == "dobj":
        verb = clause.lemmas[head].lower()
        return verb in _CROSS or (capital and verb in _REACH)
    if not capital:
        return False
    if clause.deps[token] in ("compound", "nmod", "amod", "npadvmod"):
        return clause.low[head] in _PLACE_NOUNS or clause.deps[token] == "npadvmod"
    return False


def _place_before(clause: Clause, first: int) -> bool:
    """ "Sochi, Russia": a comma after another place."""
    if first < 2 or clause.low[first - 1] != ",":
        return False
    before = clause.taken[first - 2]
    if before is not None:
        return before.kind == "capital" and first == before.last + 1
    return any(
        last == first - 1 and label in ("GPE", "LOC", "FAC")
        for _, last, label in clause.entities
    ) and (first < 3 or clause.low[first - 3] != ",")


def _dateline(clause: Clause, mark: Mark) -> bool:
    """ "MOSCOW (Reuters) -", "Damascus –"."""
    if mark.first != 0 or mark.last >= len(clause):
        return False
    return clause.low[mark.last] in ("(", "–", "—", "--")
