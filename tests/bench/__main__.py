"""Measures what the issue promises and prints one table of ratios: `make bench`.

Ratios are taken within one run on one machine, Parley and its reference in turns. The server under
test has a core of its own; the load, Slack and PostgreSQL share the other. Throughput is counted
by the second of processor time that the server used, with so much offered that it never waits.
A missed bound is marked, and nothing fails: a busy machine measures badly.

    python -m tests.bench [--only in_process|over_http|due_work|scrub] [--most ROWS]

`--most` measures what is due with more rows waiting, too: 5,000,000 take minutes and 10 GB.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from pathlib import Path

from tests.bench import due_work, in_process, over_http, scrub
from tests.bench.table import Row, show

PARTS = ("in_process", "over_http", "due_work", "scrub")


def main() -> None:
    """Measure and print the table."""
    reader = argparse.ArgumentParser(prog="tests.bench")
    reader.add_argument("--only", choices=PARTS)
    reader.add_argument("--most", type=int, default=due_work.MANY, metavar="ROWS")
    wanted = reader.parse_args()
    if len(os.sched_getaffinity(0)) == 1:
        print("Only one core: load and server share it, so the ratios flatter Parley.")
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as name:
        folder = Path(name)
        rows = []
        for row in _rows(folder, wanted.only, wanted.most):
            print(f"measured: {row.name}", file=sys.stderr)
            rows.append(row)
    print(show(rows))


def _rows(folder: Path, only: str | None, most: int) -> Iterable[Row]:
    """The rows of one part or of all; each part begins when its first row is asked for."""
    parts: dict[str, Callable[[], Iterable[Row]]] = {
        "in_process": partial(in_process.measure, folder),
        "over_http": partial(over_http.measure, folder),
        "due_work": partial(due_work.measure, folder, most),
        "scrub": scrub.measure,
    }
    chosen = [parts[only]] if only else parts.values()
    return chain.from_iterable(measure() for measure in chosen)


if __name__ == "__main__":
    main()
