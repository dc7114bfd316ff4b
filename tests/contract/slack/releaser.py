"""What releases lessons, as a process that can be killed: a database, an API's address, a moment.

It says "at work" once it looks for what is due, and looks until it is ended.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

import aiohttp

from handlers.clock.releasing import Releasing
from handlers.clock.turns import Turns
from handlers.slack.errands import SlackErrands
from handlers.wiring import RandomIds
from storage import open_store
from storage.address import sqlite_file
from tests.contract.slack.world import BOT_TOKEN

TURN = 4  # seconds


class Moved:
    """A clock that goes on from a moment."""

    def __init__(self, moment: datetime) -> None:
        self._ahead = moment - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


async def lose(_workspace: str) -> None:
    """Nobody takes the app away here."""


async def work(url: str, api_url: str, moment: datetime) -> None:
    """Look for what is due, several times a second."""
    async with open_store(url, bytes(32)) as store, aiohttp.ClientSession() as session:
        errands = SlackErrands(BOT_TOKEN, api_url, session)
        clock = Moved(moment)
        turns = None if sqlite_file(url) is not None else Turns(BOT_TOKEN.encode(), TURN)
        releasing = Releasing(store, errands, clock, RandomIds(), lose, turns=turns)
        print("at work", flush=True)
        while True:
            await releasing.look()
            await asyncio.sleep(timedelta(seconds=0.1).total_seconds())


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])))
