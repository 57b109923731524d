"""Load event data, ask whether two states moved apart, and draw their timeline.

    python examples/event_data_chart.py EVENTS A B SINCE UNTIL [CHART.svg]

EVENTS is an ICEWS tab file, or any Parquet or CSV file with the columns date, source_name,
target_name and cameo_code (or event_text).
"""

from __future__ import annotations

import sys
from pathlib import Path

import detente


def main(events: str, a: str, b: str, since: str, until: str, chart: str = "chart.svg") -> None:
    with detente.open(":memory:") as record:
        print(record.load("icews", events).sentence)
        answer = record.ask(dyad=(a, b), direction="apart", since=since, until=until)
        print(answer.sentence)
        counted = record.events(dyad=(a, b), distinct=True)
        print(f"{len(counted)} distinct events between {a} and {b}")
        answer.chart().save(chart)
    print(f"wrote {Path(chart)}")


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:7])
