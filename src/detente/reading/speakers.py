"""Who speaks: from the words of a source to an actor, a kind of voice and how many."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from detente.reading.cues import voice_nouns
from detente.types import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Actor, Mention, Quantifier, SpeakerKind

#: The author of the article, where the author vouches for something in so many words.
AUTHOR = Speaker(kind="narrator", words="the author")
HEARSAY = Speaker(kind="hearsay", words="hearsay")

_KINDS: dict[str, SpeakerKind] = {
    "state": "state",
    "territory": "state",
    "government": "state",
    "ministry": "office",
    "military": "office",
    "office": "office",
    "media": "media",
    "unnamed": "unnamed_group",
    "group": "unnamed_group",
}
#: Branches of a state that the registry makes ids for, such as a state's courts.
_BRANCH = re.compile(r"[A-Z]{3}\.[A-Z]{3}")
_MANY = frozenset({"many", "most", "numerous", "countless", "dozens", "scores", "hundreds"})
_MANY_MORE = frozenset({"thousands", "majority", "much", "widely"})
_ONE = frozenset({"a", "an", "one", "another"})
_HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_WE = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_IT = frozenset({"it", "its", "itself"})
_PERSONAL = _HE | _THEY | _WE | _IT


def speaker_of(
    draft: Draft,
    sentence: Sentence,
    source: Token,
    within: Speaker | None = None,
    before: Speaker | None = None,
) -> Speaker:
    """Who the words headed by `source` stand for.

    A pronoun is never shown: the words are those of the mention it goes back to.

    Args:
        draft: the article, with its mentions.
        sentence: where the source stands.
        source: the head word of the source phrase.
        within: the speaker of the quotation it stands in, whom *I* and *we* mean.
        before: who spoke last; a *he* that speaks again is the same, unless the sentence
            itself names another.
    """
    word = source.lower_
    if word in _WE and source.pos_ == "PRON":
        return within or AUTHOR
    mention = _mention(draft, sentence, source)
    if word in _PERSONAL or source.pos_ == "PRON":
        if word in _HE and (main := _main_subject(draft, sentence, source)) is not None:
            mention = main
        elif before is not None and _speaks_again(draft, sentence, source, before):
            return before
        return _pronoun(draft, sentence, source, mention)
    if word in {"country", "nation", "state"}:
        own = _his_country(draft, source, within)
        if own is not None:
            return own
    if mention is not None and mention.actor is not None:
        return _joint(draft, mention, source, sentence) or _named(draft, mention, source, sentence)
    return _unknown(draft, sentence, source)


def kind_of(noun: Token) -> str | None:
    """The kind of voice a noun names: document, media, person, body, thing."""
    kinds = voice_nouns()
    return kinds.get(noun.lower_) or kinds.get(noun.lemma_.lower())


def words_of(draft: Draft, sentence: Sentence, head: Token) -> str:
    """A noun phrase without what is set off behind it: relative clauses, appositions."""
    first, last = head.left_edge, head
    for child in head.children:
        if child.i < head.i or child.is_punct:
            continue
        if child.dep_ in {"relcl", "acl", "appos", "conj", "cc", "advcl"}:
            break
        last = child.right_edge
        clause = next((w for w in child.subtree if w.dep_ in {"relcl", "acl"}), None)
        if clause is not None:
            last = head.doc[clause.left_edge.i - 1]
            break
    while last.i > head.i and (last.is_punct or last.lower_ == "with"):
        last = last.nbor(-1)
    span = sentence.between(first.idx, last.idx + len(last.text))
    return draft.words(span).strip(" ,")


def _mention(draft: Draft, sentence: Sentence, source: Token) -> Mention | None:
    """The mention a source phrase is about: on its head, else the person it ends in."""
    mention = draft.mention_at(sentence, source)
    kind = kind_of(source)
    if mention is not None and mention.kind not in {"demonym", "place"}:
        return mention
    if kind in {"document", "thing"}:
        return None
    start, end = source.left_edge.idx, source.idx + len(source.text)
    for child in source.children:
        if child.dep_ == "poss":
            start = max(start, child.right_edge.idx + 1)
    for child in source.children:
        if child.dep_ in {"appos", "prep", "compound", "flat"} and child.i >= source.i:
            last = child.right_edge
            if not any(w.dep_ in {"relcl", "acl"} for w in child.subtree):
                end = max(end, last.idx + len(last.text))
    base = sentence.start
    inside = [
        m
        for m in draft.mentions_between(base + start, base + end)
        if m.span.end <= base + end and m.kind == "person"
    ]
    if inside and (kind in {"person", None} or source.pos_ == "PROPN"):
        return inside[-1]
    if source.pos_ == "PROPN" or source.ent_type_ in {"GPE", "NORP"}:
        return mention
    return None


def _main_subject(draft: Draft, sentence: Sentence, pronoun: Token) -> Mention | None:
    """The person in the main clause whom *he* means in an adverbial clause after it.

    "L. stirred speculation when he said ...": a subject pronoun of an adverbial clause takes
    up the subject of its main clause, if that is one person.
    """
    verb = pronoun.head
    while verb.dep_ in {"conj", "ccomp", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "ccomp":
            return None
        verb = verb.head
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ != "advcl":
        return None
    for child in verb.head.children:
        if child.dep_ == "nsubj" and child.i < pronoun.i:
            mention = _mention(draft, sentence, child)
            return mention if mention is not None and mention.kind == "person" else None
    return None


def _speaks_again(draft: Draft, sentence: Sentence, source: Token, before: Speaker) -> bool:
    at = sentence.start + source.idx
    if any(
        m.kind == "person" and sentence.start <= m.span.start < at
        for m in draft.mentions_in(sentence.span)
    ):
        return False
    if source.lower_ in {"he", "she"}:
        return before.kind in {"named", "office"} or before.quantifier == "one"
    return source.lower_ == "they" and before.quantifier in {"many", "some"}


def _his_country(draft: Draft, source: Token, within: Speaker | None) -> Speaker | None:
    """In somebody's words "his country" is the speaker's own."""
    owned = any(c.dep_ == "poss" and c.lower_ in _HE | _WE for c in source.children)
    if owned and within is not None and within.state is not None:
        return Speaker("state", draft.registry.name(within.state), within.state, within.state)
    return None


def _named(draft: Draft, mention: Mention, source: Token, sentence: Sentence) -> Speaker:
    actor = mention.actor
    assert actor is not None
    kind = _kind(actor)
    if mention.kind == "unnamed":
        kind = "media" if kind_of(source) == "media" else "unnamed_group"
    elif kind == "unnamed_group" and mention.kind in {"name", "person"}:
        kind = "media" if kind_of(source) == "media" else "named"
    words = mention.words
    if mention.kind == "pronoun":
        words = _antecedent_words(draft, mention, actor)
    elif kind == "unnamed_group":
        words = words_of(draft, sentence, source)
    quantity = quantity_of(source) if kind == "unnamed_group" else None
    return Speaker(kind, words, actor.id, actor.state, quantity)


def _joint(draft: Draft, mention: Mention, source: Token, sentence: Sentence) -> Speaker | None:
    """Those who speak together: "India and Pakistan agreed", "Lavrov and Zarif said"."""
    found = [mention]
    last = source
    for token in source.conjuncts:
        other = draft.mention_at(sentence, token)
        if token.i > source.i and other is not None and other.actor is not None:
            found.append(other)
            last = max(last, token, key=lambda t: t.i)
    actors = list(dict.fromkeys(m.actor.id for m in found if m.actor is not None))
    kinds = {_kind(m.actor) for m in found if m.actor is not None}
    if len(actors) < 2 or not kinds <= {"named", "state", "office"}:
        return None
    if any(m.kind == "unnamed" or m.kind == "pronoun" for m in found):
        return None
    end = max(m.span.end for m in found)
    words = draft.article.text[mention.span.start : end]
    kind: SpeakerKind = kinds.pop() if len(kinds) == 1 else "named"
    return Speaker(kind, " ".join(words.split()), "+".join(sorted(actors)))


def _kind(actor: Actor) -> SpeakerKind:
    if actor.type == "group" and "+" in actor.id:
        # Several spoken of as one: persons have ids in small letters.
        return "named" if any(id.islower() for id in actor.id.split("+")) else "state"
    if actor.type == "group" and _BRANCH.fullmatch(actor.id):
        return "office"
    return _KINDS.get(actor.type, "named")


def _antecedent_words(draft: Draft, pronoun: Mention, actor: Actor) -> str:
    earlier = reversed(draft.mentions_between(0, pronoun.span.start))
    named = (m for m in chain(earlier, draft.mentions) if m.kind != "pronoun")
    nearest = next((m for m in named if m.actor is not None and m.actor.id == actor.id), None)
    return nearest.words if nearest is not None else actor.name


def _pronoun(draft: Draft, sentence: Sentence, source: Token, mention: Mention | None) -> Speaker:
    if mention is not None and mention.actor is not None:
        actor = mention.actor
        kind = _kind(actor)
        words = _antecedent_words(draft, mention, actor)
        return Speaker(kind, words, actor.id, actor.state)
    found = _earlier(draft, sentence, source)
    if found is not None:
        assert found.actor is not None
        kind = _kind(found.actor)
        return Speaker(kind, found.words, found.actor.id, found.actor.state)
    if source.lower_ in _PERSONAL:
        return Speaker("unnamed_group", "not named", None, None, "one")
    return Speaker(
        "unnamed_group", words_of(draft, sentence, source), None, None, quantity_of(source)
    )


def _earlier(draft: Draft, sentence: Sentence, source: Token) -> Mention | None:
    at = sentence.start + source.idx
    kinds = {"person"} if source.lower_ in _HE else {"name", "metonym", "office", "group"}
    if source.lower_ in _WE | _THEY:
        return None
    floor = draft.sentences[max(0, sentence.index - 3)].start
    found = [
        m for m in draft.mentions_between(floor, at) if m.kind in kinds and m.actor is not None
    ]
    return found[-1] if found else None


def _unknown(draft: Draft, sentence: Sentence, source: Token) -> Speaker:
    words = words_of(draft, sentence, source)
    kind = kind_of(source)
    owner = _owner(draft, sentence, source)
    state = owner.actor.state if owner is not None and owner.actor is not None else None
    if kind in {"document", "thing"}:
        return Speaker("document", words, None, state)
    if kind == "media":
        return Speaker("media", words, None, state)
    capital = source.i > 0 and source.text[0].isupper()
    if source.pos_ == "PROPN" or source.ent_type_ in {"PERSON", "ORG"} or capital:
        return Speaker("named", words, None, state)
    if kind == "body" and owner is not None:
        return Speaker("state", words, None, state)
    return Speaker("unnamed_group", words, None, state, quantity_of(source))


def _owner(draft: Draft, sentence: Sentence, source: Token) -> Mention | None:
    first, last = source.left_edge.idx, source.idx + len(source.text)
    base = sentence.start
    inside = [m for m in draft.mentions_between(base + first, base + last) if m.actor is not None]
    return inside[0] if inside else None


def quantity_of(source: Token) -> Quantifier:
    """Many, some or one: from determiners, numbers and the number of the noun."""
    words = {child.lower_ for child in source.children} | {source.lower_}
    if words & (_MANY | _MANY_MORE):
        return "many"
    if source.tag_ in {"NN", "NNP"} and words & _ONE:
        return "one"
    if source.tag_ in {"NN", "NNP"} and source.lower_ not in {"some", "several", "few", "media"}:
        return "one"
    return "some"
