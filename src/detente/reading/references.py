"""Disputed expressions: what "foreign forces" means, speaker by speaker, actor by actor.

One says "all foreign forces must leave"; others then say whom he meant. An expression counts
as disputed where at least one voice interprets it: by a list ("including the Turks"), by
naming what was meant ("he had the Iranians in mind"), by an exclusion ("Russia was the sole
exception") or by a condition ("those who entered without permission"). Every voice gives one
row that says of each actor in question whether it is in, out, or not mentioned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.ids import make_id
from detente.reading.certainty import is_negated
from detente.reading.clauses import VERB_TAGS, is_noun, is_passive, lemma_of, objects
from detente.reading.expressions import Expression, find_expressions, head_class
from detente.reading.parties import Parties, home, innermost, prepositional, unique
from detente.types import Reading, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Claim, Mention, PartyStance

_AUTHOR = Speaker("narrator", "the author")
_MEANING = {"refer": "to", "allude": "to", "point": "to", "speak": "of", "talk": "about"}
_AIMED = frozenset({"aim", "direct", "address", "target", "mean", "intend"})
_WORDS = frozenset(
    {"word", "remark", "statement", "comment", "phrase", "expression", "call", "message"}
)
_LEAVE = frozenset(["leave", "go", "withdraw", "depart", "exit", "pull", "quit", "move"])
_STAY = frozenset({"remain", "stay", "keep", "continue"})
_HAVE = frozenset({"have", "keep", "maintain", "station", "deploy", "operate", "field"})
_EXCEPT = frozenset({"except", "excluding", "excepting", "barring", "bar", "save", "but"})


@dataclass(slots=True)
class _Voice:
    """One interpretation as it is found: who is in, who is out, on what ground."""

    sentence: Sentence
    trigger: Token
    ground: str
    inside: list[Mention] = field(default_factory=list)
    outside: list[Mention] = field(default_factory=list)
    expression: Expression | None = None
    others: PartyStance = "silent"


def find_readings(draft: Draft) -> None:
    """Add the readings of disputed expressions to the draft.

    Args:
        draft: with its mentions and claims found.
    """
    expressions = find_expressions(draft)
    if not expressions:
        return
    present: list[Mention] = []
    voices: list[_Voice] = []
    for sentence in draft.sentences:
        parties = Parties.of(draft, sentence)
        present += _present(parties)
        for voice in _voices(parties, expressions):
            voice.expression = voice.expression or _spoken_of(sentence, expressions)
            if voice.expression is not None:
                voices.append(voice)
    for disputed in {_root(v.expression, expressions).key: v for v in voices if v.expression}:
        own = [v for v in voices if v.expression and v.expression.key == disputed]
        _add(draft, own, expressions, present)


def _root(expression: Expression, expressions: list[Expression]) -> Expression:
    """The first utterance of an expression in the article."""
    return next(e for e in expressions if e.key == expression.key)


def _spoken_of(sentence: Sentence, expressions: list[Expression]) -> Expression | None:
    """The expression last spoken of, no later than a sentence: "the words", "he meant"."""
    before = [e for e in expressions if e.sentence <= sentence.index]
    quoted = [e for e in before if e.quoted]
    return (quoted or before)[-1] if before else None


# ----- frames --------------------------------------------------------------------------------


def _voices(parties: Parties, expressions: list[Expression]) -> Iterator[_Voice]:
    for token in parties.sentence.doc:
        if token.tag_ in VERB_TAGS:
            yield from _meaning(parties, token)
        if is_noun(token):
            yield from _listing(parties, token, expressions)
        yield from _exception(parties, token, expressions)
        yield from _condition(parties, token, expressions)


def _meaning(parties: Parties, verb: Token) -> Iterator[_Voice]:
    """Say whom somebody meant: "was referring to", "had ... in mind", "were aimed at"."""
    lemma = lemma_of(verb)
    found: list[Token] = []
    if lemma in _MEANING:
        found = list(prepositional(verb, _MEANING[lemma]))
    elif lemma == "mean" and not is_passive(verb):
        found = [o for o in objects(verb) if o.tag_ not in ("WP", "WDT")]
    elif lemma in _AIMED and any(lemma_of(n) in _WORDS for n in _subjects(verb)):
        found = list(prepositional(verb, "at", "to", "for"))
    elif lemma == "have" and any(lemma_of(n) == "mind" for n in prepositional(verb, "in")):
        found = [o for o in objects(verb) if o.tag_ not in ("WP", "WDT", "DT")]
    if lemma in _MEANING and not any(head_class(n) or parties.at(n) for n in found):
        return
    if lemma in ("speak", "talk") and not _speaks_of_meaning(verb):
        return
    named = unique(m for noun in found for m in _meant(parties, noun))
    if not named:
        return
    ground = "lists" if any(_lists(noun) for noun in found) else "interpretation"
    voice = _Voice(parties.sentence, verb, ground)
    if is_negated(verb):
        voice.outside = named
    else:
        voice.inside = named
        if any(
            c.lower_ in ("only", "solely") for n in found for c in (*n.children, *verb.children)
        ):
            voice.others = "out"
    yield voice


def _speaks_of_meaning(verb: Token) -> bool:
    """Whether "was speaking of" explains words: progressive or perfect, under a claim."""
    return verb.tag_ == "VBG" and verb.dep_ == "ccomp"


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]


def _meant(parties: Parties, noun: Token) -> list[Mention]:
    """Those a noun phrase means: its parties, or the owners of its forces."""
    found = parties.named(noun)
    joined = [noun, *(c for c in noun.children if c.dep_ == "conj")]
    if not found:
        found = [m for each in joined for m in parties.owners(each)]
    if not found:
        # "aimed at the United States" names no place, whatever the preposition.
        found = [m for each in joined if (m := parties.inside(each)) is not None]
    return unique(found)


def _lists(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("including", "as", "like") for c in noun.children)


def _listing(parties: Parties, noun: Token, expressions: list[Expression]) -> Iterator[_Voice]:
    """Unfold an expression into those it holds: "all foreign troops, including the Turks"."""
    if not _lists(noun):
        return
    at = parties.sentence.locate(noun)
    for expression in expressions:
        if expression.span.start <= at.start < expression.span.end:
            if _governed(noun):
                return  # told by the verb of meaning above it
            named = parties.named(noun)
            if named:
                yield _Voice(parties.sentence, noun, "lists", named, expression=expression)


def _governed(noun: Token) -> bool:
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return lemma_of(above) in _MEANING or lemma_of(above) == "mean"


def _exception(parties: Parties, token: Token, expressions: list[Expression]) -> Iterator[_Voice]:
    """Take somebody out: "Russia was the sole exception", "all except the Russians"."""
    named: list[Mention] = []
    if lemma_of(token) == "exception" and is_noun(token):
        named = parties.after(token, "of")
        if token.dep_ == "attr":
            named = parties.subjects(token.head)
    elif token.lower_ in _EXCEPT and token.dep_ in ("prep", "pcomp", "mark", "cc"):
        named = unique(
            m
            for child in token.subtree
            if child.dep_ == "pobj" and child.head.i in (token.i, token.i + 1)
            for m in parties.named(child)
        )
        if not any(e.sentence == parties.sentence.index for e in expressions):
            return
    if not named:
        return
    expression = _class_near(parties, expressions)
    if expression is not None:
        yield _Voice(
            parties.sentence, token, "exclusion", [], named, expression=expression, others="in"
        )


def _class_near(parties: Parties, expressions: list[Expression]) -> Expression | None:
    """The expression whose kind of head is spoken of in this sentence or the one before."""
    draft, here = parties.draft, parties.sentence.index
    near = [s for s in draft.sentences if here - 1 <= s.index <= here]
    forces = any(head_class(t) == "force" for s in near for t in s.doc)
    found = [
        e for e in expressions if (forces and e.key[0] == "force") or here - 1 <= e.sentence <= here
    ]
    quoted = [e for e in found if e.quoted]
    return (quoted or found)[-1] if found else None


def _condition(parties: Parties, token: Token, expressions: list[Expression]) -> Iterator[_Voice]:
    """Say which by a condition: "those who should leave are the ones who entered without ..."."""
    if token.lower_ not in ("those", "ones", "forces", "troops") or token.dep_ != "nsubj":
        return
    leaving = [c for c in token.children if c.dep_ == "relcl" and lemma_of(c) in _LEAVE]
    if not leaving or lemma_of(token.head) != "be":
        return
    said = [c for c in token.head.children if c.dep_ in ("attr", "nsubj") and c.i > token.i]
    if not any(c.dep_ == "relcl" for attr in said for c in attr.children):
        return
    expression = next((e for e in reversed(expressions) if e.key[0] == "force"), None)
    if expression is None:
        return
    yield _Voice(
        *(parties.sentence, token, "condition", [], _who_stays(parties, token)),
        expression=expression,
    )


def _who_stays(parties: Parties, token: Token) -> list[Mention]:
    """Whom the same speaker says to stay, in the sentences beside."""
    draft = parties.draft
    speaker = _speaker(innermost(draft.claims, parties.sentence.locate(token)))
    found: list[Mention] = []
    for sentence in draft.sentences:
        if abs(sentence.index - parties.sentence.index) > 2:
            continue
        other = Parties.of(draft, sentence)
        for verb in sentence.doc:
            if lemma_of(verb) not in _STAY or verb.tag_ not in VERB_TAGS:
                continue
            claim = innermost(draft.claims, sentence.locate(verb))
            same = claim is not None and _same(claim.speaker, speaker)
            if same and not is_negated(verb):
                for subject in _subjects(verb):
                    found += _meant(other, subject)
    return unique(found)


def _same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers are one, or speak for one state."""
    if one.actor is not None and one.actor == other.actor:
        return True
    return one.state is not None and one.state == other.state


