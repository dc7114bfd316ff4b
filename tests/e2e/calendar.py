"""Moving the sandbox's clock by hand, to days that stand in the same place of every year."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from tests.e2e.walk import Walk

MADRID = ZoneInfo("Europe/Madrid")
_SUNDAY = 6


def change_of_clocks() -> date:
    """The Sunday next March on which clocks in Madrid go forward: the last one of the month."""
    last = date(datetime.now(UTC).year + 1, 3, 31)
    return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)


def in_madrid(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant at which clocks in Madrid show this."""
    return datetime.combine(day, time(hour, minute), MADRID).astimezone(UTC)


async def _now(walk: Walk) -> datetime:
    shown = await (await walk.page.request.get(urljoin(walk.page.url, "/page/snapshot"))).json()
    return datetime.fromisoformat(shown["clock"]["now"])


async def move(walk: Walk, moment: datetime) -> None:
    """Move the clock of the workspace to a moment that is still ahead."""
    ahead = int((moment - await _now(walk)).total_seconds())
    assert ahead > 0, moment
    clock = urljoin(walk.page.url, "/page/clock")
    moved = await walk.page.request.post(clock, data={"advance_seconds": ahead})
    assert moved.ok, await moved.text()


async def at(walk: Walk, moment: datetime) -> str:
    """Move the clock; gives the words of what Parley writes unasked then."""
    seen = await walk.seen()
    await move(walk, moment)
    return await walk.wait_for_answer(seen)
