"""Whether an act is told as done, planned, demanded, feared, denied ... (event factuality).

Rules over the parse, after the habits of FactBank (Saurí and Pustejovsky 2009): what the verb
says of itself (negation, modals, tense, aspect), then what it is embedded in (the table
``embedding.csv``: want, plan, promise, threaten, fail, deny ...), up to the top of the
sentence. The answer is one of the realities of `detente.types.Reality`, with the FactBank
value that the words alone give for the author. Who vouches is not decided here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.reading.clauses import TRANSPARENT, VERB_TAGS, is_noun, is_passive, lemma_of, to
from detente.reading.senses import light_verbs, rows, verb_senses
from detente.reading.tense import (
    HAPPENED,
    Judgement,
    auxiliaries,
    has_condition,
    is_condition,
    is_negated,
    judged,
    of_itself,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.draft import Sentence
    from detente.reading.senses import Sense

#: What is told beside an act, not as part of it.
_MEANWHILE = frozenset({"while", "when", "after", "since", "before", "whilst"})
_UNCERTAIN_DET = frozenset({"any", "such", "another", "further", "a", "an", "more"})


@cache
def _embedding() -> dict[tuple[str, str], dict[str, str]]:
    """Embedding words by part of speech (v, n, a, o) and lemma."""
    return {(row["pos"], row["lemma"]): row for row in rows("embedding.csv")}


def judge(sentence: Sentence, token: Token, *, headline: bool = False) -> Judgement:
    """Judge the act that a verb or a noun tells.

    Args:
        sentence: where it stands.
        token: the verb or the head of the noun phrase.
        headline: whether a bare present tells a deed ("Russia moves away"), as in titles.
    """
    del sentence  # all that is asked of it is in the token's own parse
    found = _noun(token, 0) if is_noun(token) else _verb(token, 0)
    if headline and found.reality == "ongoing" and token.tag_ in ("VBZ", "VBP"):
        return HAPPENED
    return found


def imposes(verb: Token) -> bool:
    """Whether a verb makes its object less than fact: wants it, denies it, reports it."""
    row = _embedding().get(("v", lemma_of(verb)))
    return row is not None and bool(row["noun"])


def _verb(verb: Token, depth: int) -> Judgement:
    """A verb in its surroundings."""
    if depth > 8:
        return HAPPENED
    own = of_itself(verb, depth)
    around = _around(verb, own, depth)
    return around if around is not None else own


def _around(verb: Token, own: Judgement, depth: int) -> Judgement | None:
    """What the surroundings of a verb make of it; None where they change nothing."""
    head, dep = verb.head, verb.dep_
    if dep == "ROOT" or head.i == verb.i or depth > 8:
        return None
    if dep == "conj":
        if head.tag_ not in VERB_TAGS:
            return None
        if {a.lower_ for a in auxiliaries(verb)} == {"to"} or not auxiliaries(verb):
            return _around(head, own, depth + 1)
        return _around(head, own, depth + 1) if head.dep_ in ("ccomp", "advcl") else None
    if dep in ("xcomp", "ccomp"):
        return _complement(verb, head, own, depth)
    if dep == "advcl":
        if is_condition(verb):
            return judged("hypothetical")
        if to(verb):
            if head.tag_ in VERB_TAGS and lemma_of(head) in ("be",):
                return judged("planned")
            row = _embedding().get(("v", lemma_of(head))) or _embedding().get(("a", lemma_of(head)))
            if row is not None and row["clause"] not in ("", "reported"):
                return _combine(row["clause"], own, _verb(head, depth + 1))
            return judged("desired")
        marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "prep")}
        if "without" in marks:
            return judged("negated")
        if (marks | {c.lower_ for c in verb.children if c.dep_ == "advmod"}) & _MEANWHILE:
            return None
        if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            above = _verb(head, depth + 1) if head.tag_ in VERB_TAGS else HAPPENED
            return above if own.factual and not above.factual else None
        return _lifted(head, own, depth)
    if dep == "pcomp":
        return _after_preposition(verb, head, own, depth)
    if dep == "acl":
        row = _embedding().get(("n", lemma_of(head)))
        if to(verb):
            if _is_first(head):
                return None
            return judged(row["clause"]) if row and row["clause"] else judged("desired")
        if verb.tag_ == "VBG" and is_noun(head):
            thing = _noun(head, depth + 1)
            return None if thing.factual or thing.reality == "reported" else thing
        return None
    if dep == "relcl":
        if to(verb) and not _is_first(head):
            return judged("planned")
        return None
    if dep in ("acomp", "attr", "oprd") and head.tag_ in VERB_TAGS:
        return _complement(verb, head, own, depth)
    return None


def _is_first(noun: Token) -> bool:
    """Whether an infinitive after a noun tells a deed: "the first president to visit"."""
    words = ("first", "second", "third", "last", "latest", "only", "next")
    if noun.lower_ in words or any(child.lower_ in words for child in noun.children):
        return True
    return any(
        c.lower_.endswith(("1st", "2nd", "3rd", "th")) and c.lower_[:1].isdigit()
        for c in noun.children
    )


def _lifted(head: Token, own: Judgement, depth: int) -> Judgement | None:
    """An adverbial clause inside a reported or imagined one shares its fate."""
    if head.tag_ in VERB_TAGS and head.dep_ in ("ccomp", "conj"):
        return _around(head, own, depth + 1)
    return None


def _complement(verb: Token, head: Token, own: Judgement, depth: int) -> Judgement | None:
    table = _embedding()
    lemma = lemma_of(head)
    row = table.get(("v", lemma)) if head.tag_ in VERB_TAGS else table.get(("a", lemma))
    if head.dep_ in ("acomp", "attr") or head.tag_.startswith("JJ"):
        row = table.get(("a", lemma)) or row
        above = _verb(head.head, depth + 1) if head.head.tag_ in VERB_TAGS else HAPPENED
    elif head.tag_ in VERB_TAGS:
        above = _verb(head, depth + 1)
    else:
        row = table.get(("n", lemma))
        above = HAPPENED
    if lemma == "be" and to(verb):
        return _infinitive_of_be(head)
    if lemma in ("have", "be") and any(c.lower_ == "yet" for c in (*head.children, *verb.children)):
        return judged("negated")
    if lemma in ("have", "need") and to(verb):
        return judged("called_for")
    if lemma == "go" and to(verb) and head.tag_ == "VBG":
        return judged("planned")
    if lemma == "use" and to(verb):
        return judged("background")
    if row is not None and row["clause"]:
        effect = row["clause"]
        bound = has_condition(head) or has_condition(verb)
        if effect == "negated" and above.factbank == "PR-" and bound:
            return judged("conditional")
        if effect == "reported" and to(verb):
            # "told him to withdraw", "said to be preparing": an order, or hearsay.
            passive = is_passive(head)
            effect = "reported" if passive and lemma != "tell" else "called_for"
        if effect == "called_for" and verb.tag_ in ("VBD", "VBZ"):
            effect = "reported"  # "asked whether Iran is ready" asks for no act
        backshift = effect == "reported" and own.reality == "hypothetical"
        return _combine(effect, judged("predicted") if backshift else own, above)
    if to(verb):
        return own if own.reality == "negated" else (judged("desired") if above.factual else above)
    return above if own.factual and not above.factual else None


def _infinitive_of_be(be: Token) -> Judgement:
    """Tell a plan ("X was to go") from a deed ("the response has been to strike")."""
    if is_negated(be):
        return judged("negated")
    for child in be.children:
        if child.dep_ == "nsubj" and is_noun(child):
            row = _embedding().get(("n", lemma_of(child)))
            if row is not None and row["clause"]:
                return judged(row["clause"])
            if lemma_of(child) in ("response", "reaction", "answer", "result", "reason"):
                return of_itself(be, 0)
    return HAPPENED if be.lower_ == "been" else judged("planned")


def _combine(effect: str, own: Judgement, above: Judgement) -> Judgement:
    """Join what a governor makes of its clause with how the governor itself stands."""
    if effect == "fact":
        if own.factual:
            return above if not above.factual or above.reality == "background" else own
        return own
    if effect == "negated":
        if above.reality == "negated":
            # "did not fail to strike" struck; "will not hesitate to strike" may yet.
            return HAPPENED if above.factbank == "CT-" else judged("predicted")
        if above.reality in ("possible", "predicted", "conditional", "hypothetical"):
            return above
        # What somebody only means to prevent is what he fears.
        return judged("negated" if above.factual or above.reality == "reported" else "feared")
    if effect == "reported":
        if not own.factual:
            return own
        return judged("reported")
    if effect == "denied":
        return judged("possible") if above.reality == "negated" else judged("denied")
    if own.reality == "negated":
        return judged("negated", "Uu")
    if above.reality == "negated":
        return judged("negated", "PR-")
    if above.reality in ("possible", "hypothetical", "conditional"):
        return judged(above.reality)
    return judged(effect)


def _after_preposition(verb: Token, prep: Token, own: Judgement, depth: int) -> Judgement | None:
    if prep.lower_ == "without":
        return judged("negated")
    if prep.lower_ in ("instead", "than") or prep.head.lower_ in ("instead", "short"):
        return judged("negated")
    governor = prep.head
    kind = "v" if governor.tag_ in VERB_TAGS else "n" if is_noun(governor) else "a"
    row = _embedding().get((kind, lemma_of(governor)))
    if prep.lower_ in ("by", "after", "since", "while", "when", "before", "in", "with"):
        row = None
    if row is not None and row["clause"]:
        above = _verb(governor, depth + 1) if kind == "v" else HAPPENED
        return _combine(row["clause"], own, above)
    if governor.tag_ in VERB_TAGS:
        above = _verb(governor, depth + 1)
        if own.factual:
            return above if not above.factual else judged("happened")
    return judged("happened") if own.reality == "ongoing" else None


def _noun(noun: Token, depth: int) -> Judgement:
    """A noun that tells an act: presupposed, unless its words or its governor say otherwise."""
    table = _embedding()
    top = outermost(noun)
    indefinite = False
    for word in dict.fromkeys((noun, top)):
        kids = list(word.children)
        for child in kids:
            if child.dep_ in ("amod", "compound", "advmod") and child.i < word.i:
                row = table.get(("a", child.lower_)) or table.get(("a", lemma_of(child)))
                if row is not None and row["noun"]:
                    return judged(row["noun"])
            if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
                return judged("negated")
        det = {c.lower_ for c in kids if c.dep_ == "det"}
        det |= {c.lower_ for c in kids if c.dep_ == "amod" and c.lower_ in ("such", "further")}
        indefinite = bool(det & _UNCERTAIN_DET) or (
            not det and not any(c.dep_ == "poss" for c in kids)
        )
    head, dep = top.head, top.dep_
    if dep == "pobj":
        return _noun_after_preposition(noun, top, head, indefinite=indefinite, depth=depth)
    if head.tag_ in VERB_TAGS and head.i != top.i:
        return _noun_of_verb(top, head, dep, indefinite=indefinite, depth=depth)
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and (lemma_of(child), "") in light_verbs():
            return _verb(child, depth + 1)
    return HAPPENED


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


def _noun_of_verb(noun: Token, verb: Token, dep: str, *, indefinite: bool, depth: int) -> Judgement:
    table = _embedding()
    lemma = lemma_of(verb)
    passive = is_passive(verb)
    is_object = dep == "dobj" or (dep == "nsubjpass" and passive) or dep == "attr"
    if is_object and (lemma, "") in light_verbs():
        return _verb(verb, depth + 1)
    if dep in ("nsubj", "nsubjpass") and ("o", lemma) in table:
        return _verb(verb, depth + 1)
    if is_object:
        row = table.get(("v", lemma))
        if row is not None and row["noun"] and not row["prep"]:
            above = _verb(verb, depth + 1)
            return _combine(row["noun"], HAPPENED, above)
        presupposed = any(s.type in ("REJECT", "ACCUSE", "SUPPORT") for s in _senses(lemma))
        if indefinite and lemma != "be" and not presupposed:
            above = _verb(verb, depth + 1)
            if not above.factual and above.reality not in ("negated", "reported"):
                return above
    if indefinite and dep in ("nsubj", "nsubjpass"):
        around = _around(verb, HAPPENED, depth + 1)
        if around is not None and around.reality == "hypothetical":
            return around
    return HAPPENED


def _senses(lemma: str) -> list[Sense]:
    return verb_senses().get(lemma, [])


def _noun_after_preposition(
    noun: Token, top: Token, prep: Token, *, indefinite: bool, depth: int
) -> Judgement:
    table = _embedding()
    governor = prep.head
    if prep.lower_ == "without":
        return judged("negated")
    if governor.tag_ in VERB_TAGS:
        lemma = lemma_of(governor)
        if (lemma, prep.lower_) in light_verbs():
            return _verb(governor, depth + 1)
        row = table.get(("v", lemma))
        if row is not None and row["noun"] and prep.lower_ in row["prep"].split("|"):
            return _combine(row["noun"], HAPPENED, _verb(governor, depth + 1))
        if indefinite and prep.lower_ in ("in", "to", "with", "into", "for"):
            above = _verb(governor, depth + 1)
            if above.reality in ("possible", "predicted", "hypothetical", "conditional"):
                return above
        return HAPPENED
    if is_noun(governor):
        row = table.get(("n", lemma_of(governor)))
        if row is not None and row["noun"] and prep.lower_ in (row["prep"] or "of").split("|"):
            return judged(row["noun"])
    if governor.tag_.startswith("JJ"):
        row = table.get(("a", lemma_of(governor)))
        if row is not None and row["clause"] and prep.lower_ in ("to", "for", "of"):
            return judged(row["clause"])
    del noun, top
    return HAPPENED
