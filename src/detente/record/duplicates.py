"""Find articles that carry the same dispatch.

Copies are found by their runs of five words (shingles). Each article leaves *fingerprints*,
the least hash of every eight neighbouring shingles (winnowing: Schleimer, Wilkerson and
Aiken 2003), so that two texts with twelve words in a row in common are certain to share
one. Articles of nearly the same days that share enough of them are compared whole.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.record.store import Store

#: Words in a shingle.
WORDS = 5
#: Neighbouring shingles of which the least is kept as a fingerprint.
WINDOW = 8
#: Days by which copies of one dispatch may be apart.
DAYS = 3
#: Share of the shorter text's shingles that the longer must hold: a copy with its tail cut
#: off holds all of them, and a changed word costs five.
SHARE = 0.6
#: The same for texts of fewer than fifty shingles: bulletins of one day and the next are
#: often the same sentence with another figure in it.
SHORT = 50
SHARE_SHORT = 0.9
#: How long the shorter must be beside the longer: a round-up that reprints several
#: dispatches is not a copy of any of them.
LENGTH = 0.4
#: Share of common fingerprints from which two texts are worth comparing whole.
WORTH = 0.25

_WORD = re.compile(r"\w+")
_BASE = np.uint64(0x9E3779B97F4A7C15)


def shingles(text: str) -> NDArray[np.int64]:
    """Hashes of the runs of five words of a text, in order; case and marks do not count.

    A text of fewer words gives one hash of all of them, an empty one gives none.
    """
    met: dict[str, int] = {}
    codes = np.array(
        [
            met.setdefault(word, zlib.crc32(word.encode("utf-8", "surrogatepass")))
            for word in _WORD.findall(text.casefold())
        ],
        dtype=np.uint64,
    )
    if not len(codes):
        return np.zeros(0, dtype=np.int64)
    runs = max(1, len(codes) - WORDS + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for offset in range(min(WORDS, len(codes))):
        mixed = (mixed ^ codes[offset : offset + runs]) * _BASE
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(1)).astype(np.int64)


def fingerprints(runs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The least of every eight neighbouring shingles, each once."""
    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    return np.unique(np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1))


def alike(one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    """Whether two texts, given by their shingles, carry the same dispatch."""
    a, b = np.unique(one), np.unique(other)
    short, long = sorted((len(a), len(b)))
    if not short or short < LENGTH * long:
        return False
    share = SHARE if short >= SHORT else SHARE_SHORT
    return bool(len(np.intersect1d(a, b, assume_unique=True)) >= share * short)


def mark_dispatches(store: Store, articles: Sequence[str]) -> int:
    """Give articles that carry the same dispatch the same ``dispatch``.

    The dispatch is named after its earliest article (the least id where days are equal), so
    that the outcome does not depend on the order in which articles are read.

    Args:
        store: the record, open for writing.
        articles: ids of articles just added; they are compared with all others of the same
            days.

    Returns:
        How many pairs were found to be copies.
    """
    con = store.con
    texts = con.execute(
        "SELECT id, published, text FROM article "
        "SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS id) USING (id)",
        [list(articles)],
    ).fetchall()
    runs = {name: shingles(text) for name, _, text in texts}
    with store.transaction():
        con.execute(
            "DELETE FROM fingerprint WHERE article IN (SELECT unnest(?::VARCHAR[]))",
            [list(articles)],
        )
        store.add_rows(
            "fingerprint",
            (
                {"article": name, "published": day, "hash": int(value)}
                for name, day, _ in texts
                for value in fingerprints(runs[name])
            ),
        )
        pairs = _candidates(store, articles)
        missing = {name for pair in pairs for name in pair} - runs.keys()
        for name, text in con.execute(
            "SELECT id, text FROM article WHERE id IN (SELECT unnest(?::VARCHAR[]))",
            [sorted(missing)],
        ).fetchall():
            runs[name] = shingles(text)
        copies = [(a, b) for a, b in pairs if alike(runs[a], runs[b])]
        if copies:
            _join(store, copies)
    return len(copies)


def _candidates(store: Store, articles: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of articles of nearly the same days that share enough fingerprints."""
    return store.con.execute(
        """
        WITH fresh AS (
            SELECT * FROM fingerprint
            SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS article) USING (article)
        ),
        shared AS (
            SELECT least(a.article, b.article) AS one, greatest(a.article, b.article) AS other,
                   count(DISTINCT a.hash) AS n
            FROM fresh a JOIN fingerprint b
              ON a.hash = b.hash AND a.article <> b.article
             AND b.published BETWEEN a.published - $2::INTEGER AND a.published + $2::INTEGER
            GROUP BY ALL
        ),
        size AS (
            SELECT article, count(*) AS n FROM fingerprint
            SEMI JOIN (SELECT one AS article FROM shared UNION SELECT other FROM shared)
            USING (article) GROUP BY article
        )
        SELECT one, other FROM shared
        JOIN size a ON a.article = one JOIN size b ON b.article = other
        WHERE shared.n >= $3 * least(a.n, b.n)
        ORDER BY ALL
        """.replace("?", "$1"),
        [list(articles), DAYS, WORTH],
    ).fetchall()


def _join(store: Store, copies: Sequence[tuple[str, str]]) -> None:
    """Merge the dispatches of copies and name each after its earliest article."""
    con = store.con
    dispatch = dict(
        con.execute(
            "SELECT id, dispatch FROM article WHERE id IN (SELECT unnest(?::VARCHAR[]))",
            [sorted({name for pair in copies for name in pair})],
        ).fetchall()
    )
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for one, other in copies:
        root[find(dispatch[one])] = find(dispatch[other])
    con.execute(
        """
        UPDATE article SET dispatch = named.first FROM (
            SELECT list(a.dispatch) AS parts, arg_min(a.id, (a.published, a.id)) AS first
            FROM article a
            JOIN (SELECT unnest($1::VARCHAR[]) AS part, unnest($2::VARCHAR[]) AS whole) merged
              ON a.dispatch = merged.part
            GROUP BY merged.whole
        ) AS named
        WHERE list_contains(named.parts, article.dispatch)
        """,
        [list(root), [find(name) for name in list(root)]],
    )
