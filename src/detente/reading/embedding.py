"""What a governor makes of the act it governs: want, plan, refuse, claim, allow, fail ...

The words stand in ``data/lexicons/embedding.csv``; here are the rules that join the effect of
a governor with how the act tells itself and with how the governor itself stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.reading.certainty import is_negated
from detente.reading.clauses import TRANSPARENT, VERB_TAGS, is_noun, is_passive, lemma_of, to
from detente.reading.senses import rows
from detente.reading.tense import (
    HAPPENED,
    Judgement,
    auxiliaries,
    has_condition,
    judged,
    of_itself,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Lemmas that the tagger's rules get wrong, with what was meant.
_MISREAD = {"hop": "hope"}
_OPEN = frozenset({"possible", "predicted", "conditional", "hypothetical"})


@cache
def embedding() -> dict[tuple[str, str], dict[str, str]]:
    """Embedding words by part of speech (v, n, a, o, p) and lemma."""
    return {(row["pos"], row["lemma"]): row for row in rows("embedding.csv")}


def entry(pos: str, token: Token) -> dict[str, str] | None:
    """The row of a word as a verb (v), noun (n), adjective (a), happening (o) or purpose (p)."""
    lemma = lemma_of(token)
    if lemma in _MISREAD and not token.lower_.startswith(lemma + lemma[-1]):
        lemma = _MISREAD[lemma]
    return embedding().get((pos, lemma))


def imposes(verb: Token) -> bool:
    """Whether a verb makes its object less than fact: wants it, denies it, reports it."""
    row = entry("v", verb)
    return row is not None and row["noun"] not in ("", "fact")


def combine(effect: str, own: Judgement, above: Judgement, *, past: bool = False) -> Judgement:
    """Join what a governor makes of an act with how the governor itself stands.

    Args:
        effect: a reality, or ``fact`` (the act stands as its governor does: manage, begin),
            ``known`` (it stands whatever its governor does: regret, know), ``apparent``
            (as its governor, less surely: seem) or ``enabled`` (a deed where its governor is
            past and real, possible otherwise: able, allow) or ``improbable`` (unlikely).
        own: what the act's own words tell.
        above: how the governor stands.
        past: whether the governor is told in the past.
    """
    if effect == "enabled":
        effect = "apparent" if past and above.factual else "possible"
    if effect == "improbable":
        return judged("predicted") if above.reality == "negated" else judged("negated", "PR-")
    if effect == "known":
        return own if own.factual or above.factual else above
    if effect in ("fact", "apparent"):
        if not own.factual:
            return own
        if not above.factual or above.reality == "background":
            return above
        return own if effect == "fact" else Judgement(own.reality, "PR+")
    if effect == "negated":
        return _not_done(own, above)
    if effect == "reported":
        if not own.factual:
            return own
        # "did not say that it struck", "cannot confirm": nobody is said to vouch for it.
        return judged("possible", "Uu") if above.reality == "negated" else judged("reported")
    if effect == "denied":
        return judged("possible") if above.reality == "negated" else judged("denied")
    if own.reality == "negated":
        return judged("negated", "Uu")
    if above.reality == "negated":
        return judged("negated", "PR-")
    if above.reality in ("possible", "hypothetical", "conditional"):
        return judged(above.reality)
    return judged(effect)


def _not_done(own: Judgement, above: Judgement) -> Judgement:
    """What failing, refusing, preventing make of an act."""
    if own.reality == "negated":
        return HAPPENED if above.factual else own
    if above.reality == "negated":
        # "did not fail to strike" struck; "will not hesitate to strike" may yet.
        return HAPPENED if above.factbank == "CT-" else judged("predicted")
    if above.reality == "possible":
        return judged("possible", "PS-")
    if above.reality == "predicted":
        return judged("negated", "PR-")
    if above.reality in _OPEN:
        return above
    # What somebody only means to prevent is what he fears.
    return judged("negated" if above.factual or above.reality == "reported" else "feared")


def governed(
    verb: Token, governor: Token, row: dict[str, str], own: Judgement, above: Judgement
) -> Judgement:
    """A clause under a verb or an adjective of the table."""
    infinitive = to(verb)
    finite = not infinitive and is_finite(verb)
    effect = (finite and row["that"]) or row["clause"]
    bound = has_condition(governor) or has_condition(verb)
    if effect == "negated" and above.factbank == "PR-" and bound:
        return judged("conditional")
    if effect == "reported" and infinitive:
        # "told him to withdraw", "said to be preparing": an order, or hearsay.
        hearsay = is_passive(governor) and lemma_of(governor) != "tell"
        effect = "reported" if hearsay else "called_for"
    asks = row["clause"] in ("called_for", "promised", "desired")
    if asks and is_subjunctive(verb):
        effect = "called_for"
    elif effect == "called_for" and verb.tag_ in ("VBD", "VBZ"):
        effect = "reported"  # "asked whether Iran is ready" asks for no act
    backshift = effect == "reported" and own.reality == "hypothetical"
    return combine(effect, judged("predicted") if backshift else own, above, past=is_past(governor))


def semi_modal(verb: Token, head: Token, above: Judgement) -> Judgement | None:
    """Verbs that lend an infinitive no act of their own: be to, have to, be going to, used to."""
    lemma = lemma_of(head)
    if lemma in ("have", "be") and any(c.lower_ == "yet" for c in (*head.children, *verb.children)):
        return judged("negated")
    if lemma == "be" and head.tag_ in VERB_TAGS:
        return infinitive_of_be(head)
    if lemma in ("have", "need") and head.tag_ in VERB_TAGS:
        if above.reality == "negated":
            return judged("negated", "Uu")
        # "had to flee": a duty of the past is told because it was done.
        if lemma == "have" and head.tag_ == "VBD" and above.factual:
            return judged("happened", "PR+")
        return judged("called_for")
    if lemma == "go" and head.tag_ == "VBG":
        if above.reality == "negated":
            return judged("negated", "PR-")
        past = any(a.lower_ in ("was", "were") for a in auxiliaries(head))
        return judged("planned") if past else judged("predicted")
    habit = lemma == "use" and head.tag_ in ("VBD", "VBN") and verb.i - head.i == 2
    if habit and not auxiliaries(head) and not is_passive(head):
        return judged("background")
    return None


def infinitive_of_be(be: Token) -> Judgement:
    """Tell a plan ("X was to go") from a deed ("the response has been to strike")."""
    if is_negated(be):
        return judged("negated")
    for child in be.children:
        if child.dep_ == "nsubj" and is_noun(child):
            row = entry("n", child)
            if row is not None and row["clause"]:
                return combine(row["clause"], HAPPENED, HAPPENED)
            if lemma_of(child) in ("response", "reaction", "answer", "result", "reason"):
                return of_itself(be, 0)
    return HAPPENED if be.lower_ == "been" else judged("planned")


def is_subjunctive(verb: Token) -> bool:
    """Whether a clause asks for its act by the bare verb: "asked that he leave"."""
    auxes = auxiliaries(verb)
    if verb.tag_ == "VB" and not auxes:
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if verb.tag_ == "VBP" and not auxes:
        return any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in verb.children)
    return verb.tag_ == "VBN" and bool(auxes) and auxes[0].lower_ == "be"


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own, or an auxiliary that has one."""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(a.tag_ in ("MD", "VBD", "VBZ", "VBP") for a in auxiliaries(verb))


