"""The grammar of attribution: which words are cue, source and content of each claim.

A frame is a claim as the parse shows it, before anybody is recognised. Frames may nest ("A
said B believes ..."); each cue word makes at most one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from detente.reading.cues import cues, light_verbs, voice_nouns
from detente.reading.quotations import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.cues import Cue
    from detente.reading.draft import Sentence
    from detente.reading.quotations import Quotation

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REDUCED = frozenset({"acl", "amod", "relcl"})
#: Verbs whose passive subject is the one who is told.
_TOLD = frozenset("tell inform warn assure remind advise notify brief promise ask".split())
_VERBAL = frozenset({"VERB", "AUX"})
#: Prepositions that belong to the object of a cue: accuse X *of* Y, blame X *for* Y.
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "over", "to", "with", "on", "in", "from"})
_NOUN_PREPOSITIONS = frozenset({"of", "about", "over", "for", "to", "against", "on", "at"})
_EDGES = " \t\n,;:—–-“”\"„«»`'"
#: Joining words that a parse left behind at the end of a content.
_LOOSE = re.compile(r"(?:[\s,;]+(?:and|or|but|however|while|as))+[\s,]*$")
_DATELINE = re.compile(r"[A-Z][A-Z.,/\s]{2,40}(?:[A-Z][a-z.]+\s*)?(?:\([\w\s]+\)\s*)?[-–—]+\s")
_PHRASES = frozenset({"view", "opinion", "word", "eye", "account", "estimation", "judgment"})


#: Stretches of the content, its head word, and words that join the cue.
Content: TypeAlias = "tuple[list[tuple[int, int]], Token | None, list[Token]]"


@dataclass(slots=True)
class Frame:
    """One attribution in one sentence.

    Attributes:
        cue: the word the claim turns on; ``cue_words`` adds what belongs to it.
        sense: its entry in the lexicon.
        name: the frame that matched.
        source: head word of whoever speaks; None where nobody is named.
        content: stretches of characters of the sentence, in order; the cue may stand between.
        predicate: head word of the content, None for quotations that have none here.
        addressee: head word of whoever is addressed.
    """

    sentence: Sentence
    cue: Token
    cue_words: list[Token]
    sense: Cue
    name: str
    source: Token | None
    content: list[tuple[int, int]]
    predicate: Token | None = None
    addressee: Token | None = None
    relays: list[Token] = field(default_factory=list)

    @property
    def hull(self) -> tuple[int, int]:
        """From the first to the last character of the content, offsets in the article."""
        base = self.sentence.start
        return base + self.content[0][0], base + self.content[-1][1]


def find_frames(sentence: Sentence, quotations: list[Quotation]) -> list[Frame]:
    """All attributions of one sentence, in the order of their cues."""
    found: dict[int, Frame] = {}
    hedges: list[Frame] = []
    for token in sentence.doc:
        for frame in _at(sentence, token, quotations):
            if not frame.content:
                continue
            if frame.name == "hedge":
                hedges.append(frame)
            else:
                found.setdefault(frame.cue.i, frame)
    frames = sorted(found.values(), key=lambda frame: frame.cue.i)
    _relay(frames)
    _align(frames)
    clauses: set[int] = set()
    for hedge in hedges:
        assert hedge.predicate is not None
        inside = any(
            first <= hedge.cue.idx < last for frame in frames for first, last in frame.content
        )
        if not inside and hedge.predicate.i not in clauses:
            clauses.add(hedge.predicate.i)
            frames.append(hedge)
    return sorted(frames, key=lambda frame: frame.cue.i)


def _at(sentence: Sentence, token: Token, quotations: list[Quotation]) -> Iterator[Frame]:
    if token.pos_ in _VERBAL or token.tag_.startswith("VB"):
        if token.lemma_ == "accord" or token.lower_ == "according":
            yield from _according(sentence, token)
        elif token.lemma_ in cues("verb") or _particled(token) in cues("verb"):
            yield from _verb(sentence, token, quotations)
        if token.tag_ == "MD":
            yield from _hedge(sentence, token, cues("modal"))
    elif token.pos_ == "NOUN":
        if token.lemma_ in cues("noun"):
            yield from _noun(sentence, token)
        if token.lemma_ in _PHRASES and token.dep_ == "pobj" and token.head.lower_ == "in":
            yield from _in_the_view(sentence, token)
    elif token.pos_ == "ADJ" and token.lower_ in cues("adjective"):
        yield from _adjective(sentence, token)
    if token.lower_ in cues("adverb") and token.dep_ in {"advmod", "acomp", "nmod", "amod"}:
        yield from _adverb(sentence, token)


# -- verbs ------------------------------------------------------------------------------------


def _verb(sentence: Sentence, verb: Token, quotations: list[Quotation]) -> Iterator[Frame]:
    """Try the frames of a cue verb, the clearest first; the first that fits is taken."""
    if is_imagined(verb):
        return
    senses = cues("verb").get(_particled(verb)) or cues("verb").get(verb.lemma_, ())
    source, passive = source_of(verb)
    if senses[0].cue_class == "say" and (source is None or _in_dateline(source)):
        if not passive or (verb.tag_ in {"VBD", "VBN"} and not _is_reduced(verb)):
            beside = _beside(verb)
            source, passive = (beside, False) if beside is not None else (source, passive)
    for name, fit in (
        ("seem", _seem),
        ("raise", _raised),
        ("clause", _clause),
        ("control", _control),
        ("parenthesis", _parenthesis),
        ("infinitive", _infinitive),
        ("gerund", _gerund),
        ("name", _named),
        ("as", _as),
        ("preposition", _preposition),
        ("experiencer", _experiencer),
        ("quote", _quoted),
        ("thing", _thing),
        ("object", _object),
    ):
        for sense in senses:
            if not _allows(sense, name):
                continue
            if name == "preposition":
                content, predicate, extra = _preposition(verb, sense)
            elif name == "quote":
                content, predicate, extra = _quoted(sentence, verb, quotations)
            else:
                content, predicate, extra = fit(verb, passive)  # type: ignore[operator]
            if not content:
                continue
            if name == "parenthesis" and _crosses(sentence, verb, content, quotations):
                continue
            if name in {"seem", "raise"}:
                who = None
            elif name == "experiencer":
                who = _object_of(verb, passive)
            elif passive and source is None and not _is_told(verb, name):
                continue
            else:
                who = source
            if not _suits(sense, who, senses, name):
                continue
            if name == "object" and predicate is not None and _lends(verb, predicate):
                return
            if name in {"object", "thing"} and _weak_object(verb, who):
                continue
            if name == "object" and sense.cue_class in {"believe", "demand"}:
                content = _without_aside(content, predicate)
            yield Frame(
                sentence,
                verb,
                _cue_words(verb, extra),
                sense,
                name,
                who,
                tidy(sentence, _with_quote(sentence, content, quotations, name, verb.idx)),
                predicate,
                _addressee(verb, name, passive),
            )
            return


def _crosses(
    sentence: Sentence, verb: Token, content: list[tuple[int, int]], quotations: list[Quotation]
) -> bool:
    """Whether a cue stands in a quotation that its supposed content stands outside of."""
    base = sentence.start
    around = within(quotations, base + verb.idx, base + verb.idx + 1)
    return any(not (q.start - base <= content[0][0] < q.end - base) for q in around)


def _is_reduced(verb: Token) -> bool:
    """Whether a participle, or the first of a row of them, hangs on a noun."""
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        verb = verb.head
    return verb.dep_ in _REDUCED


def _is_told(verb: Token, name: str) -> bool:
    """Whether a passive cue without an agent still reports: he *was told* that ..."""
    if name != "clause" or _is_reduced(verb):
        return False
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.lower_ == "it":
        return True
    return verb.lemma_ in _TOLD and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)


def _particled(verb: Token) -> str:
    """A verb with its particle, as in *point out*."""
    for child in verb.children:
        if child.dep_ == "prt" or (child.i == verb.i + 1 and child.tag_ in {"RP", "RB"}):
            return f"{verb.lemma_} {child.lower_}"
    return ""


def _in_dateline(source: Token) -> bool:
    """Whether a subject is the dateline of an agency report, "MACAU (Reuters) -"."""
    found = _DATELINE.match(source.doc.text)
    return found is not None and source.idx < found.end()


def _beside(verb: Token) -> Token | None:
    """The noun phrase that stands right before or after a cue the parser left alone."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return None
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in {"ADV", "AUX"} or doc[at].text in ",)"):
        if doc[at].text == ")":
            while at >= 0 and doc[at].text != "(":
                at -= 1
        at -= 1
    places = [at] if at >= 0 and doc[at].pos_ in {"PROPN", "NOUN", "PRON"} else []
    if verb.i and doc[verb.i - 1].text in ',”"' and verb.i + 1 < len(doc):
        after = verb.i + 1
        while after + 1 < len(doc) and doc[after].pos_ in {"DET", "ADJ", "PROPN", "NOUN"}:
            if doc[after + 1].pos_ not in {"ADJ", "PROPN", "NOUN"}:
                break
            after += 1
        if doc[after].pos_ in {"PROPN", "NOUN", "PRON"}:
            places.insert(0, after)
    for place in places:
        noun = doc[place]
        while noun.head.i != noun.i and noun.dep_ in {"compound", "flat", "nmod", "appos"}:
            noun = noun.head
        if abs(noun.i - verb.i) < 12:
            return noun
    return None


