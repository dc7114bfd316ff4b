"""What falls due, end to end: from the database through the engine over HTTP to Slack."""

import asyncio
import json
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from handlers.clock.engine import POLL
from handlers.clock.worker import LOOK
from storage import Session, Store, claim, open_store, statements_due as statements
from storage.migrate import upgrade
from tests.bench.due_filled import fill, make_due
from tests.bench.over_http import Bench, bolt, parley, postgres, slack
from tests.bench.servers import Server, family_cpu, get
from tests.bench.table import Row
from tests.contract.engine.making import at_home, people_due

SECONDS = 0.005
"""How long the Slack of this bench takes for a message."""

ROUND, RAW_ROUND, ROUNDS = 6_000, 4_000, 3
FEW, MANY = 10_000, 1_000_000
GOALS: Final = {"SQLite": 600, "PostgreSQL": 800}
LATE_ROWS, LATE_SECONDS, IDLE_SECONDS = 100, 20.0, 20.0
BUSY_ROWS = 10_000
LANES, PEOPLE, RATE = 20, 10, 100.0
KEY = bytes(32)
_LONG = timedelta(days=400)

_direct = "D{}".format
_users = (f"U{number}" for number in count())


@dataclass(frozen=True)
class Round:
    """Reminders a second in the middle of a round, and what each cost, in ms of processor time.

    `own` is what Parley used, `all` with what a PostgreSQL server used for it.
    """

    rate: float
    own: float
    all: float


Place = tuple[str, Server]
"""A database, and the Parley that runs on it."""


def measure(folder: Path, most: int = MANY) -> Iterator[Row]:
    """All rows, each as soon as it is known, with up to so many reminders waiting."""
    with slack(SECONDS) as platform, bolt(platform.url) as alone:
        few, many = (f"sqlite:///{folder / name}.db" for name in ("few", "many"))
        for url in (few, many):
            upgrade(url)
        raw = statistics.mean(_raw(url) for url in (few, many))
        with parley(platform.url, few) as own:
            yield from _idle_rows(platform, own, few)
            yield from _speed_rows("SQLite", platform, (few, own), many, raw, most)
            yield _busy_row(Bench(folder, alone), platform, own, few)
        with postgres() as few, postgres() as many:
            raw = statistics.mean(_raw(url) for url in (few, many))
            with parley(platform.url, few) as own:
                yield from _speed_rows("PostgreSQL", platform, (few, own), many, raw, most)


def _speed_rows(
    name: str, platform: Server, few: Place, many: str, raw: float, most: int
) -> Iterator[Row]:
    """The pace in two databases in turns: one with few rows more, one with ever more of them."""
    fill(few[0], FEW)
    fill(many, MANY)
    with parley(platform.url, many) as own:
        places = few, (many, own)
        pairs = _in_turns(platform, places)
        yield _pace_row(name, [fuller for _, fuller in pairs], raw)
        yield _growth_row(name, pairs, MANY)
        if most > MANY:
            fill(many, most - MANY)
            yield _growth_row(name, _in_turns(platform, places), most)


def _in_turns(platform: Server, places: Iterable[Place]) -> list[list[Round]]:
    """Some rounds in each database, without the first round: it warms up."""
    rounds = [[_round(platform, *place) for place in places] for _ in range(ROUNDS + 1)]
    return rounds[1:]


def _pace_row(name: str, rounds: Sequence[Round], raw: float) -> Row:
    pace, goal = statistics.median(one.rate for one in rounds), GOALS[name]
    cost = statistics.median(one.own for one in rounds)
    note = (
        f"{pace:.0f} of {raw:.0f} rows a second, {MANY:,} more waiting; wanted {goal};"
        f" each took {cost:.2f} ms of Parley's core"
    )
    return Row(
        f"reminders, {name}, of claim and mark alone", pace / raw, goal / raw, "at least", note
    )


def _growth_row(name: str, pairs: Sequence[Sequence[Round]], waiting: int) -> Row:
    """What a reminder costs more, in processor time: what else the machine does slows both."""
    note = "ms of processor time, database included: "
    note += "; ".join(f"{few.all:.2f} and {many.all:.2f}" for few, many in pairs)
    return Row(
        f"cost of a reminder, {name}, {waiting:,} waiting beside {FEW:,}",
        statistics.median(many.all / few.all for few, many in pairs),
        1.3,
        "at most",
        note,
    )


