"""Whose statement a row is: the voice behind it, by kind and side.

A claim is not always the word of the one it is ascribed to:

- what an official or a government is said to *believe*, to *want* or to have *decided* is the word
  of whoever says so ("the Kremlin likely believes ..."), unless it stands in quotation marks;
- a claim told inside another's claim, or relayed by somebody, is the word of the outer voice
  ("observers said the president wanted ..."); only media and documents pass a speaker's words on
  without making them their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from detente.data import table
from detente.record.query import fetch
from detente.verdict.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from detente.standing.levels import Units

    #: Ids of a speaker, its state, whether it is official, and the article: the parties it
    #: speaks for.
    Parties = Callable[[Sequence[str], str | None, bool, str], tuple[str, ...]]

#: Speaker kinds of claims that are one voice wherever they stand.
KINDS = {
    "office": "named officials",
    "state": "governments",
    "document": "media",
    "media": "media",
    "unnamed_group": "unnamed groups",
    "hearsay": "unnamed groups",
    "narrator": "the author",
}
#: Types of actors whose word is that of an official body.
OFFICIAL = frozenset({"office", "ministry", "government", "military"})
PASSING_ON = frozenset({"media", "document"})
QUOTING = frozenset({"direct", "mixed"})

CLAIMS = """
SELECT c.id, c.article, c.speaker, c.speaker_words, c.speaker_kind, c.speaker_state, c.cue,
       c.cue_class, c.form, c.relay, v."start", v."end"
