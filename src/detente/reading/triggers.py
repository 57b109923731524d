"""Which words of a sentence may tell an act: verbs and nouns, by tables of senses.

The tables (``data/lexicons/event_verbs.csv``, ``event_nouns.csv``, ``light_verbs.csv``) hold
one sense a line: the word, what must stand beside it, the PLOVER type and mode (manual
v2.0), and where the act's target is to be looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
#: Places in a clause that only a noun phrase takes.
NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "appos", "dative", "npadvmod"})
#: Nouns that stand for what their "of" phrase names: "a spate of assaults".
TRANSPARENT = frozenset(
    {"spate", "series", "wave", "round", "number", "string", "handful", "barrage", "volley"}
    | {"campaign", "couple", "set", "slew", "flurry", "kind", "sort", "type", "form", "act"}
    | {"program", "programme", "member", "majority", "part", "bout", "pair", "dozen", "hundred"}
    | {"score", "some", "many", "most", "several", "one", "two", "three", "all", "both", "each"}
    | {"none", "group", "lot"}
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of an event word.

    Attributes:
        lemma: the word.
        type: PLOVER type, ``mode`` its mode or None.
        particle: a verb's particle ("pull *out*").
        object: what the direct object must be: nothing (anything goes), ``none``, ``some``,
            ``actor``, or lemmas of the head noun joined by ``|``.
        prep: prepositions of which one must follow; ``from=deal|treaty`` asks for the noun
            after it too, ``to-`` for an infinitive (``to-conflict`` and
            ``to-coop``: of an act of that tenor), ``that`` for a clause, ``subj`` for
            one that demands, ``oprd`` for a name given.
        modifier: words of which one must stand before a noun; with ``!``, words that must not.
        of: what a noun's "of" phrase names: ``source``, ``target``, ``both`` or nothing.
        target: where the target stands, in order: ``object`` or prepositions.
    """

    lemma: str
    type: str
    mode: str | None
    particle: str
    object: str
    prep: frozenset[str]
    modifier: frozenset[str]
    of: str
    target: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much it asks for; the sense that asks most goes first."""
        asked = (self.particle, self.prep, self.modifier)
        named = self.object not in ("", "some", "none")
        brought = any("=" in name for name in self.prep)
        return 2 * named + 2 * brought + sum(map(bool, asked)) + bool(self.object)


@dataclass(frozen=True, slots=True)
class Light:
    """A verb that lends its subject to the noun of its object: "launch a strike".

    ``role`` is the part of its subject (``source``, ``target`` or ``party``); ``prep`` the
    preposition that brings the noun in ("come *under* attack"), if it is not the object.
    """

    lemma: str
    prep: str
    role: str


@dataclass(slots=True)
class Trigger:
    """A word of a sentence in one of its senses, with the light verb that carries it."""

    token: Token
    sense: Sense
    noun: bool
    carrier: Token | None = None
    role: str = "source"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of ``data/lexicons``."""
    return list(table(f"lexicons/{name}"))


