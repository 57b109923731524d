"""The lexicon of attribution cues: who says, denies, demands, believes - and in what frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from detente.data import table
from detente.ontology.factbank import value

if TYPE_CHECKING:
    from detente.types import CueClass, FactValue


@dataclass(frozen=True, slots=True)
class Cue:
    """One sense of a cue word.

    Attributes:
        lemma: the word, as the lemmatiser gives it.
        pos: ``verb``, ``noun``, ``adjective``, ``adverb`` or ``modal``.
        cue_class: what is done with the content.
        frames: the grammatical frames in which the word has this sense: ``clause``,
            ``quote``, ``infinitive``, ``control`` (object and infinitive), ``object``,
            ``as``, ``name`` (object and what it is called), ``gerund``, ``raise`` ("is said
            to be"), ``seem``, ``impersonal``, ``hearsay``, ``hedge``.
        prepositions: prepositions that may introduce the content.
        speaker: how far the speaker commits himself to the content.
        author: how far the author does who reports it with this word.
    """

    lemma: str
    pos: str
    cue_class: CueClass
    frames: frozenset[str]
    prepositions: frozenset[str]
    speaker: FactValue
    author: FactValue


@cache
def cues(pos: str) -> dict[str, tuple[Cue, ...]]:
    """The senses of each cue word of a part of speech."""
    found: dict[str, tuple[Cue, ...]] = {}
    for row in table("lexicons/cues.csv"):
        if row["pos"] != pos or not row["class"]:
            continue
        frames = row["frames"].split()
        sense = Cue(
            lemma=row["lemma"],
            pos=pos,
            cue_class=cast("CueClass", row["class"]),
            frames=frozenset(frame for frame in frames if ":" not in frame),
            prepositions=frozenset(f.partition(":")[2] for f in frames if f.startswith("prep:")),
            speaker=value(row["speaker"]),
            author=value(row["author"]),
        )
        found[sense.lemma] = (*found.get(sense.lemma, ()), sense)
    return found


@cache
def light_verbs() -> frozenset[str]:
    """Verbs that lend a cue noun its subject: *express* mistrust, *issue* a warning."""
    return frozenset(r["lemma"] for r in table("lexicons/cues.csv") if r["pos"] == "light")


@cache
def voice_nouns() -> dict[str, str]:
    """Nouns that can speak, with the kind of voice: document, media, person, body, report."""
    return {row["noun"]: row["kind"] for row in table("lexicons/voices.csv")}