def _allows(sense: Cue, name: str) -> bool:
    if name == "parenthesis":
        return bool(sense.frames & {"quote", "clause"})
    if name == "preposition":
        return bool(sense.prepositions)
    return name in sense.frames


def _suits(sense: Cue, source: Token | None, senses: tuple[Cue, ...], name: str) -> bool:
    """Whether the sense goes with the source: things show, people say."""
    if name in {"seem", "raise"}:
        return True
    shows = any(other.cue_class == "show" for other in senses)
    if not shows:
        return source is not None or sense.cue_class == "say"
    if source is not None and voice_nouns().get(source.lemma_.lower()) == "document":
        return True
    thing = source is None or is_thing(source)
    return thing == (sense.cue_class == "show")


def is_thing(source: Token) -> bool:
    """Whether a source is something that shows rather than somebody who says."""
    if source.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return False
    if source.pos_ == "PROPN":
        return False
    kind = voice_nouns().get(source.lemma_.lower())
    if source.pos_ == "PRON":
        return source.lower_ in {"this", "that", "it", "which", "what", "all"} or (
            source.tag_ == "WDT"
        )
    return kind in {None, "thing"}


def is_person(noun: Token) -> bool:
    """Whether a noun names a person, going by name or trade."""
    named = noun.pos_ == "PROPN" or noun.ent_type_ == "PERSON"
    return named or voice_nouns().get(noun.lemma_.lower()) == "person"


