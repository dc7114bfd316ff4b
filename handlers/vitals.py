"""What an operator asks of every process: whether it lives, whether it works, and its counts."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from handlers.metrics import Metrics

Works = Mapping[str, Callable[[], Awaitable[bool]]]
"""Tells of each part of a process whether it works."""


class Vitals:
    """Answers `/healthz` (it serves), `/readyz` (all of it works) and `/metrics` (its counts)."""

    def __init__(self, metrics: Metrics, works: Works) -> None:
        self._metrics = metrics
        self._works = works

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add the routes."""
        router.add_get("/healthz", self._healthz)
        router.add_get("/readyz", self._readyz)
        router.add_get("/metrics", self._metrics_page)

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _readyz(self, _request: web.Request) -> web.Response:
        found = {name: await works() for name, works in self._works.items()}
        return web.json_response(found, status=200 if all(found.values()) else 503)

    async def _metrics_page(self, _request: web.Request) -> web.Response:
        return web.Response(
            text=self._metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"}
        )