def is_past(verb: Token) -> bool:
    """Whether a governor is told in the past or the perfect: "was able", "has allowed"."""
    if verb.tag_ == "VBD":
        return True
    return any(a.lower_ in ("was", "were", "had", "have", "has") for a in auxiliaries(verb))


def is_first(noun: Token) -> bool:
    """Whether an infinitive after a noun tells a deed: "the first president to visit"."""
    words = ("first", "second", "third", "last", "latest", "only", "next")
    if noun.lower_ in words or any(child.lower_ in words for child in noun.children):
        return True
    return any(
        c.lower_.endswith(("1st", "2nd", "3rd", "th")) and c.lower_[:1].isdigit()
        for c in noun.children
    )


def outermost(noun: Token) -> Token:
    """The head of the list a noun stands in, or of the phrase that counts it."""
    at = noun
    for _ in range(6):
        if at.dep_ == "conj" and is_noun(at.head):
            at = at.head
        elif at.dep_ == "pobj" and at.head.lower_ == "of" and lemma_of(at.head.head) in TRANSPARENT:
            at = at.head.head
        else:
            break
    return at


def extraposed(be: Token) -> dict[str, str] | None:
    """The adjective that governs a clause across "it is": "it is unlikely that they agree"."""
    if not any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in be.children):
        return None
    return next((r for c in be.children if c.dep_ == "acomp" and (r := entry("a", c))), None)