FROM claim c
LEFT JOIN evidence v ON v.owner = c.id AND v.role = 'content' AND v.position = 0
WHERE list_contains($articles, c.article)
"""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it.

    Attributes:
        kind: ``named officials``, ``governments``, ``other named``, ``media``,
            ``unnamed groups`` or ``the author``.
        states: the parties of the dyad that it speaks for: both where they speak together, none
            for everybody else.
        words: as shown: a name, or the words of the text.
        speaker_kind: the kind as the record has it.
        denies: whether the statement is a denial of its content.
    """

    kind: str
    states: tuple[str, ...]
    words: str
    speaker_kind: str
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of some articles, for one dyad."""

    claims: dict[str, Voice]
    authors: dict[str, str | None]

    def of(self, claim: str | None, article: str) -> Voice:
        """The voice behind a row: its claim's, or the article's author."""
        if claim is not None and claim in self.claims:
            return self.claims[claim]
        return author(self.authors.get(article))


def author(name: str | None) -> Voice:
    """The voice of whoever wrote the article."""
    return Voice("the author", (), name or "the author", "narrator")


def load_voices(
    con: DuckDBPyConnection, dyad: tuple[str, str], articles: Collection[str], units: Units
) -> Voices:
    """Read who speaks in the claims of some articles.

    A named person counts as an official where the record knows an office of theirs; a person
    without is somebody "other named". Who speaks for a party is told as it is told who acts for
    it; but where actors count for themselves alone, a state is still spoken for by its officials.

    Args:
        con: a connection to a record.
        dyad: the parties; officials and governments of others have no side.
        articles: ids of the articles.
        units: for whom the actors count.
    """
    values = {"articles": sorted(articles)}
    claims = fetch(con, CLAIMS, values)
    actors = {
        row["id"]: row for row in fetch(con, "SELECT id, name, type, state, office FROM actor")
    }
    written = {
        row["id"]: row
        for row in fetch(
            con,
            "SELECT id, author, published FROM article WHERE list_contains($articles, id)",
            values,
        )
    }
    authors = {id: row["author"] for id, row in written.items()}
    by_article: dict[str, list[dict[str, Any]]] = {}
    for claim in claims:
        by_article.setdefault(claim["article"], []).append(claim)

    def parties(
        ids: Sequence[str], state: str | None, official: bool, article: str
    ) -> tuple[str, ...]:
        spoken_for: set[str | None] = set(ids) if ids or not official else {state}
        for id in ids:
            home = actors[id]["state"] if len(ids) > 1 and id in actors else state
            alone = units.level == "actor"
            spoken_for.add(home if alone else units.of(id, home, written[article]["published"]))
        return tuple(party for party in dyad if party in spoken_for)

    return Voices(
        {
            claim["id"]: voice_of(
                claim, by_article[claim["article"]], authors.get(claim["article"]), parties, actors
            )
            for claim in claims
        },
        authors,
    )


def voice_of(
    claim: dict[str, Any],
    others: list[dict[str, Any]],
    by: str | None,
    parties: Parties,
    actors: Mapping[str, dict[str, Any]],
) -> Voice:
    """The voice that a claim is the word of."""
    voice = own_voice(claim, parties, by, actors)
    outer = author(by)
    for enclosing in around(claim, others):
        if enclosing["speaker_kind"] not in PASSING_ON:
            outer = own_voice(enclosing, parties, by, actors)
    for relay in claim["relay"]:
        if relay["kind"] not in PASSING_ON:
            as_claim = {
                "article": claim["article"],
                "speaker": relay["actor"],
                "speaker_words": relay["words"],
                "speaker_kind": relay["kind"],
                "speaker_state": relay["state"],
                "cue_class": "say",
                "form": "indirect",
            }
            outer = own_voice(as_claim, parties, by, actors)
    if outer.kind != "the author" or ascribed(claim, voice):
        return replace(outer, denies=voice.denies)
    return voice


def own_voice(
    claim: dict[str, Any],
    parties: Parties,
    by: str | None,
    actors: Mapping[str, dict[str, Any]],
) -> Voice:
    """The voice of a claim's speaker, or of several who speak together ("IRN+RUS")."""
    kind = claim["speaker_kind"]
    if kind == "narrator":
        return author(by)
    ids = [id for id in (claim["speaker"] or "").split("+") if id]
    known = [actors[id] for id in ids if id in actors]
    voice = KINDS.get(kind, "other named")
    if known and (kind == "named" or len(ids) > 1):
        if all(actor["office"] or actor["type"] in OFFICIAL for actor in known):
            voice = "named officials"
        elif all(actor["type"] == "state" for actor in known):
            voice = "governments"
    sides: tuple[str, ...] = ()
    if voice in ("named officials", "governments", "other named"):
        official = voice != "other named"
        sides = parties(ids, claim["speaker_state"], official, claim["article"])
    shown = claim["speaker_words"]
    if kind == "named" and len(ids) == len(known) == 1:
        shown = known[0]["name"]
    return Voice(voice, sides, shown, kind, claim["cue_class"] == "deny")


def around(claim: dict[str, Any], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims of other speakers whose content holds this one's, the nearest first."""
    if claim["start"] is None:
        return []
    size = claim["end"] - claim["start"]
    found = [
        other
        for other in others
        if other["start"] is not None
        and other["start"] <= claim["start"]
        and claim["end"] <= other["end"]
        and other["end"] - other["start"] > size
        and (other["speaker"], other["speaker_words"]) != (claim["speaker"], claim["speaker_words"])
    ]
    return sorted(found, key=lambda other: (other["end"] - other["start"], other["id"]))


def ascribed(claim: dict[str, Any], voice: Voice) -> bool:
    """Whether a claim tells what its speaker is thought to have in mind, not what was said."""
    if voice.kind not in ("named officials", "governments") or claim["form"] in QUOTING:
        return False
    if claim["cue_class"] == "promise":
        return not set(re.findall(r"\w+", claim["cue"].lower())) & spoken_promises()
    return claim["cue_class"] in ("believe", "show", "silence")


@cache
def spoken_promises() -> frozenset[str]:
    """Forms of the cues of promising that are said: verbs that can bring a quotation."""
    return frozenset[str]().union(
        *(
            forms(row["lemma"])
            for row in table("lexicons/cues.csv")
            if row["class"] == "promise" and "quote" in row["frames"].split()
        )
    )
