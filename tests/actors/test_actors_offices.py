"""Who held an office on a day, 1990-2026: written down apart from the tables they test."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.actors.naming import resolve_name

if TYPE_CHECKING:
    from detente.actors.registry import Registry

#: Office, day, and the holder as any paper would write the name.
HELD = [
    ("USA.PRES", "1990-08-02", "George H. W. Bush"),
    ("USA.PRES", "1993-01-20", "Bill Clinton"),
    ("USA.PRES", "2001-09-11", "George W. Bush"),
    ("USA.PRES", "2018-05-08", "Donald Trump"),
    ("USA.PRES", "2021-01-19", "Donald Trump"),
    ("USA.PRES", "2021-01-20", "Joe Biden"),
    ("USA.PRES", "2025-01-20", "Donald Trump"),
    ("USA.MFA", "1999-03-24", "Madeleine Albright"),
    ("USA.MFA", "2003-02-05", "Colin Powell"),
    ("USA.MFA", "2012-09-11", "Hillary Clinton"),
    ("USA.MFA", "2015-07-14", "John Kerry"),
    ("USA.MFA", "2018-05-21", "Mike Pompeo"),
    ("USA.MFA", "2023-10-16", "Antony Blinken"),
    ("USA.MOD", "2003-03-20", "Donald Rumsfeld"),
    ("USA.MOD", "2018-06-02", "James Mattis"),
    ("SUN.PRES", "1991-08-19", "Mikhail Gorbachev"),
    ("RUS.PRES", "1993-10-04", "Boris Yeltsin"),
    ("RUS.PRES", "1999-12-31", "Vladimir Putin"),
    ("RUS.PRES", "2008-08-08", "Dmitry Medvedev"),
    ("RUS.PRES", "2012-05-07", "Vladimir Putin"),
    ("RUS.PM", "2008-08-08", "Vladimir Putin"),
    ("RUS.PM", "2020-01-20", "Mikhail Mishustin"),
    ("RUS.MFA", "1996-01-15", "Yevgeny Primakov"),
    ("RUS.MFA", "2018-06-02", "Sergei Lavrov"),
    ("RUS.MOD", "2012-11-06", "Sergei Shoigu"),
    ("RUS.MOD", "2024-06-01", "Andrei Belousov"),
    ("IRN.PRES", "1998-01-07", "Mohammad Khatami"),
    ("IRN.PRES", "2013-08-02", "Mahmoud Ahmadinejad"),
    ("IRN.PRES", "2013-08-03", "Hassan Rouhani"),
    ("IRN.PRES", "2024-07-30", "Masoud Pezeshkian"),
    ("IRN.LEADER", "1989-12-01", "Ali Khamenei"),
    ("IRN.LEADER", "2018-06-02", "Ali Khamenei"),
    ("IRN.MFA", "2018-06-02", "Mohammad Javad Zarif"),
    ("SYR.PRES", "2000-06-01", "Hafez al-Assad"),
    ("SYR.PRES", "2018-06-02", "Bashar al-Assad"),
    ("SYR.PRES", "2025-03-01", "Ahmed al-Sharaa"),
    ("ISR.PM", "1993-09-13", "Yitzhak Rabin"),
    ("ISR.PM", "1995-11-05", "Shimon Peres"),
    ("ISR.PM", "2000-07-25", "Ehud Barak"),
    ("ISR.PM", "2006-07-12", "Ehud Olmert"),
    ("ISR.PM", "2018-05-09", "Benjamin Netanyahu"),
    ("ISR.PM", "2022-08-01", "Yair Lapid"),
    ("ISR.MOD", "2018-06-02", "Avigdor Lieberman"),
    ("GBR.PM", "1990-11-28", "John Major"),
    ("GBR.PM", "1997-05-02", "Tony Blair"),
    ("GBR.PM", "2016-07-13", "Theresa May"),
    ("GBR.PM", "2022-09-06", "Liz Truss"),
    ("GBR.PM", "2022-10-25", "Rishi Sunak"),
    ("GBR.MFA", "2018-07-09", "Jeremy Hunt"),
    ("FRA.PRES", "1995-05-17", "Jacques Chirac"),
    ("FRA.PRES", "2012-05-15", "Francois Hollande"),
    ("FRA.PRES", "2017-05-14", "Emmanuel Macron"),
    ("DEU.PM", "1998-10-27", "Gerhard Schroeder"),
    ("DEU.PM", "2005-11-22", "Angela Merkel"),
    ("DEU.PM", "2021-12-08", "Olaf Scholz"),
    ("DEU.PM", "2025-05-06", "Friedrich Merz"),
    ("TUR.PRES", "2014-08-28", "Recep Tayyip Erdogan"),
    ("TUR.PM", "1999-02-16", "Bulent Ecevit"),
    ("IRQ.PRES", "2003-03-20", "Saddam Hussein"),
    ("IRQ.PM", "2018-06-02", "Haider al-Abadi"),
    ("IRQ.PM", "2014-06-10", "Nouri al-Maliki"),
    ("EGY.PRES", "2011-02-10", "Hosni Mubarak"),
    ("EGY.PRES", "2013-07-02", "Mohamed Morsi"),
    ("EGY.PRES", "2018-06-02", "Abdel Fattah al-Sisi"),
    ("SAU.MONARCH", "2005-08-02", "Abdullah bin Abdulaziz"),
    ("SAU.MONARCH", "2018-10-02", "King Salman"),
    ("JOR.MONARCH", "1999-02-07", "King Abdullah II"),
    ("UKR.PRES", "2014-02-21", "Viktor Yanukovych"),
    ("UKR.PRES", "2014-06-07", "Petro Poroshenko"),
    ("UKR.PRES", "2019-05-20", "Volodymyr Zelensky"),
    ("CHN.PRES", "2013-03-14", "Xi Jinping"),
    ("CHN.PRES", "1999-05-08", "Jiang Zemin"),
    ("JPN.PM", "2012-12-26", "Shinzo Abe"),
    ("JPN.PM", "2001-04-26", "Junichiro Koizumi"),
    ("KOR.PRES", "2018-04-27", "Moon Jae-in"),
    ("PRK.LEADER", "2018-04-27", "Kim Jong Un"),
    ("IND.PM", "2004-05-22", "Manmohan Singh"),
    ("IND.PM", "2019-02-26", "Narendra Modi"),
    ("PAK.PM", "2018-08-18", "Imran Khan"),
    ("PAK.PRES", "2001-10-07", "Pervez Musharraf"),
    ("AFG.PRES", "2010-01-01", "Hamid Karzai"),
    ("ZAF.PRES", "1994-05-10", "Nelson Mandela"),
    ("ZAF.PRES", "2018-02-15", "Cyril Ramaphosa"),
    ("ZWE.PRES", "2017-11-24", "Emmerson Mnangagwa"),
    ("RWA.PRES", "2018-06-02", "Paul Kagame"),
    ("NGA.PRES", "2015-05-29", "Muhammadu Buhari"),
    ("BRA.PRES", "2019-01-01", "Jair Bolsonaro"),
    ("BRA.PRES", "2003-06-01", "Luiz Inacio Lula da Silva"),
    ("VEN.PRES", "2002-04-11", "Hugo Chavez"),
    ("VEN.PRES", "2018-06-02", "Nicolas Maduro"),
    ("CUB.PRES", "2005-01-01", "Fidel Castro"),
    ("COL.PRES", "2016-09-26", "Juan Manuel Santos"),
    ("HUN.PM", "2018-06-02", "Viktor Orban"),
    ("POL.PM", "2023-12-13", "Donald Tusk"),
    ("ITA.PM", "2018-06-01", "Giuseppe Conte"),
    ("ESP.PM", "2018-06-02", "Pedro Sanchez"),
    ("YUG.PRES", "1999-03-24", "Slobodan Milosevic"),
]
#: Days on which an office changed hands: before, on the day, after.
HANDOVERS = [
    ("ESP.PM", "2018-05-31", "Mariano Rajoy", "2018-06-02", "Pedro Sanchez"),
    ("USA.PRES", "2017-01-19", "Barack Obama", "2017-01-20", "Donald Trump"),
    ("GBR.PM", "2007-06-26", "Tony Blair", "2007-06-27", "Gordon Brown"),
    ("FRA.PRES", "2007-05-15", "Jacques Chirac", "2007-05-16", "Nicolas Sarkozy"),
    ("POL.PRES", "2015-08-05", "Bronislaw Komorowski", "2015-08-06", "Andrzej Duda"),
    ("ARG.PRES", "2023-12-09", "Alberto Fernandez", "2023-12-10", "Javier Milei"),
    ("MEX.PRES", "2018-11-30", "Enrique Pena Nieto", "2018-12-01", "Andres Manuel Lopez Obrador"),
    ("IDN.PRES", "2014-10-19", "Susilo Bambang Yudhoyono", "2014-10-20", "Joko Widodo"),
    ("PHL.PRES", "2016-06-29", "Benigno Aquino III", "2016-06-30", "Rodrigo Duterte"),
    ("UKR.PRES", "2010-02-24", "Viktor Yushchenko", "2010-02-25", "Viktor Yanukovych"),
]


@pytest.mark.parametrize(("office", "day", "name"), HELD)
def test_the_holder_of_an_office_on_a_day(
    registry: Registry, office: str, day: str, name: str
) -> None:
    on = date.fromisoformat(day)
    holder, named = registry.holder(office, on), resolve_name(registry, name, on)
    assert holder is not None, office
    assert named is not None, name
    assert holder.id == named.id
    assert holder.state == office.partition(".")[0]


@pytest.mark.parametrize(("office", "before", "old", "after", "new"), HANDOVERS)
def test_an_office_changes_hands_on_its_day(
    registry: Registry, office: str, before: str, old: str, after: str, new: str
) -> None:
    for day, name in ((before, old), (after, new)):
        on = date.fromisoformat(day)
        holder, named = registry.holder(office, on), resolve_name(registry, name, on)
        assert holder is not None
        assert named is not None
        assert holder.id == named.id, day