def _round(platform: Server, url: str, own: Server) -> Round:
    """Send so many reminders, and see how fast they go out while it runs at full speed."""
    asyncio.run(_planned(url, ROUND, datetime.now(UTC) + _LONG))
    before = _sent(platform)
    make_due(url)
    mine, all_ = own.cpu(), own.cpu() + _database_cpu(url)
    begun = _until(platform, before + ROUND // 10)
    ended = _until(platform, before + ROUND * 9 // 10)
    _until(platform, before + ROUND)
    time.sleep(1)  # the last of them are marked
    each = 1000 / ROUND
    return Round(
        rate=ROUND * 0.8 / (ended - begun),
        own=(own.cpu() - mine) * each,
        all=(own.cpu() + _database_cpu(url) - all_) * each,
    )


def _database_cpu(url: str) -> float:
    """Seconds of processor time of a PostgreSQL server so far; SQLite is part of Parley."""
    if url.startswith("sqlite"):
        return 0.0
    running = Path(url.partition("?host=")[2]) / "data" / "postmaster.pid"
    return family_cpu(int(running.read_text().split()[0]))


async def _planned(url: str, rows: int, due: datetime) -> None:
    async with open_store(url, KEY) as store:
        await _people_due(store, [next(_users) for _ in range(rows)], due)


async def _people_due(store: Store, users: Sequence[str], due: datetime) -> None:
    """People whose profiles were asked just now: this Slack would say another zone for them."""
    await at_home(store, "T1", await people_due(store, "T1", users, due, _direct))


def _sent(platform: Server) -> int:
    return int(json.loads(get(f"{platform.url}/calls")).get("chat.postMessage", 0))


def _until(platform: Server, messages: int) -> float:
    """The moment at which Slack had so many messages."""
    deadline = time.monotonic() + 120
    while _sent(platform) < messages:
        if time.monotonic() > deadline:
            raise RuntimeError("the reminders do not arrive")
        time.sleep(0.01)
    return time.perf_counter()


def _raw(url: str) -> float:
    """Rows a second of claiming, taking and marking alone: the same statements, nothing sent."""
    return asyncio.run(_raw_loop(url))


async def _raw_loop(url: str) -> float:
    await _planned(url, RAW_ROUND, datetime.now(UTC))
    done = 0
    async with open_store(url, KEY) as store:
        begun = time.perf_counter()
        while batches := await store.run_whole(_claimed):
            for batch, _ in batches:
                done += await store.run_whole(partial(_marked, batch=batch))
        return done / (time.perf_counter() - begun)


def _claimed(session: Session) -> list[claim.Batch]:
    return claim.claim_due(session, datetime.now(UTC), 400, 25)


def _marked(session: Session, batch: str) -> int:
    taken = session.write(statements.FENCE_DUE, "T1", batch).fetchall()
    letters = session.records({"which": row[0], "letter": row[0], "week": False} for row in taken)
    names = session.several(row[0] for row in taken)
    session.write(statements.INTO_LETTER[session.dialect], letters, "T1", names)
    now = session.moment(datetime.now(UTC))
    session.write(statements.DUE_SENT[session.dialect], now, "T1", names)
    return len(taken)


def _idle_rows(platform: Server, own: Server, url: str) -> Iterator[Row]:
    time.sleep(3)  # the start is over
    used = own.cpu()
    time.sleep(IDLE_SECONDS)
    share = (own.cpu() - used) / IDLE_SECONDS
    note = f"of a core; a look for what is due every {LOOK} s, for batches every {POLL} s"
    yield Row("processor time of an idle server", share, 0.05, "at most", note)
    late = _lateness(platform, url)
    note = f"seconds; p50 {statistics.median(late):.2f}, most {max(late):.2f}"
    yield Row("lateness when idle, p99", late[len(late) * 99 // 100], 1.0, "at most", note)


def _lateness(platform: Server, url: str) -> Sequence[float]:
    """Seconds from due to arrival, in order, of rows that fall due one after the other."""
    users = [next(_users) for _ in range(LATE_ROWS)]
    start = datetime.now(UTC) + timedelta(seconds=3)
    step = timedelta(seconds=LATE_SECONDS / LATE_ROWS)
    dues = {user: start + step * place for place, user in enumerate(users)}

    async def plan() -> None:
        async with open_store(url, KEY) as store:
            for user, due in dues.items():
                await _people_due(store, [user], due)

    before = _sent(platform)
    asyncio.run(plan())
    _until(platform, before + LATE_ROWS)
    arrived = json.loads(get(f"{platform.url}/arrived"))
    return sorted(arrived[f"D{user}"] - due.timestamp() for user, due in dues.items())


def _busy_row(bench: Bench, platform: Server, own: Server, url: str) -> Row:
    """How late the slowest hundredth of acknowledgements comes while reminders go out."""
    asyncio.run(_planned(url, BUSY_ROWS, datetime.now(UTC) + _LONG))
    before = _sent(platform)
    met = bench.walk(own, LANES, PEOPLE, RATE, begin=partial(make_due, url))
    during = _sent(platform) - before
    ordered = sorted(met["latencies"])
    p99 = ordered[len(ordered) * 99 // 100]
    note = (
        f"p50 {ordered[len(ordered) // 2] * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms,"
        f" {RATE:.0f} answers a second; {during} messages meanwhile"
    )
    _until(platform, before + BUSY_ROWS)
    return Row(
        f"acknowledgement while {BUSY_ROWS:,} go out, of 500 ms", p99 / 0.5, 1.0, "at most", note
    )
