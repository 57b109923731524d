"""Run every benchmark: ``python -m bench [NAME ...]``."""

from __future__ import annotations

import sys

from bench import (
    actors,
    claims,
    current_events,
    dates,
    events,
    factuality,
    hostile,
    re3d,
    reading,
    startup,
)

BENCHES = {
    "startup": startup.main,
    "reading": reading.main,
    "actors": actors.main,
    "current_events": current_events.main,
    "re3d": re3d.main,
    "claims": claims.dev,
    "events": events.main,
    "factuality": factuality.main,
    "dates": dates.main,
    "hostile": hostile.main,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(BENCHES)}")
        return 2
    for name in names or BENCHES:
        print(f"== {name}")
        BENCHES[name]()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
