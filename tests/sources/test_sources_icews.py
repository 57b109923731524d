"""Event data comes in as one relation, whatever its layout; nothing is lost or guessed."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from detente.errors import DataError
from detente.sources.icews import COLUMNS, event_rows

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def row(**cells: str) -> str:
    usual = {
        "id": "7", "date": "2018-06-01", "source": "Citizen (Ruritania)", "sectors": "NA",
        "from": "Ruritania", "text": "Consult", "code": "040", "intensity": "1.0",
        "target": "Graustark", "to_sectors": "", "to": "Graustark", "story": "12",
        "sentence": "3", "publisher": "Example Wire", "city": "NA",
    }  # fmt: skip
    return "\t".join([*(usual | cells).values(), "NA", "NA", "Graustark", "1.0", "2.0"])


def read(path: Path, *lines: str, header: str = HEADER) -> list[dict[str, Any]]:
    path.write_text("\n".join([header, *lines]) + "\n", newline="")
    return as_rows(path)


def as_rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as con:
        relation = event_rows(con, path)
        assert [(n, str(t)) for n, t in zip(relation.columns, relation.types, strict=True)] == [
            *COLUMNS
        ]
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def test_a_dataverse_row_keeps_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    [found] = read(path, row())
    assert found == {
        "date": date(2018, 6, 1),
        "source_name": "Citizen (Ruritania)",
        "source_country": "Ruritania",
        "source_sectors": None,
        "target_name": "Graustark",
        "target_country": "Graustark",
        "target_sectors": None,
        "event_text": "Consult",
        "cameo": "040",
        "intensity": 1.0,
        "native_id": "7",
        "story": "12",
        "sentence": 3,
        "publisher": "Example Wire",
        "city": None,
        "country": "Graustark",
        "file": str(path),
        "line": 1,
    }


@pytest.mark.parametrize("written", ["2018-06-01", "6/1/2018", "06/01/18", "20180601"])
def test_dates_of_every_year_of_the_files(tmp_path: Path, written: str) -> None:
    [found] = read(tmp_path / "events.tab", row(date=written))
    assert found["date"] == date(2018, 6, 1)


@pytest.mark.parametrize(
    ("written", "text", "code"),
    [
        ("040", "Consult", "040"),
        ("40", "Consult", "040"),
        ("40.0", "Consult", "040"),
        ("10", "Make statement", "010"),
        ("254", "Appeal for easing of economic sanctions", "0254"),
        ("190", "Use conventional military force", "190"),
        ("NA", "Impose embargo, boycott, or sanctions", "163"),
        ("", "meet at a third location", "044"),
        ("1214", "Reject intelligence cooperation", "1214"),
        ("", "Sing together", None),
    ],
)
def test_codes_are_text_and_keep_their_zero(
    tmp_path: Path, written: str, text: str, code: str | None
) -> None:
    [found] = read(tmp_path / "events.tab", row(code=written, text=text))
    assert (found["cameo"], found["event_text"]) == (code, text)


def test_loose_and_paired_quotes_of_tab_files(tmp_path: Path) -> None:
    names = ['"Graustark"', 'Party "Dawn', '"The ""Dawn"" Party"', '"The \\"Dawn\\" Party"', '"']
    found = read(tmp_path / "events.tab", *(row(target=name) for name in names))
    dawn = 'The "Dawn" Party'
    assert [r["target_name"] for r in found] == ["Graustark", 'Party "Dawn', dawn, dawn, '"']
    assert [r["line"] for r in found] == [1, 2, 3, 4, 5]


def test_csv_with_quoted_commas_and_named_columns(tmp_path: Path) -> None:
    header = "event_date,source_name,source_sectors,event_text,cameo_code,target_name,yearmonth"
    line = '2018-06-01,Ruritania,"Government,Executive","Demonstrate, or ""rally""",141,X,201806'
    [found] = read(tmp_path / "events.csv", line, header=header)
    assert found["source_sectors"] == "Government,Executive"
    assert found["event_text"] == 'Demonstrate, or "rally"'
    assert (found["cameo"], found["publisher"]) == ("141", None)


def test_named_parquet_has_its_codes_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "it's [named]*.parquet"
    with duckdb.connect() as con:
        rows = "(VALUES (DATE '2018-05-21', 'Russia', 'Reduce relations', 'Iran'))"
        name = str(path).replace("'", "''")
        con.execute(f"COPY (FROM {rows} t(date, src, rel, tgt)) TO '{name}'")
    [found] = as_rows(path)
    assert (found["source_name"], found["target_name"], found["cameo"]) == ("Russia", "Iran", "160")
    assert found["source_country"] is None