def is_imagined(verb: Token) -> bool:
    """Whether a cue is only imagined: could say, should demand, if he says, wants to deny."""
    at = verb
    while at.dep_ == "conj" and at.head.pos_ in _VERBAL:
        at = at.head
    if _is_infinitive(at) and at.dep_ in {"xcomp", "ccomp", "acl", "relcl"}:
        head = at.head
        part = "verb" if head.pos_ in _VERBAL else "noun"
        senses = cues(part).get(head.lemma_, ())
        if any(
            sense.cue_class in {"demand", "promise", "threat", "believe", "deny"}
            for sense in senses
        ):
            return True
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in {"could", "should", "must", "may", "might"}:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}:
            return True
    return False


def _clause(verb: Token, passive: bool) -> Content:
    for child in verb.children:
        if child.dep_ == "ccomp" or (child.dep_ == "advcl" and _mark(child) == "that"):
            if child.i < verb.i:
                return _before(verb, child), child, []
            if _is_infinitive(child) and _mark(child) is None:
                continue
            return [_stretch(child)], child, []
    return [], None, []


def _before(verb: Token, clause: Token) -> list[tuple[int, int]]:
    """A content clause that stands before its cue: "..., he said", and what follows after."""
    first, last = _stretch(clause)
    cue = _cue_clause(verb)
    own = [(first, min(last, cue[0]))]
    if last > cue[1]:
        own.append((cue[1], last))
    return own


def _cue_clause(verb: Token) -> tuple[int, int]:
    """The characters of a cue and its subject, as in ", he said,"."""
    words = [verb, *(w for c in verb.children if c.dep_ in _SUBJECTS for w in c.subtree)]
    words += [c for c in verb.children if c.dep_ in {"aux", "neg", "advmod", "dobj", "dative"}]
    words += [
        w
        for c in verb.children
        if c.dep_ in {"prep", "npadvmod"} and abs(c.i - verb.i) < 3
        for w in c.subtree
    ]
    return min(w.idx for w in words), max(w.idx + len(w) for w in words)


def _parenthesis(verb: Token, passive: bool) -> Content:
    head = verb.head
    if head == verb or passive or any(c.dep_ == "ccomp" for c in verb.children):
        return [], None, []
    if verb.dep_ not in {"parataxis", "ccomp", "advcl", "dep"} or head.pos_ not in _VERBAL:
        return [], None, []
    if not any(c.dep_ in _SUBJECTS for c in verb.children):
        return [], None, []
    first, last = _cue_clause(verb)
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.idx < first + 1}
    if marks & {"as"} and not any(c.dep_ in {"dobj", "xcomp", "prep"} for c in verb.children):
        # "As a reporter noted, the hall was half empty."
        first, last = _stretch(verb)
        start, end = _stretch(head)
        content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 8]
        return (content, head, []) if first == start or last == end else ([], None, [])
    if _mark(verb) is not None or marks & {"when", "as", "while", "if"}:
        return [], None, []
    left = verb.doc.char_span(first, last, alignment_mode="expand")
    if left is None or left.start == 0 or left[0].nbor(-1).text not in ',”"':
        return [], None, []
    start, end = _stretch(head)
    if start >= first:
        return [], None, []
    content = [(start, first)]
    if end > last:
        content.append((last, end))
    return content, head, []


def _infinitive(verb: Token, passive: bool) -> Content:
    if passive:
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and _is_infinitive(child):
            if any(c.dep_ in _SUBJECTS for c in child.children):
                continue
            return [_stretch(child)], child, []
    return [], None, []


