"""What Parley starts, and the forms of when it does, as Slack's own definitions see them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.calendar.public_holidays import countries
from bot.calendar.rhythm import MOST_VACATIONS, Rhythm, Vacation
from bot.cards import Screen
from bot.guides.rhythm_form import rhythm_form
from bot.usecases.knock import Reply
from tests.render.drawn import check_card, check_modal
from tests.unit.usecases.desk import JOB, Desk, buttons

LONG = "<!channel> *a* \u200b@here & " * 70
STEP_DAY = datetime(2026, 12, 3, 9, tzinfo=UTC)


def opened(reply: Reply) -> Screen:
    """The screen that opened or took the place of another, as it is drawn."""
    screen = reply.open or reply.update
    assert screen is not None
    check_modal(screen)
    return screen


def longest() -> Rhythm:
    """As much as anybody can choose."""
    start = date(2027, 1, 1)
    return Rhythm(
        weekly_day=0,
        weekly_at=time(17, 59),
        days_off=frozenset(range(1, 7)),
        country=max(countries(), key=lambda country: len(country[1]))[0],
        vacations=tuple(
            Vacation(first=start + timedelta(days=30 * n), last=start + timedelta(days=30 * n + 20))
            for n in range(MOST_VACATIONS)
        ),
        paused_until=date(2028, 1, 1),
        nudges="asleep",
    )


@pytest.mark.parametrize("rhythm", [Rhythm(), Rhythm(days_off=frozenset()), longest()])
@pytest.mark.parametrize("zone", ["", "America/Argentina/ComodRivadavia"])
def test_the_form_of_a_rhythm(rhythm: Rhythm, zone: str) -> None:
    check_modal(rhythm_form(rhythm, zone, date(2026, 11, 23)))


async def test_what_comes_unasked_and_all_that_opens_from_it(desk: Desk) -> None:
    await desk.command("prep")
    await desk.travel("Europe/Madrid")
    await desk.walk(LONG[:1900], *JOB)
    sheet = opened(await desk.command("sheet"))
    this_time = opened(await desk.press(sheet, "This time"))
    opened(await desk.submit(this_time, line=LONG[:1900]))
    steps = opened(await desk.press(sheet, "Plan a step"))
    lines = "\n".join(f"{LONG[:170]}{number}, 3 Dec" for number in range(10))
    opened(await desk.submit(steps, steps=lines))
    (asked,) = await desk.tick(STEP_DAY)
    check_card(asked)
    not_yet = opened(await desk.press(asked, "Not yet"))
    opened(await desk.submit(not_yet, day="2026-12-09"))
    opened(await desk.press(asked, "Plan B changed"))
    (before,) = await desk.tick(datetime(2026, 12, 9, 16, tzinfo=UTC))
    check_card(before)
    for label in ("Open sheet", "Rehearse the opening", "Meeting moved", "When I write to you"):
        opened(await desk.press(before, label))
    off = opened(await desk.press(before, "Stop reminders for this"))
    opened(await desk.press(off, "Turn on again"))
    settings = opened(await desk.command("settings"))
    opened(await desk.submit(settings, days_off="sat,sun"))
    assert "When I write to you" in buttons(before)
