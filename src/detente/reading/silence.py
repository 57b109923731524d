"""What is said not to be done: silence, inaction, refusal, acquiescence, inability.

Silence means something where a word was to be expected. So a non-action keeps what it stands
in the face of, why something else was expected, and how it is read, where the text says so.
The patterns are a table (``lexicons/silence.csv``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.ids import make_id
from detente.reading.attribution import claim_holding
from detente.reading.certainty import is_negated
from detente.reading.speakers import speaker_of
from detente.reading.subjects import source_of, subject_of
from detente.reading.verb_cues import is_imagined
from detente.types import NonAction, Participant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Span

_AHEAD = frozenset({"will", "would", "can", "should", "must", "shall", "could", "'ll", "’ll"})
_FACING = frozenset(
    {"following", "after", "amid", "despite", "over", "during", "on", "about", "regarding"}
    | {"concerning", "against", "to", "when", "while", "as"}
)
_FACING_PHRASES = ("in reaction to", "in response to", "in the face of", "in the wake of")
_CONCEDING = frozenset({"though", "although", "despite"})
_READING = frozenset(
    {"suggest", "indicate", "show", "signal", "imply", "mean", "demonstrate", "reveal", "hint"}
    | {"fuel", "prompt", "raise"}
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the table: a form, its head words, what must go with them, the kind.

    A word of ``rest`` with ``!`` before it must not go with them: who "failed to win" tried,
    and militias that "do not answer to" a capital are not silent.
    """

    form: str
    heads: frozenset[str]
    rest: tuple[str, ...]
    kind: str


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """The patterns by head word."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for row in table("lexicons/silence.csv"):
        heads = frozenset(row["head"].split())
        pattern = Pattern(row["form"], heads, tuple(row["rest"].split()), row["kind"])
        for head in heads:
            found[head] = (*found.get(head, ()), pattern)
    return found


def find_non_actions(draft: Draft) -> None:
    """Find non-actions and add them to the draft; those whose actor is not known are left."""
    known = patterns()
    for sentence in draft.sentences:
        taken: set[int] = set()
        for token in sentence.doc:
            for pattern in known.get(token.lemma_.lower(), ()) or known.get(token.lower_, ()):
                owner, trigger = match(pattern, token)
                if trigger is None or owner is None or trigger.i in taken:
                    continue
                if owner.lower_ in {"those", "anyone", "anybody", "everyone", "one", "you"}:
                    continue
                speaker = speaker_of(draft, sentence, owner)
                if speaker.actor is None:
                    continue
                taken.add(trigger.i)
                actor = Participant(speaker.actor, speaker.state, speaker.words)
                draft.non_actions.append(_made(draft, sentence, pattern, trigger, actor))
                break


def match(pattern: Pattern, head: Token) -> tuple[Token | None, Token | None]:
    """Whose non-action a word tells under a pattern, and the verb or noun it turns on."""
    form, verbal = pattern.form, head.pos_ in {"VERB", "AUX"}
    if verbal and form in {"complement", "idiom", "infinitive", "gerund", "bare", "negated"}:
        plain = form == "negated"
        itself = form == "idiom" and {"no", "nothing"} & set(pattern.rest)
        if is_negated(head) != plain and not itself:
            return None, None
        if any(c.lower_ in _AHEAD for c in head.children if c.dep_ == "aux"):
            return None, None
        if head.tag_ == "VB" and not _hedged(head) and not is_negated(head) and is_imagined(head):
            return None, None
        if source_of(head)[1] and form != "complement":
            return None, None
        if _complete(pattern, head):
            return subject_of(head), head
    elif form == "without" and head.dep_ == "pcomp" and head.head.lower_ == "without":
        return subject_of(head), head
    elif form == "adverb" and head.dep_ == "advmod" and head.head.lemma_ in pattern.rest:
        return source_of(head.head)[0], head.head
    elif form == "noun" and head.dep_ == "amod" and head.head.lemma_ in pattern.rest:
        return _owner(head.head), head.head
    elif form == "owned" and head.pos_ == "NOUN":
        return _owner(head), head
    elif form == "absent" and head.pos_ == "NOUN" and any(c.lower_ == "no" for c in head.children):
        return _from(head), head
    elif form in {"unable", "able"} and head.dep_ == "acomp":
        negative = form == "unable" or is_negated(head.head) or _neg(head)
        if negative and any(c.dep_ in {"xcomp", "prep"} for c in head.children):
            return subject_of(head.head), head
    elif form == "unclear" and head.dep_ == "acomp" and (is_negated(head.head) or _neg(head)):
        for child in head.head.children:
            if child.dep_ in {"csubj", "ccomp"} and child.lemma_ in pattern.rest:
                return subject_of(child), head
    return None, None


def _hedged(head: Token) -> bool:
    return any(c.lower_ in {"may", "might"} for c in head.children if c.dep_ == "aux")


def _neg(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _complete(pattern: Pattern, head: Token) -> bool:
    rest = pattern.rest
    if pattern.form == "complement":
        return any(
            c.lower_ in rest for c in head.children if c.dep_ in {"acomp", "oprd", "attr", "dobj"}
        )
    spoiling = {word[1:] for word in rest if word.startswith("!")}
    if pattern.form == "infinitive":
        return any(
            c.dep_ in {"xcomp", "ccomp"}
            and any(w.tag_ == "TO" for w in c.children)
            and c.lemma_ not in spoiling
            for c in head.children
        )
    if pattern.form == "negated":
        return not any(c.dep_ == "prep" and c.lower_ in spoiling for c in head.children)
    if pattern.form == "gerund":
        if rest == ("*",):
            return any(c.dep_ == "xcomp" and c.tag_ == "VBG" for c in head.children)
        return _follows(head, rest)
    if pattern.form == "idiom":
        return _follows(head, rest)
    return True


def _follows(head: Token, rest: tuple[str, ...]) -> bool:
    """Whether words come after a head in order, adverbs between them left out."""
    at = head.i + 1
    doc = head.doc
    for word in rest:
        while at < len(doc) and doc[at].pos_ == "ADV" and doc[at].lower_ != word:
            at += 1
        if at >= len(doc):
            return False
        token = doc[at]
        fits = token.dep_ == "poss" if word == "POSS" else word in {token.lower_, token.lemma_}
        if not fits:
            return False
        at += 1
    return True


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "amod" and child.ent_type_ == "NORP"):
            return child
    found = _from(noun)
    if found is None and noun.dep_ == "dobj":
        return source_of(noun.head)[0]
    return found


def _from(noun: Token) -> Token | None:
    for holder in (noun, noun.head):
        for child in holder.children:
            if child.dep_ == "prep" and child.lower_ in {"from", "by", "of"}:
                if child.i < noun.i or (child.lower_ == "of" and holder != noun):
                    continue
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _made(
    draft: Draft, sentence: Sentence, pattern: Pattern, trigger: Token, actor: Participant
) -> NonAction:
    at = sentence.start + trigger.idx
    claim = claim_holding(draft, at)
    clause = trigger
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    facing, expected, read = _around(sentence, clause, trigger, pattern.rest)
    return NonAction(
        id=make_id("nonaction", sentence.article, at, actor.actor, pattern.kind),
        article=sentence.article,
        actor=actor,
        kind=pattern.kind,
        evidence=(sentence.span,),
        in_face_of=facing,
        expected_because=expected,
        read_as=read,
        claim=claim.id if claim is not None else None,
    )


def _around(
    sentence: Sentence, clause: Token, trigger: Token, rest: tuple[str, ...]
) -> tuple[Span | None, Span | None, Span | None]:
    facing = expected = read = None
    for child in _hangers(clause, trigger):
        marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"} and c.i < child.i}
        concedes = child.dep_ == "advcl" and marks & _CONCEDING
        if concedes or (child.dep_ == "prep" and child.lower_ in _CONCEDING):
            expected = expected or _whole(sentence, child)
        elif child.dep_ == "advcl" and marks & {"as", "when", "while", "after"}:
            facing = facing or _whole(sentence, child)
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in _READING:
            read = read or _whole(sentence, child)
        elif child.dep_ == "prep" and child.i > trigger.i and child.lower_ not in rest:
            words = sentence.text[child.idx :].lower()
            if any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in child.children):
                continue  # "on Monday" is when, not what it is silent about
            if child.lower_ in _FACING or words.startswith(_FACING_PHRASES):
                facing = facing or _with_deed(sentence, child)
        elif child.dep_ == "dobj" and child.head == trigger and child.i > trigger.i:
            facing = facing or _whole(sentence, child)
    return facing, expected, read


def _hangers(clause: Token, trigger: Token) -> Iterator[Token]:
    """What hangs on the clause of a non-action, and on its own words."""
    seen: set[int] = set()
    for holder in (trigger, clause, *clause.children, *trigger.children):
        nearby = holder in (trigger, clause) or holder.dep_ in {
            "acomp",
            "attr",
            "oprd",
            "dobj",
            "xcomp",
            "prep",
            "pcomp",
        }
        for child in holder.children:
            if nearby and child.i not in seen:
                seen.add(child.i)
                yield child


def _with_deed(sentence: Sentence, prep: Token) -> Span:
    """A preposition's phrase with the participle that tells the deed: to Israel *striking*."""
    whole = _whole(sentence, prep)
    for other in prep.head.children:
        if other.tag_ == "VBG" and other.dep_ == "advcl":
            deed = _whole(sentence, other)
            if whole.end < deed.start <= whole.end + 1:
                return sentence.between(prep.idx, deed.end - sentence.start)
    return whole


def _whole(sentence: Sentence, token: Token) -> Span:
    first, last = token.left_edge, token.right_edge
    while first.i < last.i and first.is_punct:
        first = first.nbor(1)
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return sentence.between(first.idx, last.idx + len(last.text))
