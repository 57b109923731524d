"""Whose statement a row is: the voice behind it, by kind and side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

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


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it.

    Attributes:
        kind: ``named officials``, ``governments``, ``other named``, ``media``,
            ``unnamed groups`` or ``the author``.
        state: the party it speaks for, None for everybody else.
        words: as shown: a name, or the words of the text.
        speaker_kind: the kind as the record has it.
        denies: whether the statement is a denial of its content.
    """

    kind: str
    state: str | None
    words: str
    speaker_kind: str
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a record's claims and articles, for one dyad."""

    claims: dict[str, Voice]
    authors: dict[str, str]
    names: dict[str, str]

    def of(self, claim: str | None, article: str) -> Voice:
        """The voice behind a row: its claim's speaker, or the article's author."""
        if claim is not None and claim in self.claims:
            return self.claims[claim]
        return Voice("the author", None, self.authors.get(article) or "the author", "narrator")

    def name(self, actor: str) -> str:
        """The usual name of an actor, its id where the record has none."""
        return self.names.get(actor, actor)


def load_voices(con: DuckDBPyConnection, dyad: tuple[str, str]) -> Voices:
    """Read who speaks in the claims of a record.

    A named person counts as an official where the record knows an office of theirs, or where
    they are named with a state and speak for it: a person with a state and no office is
    somebody "other named".
    """
    claims = {}
    for key, words, kind, cue_class, actor, state, name, office, type_ in con.execute(
        "SELECT c.id, c.speaker_words, c.speaker_kind, c.cue_class, c.speaker, c.speaker_state, "
        "k.name, k.office, k.type FROM claim c LEFT JOIN actor k ON k.id = c.speaker"
    ).fetchall():
        voice = KINDS.get(kind, "other named")
        if kind == "named" and (office or type_ in ("office", "ministry", "government")):
            voice = "named officials"
        elif kind == "named" and type_ == "state":
            voice = "governments"
        side = next((end for end in dyad if end in (actor, state)), None)
        if kind in ("unnamed_group", "hearsay", "narrator", "document", "media"):
            side = None
        shown = name if kind == "named" and name else words
        claims[key] = Voice(voice, side, shown, kind, cue_class == "deny")
    authors = dict(con.execute("SELECT id, author FROM article").fetchall())
    names = dict(con.execute("SELECT id, name FROM actor").fetchall())
    return Voices(claims, authors, names)
