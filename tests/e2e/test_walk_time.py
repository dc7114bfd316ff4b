"""A month with Parley, with the clock moved by hand: meetings, practices, and a partner."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.calendar import at, change_of_clocks, in_madrid, move
from tests.e2e.demo import running_demo
from tests.e2e.looks import looked_at, reads_well
from tests.e2e.page_fixture import NARROW, WIDE
from tests.e2e.walk import BEN, Walk, walking

CHANGE = change_of_clocks()
FIRST = CHANGE - timedelta(days=12)
"""The Tuesday of the first weekly question; the Tuesday after it lies in a vacation."""

BETTER = FIRST - timedelta(days=5)
WORSE = BETTER + timedelta(days=1)

CHANCE = "did a chance come up this week?"
PLAN = "If they open with an extreme number, then I ask what it is based on"


async def look(walk: Walk, folder: Path, name: str) -> None:
    size = walk.page.viewport_size
    assert size is not None
    await looked_at(walk.page, name)
    await reads_well(walk.page, name)
    picture = Path(os.environ.get("SCREENSHOTS", folder)) / f"{name}-{size['width']}.png"
    await walk.page.screenshot(path=picture)


async def prepare(walk: Walk, situation: str, meeting: str) -> None:
    answers = ("job offer", "a mentor", meeting, "$70k offer from Borealis", "same as plan b")
    for text in (f"/negotiate prep {situation}", *answers, "85k because the survey says so"):
        await walk.say(text)
    assert "Your sheet is ready" in await walk.say("limit 80k, opening 60k, medium")


async def reflect(walk: Walk, figure: str) -> str:
    """Answer the question how it went; gives how it went beside what was expected."""
    assert "you expected: Plan B 70,000" in await walk.press("We agreed")
    await walk.say(figure)
    assert "That is all I need" in await walk.say("they asked about the start date first")
    form = await walk.open("How it went")
    told = await form.text()
    await form.close()
    return told


async def commit(walk: Walk) -> None:
    assert "What do you want to practise?" in await walk.press("Practise something")
    await walk.say("ask for the basis first")
    for suggested in ("Keep this", "Keep this", "Keep this", "Six weeks"):
        await walk.press(suggested)
    said = await walk.say("everyday") if "everyday" in await walk.said() else await walk.said()
    assert "How well does it go now?" in said
    assert f"first on Tue {FIRST.day} Mar, 10:00" in await walk.say("2")


async def go_on_vacation(walk: Walk) -> None:
    first = FIRST + timedelta(days=6)
    form = await walk.command("/negotiate settings")
    await form.fill(vacations=f"{first.day} March to {first.day + 4} March")
    await form.save_to_next()
    assert "Saved." in await form.text()
    await form.close()


async def ask_ben(walk: Walk, folder: Path) -> None:
    form = await (await walk.command("/negotiate plan")).press("Ask a partner")
    await form.dialog.locator("select").select_option(label="Ben Okafor")
    await form.dialog.get_by_label("No", exact=True).check()
    await form.save_to_next()
    assert "done this week." in await form.text()
    await look(walk, folder, "time-partner-preview")
    await form.save_to_next()
    assert "@Ben Okafor: waiting for an answer." in await form.text()
    await form.close()


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide", "narrow"])
async def test_a_month_with_parley(
    browser: Browser, tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    with running_demo(tmp_path) as demo:
        async with (
            walking(browser, demo.url, size=size, dark=dark) as ana,
            walking(browser, demo.url, BEN, size, dark=dark) as ben,
        ):
            await move(ana, in_madrid(BETTER - timedelta(days=10), 10))
            await prepare(ana, "job offer from Acme", f"{BETTER.day} March 3pm")
            said = await at(ana, in_madrid(BETTER - timedelta(days=1), 17))
            assert "Your meeting is tomorrow at 15:00. Your sheet is ready." in said
            form = await ana.open("Rehearse the opening")
            assert "85,000 USD" in await form.text()
            await look(ana, tmp_path, "time-rehearsal")
            await form.close()
            assert "How did your meeting go?" in await at(ana, in_madrid(WORSE, 10))
            await look(ana, tmp_path, "time-how-did-it-go")
            told = await reflect(ana, "76k")
            assert "Plan B, 70,000: 6,000 above it" in told
            assert "60 % of it" in told

            await prepare(ana, "job offer from Zeta", f"{WORSE.day} March 3pm")
            monday = FIRST - timedelta(days=1)
            assert "How did your meeting go?" in await at(ana, in_madrid(monday, 10))
            told = await reflect(ana, "66k")
            assert "66,000 is 4,000 USD a year worse for you than Plan B, 70,000" in told

            await commit(ana)
            await go_on_vacation(ana)
            await ask_ben(ana, tmp_path)
            assert PLAN in await at(ben, in_madrid(monday, 16))
            await look(ben, tmp_path, "time-invitation")
            await ben.tap("Accept")
            await four_weeks(ana, ben, tmp_path)


async def four_weeks(ana: Walk, ben: Walk, folder: Path) -> None:
    """Four weekly questions, over a vacation and the change of the clocks; then silence."""
    days = [FIRST + timedelta(weeks=weeks) for weeks in (0, 2, 3, 4)]
    assert CHANCE in await at(ana, in_madrid(days[0], 10))
    assert "Ben Okafor" in await ana.said()
    await look(ana, folder, "time-nudge")
    assert "Noted" in await ana.tap("I did it")
    assert "done this week" in await at(ben, in_madrid(days[0], 17))
    await look(ben, folder, "time-partner-week")
    await ben.tap("👏 Cheer")
    form = await ana.command("/negotiate plan")
    assert f"The next question comes on Tue {days[1].day} Mar, 10:00." in await form.text()
    await look(ana, folder, "time-plan")
    await form.close()
    assert CHANCE in await at(ana, in_madrid(days[1], 10))
    assert "cheers for your practice" in await ana.said()
    await ana.tap("Chance came, not this time")
    assert "not yet" in await at(ben, in_madrid(days[1], 17))
    assert CHANCE in await at(ana, in_madrid(days[2], 10))
    await ana.tap("No chance came")
    assert CHANCE in await at(ana, in_madrid(days[3], 10))
    await silence(ana, days[3], folder)


async def silence(ana: Walk, today: date, folder: Path) -> None:
    """A pause moves the question behind it; stopping ends it."""
    back = today + timedelta(days=14)
    form = await ana.open("Pause")
    await form.fill(until=back.isoformat())
    await form.save_to_next()
    assert f"I write nothing before Tue {back.day} {back:%b}" in await form.text()
    await look(ana, folder, "time-pause")
    await form.close()
    assert "The weekly question is off." in await ana.tap("Stop")
    form = await ana.command("/negotiate settings")
    asked = form.field("The weekly question about your practices")
    assert await asked.get_by_label("Off").is_checked()
    await form.close()
