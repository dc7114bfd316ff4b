"""Taking a sheet away: a link whose button works once and for ten minutes."""

import re
from datetime import timedelta

import aiohttp
import pytest

from tests.contract.slack.world import ANA, Json, Mode, World


@pytest.fixture
def mode() -> Mode:
    return "socket"


async def link(world: World) -> str:
    await world.prepares()
    await world.box.command(ANA, "/negotiate", "sheet")
    sheet = await world.screen("export:")
    pressed = next(e for e in elements(sheet) if e.get("action_id", "").startswith("export:"))
    await world.box.press(ANA, sheet["id"], pressed["action_id"])
    offer = await world.screen("/export/")
    (url,) = [e["url"] for e in elements(offer) if "url" in e]
    return str(url)


def elements(view: Json) -> list[Json]:
    return [element for block in view["blocks"] for element in block.get("elements", [])]


async def fetched(method: str, url: str) -> tuple[int, str, dict[str, str]]:
    async with aiohttp.ClientSession() as session, session.request(method, url) as answer:
        return answer.status, await answer.text(), dict(answer.headers)


async def test_looking_uses_nothing_up(world: World) -> None:
    url = await link(world)
    for method in ("HEAD", "GET", "GET"):
        assert (await fetched(method, url))[0] == 200
    status, text, headers = await fetched("POST", url)
    assert status == 200
    assert "pay rise" in text
    assert headers["Content-Disposition"] == 'attachment; filename="preparation.md"'
    assert headers["Content-Type"].startswith("text/markdown")


async def test_a_download_happens_once(world: World) -> None:
    url = await link(world)
    assert (await fetched("POST", url))[0] == 200
    for method in ("POST", "GET"):
        status, text, _ = await fetched(method, url)
        assert status == 410
        assert "used or is too old" in text


async def test_a_link_lives_ten_minutes(world: World) -> None:
    url = await link(world)
    world.box.clock.advance(timedelta(minutes=11))
    assert (await fetched("GET", url))[0] == 410
    assert (await fetched("POST", url))[0] == 410


async def test_a_guessed_link_gives_nothing(world: World) -> None:
    url = await link(world)
    for guess in (re.sub(r"/[^/]+$", "/guess", url), url.replace("T0SANDBOX", "T0OTHER")):
        assert (await fetched("POST", guess))[0] == 410


async def test_no_cache_search_engine_or_frame_keeps_it(world: World) -> None:
    url = await link(world)
    _, text, headers = await fetched("GET", url)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "pay rise" not in text