def _control(verb: Token, passive: bool) -> Content:
    """Object and infinitive: "urged Iran to stop", "expected all forces to withdraw"."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in {"xcomp", "ccomp", "advcl"}:
            continue
        if not _is_infinitive(child):
            continue
        if passive and child.dep_ == "xcomp":
            return [_stretch(child)], child, []
        for holder in (child, verb):
            for noun in holder.children:
                inside = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
                if inside and verb.i < noun.i < child.i:
                    return [(_stretch(noun)[0], _stretch(child)[1])], child, []
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            for clause in child.children:
                if clause.dep_ in {"relcl", "acl"} and _is_infinitive(clause):
                    return [_stretch(child)], clause, []
    return [], None, []


def _gerund(verb: Token, passive: bool) -> Content:
    for child in verb.children:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > verb.i:
            return [_stretch(child)], child, []
    return [], None, []


def _lends(verb: Token, noun: Token) -> bool:
    """Whether a verb only lends a cue noun its subject, and the noun makes the frame."""
    return (
        verb.lemma_ in light_verbs()
        and noun.lemma_ in cues("noun")
        and next(_noun_content(noun), None) is not None
    )


def _named(verb: Token, passive: bool) -> Content:
    """Object and what it is called: "called him a liar", "deemed it illegal"."""
    for child in verb.children:
        if child.dep_ == "oprd" and child.i > verb.i:
            owner = _object_of(verb, passive)
            parts = [_stretch(owner)] if owner is not None else []
            return _joined([*parts, _stretch(child)]), child, []
        if child.dep_ == "ccomp" and child.i > verb.i and child.pos_ in {"ADJ", "NOUN", "PROPN"}:
            if any(c.dep_ in _SUBJECTS for c in child.children):
                return [_stretch(child)], child, []
    return [], None, []


def _as(verb: Token, passive: bool) -> Content:
    owner = _object_of(verb, passive)
    if owner is None:
        return [], None, []
    for child in verb.children:
        if child.lower_ == "as" and child.dep_ in {"prep", "mark"} and child.i > verb.i:
            inner = next((c for c in child.children), None)
            if inner is None or inner.i < child.i:
                continue
            return _joined([_stretch(owner), _stretch(child)]), inner, []
    return [], None, []


def _object_of(verb: Token, passive: bool) -> Token | None:
    for child in verb.children:
        if child.dep_ == ("nsubjpass" if passive else "dobj"):
            return child
    if verb.dep_ in {"relcl", "acl"} and (passive or verb.dep_ == "relcl"):
        return verb.head
    return None


def _preposition(verb: Token, sense: Cue) -> Content:
    if any(c.dep_ == "dobj" for c in verb.children):
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"prep", "prt"} and child.lower_ in sense.prepositions:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    last = _stretch(inner)[1]
                    return [(_stretch(inner)[0], last)], inner, [child]
    return [], None, []


def _object(verb: Token, passive: bool) -> Content:
    if passive:
        owner = _object_of(verb, True)
        return ([_stretch(owner)], owner, []) if owner is not None else ([], None, [])
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
            last = _stretch(child)[1]
            for other in verb.children:
                linked = other.dep_ in {"prep", "dative"} and other.i > child.i
                linked = linked and other.nbor(-1).text != ","
                if linked and other.lower_ in _OBJECT_PREPOSITIONS:
                    last = max(last, _stretch(other)[1])
            return [(_stretch(child)[0], last)], child, []
    if verb.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in verb.children):
        return [], None, []
    return [], None, []


def _thing(verb: Token, passive: bool) -> Content:
    """An object that is no person: one welcomes a step, but greets a guest."""
    content, head, extra = _object(verb, passive)
    if head is None or head.pos_ == "PROPN" or head.ent_type_ == "PERSON":
        return [], None, []
    if voice_nouns().get(head.lemma_.lower()) in {"person", "body"}:
        return [], None, []
    return content, head, extra


def _experiencer(verb: Token, passive: bool) -> Content:
    """What worries somebody: the subject is the content, the object whose worry it is."""
    owner = _object_of(verb, passive)
    if owner is None or owner.pos_ == "PRON" or is_thing(owner):
        return [], None, []
    for child in verb.children:
        if child.dep_ in {"nsubj", "csubj"} and not passive and not is_person(child):
            return [_stretch(child)], child, []
        if passive and child.dep_ in {"agent", "prep"} and child.lower_ in {"by", "at", "over"}:
            for inner in child.children:
                return [_stretch(inner)], inner, []
    return [], None, []


def _without_aside(content: list[tuple[int, int]], noun: Token | None) -> list[tuple[int, int]]:
    """What is wanted, without a relative clause set off by a comma: that is the author's."""
    for child in noun.subtree if noun is not None else ():
        first = child.left_edge
        if child.dep_ == "relcl" and first.i and first.nbor(-1).text == ",":
            start, end = content[-1]
            if start < first.idx < end:
                return [*content[:-1], (start, first.idx)]
    return content


