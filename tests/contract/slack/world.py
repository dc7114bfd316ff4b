"""Parley as it is shipped, beside a sandbox, over HTTP or Socket Mode."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.ports import Conversation, Unit
from bot.settings import Serving, Settings
from handlers.sandbox.app import Outcome, Sandbox, SandboxConfig, Timing, create_sandbox
from handlers.sandbox.cast import TEAM_ID, Message
from handlers.sandbox.delivery.answer import Answer, Kind
from handlers.slack import MANIFEST
from handlers.starting import listen
from handlers.wiring import Parts, running

Mode = Literal["http", "socket"]
Json = dict[str, Any]

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "signing-secret"
ANA, BEN, MEI = "U0ANA", "U0BEN", "U0MEI"
APART = 0.05
QUICK = Timing(ack_deadline=3.0, event_retries=(0.0, 0.01, 0.02))


def create_box(folder: Path) -> Sandbox:
    """A sandbox driven by Parley's own manifest, with short waits."""
    manifest = json.loads(MANIFEST.read_text())
    return create_sandbox(
        SandboxConfig(
            manifest=manifest,
            signing_secret=SIGNING_SECRET,
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            state_file=folder / "workspace.db",
            timing=QUICK,
            slow_seconds=0.2,
            hold_seconds=0.2,
        )
    )


@dataclass
class World:
    """A workspace, the Web API methods called in it, and a Parley to stop and start again.

    What falls due is delivered only with `worker`, which takes a second to start and to stop;
    lessons are then posted so many seconds `apart`, sooner than Slack allows.
    """

    box: Sandbox
    folder: Path
    mode: Mode
    worker: bool = False
    apart: float = APART
    calls: list[str] = field(default_factory=list)
    url: str = ""
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _parts: Parts | None = None

    @asynccontextmanager
    async def going(self) -> AsyncIterator["World"]:
        """The workspace open and Parley started in it, until the context is left."""
        await self.begin()
        await self.start()
        yield self
        await self.stop()
        await self.box.stop()

    async def begin(self) -> None:
        """Open the workspace, recording what is called in it."""

        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/api/"):
                self.calls.append(request.path.removeprefix("/api/"))
            return await handler(request)

        self.box.application.middlewares.append(record)
        await self.box.start()

    async def start(self) -> None:
        """Start Parley and wait until deliveries reach it."""
        listening = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._parts = await self._stack.enter_async_context(
            running(self.serving(), listening, self.box.clock, worker=self.worker, apart=self.apart)
        )
        if self.mode == "http":
            self.box.bot_url = f"{self.url}/slack/events"
        else:
            await self.box.until(lambda: self.box.connected)

    async def stop(self) -> None:
        """Stop Parley; the workspace goes on."""
        await self._stack.aclose()

    def serving(self) -> Serving:
        """Complete settings against the sandbox."""
        settings = Settings(
            database_url=f"sqlite:///{self.folder / 'parley.db'}",
            slack_api_url=self.box.api_url,
            public_url=self.url or None,
        )
        return Serving(
            settings=settings,
            master_key=bytes(32),
            bot_token=BOT_TOKEN,
            signing_secret=SIGNING_SECRET,
            app_token=APP_TOKEN if self.mode == "socket" else None,
        )

    @property
    def parts(self) -> Parts:
        """What the running Parley is made of."""
        assert self._parts is not None
        return self._parts

    def heard(self, person: str = ANA) -> list[str]:
        """What Parley said to a person, message by message, what only they see included."""
        return [spoken(message) for message in self.box.messages(person) if message.bot]

    async def hears(
        self, words: str, person: str = ANA, after: str = "", seconds: float = 5.0
    ) -> Message:
        """Wait for a message of Parley's, later than `after`, that holds these words."""

        def found() -> Message | None:
            heard = (m for m in reversed(self.box.messages(person)) if m.bot and m.ts > after)
            return next((message for message in heard if words in spoken(message)), None)

        return await self.box.until(found, seconds)

    async def screen(self, words: str, person: str = ANA) -> Json:
        """Wait until the topmost form of a person shows these words."""

        def found() -> Json | None:
            stack = self.box.views(person)
            return stack[-1] if stack and words in json.dumps(stack[-1]) else None

        return await self.box.until(found)

    async def prepares(self, person: str = ANA) -> Message:
        """Begin a preparation, choose its kind, and give the message with the second question."""
        await self.box.command(person, "/negotiate", "prep a pay rise")
        await self.press("Raise or promotion", await self.hears("Which kind", person), person)
        return await self.hears("2 of 7", person)

    async def press(self, label: str, where: Message | Json, person: str = ANA) -> Outcome:
        """Press the button of that label on a message or a view."""
        blocks = where.blocks if isinstance(where, Message) else where["blocks"]
        return await self.box.press(person, where, button(blocks or [], label)["action_id"])

    async def deliver(self, kind: Kind, payload: Json) -> Answer:
        """Deliver a payload as it is, through whichever door reaches Parley."""
        return await self.box._site.post.send(kind, "again", payload)

    async def preparation(self, person: str = ANA) -> Conversation:
        """The person's latest preparation, as it is kept."""

        def read(unit: Unit) -> Conversation:
            known = unit.people.find(person)
            assert known is not None
            return unit.conversations.of(known.id)[0]

        return await self.parts.store.run(TEAM_ID, read)

    async def quiet(self) -> None:
        """Wait until nothing is waiting to be sent."""
        await self.box.settled()
        while await self.parts.store.workspaces_with_mail():
            await self.box.until(lambda: True)


def spoken(message: Message) -> str:
    """All the words of a message."""
    return "\n".join([message.text, *texts(message.blocks or [])])


def texts(node: Any) -> Iterator[str]:
    """Every text in blocks or a view, in order."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def button(blocks: list[Json], label: str) -> Json:
    """The button of that label; AssertionError when there is none."""
    elements = [e for block in blocks for e in block.get("elements", [])]
    found = [e for e in elements if e["type"] == "button" and e["text"]["text"] == label]
    assert found, f"no button {label!r}"
    pressed: Json = found[0]
    return pressed
