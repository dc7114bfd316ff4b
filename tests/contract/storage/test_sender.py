"""Several senders on one database: a message goes out once, and none is given up too early."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import storage
from bot.cards import Card
from bot.guides.words import say
from bot.ports import CLAIM_LASTS, Outgoing, Person, Undelivered, Unit
from bot.usecases.talk import Details
from handlers.metrics import Metrics
from handlers.outgoing import Sender
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    changed,
    message,
    person,
    somebody,
)

TOLD = Details(show=True, welcome=True).model_dump_json()


class Watch:
    """A clock that goes with the loop's and can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._start = asyncio.get_running_loop().time()

    def now(self) -> datetime:
        gone = asyncio.get_running_loop().time() - self._start
        return NOW + self.ahead + timedelta(seconds=gone)


class Platform:
    """Takes messages: what arrived is found by whoever doubts; `before` is done ahead of each."""

    def __init__(self, before: Callable[[], Awaitable[None]]) -> None:
        self.arrived: list[str] = []
        self.asked: list[bool] = []
        self.cards: dict[str, Card] = {}
        self._before = before

    async def post(
        self, person: Person, card: Card, key: str, *, doubtful: bool, thread: str | None = None
    ) -> str:
        assert thread is None
        self.asked.append(doubtful)
        known = doubtful and key in self.arrived
        await self._before()
        if not known:
            self.arrived.append(key)
            self.cards[key] = card
        return f"D{person.user}"

    async def profile_zone(self, person: Person) -> str | None:
        return None


async def at_once() -> None:
    """What is done before a post that nothing holds up."""


async def stays(_workspace: str) -> None:
    """What is told of a workspace that Parley is removed from: never, here."""


@asynccontextmanager
async def sending(
    store: storage.Store, platform: Platform, watch: Watch, longest: float = 45.0
) -> AsyncIterator[Sender]:
    sender = Sender(store, platform, watch, Metrics(), stays, longest=longest)
    running = asyncio.ensure_future(sender.run())
    yield sender
    await sender.stop(5)
    await running


async def written(store: storage.Store, count: int) -> list[Outgoing]:
    """A message to each of so many people."""
    owners = [person() for _ in range(count)]
    messages = [message(owner, None, TOLD) for owner in owners]

    def keep(unit: Unit) -> None:
        for owner, each in zip(owners, messages, strict=True):
            unit.people.add(owner)
            unit.outbox.put(each, NOW)

    await store.run(HERE, keep)
    return messages


async def until(store: storage.Store, true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await store.workspaces_with_mail()


async def sent_all(store: storage.Store, again: Callable[[], None] = lambda: None) -> None:
    """Wait until nothing waits to be sent; `again` is done ahead of each look."""
    async with asyncio.timeout(60):
        while await store.workspaces_with_mail():
            again()


async def test_what_waited_too_long_in_one_process_is_left_to_the_other(
    postgresql_url: str,
) -> None:
    watch, go_on = Watch(), asyncio.Event()
    slow, quick = Platform(lambda: wait(go_on)), Platform(at_once)
    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
        sending(one, slow, watch) as sender,
    ):
        messages = await written(one, 20)
        sender.wake(HERE)
        await until(one, lambda: len(slow.asked) == 8)
        under_way = len(slow.asked)
        watch.ahead += CLAIM_LASTS
        async with sending(two, quick, watch):
            await until(two, lambda: len(quick.arrived) == len(messages))
            go_on.set()
            await sent_all(one)
    assert sorted(quick.arrived) == sorted(each.id for each in messages)
    # Those eight are the one window that nobody can close; here it was held open by force.
    assert len(slow.arrived) == under_way


async def wait(event: asyncio.Event) -> None:
    await event.wait()


async def test_what_waited_is_sent_by_who_claimed_it_unless_it_was_lost(
    store: storage.Store,
) -> None:
    watch, go_on = Watch(), asyncio.Event()
    platform = Platform(lambda: wait(go_on))
    async with sending(store, platform, watch) as sender:
        messages = await written(store, 12)
        sender.wake(HERE)
        await until(store, lambda: len(platform.asked) == 8)
        watch.ahead += timedelta(minutes=1)
        waiting = {each.id for each in messages}
        gone = messages[-1]
        await store.run(HERE, lambda unit: unit.people.erase(gone.person))
        go_on.set()
        await sent_all(store)
    assert waiting - set(platform.arrived) == {gone.id}
    assert len(platform.arrived) == 11


async def test_a_question_that_was_overtaken_while_it_waited_is_not_asked(
    store: storage.Store,
) -> None:
    watch, go_on = Watch(), asyncio.Event()
    platform = Platform(lambda: wait(go_on))
    async with sending(store, platform, watch) as sender:
        await written(store, 8)
        owner, about = await somebody(store)
        asked = message(owner, about, TOLD)
        await store.run(HERE, lambda unit: unit.outbox.put(asked, NOW))
        sender.wake(HERE)
        await until(store, lambda: len(platform.asked) == 8)
        watch.ahead += timedelta(minutes=1)
        after = changed(about)
        await store.run(HERE, lambda unit: unit.conversations.save(after, about.revision))
        go_on.set()
        await sent_all(store)
    assert platform.cards[asked.id].summary == say("summary.note")


async def test_a_sending_without_an_answer_is_given_up_and_tried_again(
    store: storage.Store,
) -> None:
    never, first = asyncio.Event(), [True]

    async def hang_once() -> None:
        if first and first.pop():
            await never.wait()

    watch, platform = Watch(), Platform(hang_once)
    async with sending(store, platform, watch, longest=0.05) as sender:
        (only,) = await written(store, 1)
        sender.wake(HERE)
        await sent_all(store)
    assert platform.arrived == [only.id]
    assert platform.asked == [False, True], "the first may have arrived"


def later(watch: Watch, sender: Sender) -> None:
    """Come to the moment of the next try."""
    watch.ahead += timedelta(minutes=6)
    sender.wake(HERE)


async def test_a_long_outage_and_one_failure_of_ours_drop_nothing(store: storage.Store) -> None:
    troubles: list[Exception] = [Undelivered("busy", 30.0)] * 12 + [RuntimeError()]

    async def trouble() -> None:
        if troubles:
            raise troubles.pop(0)

    watch, platform = Watch(), Platform(trouble)
    async with sending(store, platform, watch) as sender:
        (only,) = await written(store, 1)
        await sent_all(store, lambda: later(watch, sender))
    assert platform.arrived == [only.id]


async def test_what_always_fails_for_a_reason_of_ours_is_given_up(store: storage.Store) -> None:
    async def fail() -> None:
        raise RuntimeError

    watch, platform = Watch(), Platform(fail)
    async with sending(store, platform, watch) as sender:
        await written(store, 1)
        await sent_all(store, lambda: later(watch, sender))
    assert platform.arrived == []
    assert len(platform.asked) == 9