def _weak_object(verb: Token, source: Token | None) -> bool:
    """Object frames need somebody as source: a law may *propose*, rain may not *threaten*."""
    if source is None:
        return True
    return is_thing(source) and source.pos_ != "PRON"


def _seem(verb: Token, passive: bool) -> Content:
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp":
            return [_stretch(child)], child, []
        if child.dep_ in {"xcomp", "oprd", "acomp"}:
            if child.dep_ == "acomp" and verb.lemma_ in {"look", "prove"}:
                continue
            if verb.lemma_ in {"look", "prove"} and not _is_infinitive(child):
                continue
            if subject is None:
                return [_stretch(child)], child, []
            if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return _joined([_phrase(verb.head, verb), _stretch(child)]), child, []
            return _joined([_stretch(subject), _stretch(child)]), child, []
        if child.lower_ in {"as", "like"} and child.dep_ in {"prep", "mark"}:
            for inner in child.children:
                return [_stretch(inner)], inner, []
    return [], None, []


def _raised(verb: Token, passive: bool) -> Content:
    """Hearsay in the passive: "is said to be", "it is believed that"."""
    if not passive or any(c.dep_ == "agent" for c in verb.children):
        return [], None, []
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return [], None, []
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp" and _is_infinitive(child):
            return _joined([_stretch(subject), _stretch(child)]), child, []
        if child.dep_ == "ccomp" and subject.lower_ == "it":
            return [_stretch(child)], child, []
    return [], None, []


def _quoted(sentence: Sentence, verb: Token, quotations: list[Quotation]) -> Content:
    """A quotation that stands beside the cue, or runs on to the end of the sentence."""
    base = sentence.start
    here = within(quotations, sentence.start, sentence.end)
    if any(q.start - base <= verb.idx < q.end - base for q in here):
        return [], None, []
    content: list[tuple[int, int]] = []
    first, last = _cue_clause(verb)
    text = sentence.doc.text
    for quotation in here:
        start = max(quotation.start - base, 0)
        end = min(quotation.end - base, len(text))
        gap = text[end:first] if end <= first else text[last:start] if start >= last else "x" * 99
        if len(text[start:end].split()) < 2 and len(gap) > 3:
            continue
        if gap.count(" ") <= 8 or (end > first and start >= last and ":" in gap):
            content.append((start, end))
    if not content and (before := _said_before(sentence, verb, quotations)) is not None:
        content.append(before)
    return content, None, []


def _said_before(
    sentence: Sentence, verb: Token, quotations: list[Quotation]
) -> tuple[int, int] | None:
    """A quotation that ended the sentence before: "Who knows?" he asked."""
    if verb.dep_ != "ROOT" or verb.i > 12:
        return None
    if any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.i > verb.i for c in verb.children):
        return None
    for quotation in quotations:
        if 0 <= sentence.start - quotation.outer_end <= 2:
            return quotation.start - sentence.start, quotation.end - sentence.start
    return None


# -- other cues -------------------------------------------------------------------------------


def _noun(sentence: Sentence, noun: Token) -> Iterator[Frame]:
    """Somebody's claim that ..., promise to ..., mistrust of ..."""
    source, verb = _noun_source(noun)
    for sense, content, predicate, whole in _noun_content(noun):
        shows = sense.cue_class == "show"
        if source is None and not shows:
            continue
        if whole and verb is not None:
            content = (_stretch(noun)[0], content[1])
        yield Frame(
            sentence,
            noun,
            [verb, noun] if verb is not None else [noun],
            sense,
            "noun",
            None if shows else source,
            tidy(sentence, [content]),
            predicate,
        )
        return


def _noun_content(noun: Token) -> Iterator[tuple[Cue, tuple[int, int], Token, bool]]:
    """What a cue noun introduces; last, whether it is a thing and no clause."""
    after = [child for child in noun.children if child.i > noun.i]
    for sense in cues("noun")[noun.lemma_]:
        for child in after:
            if child.dep_ in {"ccomp", "acl", "relcl"} and _mark(child) == "that":
                if "clause" in sense.frames:
                    yield sense, _stretch(child), child, False
            elif child.dep_ in {"acl", "relcl", "xcomp"} and _is_infinitive(child):
                if "infinitive" in sense.frames:
                    last = max(_stretch(c)[1] for c in after if c.dep_ == child.dep_)
                    yield sense, (_stretch(child)[0], last), child, False
        for child in after:
            if child.dep_ == "prep" and child.lower_ in _NOUN_PREPOSITIONS:
                inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
                if inner is not None and "object" in sense.frames:
                    yield sense, _stretch(inner), inner, True