def _set(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


@cache
def _senses(name: str) -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = {}
    for row in rows(name):
        sense = Sense(
            lemma=row["lemma"],
            type=row["type"],
            mode=row["mode"] or None,
            particle=row.get("particle", ""),
            object=row.get("object", ""),
            prep=_set(row["prep"]),
            modifier=_set(row.get("modifier", "")),
            of=row.get("of", ""),
            target=tuple(row["target"].split()),
        )
        found.setdefault(sense.lemma, []).append(sense)
    for senses in found.values():
        senses.sort(key=lambda sense: -sense.weight)
    return found


def verb_senses() -> dict[str, list[Sense]]:
    """Senses of verbs by lemma, the most demanding first."""
    return _senses("event_verbs.csv")


def noun_senses() -> dict[str, list[Sense]]:
    """Senses of nouns by lemma, the most demanding first."""
    return _senses("event_nouns.csv")


@cache
def light_verbs() -> dict[tuple[str, str], Light]:
    """Light verbs by lemma and preposition ("" where the noun is the object)."""
    return {
        (row["lemma"], row["prep"]): Light(row["lemma"], row["prep"], row["role"])
        for row in rows("light_verbs.csv")
    }


def is_noun(token: Token) -> bool:
    """Whether a word stands as a noun, whatever the tagger made of "UK strikes"."""
    if token.tag_ in NOUN_TAGS:
        return True
    return token.tag_ in ("VBZ", "VBP") and token.dep_ in NOMINAL


def lemma_of(token: Token) -> str:
    """The lemma as the tables have it: lower case, a noun's plural undone."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in ("NNPS", "NNP") and lemma == token.lower_:
        return _singular(lemma)
    return lemma


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def preposition_path(prep: Token) -> str:
    """A preposition with the one it brings along: "out of", "away from"."""
    inner = next((child for child in prep.children if child.dep_ == "prep"), None)
    if inner is not None and not any(c.dep_ in ("pobj", "pcomp") for c in prep.children):
        return f"{prep.lower_} {inner.lower_}"
    return str(prep.lower_)


def prepositions(token: Token) -> dict[str, Token]:
    """The prepositions that depend on a word, by name, each with the one holding the object."""
    found: dict[str, Token] = {}
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.tag_ in ("IN", "TO", "RP", "VBG"):
            path = preposition_path(child)
            last = child
            if " " in path:
                last = next(c for c in child.children if c.dep_ == "prep")
            found.setdefault(path, last)
        elif child.dep_ in ("advmod", "prt"):
            # "away from", "out of": an adverb or a particle and the preposition after it.
            for inner in child.children:
                if inner.dep_ == "prep":
                    found.setdefault(f"{child.lower_} {inner.lower_}", inner)
                    found.setdefault(inner.lower_, inner)
    return found


def objects(verb: Token) -> list[Token]:
    """What a verb is done to.

    Its object, the subject of its passive, or the noun it qualifies ("airports used by", "the
    sanctions that X imposed").
    """
    found = [child for child in verb.children if child.dep_ == "dobj"]
    found = [child for child in found if child.tag_ not in ("WP", "WDT")]
    if found:
        return found
    if is_passive(verb):
        found = [child for child in verb.children if child.dep_ == "nsubjpass"]
        relative = [child for child in found if child.tag_ in ("WP", "WDT")]
        if relative:
            return [verb.head] if verb.dep_ == "relcl" else []
        if found:
            return found
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.tag_ in VERB_TAGS and verb.head.i < verb.i:
            return objects(verb.head) if is_passive(verb.head) else []
        return []
    if verb.dep_ == "relcl":
        relative = [c for c in verb.children if c.tag_ in ("WP", "WDT") and c.dep_ == "dobj"]
        subject = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")]
        if relative or subject:
            return [verb.head]
    return []


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a past participle that qualifies a noun."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ in VERB_TAGS:
        own = any(child.dep_ in ("nsubj", "aux") for child in verb.children)
        return not own and is_passive(verb.head)
    return False


def through(noun: Token) -> Token:
    """The noun that matters: "a spate of *assaults*"."""
    seen = 0
    while lemma_of(noun) in TRANSPARENT and seen < 3:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if inner is None:
            break
        noun, seen = inner, seen + 1
    return noun


def _carrier(noun: Token) -> tuple[Token, Light] | None:
    """The light verb above a noun, if there is one."""
    top = noun
    while (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.dep_ == "prep"
        and lemma_of(top.head.head) in TRANSPARENT
    ):
        top = top.head.head
    while top.dep_ == "conj" and top.head.i < top.i and is_noun(top.head):
        top = top.head
    table = light_verbs()
    head = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr"):
        light = table.get((lemma_of(head), ""))
        if light is not None and (top.dep_ != "nsubjpass" or is_passive(head)):
            return head, light
    if top.dep_ == "pobj" and head.dep_ == "prep" and head.head.tag_ in VERB_TAGS:
        light = table.get((lemma_of(head.head), head.lower_))
        if light is not None:
            return head.head, light
    for child in noun.children:
        # "the strikes launched by Israel", "talks that Iran held"
        if child.dep_ in ("acl", "relcl") and child.tag_ in VERB_TAGS:
            light = table.get((lemma_of(child), ""))
            if light is not None and objects(child) == [noun]:
                return child, light
    return None


def find_triggers(doc: Doc, named: set[int], actors: set[int] | None = None) -> list[Trigger]:
    """Every event word of a sentence with its best sense.

    Args:
        doc: the parsed sentence.
        named: tokens that belong to names and therefore tell nothing ("Defence Ministry").
        actors: tokens that stand for an actor, for the senses that ask for one as object; None
            takes any object for one.
    """
    found: list[Trigger] = []
    told: set[int] = set()
    verbs, nouns = verb_senses(), noun_senses()
    for token in doc:
        if token.i in named or token.tag_ not in VERB_TAGS or is_noun(token):
            continue
        if token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        for sense in verbs.get(lemma_of(token), ()):
            used = _verb_fits(token, sense, actors)
            if used is not None:
                found.append(Trigger(token, sense, noun=False))
                told |= used
                break
    for token in doc:
        if token.i in named or token.i in told or not is_noun(token) or token.dep_ == "compound":
            continue
        if token.tag_ in ("NNP", "NNPS") and _in_name(token, actors or named):
            continue
        lemma = lemma_of(token)
        if token.tag_ in ("VBZ", "VBP"):
            lemma = _singular(token.lower_)
        for sense in nouns.get(lemma, ()):
            if _noun_fits(token, sense):
                carried = _carrier(token)
                trigger = Trigger(token, sense, noun=True)
                if carried is not None:
                    trigger.carrier, trigger.role = carried[0], carried[1].role
                found.append(trigger)
                break
    return sorted(found, key=lambda trigger: trigger.token.i)


def _in_name(noun: Token, known: set[int]) -> bool:
    """Whether a capitalised noun belongs to a name that no mention covers ("Import Bank")."""
    beside = [c for c in (*noun.children, noun.head) if c.i != noun.i and c.dep_ != "poss"]
    return any(
        c.tag_ in ("NNP", "NNPS") and c.i not in known and abs(c.i - noun.i) <= 3
        for c in beside
        if c.dep_ in ("compound", "nmod", "amod") or noun.dep_ in ("compound", "nmod")
    )


_DEMAND = Sense("must", "REQUEST", None, "", "", frozenset(), frozenset(), "", ())
_MUST = frozenset({"must", "should", "ought"})
_SAYING = frozenset(
    {"say", "insist", "stress", "warn", "declare", "state", "add", "tell", "reiterate", "argue"}
    | {"emphasise", "emphasize", "maintain", "write", "announce", "affirm", "repeat", "note"}
)


def find_demands(doc: Doc, told: set[int]) -> list[Trigger]:
    """Demands put as duties: "Russia said Israel must stop" asks Israel to stop.

    The trigger is the modal, its carrier the verb of saying; ``told`` are tokens that already
    tell an act and are no carriers of a demand.
    """
    found: list[Trigger] = []
    for token in doc:
        if token.lower_ not in _MUST or token.dep_ != "aux":
            continue
        duty = token.head
        saying = duty.head
        if duty.dep_ != "ccomp" or lemma_of(saying) not in _SAYING or saying.i in told:
            continue
        if any(child.dep_ == "expl" for child in duty.children):
            continue
        found.append(Trigger(token, _DEMAND, noun=False, carrier=saying, role="demand"))
    return found


def _verb_fits(verb: Token, sense: Sense, actors: set[int] | None) -> set[int] | None:
    """The nouns a sense uses up, or None where it does not fit."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
    if sense.particle and sense.particle not in particles:
        return None
    found = objects(verb)
    if sense.object == "none" and found:
        return None
    if sense.object in ("some", "actor") and not found:
        return None
    if sense.object == "actor" and actors is not None:
        heads = [token for head in found for token in (through(head), *head.conjuncts)]
        if not any(h.i in actors and not h.lower_.endswith(("self", "selves")) for h in heads):
            return None
    used: set[int] = set()
    if sense.object not in ("", "none", "some", "actor"):
        wanted = _set(sense.object)
        for head in found:
            noun = through(head)
            for each in (noun, *noun.conjuncts):
                if lemma_of(each) in wanted:
                    used.add(each.i)
        if not used:
            return None
    if sense.prep:
        brought = _follows(verb, sense.prep, found)
        return None if brought is None else used | brought
    return used


def _follows(word: Token, wanted: frozenset[str], heads: list[Token]) -> set[int] | None:
    """The nouns used up where a wanted preposition or clause follows a word or its object.

    None where none of them follows.
    """
    about = prepositions(word)
    for head in heads:
        for name, prep in prepositions(head).items():
            about.setdefault(name, prep)
    for each in wanted:
        name, _, nouns = each.partition("=")
        if name not in about:
            continue
        if not nouns:
            return set()
        if brought := _brought(about[name], nouns.split("+")):
            return brought
    for child in word.children:
        if "oprd" in wanted and child.dep_ == "oprd":
            return set()
        if child.dep_ in ("xcomp", "ccomp", "advcl"):
            if to(child) and ("to-" in wanted or f"to-{_tenor(child)}" in wanted):
                return set()
            if "that" in wanted and child.dep_ == "ccomp" and not to(child):
                return set()
            if "subj" in wanted and child.dep_ == "ccomp" and _subjunctive(child):
                return set()
    return None


def _subjunctive(verb: Token) -> bool:
    """ "insisted that Iran leave" demands; "insists that Iran plays a part" tells."""
    if any(child.lower_ in _MUST for child in verb.children if child.dep_ == "aux"):
        return True
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    plural = any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS", "PRP") for c in verb.children)
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and not plural)


def _tenor(verb: Token) -> str:
    """Whether what a verb may tell is cooperation or conflict: "vowed to strike", "to help"."""
    kinds = {sense.type for sense in verb_senses().get(lemma_of(verb), ())}
    kinds |= {
        sense.type
        for head in objects(verb)
        for sense in noun_senses().get(lemma_of(through(head)), ())
    }
    if kinds & {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"}:
        return "conflict"
    return "coop" if kinds & {"AID", "AGREE", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"} else ""


def _brought(prep: Token, nouns: list[str]) -> set[int]:
    return {
        noun.i
        for child in prep.children
        if child.dep_ == "pobj"
        for noun in (through(child), *child.conjuncts)
        if lemma_of(noun) in nouns
    }


def to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to", also where "re-impose" was cut in three."""
    if any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children):
        return True
    before = verb.i - 3
    return before >= 0 and verb.nbor(-1).text == "-" and verb.doc[before].tag_ == "TO"


def _noun_fits(noun: Token, sense: Sense) -> bool:
    if sense.modifier:
        before = {
            lemma_of(child)
            for child in noun.children
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < noun.i
        }
        barred = {word[1:] for word in sense.modifier if word.startswith("!")}
        if barred & before or (not barred and not sense.modifier & before):
            return False
    return not sense.prep or _follows(noun, sense.prep, []) is not None
