"""Keeps other sites out: only this machine's own page may speak to the sandbox."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from handlers.sandbox.errors import SandboxError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine."""
    return host in _LOOPBACK


def _own(request: web.Request) -> bool:
    """Whether Host names this machine and Origin, if there is one, the same address."""
    if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host or Origin (DNS rebinding, requests forged by other sites)."""
    if not _own(request):
        return web.json_response({"error": "Only this machine may use the sandbox."}, status=403)
    return await handler(request)


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer the page's mistakes with one plain sentence."""
    try:
        return await handler(request)
    except SandboxError as error:
        return web.json_response({"error": error.sentence}, status=error.status)
