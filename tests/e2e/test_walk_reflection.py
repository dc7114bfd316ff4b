"""Looking back on a meeting in the browser, on a wide and on a narrow window."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.demo import running_demo
from tests.e2e.looks import looked_at, reads_well
from tests.e2e.page_fixture import NARROW, WIDE
from tests.e2e.walk import Walk, walking

PREPARED = (
    "/negotiate prep job offer from Acme",
    "job offer",
    "a mentor, a say in the roadmap",
    "not fixed yet",
    "$70k offer from Borealis",
    "same as plan b",
    "85k",
    "limit 80k, opening 60k, medium",
)


async def look(walk: Walk, folder: Path, name: str) -> None:
    await looked_at(walk.page, name)
    await reads_well(walk.page, name)
    await walk.page.screenshot(path=Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}.png")


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide", "narrow"])
async def test_a_meeting_is_looked_back_on(
    browser: Browser, tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    name = f"reflection-{size[0]}"
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url, size=size, dark=dark) as walk:
            for text in PREPARED:
                await walk.say(text)
            assert "Which meeting do you want to look back on?" in await walk.say(
                "/negotiate reflect"
            )
            assert "you expected: Plan B 70,000" in await walk.press("Reflect")
            assert "At which figure?" in await walk.press("We agreed")
            form = await walk.open("Answer privately")
            await look(walk, tmp_path, f"{name}-form")
            await form.fill(figure="68,000")
            assert "Kept private." in await walk.save()
            assert "That is all I need." in await walk.say("they asked about the start date first")
            await look(walk, tmp_path, f"{name}-chat")
            form = await walk.open("How it went")
            assert "68,000 is 2,000 USD a year worse for you than Plan B" in await form.text()
            await look(walk, tmp_path, f"{name}-result")
            form = await form.press("Add more")
            form = await form.press("Revealed")
            await form.fill(limit="78k", opening="62k")
            await form.save_to_next()
            assert "you had guessed 60,000" in await form.text()
            await form.press("My estimates")
            assert "Nothing is claimed from fewer than three" in await form.text()
            await look(walk, tmp_path, f"{name}-estimates")
            await form.close()
            assert "68,000" not in await walk.chat()
