"""The weekly question: never twice in a week, and a week is asked about once it went out."""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.calendar.rhythm import Vacation
from bot.usecases import remind
from bot.usecases.writing import Letter
from storage import claim
from tests.unit.usecases.desk import JOB, Came, Desk, claim_due, words
from tests.unit.usecases.practising import (
    FIRST,
    WEEK,
    checks,
    choose,
    nudged,
    nudges,
    of_me,
    practices,
    settle,
    tap,
)
from tests.unit.usecases.test_remind_late import killed, taken, unsent

BERLIN = ZoneInfo("Europe/Berlin")
QUESTION = "did a chance come up"


def week_of(moment: datetime) -> tuple[int, int]:
    return moment.astimezone(BERLIN).isocalendar()[:2]


def asked(came: list[Came]) -> list[datetime]:
    return [moment for moment, card in came if QUESTION in words(card)]


async def refused(desk: Desk) -> Letter:
    """The platform takes the letter neither now nor later."""
    letter = await taken(desk)
    await desk.run(lambda unit: remind.refused(unit, letter))
    return letter


async def test_a_refused_question_is_no_ignored_week(practising: Desk) -> None:
    for number in range(4):
        practising.now = FIRST + number * WEEK + timedelta(hours=3)
        assert QUESTION in words((await refused(practising)).card)
    (commitment,) = await practices(practising)
    assert await checks(practising, commitment) == ()
    card = await nudged(practising, FIRST + 4 * WEEK + timedelta(hours=3))
    assert QUESTION in words(card)
    await tap(practising, card, "I did it")
    assert "Week 1 of 2" in words(practising.got[-1])


async def test_a_refused_question_after_an_answer_keeps_the_answer(practising: Desk) -> None:
    practising.now = FIRST
    letter = await taken(practising)
    await tap(practising, letter.card, "I did it")
    await practising.run(lambda unit: remind.refused(unit, letter))
    (commitment,) = await practices(practising)
    assert [one.result for one in await checks(practising, commitment)] == ["did"]


async def test_a_question_that_surely_was_not_sent_is_no_ignored_week(practising: Desk) -> None:
    practising.now = FIRST
    await unsent(practising, FIRST + WEEK + timedelta(days=1))
    await practising.tick()
    (commitment,) = await practices(practising)
    assert [one.week.day for one in await checks(practising, commitment)] == [20]


async def test_a_question_in_doubt_still_comes_after_a_change_of_rhythm(practising: Desk) -> None:
    practising.now = FIRST
    await killed(practising, FIRST + timedelta(hours=1))
    await practising.rhythm(weekly_day=3)
    came = await practising.live(datetime(2026, 10, 31, tzinfo=UTC))
    assert [moment.day for moment in asked(came)] == [13, 22, 29]


async def test_a_question_pushed_into_the_next_week_is_the_one_of_that_week(desk: Desk) -> None:
    await settle(desk)
    await desk.rhythm(weekly_day=0)
    await choose(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2], "15 Oct 9am", *JOB[3:])
    await desk.live(datetime(2026, 10, 16, 9, tzinfo=UTC))
    # The day has had its message, so the question of this Friday waits for the Monday.
    await desk.rhythm(weekly_day=4, weekly_at=time(16))
    came = await desk.live(datetime(2026, 10, 20, tzinfo=UTC))
    assert [moment.day for moment in asked(came)] == [19]
    await desk.rhythm(weekly_day=3)
    came = await desk.live(datetime(2026, 11, 1, tzinfo=UTC))
    assert [moment.day for moment in asked(came)] == [29]


async def test_a_late_question_of_a_monday_counts_for_its_week_where_it_was_sunday(
    practising: Desk,
) -> None:
    await practising.travel("Asia/Tokyo")
    await practising.rhythm(weekly_day=4, weekly_at=time(9))
    practising.now = datetime(2026, 10, 16, 0, tzinfo=UTC)
    await unsent(practising, practising.now + timedelta(hours=10))
    came = await practising.live(datetime(2026, 10, 19, 2, tzinfo=UTC))
    assert asked(came) == [datetime(2026, 10, 19, 0, tzinfo=UTC)]
    await practising.travel("America/New_York")
    came = await practising.live(datetime(2026, 11, 2, tzinfo=UTC))
    assert [moment.day for moment in asked(came)] == [30]


