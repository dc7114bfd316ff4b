"""Weeks of changes of mind: everything planned is said once, and in time."""

from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest

from tests.unit.usecases.desk import Came, Desk, buttons, words
from tests.unit.usecases.test_schedule import prepared

MEETINGS = {
    "7 Dec 9am": datetime(2026, 12, 7, 8, tzinfo=UTC),
    "10 Dec 3pm": datetime(2026, 12, 10, 14, tzinfo=UTC),
    "8 Dec 8am": datetime(2026, 12, 8, 7, tzinfo=UTC),
}
DAYS = ("25 Nov", "28 Nov", "1 Dec", "5 Dec", "6 Dec", "7 Dec")
# Near ones: a journey over half the world can leave no polite hour before the meeting.
ZONES = ("Europe/Madrid", "Europe/Berlin", "Europe/Athens")


async def change(desk: Desk, random: Random) -> None:
    """Change the zone or one of the hours."""
    which = random.choice(("zone", "reflect_at", "weekly_at", "before"))
    if which == "zone":
        await desk.travel(random.choice(ZONES))
    elif which == "before":
        await desk.rhythm(before=random.choice(("afternoon", "morning")))
    else:
        await desk.rhythm(**{which: time(random.randint(9, 17))})


def steps_of(came: Came) -> int:
    """Of how many days a message asks for the steps."""
    return sum(
        one.value.count("2026-") for label, one in buttons(came[1]).items() if label == "Not yet"
    )


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_changes_each_thing_is_said_once(desk: Desk, seed: int) -> None:
    random = Random(seed)
    meeting, days = random.choice(tuple(MEETINGS)), random.sample(DAYS, 3)
    await prepared(desk, meeting, "\n".join(f"step, {day}" for day in days))
    came: list[Came] = []
    while desk.now < datetime(2026, 12, 18, tzinfo=UTC):
        came += await desk.live(desk.now + timedelta(hours=random.randint(1, 40)))
        await change(desk, random)
    notes = [moment for moment, card in came if "Your meeting is" in words(card)]
    asked = [moment for moment, card in came if "How did your meeting go?" in words(card)]
    again = [moment for moment, card in came if "Once more" in words(card)]
    assert (len(notes), len(asked), len(again)) == (1, 1, 1)
    assert notes[0] < MEETINGS[meeting] < asked[0] < again[0]
    planned = [(moment, steps_of((moment, card))) for moment, card in came]
    assert sum(number for _, number in planned) == len(days)
    assert all(moment < MEETINGS[meeting] for moment, number in planned if number)
