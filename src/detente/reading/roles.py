"""Role nouns: "forces", "foreign minister", "opposition"; where they stand in a clause.

Which words are role nouns, and which organ of a state each stands for, is the table
``roles.csv``: a ``body`` is the organ itself, a ``head`` a title that one person holds, a
``post`` a person of the organ, a ``group`` needs a name after it, a ``voice`` is somebody
who is not named.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.folding import fold_key
from detente.actors.wordlists import listed
from detente.data import table

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark

#: Words that may stand between an owner and its role noun.
MODIFIER_TAGS = frozenset({"JJ", "JJS", "JJR", "NN", "NNP", "VBN", "HYPH", "VBG", "CD", "RB"})
#: The furthest a role noun may stand from its owner.
_REACH = 5


_ATTRIBUTIVE = listed("attributive roles")
#: Organs of state: "army camps" speaks of the army, "migrant crisis" of no migrants.
ORGANS = frozenset(
    row["code"]
    for row in table("registry/organs.csv")
    if row["type"] in ("government", "military", "ministry", "office")
)
_COMPOUNDING = frozenset({"government", "opposition", "police"})


class Role(NamedTuple):
    """A role noun at tokens ``first`` to ``last`` (half-open) of a clause."""

    first: int
    last: int
    code: str
    sense: str
    word: str

    @property
    def head(self) -> int:
        """The token of the noun itself."""
        return self.last - 1


Entry = tuple[tuple[str, ...], str, str, str]


@lru_cache(maxsize=4)
def _index(registry: Registry) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for row in registry.tables["roles"].values():
        words = tuple(fold_key(row["word"]).split())
        index.setdefault(words[0], []).append((words, row["code"], row["sense"], row["word"]))
    return {word: tuple(sorted(found, reverse=True)) for word, found in index.items()}


class RoleNouns:
    """Finds the role nouns of a registry in clauses."""

    def __init__(self, registry: Registry) -> None:
        self._entries = _index(registry)
        #: The organ by the plural of the title of its head ("presidents").
        self.titles = {
            row["word"] + "s": row["code"]
            for row in registry.tables["roles"].values()
            if row["sense"] == "head"
        }

    def at(self, clause: Clause, token: int) -> Role | None:
        """The longest role noun that begins at a token."""
        if token >= len(clause):
            return None
        best: Role | None = None
        for words, code, sense, word in self._entries.get(clause.low[token], ()):
            last = _runs(clause, token, words)
            if last is not None and (best is None or last > best.last):
                best = Role(token, last, code, sense, word)
        return best

    def after(self, clause: Clause, token: int, mark: Mark | None = None) -> Role | None:
        """The role noun that begins at a token or a few modifiers after it.

        Args:
            clause: the sentence.
            token: the first token after the owner.
            mark: the owner; where modifiers intervene the parse must join it to the noun.
        """
        for here in range(token, min(token + _REACH, len(clause))):
            if clause.taken[here] is not None:
                return None
            role = self.at(clause, here)
            if role is not None and is_noun(clause, role):
                if here > token and mark is not None:
                    head = clause.heads[clause.head_of(mark.first, mark.last)]
                    if not mark.last <= head < role.last:
                        return None
                return role
            if clause.tags[here] not in MODIFIER_TAGS:
                return None
        return None

    def before(self, clause: Clause, token: int) -> Role | None:
        """The role noun that ends right before a token, but for an adverb or two."""
        end = token
        while end > 0 and clause.pos[end - 1] in ("ADV", "AUX") and token - end < 2:
            end -= 1
        for first in range(max(0, end - 4), end):
            role = self.at(clause, first)
            if role is not None and role.last == end:
                return role
        return None


def is_noun(clause: Clause, role: Role) -> bool:
    """Whether a role word is a noun of its own and not a modifier ("military targets")."""
    head, after = role.head, role.last
    modifies = clause.deps[head] in ("amod", "compound", "nmod")
    if clause.pos[head] not in ("NOUN", "PROPN") and (clause.pos[head] != "ADJ" or modifies):
        return False
    proper = role.code in ORGANS or role.sense == "group"
    above = clause.heads[head]
    if modifies and not proper and above >= after and clause.pos[above] == "NOUN":
        return False
    if after < len(clause) and clause.low[head] in _ATTRIBUTIVE and modifies:
        # "military, social and economic inroads", "security-related", "intelligence sharing"
        joined = clause.low[after] in ("-", "and", "or", "/", ",")
        return not joined and clause.low[head] in _COMPOUNDING
    return True


def is_plural(clause: Clause, token: int) -> bool:
    """Whether a noun is marked as plural."""
    return clause.tags[token] in ("NNS", "NNPS")


def _runs(clause: Clause, token: int, words: tuple[str, ...]) -> int | None:
    if clause.taken[token] is not None:
        return None
    for number, word in enumerate(words):
        if number and token < len(clause) and clause.low[token] == "-":
            token += 1
        if token >= len(clause) or clause.low[token] != word:
            return None
        token += 1
    return token
