"""Whether an act is told as done, planned, demanded, feared, denied ... (event factuality).

Rules over the parse, after the habits of FactBank (Saurí and Pustejovsky 2009): what the verb
says of itself (negation, modals, tense, aspect), then what it is embedded in (the table
``embedding.csv``: want, plan, promise, threaten, fail, deny ...), up to the top of the
sentence. The answer is one of the realities of `detente.types.Reality`, with the FactBank
value that the words alone give for the author. Who vouches is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.clauses import VERB_TAGS, is_noun, is_passive, lemma_of, to
from detente.reading.embedding import (
    combine,
    embedding,
    entry,
    extraposed,
    governed,
    imposes,
    infinitive_of_be,
    is_finite,
    is_first,
    is_past,
    is_subjunctive,
    outermost,
    semi_modal,
)
from detente.reading.senses import light_verbs, verb_senses
from detente.reading.tense import (
    HAPPENED,
    Judgement,
    auxiliaries,
    is_condition,
    judged,
    of_itself,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.draft import Sentence

__all__ = ["imposes", "judge", "outermost"]

#: What is told beside an act, not as part of it.
_MEANWHILE = frozenset({"while", "when", "after", "since", "before", "whilst"})
_UNCERTAIN_DET = frozenset({"any", "such", "another", "further", "a", "an", "more"})
#: How many governors are asked before an act is taken as told.
_DEEPEST = 8
#: Realities of what nobody says is so, of which an indefinite noun takes part.
_IMAGINED = frozenset(
    {"possible", "predicted", "hypothetical", "conditional", "called_for", "desired", "feared"}
    | {"planned", "promised", "threatened"}
)
#: Effects of nouns that name an act of speech: what is asked, promised or threatened by them.
_SPOKEN = frozenset({"called_for", "promised", "threatened", "reported"})
#: Prepositions whose gerund is taken as given: "after meeting", "besides bombing".
_GIVEN = frozenset({"after", "since", "despite", "besides", "following", "beyond"})
_WH = frozenset({"WP", "WDT", "WRB"})
#: Verbs whose participle opens a speech beside any clause: "may leave, citing the war".
_SAYING = frozenset({"say", "add", "cite", "note", "tell", "quote", "warn", "argue", "claim"})


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


def _verb(verb: Token, depth: int) -> Judgement:
    """A verb in its surroundings."""
    if depth > _DEEPEST:
        return HAPPENED
    own = of_itself(verb, depth)
    around = _around(verb, own, depth)
    return around if around is not None else own


def _around(verb: Token, own: Judgement, depth: int) -> Judgement | None:
    """What the surroundings of a verb make of it; None where they change nothing."""
    head, dep = verb.head, verb.dep_
    if dep == "ROOT" or head.i == verb.i or depth > _DEEPEST:
        return None
    if dep == "conj":
        return _joined(verb, head, own, depth)
    if dep in ("xcomp", "ccomp"):
        return _complement(verb, head, own, depth)
    if dep == "advcl":
        return _adverbial(verb, head, own, depth)
    if dep == "pcomp":
        return _after_preposition(verb, head, own, depth)
    if dep in ("acl", "relcl"):
        return _of_noun(verb, head, own, depth)
    if dep in ("acomp", "attr", "oprd") and head.tag_ in VERB_TAGS:
        return _complement(verb, head, own, depth)
    if dep == "csubj" and head.tag_ in VERB_TAGS and own.factual and not is_finite(verb):
        above = _verb(head, depth + 1)
        return above if above.reality in _IMAGINED else None
    return None


def _joined(verb: Token, head: Token, own: Judgement, depth: int) -> Judgement | None:
    """A verb after "and" stands where the first one stands, if it takes its form."""
    if head.tag_ not in VERB_TAGS:
        return None
    if is_finite(verb) and not is_finite(head):
        # "failed to come up with a winner and filed for bankruptcy"
        return _around(head.head, own, depth + 1) if head.head.tag_ in VERB_TAGS else None
    bare = not auxiliaries(verb)
    if {a.lower_ for a in auxiliaries(verb)} == {"to"} or bare:
        return _around(head, own, depth + 1)
    return _around(head, own, depth + 1) if head.dep_ in ("ccomp", "advcl") else None


def _adverbial(verb: Token, head: Token, own: Judgement, depth: int) -> Judgement | None:
    """A clause beside the main one: purpose, condition, time, manner."""
    if is_condition(verb):
        return judged("hypothetical")
    if to(verb):
        return _purpose(verb, head, own, depth)
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "prep")}
    if "without" in marks:
        return judged("negated")
    if (marks | {c.lower_ for c in verb.children if c.dep_ == "advmod"}) & _MEANWHILE:
        return None
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        above = _verb(head, depth + 1) if head.tag_ in VERB_TAGS else HAPPENED
        # "would not elaborate, citing its reasons": a participle beside a denial or a wish
        # tells an act of its own; so does one of the past ("the pact, signed on Friday").
        if above.reality == "negated" or verb.tag_ == "VBN" or lemma_of(verb) in _SAYING:
            return None
        return above if own.factual and not above.factual else None
    return _lifted(head, own, depth)


def _purpose(verb: Token, head: Token, own: Judgement, depth: int) -> Judgement:
    """An infinitive beside a clause: what it is done for, seldom what came of it."""
    if any(c.lower_ == "only" and c.i < verb.i for c in verb.children):
        return own  # "returned, only to be jailed"
    if head.tag_ not in VERB_TAGS:
        row = entry("a", head)
        return combine(row["clause"], own, HAPPENED) if row and row["clause"] else judged("desired")
    above = _verb(head, depth + 1)
    row = entry("v", head)
    if row is not None and row["clause"] not in ("", "reported", "known"):
        return combine(row["clause"], own, above, past=is_past(head))
    if lemma_of(head) == "be":
        if not any(c.dep_ in ("acomp", "attr", "prep", "advmod", "expl") for c in head.children):
            return infinitive_of_be(head)
        row = next((r for c in head.children if c.dep_ == "acomp" and (r := entry("a", c))), None)
        if row is not None and row["clause"]:
            return combine(row["clause"], own, above, past=is_past(head))
    if above.reality == "negated":
        return judged("negated", "PR-")
    if above.factual and entry("p", verb) is not None:
        return judged("happened", "PR+")  # who rallies to protest has protested
    return judged("negated", "Uu") if own.reality == "negated" else judged("desired")


def _of_noun(verb: Token, noun: Token, own: Judgement, depth: int) -> Judgement | None:
    """A clause that hangs on a noun: "plans to attack", "reports that it attacked"."""
    infinitive = to(verb)
    row = entry("n", noun) if is_noun(noun) else None
    if infinitive:
        if is_first(noun):
            return None
        usual = "desired" if verb.dep_ == "acl" else "planned"
        effect = row["clause"] if row is not None and row["clause"] else usual
        above = _noun(noun, depth + 1) if is_noun(noun) else _pronoun(noun, depth)
        return combine(effect, own, above if above.reality == "negated" else HAPPENED)
    content = verb.dep_ == "acl" and is_finite(verb)
    content = content or any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)
    if content and row is not None and (row["that"] or row["clause"]):
        if is_subjunctive(verb):
            return judged("negated", "Uu") if own.reality == "negated" else judged("called_for")
        above = _noun(noun, depth + 1)
        if above.reality == "denied" and own.factual:
            return above  # "reports that it attacked were denied"
        return combine(row["that"] or row["clause"], own, above)
    if not own.factual or not is_noun(noun):
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "acl":
        thing = _noun(noun, depth + 1)
        return None if thing.factual or thing.reality == "reported" else thing
    if any(c.dep_ == "det" and c.lower_ in ("any", "no") for c in noun.children):
        # "no cause that justifies it", "any act that leads to war"
        thing = _noun(noun, depth + 1)
        return None if thing.factual else thing
    return None


def _pronoun(word: Token, depth: int) -> Judgement:
    """A word for nobody or anybody, or the clause it stands in: "nothing to suggest"."""
    if word.lower_ in ("nothing", "nobody", "none"):
        return judged("negated")
    if word.dep_ in ("dobj", "attr") and word.head.tag_ in VERB_TAGS:
        return _verb(word.head, depth + 1)
    return HAPPENED


def _lifted(head: Token, own: Judgement, depth: int) -> Judgement | None:
    """An adverbial clause inside a reported or imagined one shares its fate."""
    if head.tag_ in VERB_TAGS and head.dep_ in ("ccomp", "conj"):
        return _around(head, own, depth + 1)
    return None


def _complement(verb: Token, head: Token, own: Judgement, depth: int) -> Judgement | None:
    if any(c.tag_ in _WH and c.dep_ != "mark" for c in verb.children) and is_finite(verb):
        return None  # "declined to say what it destroyed": a question by word, not of fact
    row = entry("v", head) if head.tag_ in VERB_TAGS else entry("a", head)
    governor = head
    if head.dep_ in ("acomp", "attr") or head.tag_.startswith("JJ"):
        row = entry("a", head) or row
        if head.head.tag_ in VERB_TAGS:
            governor = head.head
            above = _verb(governor, depth + 1)
        else:
            above = HAPPENED
        if to(verb) and any(c.lower_ == "too" for c in head.children):
            return judged("negated")  # "too weak to attack"
    elif head.tag_ in VERB_TAGS:
        above = _verb(head, depth + 1)
        if lemma_of(head) == "be" and verb.dep_ == "ccomp":
            row = extraposed(head) or row
    else:
        row = entry("n", head)
        above = HAPPENED
    if to(verb):
        found = semi_modal(verb, head, above)
        if found is not None:
            return found
    elif any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children):
        return judged("hypothetical") if own.reality != "negated" else own
    if row is not None and row["clause"]:
        return governed(verb, governor, row, own, above)
    if to(verb):
        return own if own.reality == "negated" else (judged("desired") if above.factual else above)
    return above if own.factual and not above.factual else None


def _after_preposition(verb: Token, prep: Token, own: Judgement, depth: int) -> Judgement | None:
    if prep.lower_ == "without":
        return judged("negated")
    if is_condition(verb):
        return judged("hypothetical")
    if any(c.tag_ in _WH for c in verb.children) and is_finite(verb):
        return None  # "agree on how it works"
    if prep.lower_ in ("instead", "than") or prep.head.lower_ in ("instead", "short"):
        return judged("negated")
    if prep.i and f"{prep.nbor(-1).lower_} {prep.lower_}" == "rather than":
        return judged("negated")
    governor = prep.head
    kind = "v" if governor.tag_ in VERB_TAGS else "n" if is_noun(governor) else "a"
    row = entry(kind, governor)
    if prep.lower_ in ("by", "after", "since", "while", "when", "before", "in", "with"):
        row = None if kind != "n" or prep.lower_ != "in" else row
    if row is not None:
        named = row["noun"] if prep.lower_ in row["prep"].split("|") else ""
        bound = kind != "n" or prep.lower_ in ("of", "to", "in", "at", "about")
        effect = named or (row["clause"] if bound else "")
        if effect:
            if kind == "v":
                above = _verb(governor, depth + 1)
            elif kind == "n":
                thing = _noun(governor, depth + 1)
                above = thing if thing.reality == "negated" else HAPPENED
            else:
                verbal = governor.head.tag_ in VERB_TAGS
                above = _verb(governor.head, depth + 1) if verbal else HAPPENED
            return combine(effect, own, above)
    if prep.lower_ in _GIVEN or any(c.dep_ == "nsubj" for c in verb.children):
        return judged("happened") if own.reality == "ongoing" else None
    if governor.tag_ in VERB_TAGS:
        above = _verb(governor, depth + 1)
        if own.factual:
            return above if not above.factual else judged("happened")
    if is_noun(governor) and own.factual:
        thing = _noun(governor, depth + 1)
        if thing.reality in _IMAGINED:
            return thing
    return judged("happened") if own.reality == "ongoing" else None


def _noun(noun: Token, depth: int) -> Judgement:
    """A noun that tells an act: presupposed, unless its words or its governor say otherwise."""
    if depth > _DEEPEST:
        return HAPPENED
    top = outermost(noun)
    indefinite = anybody = False
    for word in dict.fromkeys((noun, top)):
        kids = list(word.children)
        for child in kids:
            if child.dep_ in ("amod", "compound", "advmod") and child.i < word.i:
                row = embedding().get(("a", child.lower_)) or entry("a", child)
                if row is not None and row["noun"]:
                    return judged(row["noun"])
            if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
                return judged("negated")
        det = {c.lower_ for c in kids if c.dep_ == "det"}
        det |= {c.lower_ for c in kids if c.dep_ == "amod" and c.lower_ in ("such", "further")}
        anybody = anybody or "any" in det
        indefinite = bool(det & _UNCERTAIN_DET) or (
            not det and not any(c.dep_ == "poss" for c in kids)
        )
    head, dep = top.head, top.dep_
    if dep in ("compound", "nmod") and is_noun(head) and head.i != top.i:
        row = entry("n", head)
        if row is not None and row["noun"] not in ("", "fact"):
            return judged(row["noun"])
        return _noun(head, depth + 1)  # "an unwelcome takeover bid" tells no takeover
    if dep == "pobj":
        return _noun_after_preposition(head, indefinite=indefinite, anybody=anybody, depth=depth)
    if head.tag_ in VERB_TAGS and head.i != top.i:
        return _noun_of_verb(top, head, dep, indefinite=indefinite, anybody=anybody, depth=depth)
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and (lemma_of(child), "") in light_verbs():
            return _verb(child, depth + 1)
    return HAPPENED


def _noun_of_verb(
    noun: Token, verb: Token, dep: str, *, indefinite: bool, anybody: bool, depth: int
) -> Judgement:
    lemma = lemma_of(verb)
    passive = is_passive(verb)
    is_object = dep == "dobj" or (dep == "nsubjpass" and passive) or dep == "attr"
    if is_object and (lemma, "") in light_verbs():
        return _verb(verb, depth + 1)
    if dep in ("nsubj", "nsubjpass") and ("o", lemma) in embedding():
        return _verb(verb, depth + 1)
    if is_object:
        above = _verb(verb, depth + 1)
        row = entry("v", verb)
        if row is not None and row["noun"] and not row["prep"]:
            said = entry("n", noun)
            if row["noun"] == "negated" and said is not None and said["noun"] in _SPOKEN:
                return HAPPENED  # a request that is refused was made
            return combine(row["noun"], HAPPENED, above, past=is_past(verb))
        if anybody and dep == "nsubjpass" and above.reality in _IMAGINED:
            return judged("hypothetical")  # "any attack will be answered"
        there = lemma == "be" and any(c.dep_ == "expl" for c in verb.children)
        if (anybody or there or (lemma == "be" and above.reality != "negated")) and (
            not above.factual
        ):
            return above
        presupposed = any(
            s.type in ("REJECT", "ACCUSE", "SUPPORT") for s in verb_senses().get(lemma, [])
        )
        if indefinite and not presupposed and above.reality in _IMAGINED:
            return above
    if indefinite and dep in ("nsubj", "nsubjpass"):
        around = _around(verb, HAPPENED, depth + 1)
        if around is not None and around.reality == "hypothetical":
            return around
        # "A strike would mean war", "any attack will be answered": no strike is told.
        single = noun.tag_ in ("NN", "NNP") and any(c.dep_ == "det" for c in noun.children)
        own = of_itself(verb, depth)
        if (anybody or single) and own.reality in ("hypothetical", "conditional", "possible"):
            return judged("hypothetical")
        if anybody and not own.factual:
            return judged("hypothetical")
    return HAPPENED


def _noun_after_preposition(
    prep: Token, *, indefinite: bool, anybody: bool, depth: int
) -> Judgement:
    governor = prep.head
    if prep.lower_ == "without":
        return judged("negated")
    if governor.tag_ in VERB_TAGS:
        lemma = lemma_of(governor)
        if (lemma, prep.lower_) in light_verbs():
            return _verb(governor, depth + 1)
        row = entry("v", governor)
        if row is not None and row["noun"] and prep.lower_ in row["prep"].split("|"):
            return combine(row["noun"], HAPPENED, _verb(governor, depth + 1))
        if indefinite and prep.lower_ in ("in", "to", "with", "into", "for", "from", "on"):
            above = _verb(governor, depth + 1)
            if above.reality in _IMAGINED or (anybody and not above.factual):
                return above
            if prep.lower_ == "for" and above.reality == "negated":
                return above  # "could not be reached for comment"
        return HAPPENED
    if is_noun(governor):
        row = entry("n", governor)
        if row is not None and row["noun"] and prep.lower_ in (row["prep"] or "of").split("|"):
            return judged(row["noun"])
        if indefinite and prep.lower_ in ("of", "in", "for", "to", "with", "on", "against"):
            thing = _noun(governor, depth + 1)
            if thing.reality in _IMAGINED or thing.reality == "negated":
                return thing
    if governor.tag_.startswith("JJ"):
        row = entry("a", governor)
        if row is not None and row["clause"] and prep.lower_ in ("to", "for", "of"):
            return combine(row["clause"], HAPPENED, HAPPENED)
    return HAPPENED
