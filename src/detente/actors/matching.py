"""Find the names of actors in running text, with offsets into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.folding import fold_text
from detente.actors.registry import TEXT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
    """One automaton with the aliases each of its patterns stands for."""

    automaton: AhoCorasick
    aliases: tuple[tuple[Alias, ...], ...]
    longest: int

    @classmethod
    def of(cls, index: dict[str, list[Alias]]) -> _Patterns:
        from ahocorasick_rs import AhoCorasick, MatchKind

        automaton = AhoCorasick(list(index), matchkind=MatchKind.LeftmostLongest)
        aliases = tuple(tuple(found) for found in index.values())
        return cls(automaton, aliases, max(map(len, index), default=0))

    def found_in(
        self, text: str, fits: Callable[[int, int, Sequence[Alias]], NameMatch | None]
    ) -> Iterator[NameMatch]:
        """Matches at whole words that fit, leftmost and longest."""
        todo, done = [(0, len(text))], set[tuple[int, int]]()
        while todo:
            begin, end = todo.pop()
            if (begin, end) in done:
                continue
            done.add((begin, end))
            for number, first, last in self.automaton.find_matches_as_indexes(text[begin:end]):
                first, last = first + begin, last + begin
                match = None
                if _whole_word(text, first, last):
                    match = fits(first, last, self.aliases[number])
                if match is not None:
                    yield match
                elif not text[first:last].isalnum():
                    # What does not fit may hide shorter names, and those that begin inside it
                    # ("St. John's" hides the second word of "August. Johnson"); a single word
                    # or a part of one hides no whole word.
                    todo += [(first, last - 1), (first + 1, min(last + self.longest, len(text)))]


@lru_cache(maxsize=4)
def _patterns(registry: Registry) -> tuple[_Patterns, _Patterns]:
    """Patterns for the text as printed (abbreviations), and for the folded text (the rest).

    Most abbreviations are parts of common words once case is gone ("is", "un", "us").
    """
    printed: dict[str, list[Alias]] = {}
    folded: dict[str, list[Alias]] = {}
    for alias in registry.aliases:
        if alias.kind not in TEXT_KINDS:
            continue
        if alias.kind == "abbreviation" or alias.text in _EXACT:
            printed.setdefault(alias.text, []).append(alias)
            continue
        key = fold_text(alias.text)[0].removeprefix("the ")
        variants = {key, key.replace("'", "")}
        if alias.kind == "surname":
            if key in _COMMON_WORDS:
                continue
            # "al-Assad" and "Assad" are one surname; the article belongs to the words found.
            variants |= {f"{article} {key}" for article in ("al", "el")}
        for variant in variants:
            folded.setdefault(variant, []).append(alias)
    return _Patterns.of(printed), _Patterns.of(folded)


def find_names(registry: Registry, text: str, on: date) -> list[NameMatch]:
    """Find listed names, leftmost and longest, in the order of the text.

    Names and demonyms must be capitalised as printed in the registry, abbreviations must
    have its exact letters ("US", not "us"), and an alias that needs other words near it is
    found only in a text that has one of them.

    Args:
        registry: whose names to find.
        text: any text; offsets refer to it unchanged.
        on: the day the text was written: names not yet or no longer in use are passed over.
    """
    as_printed, any_case = _patterns(registry)
    folded, offsets = fold_text(text)
    day = on.isoformat()

    def exact(first: int, last: int, aliases: Sequence[Alias]) -> NameMatch | None:
        return _match(text, folded, first, last, aliases, day)

    def cased(first: int, last: int, aliases: Sequence[Alias]) -> NameMatch | None:
        start, stop = (offsets[first], offsets[last]) if offsets else (first, last)
        return _match(text, folded, start, stop, aliases, day)

    found = [*as_printed.found_in(text, exact), *any_case.found_in(folded, cased)]
    return _without_overlap(found)


def _without_overlap(found: list[NameMatch]) -> list[NameMatch]:
    """In the order of the text; of two that overlap the first, of those the longest."""
    kept: list[NameMatch] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _whole_word(folded: str, start: int, end: int) -> bool:
    before = start > 0 and folded[start - 1].isalnum() and folded[start].isalnum()
    after = end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum()
    return not before and not after


def _match(
    text: str, folded: str, start: int, end: int, aliases: Sequence[Alias], day: str
) -> NameMatch | None:
    words = text[start:end]
    if text[end : end + 1] == "$":  # "US$300" is money
        return None
    fitting = [
        alias
        for alias in aliases
        if _case_fits(words, alias) and alias.used_on(day) and _context_fits(folded, alias)
    ]
    if not fitting:
        return None
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


def _context_fits(folded: str, alias: Alias) -> bool:
    if not alias.needs:
        return True
    for word in alias.needs:
        key = fold_text(word)[0]
        at = folded.find(key)
        while at >= 0:
            end = at + len(key)
            before = at == 0 or not folded[at - 1].isalnum()
            after = end == len(folded) or not folded[end].isalnum()
            if before and after:
                return True
            at = folded.find(key, at + 1)
    return False