def _present(parties: Parties) -> list[Mention]:
    """Whose forces the author says are there: "Russia, Iran and others have troops in Syria"."""
    found: list[Mention] = []
    for verb in parties.sentence.doc:
        if lemma_of(verb) in _HAVE and any(head_class(o) == "force" for o in objects(verb)):
            found += parties.subjects(verb)
    return found


# ----- rows ----------------------------------------------------------------------------------


def _speaker(claim: Claim | None) -> Speaker:
    return claim.speaker if claim is not None else _AUTHOR


def _party(draft: Draft, mention: Mention) -> str:
    """The actor in question: a state for its people and forces, a named group for itself."""
    actor = mention.actor
    assert actor is not None
    organ = (actor.id.split(".")[-1],) in draft.registry.tables["organs"]  # "Iranian militias"
    if actor.type in ("armed_group", "party", "igo") and not organ:
        return actor.id
    return actor.id if actor.listed and not actor.state else home(actor)


def _add(
    draft: Draft, voices: list[_Voice], expressions: list[Expression], present: list[Mention]
) -> None:
    """Write a row for each speaker of one expression."""
    assert voices[0].expression is not None
    root = _root(voices[0].expression, expressions)
    same = [e for e in expressions if e.key == root.key]
    shown = next((e for e in same if e.quoted), root)
    named = [m for voice in voices for m in (*voice.inside, *voice.outside)]
    universe = list(dict.fromkeys(_party(draft, m) for m in (*named, *present)))
    for voice in voices:
        claim = innermost(draft.claims, voice.sentence.locate(voice.trigger))
        stances: dict[str, PartyStance] = dict.fromkeys(universe, voice.others)
        stances.update({_party(draft, m): "in" for m in voice.inside})
        stances.update({_party(draft, m): "out" for m in voice.outside})
        speaker = _speaker(claim)
        draft.readings.append(
            Reading(
                id=make_id(
                    *("r", draft.article.id, voice.sentence.start + voice.trigger.idx, root.words)
                ),
                article=draft.article.id,
                expression=shown.words,
                utterance=root.span,
                speaker=speaker,
                ground=voice.ground,
                parties=tuple(stances.items()),
                evidence=(voice.sentence.span,),
                claim=claim.id if claim is not None else None,
            )
        )
