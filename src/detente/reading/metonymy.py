"""Tell a capital or country that acts from one that is only where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.wordlists import listed

if TYPE_CHECKING:
    from detente.reading.grammar import Clause, Mark

#: Prepositions whose object is a place.
_WHERE = listed("place prepositions")
#: Prepositions whose object is a place after a word of movement only.
_WHITHER = listed("movement prepositions")
_MOVEMENT = listed("movement words")
#: Nouns whose "of" names a place ("the suburbs of Damascus").
_PARTS = listed("parts of a place")
_PLACE_NOUNS = listed("nouns after a place")
#: Verbs whose object is a place, be it a country or its capital; only its capital.
_CROSS = listed("verbs of crossing")
_REACH = listed("verbs of reaching")


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
    if _place_before(clause, mark) or _dateline(clause, mark):
        return True
    head = clause.heads[token]
    if clause.low[mark.last : mark.last + 2] in ([",", "whose"], [",", "which"]) and not mark.first:
        return False
    if clause.deps[token] == "pobj":
        preposition, governor = clause.low[head], clause.lemmas[clause.heads[head]].lower()
        if preposition in _WHERE:
            # Nobody is "at" a country: what is fired at Israel is fired at its people.
            return capital or preposition != "at"
        if preposition in _WHITHER:
            return governor in _MOVEMENT or (capital and governor in ("visit", "arrival"))
        return preposition == "of" and governor in _PARTS
    if clause.deps[token] == "dobj":
        verb = clause.lemmas[head].lower()
        return verb in _CROSS or (capital and verb in _REACH)
    if not capital:
        return False
    if clause.deps[token] in ("compound", "nmod", "amod", "npadvmod"):
        return clause.low[head] in _PLACE_NOUNS or clause.deps[token] == "npadvmod"
    return False


def _place_before(clause: Clause, mark: Mark) -> bool:
    """Such as "Sochi, Russia", "Riesa, Saxony, Germany": a comma after another place.

    Not in a list ("Riyadh, Egypt and Jordan"), nor where a new clause begins ("In Beijing,
    China and India agree").
    """
    first = mark.first
    if first < 2 or clause.low[first - 1] != ",":
        return False
    if clause.is_subject(clause.head_of(first, mark.last)) or clause.low[mark.last :][:1] == [
        "and"
    ]:
        return False
    before = clause.taken[first - 2]
    if before is not None:
        return before.kind == "capital" and before.actor == mark.actor
    return any(
        last == first - 1 and label in ("GPE", "LOC", "FAC") for _, last, label in clause.entities
    )


def _dateline(clause: Clause, mark: Mark) -> bool:
    """Such as "MOSCOW (Reuters) -", "Damascus –"."""
    if mark.first != 0 or mark.last >= len(clause):
        return False
    return clause.low[mark.last] in ("(", "–", "—", "--")
