"""The commands that need a database: serve, work, migrate."""

import asyncio
import gc
import logging
import socket

from bot.settings import Serving, Settings, WrongSettings, load
from handlers import logs
from handlers.starting import CannotStart, listen, told_to_stop
from handlers.wiring import WallClock, running, working
from storage import StorageError
from storage.address import sqlite_file
from storage.migrate import upgrade

log = logging.getLogger("parley")


def serve() -> None:
    """Serve as the environment says, until SIGTERM or SIGINT. Raises CannotStart."""
    settings, serving = _settled()
    asyncio.run(_serve(serving, listen(settings.host, settings.port)))


def work() -> None:
    """Deliver what falls due, and nothing else, until SIGTERM or SIGINT. Raises CannotStart.

    Any number of processes may do so beside `serve` on one PostgreSQL database.
    """
    settings, serving = _settled()
    port = settings.work_port
    asyncio.run(_work(serving, None if port is None else listen(settings.host, port)))


def migrate() -> None:
    """Bring the database to the current schema. Raises CannotStart."""
    try:
        settings = load()
        logs.configure(settings.log_format)
        url = settings.database_url
        upgrade(url)
        if sqlite_file(url) is None:
            from handlers.clock.engine import migrate as migrate_engine

            migrate_engine(url)
    except (WrongSettings, StorageError) as error:
        raise CannotStart(str(error)) from None


def _settled() -> tuple[Settings, Serving]:
    """What the environment says, and the form of logs it wants. Raises CannotStart."""
    try:
        settings = load()
        serving = settings.serving()
    except WrongSettings as error:
        raise CannotStart(str(error)) from None
    logs.configure(settings.log_format)
    return settings, serving


async def _serve(serving: Serving, listening: socket.socket) -> None:
    stop = told_to_stop()
    async with running(serving, listening, WallClock()):
        _spare_collector()
        log.info("Parley is serving.")
        await stop.wait()
        log.info("Parley is stopping.")


async def _work(serving: Serving, listening: socket.socket | None) -> None:
    stop = told_to_stop()
    async with working(serving, listening, WallClock()):
        _spare_collector()
        log.info("Parley is at work.")
        await stop.wait()
        log.info("Parley is stopping.")


def _spare_collector() -> None:
    """Keep what the start made, which stays, out of the garbage collector's rounds.

    Each full one went through all of it, and everybody waited meanwhile: 0.1 seconds.
    """
    gc.collect()
    gc.freeze()
