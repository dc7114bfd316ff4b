"""The sandbox's face to the app: Web API, response URLs and Socket Mode."""

import asyncio
import json
from typing import Any

from aiohttp import web

from handlers.sandbox.errors import SlackError
from handlers.sandbox.faults import CALL_FAULTS, Fault
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call, read_call
from handlers.sandbox.webapi.methods import METHODS, Method
from handlers.sandbox.webapi.scopes import require_scope

Json = dict[str, Any]


class SlackFace:
    """Answers the app's calls for one sandbox."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._released = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Give the routes that the app calls."""
        return [
            web.get("/api/{method}", self._api),
            web.post("/api/{method}", self._api),
            web.post("/response/{token}", self._response),
            web.get("/link/", self._site.post.socket.serve),
        ]

    def release(self) -> None:
        """Let go of the calls that are held or slow, for a quick stop."""
        self._released.set()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        fault = self._site.faults.strike(CALL_FAULTS)
        if fault is Fault.RATE_LIMIT:
            refusal = {"ok": False, "error": "ratelimited"}
            return web.json_response(refusal, status=429, headers={"Retry-After": "1"})
        if fault is Fault.SERVER_ERROR:
            return web.Response(status=500, text="Internal Server Error")
        if fault is Fault.SLOW:
            await self._wait(self._site.config.slow_seconds)
        answer = await self._answer(request)
        if fault is Fault.TIMEOUT_AFTER_ACCEPTING:
            await self._wait(self._site.config.hold_seconds)
            if request.transport is not None:
                request.transport.abort()
        scopes = ",".join(self._site.workspace.scopes)
        return web.json_response(answer, headers={"X-OAuth-Scopes": scopes})

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than until the sandbox stops."""
        try:
            async with asyncio.timeout(seconds):
                await self._released.wait()
        except TimeoutError:
            return

    async def _answer(self, request: web.Request) -> Json:
        try:
            call = await read_call(request)
            method = _method(request.match_info["method"])
            self._authorise(call, method)
            with self._site.store.one_commit():
                return {"ok": True, **method.answer(self._site, call)}
        except SlackError as error:
            return {"ok": False, "error": error.name, **error.details}

    def _authorise(self, call: Call, method: Method) -> None:
        config = self._site.config
        if method.caller == "anybody":
            return
        if not call.token:
            raise SlackError("not_authed")
        if call.token not in {config.bot_token, config.app_token}:
            raise SlackError("invalid_auth")
        if call.token != (config.app_token if method.caller == "app" else config.bot_token):
            raise SlackError("not_allowed_token_type")
        if method.caller == "bot" and not self._site.workspace.installed:
            raise SlackError("account_inactive")
        if method.scope is not None:
            require_scope(self._site, method.scope)

    async def _response(self, request: web.Request) -> web.Response:
        try:
            body = await _response_body(request)
            self._site.urls.use(request.match_info["token"], body)
        except SlackError as error:
            refusal = {"ok": False, "error": error.name, **error.details}
            gone = error.name in {"invalid_url", "expired_url", "used_url"}
            return web.json_response(refusal, status=404 if gone else 400)
        return web.json_response({"ok": True})


def _method(name: str) -> Method:
    if name not in METHODS:
        raise SlackError("unknown_method", req_method=name)
    return METHODS[name]


async def _response_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body
