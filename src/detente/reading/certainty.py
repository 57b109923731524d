"""How sure: modals, adverbs and negation on a predicate; conditions; words of likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.ontology.factbank import likelihood_words, negate
from detente.ontology.factbank import within as chained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.types import FactValue, Likelihood

_NEGATIVE_SUBJECTS = frozenset({"no", "nobody", "none", "nothing", "neither", "nowhere"})
_NEGATIVE_ADVERBS = frozenset({"never", "hardly", "scarcely", "neither"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl"})
#: After "not", these say that there is more to come.
_FOCUS = frozenset({"only", "just", "merely", "simply", "solely"})
_NO_WAY = frozenset({"way", "means", "circumstance", "circumstances", "time", "point", "case"})
_CONDITIONALS = frozenset({"if", "unless", "provided", "lest"})
_UNREAL = frozenset({"must", "should", "shall", "ought"})


def judge_predicate(predicate: Token) -> tuple[FactValue, Likelihood | None]:
    """The FactBank value of a predicate as it is worded, and the word of likelihood on it.

    Looks at the predicate's own negation, modals, adverbs and adjectives only; what embeds it
    is judged by the caller and composed with `detente.ontology.factbank.within`. A predicate
    under an obligation or a condition is uncommitted (``Uu``).
    """
    found = hedge_on(predicate)
    value: FactValue = found[1] if found else "CT+"
    if found is None and (is_unreal(predicate) or condition_of(predicate) is not None):
        value = "Uu"
    if is_negated(predicate):
        value = negate(value)
    return value, found[0] if found else None


def is_negated(predicate: Token) -> bool:
    """Whether a predicate is negated: not, never, no longer, hardly, nor, by nobody, without.

    Two negations on one predicate cancel each other. "Not only" denies nothing, and neither
    do "almost" and "few", which lessen an act otherwise (see `detente.reading.tense`).
    """
    count = 0
    for child in predicate.children:
        if child.dep_ == "neg" or child.lower_ in _NEGATIVE_ADVERBS:
            count += not _is_focus(child)
        elif child.lower_ == "nor":
            # "nor did it attack"; after a verb "nor" belongs to the next one.
            count += child.i < predicate.i
        elif child.dep_ in _ARGUMENTS:
            count += _is_empty(child)
        elif child.dep_ in {"advmod", "npadvmod"} and child.lower_ not in _FOCUS:
            count += any(
                word.dep_ == "neg" or (word.lower_ == "no" and child.lower_ in {"longer", "more"})
                for word in child.children
            )
        elif child.dep_ in {"acomp", "oprd"} and predicate.lemma_ == "be":
            # "is not ready", but not "pleaded not guilty".
            count += any(word.dep_ == "neg" for word in child.children)
        elif child.dep_ == "prep":
            # "in no way", "under no circumstances", "at no time".
            count += any(
                noun.dep_ == "pobj" and noun.lower_ in _NO_WAY and _has_no(noun)
                for noun in child.children
            )
    if predicate.dep_ == "pcomp" and predicate.head.lower_ == "without":
        count += 1
    if predicate.dep_ == "conj" and any(
        word.lower_ == "nor" and word.dep_ in {"cc", "preconj"} and word.i > predicate.head.i
        for word in predicate.head.children
    ):
        count += 1
    return count % 2 == 1


def _is_focus(word: Token) -> bool:
    """Whether a negation only opens a list: "not only", "not just", "not merely"."""
    last = word.i + 1 >= len(word.doc)
    return word.dep_ == "neg" and not last and word.nbor().lower_ in _FOCUS


def _is_empty(noun: Token) -> bool:
    """Whether a subject or object names nobody: nothing, no state, neither of them."""
    if noun.lower_ in _NEGATIVE_SUBJECTS:
        return True
    return _has_no(noun) or any(
        word.lower_ == "neither" and word.dep_ in {"det", "preconj", "cc", "cc:preconj"}
        for word in noun.children
    )


def _has_no(noun: Token) -> bool:
    return any(
        word.lower_ == "no" and word.dep_ in {"det", "nummod", "neg", "advmod"}
        for word in noun.children
    )


def is_unreal(predicate: Token) -> bool:
    """Whether a predicate is called for rather than asserted (must, should, ought to)."""
    if predicate.dep_ == "xcomp" and predicate.head.lemma_ in {"have", "need"}:
        return True
    return any(child.lower_ in _UNREAL for child in predicate.children if child.dep_ == "aux")


def hedge_on(predicate: Token) -> tuple[Likelihood, FactValue, Token] | None:
    """The word of likelihood that bears on a predicate: longest match wins, then leftmost."""
    table = likelihood_words()
    best: tuple[int, Likelihood, FactValue, Token] | None = None
    for token in _modifiers(predicate):
        for length in (4, 3, 2, 1):
            first = token.i - length + 1
            if first < 0:
                continue
            words = " ".join(word.lower_ for word in token.doc[first : token.i + 1])
            if words in table and (best is None or length > best[0]):
                best = (length, *table[words], token)
    return best[1:] if best else None


def _modifiers(predicate: Token) -> Iterator[Token]:
    for child in predicate.children:
        modal = child.dep_ == "aux" and child.tag_ == "MD"
        ability = child.lower_ == "could" and is_past_ability(predicate)
        if modal and child.lower_ in {"may", "might", "could"}:
            if not ability:
                yield child
        elif child.dep_ in {"advmod", "npadvmod", "acomp", "attr", "prep", "oprd"}:
            yield child
            if child.dep_ == "prep":
                yield from (word for word in child.children if word.dep_ == "pobj")
        elif child.dep_ == "xcomp" and any(word.lower_ == "to" for word in child.children):
            # "is expected to withdraw": the words that count end in "to".
            yield from (word for word in child.children if word.lower_ == "to")
    if predicate.dep_ == "xcomp" and predicate.head.lemma_ in {"likely", "unlikely"}:
        yield predicate.head


def is_past_ability(predicate: Token) -> bool:
    """Whether *could* on a predicate tells of ability in the past: "could not find", "could see".

    The negative form counts as past when the sentence's other verbs are in the past, and so
    does *could* with a verb of perception.
    """
    if not any(child.lower_ == "could" for child in predicate.children):
        return False
    if predicate.lemma_ in {"see", "hear", "feel", "smell", "remember", "understand", "find"}:
        return True
    negative = is_negated(predicate)
    return negative and any(t.tag_ == "VBD" for t in predicate.sent)


def condition_of(predicate: Token) -> tuple[int, int] | None:
    """Where the condition of a predicate stands: character offsets in its sentence.

    If, unless, provided, as long as, in the event that, in case; *when* and *once* with a
    present tense under a main clause that looks ahead.
    """
    for child in predicate.children:
        if child.dep_ == "advcl" and (first := _conditional_mark(child, predicate)) is not None:
            last = _last(child)
            return first.idx, last.idx + len(last.text)
        if child.dep_ in {"prep", "mark"} and child.lower_ in {"in", "on"}:
            for noun in child.children:
                # "in case of", "in the event that"; "in some cases" sets no condition.
                if noun.dep_ == "pobj" and noun.lower_ in {"event", "case", "condition"}:
                    return _to_clause_end(child, noun)
    # "as long as terrorism exists": the parser may hang the clause on "as" or "long".
    for child in predicate.children:
        if child.lower_ == "long" and child.i > 0 and child.nbor(-1).lower_ in {"as", "so"}:
            last = child.right_edge
            return child.nbor(-1).idx, last.idx + len(last.text)
    return None


def _to_clause_end(prep: Token, noun: Token) -> tuple[int, int]:
    last = noun.right_edge
    if last.i == noun.i or (last.i == noun.i + 1 and last.lower_ == "that"):
        rest = [t for t in prep.doc[noun.i + 1 :] if t.is_punct and t.text in '.;”"']
        last = rest[0].nbor(-1) if rest else prep.doc[-1]
    return prep.idx, last.idx + len(last.text)


def _conditional_mark(clause: Token, main: Token) -> Token | None:
    for child in clause.children:
        if child.lower_ in _CONDITIONALS and child.dep_ in {"mark", "advmod", "prep"}:
            before = child.nbor(-1) if child.i else None
            if before is not None and before.lower_ in {"as", "even"}:
                return None
            return before if before is not None and before.lower_ in {"only", "but"} else child
        if child.lower_ in {"when", "once"} and looks_ahead(main) and _is_present(clause):
            return child
        if child.dep_ == "mark" and child.lower_ == "as" and child.i > 1:
            words = [t.lower_ for t in clause.doc[child.i - 2 : child.i]]
            if words in (["as", "long"], ["so", "long"]):
                return clause.doc[child.i - 2]
    return None


def looks_ahead(predicate: Token) -> bool:
    """Whether a modal of prediction or possibility stands on a predicate."""
    return any(
        c.lower_ in {"will", "would", "could", "may", "might", "shall", "'ll", "’ll", "can"}
        for c in predicate.children
        if c.dep_ == "aux"
    )


def _is_present(clause: Token) -> bool:
    if clause.tag_ in {"VBZ", "VBP"}:
        return True
    return any(c.tag_ in {"VBZ", "VBP"} for c in clause.children if c.dep_ in {"aux", "auxpass"})


def _last(token: Token) -> Token:
    last = token.right_edge
    while last.i > token.i and last.is_punct:
        last = last.nbor(-1)
    return last


def compose(cue: FactValue, content: FactValue) -> FactValue:
    """The speaker's value for the content's predicate: the cue's, then the content's own."""
    return chained(cue, content)
