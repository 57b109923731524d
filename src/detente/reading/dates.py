"""Dates in news prose: what a text says about when, resolved against the day it was published.

Our own patterns, because the general libraries take "may" for May, put "17 May" in the future
and lose "late April" and "since March". Every answer is an interval with both ends included,
a precision and the name of the rule that gave it.

Conventions: a bare weekday is the last one up to the dateline day itself; a month and day
without a year is the latest one in the past unless the sentence looks ahead; "early" is the
first ten days of a month (first third of a year), "mid" the 11th to 20th, "late" the rest;
weeks run from Monday to Sunday; "recent weeks" reaches back a month; "weeks after" is one to
four weeks. 05/06/2018 can be read in two orders and stands for the stretch between both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.date_finding import find_dates, scan, told_last
from detente.types import When

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from detente.reading.date_finding import Hit
    from detente.reading.draft import Draft, Sentence

__all__ = ["find_dates", "when_of"]

#: How many sentences back the date of an anchor is looked for, and a date told last.
_TOLD, _LAST = 12, 3


def when_of(draft: Draft, sentence: Sentence, token: Token, *, dateline: bool = True) -> When:
    """When the act that a word tells took or takes place.

    The date that hangs on the word itself, on the verb that carries it or on the clause it
    opens; else, if ``dateline``, the day of publication (rule ``dateline``); else unknown.
    A time told by another event ("a day after the strike") is counted from the date which the
    sentence, or one before it, gives for that event.
    """
    published = draft.article.published
    if published is None:
        return When()
    when = _own(draft, sentence, token, published, _TOLD)
    if when is None and (when := _as_anchor(draft, sentence, token, published)) is None:
        return When(published, published, "day", "dateline") if dateline else When()
    return when


def _own(draft: Draft, sentence: Sentence, token: Token, published: date, back: int) -> When | None:
    """The date told of a word, looking ``back`` so many sentences for what it is counted from."""
    best: tuple[int, bool, int, int] | None = None
    found: When | None = None
    for hit in scan(sentence.text, published):
        span = sentence.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or not _may_date(hit, token):
            continue
        anchor = _anchor_word(span) if hit.offset is not None and hit.offset.follows else None
        root = span.root
        if anchor is not None:
            if token.i == anchor.i or anchor.is_ancestor(token):
                continue
            # "a day after X struck": the clause that follows hangs on what is dated.
            root = anchor if anchor.tag_.startswith("VB") else root
        rank = _attached(root, token)
        if rank is None and hit.offset is not None and not hit.offset.follows:
            # "threatened to leave a week later": told dates go with the telling.
            verb = root.head if root.head.pos_ in ("VERB", "AUX") else root.head.head
            rank = 4 if verb.dep_ == "xcomp" and verb.head.i == token.i else None
        if rank is None:
            continue
        if best is not None and (rank, anchor is not None) > best[:2]:
            continue
        when = hit.when or _counted(draft, sentence, hit, anchor, published, back)
        if when is None or when.start is None or when.end is None:
            continue
        # Of two on one word the closer told wins: "decades ago, in February 1982".
        length = (when.end - when.start).days
        key = (rank, anchor is not None, length, abs(span.root.i - token.i))
        if best is None or key < best:
            best, found = key, when
    return found


def _may_date(hit: Hit, token: Token) -> bool:
    """Whether a date is not that of the anchor of an offset, to which the word does not belong."""
    return hit.anchored is None or hit.anchored <= token.idx < hit.end


def _anchor_word(offset: Tokens) -> Token | None:
    """The verb or noun from which "a day after ..." counts."""
    last: Token = offset[-1]
    if last.dep_ == "mark":
        return last.head
    for child in last.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return last.head if last.dep_ in ("prep", "advmod") and last.head.i > last.i else None


def _counted(
    draft: Draft,
    sentence: Sentence,
    hit: Hit,
    anchor: Token | None,
    published: date,
    back: int,
) -> When | None:
    """The date of an offset whose anchor stands in an earlier sentence, if back."""
    offset = hit.offset
    if offset is None or not back:
        return None
    before = draft.sentences[max(0, sentence.index - back) : sentence.index][::-1]
    if not offset.follows:
        for other in before[:_LAST]:
            told = told_last(scan(other.text, published), offset)
            if told is not None:
                return offset.from_anchor(told, hit.rule)
        return offset.from_report(published, hit.rule)
    if anchor is None:
        return None
    for other in before:
        for token in other.doc:
            if _one_word(token, anchor):
                when = _own(draft, other, token, published, 0)
                if when is not None and (moved := offset.from_anchor(when, hit.rule)):
                    return moved
    return None


def _one_word(token: Token, anchor: Token) -> bool:
    """Whether two words can tell one act: "withdrew", "withdrawal"."""
    a, b = token.lemma_.lower(), anchor.lemma_.lower()
    return a == b or (len(a) > 5 and len(b) > 5 and a[:6] == b[:6])


def _as_anchor(draft: Draft, sentence: Sentence, token: Token, published: date) -> When | None:
    """The date of an act from which another is counted: "said so on Friday, a day after it struck".

    Without a date for the other, news in the past tense counts from the day of the report.
    """
    for hit in scan(sentence.text, published):
        offset = hit.offset
        if offset is None or not offset.follows or hit.when is not None:
            continue
        span = sentence.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        anchor = _anchor_word(span) if span is not None else None
        if span is None or anchor is None or anchor.i != token.i:
            continue
        outer = anchor.head if span[-1].dep_ == "mark" else span.root.head
        when = _own(draft, sentence, outer, published, 0) if outer.i != anchor.i else None
        if when is None and outer.tag_ in ("VBD", "VBZ"):
            when = When(published, published, "day", "dateline")
        if when is not None:
            return offset.back().from_anchor(when, hit.rule)
    return None


def _attached(root: Token, token: Token) -> int | None:
    """How closely a date hangs on a word: 0 directly, 1 by its verb; None not at all."""
    if root.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
        # "this year's election" dates the election alone.
        return 0 if root.head.i == token.i else None
    chain: list[Token] = []
    at = root
    for _ in range(12):
        if at.head.i == at.i:
            break
        at = at.head
        chain.append(at)
        if at.i == token.i:
            return 0
        if at.pos_ in ("VERB", "AUX"):
            break
    if not chain:
        return None
    verb = chain[-1]
    # The verb the word is the object of, or to which it is joined.
    at = token
    for step in range(1, 5):
        dep = at.dep_
        if at.head.i == at.i or dep in ("ccomp", "relcl", "advcl", "acl"):
            return None
        if dep == "conj" and at.pos_ == "VERB" and root.i > at.i:
            return None
        at = at.head
        if at.i == verb.i:
            return step
    return None
