from __future__ import annotations

import math
import random

from detente.types import Edge
from detente.views.layout import NAME, chosen, edge_sign, positions


def edge(a: str, b: str, sign: int, *, events: int = 5, stated: int = 0) -> Edge:
    return Edge(a, b, events, 0, events, 0.0, sign, stated, abs(stated))


BLOCS = [
    *(edge(a, b, 1) for a, b in [("A", "B"), ("B", "C"), ("A", "C")]),
    *(edge(a, b, 1) for a, b in [("X", "Y"), ("Y", "Z"), ("X", "Z")]),
    *(edge(a, b, -1) for a in "ABC" for b in "XYZ"),
]


def test_the_same_network_is_laid_out_the_same_in_any_order() -> None:
    first = positions(BLOCS)
    for seed in range(5):
        shuffled = list(BLOCS)
        random.Random(seed).shuffle(shuffled)
        assert positions(shuffled) == first


def test_friends_stand_nearer_than_foes() -> None:
    at = positions(BLOCS)
    apart = [math.dist(at[e.a], at[e.b]) for e in BLOCS if e.sign < 0]
    near = [math.dist(at[e.a], at[e.b]) for e in BLOCS if e.sign > 0]
    assert max(near) < sum(apart) / len(apart)


def test_every_actor_stands_inside_the_square() -> None:
    for edges in (BLOCS, BLOCS[:1], [edge("A", "A", 1)], [edge("A", "B", 1), edge("C", "D", 1)]):
        for x, y in positions(edges).values():
            assert 0 <= x <= 1
            assert 0 <= y <= 1


def test_no_two_actors_stand_in_one_place() -> None:
    star = [edge("HUB", f"S{i}", 1) for i in range(12)]
    assert len(set(positions(star).values())) == 13


def test_no_name_is_written_over_another() -> None:
    pairs = [edge("HUB", f"S{i}", 1) for i in range(9)] + [edge("S1", "FAR", -1)]
    at = list(positions(pairs).values())
    for i, one in enumerate(at):
        for other in at[i + 1 :]:
            apart = abs(one[0] - other[0]) >= NAME[0] or abs(one[1] - other[1]) >= NAME[1] * 0.9
            assert apart, (one, other)


def test_stated_ties_give_the_sign_where_events_tell_none() -> None:
    assert edge_sign(edge("A", "B", 0, stated=-2)) == -1
    assert edge_sign(edge("A", "B", 1, stated=-2)) == 1


def test_the_busiest_actors_are_kept_and_those_asked_about_always() -> None:
    edges = [edge("HUB", f"S{i:02}", 1, events=i) for i in range(30)]
    kept = chosen(edges, ("S00", "HUB"), most=5)
    assert {e.b for e in kept} == {"S00", "S29", "S28", "S27"}


def test_with_a_focus_the_others_are_those_who_have_to_do_with_it() -> None:
    edges = [edge("A", "B", 1, events=9), edge("A", "NEAR", 1, events=2)]
    edges += [edge("FAR", "OFF", 1, events=500)]
    assert {e.b for e in chosen(edges, ("A", "B"), most=3)} == {"B", "NEAR"}
