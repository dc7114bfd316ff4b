"""The composition root: where settings become a running process."""

import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from bot.ports import Clock
from bot.settings import Serving
from handlers.clock.pace import APART
from handlers.errands import Runner
from handlers.metrics import Metrics
from handlers.outgoing import Sender
from handlers.slack.app import build_app
from handlers.slack.courier import SlackCourier
from handlers.slack.door import Door
from handlers.slack.errands import SlackErrands
from handlers.slack.home_tab import HomeTab
from handlers.slack.installation import Installation
from handlers.slack.listeners import Surroundings
from handlers.slack.profiles import Profiles
from handlers.slack.roster import Roster
from handlers.starting import DRAIN, CannotStart, answer
from handlers.tasks import Tasks
from handlers.vitals import Vitals, Works
from handlers.web import Routes
from storage import StorageError, Store, hold, open_store
from storage.address import sqlite_file
from storage.migrate import upgrade

if TYPE_CHECKING:
    from handlers.clock.worker import Worker

_CALL = aiohttp.ClientTimeout(total=10.0, connect=5.0)  # seconds for a call to Slack


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)


class RandomIds:
    """Random names."""

    def new(self) -> str:
        """Random 128 bits as 32 hexadecimal digits."""
        return secrets.token_hex(16)


@dataclass(frozen=True)
class Parts:
    """What is joined for one server."""

    serving: Serving
    clock: Clock
    store: Store
    session: aiohttp.ClientSession
    courier: SlackCourier
    errands: SlackErrands
    installation: Installation
    sender: Sender
    tasks: Tasks
    metrics: Metrics


@asynccontextmanager
async def running(
    serving: Serving,
    listening: socket.socket,
    clock: Clock,
    *,
    worker: bool = True,
    apart: float = APART,
) -> AsyncIterator[Parts]:
    """A server on this socket for as long as the context lasts. Raises CannotStart.

    It serves before the worker has started, which takes a while; without `worker` nothing that
    falls due is delivered. Lessons are posted so many seconds `apart`. At the end it takes nothing
    more, finishes what is under way within a few seconds, and leaves the rest to the next start.
    """
    async with AsyncExitStack() as stack:
        stack.callback(listening.close)
        parts = await _prepared(stack, serving, clock)
        stack.push_async_callback(parts.sender.stop, DRAIN)
        parts.tasks.start(parts.sender.run(), "send")
        embedded = _worker(parts, apart) if worker else None
        await _connect(stack, parts, listening, _works(parts, embedded))
        if embedded is not None:
            await _start(stack, embedded)
        yield parts


@asynccontextmanager
async def working(
    serving: Serving, listening: socket.socket | None, clock: Clock
) -> AsyncIterator[None]:
    """What falls due is delivered for as long as the context lasts. Raises CannotStart.

    Nobody is served; health and figures are answered on the socket, if there is one.
    """
    async with AsyncExitStack() as stack:
        parts = await _prepared(stack, serving, clock)
        worker = _worker(parts)
        await _start(stack, worker)
        if listening is not None:
            application = web.Application()
            Vitals(parts.metrics, _works(parts, worker)).add_to(application.router)
            await answer(stack, application, listening)
        yield


async def _prepared(stack: AsyncExitStack, serving: Serving, clock: Clock) -> Parts:
    """The parts of a process, with an open store and a token that was asked about."""
    store = await stack.enter_async_context(_opened(serving))
    session = await stack.enter_async_context(aiohttp.ClientSession(timeout=_CALL))
    parts = _joined(serving, clock, store, session)
    stack.push_async_callback(parts.tasks.drain, DRAIN)
    await _check_token(parts)
    return parts


