"""Score the registry and the resolver: coverage of coded event data, agreement, speed.

    python -m bench actors

*Names without a country*: the ends of ICEWS 2018 that carry no country in brackets and are
not states themselves; the share of mentions that the registry gives a country, beside the
share that the dictionaries of the Open Event Data Alliance (Phoenix, 2014) give one.
*Persons of raw rows*: for the same, whether the state is that of the country column.
*Speed*: loading, finding names in running text, and the whole step beside the parse.
"""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING

from bench.corpus import news, outside
from detente.actors.folding import fold_key
from detente.actors.matching import find_names
from detente.actors.naming import resolve_name
from detente.actors.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

LANDS = ("state", "territory")
#: The middle of the data of 2018.
MIDDLE = date(2018, 6, 1)
_PHOENIX_CODE = re.compile(r"\[([A-Z]{3})")


def main() -> None:
    """Print every figure for which the data is at hand."""
    size(Registry.load())
    speed()
    folder = outside()
    if folder is None:
        print("  no outside data: names of event data are not scored")
        return
    icews_names(folder)
    icews_raw(folder)


def size(registry: Registry) -> None:
    """How much the registry holds."""
    rows = registry.tables
    kinds = [row["type"] for row in rows["actors"].values()]
    lands = sum(kind in LANDS for kind in kinds)
    print(
        f"  {lands} states and territories, {kinds.count('igo')} organisations of states, "
        f"{kinds.count('armed_group')} armed groups, {kinds.count('party')} parties, "
        f"{len(rows['persons']):,} persons, {len(rows['holders']):,} spells in office, "
        f"{len(registry.aliases):,} aliases"
    )


def speed() -> None:
    """Time loading, the name pass and the whole step, in CPU seconds."""
    from detente.reading import language
    from detente.reading.draft import Draft
    from detente.reading.mentions import find_mentions

    loads = []
    for _ in range(5):
        start = time.process_time()
        registry = Registry.load()
        loads.append(time.process_time() - start)
    print(f"  load                     {min(loads):6.3f} s  (aim under 0.3)")
    _, articles = news(40_000)
    text = "\n\n".join(article.text for article in articles)
    start = time.process_time()
    find_names(registry, "Russia", MIDDLE)
    print(f"  first use of names       {time.process_time() - start:6.3f} s")
    start = time.process_time()
    for _ in range(5):
        for article in articles:
            find_names(registry, article.text, MIDDLE)
    passed = (time.process_time() - start) / 5
    megabytes = len(text.encode()) / 1e6
    print(f"  name pass                {megabytes / passed:6.1f} MB/s  (aim 20)")
    pipeline = language.load()
    some = articles[: max(1, len(articles) // 4)]
    parsing = resolving = 0.0
    for _ in range(2):
        start = time.process_time()
        parsed = list(language.parse(pipeline, some))
        parsing += time.process_time() - start
        start = time.process_time()
        for article, sentences in parsed:
            find_mentions(Draft(article, registry, sentences))
        resolving += time.process_time() - start
    print(f"  mentions beside parse    {resolving / parsing:6.1%}  (aim under 15 %)")


def icews_names(folder: Path) -> None:
    """Names without a country in the de-duplicated ICEWS of 2018."""
    import duckdb

    path = folder / "icews" / "icews18_named.parquet"
    rows = duckdb.execute(
        "SELECT name, count(*) FROM (SELECT src AS name FROM read_parquet($1) UNION ALL "
        "SELECT tgt FROM read_parquet($1)) WHERE name NOT LIKE '%(%' GROUP BY name",
        [str(path)],
    ).fetchall()
    registry, phoenix = Registry.load(), _phoenix(folder / "actors")
    total = country = body = theirs = 0
    for name, times in rows:
        actor = resolve_name(registry, name, MIDDLE)
        if actor is not None and actor.type in LANDS:
            continue
        total += times
        country += times * bool(actor and actor.state)
        body += times * bool(actor and not actor.state)
        theirs += times * bool(phoenix.get(fold_key(name)))
    print(f"  ICEWS 2018, {total:,} mentions of names without a country")
    print(f"    given a country        {country / total:6.1%}  (aim 75 %)")
    print(f"    bodies of no country   {body / total:6.1%}")
    print(f"    Phoenix dictionaries   {theirs / total:6.1%}  given a country")


def _phoenix(folder: Path) -> dict[str, str]:
    """Names of the Phoenix dictionaries with the country their code begins with."""
    known: dict[str, str] = {}
    for path in sorted(folder.glob("Phoenix.*.actors.txt")):
        names: list[str] = []
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            line = line.split("#")[0].split(";")[0].rstrip()
            words = fold_key(line.split("[")[0].strip().lstrip("+").replace("_", " "))
            if words and not line.startswith("+"):
                names = []  # a new entry; its synonyms follow with a plus, its codes with a tab
            if words:
                names.append(words)
            code = _PHOENIX_CODE.search(line)
            if code and code[1] not in _NO_COUNTRY:
                for name in names:
                    known.setdefault(name, code[1])
    return known


#: Codes of CAMEO that open with three letters of no country.
_NO_COUNTRY = frozenset(
    {"IGO", "NGO", "NGM", "IMG", "MNC", "INT", "UIS", "EUR", "AFR", "ASA", "MEA", "LAM", "WST"}
)


def icews_raw(folder: Path) -> None:
    """Persons and bodies of raw rows against their country column."""
    import duckdb

    path = folder / "icews" / "icews_raw_2018-06-01_02" / "events.2018.sample.tab"
    table = "read_csv($1, delim='\t', header=true, nullstr='NA', quote='')"
    rows = duckdb.execute(
        'SELECT name, country, count(*) FROM (SELECT "Source Name" AS name, "Source Country" AS '
        f'country FROM {table} UNION ALL SELECT "Target Name", "Target Country" FROM {table}) '
        "WHERE name NOT LIKE '%(%' AND country IS NOT NULL GROUP BY ALL",
        [str(path)],
    ).fetchall()
    registry = Registry.load()
    total = known = right = 0
    wrong: list[tuple[int, str, str, str]] = []
    for name, country, times in rows:
        home, actor = (resolve_name(registry, words, MIDDLE) for words in (country, name))
        if home is None or (actor is not None and actor.type in LANDS):
            continue
        total += times
        if actor is not None and actor.state:
            known += times
            right += times * (actor.state == home.id)
            if actor.state != home.id:
                wrong.append((times, name, country, actor.id))
    print(f"  raw ICEWS of 1-2 June 2018, {total:,} persons and bodies with a country column")
    print(f"    given a country        {known / total:6.1%}")
    print(f"    and it is that one     {right / known:6.1%}  (aim 90 %)")
    for times, name, country, found in sorted(wrong, reverse=True)[:10]:
        print(f"      {times:3} {name}: {country} there, {found} here")
