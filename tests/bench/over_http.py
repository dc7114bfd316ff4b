"""Whole answers over real HTTP: Parley as shipped beside Bolt alone, in turns on the same core."""

import base64
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.clock.engine import migrate as migrate_engine
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
def slack(seconds: float = 0.0) -> Iterator[Server]:
    """The Slack that says yes, to a message after so many seconds."""
    port = free_port()
    with server(["tests.bench.slack", str(port), str(seconds)], port, OTHER_CORE) as started:
        yield started


@contextmanager
def bolt(slack_url: str) -> Iterator[Server]:
    """Bolt alone."""
    port = free_port()
    command = ["tests.bench.bare_bolt", str(port), slack_url, SECRET]
    with server(command, port, SERVER_CORE) as started:
        yield started


@contextmanager
def raw(slack_url: str, file: Path) -> Iterator[Server]:
    """Bolt, and behind it an answer's rows in raw SQL."""
    port = free_port()
    command = ["tests.bench.raw_answer", str(port), slack_url, SECRET, str(file)]
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


@dataclass(frozen=True)
class Pace:
    """Answers by the second of a core, of Parley and of Bolt beside it, in some rounds."""

    mine: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def share(self) -> float:
        """What is left of Bolt's pace: the median of the rounds, each compared with its own."""
        pairs = zip(self.mine, self.bare, strict=True)
        return statistics.median(mine / bare for mine, bare in pairs)

    @property
    def note(self) -> str:
        """The same in absolute figures."""
        mine, bare = statistics.median(self.mine), statistics.median(self.bare)
        return f"{mine:.0f} of {bare:.0f} answers a core-second"


class Bench:
    """Plans numbered so that no person and no delivery comes twice."""

    def __init__(self, folder: Path, alone: Server) -> None:
        self._alone = alone
        self._plan = folder / "plan.json"
        self._people = 0

    def walk(
        self,
        target: Server,
        lanes: int,
        people: int,
        rate: float = 0.0,
        begin: Callable[[], None] = lambda: None,
    ) -> dict[str, Any]:
        """Start everybody's preparation, then measure all their answers, after `begin`."""
        first, self._people = self._people, self._people + lanes * people
        self._send(target, plans.starts(lanes, people, first), 0.0)
        _calm(target)
        begin()
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
        """Some rounds at full speed, each beside a round of Bolt: a machine's speed drifts."""
        bare, mine = [], []
        for _ in range(ROUNDS):
            bare.append(self._by_core(self._alone))
            mine.append(self._by_core(target))
        return Pace(tuple(mine), tuple(bare))

    def _by_core(self, target: Server) -> float:
        met = self.walk(target, LANES, PEOPLE)
        return float(len(met["latencies"]) / met["cpu"])

    def warm(self, target: Server) -> None:
        """Fill the caches of both."""
        for either in (self._alone, target):
            self.walk(either, LANES, PEOPLE)

    def latency_rows(self, target: Server) -> list[Row]:
        """How much later the acknowledgement comes."""
        mine, bare = self._latencies(target), self._latencies(self._alone)
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

    def _latencies(self, target: Server) -> tuple[float, float]:
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


def measure(folder: Path) -> Iterator[Row]:
    """All rows that need HTTP, each as soon as it is known."""
    with slack() as platform, bolt(platform.url) as alone:
        bench = Bench(folder, alone)
        file = folder / "http.db"
        with parley(platform.url, f"sqlite:///{file}") as own:
            yield from _sqlite_rows(bench, platform, own)
            yield _filled_row(bench, platform, own, file)
        with raw(platform.url, folder / "raw.db") as rows:
            yield _raw_row(bench, rows)
        with postgres() as url, parley(platform.url, url) as own:
            yield _postgres_row(bench, platform, own)


@contextmanager
def postgres() -> Iterator[str]:
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
            migrate_engine(url)
            yield url
        finally:
            running.stop()


def _sqlite_rows(bench: Bench, platform: Server, own: Server) -> Iterator[Row]:
    bench.warm(own)
    warm = json.loads(get(f"{platform.url}/calls")).get("auth.test", 0)
    sending = bench.pace(own)
    post(f"{platform.url}/hold")
    pace = bench.pace(own)
    yield Row("answer over HTTP, SQLite", pace.share, 0.70, "at least", pace.note)
    yield Row("the same with its outbound calls", sending.share, 0.0, "at least", sending.note)
    yield from bench.latency_rows(own)
    asked = json.loads(get(f"{platform.url}/calls")).get("auth.test", 0) - warm
    yield Row("auth.test calls once warm", asked, 0, "at most")
    before = own.memory()
    bench.start(own, NEW_PEOPLE)
    grown = (own.memory() - before) / 1e6
    yield Row(f"{NEW_PEOPLE} conversations, in MB", grown, 10, "at most")
    post(f"{platform.url}/release")


def _filled_row(bench: Bench, platform: Server, own: Server, file: Path) -> Row:
    post(f"{platform.url}/hold")
    fill(file, FEW)
    few = bench.pace(own)
    fill(file, MANY - FEW)
    many = bench.pace(own)
    post(f"{platform.url}/release")
    note = f"{few.share:.2f} and {many.share:.2f} of Bolt's answers a core-second"
    return Row("cost of an answer, a million rows", few.share / many.share, 1.2, "at most", note)


def _raw_row(bench: Bench, rows: Server) -> Row:
    """What is left of Bolt's pace before anything is read, thought, sealed or said."""
    bench.warm(rows)
    pace = bench.pace(rows)
    return Row("an answer's rows alone, SQLite", pace.share, 0.0, "at least", pace.note)


def _postgres_row(bench: Bench, platform: Server, own: Server) -> Row:
    post(f"{platform.url}/hold")
    bench.warm(own)
    pace = bench.pace(own)
    post(f"{platform.url}/release")
    return Row("answer over HTTP, PostgreSQL", pace.share, 0.40, "at least", pace.note)
