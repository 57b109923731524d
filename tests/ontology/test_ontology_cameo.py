from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.errors import DataError
from detente.ontology import cameo, plover

if TYPE_CHECKING:
    from pathlib import Path

#: The last root of each quad class, by the convention of CAMEO.
LAST_ROOTS = {5: 1, 8: 2, 13: 3, 20: 4}


def test_every_code_converts_to_a_type_and_mode_of_plover() -> None:
    known = {*plover.TYPES, plover.STATEMENT}
    assert len(cameo.codes()) == 312
    for entry in cameo.codes().values():
        assert entry.type in known
        assert entry.mode is None or entry.mode in plover.modes(entry.type), entry
        assert -10 <= entry.goldstein <= 10
        assert entry.quad == next(q for last, q in LAST_ROOTS.items() if int(entry.root) <= last)
        assert entry.code.startswith(entry.root)


def test_where_cameo_and_plover_class_an_act_differently() -> None:
    differ = {e.root for e in cameo.codes().values() if e.quad != plover.quad(e.type)}
    # Statements, appeals, verbal concessions and convictions; nothing else.
    assert differ == {"01", "02", "08", "11"}


@pytest.mark.parametrize(
    ("code", "type", "mode"),
    [
        ("010", "STATEMENT", None),
        ("0254", "REQUEST", "yield"),
        ("036", "AGREE", None),
        ("042", "CONSULT", "visit"),
        ("055", "CONCEDE", None),
        ("0874", "RETREAT", "withdraw"),
        ("1056", "REQUEST", "yield"),
        ("1123", "ACCUSE", "allege"),
        ("116", "SANCTION", "convict"),
        ("163", "SANCTION", "discontinue"),
        ("1712", "ASSAULT", "destroy"),
        ("195", "ASSAULT", "aerial"),
        ("2041", "ASSAULT", "unconventional"),
    ],
)
def test_conversion_follows_manual_two(code: str, type: str, mode: str | None) -> None:
    entry = cameo.lookup(code)
    assert (entry.type, entry.mode) == (type, mode)


def test_names_are_found_whatever_their_punctuation() -> None:
    assert cameo.code_of("Appeal for easing of economic sanctions, boycott, or embargo") == "0254"
    assert cameo.code_of("meet at a third location") == "044"
    assert cameo.code_of("Meet at a 'third' location") == "044"
    assert cameo.code_of("Sing a song") is None


def test_a_name_of_two_codes_means_the_more_specific() -> None:
    assert cameo.code_of("Consult") == "040"
    assert cameo.code_of("Threaten") == "130"
    assert cameo.lookup("130").goldstein == -4.4


def test_a_code_not_listed_falls_back_to_the_one_above() -> None:
    assert cameo.lookup("1214").code == "121"
    with pytest.raises(DataError, match="not a CAMEO code"):
        cameo.lookup("99")


@pytest.mark.outside
def test_all_relation_names_of_icews_2018_are_known(outside: Path) -> None:
    import duckdb

    path = outside / "icews" / "icews18_dyads.parquet"
    rows = duckdb.sql(f"SELECT DISTINCT rel, code, g, quad FROM '{path}'").fetchall()
    assert len(rows) == 256
    for name, code, weight, quad_class in rows:
        assert cameo.code_of(name) == code
        assert (cameo.lookup(code).goldstein, cameo.lookup(code).quad) == (weight, quad_class)
