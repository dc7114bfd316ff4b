"""What happens at once, on both databases: one batch, nobody twice, nothing lost or leaked."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from bot.coach.lessons import Lesson
from bot.ports import Person, Pool, Unit
from handlers.clock.turns import TURN
from handlers.sandbox.app import Sandbox
from handlers.sandbox.cast import TEAM_ID, Message
from storage import Store, open_store
from tests.contract.slack.test_programs import environment
from tests.contract.slack.world import create_box, spoken
from tests.contract.storage.making import query
from tests.unit.usecases.circle import TEXTS, Circle
from tests.unit.usecases.desk import words
from tests.unit.usecases.sharing import ROOM, opened, send

DUE = datetime(2027, 1, 13, 9, 0, 10, tzinfo=UTC)
"""10:00 in Madrid, on a Wednesday."""

ROUNDS = 4


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in one channel that gets lessons."""
    found = await Circle.of(store)
    await found.set_up()
    return found


async def test_the_threshold_reached_by_several_at_once_is_met_once(circle: Circle) -> None:
    receipts = await asyncio.gather(*(circle.share(one) for one in range(7)))
    assert len({found for (found,) in receipts}) == 7
    assert await circle.waits() == 7
    day = (await circle.pool()).release
    assert day is not None
    await circle.share(7)
    assert (await circle.pool()).release == day


async def test_processes_that_release_at_once_release_one_batch(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4, 5)
    circle.at((await circle.due()).replace(second=0))
    processes = [circle.process(alone=False) for _ in range(3)]
    for _ in range(12):
        await asyncio.gather(*(one.look() for one in processes))
        circle.at(circle.town.moment.replace(second=(circle.town.moment.second + 1) % 15))
    assert len(circle.read()) == 2
    assert len(circle.below()) == 6
    assert len({words(card) for card in circle.below()}) == 6


async def test_turns_leave_no_moment_at_which_a_batch_was_posted(circle: Circle, url: str) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.at((await circle.due()).replace(second=0))
    before = {key for key, _ in query(url, "SELECT key_hash, at FROM delivery")}
    process = circle.process(alone=False)
    begun = circle.town.moment
    await circle.look(12, process)
    assert len(circle.below()) == 5
    noted = query(url, "SELECT key_hash, at FROM delivery")
    turns = {key: at for key, at in noted if key not in before}
    assert len(turns) == 1
    monday = (begun + timedelta(days=7 - begun.weekday())).strftime("%Y-%m-%d")
    assert all(str(at).startswith(monday) for at in turns.values())
    slots = range(int(begun.timestamp()) // TURN - 9, int(begun.timestamp()) // TURN + 9)
    tried = {sha256(f"lessons {ROOM} {slot}".encode()).digest() for slot in slots}
    assert not tried & {*turns}


@pytest.mark.parametrize("moment", range(ROUNDS))
async def test_a_withdrawal_during_the_release_is_never_readable_in_the_end(
    circle: Circle, moment: int
) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4, 5)
    form = await opened(circle.desks[3], "share withdraw")
    circle.at(await circle.due())
    await circle.look(moment)
    withdrawing = send(circle.desks[3], form, receipt=receipts[3])
    await asyncio.gather(circle.releasing.look(), withdrawing)
    await circle.look(12)
    told = [words(card) for card in circle.below()]
    assert not [said for said in told if TEXTS[3] in said]
    for other in (0, 1, 2, 4, 5):
        assert sum(TEXTS[other] in said for said in told) >= 1
    assert len(circle.read()) == 2


@pytest.mark.parametrize("moment", range(2))
async def test_who_erases_themselves_during_the_release_leaves_all_or_nothing(
    circle: Circle, moment: int
) -> None:
    await circle.share(0, 1, 2, 3, 4)
    author = circle.desks[4]
    form = (await author.command("delete")).open
    assert form is not None
    circle.at(await circle.due())
    await circle.look(moment)
    await asyncio.gather(circle.releasing.look(), author.submit(form, confirm="delete"))
    await circle.look(12)
    assert len(circle.below()) in {0, 5}
    assert await circle.waits() == (0 if circle.below() else 4)


async def test_a_stop_during_the_posting_ends_it(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look(3)
    introduction = circle.read()[0]
    await asyncio.gather(
        circle.releasing.look(), circle.desks[8].press(introduction, "Stop lessons here")
    )
    before = len(circle.below())
    await circle.look(10)
    assert len(circle.below()) == before < 5


# Real processes, killed.


class Program:
    """What releases lessons, beside a sandbox."""

    def __init__(self, url: str, box: Sandbox) -> None:
        self._arguments = (url, box.api_url, DUE.isoformat())
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.contract.slack.releaser", *self._arguments,
            env=environment(), stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert b"at work" in await self._process.stdout.readline()

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.communicate()


@asynccontextmanager
async def room(folder: Path, url: str) -> AsyncIterator[Sandbox]:
    """A workspace of twelve who use Parley, five of whose lessons are due in the channel."""
    box = create_box(folder)
    await box.start()
    box.hire()
    box.invite("general")

    def fill(unit: Unit) -> None:
        pool = Pool(id=uuid4().hex, owner="U0ANA", zone="Europe/Madrid", channels=("C0GENERAL",))
        unit.lessons.keep(pool)
        for number, user in enumerate(box._site.workspace.people):
            person = Person(id=uuid4().hex, workspace=TEAM_ID, user=user)
            unit.people.add(person)
            if number < 5:
                lesson = Lesson(kind="job_offer", text=TEXTS[number])
                unit.lessons.contribute(pool.id, person.id, lesson.model_dump_json())
        unit.lessons.keep(pool.model_copy(update={"release": date(2027, 1, 13)}))

    async with open_store(url, bytes(32)) as store:
        await store.run(TEAM_ID, fill)
    try:
        yield box
    finally:
        await box.stop()


def below(box: Sandbox) -> list[Message]:
    return [one for one in box.messages("general") if one.bot and one.thread_ts]


def parents(box: Sandbox) -> list[Message]:
    return [one for one in box.messages("general") if one.bot and not one.thread_ts]


def reached(box: Sandbox, least: int) -> bool:
    return len(below(box)) >= least


def texts_below(box: Sandbox) -> Counter[str]:
    said = [spoken(one) for one in below(box)]
    return Counter(text for text in TEXTS[:5] for one in said if text in one)


async def test_a_process_killed_while_it_posts_loses_nothing(tmp_path: Path, url: str) -> None:
    async with room(tmp_path, url) as box:
        for number in (1, 3):
            program = Program(url, box)
            await program.start()
            await box.until(partial(reached, box, number), 20)
            await program.kill()
        program = Program(url, box)
        await program.start()
        await box.until(lambda: len(texts_below(box)) == 5, 20)
        await program.kill()
        # A message on its way when the process died may have come twice.
        assert texts_below(box).total() <= 5 + 2
        assert len(parents(box)) == 1
        assert {one.thread_ts for one in below(box)} == {parents(box)[0].ts}


async def test_two_processes_on_postgresql_post_one_batch_and_one_survives_the_other(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with room(tmp_path, postgresql_url) as box:
        one, other = Program(postgresql_url, box), Program(postgresql_url, box)
        await asyncio.gather(one.start(), other.start())
        await box.until(lambda: len(below(box)) >= 2, 20)
        await one.kill()
        await box.until(lambda: len(texts_below(box)) == 5, 20)
        await other.kill()
        assert texts_below(box).total() <= 5 + 1
        assert len(parents(box)) == 1
