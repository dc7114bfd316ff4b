"""The routes of the server: Slack's deliveries, export links, health and metrics."""

import html

from aiohttp import web

from bot.ports import Clock, Store
from bot.usecases.export import download, page
from handlers.metrics import Metrics
from handlers.pages import DOWNLOAD, USED_UP
from handlers.slack.door import LARGEST, Door
from handlers.vitals import Vitals, Works

_CAREFUL = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
}


class Routes:
    """Answers HTTP; `door` is None in Socket Mode, `works` tells of each part whether it does."""

    def __init__(
        self, store: Store, clock: Clock, metrics: Metrics, door: Door | None, works: Works
    ) -> None:
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._door = door
        self._works = works

    def application(self) -> web.Application:
        """The server's routes."""
        application = web.Application(client_max_size=LARGEST)
        router = application.router
        if self._door is not None:
            router.add_post("/slack/events", self._door.receive)
        Vitals(self._metrics, self._works).add_to(router)
        router.add_get("/export/{workspace}/{secret}", self._export_page)
        router.add_post("/export/{workspace}/{secret}", self._download)
        return application

    async def _export_page(self, request: web.Request) -> web.Response:
        workspace, secret = request.match_info["workspace"], request.match_info["secret"]
        now = self._clock.now()
        works = await self._store.run(workspace, lambda unit: page(unit, secret, now))
        self._metrics.count("parley_downloads_total", outcome="shown" if works else "gone")
        return _html(DOWNLOAD) if works else _html(USED_UP, 410)

    async def _download(self, request: web.Request) -> web.Response:
        workspace, secret = request.match_info["workspace"], request.match_info["secret"]
        now = self._clock.now()
        text = await self._store.run(workspace, lambda unit: download(unit, secret, now))
        self._metrics.count("parley_downloads_total", outcome="gone" if text is None else "taken")
        if text is None:
            return _html(USED_UP, 410)
        attachment = {"Content-Disposition": 'attachment; filename="preparation.md"'}
        return web.Response(
            text=text, content_type="text/markdown", charset="utf-8", headers=_CAREFUL | attachment
        )


def _html(words: dict[str, str], status: int = 200) -> web.Response:
    """A page of these words: `title`, `text` and, when there is something to press, `button`."""
    title, text = html.escape(words["title"]), html.escape(words["text"])
    button = html.escape(words.get("button", ""))
    form = f'<form method="post"><button type="submit">{button}</button></form>' if button else ""
    return web.Response(
        text=(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{_STYLE}</style></head>"
            f"<body><main><h1>{title}</h1><p>{text}</p>{form}</main></body></html>"
        ),
        content_type="text/html",
        charset="utf-8",
        status=status,
        headers=_CAREFUL,
    )


_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.05rem/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem}"
    "main{max-width:34rem;margin:0 auto}h1{font-size:1.4rem}"
    "button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.4rem;"
    "background:#14614f;color:#fff;cursor:pointer}"
    "button:focus-visible{outline:3px solid #7cc7b4;outline-offset:2px}"
)
