"""What somebody who erased themselves left in a channel is deleted, whichever process lives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import storage
from bot.cards import Card
from bot.guides.words import say
from bot.ports import CLAIM_LASTS, Undelivered, Unit
from bot.usecases.clearing import clear
from handlers.errands import Runner
from handlers.metrics import Metrics
from handlers.outgoing import Sender
from tests.contract.engine.platform import Watch
from tests.contract.storage.making import HERE, MASTER_KEY, NOW, query
from tests.contract.storage.test_sender import Platform, at_once, sent_all, stays, until
from tests.unit.usecases.desk import RandomIds
from tests.unit.usecases.town import Town

ROOM = "C0GENERAL"
LEFT = "1700000000.000100"


class Stuck(Town):
    """A platform that does not answer."""

    asked = False

    async def retract(self, channel: str, message: str) -> None:
        self.asked = True
        await asyncio.Event().wait()


def town(kind: type[Town] = Town) -> Town:
    made = kind()
    made.channels[ROOM] = {LEFT: Card(summary=say("public.posted"), elements=())}
    return made


async def left_behind(store: storage.Store) -> None:
    def leave(unit: Unit) -> None:
        clear(unit, [(ROOM, LEFT)], NOW, RandomIds())

    await store.run(HERE, leave)


@asynccontextmanager
async def sending(store: storage.Store, platform: Town, watch: Watch) -> AsyncIterator[None]:
    """A process that does errands; it ends without a chance to tidy up."""
    runner = Runner(platform, watch, RandomIds())
    sender = Sender(store, Platform(at_once), watch, Metrics(), stays, runner=runner)
    running = asyncio.ensure_future(sender.run())
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def kept(url: str) -> list[tuple[object, ...]]:
    return query(url, "SELECT id FROM person") + query(url, "SELECT id FROM outbox")


async def test_it_is_deleted_and_nothing_stays_of_it(store: storage.Store, url: str) -> None:
    await left_behind(store)
    rows = query(url, "SELECT * FROM outbox") + query(url, "SELECT * FROM person")
    assert ROOM not in str(rows), "where it is said is sealed"
    platform = town()
    async with sending(store, platform, Watch()):
        await sent_all(store)
    assert platform.channels == {ROOM: {}}
    assert kept(url) == []


async def test_a_process_that_ends_meanwhile_leaves_it_to_the_next(url: str) -> None:
    watch, stuck, works = Watch(), town(Stuck), town()
    async with storage.open_store(url, MASTER_KEY) as first:
        await left_behind(first)
        async with sending(first, stuck, watch):
            await until(first, lambda: getattr(stuck, "asked", False))
    watch.ahead += CLAIM_LASTS
    async with storage.open_store(url, MASTER_KEY) as second, sending(second, works, watch):
        await sent_all(second)
    assert works.channels == {ROOM: {}}
    assert kept(url) == []


async def test_a_platform_that_is_away_is_asked_again(store: storage.Store, url: str) -> None:
    watch, platform = Watch(), town()
    platform.trouble = Undelivered("busy")
    await left_behind(store)
    async with sending(store, platform, watch):
        await until(store, lambda: bool(query(url, "SELECT 1 FROM outbox WHERE attempts > 0")))
        platform.trouble = None
        watch.ahead += timedelta(minutes=5)
        await sent_all(store)
    assert platform.channels == {ROOM: {}}
    assert kept(url) == []


async def test_one_that_cannot_be_deleted_is_forgotten(store: storage.Store, url: str) -> None:
    platform = town()
    platform.trouble = Undelivered("refused")
    await left_behind(store)
    async with sending(store, platform, Watch()):
        await sent_all(store)
    assert kept(url) == []
