"""Find the names of actors in running text, with offsets into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.folding import blanked, flatten
from detente.actors.registry import TEXT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ahocorasick_rs import AhoCorasick

    from detente.actors.registry import Alias, Registry


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text: ``text[start:end] == words``.

    Attributes:
        start: first character, half-open.
        end: one past the last.
        words: the words as printed.
        kind: the kind of alias that matched (`detente.actors.registry.Alias`).
        actor: id of the actor, or None where several could be meant.
        candidates: every id that could be meant.
    """

    start: int
    end: int
    words: str
    kind: str
    actor: str | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """One automaton with the aliases each of its patterns stands for.

    Patterns and texts have a blank for whatever is no letter and no digit, and a pattern one
    more on either side, so that only whole words are found.
    """

    automaton: AhoCorasick
    aliases: tuple[tuple[Alias, ...], ...]

    @classmethod
    def of(cls, index: dict[str, list[Alias]]) -> _Patterns:
        from ahocorasick_rs import AhoCorasick

        automaton = AhoCorasick([f" {name} " for name in index])
        return cls(automaton, tuple(tuple(found) for found in index.values()))

    def found_in(self, text: str) -> Iterator[tuple[int, int, tuple[Alias, ...]]]:
        """Every name in a text with blanks: its place without them, and whose it may be."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        for number, first, last in found:
            yield first, last - 2, self.aliases[number]


@lru_cache(maxsize=4)
def _patterns(registry: Registry) -> tuple[_Patterns, _Patterns]:
    """Patterns for the text as printed (abbreviations), and for the folded text (the rest)."""
    printed: dict[str, list[Alias]] = {}
    folded: dict[str, list[Alias]] = {}
    for alias in registry.aliases:
        if alias.kind not in TEXT_KINDS:
            continue
        if alias.kind == "abbreviation" or alias.text in _EXACT:
            printed.setdefault(_spaced(alias.text), []).append(alias)
            continue
        key = _spaced(alias.text).lower().removeprefix("the ")
        keys = [key]
        if "'" in alias.text or "’" in alias.text:
            bare = alias.text.replace("'", "").replace("’", "")
            keys.append(_spaced(bare).lower().removeprefix("the "))
        if alias.kind == "surname":
            if key in _COMMON_WORDS:
                continue
            # "al-Assad" and "Assad" are one surname; the article belongs to the words found.
            keys += [f"{article} {key}" for article in ("al", "el")]
        for variant in keys:
            folded.setdefault(variant, []).append(alias)
    for row in registry.tables["not_actors"].values():
        folded.setdefault(_spaced(row["name"]).lower(), [])
    return _Patterns.of(printed), _Patterns.of(folded)


def _spaced(name: str) -> str:
    """A name as it stands in a flat text with blanks."""
    return blanked(name if name.isascii() else flatten(name)[0])


def find_names(registry: Registry, text: str, on: date) -> list[NameMatch]:
    """Find listed names, leftmost and longest, in the order of the text.

    Names and demonyms must be capitalised as printed in the registry, abbreviations must
    have its exact letters ("US", not "us"), and an alias that needs other words near it is
    found only in a text that has one of them. What only holds an actor's name ("Indian
    Ocean", the table ``not_actors.csv``) is passed over whole.

    Args:
        registry: whose names to find.
        text: any text; offsets refer to it unchanged.
        on: the day the text was written: names not yet or no longer in use are passed over.
    """
    as_printed, any_case = _patterns(registry)
    flat, offsets = flatten(text)
    spaced = f" {blanked(flat)} "
    low, day = spaced.lower(), on.isoformat()
    found = [*as_printed.found_in(spaced), *any_case.found_in(low)]
    if offsets:
        found = [(offsets[first], offsets[last], aliases) for first, last, aliases in found]
    found.sort(key=lambda item: (item[0], -item[1]))
    kept: list[NameMatch] = []
    reached = 0
    for start, end, aliases in found:
        if start >= reached:
            if not aliases and text[start].isupper():
                reached = end  # "New Mexico": neither Mexico nor anybody else
                continue
            match = _match(text, spaced, low, start, end, aliases, day)
            if match is not None:
                kept.append(match)
                reached = end
    return kept


def _match(
    text: str, spaced: str, low: str, start: int, end: int, aliases: Sequence[Alias], day: str
) -> NameMatch | None:
    words = text[start:end]
    if text[end : end + 1] == "$":  # "US$300" is money
        return None
    fitting = [
        alias
        for alias in aliases
        if _case_fits(words, alias)
        and alias.used_on(day)
        and (not alias.needs or _context_fits(spaced, low, alias))
    ]
    if not fitting:
        return None
    # What the words around a name ask for goes before whom it means without them.
    fitting = [alias for alias in fitting if alias.needs] or fitting
    if len(fitting) > 1:
        # "Nepal" is the state before it is the surname of one of its prime ministers.
        fitting = [alias for alias in fitting if alias.kind != "surname"] or fitting
    candidates = (
        tuple(dict.fromkeys(alias.actor for alias in fitting))
        if len(fitting) > 1
        else (fitting[0].actor,)
    )
    return NameMatch(
        start=start,
        end=end,
        words=words,
        kind=fitting[0].kind,
        actor=candidates[0] if len(candidates) == 1 else None,
        candidates=candidates,
    )


def _case_fits(words: str, alias: Alias) -> bool:
    if alias.kind == "abbreviation" or alias.text in _EXACT:
        return words == alias.text
    if words[:1].isupper():
        return True
    # "al-Qaeda" may open with either case, what follows the article may not.
    listed, printed = _bare(alias.text), _bare(words)
    return not listed[:1].isupper() or printed[:1].isupper()


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words)


#: Surnames that open far more sentences as words than as names; a full name is found anyway.
_COMMON_WORDS = frozenset(
    {"an", "do", "he", "in", "no", "on", "she", "so", "to", "we", "will", "you"}
)
_ARTICLE = re.compile(r"^(?:the\s+|[ae]l[\s\-‐‑–])", re.IGNORECASE)
#: Adjectives and names that are also common words unless written just so.
_EXACT = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "IS", "WHO"})


def _context_fits(spaced: str, low: str, alias: Alias) -> bool:
    """Whether one of the words that an alias needs stands in the text.

    Abbreviations must have their letters ("US" is not "us"), other words any case.
    """
    return any(
        f" {_spaced(word)} " in spaced if word.isupper() else f" {_low(word)} " in low
        for word in alias.needs
    )


@lru_cache(maxsize=8192)
def _low(word: str) -> str:
    return _spaced(word).lower()
