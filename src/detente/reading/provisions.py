"""What agreements bind somebody to do or leave: withdraw 25km from a border, halt all fighting.

A provision is a duty, a permission or a ban under an instrument: "According to the ceasefire
provisions, X must withdraw", "the deal requires X to lift sanctions", "the agreement bars X
from enriching". A demand ("Iran must withdraw, he said") has no instrument and is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.ids import make_id
from detente.reading.certainty import is_negated, judge_predicate
from detente.reading.clauses import VERB_TAGS, is_noun, is_passive, lemma_of, objects, to
from detente.reading.measures import Measure, find_measure
from detente.reading.parties import Parties, innermost, participant, word_of
from detente.types import Participant, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Span

#: Prepositions that put a clause under an instrument.
_OPENING = frozenset({"under", "according", "per", "pursuant", "as", "by"})
#: Prepositions that lead on to one: "in line with", "under the terms of".
_UNDER = frozenset({"under", "per", "by", "in", "to", "of", "with", "within"})
_MUST = frozenset({"must", "shall", "should"})
_WOULD = frozenset({"will", "would", "may", "can"})
_GENERIC = frozenset({"it", "they", "side", "party", "both", "two", "country", "neither", "each"})
_CLIMB = frozenset({"conj", "ccomp", "xcomp", "pcomp", "prep"})
#: What not having to, or not being barred from, comes to.
_NEGATED = {"ban": "permission", "permission": "ban"}


@cache
def _words(kind: str) -> dict[str, str]:
    return {
        row["word"]: row["means"] for row in table("lexicons/provisions.csv") if row["kind"] == kind
    }


@dataclass(frozen=True, slots=True)
class _Duty:
    """A deontic clause: the verb of what is to be done, and who is to do it.

    ``kind`` is ``duty``, ``permission`` or ``ban``; ``holder`` the noun of who is bound, if
    one stands there; ``strong`` whether the words bind without an instrument's own verb.
    """

    kind: str
    verb: Token
    holder: Token | None
    strong: bool


def find_provisions(draft: Draft) -> None:
    """Add the provisions that an article reports to the draft.

    Args:
        draft: with its mentions and claims found.
    """
    carried: tuple[int, int, str] | None = None
    found: list[tuple[Provision, str]] = []
    for sentence in draft.sentences:
        parties: Parties | None = None
        for verb in sentence.doc:
            if verb.tag_ not in VERB_TAGS or verb.dep_ in ("aux", "auxpass", "amod"):
                continue
            duty = _duty(verb)
            if duty is None:
                continue
            noun = _instrument(verb, duty)
            if noun is not None:
                words = _phrase(noun)
                carried = (sentence.index, sentence.paragraph, words)
            elif carried is not None and _goes_on(sentence, duty, carried):
                words = carried[2]
                carried = (sentence.index, sentence.paragraph, words)
            else:
                continue
            parties = parties or Parties.of(draft, sentence)
            head = words.split(" of ")[0].split()[-1].lower()
            found.append((_provision(parties, duty, words), head))
    kept = _compliance(draft, {head for _, head in found}) if found else {}
    for provision, head in found:
        draft.provisions.append(_with_compliance(provision, kept.get(head) or kept.get("")))


# ----- duties --------------------------------------------------------------------------------


def _duty(verb: Token) -> _Duty | None:
    """The duty, permission or ban that a verb is under, or sets."""
    auxes = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    lemma = lemma_of(verb)
    head = verb.head
    if is_passive(verb) and _deontic(lemma) and _inner_verb(verb):
        return None  # "are to be permitted to administer": the verb below is the duty
    if auxes & _MUST:
        return _Duty("ban" if is_negated(verb) else "duty", verb, _subject(verb), True)
    below = verb.dep_ in ("xcomp", "ccomp", "pcomp") or (verb.dep_ == "advcl" and to(verb))
    if head.i != verb.i and below:
        set_by = _set_by(verb)
        if set_by is not None:
            return set_by
    if verb.dep_ == "conj" and head.tag_ in VERB_TAGS and not _subject(verb) and not auxes:
        above = _duty(head)
        if above is not None and above.verb.i == head.i:
            return _Duty(above.kind, verb, above.holder, above.strong)
    if lemma in _words("ban") and not auxes & _MUST and not _inner_verb(verb):
        # "the deal bans all flights"
        return _Duty("ban", verb, None, False)
    if auxes & _WOULD and "have" not in auxes:
        return _Duty("ban" if is_negated(verb) else "duty", verb, _subject(verb), False)
    return None


def _set_by(verb: Token) -> _Duty | None:
    """What a verb above sets: "is required to", "requires X to", "bars X from", "has to"."""
    head = verb.head
    if head.dep_ == "prep" or head.lower_ == "from":
        head = head.head
    lemma = lemma_of(head)
    if lemma in ("be", "have", "need") and to(verb) and head.tag_ in VERB_TAGS:
        bare = not any(c.dep_ in ("acomp", "attr", "dobj") for c in head.children)
        return _Duty("duty", verb, _subject(head), True) if bare else None
    for kind in ("duty", "permission", "ban"):
        if lemma in _words(kind) and head.tag_ in VERB_TAGS:
            if is_negated(head):
                if kind not in _NEGATED:
                    return None
                kind = _NEGATED[kind]
            if is_passive(head):
                return _Duty(kind, verb, _subject(head), True)
            done_to = _subject(verb) or next(iter(objects(head)), None)
            if kind == "permission" and not _is_instrument(_subject(head)):
                return None  # who allows is the one bound: the verb above is the duty
            return _Duty(kind, verb, done_to, True)
    return None


def _deontic(lemma: str) -> bool:
    return any(lemma in _words(kind) for kind in ("duty", "permission", "ban"))


def _inner_verb(verb: Token) -> bool:
    return any(
        c.dep_ in ("xcomp", "ccomp", "pcomp")
        or (c.dep_ == "dobj" and c.tag_ == "VBG")
        or (c.dep_ == "prep" and any(g.dep_ == "pcomp" for g in c.children))
        for c in verb.children
    )


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


# ----- instruments ---------------------------------------------------------------------------


def _is_instrument(noun: Token | None) -> bool:
    return noun is not None and is_noun(noun) and word_of(noun) in _words("instrument")


def _instrument(verb: Token, duty: _Duty) -> Token | None:
    """The noun of the instrument a clause stands under, or whose verb sets it."""
    at = verb
    for _ in range(6):
        for child in at.children:
            if child.dep_ in ("prep", "advmod", "agent") and child.lower_ in _OPENING:
                noun = _under(child)
                if noun is not None:
                    return noun
            elif child.dep_ == "prep" and child.lower_ == "in" and _in_line(child):
                noun = _under(child, deep=True)
                if noun is not None:
                    return noun
        subject = _subject(at)
        sets = lemma_of(at)
        if _is_instrument(subject) and any(sets in _words(k) for k in _SETTING):
            return subject
        if at.head.i == at.i or at.dep_ not in _CLIMB:
            break
        at = at.head
    return None


def _in_line(prep: Token) -> bool:
    return any(lemma_of(c) in _IN_LINE for c in prep.children)


_IN_LINE = frozenset({"line", "accordance", "keeping", "conformity", "compliance", "agreement"})
_SETTING = ("duty", "permission", "ban", "states")


def _under(prep: Token, *, deep: bool = False, depth: int = 0) -> Token | None:
    """The instrument in "under X", "according to X", "in line with X", "as part of X"."""
    for child in prep.children:
        if child.dep_ == "pobj":
            if _is_instrument(child) and not deep:
                return child
            if depth < 3:
                # "under the terms of the deal", "in line with the deal", "as part of the plan"
                for inner in child.children:
                    if inner.dep_ == "prep" and inner.lower_ in _UNDER:
                        noun = _under(inner, depth=depth + 1)
                        if noun is not None:
                            return noun
        elif child.dep_ == "prep" and depth < 3:
            noun = _under(child, depth=depth + 1)
            if noun is not None:
                return noun
    return None


def _phrase(noun: Token) -> str:
    """The words of an instrument without its article: "agreement of May 2017"."""
    last = noun
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "prep" and child.lower_ in ("of", "between", "with"):
            last = child.right_edge
    words = noun.doc[noun.left_edge.i : last.i + 1]
    while len(words) > 1 and words[0].tag_ in ("DT", "PRP$", "``", "''", "IN"):
        words = words[1:]
    return str(words.text)


def _goes_on(sentence: Sentence, duty: _Duty, carried: tuple[int, int, str]) -> bool:
    """Whether a duty without an instrument of its own goes on with that of the sentence before."""
    index, paragraph, _ = carried
    if not duty.strong or sentence.paragraph != paragraph or sentence.index - index > 1:
        return False
    if sentence.index == index:
        return duty.verb.dep_ == "conj"
    generic = duty.holder is not None and lemma_of(duty.holder) in _GENERIC
    return generic or sentence.text.lower().startswith(("in return", "in exchange", "it also"))


# ----- rows ----------------------------------------------------------------------------------


def _provision(parties: Parties, duty: _Duty, instrument: str) -> Provision:
    draft, sentence = parties.draft, parties.sentence
    at = sentence.locate(duty.verb)
    claim = innermost(draft.claims, at)
    measure = find_measure(duty.verb)
    return Provision(
        id=make_id("p", draft.article.id, at.start, instrument),
        article=draft.article.id,
        instrument=instrument,
        bound=tuple(_bound(parties, duty)),
        action=_action(duty),
        evidence=(sentence.span,),
        measure=measure.words,
        measure_km=measure.km,
        line=measure.line,
        beneficiary=_beneficiary(parties, duty, measure),
        claim=claim.id if claim is not None else None,
    )


def _bound(parties: Parties, duty: _Duty) -> Iterator[Participant]:
    """Who is bound; an empty actor where the words name nobody in particular ("the sides")."""
    if duty.holder is None or duty.kind == "permission":
        return
    holder = duty.holder
    if holder.tag_ in ("WP", "WDT") and duty.verb.dep_ == "relcl":
        holder = duty.verb.head
    named = parties.named(holder)
    for mention in named:
        yield participant(mention)
    if not named:
        words = [t for t in holder.subtree if t.i <= holder.i or t.dep_ != "relcl"]
        last = min(words[-1].i, holder.i + 6)
        yield Participant("", None, str(holder.doc[holder.left_edge.i : last + 1].text))


def _action(duty: _Duty) -> str:
    lemma = lemma_of(duty.verb)
    known = _words("action").get(lemma, lemma)
    if duty.kind == "ban":
        return "refrain"
    return "allow" if duty.kind == "permission" else known


def _beneficiary(parties: Parties, duty: _Duty, measure: Measure) -> str | None:
    """For whom: the neighbour a line is drawn with, or the one who is to be allowed."""
    if measure.line_noun is not None:
        for token in measure.line_noun.subtree:
            mention = parties.inside(token)
            if mention is not None and mention.actor is not None:
                return mention.actor.state or mention.actor.id
    if duty.kind == "permission" and duty.holder is not None:
        return _named(parties, duty.holder)
    if _words("action").get(lemma_of(duty.verb)) == "allow":
        for child in duty.verb.children:
            inner = _subject(child) if child.dep_ in ("ccomp", "xcomp") else None
            noun = inner or (child if child.dep_ == "dobj" else None)
            if noun is not None:
                return _named(parties, noun)
    return None


def _named(parties: Parties, noun: Token) -> str:
    """The actor a noun phrase names, else its words."""
    named = parties.named(noun)
    if named and named[0].actor is not None:
        return named[0].actor.id
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)


# ----- compliance ----------------------------------------------------------------------------


def _compliance(draft: Draft, instruments: set[str]) -> dict[str, tuple[str, Span]]:
    """What the article reports of instruments kept or broken, by the instrument's noun."""
    found: dict[str, tuple[str, Span]] = {}
    for sentence in draft.sentences:
        for verb in sentence.doc:
            how = _words("compliance").get(lemma_of(verb)) if verb.tag_ in VERB_TAGS else None
            if how is None or judge_predicate(verb)[0] not in ("CT+", "CT-"):
                continue
            if to(verb) or any(c.lower_ in ("if", "unless", "would") for c in verb.children):
                continue
            for noun in _kept_or_broken(verb):
                if noun in instruments and noun not in found:
                    negated = judge_predicate(verb)[0] == "CT-"
                    how = {"broken": "kept", "kept": "broken"}[how] if negated else how
                    claim = innermost(draft.claims, sentence.locate(verb))
                    by = f", says {claim.speaker.words}" if claim is not None else ""
                    found[noun] = (how + by, sentence.span)
    return found


def _kept_or_broken(verb: Token) -> Iterator[str]:
    for noun in objects(verb):
        yield lemma_of(noun)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "by", "to"):
            yield from (lemma_of(c) for c in child.children if c.dep_ == "pobj")


def _with_compliance(provision: Provision, kept: tuple[str, Span] | None) -> Provision:
    if kept is None:
        return provision
    evidence = provision.evidence
    if kept[1] not in evidence:
        evidence = (*evidence, kept[1])
    return replace(provision, compliance=kept[0], evidence=evidence)
