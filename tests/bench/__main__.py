"""Measures what the issue promises and prints one table of ratios: `make bench`.

Ratios are taken within one run on one machine, Parley and its reference in turns. The server under
test has a core of its own; the load, Slack and PostgreSQL share the other. Throughput is counted
by the second of processor time that the server used, with so much offered that it never waits.
A missed bound is marked, and nothing fails: a busy machine measures badly.
"""

import os
import sys
import tempfile
from itertools import chain
from pathlib import Path

from tests.bench import due_work, in_process, over_http
from tests.bench.table import show

PARTS = (in_process, over_http, due_work)


def main() -> None:
    """Measure everything and print the table."""
    if len(os.sched_getaffinity(0)) == 1:
        print("Only one core: load and server share it, so the ratios flatter Parley.")
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as name:
        folder = Path(name)
        rows = []
        for row in chain(*(part.measure(folder) for part in PARTS)):
            print(f"measured: {row.name}", file=sys.stderr)
            rows.append(row)
    print(show(rows))


if __name__ == "__main__":
    main()
