"""kill -9: no acknowledged answer is lost, and no message comes twice."""

import asyncio
import socket
import sys
from collections import Counter
from pathlib import Path

from bot.ports import Unit
from handlers.sandbox.cast import TEAM_ID
from storage import open_store
from tests.contract.slack.test_programs import serving
from tests.contract.slack.world import ANA, World, create_box

KILLS = 3
ANSWERS = 4


class Program:
    """`parley serve` as a process of its own that can be killed."""

    def __init__(self, folder: Path, api_url: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}/slack/events"
        self._folder = folder
        settings = {"PARLEY_SLACK_API_URL": api_url, "PARLEY_PORT": str(self._port)}
        self._env = serving(folder, **settings)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait until it serves."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "handlers.cli", "serve",
            cwd=self._folder, env=self._env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            if b"is serving" in line:
                return
        raise AssertionError("parley serve ended")

    async def kill(self) -> None:
        """End it without a chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        await self._process.communicate()


async def test_killing_the_server_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    world = World(create_box(tmp_path), tmp_path, "http")
    await world.begin()
    program = Program(tmp_path, world.box.api_url)
    world.box.bot_url = program.url
    await program.start()
    await world.prepares()
    before = await kept_revision(tmp_path)
    sent = acknowledged = 0
    for kill in range(KILLS):
        # Each in words of its own: the same words to the same question change nothing.
        words = [f"goal {kill * ANSWERS + number}" for number in range(ANSWERS)]
        said = [asyncio.create_task(world.box.say(ANA, one)) for one in words]
        await asyncio.wait(said, return_when=asyncio.FIRST_COMPLETED)
        await program.kill()
        answers = [(await one).answer for one in said]
        sent += ANSWERS
        acknowledged += sum(answer is not None and answer.ok for answer in answers)
        await program.start()
    await world.box.settled()
    latest = world.box.messages(ANA)[-1].ts
    await world.box.say(ANA, "show")
    await world.hears("", after=latest)
    await program.kill()
    revision = await kept_revision(tmp_path)
    keys = Counter(str(m.metadata) for m in world.box.messages(ANA) if m.metadata)
    await world.box.stop()
    assert acknowledged > 0
    assert revision >= before + acknowledged
    assert revision <= before + sent
    assert set(keys.values()) == {1}


async def kept_revision(folder: Path) -> int:
    async with open_store(f"sqlite:///{folder / 'parley.db'}", bytes(32)) as store:

        def read(unit: Unit) -> int:
            person = unit.people.find(ANA)
            assert person is not None
            return unit.conversations.of(person.id)[0].revision

        return await store.run(TEAM_ID, read)
