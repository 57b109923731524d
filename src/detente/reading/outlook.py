"""What somebody says will or may come, and on what condition.

An outlook is kept with who holds it, how sure, by when - so that it can be scored once the
day has come. Past modals ("could not find") and plain ability are none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.ids import make_id
from detente.ontology.factbank import conventional, likelihood_words, value
from detente.reading.attribution import claim_at, claim_holding, quoted_whole
from detente.reading.certainty import (
    condition_of,
    hedge_on,
    is_negated,
    is_past_ability,
    judge_predicate,
)
from detente.reading.dates import find_dates
from detente.reading.quotations import find_quotations
from detente.reading.speakers import AUTHOR
from detente.reading.subjects import is_passive
from detente.types import Outlook, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.reading.quotations import Quotation
    from detente.types import FactValue, Span

_FUTURE = frozenset({"will", "would", "shall", "may", "might", "could", "'ll", "’ll", "wo", "’d"})
#: Words before an infinitive that look ahead: is *likely* to, is *expected* to.
_AHEAD = frozenset(
    {"likely", "unlikely", "expected", "set", "poised", "due", "bound", "certain", "sure"}
    | {"going", "about", "destined", "slated", "scheduled", "projected", "forecast", "predicted"}
)
_JOINING = frozenset(
    {"because", "since", "that", "although", "though", "while", "but", "and", "however", "also"}
    | {"therefore", "thus", "so", ",", "most", "likely", "probably", "perhaps"}
)
_POLITE = frozenset({"like", "prefer", "love", "hate", "rather"})


def find_outlooks(draft: Draft) -> None:
    """Find conditional and predictive statements and add them to the draft."""
    quotations = find_quotations(draft.article.text)
    for sentence in draft.sentences:
        taken: set[int] = set()
        for token in sentence.doc:
            predicate = predicted_by(token)
            if predicate is None:
                named = _named(draft, sentence, token) if token.i not in taken else None
                if named is not None:
                    draft.outlooks.append(named)
            if predicate is None or predicate.i in taken:
                continue
            taken.add(predicate.i)
            made = _made(draft, sentence, token, predicate, quotations)
            if made is not None:
                draft.outlooks.append(made)


def predicted_by(token: Token) -> Token | None:
    """The predicate that a word looks ahead to, if it does."""
    head = token.head
    if token.tag_ == "MD" and token.dep_ == "aux" and token.lower_ in _FUTURE:
        if any(c.dep_ == "aux" and c.lower_ in {"have", "’ve", "'ve"} for c in head.children):
            return None
        if token.lower_ == "could" and is_past_ability(head):
            return None
        if token.lower_ == "may" and any(
            c.dep_ in {"nsubj", "nsubjpass"} and c.i > token.i for c in head.children
        ):
            return None  # a wish: May he rest in peace.
        if token.lower_ == "would" and head.lemma_ in _POLITE:
            return head if any(c.dep_ in {"dobj", "ccomp"} for c in head.children) else None
        return head
    if token.tag_ == "MD" and token.lower_ in {"can", "ca"} and token.dep_ == "aux":
        # A verdict about what is to come: the break-up cannot be quick or easy.
        return head if is_negated(head) and head.lemma_ == "be" else None
    plain = token.pos_ == "VERB" and token.lower_ != "going"
    if any(c.lower_ in {"more", "less", "as", "how"} for c in token.children):
        return None
    if token.lower_ in _AHEAD and (not plain or is_passive(token)):
        for child in token.children:
            if child.dep_ == "xcomp" and any(w.tag_ == "TO" for w in child.children):
                return child
        if token.lower_ == "likely" and head.dep_ == "xcomp":
            return head
    return None


def _made(
    draft: Draft,
    sentence: Sentence,
    word: Token,
    predicate: Token,
    quotations: list[Quotation],
) -> Outlook | None:
    """The statement around a predicate; None where nothing but its condition is left."""
    at = sentence.start + predicate.idx
    claim = claim_holding(draft, at)
    anchor = word if word.i != predicate.i and word.pos_ in {"ADJ", "VERB"} else predicate
    condition = condition_of(predicate)
    if condition is None and anchor.i != predicate.i:
        condition = condition_of(anchor) or condition_of(anchor.head)
    if condition is None:
        for child in predicate.children:
            if child.dep_ == "xcomp" and condition is None:
                condition = condition_of(child)
    condition = quoted_whole(sentence, condition, quotations)
    factbank, likelihood = judge_predicate(predicate)
    if anchor.i != predicate.i and likelihood is None and (hedge := hedge_on(anchor.head)):
        likelihood, factbank = hedge[0], hedge[1]
    if condition is not None:
        factbank = "Uu"
    start, end = _predicted(sentence, predicate, anchor, condition)
    if start >= end:
        return None
    predicted = sentence.between(start, end)
    whole = sentence.span
    return Outlook(
        id=make_id("outlook", sentence.article, at),
        article=sentence.article,
        holder=claim.speaker if claim is not None else AUTHOR,
        predicted=predicted,
        evidence=(whole,),
        factbank=factbank,
        condition=sentence.between(*condition) if condition is not None else None,
        horizon=_horizon(draft, predicted),
        hedge=likelihood.word if likelihood is not None else word.text,
        likelihood=likelihood,
        actors=_actors(draft, predicted),
        claim=claim.id if claim is not None else None,
    )


def _named(draft: Draft, sentence: Sentence, word: Token) -> Outlook | None:
    """What a word names as expected or feared where no modal does: fears a collapse."""
    held = _values().get((word.lemma_, word.pos_.lower()))
    if held is None:
        return None
    at = sentence.start + word.idx
    claim = claim_at(draft, sentence, word)
    holder, predicted = AUTHOR, None
    if claim is not None and not claim.content.start <= at < claim.content.end:
        holder, predicted = claim.speaker, claim.content
    elif word.pos_ == "NOUN":
        for child in word.children:
            inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if child.lower_ == "of" and inner is not None and _happens(inner):
                first, last = inner.left_edge, inner.right_edge
                predicted = sentence.between(first.idx, last.idx + len(last.text))
            elif child.dep_ in {"acl", "ccomp"} and child.i > word.i:
                first, last = child.left_edge, child.right_edge
                predicted = sentence.between(first.idx, last.idx + len(last.text))
        claim = claim_holding(draft, at)
        holder = claim.speaker if claim is not None else AUTHOR
    if predicted is None:
        return None
    inside = sentence.doc.char_span(
        predicted.start - sentence.start, predicted.end - sentence.start, alignment_mode="expand"
    )
    if inside is None or any(predicted_by(token) is not None for token in inside):
        return None
    likelihood, _ = likelihood_words().get(word.lower_, (conventional(word.lemma_), held))
    return Outlook(
        id=make_id("outlook", sentence.article, at),
        article=sentence.article,
        holder=holder,
        predicted=predicted,
        evidence=(sentence.span,),
        factbank=held,
        horizon=_horizon(draft, predicted),
        hedge=word.text,
        likelihood=likelihood,
        actors=_actors(draft, predicted),
        claim=claim.id if claim is not None else None,
    )


def _happens(word: Token) -> bool:
    """Whether a word tells of something that may happen: a gerund or a noun of an event."""
    return word.dep_ == "pcomp" or word.lemma_ in _event_nouns()


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset(row["lemma"] for row in table("lexicons/event_nouns.csv"))


@cache
def _values() -> dict[tuple[str, str], FactValue]:
    return {
        (row["lemma"], row["pos"]): value(row["value"]) for row in table("lexicons/outlook.csv")
    }


def _horizon(draft: Draft, predicted: Span) -> When:
    """The day or stretch of days by which it is to come, where the words name one."""
    published = draft.article.published
    if published is None:
        return When()
    ahead = [
        when
        for _, _, when in find_dates(draft.words(predicted), published, ahead=True)
        if when.end is not None and when.end >= published
    ]
    return ahead[0] if ahead else When()


def _predicted(
    sentence: Sentence, predicate: Token, anchor: Token, condition: tuple[int, int] | None
) -> tuple[int, int]:
    """The predicted clause without its condition, where that stands at an edge."""
    words = [predicate]
    for holder in (predicate, anchor, anchor.head if anchor.i != predicate.i else predicate):
        for child in holder.children:
            if child.is_punct or child.dep_ in {"cc", "mark"}:
                continue
            if holder.i != predicate.i and child.dep_ not in {"nsubj", "nsubjpass", "expl"}:
                continue
            if child.dep_ == "conj" and any(
                c.dep_ in {"nsubj", "nsubjpass"} for c in child.children
            ):
                continue
            words += list(child.subtree)
    while len(words) > 1 and min(words, key=lambda w: w.i).lower_ in _JOINING:
        words.remove(min(words, key=lambda w: w.i))
    start, end = min(w.idx for w in words), max(w.idx + len(w) for w in words)
    if condition is not None:
        if condition[0] <= start < condition[1]:
            start = condition[1]
        elif condition[0] < end <= condition[1] + 1:
            end = condition[0]
    text = sentence.text
    while start < end and text[start] in ' ,;“"”':
        start += 1
    while start < end and text[end - 1] in ' ,;“"”.':
        end -= 1
    return start, end


def _actors(draft: Draft, span: Span) -> tuple[str, ...]:
    found = [m.actor.id for m in draft.mentions_in(span) if m.actor is not None]
    return tuple(dict.fromkeys(found))