def _worker(parts: Parts, apart: float = APART) -> "Worker":
    """What delivers what falls due, once it is started."""
    from handlers.clock.delivering import Delivering
    from handlers.clock.releasing import Releasing
    from handlers.clock.turns import Turns
    from handlers.clock.worker import Worker
    from handlers.clock.zones import Zones

    lose = parts.installation.lose
    delivering = Delivering(parts.store, parts.courier, parts.clock, parts.metrics, lose)
    url = parts.serving.settings.database_url
    turns = None if sqlite_file(url) is not None else Turns(parts.serving.bot_token.encode())
    releasing = Releasing(parts.store, parts.errands, parts.clock, RandomIds(), lose, turns=turns)
    zones = Zones(parts.store, parts.courier.profile_zone, parts.clock, RandomIds())
    return Worker(url, parts.store, parts.clock, delivering, releasing, zones=zones, apart=apart)


async def _start(stack: AsyncExitStack, worker: "Worker") -> None:
    """Have what falls due delivered until the stack is closed. Raises CannotStart."""
    stack.push_async_callback(worker.stop)
    try:
        await worker.start()
    except StorageError as error:
        raise CannotStart(str(error)) from None


@asynccontextmanager
async def _opened(serving: Serving) -> AsyncIterator[Store]:
    url = serving.settings.database_url
    try:
        with hold(url):
            if sqlite_file(url) is not None:
                upgrade(url)
            async with open_store(url, serving.master_key) as store:
                yield store
    except StorageError as error:
        raise CannotStart(str(error)) from None


def _joined(serving: Serving, clock: Clock, store: Store, session: aiohttp.ClientSession) -> Parts:
    metrics, tasks = Metrics(), Tasks()
    courier = SlackCourier(serving.bot_token, serving.settings.slack_api_url, session)
    installation = Installation(courier.client, store, clock, tasks)
    errands = SlackErrands(serving.bot_token, serving.settings.slack_api_url, session)
    runner = Runner(errands, clock, RandomIds())
    sender = Sender(store, courier, clock, metrics, installation.lose, runner=runner)
    installation.on_return = sender.wake
    return Parts(
        serving, clock, store, session, courier, errands, installation, sender, tasks, metrics
    )


def _surroundings(parts: Parts) -> Surroundings:
    ids = RandomIds()
    return Surroundings(
        store=parts.store,
        clock=parts.clock,
        ids=ids,
        courier=parts.courier,
        errands=parts.errands,
        installation=parts.installation,
        home=HomeTab(parts.store, parts.courier, parts.clock, ids),
        profiles=Profiles(parts.store, parts.courier, parts.clock, ids),
        roster=Roster(parts.courier.client, parts.tasks),
        tasks=parts.tasks,
        metrics=parts.metrics,
        wake=parts.sender.wake,
        secret=parts.serving.bot_token.encode(),
        public_url=parts.serving.settings.public_url,
    )


async def _check_token(parts: Parts) -> None:
    """Stop now for a token that never will work; one that was revoked may be given back."""
    await parts.installation.check()
    if parts.installation.mistaken:
        raise CannotStart("PARLEY_SLACK_BOT_TOKEN: Slack does not know this token")


async def _connect(
    stack: AsyncExitStack, parts: Parts, listening: socket.socket, works: Works
) -> None:
    """Open the HTTP server and, with an app token, the connection to Slack."""
    serving = parts.serving
    app = build_app(_surroundings(parts))
    door = None
    if serving.app_token is None:
        door = Door(app, serving.signing_secret)
    else:
        from handlers.slack.socket import SocketLine

        line = SocketLine(app, serving.app_token, parts.tasks)
        stack.push_async_callback(line.stop, DRAIN)
        if not await line.welcome():
            raise CannotStart("PARLEY_SLACK_APP_TOKEN: Slack does not accept it for Socket Mode")
        line.start()
        works = {**works, "socket": line.connected}
    routes = Routes(parts.store, parts.clock, parts.metrics, door, works)
    await answer(stack, routes.application(), listening)


def _works(parts: Parts, worker: "Worker | None") -> Works:
    """What a process needs to work."""
    database, slack = partial(_database_works, parts), partial(_slack_works, parts)
    works: Works = {"database": database, "slack": slack}
    return works if worker is None else {**works, "worker": worker.works}


async def _database_works(parts: Parts) -> bool:
    try:
        await parts.store.workspaces_with_mail()
    except StorageError:
        return False
    return True


async def _slack_works(parts: Parts) -> bool:
    return parts.installation.working