async def test_another_practice_of_the_same_week_is_asked_about_in_the_next(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    await nudged(desk)
    plan = (await desk.command("plan")).open
    assert plan is not None
    drop = (await desk.press(plan, "Drop")).open
    assert drop is not None
    await desk.submit(drop)
    await desk.rhythm(weekly_day=4)
    await choose(desk, "4")
    assert [one.due.day for one in await nudges(desk)] == [23]


async def change(desk: Desk, random: Random) -> None:
    """Change the rhythm, the plan or the calendar, as people do."""
    day = desk.now.date()
    which = random.randrange(9)
    if which == 0:
        free = random.sample(range(7), 2)
        weekly = random.choice([one for one in range(7) if one not in free])
        await desk.rhythm(days_off=frozenset(free), weekly_day=weekly)
    elif which == 1:
        await desk.rhythm(weekly_at=time(random.randint(9, 17), 45))
    elif which == 2:
        first = day + timedelta(days=random.randint(0, 9))
        away = Vacation(first=first, last=first + timedelta(days=random.randint(0, 4)))
        await desk.rhythm(vacations=(away,))
    elif which == 3:
        await desk.rhythm(paused_until=day + timedelta(days=random.randint(1, 6)))
    elif which == 4:
        await desk.rhythm(nudges="stopped")
        await desk.rhythm(nudges="on", weekly_day=random.choice(await working(desk)))
    elif which == 5:
        met = desk.now.astimezone(BERLIN) + timedelta(days=random.randint(1, 3))
        await desk.command(f"prep talk {desk.now:%d%H%M}")
        await desk.walk("raise", "a title", f"{met:%-d %b %Y} {random.randint(9, 17)}:00")
        await desk.say("cancel")
    elif which == 6 and len(await practices(desk)) < 12:
        plan = (await desk.command("plan")).open
        assert plan is not None
        drop = (await desk.press(plan, "Drop")).open
        assert drop is not None
        await desk.submit(drop)
        tied = "everyday meetings" if await desk.conversations() else ""
        await choose(desk, "4", until="8 weeks", about=tied)
    else:
        await desk.rhythm(weekly_day=random.choice(await working(desk)))


async def working(desk: Desk) -> list[int]:
    """The days of the week that are not off."""
    off = await of_me(desk, lambda unit, me: unit.people.rhythm(me.id).days_off)
    return [one for one in range(7) if one not in off]


async def halted(desk: Desk, random: Random) -> None:
    """Stop for some days with the next message in hand, unsent or of nobody knows what became."""
    due = await desk.due()
    desk.now = max(desk.now, due[0][1] if due else desk.now)
    sure = random.random() < 0.5
    batches = await desk.store.run_whole(lambda session: claim_due(session, desk.now))
    for batch, _ in batches:
        found = await desk.run(partial(remind.letters, batch=batch, now=desk.now))
        for letter in found if sure else ():
            await desk.run(partial(remind.undelivered, letter=letter, due=desk.now, tried=False))
    desk.now += timedelta(hours=random.randint(1, 150))
    sweep = partial(claim.sweep, now=desk.now, older_than=timedelta(minutes=15))
    await desk.store.run_whole(sweep)


@pytest.mark.parametrize("seed", range(12))
async def test_never_twice_in_a_week_whatever_changes(practising: Desk, seed: int) -> None:
    random = Random(seed)
    weeks: list[tuple[int, int]] = []
    while practising.now < datetime(2026, 11, 30, tzinfo=UTC):
        if random.random() < 0.2:
            await halted(practising, random)
        came = await practising.live(practising.now + timedelta(hours=random.randint(1, 60)))
        weeks += [week_of(moment) for moment in asked(came)]
        for _, card in came:
            if QUESTION in words(card) and random.random() < 0.8:
                await tap(practising, card, "No chance came")
        await change(practising, random)
    assert len(weeks) == len(set(weeks)), weeks
    assert len(weeks) >= 2
