"""Parley's main screens, light and dark, at 1280 and 390 pixels: nothing cut, pale, or raw.

With SCREENSHOTS naming a folder, the pictures are left there; the README's own is made with
`SCREENSHOTS=deploy/docs .venv/bin/pytest tests/e2e/test_walk_looks.py -k readme`.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.demo import running_demo
from tests.e2e.looks import looked_at, reads_well
from tests.e2e.page_fixture import NARROW, WIDE
from tests.e2e.walk import Walk, walking

LONG = "a new contract with the Donaudampfschifffahrtsgesellschaft about its landing stages " * 2
README = (1280, 880)


class Album:
    """Takes pictures into a folder, each after a careful look."""

    def __init__(self, page: Page, otherwise: Path, name: str) -> None:
        self._page = page
        self._folder = Path(os.environ.get("SCREENSHOTS", otherwise))
        self._name = name

    async def look(self, where: str) -> None:
        """Check the screen and take its picture."""
        await looked_at(self._page, where)
        await reads_well(self._page, where)
        await self.take(f"{self._name}-{where}")

    async def take(self, name: str) -> None:
        """Take a picture as it is."""
        await self._page.screenshot(path=self._folder / f"{name}.png")


async def prepare(walk: Walk) -> None:
    """The worked example, from the third question on."""
    await walk.say("next Thursday 3pm")
    await walk.say("$70k offer from Borealis")
    await walk.press("Same as Plan B")
    await walk.say("85k")
    await walk.say("limit 80k, opening 60k, medium sure; they need someone by March")


async def at_the_top(walk: Walk) -> None:
    """The form in front shows its beginning."""
    body = walk.form.dialog.locator(".modal-body")
    assert await body.evaluate("node => node.scrollTop") == 0


async def look_at_the_talk(walk: Walk, album: Album) -> None:
    """From first contact to a refusal in a form."""
    await walk.say("/negotiate prep job offer from Acme")
    await album.look("first-contact")
    await walk.open("Six terms in two minutes")
    await at_the_top(walk)
    await album.look("primer")
    await walk.form.close()
    await walk.press("Job offer")
    await album.look("question")
    await walk.say("a mentor, one day from home")
    await walk.say("soonish")
    await album.look("refusal")
    await walk.open("Pick date and time")
    await walk.form.fill(time="15:00")
    await walk.form.refused()
    await album.look("form-with-an-error")
    await walk.form.close()


async def look_at_the_sheet(walk: Walk, album: Album) -> None:
    """The sheet and what can be opened from it."""
    await prepare(walk)
    await album.look("ready")
    form = await walk.open("Open sheet")
    await at_the_top(walk)
    await album.look("sheet")
    drawing = form.dialog.locator("pre")
    assert await drawing.evaluate("node => node.scrollWidth <= node.clientWidth")
    await form.dialog.locator(".modal-body").evaluate("node => node.scrollTo(0, 1e6)")
    await album.look("sheet-end")
    await form.press("Change an answer")
    await at_the_top(walk)
    await album.look("change")
    await form.press("Open sheet")
    await form.press("Who can see this?")
    await album.look("who")
    await form.close()


async def look_around(walk: Walk, album: Album) -> None:
    """The list, the Home tab, and the way out."""
    await walk.say(f"/negotiate prep {LONG}")
    await walk.say("/negotiate")
    await album.look("list")
    await walk.page.get_by_role("tab", name="Home").click()
    await expect(walk.page.locator(".home")).to_contain_text("Donau")
    await album.look("home")
    await walk.page.get_by_role("tab", name="Messages").click()
    await walk.command("/negotiate delete")
    await album.look("delete")
    await walk.form.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_every_screen_reads_well(
    browser: Browser, tmp_path: Path, size: tuple[int, int], *, dark: bool
) -> None:
    name = f"{size[0]}-{'dark' if dark else 'light'}"
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url, size=size, dark=dark) as walk:
            album = Album(walk.page, tmp_path, name)
            await look_at_the_talk(walk, album)
            await look_at_the_sheet(walk, album)
            await look_around(walk, album)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_the_download_page_reads_well(
    browser: Browser, tmp_path: Path, size: tuple[int, int], *, dark: bool
) -> None:
    name = f"{size[0]}-{'dark' if dark else 'light'}"
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url, size=size, dark=dark) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.command("/negotiate sheet")
            await walk.form.press("Export")
            await walk.page.goto(await walk.form.link())
            await expect(walk.page.get_by_role("button", name="Download")).to_be_visible()
            await Album(walk.page, tmp_path, name).look("download")
            await walk.page.goto(f"{walk.page.url}0")
            await Album(walk.page, tmp_path, name).look("used-up")


async def test_the_picture_for_the_readme(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url, size=README) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            await walk.say("a mentor, one day from home")
            await prepare(walk)
            await walk.open("Open sheet")
            await at_the_top(walk)
            await expect(walk.form.dialog.locator("pre")).to_be_in_viewport()
            await Album(walk.page, tmp_path, "").take("screenshot")