def test_gzipped_files_and_marks_at_the_head(tmp_path: Path) -> None:
    path = tmp_path / "events.tab.gz"
    path.write_bytes(gzip.compress(f"\ufeff{HEADER}\n{row()}\n".encode()))
    assert as_rows(path)[0]["native_id"] == "7"


def test_a_gzipped_file_that_was_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.tab.gz"
    path.write_bytes(gzip.compress(HEADER.encode())[:12])
    with pytest.raises(DataError, match=r"cut\.tab\.gz cannot be opened"):
        as_rows(path)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_and_latin_1(
    tmp_path: Path, ending: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "events.tab"
    lines = [HEADER, row(source="José"), row(source="Jörg")]
    path.write_bytes((ending.join(lines) + ending).encode("latin-1"))
    found = as_rows(path)
    assert [(r["source_name"], r["country"]) for r in found] == [
        ("José", "Graustark"),
        ("Jörg", "Graustark"),
    ]
    assert "Latin-1" in caplog.text


def test_a_bad_file_does_not_break_the_transaction_it_is_loaded_in(tmp_path: Path) -> None:
    (tmp_path / "bad.tab").write_text(HEADER + "\n" + row(date="never") + "\n")
    with duckdb.connect() as con:
        con.execute("BEGIN")
        con.execute("CREATE TABLE kept AS SELECT 1 AS n")
        with pytest.raises(DataError):
            event_rows(con, tmp_path / "bad.tab")
        con.execute("COMMIT")
        assert con.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_what_is_wrong_with_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    with pytest.raises(DataError, match="lacks columns of ICEWS events: source_name, event_text"):
        read(path, "2018-06-01\tX", header="Event Date\tTarget Name")
    with pytest.raises(DataError, match="row 2"):
        read(path, row(), row(date="yesterday"), row())
    with pytest.raises(DataError, match="holds no rows"):
        read(path)
    with pytest.raises(DataError, match="cannot be read as ICEWS"):
        read(path, row() + "\ttoo\tmany\tcells")
    path.write_bytes(b"")
    with pytest.raises(DataError, match="is empty"):
        as_rows(path)
    with pytest.raises(DataError, match="No such file"):
        as_rows(tmp_path / "gone.tab")
    with pytest.raises(DataError, match="no such file"):
        as_rows(tmp_path / "gone.parquet")
    with pytest.raises(DataError) as caught:
        as_rows(tmp_path / "events.zip")
    assert "unzip" in (caught.value.hint or "")
    (tmp_path / "false.parquet").write_bytes(b"no parquet at all")
    with pytest.raises(DataError, match="cannot be read as ICEWS"):
        as_rows(tmp_path / "false.parquet")


@pytest.mark.outside
def test_the_public_samples_are_read_whole(outside: Path) -> None:
    tab = as_rows(outside / "icews" / "icews_raw_2018-06-01_02" / "events.2018.sample.tab")
    table = as_rows(outside / "events" / "icews" / "icews_sample_4993.csv")
    assert (len(tab), len(table)) == (3_705, 4_993)
    ours = {r["native_id"]: r for r in table if r["date"] <= date(2018, 6, 2)}
    shared = [r for r in tab if r["native_id"] in ours]
    # Two exports of one base: they may spell a person differently, nothing else.
    loose = ("file", "line", "publisher", "source_name", "target_name")
    differ = {
        key
        for r in shared
        for key, value in r.items()
        if key not in loose and value != ours[r["native_id"]][key]
    }
    assert not differ
    same = [r["target_name"] == ours[r["native_id"]]["target_name"] for r in shared]
    assert sum(same) > 0.99 * len(same) > 3_000


@pytest.mark.outside
def test_icews_2018_has_the_events_of_the_founding_question(outside: Path) -> None:
    with duckdb.connect() as con:
        rows = event_rows(con, outside / "icews" / "icews18_named.parquet")
        assert rows.aggregate("count(*), count(cameo)").fetchall() == [(468_558, 468_558)]
        week = "source_name = 'Russia' AND target_name = 'Iran' AND date BETWEEN '2018-05-21' "
        found = rows.filter(week + "AND '2018-05-25'").project("cameo").fetchall()
        assert {"160", "1056", "111", "163"} <= {code for (code,) in found}
