"""Somebody who travels and says nothing: they hear at the hour of the place where they are."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import Person, Undelivered
from handlers.clock.zones import Zones
from storage import Store
from tests.unit.usecases.desk import Desk, RandomIds, words
from tests.unit.usecases.practising import FIRST, WEEK, nudged, nudges

SECOND = FIRST + WEEK
"""When the second question comes in Berlin: Tuesday 20 October, 10:00."""

EVENING_BEFORE = SECOND - timedelta(hours=12)
IN_NEW_YORK = datetime(2026, 10, 20, 14, tzinfo=UTC)
"""10:00 there."""


@dataclass
class Watch:
    """The clock of a desk."""

    desk: Desk

    def now(self) -> datetime:
        return self.desk.now


@dataclass
class Slack:
    """What profiles say; `trouble` is raised instead."""

    zone: str | None = "America/New_York"
    trouble: Exception | None = None
    asked: list[str] = field(default_factory=list)

    async def zone_of(self, person: Person) -> str | None:
        self.asked.append(person.user)
        if self.trouble:
            raise self.trouble
        return self.zone


def zones(desk: Desk, slack: Slack) -> Zones:
    return Zones(desk.store, slack.zone_of, Watch(desk), RandomIds())


@pytest.fixture
async def asked_before(practising: Desk) -> Desk:
    """Somebody who got the first question in Berlin, and answered nothing since."""
    await nudged(practising)
    return practising


async def test_the_weekly_question_comes_at_the_hour_of_the_place(asked_before: Desk) -> None:
    slack = Slack()
    asked_before.now = EVENING_BEFORE
    await zones(asked_before, slack).look()
    assert slack.asked == ["U1"]
    assert [one.due for one in await nudges(asked_before)] == [IN_NEW_YORK]
    assert await asked_before.tick(SECOND) == []
    assert "did a chance come up" in words(await nudged(asked_before, IN_NEW_YORK))


@pytest.mark.parametrize("late", [timedelta(hours=2), timedelta(hours=9)])
async def test_who_flew_east_hears_on_the_same_day(asked_before: Desk, late: timedelta) -> None:
    asked_before.now = EVENING_BEFORE + late
    await zones(asked_before, Slack("Asia/Tokyo")).look()
    question, *_ = await nudges(asked_before)
    in_tokyo = datetime(2026, 10, 20, 1, tzinfo=UTC)
    assert question.due == (in_tokyo if asked_before.now < in_tokyo else SECOND)
    (came,) = await asked_before.live(SECOND + timedelta(hours=1))
    assert 9 <= came[0].hour + 9 < 18


async def test_a_profile_is_asked_twice_a_day_at_most_and_only_before_a_message(
    asked_before: Desk,
) -> None:
    slack = Slack("Europe/Berlin")
    looking = zones(asked_before, slack)
    asked_before.now = SECOND - timedelta(hours=16)
    await looking.look()
    assert slack.asked == []
    while asked_before.now < SECOND - timedelta(minutes=1):
        asked_before.now += timedelta(minutes=30)
        await looking.look()
    assert len(slack.asked) == 2
    assert await asked_before.tick(SECOND) != []


@pytest.mark.parametrize("trouble", [Undelivered("busy", 30), Undelivered("gone"), TimeoutError()])
async def test_without_an_answer_the_question_comes_as_planned(
    asked_before: Desk, trouble: Exception
) -> None:
    slack = Slack(trouble=trouble)
    looking = zones(asked_before, slack)
    asked_before.now = EVENING_BEFORE
    await looking.look()
    await looking.look()
    await looking.look()
    assert len(slack.asked) >= 2
    assert [one.due for one in await nudges(asked_before)] == [SECOND]
    slack.trouble = None
    await looking.look()
    await looking.look()
    assert [one.due for one in await nudges(asked_before)] == [IN_NEW_YORK]


async def test_a_profile_that_is_refused_is_left_for_half_a_day(asked_before: Desk) -> None:
    slack = Slack(trouble=Undelivered("refused"))
    looking = zones(asked_before, slack)
    asked_before.now = EVENING_BEFORE
    for _ in range(3):
        await looking.look()
    assert len(slack.asked) == 1
    assert await asked_before.tick(SECOND) != []


async def test_who_is_overdue_is_asked_too_and_keeps_the_quiet_hours_of_the_place(
    asked_before: Desk,
) -> None:
    """Nobody looked for what is due for half a day; they are in Tokyo, where it is 22:30."""
    slack = Slack("Asia/Tokyo")
    asked_before.now = SECOND + timedelta(hours=5, minutes=30)
    await zones(asked_before, slack).look()
    assert slack.asked == ["U1"]
    assert await asked_before.tick() == []
    (came,) = await asked_before.live(asked_before.now + timedelta(days=1))
    assert 9 <= (came[0].hour + 9) % 24 < 18


async def test_of_many_each_is_asked_in_turn(store: Store) -> None:
    desks = [Desk(store, user=f"U{number:02}") for number in range(35)]
    for desk in desks:
        await desk.command("prep job offer from Acme")
        await desk.walk("job offer", "a mentor", "10 Dec 3pm")
    desks[0].now = datetime(2026, 12, 9, 8, tzinfo=UTC)
    slack = Slack()
    looking = zones(desks[0], slack)
    await looking.look()
    assert len(slack.asked) == 30
    for _ in range(3):
        await looking.look()
    assert sorted(slack.asked) == [desk.user for desk in desks]
