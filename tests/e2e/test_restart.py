"""Pulling the plug: what was acknowledged is kept, what was half typed stays on the screen."""

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.e2e.demo import running_demo
from tests.e2e.walk import Walk, walking

BANNER = "#banner"


async def answers_named(walk: Walk, words: str) -> int:
    """How many of Parley's messages hold these words."""
    return await walk.answers.filter(has_text=words).count()


async def back_again(walk: Walk) -> None:
    """Wait until the page has found the server again by itself."""
    await expect(walk.page.locator(BANNER)).to_be_hidden()
    await expect(walk.page.locator('.link[data-connection="open"]')).to_be_visible()


async def test_kill_in_the_middle_of_the_conversation(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            await walk.say("a mentor")
            asked = await walk.say("not fixed yet")
            assert "4 of 7" in asked
            before = await walk.answers.all_inner_texts()
            await walk.composer.fill("$70k offer fr")
            demo.kill()
            await expect(walk.page.locator(BANNER)).to_contain_text("Reconnecting")
            demo.start()
            await back_again(walk)
            await expect(walk.composer).to_have_value("$70k offer fr")
            assert await walk.answers.all_inner_texts() == before
            said = await walk.say("$70k offer from Borealis")
            assert "70,000 USD" in said
            assert "5 of 7" in said
            assert await answers_named(walk, "5 of 7") == 1
            shown = await walk.say("show")
            assert len(re.findall(r": answered", shown)) == 4


async def test_kill_right_after_an_answer(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            await walk.type("a mentor, every Friday free")
            await walk.page.locator('[data-user="U0ANA"]', has_text="Friday").wait_for()
            demo.kill()
            demo.start()
            await back_again(walk)
            # Heard before the plug was pulled or delivered again after it: once in any case.
            await expect(walk.answer).to_contain_text("3 of 7", timeout=20_000)
            assert await answers_named(walk, "3 of 7") == 1
            resumed = await walk.say("/negotiate prep")
            assert "3 of 7" in resumed
            form = await walk.command("/negotiate sheet")
            assert (await form.text()).count("every Friday free") == 1


async def test_kill_in_the_middle_of_a_form(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            await walk.say("skip")
            await walk.say("skip")
            form = await walk.open("Answer privately")
            await form.fill(what="offer from Borealis", worth="$70")
            demo.kill()
            await expect(walk.page.locator(BANNER)).to_contain_text("Reconnecting")
            await form.dialog.locator("[data-modal-submit]").click()
            await expect(form.dialog).to_contain_text("trouble connecting")
            demo.start()
            await back_again(walk)
            await expect(form.field("What will you do")).to_have_value("offer from Borealis")
            await form.fill(worth="$70k")
            assert "5 of 7" in await walk.save()
            form = await walk.open("Answer privately")
            assert "70,000 USD" in await form.text()


async def test_a_week_and_a_stop_later_it_goes_on(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            await walk.privately(goals="a mentor from Borealis")
            demo.stop()
        demo.start()
        async with walking(browser, demo.url) as walk:
            await walk.page.get_by_role("button", name="Sandbox controls").click()
            await walk.page.get_by_role("button", name="+1 week").click()
            resumed = await walk.say("/negotiate prep")
            assert "Welcome back" in resumed
            assert "3 of 7" in resumed
            form = await walk.command("/negotiate sheet")
            assert "a mentor from Borealis" in await form.text()


async def test_taken_away_and_brought_back(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep job offer from Acme")
            await walk.press("Job offer")
            form = await walk.command("/negotiate sheet")
            await form.press("Export")
            link = await form.link()
            await form.close()
            await walk.page.get_by_role("button", name="Sandbox controls").click()
            await walk.page.get_by_role("button", name="Uninstall app").click()
            sure = walk.page.get_by_role("alertdialog")
            await sure.get_by_role("button", name="Uninstall").click()
            await expect(walk.page.locator(".bent")).to_contain_text("not installed")
            before = await walk.answers.count()
            await walk.type("a mentor")
            await expect(walk.page.locator('[data-user="U0ANA"]').last).to_contain_text("a mentor")
            await expect(walk.answers).to_have_count(before)
            assert (await walk.page.request.get(link)).status == 410
            assert (await walk.page.request.post(link)).status == 410
            await walk.page.get_by_role("button", name="Install app", exact=True).click()
            await expect(walk.page.locator(".bent")).to_have_text("")
            assert "2 of 7" in await walk.say("/negotiate prep")