def _noun_source(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose the claim, promise or threat is, and the light verb that says so."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in light_verbs():
        source, passive = source_of(head)
        if source is not None and not passive and not is_thing(source):
            return source, head
    for child in noun.children:
        if child.dep_ == "poss":
            return child, None
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner, None
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ in {"NORP", "GPE"}:
            return child, None
    if noun.dep_ == "nsubjpass" and head.lemma_ in light_verbs():
        return source_of(head)[0], head
    return None, None


def _adjective(sentence: Sentence, adjective: Token) -> Iterator[Frame]:
    """Confident that ..., wary of ...; impersonal: it is clear that ..."""
    copula = adjective.head if adjective.dep_ in {"acomp", "oprd"} else None
    if copula is None:
        return
    source, _ = source_of(copula)
    for sense in cues("adjective")[adjective.lower_]:
        for child in [*adjective.children, *copula.children]:
            if child.i < adjective.i:
                continue
            if "impersonal" in sense.frames:
                subject = next((c for c in copula.children if c.dep_ in _SUBJECTS), None)
                if child.dep_ == "ccomp" and subject is not None and subject.lower_ == "it":
                    pass
                elif sense.speaker == "CT+" or child.dep_ != "xcomp":
                    continue
                elif sense.lemma in {"likely", "unlikely"} and subject is not None:
                    parts = _joined([_stretch(subject), _stretch(child)])
                    yield Frame(
                        sentence,
                        adjective,
                        [adjective],
                        sense,
                        "hedge",
                        None,
                        tidy(sentence, parts),
                        child,
                    )
                    return
                else:
                    continue
                source = None
            elif child.dep_ == "ccomp" and "clause" in sense.frames:
                pass
            elif child.dep_ == "xcomp" and "infinitive" in sense.frames:
                pass
            elif child.dep_ == "prep" and child.lower_ in sense.prepositions:
                pass
            else:
                continue
            if source is None and "impersonal" not in sense.frames:
                return
            if source is not None and is_thing(source) and source.pos_ != "PRON":
                return
            span = _stretch(child)
            if child.dep_ == "prep":
                inner = next((c for c in child.children), None)
                if inner is None:
                    continue
                span, child = _stretch(inner), inner
            yield Frame(
                sentence,
                adjective,
                [copula, adjective],
                sense,
                "adjective",
                source,
                tidy(sentence, [span]),
                child,
            )
            return


def _adverb(sentence: Sentence, adverb: Token) -> Iterator[Frame]:
    """Reportedly, allegedly: hearsay about the clause; probably, perhaps: the author's hedge."""
    head = adverb.head
    while head.pos_ not in _VERBAL and head.head != head and head.dep_ != "ROOT":
        if head.dep_ in {"relcl", "acl", "advcl", "pobj", "prep"} or head.pos_ == "NOUN":
            return
        head = head.head
    for sense in cues("adverb")[adverb.lower_]:
        hedge = "hedge" in sense.frames
        if hedge and (head.pos_ not in _VERBAL or head.dep_ in {"acl", "relcl", "pcomp"}):
            return
        if head.pos_ not in _VERBAL:
            return
        yield Frame(
            sentence,
            adverb,
            [adverb],
            sense,
            "hedge" if hedge else "hearsay",
            None,
            tidy(sentence, _clause_without(head, adverb)),
            head,
        )
        return


def _hedge(
    sentence: Sentence, modal: Token, lexicon: dict[str, tuple[Cue, ...]]
) -> Iterator[Frame]:
    senses = lexicon.get(modal.lower_)
    head = modal.head
    if senses is None or modal.dep_ != "aux" or head.dep_ in {"relcl", "acl", "advcl"}:
        return
    yield Frame(
        sentence,
        modal,
        [modal],
        senses[0],
        "hedge",
        None,
        tidy(sentence, _clause_without(head, None)),
        head,
    )


def _clause_without(head: Token, adverb: Token | None) -> list[tuple[int, int]]:
    """The clause of a predicate, coordinated clauses left out."""
    words = [head]
    for child in head.children:
        if child == adverb or child.is_punct or child.dep_ in {"cc"}:
            continue
        if child.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in child.children):
            continue
        words += list(child.subtree)
    if adverb is not None:
        own = {w.i for w in adverb.subtree}
        words = [w for w in words if w.i not in own]
    return [(min(w.idx for w in words), max(w.idx + len(w) for w in words))]


