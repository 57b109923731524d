"""`detente actors`: who somebody is, which names stayed open, whether tables are sound."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

STORY = (
    "---\ntitle: Talks\n---\n\nOrvald Tekkenhorst, the envoy of Norway, met Sergei Lavrov in "
    "Oslo on Monday.\n\nTekkenhorst said that Russia had attacked the port.\n"
)


def test_a_person_is_shown_with_every_office_and_its_dates(run: Run, tmp_path: Path) -> None:
    at = ("--record", tmp_path / "none.detente")
    shown = run("actors", "Theresa May", "--on", "2018-06-02", *at).out
    assert "office  British prime minister (GBR.PM)" in shown
    assert "prime minister of United Kingdom, 2016-07-13 to 2019-07-24" in shown
    [row] = run("actors", "Theresa May", "--on", "2018-06-02", "--json", *at).rows
    spells = {(role["title"], role["start"]) for role in row["roles"]}
    assert ("prime minister", "2016-07-13") in spells
    assert all(role["source"] and role["checked"] for role in row["roles"])


def test_an_office_is_shown_with_its_title_and_holders(run: Run, tmp_path: Path) -> None:
    at = ("--record", tmp_path / "none.detente")
    shown = run("actors", "DEU.PM", "--on", "2010-05-01", *at).out
    assert shown.startswith("German chancellor (DEU.PM)")
    assert "held by  Angela Merkel (angela-merkel)" in shown
    late = run("actors", "DEU.PM", "--on", "2050-05-01", *at).out
    assert "held by" not in late
    assert "the holder on 2050-05-01 is not known" in late


def test_a_state_is_shown_with_its_codes(run: Run, tmp_path: Path) -> None:
    shown = run("actors", "Iran", "--record", tmp_path / "none.detente").out
    assert "ISO 364, COW 630, Gleditsch-Ward 630" in shown


def test_an_unknown_name_gets_the_nearest_three(run: Run, tmp_path: Path) -> None:
    done = run("actors", "Vladimr Puttin", "--record", tmp_path / "none.detente")
    assert done.status == 1
    assert "vladimir-putin (Vladimir Putin)" in done.err


def test_check_names_what_a_folder_gets_wrong(run: Run, tmp_path: Path) -> None:
    sound = run("actors", "check")
    assert sound.status == 0
    assert "0 errors" in sound.err
    (tmp_path / "aliases.csv").write_text("alias,actor,kind\nFoo,NOBODY,name\n", encoding="utf-8")
    done = run("actors", "check", "--registry", tmp_path)
    assert done.status == 1
    assert "names 'NOBODY', which is not an actor" in done.out
    assert "1 error and 0 warnings in your tables" in done.err
    [row] = run("actors", "check", "--registry", tmp_path, "--json").rows
    assert (row["level"], row["table"]) == ("error", "aliases")


def test_open_names_are_filled_in_and_linked_without_reading_again(
    run: Run, tmp_path: Path
) -> None:
    story, record, mine = tmp_path / "2018-05-21-a.md", tmp_path / "r.detente", tmp_path / "mine"
    story.write_text(STORY, encoding="utf-8")
    run("read", story, "--record", record)
    shown = run("actors", "--unresolved", "--record", record).out
    assert "Orvald Tekkenhorst" in shown
    done = run("actors", "--fill", mine, "--record", record)
    assert "detente correct --relink --registry" in done.err
    with (mine / "persons.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "times in text" in rows[0]["note"]
    for row in rows:
        row["state"] = "NOR" if row["name"] == "Orvald Tekkenhorst" else ""
    with (mine / "persons.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    again = run("actors", "--fill", mine, "--record", record)
    assert again.status == 1
    assert "is there already" in again.err
    linked = run("correct", "--relink", "--registry", mine, "--record", record, "--who", "ann")
    assert linked.status == 0
    assert "Orvald Tekkenhorst: orvald-tekkenhorst is orvald-tekkenhorst in" in linked.err
    nothing = run("correct", "--relink", "--registry", mine, "--record", record)
    assert "no open name of this record is listed by now" in nothing.err
    assert "listed in" in run("audit", "--json", "--record", record).out


def test_relink_goes_over_the_whole_record(run: Run, tmp_path: Path) -> None:
    done = run("correct", "e_1", "--relink", "--record", tmp_path / "r.detente")
    assert done.status == 2
    assert "give no ID" in done.err
    assert run("correct", "--record", tmp_path / "r.detente").status == 2


def test_tables_to_fill_in_are_written_all_or_none(run: Run, tmp_path: Path) -> None:
    story, record, mine = tmp_path / "2018-05-21-a.md", tmp_path / "r.detente", tmp_path / "mine"
    story.write_text(STORY, encoding="utf-8")
    run("read", story, "--record", record)
    on_file = run("actors", "--fill", story, "--record", record)
    assert (on_file.status, "is a file" in on_file.err) == (1, True)
    mine.mkdir()
    (mine / "persons.csv").write_text("mine\n", encoding="utf-8")
    done = run("actors", "--fill", mine, "--record", record)
    assert (done.status, "persons.csv is there already" in done.err) == (1, True)
    assert [path.name for path in mine.iterdir()] == ["persons.csv"]


def test_options_that_would_be_passed_over_are_refused(run: Run, tmp_path: Path) -> None:
    record = ("--record", tmp_path / "r.detente")
    for given in (["--on", "2018-05-21"], ["check", "--on", "2018-05-21"]):
        assert run("actors", *given, *record).status == 2
    assert "--fill writes tables" in run("actors", "--fill", tmp_path, "--json", *record).err
