"""Whole answers over real HTTP: Parley as shipped beside Bolt alone, in turns on the same core."""

import base64
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.migrate import upgrade
from tests.bench import plans
from tests.bench.filled import fill
from tests.bench.servers import (
    OTHER_CORE,
    SECRET,
    SERVER_CORE,
    Server,
    free_port,
    get,
    load,
    post,
    server,
)
from tests.bench.table import Row
from tests.postgres import PostgresServer

LANES, PEOPLE, ROUNDS = 32, 20, 3
LATENCY_LANES, LATENCY_PEOPLE, RATE = 20, 10, 100.0
NEW_PEOPLE = 10_000
FEW, MANY = 1_000, 1_000_000
CALM_SECONDS, CALM_SHARE = 0.5, 0.05
EVENTS = "/slack/events"


@contextmanager
def slack() -> Iterator[Server]:
    """The Slack that says yes."""
    port = free_port()
    with server(["tests.bench.slack", str(port)], port, OTHER_CORE) as started:
        yield started


@contextmanager
def bolt(slack_url: str) -> Iterator[Server]:
    """Bolt alone."""
    port = free_port()
    command = ["tests.bench.bare_bolt", str(port), slack_url, SECRET]
    with server(command, port, SERVER_CORE) as started:
        yield started


@contextmanager
def parley(slack_url: str, database_url: str) -> Iterator[Server]:
    """Parley as shipped."""
    port = free_port()
    settings = {
        "PARLEY_DATABASE_URL": database_url,
        "PARLEY_MASTER_KEY": base64.b64encode(bytes(32)).decode(),
        "PARLEY_HOST": "127.0.0.1",
        "PARLEY_PORT": str(port),
        "PARLEY_SLACK_API_URL": f"{slack_url}/api/",
        "PARLEY_SLACK_BOT_TOKEN": "xoxb-bench",
        "PARLEY_SLACK_SIGNING_SECRET": SECRET,
    }
    with server(["handlers.cli", "serve"], port, SERVER_CORE, settings) as started:
        yield started


@dataclass
class Pace:
    """How a server kept up: answers by the second of its core, and by the second on the wall."""

    by_core: float
    by_wall: float


