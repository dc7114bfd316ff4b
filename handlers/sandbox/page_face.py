"""The sandbox's face to the browser: the page's files, a snapshot, a stream, and what people do."""

import asyncio
import importlib.resources
import json
from datetime import timedelta
from typing import Any, TypeVar

from aiohttp import WSMsgType, web
from pydantic import BaseModel, ValidationError

from handlers.sandbox.cast import BOT_USER_ID, Person
from handlers.sandbox.errors import SandboxError
from handlers.sandbox.page_requests import (
    ActionBody,
    AppBody,
    ChannelBody,
    ClockBody,
    CloseBody,
    CommandBody,
    FaultBody,
    HomeBody,
    MessageBody,
    NothingBody,
    SubmitBody,
)
from handlers.sandbox.site import Site

Json = dict[str, Any]
Body = TypeVar("Body", bound=BaseModel)
_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def _read(request: web.Request, model: type[Body]) -> Body:
    """Read a JSON body; SandboxError names the field that is wrong."""
    if request.content_type != "application/json":
        raise SandboxError("The body must be JSON.", 415)
    try:
        return model.model_validate_json(await request.read())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise SandboxError(f"{where}: {first['msg']}") from None


class PageFace:
    """Serves the page of one sandbox."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sockets: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """Give the page's routes."""
        return [
            web.get("/", self._index),
            web.get("/static/{path:.+}", self._static),
            web.get("/page/snapshot", self._snapshot),
            web.get("/page/stream", self._stream),
            web.post("/page/message", self._message),
            web.post("/page/command", self._command),
            web.post("/page/action", self._action),
            web.post("/page/submit", self._submit),
            web.post("/page/close", self._close),
            web.post("/page/home", self._home),
            web.post("/page/clock", self._clock),
            web.post("/page/faults", self._faults),
            web.post("/page/app", self._app),
            web.post("/page/channel", self._channel),
            web.post("/page/colleagues", self._hire),
        ]

    async def close(self) -> None:
        """End the open streams."""
        for socket in tuple(self._sockets):
            await socket.close()

    async def _index(self, _: web.Request) -> web.Response:
        return _file("index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return _file(request.match_info["path"])

    def _viewer(self, request: web.Request) -> Person:
        workspace = self._site.workspace
        first = next(iter(workspace.people))
        return workspace.person(request.query.get("as", first))

    async def _snapshot(self, request: web.Request) -> web.Response:
        return web.json_response(self.snapshot(self._viewer(request)))

    def snapshot(self, person: Person) -> Json:
        """Describe everything that a person sees."""
        site, workspace = self._site, self._site.workspace
        mine = [c for c in workspace.channels.values() if person.id in c.members]
        return {
            "team": workspace.page_team(),
            "me": person.page(),
            "people": workspace.page_people(),
            "app": workspace.page_app(),
            "channels": [
                channel.page(person.id)
                | {
                    "messages": [
                        workspace.page_message(message)
                        for message in workspace.visible(channel.id, person.id)
                    ]
                }
                for channel in mine
            ],
            "home": site.views.home(person.id),
            "views": site.views.stack(person.id),
            "clock": workspace.page_clock(),
            "fault": site.faults.page(),
            "deliveries": list(site.post.log),
        }

    async def _stream(self, request: web.Request) -> web.WebSocketResponse:
        person = self._viewer(request)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue = self._site.stream.listen(person.id)
        self._sockets.add(socket)
        sender = asyncio.create_task(_forward(queue, socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._site.stream.leave(queue)
            self._sockets.discard(socket)
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
        return socket

    async def _message(self, request: web.Request) -> web.Response:
        body = await _read(request, MessageBody)
        workspace = self._site.workspace
        person, channel = workspace.person(body.person), workspace.channel(body.channel)
        message, _ = self._site.acting.say(person, channel, body.text, body.thread_ts)
        return web.json_response({"ok": True, "ts": message.ts})

    async def _command(self, request: web.Request) -> web.Response:
        body = await _read(request, CommandBody)
        workspace = self._site.workspace
        person, channel = workspace.person(body.person), workspace.channel(body.channel)
        outcome = await self._site.acting.command(person, channel, body.command, body.text)
        return web.json_response(outcome.page())

    async def _action(self, request: web.Request) -> web.Response:
        body = await _read(request, ActionBody)
        person = self._site.workspace.person(body.person)
        action = body.action | {"action_id": body.action_id}
        acting, values = self._site.acting, body.state.values
        if body.container.type == "view":
            view = self._own_view(person, body.container.view_id)
            outcome = await acting.press_in_view(person, view, body.block_id, action, values)
        else:
            message = self._site.workspace.message(body.container.channel, body.container.ts)
            if message is None:
                raise SandboxError("That message is not there any more.", 404)
            outcome = await acting.press_in_message(person, message, body.block_id, action, values)
        return web.json_response(outcome.page())

    def _own_view(self, person: Person, view_id: str) -> Json:
        found = self._site.views.find(view_id=view_id)
        if found is None or found[0] != person.id:
            raise SandboxError("That form is not open.", 404)
        return found[1]

    async def _submit(self, request: web.Request) -> web.Response:
        body = await _read(request, SubmitBody)
        person = self._site.workspace.person(body.person)
        outcome = await self._site.forms.submit(person, body.view_id, body.state.values)
        return web.json_response(outcome.page())

    async def _close(self, request: web.Request) -> web.Response:
        body = await _read(request, CloseBody)
        person = self._site.workspace.person(body.person)
        outcome = await self._site.forms.close(person, body.view_id, everything=body.all)
        return web.json_response(outcome.page())

    async def _home(self, request: web.Request) -> web.Response:
        body = await _read(request, HomeBody)
        self._site.acting.open_tab(self._site.workspace.person(body.person), body.tab)
        return web.json_response({"ok": True})

    async def _clock(self, request: web.Request) -> web.Response:
        body = await _read(request, ClockBody)
        clock = self._site.workspace.clock
        if body.reset:
            clock.reset()
        else:
            clock.advance(timedelta(seconds=body.advance_seconds))
        return web.json_response(self._site.workspace.page_clock())

    async def _faults(self, request: web.Request) -> web.Response:
        body = await _read(request, FaultBody)
        self._site.faults.set(body.fault, body.times)
        return web.json_response({"ok": True})

    async def _app(self, request: web.Request) -> web.Response:
        body = await _read(request, AppBody)
        if body.action == "install":
            self._site.workspace.installed = True
        elif body.action == "uninstall" and self._site.workspace.installed:
            self._site.acting.uninstall()
        elif body.action in {"grant", "withhold"}:
            self._site.workspace.grant(body.scope, granted=body.action == "grant")
        return web.json_response({"ok": True})

    async def _hire(self, request: web.Request) -> web.Response:
        await _read(request, NothingBody)
        await self._site.acting.hire()
        return web.json_response({"ok": True})

    async def _channel(self, request: web.Request) -> web.Response:
        body = await _read(request, ChannelBody)
        workspace = self._site.workspace
        channel = workspace.channel(body.channel)
        if channel.kind != "channel":
            raise SandboxError("A direct message stays as it is.")
        match body.action:
            case "archive" | "unarchive":
                workspace.archive(channel, archived=body.action == "archive")
            case "invite":
                workspace.join(channel, BOT_USER_ID)
            case "remove":
                workspace.leave(channel, BOT_USER_ID)
        return web.json_response({"ok": True})


async def _forward(queue: asyncio.Queue[Json], socket: web.WebSocketResponse) -> None:
    while not socket.closed:
        await socket.send_str(json.dumps(await queue.get()))


def _file(path: str) -> web.Response:
    """Give one of the page's files; 404 for anything else."""
    parts = path.split("/")
    suffix = "." + parts[-1].rpartition(".")[2]
    if suffix not in _TYPES or any(not part or part.startswith(".") for part in parts):
        raise web.HTTPNotFound
    resource = importlib.resources.files("handlers.sandbox").joinpath("page", *parts)
    if not resource.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=resource.read_bytes(), content_type=_TYPES[suffix], charset="utf-8", headers=_HEADERS
    )
