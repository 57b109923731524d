"""A made-up world of governments, rebels and ministers, for the tests of levels.

Aland has a minister who leaves office, a guard that is part of its army, a council that is a
local authority, a band of rebels with a leader who later becomes president, and a claimant.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.actors.registry import Registry
from made_records import FIRST, MadeRecord

if TYPE_CHECKING:
    from pathlib import Path

LEFT = 10
#: The day, counted from the first, on which the leader of the band becomes president.
TOOK_OVER = 20


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


TABLES = {
    "actors": f"""id,name,type,state,start,end
AAA,Aland,state,AAA,,
BBB,Borduria,state,BBB,,
CCC,Corland,state,CCC,,
AAA.GUARD,Guard of Aland,group,AAA,,
AAA.COUNCIL,Council of the North,government,AAA,,
AAA.LEAGUE,League of Aland,party,AAA,,
AAA.BAND,Band of the Hills,armed_group,AAA,,
AAA.RING,Ring of Aland,group,AAA,,
AAA.SHORE,Shore of Aland,territory,AAA,,
AAA.COURT,Court of Aland,office,AAA,,
AAA.SPIES,Spies of Aland,group,AAA,,
AAA.LATER,Late Agency,group,AAA,{day(0)},
""",
    "persons": """id,name,surname,alone,gender,state
ann-minister,Ann Minister,Minister,,F,AAA
bo-leader,Bo Leader,Leader,,M,AAA
cy-claimant,Cy Claimant,Claimant,,M,AAA
di-citizen,Di Citizen,Citizen,,F,AAA
ed-sitting,Ed Sitting,Sitting,,M,AAA
""",
    "holders": f"""office,post,person,start,end,precision,status,checked
AAA.MFA,,ann-minister,{day(-900)},{day(LEFT)},day,recognised,2029-12-01
AAA.LEAGUE,leader,ann-minister,{day(-1000)},,day,recognised,2029-12-01
AAA.BAND,,bo-leader,{day(-900)},,day,recognised,2029-12-01
AAA.PRES,,bo-leader,{day(TOOK_OVER)},,day,de_facto,2030-06-01
AAA.PRES,,cy-claimant,{day(-10)},,day,claimed,2029-12-01
AAA.PM,,ed-sitting,{day(-900)},,day,recognised,{day(-800)}
""",
    "ties": f"""a,relation,b,start,end
AAA.GUARD,part_of,AAA.MIL,,
AAA.COUNCIL,part_of,AAA.LOCAL,,
AAA.RING,part_of,AAA.RING,,
AAA.SHORE,part_of,AAA.MIL,,
AAA.COURT,part_of,AAA,,
AAA.COURT,part_of,AAA.JUD,,
AAA.SPIES,part_of,AAA,,
AAA.SPIES,part_of,AAA.INT,,
AAA.LATER,part_of,AAA.INT,{day(LEFT)},
AAA.BAND,part_of,AAA.MIL,,
""",
}
#: Type, state and whether the registry knows them, of the actors that the made-up record meets.
MET = {
    "AAA.MFA": "ministry",
    "AAA.MIL": "military",
    "AAA.LEG": "group",
    "AAA.OPP": "group",
    "AAA.CITIZEN": "people",
    "AAA.GUARD": "group",
    "AAA.COUNCIL": "government",
    "AAA.LEAGUE": "party",
    "AAA.BAND": "armed_group",
    "AAA.RING": "group",
    "AAA.COURT": "office",
    "AAA.SPIES": "group",
    "AAA.SHORE": "territory",
    "AAA.SHORE.MIL": "military",
    "AAA.LATER": "group",
    "x-ministry-of-fish": "ministry",
    "ann-minister": "person",
    "bo-leader": "person",
    "cy-claimant": "person",
    "di-citizen": "person",
    "ed-sitting": "person",
    "x-fay-unlisted": "person",
}


def made_registry(folder: Path) -> Registry:
    """The shipped tables with the made-up ones laid over them."""
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return Registry.load([folder])


def made_record() -> MadeRecord:
    """A record that has met everybody of Aland, and in which nothing has happened yet."""
    record = MadeRecord()
    for id, type in MET.items():
        record.insert("actor", id=id, name=id, type=type, state="AAA", listed=id[:2] != "x-",
                      office="AAA.FIN" if id == "x-fay-unlisted" else None)  # fmt: skip
    return record