class Bench:
    """Plans numbered so that no person and no delivery comes twice."""

    def __init__(self, folder: Path) -> None:
        self._plan = folder / "plan.json"
        self._people = 0

    def walk(self, target: Server, lanes: int, people: int, rate: float = 0.0) -> dict[str, Any]:
        """Start everybody's preparation, then measure all their answers."""
        first, self._people = self._people, self._people + lanes * people
        self._send(target, plans.starts(lanes, people, first), 0.0)
        _calm(target)
        used = target.cpu()
        met = self._send(target, plans.answers(lanes, people, first), rate)
        return met | {"cpu": target.cpu() - used}

    def start(self, target: Server, people: int) -> None:
        """That many new people start a preparation."""
        first, self._people = self._people, self._people + people
        self._send(target, plans.starts(LANES, people // LANES, first), 0.0)

    def _send(self, target: Server, plan: list[Any], rate: float) -> dict[str, Any]:
        self._plan.write_text(json.dumps(plan))
        met = load(target.url + EVENTS, self._plan, rate)
        if set(met["statuses"]) != {"200"}:
            raise RuntimeError(f"not every delivery was answered with 200: {met['statuses']}")
        return met

    def pace(self, target: Server) -> Pace:
        """The best of some rounds at full speed."""
        rounds = [self.walk(target, LANES, PEOPLE) for _ in range(ROUNDS)]
        return Pace(
            max(len(met["latencies"]) / met["cpu"] for met in rounds),
            max(len(met["latencies"]) / met["seconds"] for met in rounds),
        )

    def latencies(self, target: Server) -> tuple[float, float]:
        """p50 and p99 in seconds, at a hundred a second."""
        met = self.walk(target, LATENCY_LANES, LATENCY_PEOPLE, RATE)
        ordered = sorted(met["latencies"])
        return ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]


def _calm(target: Server) -> None:
    """Wait until a server has done what it does after answering, such as asking for profiles."""
    used = -1.0
    while target.cpu() - used > CALM_SHARE * CALM_SECONDS:
        used = target.cpu()
        time.sleep(CALM_SECONDS)


def throughput_row(name: str, mine: Pace, bare: Pace, bound: float) -> Row:
    """The share of Bolt's pace that is left."""
    note = (
        f"{mine.by_core:.0f} of {bare.by_core:.0f} answers a core-second"
        f" ({mine.by_wall:.0f} of {bare.by_wall:.0f} on the wall)"
    )
    return Row(name, mine.by_core / bare.by_core, bound, "at least", note)


def latency_rows(mine: tuple[float, float], bare: tuple[float, float]) -> list[Row]:
    """How much later the acknowledgement comes."""
    bounds = (("p50", 1.5), ("p99", 3.0))
    return [
        Row(
            f"acknowledgement at 100/s, {name}",
            own / base,
            bound,
            "at most",
            f"{own * 1000:.2f} ms beside {base * 1000:.2f} ms",
        )
        for (name, bound), own, base in zip(bounds, mine, bare, strict=True)
    ]


def measure(folder: Path) -> list[Row]:
    """All rows that need HTTP."""
    with slack() as platform, bolt(platform.url) as alone:
        bench = Bench(folder)
        bare, bare_latencies = bench.pace(alone), bench.latencies(alone)
        file = folder / "http.db"
        with parley(platform.url, f"sqlite:///{file}") as own:
            rows = _sqlite_rows(bench, platform, own, bare, bare_latencies)
            rows.append(_filled_row(bench, platform, own, file))
        with _postgres() as url, parley(platform.url, url) as own:
            rows.append(_postgres_row(bench, platform, own, bare))
    return rows


@contextmanager
def _postgres() -> Iterator[str]:
    """A migrated database of a durable server on the core that Parley leaves free."""
    everywhere = os.sched_getaffinity(0)
    # A folder of its own: under root the server runs as somebody who cannot enter the bench's.
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
        os.sched_setaffinity(0, OTHER_CORE)
        running = PostgresServer(Path(folder), durable=True)
        running.start()
        os.sched_setaffinity(0, everywhere)
        try:
            url = running.create()
            upgrade(url)
            yield url
        finally:
            running.stop()


def _sqlite_rows(
    bench: Bench, platform: Server, own: Server, bare: Pace, bare_latencies: tuple[float, float]
) -> list[Row]:
    bench.pace(own)  # warms caches
    warm = json.loads(get(f"{platform.url}/calls")).get("auth.test", 0)
    rows = [throughput_row("answer over HTTP, sending too", bench.pace(own), bare, 0.0)]
    post(f"{platform.url}/hold")
    rows.insert(0, throughput_row("answer over HTTP, SQLite", bench.pace(own), bare, 0.70))
    rows += latency_rows(bench.latencies(own), bare_latencies)
    asked = json.loads(get(f"{platform.url}/calls")).get("auth.test", 0) - warm
    rows.append(Row("auth.test calls once warm", asked, 0, "at most"))
    before = own.memory()
    bench.start(own, NEW_PEOPLE)
    grown = (own.memory() - before) / 1e6
    rows.append(Row(f"{NEW_PEOPLE} conversations, in MB", grown, 10, "at most"))
    post(f"{platform.url}/release")
    return rows


def _filled_row(bench: Bench, platform: Server, own: Server, file: Path) -> Row:
    post(f"{platform.url}/hold")
    fill(file, FEW)
    few = bench.pace(own)
    fill(file, MANY - FEW)
    many = bench.pace(own)
    post(f"{platform.url}/release")
    note = f"{few.by_core:.0f} and {many.by_core:.0f} answers a core-second"
    return Row(
        "cost of an answer, a million rows", few.by_core / many.by_core, 1.2, "at most", note
    )


def _postgres_row(bench: Bench, platform: Server, own: Server, bare: Pace) -> Row:
    post(f"{platform.url}/hold")
    bench.pace(own)  # warms caches
    row = throughput_row("answer over HTTP, PostgreSQL", bench.pace(own), bare, 0.40)
    post(f"{platform.url}/release")
    return row
