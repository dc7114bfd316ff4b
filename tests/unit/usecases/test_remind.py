"""The rules of politeness over everything that Parley starts, and what a crash leaves behind."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.calendar.rhythm import Vacation
from bot.ports import Due, DueKind
from bot.usecases import remind
from bot.usecases.leave import removed, returned
from bot.usecases.writing import Letter
from storage import Store, claim
from tests.unit.usecases.desk import JOB, Came, Desk, claim_due, shown, words

MADRID = ZoneInfo("Europe/Madrid")
EVENING_BEFORE = datetime(2026, 12, 9, 16, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, 9, tzinfo=UTC)
"""Friday 11 December 2026, 10:00 in Madrid: the morning after the meeting."""


async def prepared(desk: Desk, when: str = "10 Dec 3pm", zone: str = "Europe/Madrid") -> None:
    await desk.command("prep job offer from Acme")
    await desk.travel(zone)
    await desk.walk(*JOB[:2], when, *JOB[3:])


async def plan(desk: Desk, kind: DueKind, due: datetime, key: str = "") -> None:
    """Something more that is due about the latest preparation."""
    (conversation, *_) = await desk.conversations()
    row = Due(
        id=uuid4().hex,
        person=conversation.person,
        kind=kind,
        due=due,
        send_key=key or f"{kind}:{uuid4().hex}",
        about=conversation.id,
    )
    await desk.run(lambda unit: unit.agenda.plan(row))


async def queue(desk: Desk) -> str:
    """The one batch of what is due now."""
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, desk.now))
    return batch


async def compose(desk: Desk, batch: str) -> tuple[Letter, ...]:
    """The letters of a batch, as an engine that dies before it sends them gets them."""
    return await desk.run(partial(remind.letters, batch=batch, now=desk.now))


def polite(came: list[Came], zone: ZoneInfo) -> None:
    days = [moment.astimezone(zone) for moment, _ in came]
    assert all(time(9) <= day.time() < time(18) for day in days)
    assert all(day.weekday() < 5 for day in days)
    assert len({day.date() for day in days}) == len(days)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"]
)
async def test_weeks_of_meetings_bring_one_message_a_day_in_working_hours(
    desk: Desk, zone: str
) -> None:
    desk.now = datetime(2026, 10, 12, 10, tzinfo=UTC)
    meetings = ("19 Oct 8am", "19 Oct 5pm", "20 Oct", "24 Oct 10am", "26 Oct 9am", "2 Nov 7am")
    for when in meetings:
        await prepared(desk, when, zone)
    came = await desk.live(datetime(2026, 11, 14, tzinfo=UTC))
    polite(came, ZoneInfo(zone))
    assert len(came) >= 8


async def test_what_falls_due_on_one_day_is_one_message(desk: Desk) -> None:
    await prepared(desk)
    await prepared(desk, "14 Dec 9am")
    came = await desk.live(datetime(2026, 12, 12, tzinfo=UTC))
    assert [moment for moment, _ in came] == [EVENING_BEFORE, AFTER]
    both = came[1][1]
    assert "Your meeting is on Mon 14 Dec at 09:00." in words(both)
    assert "How did your meeting go?" in words(both)
    assert shown(both.summary) == "A note from Parley"
    assert words(both).count("When I write to you") == 1


async def test_one_thing_alone_says_in_the_notification_what_it_is(desk: Desk) -> None:
    await prepared(desk)
    ((_, card),) = await desk.live(datetime(2026, 12, 10, tzinfo=UTC))
    assert shown(card.summary) == "Your meeting is near"


async def test_after_a_sleep_everything_comes_in_one_message_at_a_polite_hour(desk: Desk) -> None:
    await prepared(desk)
    await prepared(desk, "11 Dec 9am")
    asleep = datetime(2026, 12, 12, 20, tzinfo=UTC)  # a Saturday
    assert await desk.tick(asleep) == []
    came = await desk.live(datetime(2026, 12, 15, tzinfo=UTC))
    assert [moment for moment, _ in came] == [datetime(2026, 12, 14, 8, tzinfo=UTC)]
    assert words(came[0][1]).count("How did your meeting go?") == 2
    assert "tomorrow" not in words(came[0][1])


async def test_a_second_message_of_the_day_waits_for_the_next(desk: Desk) -> None:
    await prepared(desk)
    await desk.tick(EVENING_BEFORE)
    await plan(desk, "improve", EVENING_BEFORE, "improve:x:2026-12-09")
    assert await desk.tick(EVENING_BEFORE + timedelta(minutes=10)) == []
    assert ("improve", datetime(2026, 12, 10, 8, tzinfo=UTC)) in await desk.due()


async def test_two_a_week_count_and_the_third_waits_for_monday(desk: Desk) -> None:
    await prepared(desk, "4 Dec 10am")
    desk.now += timedelta(minutes=1)
    await prepared(desk, "3 Dec 10am")
    await desk.tick(datetime(2026, 12, 4, 9, tzinfo=UTC))  # its repeat comes on the 8th
    for day in (7, 9):
        await plan(desk, "reflect_again", datetime(2026, 12, day, 10, tzinfo=UTC))
    desk.now = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)
    came = await desk.live(datetime(2026, 12, 19, tzinfo=UTC))
    polite(came, MADRID)
    days = [moment.astimezone(MADRID).date() for moment, _ in came]
    # Monday's reflection, which the person set up, takes a repeat along.
    assert days == [date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 14)]


async def test_what_counts_for_the_day_alone_still_comes_in_a_full_week(desk: Desk) -> None:
    await prepared(desk)
    for day in (7, 8):
        await plan(desk, "reflect_again", datetime(2026, 12, day, 10, tzinfo=UTC))
    came = await desk.live(datetime(2026, 12, 10, tzinfo=UTC))
    assert [moment.day for moment, _ in came][-1] == 9
    assert "Your meeting is tomorrow" in words(came[-1][1])


async def test_days_off_vacations_and_pauses_are_silent(desk: Desk) -> None:
    await prepared(desk)
    await desk.tick(EVENING_BEFORE)
    away = Vacation(first=date(2026, 12, 11), last=date(2026, 12, 15))
    await desk.rhythm(vacations=(away,), paused_until=date(2026, 12, 17), days_off=frozenset({3}))
    came = await desk.live(datetime(2026, 12, 19, tzinfo=UTC))
    assert [moment for moment, _ in came] == [datetime(2026, 12, 18, 9, tzinfo=UTC)]


async def test_a_holiday_of_the_country_is_silent(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.rhythm(country="ES")
    await desk.walk(*JOB[:2], "9 Dec 9am", *JOB[3:])
    # Tuesday 8 December is a holiday in Spain.
    assert (await desk.due())[0] == ("before", datetime(2026, 12, 7, 16, tzinfo=UTC))


async def test_a_permitted_deadline_comes_on_a_day_off_and_takes_nothing_along(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.rhythm(before="morning", deadline_alerts=True)
    await desk.walk(*JOB[:2], "13 Dec 8am", *JOB[3:])  # a Sunday
    await plan(desk, "improve", datetime(2026, 12, 13, 9, tzinfo=UTC), "improve:x:2026-12-13")
    came = await desk.live(datetime(2026, 12, 14, tzinfo=UTC))
    assert [moment for moment, _ in came] == [datetime(2026, 12, 13, 6, tzinfo=UTC)]
    assert "today at 08:00" in words(came[0][1])
    assert "improve" in [kind for kind, _ in await desk.due()]


async def test_a_second_run_after_a_crash_makes_the_same_letter_in_doubt(desk: Desk) -> None:
    await prepared(desk)
    desk.now = EVENING_BEFORE
    batch = await queue(desk)
    (first,) = await compose(desk, batch)
    (again,) = await compose(desk, batch)
    assert not first.doubtful
    assert again == first.model_copy(update={"doubtful": True})
    await desk.run(lambda unit: remind.posted(unit, [again.key], desk.now))
    assert await compose(desk, batch) == ()
    assert await desk.tick() == []


async def test_a_merged_letter_stays_whole_when_only_some_of_it_comes_back_first(
    desk: Desk,
) -> None:
    await prepared(desk)
    await prepared(desk, "14 Dec 9am")
    await desk.tick(EVENING_BEFORE)
    desk.now = AFTER
    (first,) = await compose(desk, await queue(desk))
    assert len(first.rows) == 2
    await desk.store.run_whole(lambda session: claim.sweep(session, desk.now, timedelta(0)))
    # The reflection is due; the other row of the letter was joined from later that day.
    (again,) = await compose(desk, await queue(desk))
    assert again == first.model_copy(update={"doubtful": True})


async def test_a_letter_in_doubt_is_finished_first_and_counts_for_the_day(desk: Desk) -> None:
    await prepared(desk)
    desk.now = EVENING_BEFORE
    (first,) = await compose(desk, await queue(desk))
    await desk.store.run_whole(lambda session: claim.sweep(session, desk.now, timedelta(0)))
    await plan(desk, "reflect_again", desk.now)
    letters = await compose(desk, await queue(desk))
    assert [(letter.key, letter.doubtful) for letter in letters] == [(first.key, True)]
    assert ("reflect_again", datetime(2026, 12, 10, 8, tzinfo=UTC)) in await desk.due()


async def test_a_letter_in_doubt_is_not_sent_at_night_either(desk: Desk) -> None:
    await prepared(desk)
    await desk.tick(EVENING_BEFORE)
    desk.now = AFTER
    (first,) = await compose(desk, await queue(desk))
    desk.now = datetime(2026, 12, 11, 22, tzinfo=UTC)
    await desk.store.run_whole(lambda session: claim.sweep(session, desk.now, timedelta(0)))
    assert await compose(desk, await queue(desk)) == ()
    desk.now = datetime(2026, 12, 14, 8, tzinfo=UTC)
    (again,) = await compose(desk, await queue(desk))
    assert (again.key, again.doubtful) == (first.key, True)


async def test_a_letter_the_platform_refuses_for_now_is_looked_up_later(desk: Desk) -> None:
    await prepared(desk)
    desk.now = EVENING_BEFORE
    (first,) = await compose(desk, await queue(desk))
    soon = desk.now + timedelta(minutes=2)
    await desk.run(lambda unit: remind.undelivered(unit, first, soon))
    assert await desk.store.run_whole(lambda session: claim_due(session, desk.now)) == []
    desk.now = soon
    (again,) = await compose(desk, await queue(desk))
    assert again == first.model_copy(update={"doubtful": True})


async def test_a_letter_that_was_surely_not_tried_is_new_the_next_time(desk: Desk) -> None:
    await prepared(desk)
    desk.now = EVENING_BEFORE
    (first,) = await compose(desk, await queue(desk))
    tomorrow = datetime(2026, 12, 10, 8, tzinfo=UTC)
    await desk.run(lambda unit: remind.undelivered(unit, first, tomorrow, tried=False))
    desk.now = tomorrow
    (again,) = await compose(desk, await queue(desk))
    assert not again.doubtful
    assert "today at 15:00" in words(again.card)


async def test_what_was_cancelled_while_it_was_in_hand_is_not_sent(desk: Desk) -> None:
    await prepared(desk)
    desk.now = EVENING_BEFORE
    batch = await queue(desk)
    await desk.walk("edit meeting", "17 Dec 3pm")
    assert await compose(desk, batch) == ()
    assert (await desk.due())[0] == ("before", datetime(2026, 12, 16, 16, tzinfo=UTC))


async def test_a_part_that_cannot_be_made_holds_nothing_else_up(desk: Desk, store: Store) -> None:
    await prepared(desk)
    other = Desk(store, user="U2")
    await prepared(other)
    await plan(desk, "improve", EVENING_BEFORE, "improve:no day")
    desk.now = EVENING_BEFORE
    batch, failed = await queue(desk), list[Exception]()
    work = partial(remind.letters, batch=batch, now=desk.now, failed=failed.append)
    letters = await desk.run(work)
    assert sorted(letter.person.user for letter in letters) == ["U1", "U2"]
    assert [type(error) for error in failed] == [ValueError]
    assert ("improve", desk.now + timedelta(hours=1)) in await desk.due()


async def test_a_removed_parley_is_silent_and_a_returned_one_goes_on(desk: Desk) -> None:
    await prepared(desk)
    await desk.run(lambda unit: removed(unit, desk.now))
    assert await desk.tick(EVENING_BEFORE) == []
    await desk.run(returned)
    (card,) = await desk.tick(EVENING_BEFORE + timedelta(minutes=30))
    assert "Your meeting is tomorrow" in words(card)


async def test_nobody_gets_what_belongs_to_others(desk: Desk, store: Store) -> None:
    await prepared(desk)
    other = Desk(store, user="U2", now=desk.now)
    await other.command("prep a raise")
    seen = len(other.got)
    (card,) = await desk.tick(EVENING_BEFORE)
    assert other.got[seen:] == []
    told = await other.press(card, "Open sheet")
    assert told.open is None