def _according(sentence: Sentence, word: Token) -> Iterator[Frame]:
    to = next((c for c in word.children if c.lower_ == "to"), None)
    if to is None and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "to":
        to = word.nbor(1)
    if to is None:
        return
    source = next((c for c in to.children if c.dep_ in {"pobj", "pcomp"}), None)
    sense = cues("verb")["say"][0]
    if source is None:
        return
    head = word.head
    while head.pos_ not in _VERBAL and head.head != head:
        head = head.head
    first, last = word.idx, _stretch(source)[1]
    start, end = _stretch(head)
    content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 3]
    if not content:
        return
    yield Frame(
        sentence, word, [word, to], sense, "according", source, tidy(sentence, content), head
    )


def _in_the_view(sentence: Sentence, noun: Token) -> Iterator[Frame]:
    """In his view, in the words of the minister."""
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        for child in noun.children:
            if child.lower_ == "of":
                source = next((c for c in child.children if c.dep_ == "pobj"), None)
    prep = noun.head
    head = prep.head
    if source is None or head.pos_ not in _VERBAL:
        return
    first, last = prep.idx, max(_stretch(noun)[1], _stretch(source)[1])
    start, end = _stretch(head)
    content = [(a, b) for a, b in ((start, first), (last, end)) if b - a > 3]
    if content:
        sense = cues("verb")["hold" if noun.lemma_ in {"view", "opinion"} else "say"][0]
        yield Frame(
            sentence,
            noun,
            [prep, noun],
            sense,
            "phrase",
            source,
            tidy(sentence, content),
            head,
        )


def _relay(frames: list[Frame]) -> None:
    """A cue already says who speaks; "according to a statement" on it tells how it came."""
    for relay in [frame for frame in frames if frame.name == "according"]:
        for frame in frames:
            if frame is relay or relay.source is None:
                continue
            # Set off by a comma at the end it goes with the whole, wherever it was hung.
            inside = frame.content[-1][0] < relay.cue.idx <= frame.content[-1][1]
            last = relay.cue.i > 0 and relay.cue.nbor(-1).text in {",", "”", '"'} and inside
            if relay.predicate == frame.cue or last:
                frame.relays.append(relay.source)
                start, end = relay.cue.idx, frame.content[-1][1]
                shorter = tidy(
                    frame.sentence, [(a, min(b, start)) for a, b in frame.content if a < start]
                )
                if start < end and shorter:
                    frame.content = shorter
                frames.remove(relay)
                break


def _align(frames: list[Frame]) -> None:
    """Take a later cue out of an earlier content: "said X came and added that Y went".

    A coordinated or participial cue without a subject of its own, in the tense of the cue
    before, goes on with what the first speaker says; the parser tends to hang it lower.
    """
    for later in frames:
        cue = later.cue
        if later.sense.cue_class == "show" or later.name not in {"clause", "quote", "as", "name"}:
            continue
        if any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in cue.children):
            continue
        joint = next((c for c in cue.head.children if c.dep_ == "cc"), None)
        participle = (
            cue.tag_ == "VBG"
            and cue.dep_ in {"advcl", "acl"}
            and (cue.i > 0 and cue.nbor(-1).text in {",", "”", '"'})
        )
        if not participle and (cue.dep_ != "conj" or joint is None or joint.i > cue.i):
            continue
        for earlier in frames:
            if earlier.cue.i >= cue.i or not earlier.content or earlier.name != "clause":
                continue
            first, last = earlier.content[-1]
            same = participle or earlier.cue.tag_ == cue.tag_
            if not (same and first < cue.idx < last and earlier.sense.cue_class != "believe"):
                continue
            start = cue.left_edge.idx if joint is None or participle else joint.idx
            cut = tidy(earlier.sentence, [*earlier.content[:-1], (first, max(first, start))])
            if cut:
                earlier.content = cut
                later.source = earlier.source
            break


# -- who --------------------------------------------------------------------------------------


def source_of(verb: Token) -> tuple[Token | None, bool]:
    """The head word of a cue's source, and whether the cue is passive.

    Follows coordination, control, participles and relative clauses to the subject they share;
    a participle after *with* ("with media describing him as ...") belongs to the noun there.
    """
    passive = is_passive(verb)
    if passive:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner, True
        return None, True
    return subject_of(verb), False


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a passive participle on a noun."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
        and (
            verb.dep_ in {"acl", "advcl", "amod", "relcl"}
            or (verb.dep_ == "conj" and is_passive(verb.head))
        )
    )


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The subject a verb has or shares."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS or (child.dep_ == "expl" and child.lower_ == "it"):
            return _antecedent(child, verb)
    head = verb.head
    if head == verb or depth > 6:
        return None
    if verb.dep_ == "conj" and head.pos_ in _VERBAL:
        return subject_of(head, depth + 1)
    if verb.dep_ in {"acl", "relcl"} or (verb.dep_ == "amod" and verb.i > head.i):
        if verb.tag_ == "VBG" or verb.dep_ == "relcl":
            absolute = _with_absolute(head, verb)
            if absolute is not None:
                return absolute
            if verb.i and verb.nbor(-1).text == "," and voice_nouns().get(head.lemma_) is None:
                return _governing_subject(head, depth)
            return head
        if _is_infinitive(verb):
            return _governing_subject(head, depth)
        return head
    if verb.dep_ in {"xcomp", "advcl", "pcomp", "dep", "prep"}:
        if verb.dep_ == "xcomp":
            for child in head.children:
                if child.dep_ == "dobj" and child.i < verb.i and _is_infinitive(verb):
                    return child
                if child.dep_ == "nsubj" and head.lemma_ == "be" and is_thing(child):
                    return _whose(child, depth)
        return _governing_subject(verb, depth)
    return None


