"""`parley work` as processes that are killed, and a workspace that counts what reaches it."""

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.sandbox.app import Sandbox
from handlers.sandbox.cast import Person
from tests.contract.slack.test_programs import serving
from tests.contract.slack.world import create_box


class Program:
    """`parley work` on a database and a workspace."""

    def __init__(self, folder: Path, url: str, api_url: str) -> None:
        self._folder = folder
        settings = {"PARLEY_DATABASE_URL": url, "PARLEY_SLACK_API_URL": api_url}
        self._env = serving(folder, **settings)
        self._process: asyncio.subprocess.Process | None = None
        self._log: list[str] = []
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it and wait until it is at work."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "handlers.cli", "work",
            cwd=self._folder, env=self._env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        at_work = asyncio.Event()
        self._reading = asyncio.create_task(self._read(self._process, at_work))
        waiting = asyncio.create_task(at_work.wait())
        await asyncio.wait({waiting, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        assert at_work.is_set(), self._log

    async def _read(self, process: asyncio.subprocess.Process, at_work: asyncio.Event) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self._log.append(line.decode())
            print(line.decode(), end="")
            if b"is at work" in line:
                at_work.set()

    async def kill(self) -> None:
        """End it without a chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> float:
        """End it as an operator does; how many seconds that took."""
        assert self._process is not None
        begun = asyncio.get_running_loop().time()
        self._process.terminate()
        assert await self._process.wait() == 0, self._log
        return asyncio.get_running_loop().time() - begun

    def freeze(self, *, thaw: bool = False) -> None:
        """Let it stand still, or go on."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGCONT if thaw else signal.SIGSTOP)


class Office:
    """A workspace of many people, and what the app sent to them."""

    def __init__(self, folder: Path) -> None:
        self.box: Sandbox = create_box(folder)
        self.users: list[str] = []
        self.arrived = 0
        self.under_way = 0

        @web.middleware
        async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path != "/api/chat.postMessage":
                return await handler(request)
            self.under_way += 1
            try:
                return await handler(request)
            finally:
                self.under_way -= 1
                self.arrived += 1

        self.box.application.middlewares.append(count)

    async def open(self, people: int) -> None:
        """Serve, with that many people more."""
        await self.box.start()
        workspace = self.box._site.workspace
        with workspace.store.one_commit():
            for number in range(people):
                user = f"U1{number:06}"
                name = f"Person{number} Number{number}"
                workspace.add_person(Person(user, name, "", "UTC", "UTC", "#808080"))
                self.users.append(user)

    async def after(self, more: int, seconds: float = 30.0) -> None:
        """Wait until so many more messages were tried to be sent."""
        wanted = self.arrived + more
        await self.box.until(lambda: self.arrived >= wanted, seconds)

    def got(self) -> Counter[str]:
        """How many messages each person has; what is no message of the app's own is left out."""
        return Counter({user: sum(m.bot for m in self.box.messages(user)) for user in self.users})

    def missing(self) -> int:
        """How many people have no message."""
        return sum(not count for count in self.got().values())
