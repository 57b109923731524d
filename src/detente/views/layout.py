"""Where the actors of a network stand on the page: the same picture every time.

Stress majorisation (Gansner, Koren and North 2005, eq. 2-6) on path lengths in which friends
are near and foes far, started from a circle in the order of the names. Nothing is drawn at
random, so nothing needs a seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.types import Edge

#: Wished distance of two actors joined by an edge, by its sign.
DISTANCE = {1: 1.0, 0: 1.4, -1: 1.9}
#: A picture with more actors than this says nothing.
MOST = 40
#: By how much the shorter side of the picture may be drawn out.
STRETCH = 1.6


def edge_sign(edge: Edge) -> int:
    """The sign of the coded events, or of the stated ties where events tell nothing."""
    return edge.sign or (edge.stated > 0) - (edge.stated < 0)


def chosen(edges: Iterable[Edge], focus: Sequence[str] = (), *, most: int = MOST) -> list[Edge]:
    """The edges among the ``most`` busiest actors, those of ``focus`` always among them.

    With a focus, the others are those that have most to do with it.
    """
    edges = list(edges)
    weight: dict[str, int] = {}
    for edge in edges:
        near = not focus or edge.a in focus or edge.b in focus
        for actor in (edge.a, edge.b):
            told = (edge.events + edge.statements) if near else 0
            weight[actor] = weight.get(actor, 0) + told
    ranked = sorted(weight, key=lambda actor: (actor not in focus, -weight[actor], actor))[:most]
    return [edge for edge in edges if edge.a in ranked and edge.b in ranked]


def positions(edges: Sequence[Edge], *, rounds: int = 120) -> dict[str, tuple[float, float]]:
    """Place every actor of the edges in the unit square.

    Args:
        edges: the signed edges; their order does not matter.
        rounds: steps of majorisation, each of which lowers the stress.
    """
    import numpy as np

    actors = sorted({actor for edge in edges for actor in (edge.a, edge.b)})
    if len(actors) < 2:
        return dict.fromkeys(actors, (0.5, 0.5))
    place = {actor: i for i, actor in enumerate(actors)}
    n = len(actors)
    far = np.full((n, n), np.inf)
    np.fill_diagonal(far, 0.0)
    for edge in edges:
        i, j = place[edge.a], place[edge.b]
        far[i, j] = far[j, i] = min(far[i, j], DISTANCE[edge_sign(edge)])
    for k in range(n):  # Floyd and Warshall: few actors, so the plain cube will do
        far = np.minimum(far, far[:, k : k + 1] + far[k : k + 1, :])
    far[np.isinf(far)] = max(far[np.isfinite(far)].max(), 1.0) + 1.0
    weight = 1.0 / np.maximum(far, 1e-9) ** 2
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    solve = np.linalg.pinv(laplacian)
    angle = 2 * np.pi * np.arange(n) / n
    at = np.column_stack([np.cos(angle), np.sin(angle)]) * far.max() / 2
    for _ in range(rounds):
        gap = np.linalg.norm(at[:, None, :] - at[None, :, :], axis=2)
        ratio = np.divide(far * weight, gap, out=np.zeros_like(gap), where=gap > 1e-9)
        at = solve @ ((np.diag(ratio.sum(axis=1)) - ratio) @ at)
    return dict(zip(actors, _square(at), strict=True))


def _square(at: object) -> list[tuple[float, float]]:
    """Turn the longer side across, fit the unit square, and round off the last bits."""
    import numpy as np

    points = np.asarray(at) - np.mean(np.asarray(at), axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    # The sign of a principal axis is arbitrary; fix it, or the picture may come out mirrored.
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1, 1)[:, None]
    points = points @ axes.T
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1e-9)
    # The shorter side may be drawn out a little to use the page; more would belie distances.
    scale = np.minimum(1.0, STRETCH * size / size.max()) / size
    points = 0.5 + (points - (low + high) / 2) * scale
    return [(round(x, 4), round(y, 4)) for x, y in _loosen(points.tolist())]


#: A name takes so much of the picture across and up.
NAME = (0.22, 0.065)


def _loosen(points: list[list[float]]) -> list[list[float]]:
    """Move actors up and down until no name is written over another's."""
    for _ in range(40):
        moved = False
        for i, one in enumerate(points):
            for other in points[i + 1 :]:
                across, up = abs(one[0] - other[0]), other[1] - one[1]
                if across < NAME[0] and abs(up) < NAME[1]:
                    push = (NAME[1] - abs(up)) / 2 + 1e-4
                    sign = 1 if up >= 0 else -1
                    one[1] = min(1.0, max(0.0, one[1] - sign * push))
                    other[1] = min(1.0, max(0.0, other[1] + sign * push))
                    moved = True
        if not moved:
            break
    return points