def _whose(noun: Token, depth: int) -> Token | None:
    """Whose purpose a noun names: "the reason Putin came was to ...", "Israel's answer was to"."""
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"}:
            return subject_of(child, depth + 1)
        if child.dep_ == "poss" or (child.dep_ == "amod" and child.ent_type_ == "NORP"):
            return child
    return noun


def _governing_subject(token: Token, depth: int) -> Token | None:
    at = token.head
    for _ in range(12):
        if at.pos_ in _VERBAL:
            return subject_of(at, depth + 1)
        if at.head == at:
            return None
        at = at.head
    return None


def _with_absolute(head: Token, participle: Token) -> Token | None:
    """The noun after *with* that a participle belongs to, however deep the parser hung it."""
    at = head
    for _ in range(6):
        if at.dep_ == "pobj" and at.head.lower_ == "with":
            before = at.head.i and at.head.nbor(-1).text == ","
            return at if before else None
        if at.head == at:
            return None
        at = at.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """A relative pronoun's antecedent, or the word itself."""
    if subject.tag_ in {"WDT", "WP"} and subject.lower_ in {"who", "which", "that"}:
        at = verb
        while at.dep_ == "conj":
            at = at.head
        if at.dep_ == "relcl":
            return at.head
    return subject


# -- stretches --------------------------------------------------------------------------------


def _mark(clause: Token) -> str | None:
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), None)


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def _stretch(token: Token) -> tuple[int, int]:
    """The characters of a subtree; a leading *that* is left out."""
    first, last = token.left_edge, token.right_edge
    if first.lower_ == "that" and first.dep_ == "mark" and first.i < last.i:
        first = first.nbor(1)
    return first.idx, last.idx + len(last.text)


def _phrase(noun: Token, without: Token) -> tuple[int, int]:
    """A noun phrase up to a relative clause."""
    first = noun.left_edge
    last = without.left_edge.i - 1
    end = noun.doc[max(last, noun.i)]
    return first.idx, end.idx + len(end.text)


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    parts = sorted(parts)
    joined = [parts[0]]
    for start, end in parts[1:]:
        if start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _with_quote(
    sentence: Sentence,
    content: list[tuple[int, int]],
    quotations: list[Quotation],
    name: str,
    cue: int,
) -> list[tuple[int, int]]:
    """Content that ends inside a quotation, its cue outside, runs on to the end of it."""
    base = sentence.start
    if name in {"seem", "raise"} or not content or within(quotations, base + cue, base + cue + 1):
        return content
    first, last = content[-1]
    text = sentence.doc.text
    for quotation in quotations:
        start, end = quotation.start - base, quotation.end - base
        follows = last <= start <= last + 3 and not text[last : start - 1].strip()
        if first <= start and (start < last < end or follows):
            last = min(end, len(text))
    return [*content[:-1], (first, last)]


def tidy(sentence: Sentence, content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Trim blanks, commas and quotation marks at the edges, and the sentence's final stop."""
    text = sentence.doc.text
    trimmed: list[tuple[int, int]] = []
    for start, end in content:
        if start < 0:
            trimmed.append((start, end))
            continue
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES + ".":
            if text[end - 1] == "." and text[end - 3 : end - 2] == ".":
                break
            end -= 1
        if loose := _LOOSE.search(text, start, end):
            end = loose.start()
        if end - start > 1:
            trimmed.append((start, end))
    return trimmed


def _cue_words(verb: Token, extra: list[Token]) -> list[Token]:
    words = [verb, *extra]
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg", "prt"} and child.i < verb.i + 3:
            words.append(child)
    return sorted(set(words), key=lambda word: word.i)


def _addressee(verb: Token, name: str, passive: bool) -> Token | None:
    if name not in {"clause", "control", "quote", "parenthesis"}:
        return None
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} or (passive and child.dep_ == "nsubjpass"):
            if child.dep_ == "dative" and child.lower_ == "to":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.lower_ != "it":
                return child
    for child in verb.children:
        if name == "control" and child.dep_ in {"xcomp", "ccomp"}:
            return next((c for c in child.children if c.dep_ in _SUBJECTS), None)
    return None
