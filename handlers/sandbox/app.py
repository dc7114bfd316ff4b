"""Builds and runs a sandbox, and gives tests the doors through which people act."""

import socket
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web

from handlers.sandbox.acting import Outcome, Said
from handlers.sandbox.cast import BOT_USER_ID, Channel, Message, Person
from handlers.sandbox.clock import SandboxClock
from handlers.sandbox.delivery.post_office import Timing
from handlers.sandbox.errors import SandboxError
from handlers.sandbox.faults import Fault
from handlers.sandbox.guard import guard, is_loopback, plain_errors
from handlers.sandbox.inputs import own_value
from handlers.sandbox.page_face import PageFace
from handlers.sandbox.site import SandboxConfig, Site
from handlers.sandbox.webapi.face import SlackFace

__all__ = ["Fault", "Outcome", "Said", "Sandbox", "SandboxConfig", "Timing", "create_sandbox"]

Json = dict[str, Any]
T = TypeVar("T")


def create_sandbox(config: SandboxConfig) -> "Sandbox":
    """Make a sandbox; pydantic's ValidationError tells what is wrong with the manifest."""
    return Sandbox(config)


class Sandbox:
    """A Slack workspace in a box: `start` it, point the app at `api_url`, and act for people."""

    def __init__(self, config: SandboxConfig) -> None:
        self._site = Site(config)
        self._page = PageFace(self._site)
        self._slack = SlackFace(self._site)
        self._runner: web.AppRunner | None = None
        self.application = self._application()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[guard, plain_errors])
        application.add_routes([*self._page.routes(), *self._slack.routes()])
        application.on_startup.append(self._on_startup)
        application.on_shutdown.append(self._on_shutdown)
        return application

    async def _on_startup(self, _: web.Application) -> None:
        self._site.post.open()

    async def _on_shutdown(self, _: web.Application) -> None:
        self._slack.release()
        await self._page.close()
        await self._site.background.stop()
        await self._site.post.close()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve on a loopback address (port 0: any free one) and give the base URL.

        ValueError for another address, OSError for a taken port; either leaves nothing behind.
        """
        if not is_loopback(host):
            raise ValueError("The sandbox serves this machine only.")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.create_server((host, port), family=family)
        shown = f"[{host}]" if ":" in host else host
        self._site.urls.base_url = f"http://{shown}:{bound.getsockname()[1]}"
        self._runner = web.AppRunner(self.application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, bound).start()
        return self._site.urls.base_url

    async def stop(self) -> None:
        """Stop serving and let go of the state file, in which everything is kept."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self._site.store.close()

    @property
    def base_url(self) -> str:
        """Where the page is served, without a slash at the end."""
        return self._site.urls.base_url

    @property
    def api_url(self) -> str:
        """What the app is given as Slack's API URL."""
        return self._site.urls.base_url + "/api/"

    @property
    def clock(self) -> SandboxClock:
        """The workspace's clock."""
        return self._site.workspace.clock

    @property
    def bot_url(self) -> str | None:
        """The app's request URL; None means Socket Mode."""
        return self._site.post.bot_url

    @bot_url.setter
    def bot_url(self, url: str | None) -> None:
        self._site.post.bot_url = url

    @property
    def connected(self) -> bool:
        """Whether the app has a Socket Mode connection open."""
        return self._site.post.socket.connected

    async def refresh_connections(self) -> None:
        """Ask the app's Socket Mode connections to reconnect, as Slack does now and then."""
        await self._site.post.socket.disconnect("refresh_requested")

    async def verify_request_url(self) -> bool:
        """Ask the request URL to repeat a challenge, as Slack does before it accepts one."""
        return await self._site.post.verified()

    @property
    def deliveries(self) -> list[Json]:
        """The last twenty deliveries, oldest first: kind, at, ack_ms, status, retry."""
        return list(self._site.post.log)

    def person(self, who: str) -> Person:
        """Find somebody by id, full name, first name or handle."""
        return self._site.workspace.person(who)

    def _where(self, person: Person, channel: str | None) -> Channel:
        workspace = self._site.workspace
        return workspace.direct(person.id) if channel is None else workspace.channel(channel)

    async def say(
        self, person: str, text: str, *, channel: str | None = None, thread_ts: str | None = None
    ) -> Said:
        """Send a message, to the app unless `channel` says otherwise, and wait for its ack."""
        somebody = self.person(person)
        where = self._where(somebody, channel)
        message, answer = self._site.acting.say(somebody, where, text, thread_ts)
        return Said(message, None if answer is None else await answer)

    async def command(
        self, person: str, command: str, text: str = "", channel: str | None = None
    ) -> Outcome:
        """Use a slash command, in the direct message unless `channel` says otherwise."""
        somebody = self.person(person)
        where = self._where(somebody, channel)
        return await self._site.acting.command(somebody, where, command, text)

    async def press(
        self,
        person: str,
        where: Message | Json | str,
        action_id: str,
        *,
        block_id: str | None = None,
        value: Any = None,
        values: Json | None = None,
    ) -> Outcome:
        """Press a button or choose `value` in a menu.

        `where` is a message's timestamp or a view's id, or the message or view as the person
        still sees it, which may be an older state. `values` are other inputs of that screen.
        """
        somebody = self.person(person)
        seen = self._seen(somebody, where)
        action = {"action_id": action_id}
        blocks = seen.blocks or [] if isinstance(seen, Message) else seen["blocks"]
        action |= own_value(blocks, action_id, block_id, value)
        acting = self._site.acting
        if isinstance(seen, Message):
            return await acting.press_in_message(somebody, seen, block_id, action, values or {})
        return await acting.press_in_view(somebody, seen, block_id, action, values or {})

    def _seen(self, person: Person, where: Message | Json | str) -> Message | Json:
        if not isinstance(where, str):
            return where
        found = self._site.views.find(view_id=where)
        if found is not None and found[0] == person.id:
            return found[1]
        for channel in self._site.workspace.channels:
            message = self._site.workspace.message(channel, where)
            if message is not None and message in self._site.workspace.visible(channel, person.id):
                return message
        raise SandboxError("There is no such message or view.", 404)

    async def submit(self, person: str, view_id: str, values: Json | None = None) -> Outcome:
        """Send a form; `values` maps block ids to what was entered, bare or as Slack's object."""
        return await self._site.forms.submit(self.person(person), view_id, values or {})

    async def close_view(self, person: str, view_id: str, *, everything: bool = False) -> Outcome:
        """Close a form, or the whole stack."""
        somebody = self.person(person)
        return await self._site.forms.close(somebody, view_id, everything=everything)

    async def open_home(self, person: str, tab: str = "home") -> Json | None:
        """Open the app's Home tab, wait for the app's ack, and give the view it shows."""
        somebody = self.person(person)
        answer = self._site.acting.open_tab(somebody, tab)
        if answer is not None:
            await answer
        return self.home(person)

    async def uninstall(self) -> None:
        """Take the app away and wait until it has heard of it."""
        self._site.acting.uninstall()
        await self.settled()

    def install(self) -> None:
        """Bring the app back, with the same token."""
        self._site.workspace.installed = True

    def grant(self, scope: str, *, granted: bool = True) -> None:
        """Grant an optional scope, or withhold it."""
        self._site.workspace.grant(scope, granted=granted)

    def hire(self) -> None:
        """Let the colleagues join the workspace and its public channels."""
        self._site.workspace.hire()

    def dismiss(self, person: str) -> None:
        """Let somebody leave the workspace."""
        self._site.workspace.dismiss(self.person(person))

    def invite(self, channel: str, member: str = BOT_USER_ID) -> None:
        """Let the app, or somebody, into a channel."""
        self._site.workspace.join(self._site.workspace.channel(channel), member)

    def remove(self, channel: str, member: str = BOT_USER_ID) -> None:
        """Take the app, or somebody, out of a channel."""
        self._site.workspace.leave(self._site.workspace.channel(channel), member)

    def archive(self, channel: str, *, archived: bool = True) -> None:
        """Archive a channel, or open it again."""
        self._site.workspace.archive(self._site.workspace.channel(channel), archived=archived)

    def open_channel(self, channel: Channel) -> None:
        """Add a channel, or change what one is."""
        self._site.workspace.add_channel(channel)

    def set_fault(self, fault: Fault, times: int = 1) -> None:
        """Let a fault strike the next `times` times."""
        self._site.faults.set(fault, times)

    def messages(self, where: str) -> list[Message]:
        """Give what is in a channel, or in a person's direct message with the app, oldest first."""
        workspace = self._site.workspace
        try:
            person = workspace.person(where)
        except SandboxError:
            return workspace.messages(workspace.channel(where).id)
        return workspace.visible(workspace.direct(person.id).id, person.id)

    def views(self, person: str) -> list[Json]:
        """Give a person's open forms, bottom first."""
        return self._site.views.stack(self.person(person).id)

    def home(self, person: str) -> Json | None:
        """Give a person's Home view."""
        return self._site.views.home(self.person(person).id)

    def snapshot(self, person: str) -> Json:
        """Give everything that the page shows to a person."""
        return self._page.snapshot(self.person(person))

    async def settled(self) -> None:
        """Wait until no event is under way, retries included."""
        await self._site.background.idle()

    async def until(self, condition: Callable[[], T | None], seconds: float = 5.0) -> T:
        """Wait until `condition` gives something true; TimeoutError after `seconds`."""
        return await self._site.stream.until(condition, seconds)

    async def reply(self, person: str, after: str = "", seconds: float = 5.0) -> Message:
        """Wait for the app's first message to a person later than the timestamp `after`."""

        def found() -> Message | None:
            heard = (m for m in self.messages(person) if m.bot and m.ts > after)
            return next(heard, None)

        return await self.until(found, seconds)
