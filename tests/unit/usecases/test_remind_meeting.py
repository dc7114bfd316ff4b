"""Before a meeting: what comes, when, and what its buttons do."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Card, DateField
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words

MEETING = datetime(2026, 12, 10, 14, tzinfo=UTC)
"""Thursday 10 December 2026, 15:00 in Madrid."""

EVENING_BEFORE = datetime(2026, 12, 9, 16, tzinfo=UTC)
MORNING_AFTER = datetime(2026, 12, 11, 9, tzinfo=UTC)


async def prepared(desk: Desk, zone: str = "Europe/Madrid", *answers: str) -> None:
    """The worked example, with the zone of the profile known."""
    await desk.command("prep job offer from Acme")
    await desk.travel(zone)
    await desk.walk(*(answers or JOB))


async def reminder(desk: Desk) -> Card:
    """The message before the meeting."""
    (card,) = await desk.tick(EVENING_BEFORE)
    return card


async def test_a_meeting_plans_the_afternoon_before_and_the_morning_after(desk: Desk) -> None:
    await prepared(desk)
    assert await desk.due() == [("before", EVENING_BEFORE), ("reflect", MORNING_AFTER)]


async def test_the_message_says_when_and_offers_what_helps(desk: Desk) -> None:
    await prepared(desk)
    assert await desk.tick(EVENING_BEFORE - timedelta(seconds=1)) == []
    card = await reminder(desk)
    said = words(card)
    assert "Your meeting is tomorrow at 15:00. Your sheet is ready." in said
    assert "nothing you typed is in it" in said
    offered = ["Open sheet", "Rehearse the opening", "Meeting moved", "Stop reminders for this"]
    assert list(buttons(card)) == [*offered, "When I write to you"]
    assert shown(card.summary) == "Your meeting is near"
    for typed in ("Acme", "85", "70", "Borealis"):
        assert typed not in said
    assert await desk.tick(EVENING_BEFORE + timedelta(minutes=5)) == []


async def test_a_sheet_with_open_questions_is_not_called_ready(desk: Desk) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:3])
    assert "some of its questions are still open" in words(await reminder(desk))


async def test_a_meeting_without_an_hour(desk: Desk) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:2], "10 Dec", *JOB[3:])
    assert "Your meeting is tomorrow." in words(await reminder(desk))


@pytest.mark.parametrize(
    ("when", "wakes", "comes"),
    [
        ("10 Dec 3pm", (10, 2), (10, 8)),  # the morning would do
        ("14 Dec 8am", (14, 1), (14, 6)),  # it would not: an hour ahead of the meeting
        ("14 Dec 8am", (14, 6), (14, 6)),
        ("14 Dec 7am", (12, 1), (14, 5)),  # woken on a Saturday
        ("13 Dec", (12, 20), (13, 8)),  # a Sunday, whose hour is open
    ],
)
async def test_a_permitted_deadline_that_is_late_disturbs_no_earlier_than_it_must(
    desk: Desk, when: str, wakes: tuple[int, int], comes: tuple[int, int]
) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:2], when, *JOB[3:])
    await desk.rhythm(deadline_alerts=True)
    desk.now = datetime(2026, 12, *wakes, tzinfo=UTC)
    came = await desk.live(datetime(2026, 12, comes[0], comes[1], 30, tzinfo=UTC))
    assert [moment for moment, _ in came] == [datetime(2026, 12, *comes, tzinfo=UTC)]
    assert "Your meeting is today" in words(came[0][1])


async def test_a_meeting_told_privately_is_not_named_in_the_chat(desk: Desk) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:2], "not fixed yet", *JOB[3:])
    sheet = await desk.say("edit meeting")
    form = (await desk.press(sheet, "Pick date and time")).open
    assert form is not None
    await desk.submit(form, day="2026-12-10", time="15:00")
    assert "meeting" in (await desk.conversations())[0].state.private
    said = words(await reminder(desk))
    assert "Your meeting is near; its day and time are on your sheet. Your sheet is ready." in said
    assert "15:00" not in said
    assert "tomorrow" not in said


async def test_the_form_of_a_meeting_says_that_reminders_will_not_name_it(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2])
    picker = (await desk.press(desk.got[-1], "Pick date and time")).open
    await prepared(desk)
    moved = (await desk.press(await reminder(desk), "Meeting moved")).open
    for form in (picker, moved):
        assert form is not None
        (day,) = (one for one in form.elements if isinstance(one, DateField))
        assert day.hint is not None
        assert "my reminders then name neither day nor hour" in shown(day.hint)


async def test_in_the_morning_for_those_who_prefer_it(desk: Desk) -> None:
    await prepared(desk)
    await desk.rhythm(before="morning")
    assert await desk.tick(EVENING_BEFORE) == []
    (card,) = await desk.tick(datetime(2026, 12, 10, 8, tzinfo=UTC))
    assert "Your meeting is today at 15:00." in words(card)


async def test_never_for_those_who_want_none(desk: Desk) -> None:
    await prepared(desk)
    await desk.rhythm(before="never")
    assert [kind for kind, _ in await desk.due()] == ["reflect"]


async def test_before_a_monday_it_comes_on_friday_with_the_day(desk: Desk) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:2], "14 Dec 9am", *JOB[3:])
    (card,) = await desk.tick(datetime(2026, 12, 11, 16, tzinfo=UTC))
    assert "Your meeting is on Mon 14 Dec at 09:00." in words(card)


async def test_a_moved_meeting_moves_everything(desk: Desk) -> None:
    await prepared(desk)
    form = (await desk.press(await reminder(desk), "Meeting moved")).open
    assert form is not None
    await desk.submit(form, day="2026-12-17", time="09:30")
    assert "everything that depends on it moved along" in words(desk.got[-1])
    assert await desk.due() == [
        ("before", datetime(2026, 12, 16, 16, tzinfo=UTC)),
        ("reflect", datetime(2026, 12, 18, 9, tzinfo=UTC)),
    ]
    assert await desk.tick(MORNING_AFTER) == []
    (card,) = await desk.tick(datetime(2026, 12, 16, 16, tzinfo=UTC))
    assert "Your meeting is near" in words(card)


async def test_a_meeting_that_is_not_fixed_any_more_is_not_written_about(desk: Desk) -> None:
    await prepared(desk)
    form = (await desk.press(await reminder(desk), "Meeting moved")).open
    assert form is not None
    await desk.submit(form)
    assert "I write about it once it has a date" in words(desk.got[-1])
    assert await desk.due() == []


async def test_a_moment_that_has_passed_is_refused_beside_its_field(desk: Desk) -> None:
    await prepared(desk)
    form = (await desk.press(await reminder(desk), "Meeting moved")).open
    assert form is not None
    reply = await desk.submit(form, day="2026-12-01", time="09:30")
    assert "has passed" in shown(reply.errors["prepare:meeting:day"])
    assert [kind for kind, _ in await desk.due()] == ["reflect"]


async def test_reminders_of_one_preparation_stop_and_start_again(desk: Desk) -> None:
    await prepared(desk)
    off = (await desk.press(await reminder(desk), "Stop reminders for this")).open
    assert off is not None
    assert "I write nothing more about this meeting" in words(off)
    assert await desk.due() == []
    on = (await desk.press(off, "Turn on again")).open
    assert on is not None
    assert [kind for kind, _ in await desk.due()] == ["reflect"]


async def test_what_is_stopped_stays_stopped_when_the_meeting_moves_or_the_zone_changes(
    desk: Desk,
) -> None:
    await prepared(desk)
    card = await reminder(desk)
    await desk.press(card, "Stop reminders for this")
    await desk.travel("America/Lima")
    form = (await desk.press(card, "Meeting moved")).open
    assert form is not None
    await desk.submit(form, day="2026-12-17", time="09:30")
    assert "Reminders for it are off" in words(desk.got[-1])
    assert await desk.due() == []


async def test_turned_on_after_the_meeting_the_question_comes_on_the_next_working_morning(
    desk: Desk,
) -> None:
    await prepared(desk)
    off = (await desk.press(await reminder(desk), "Stop reminders for this")).open
    assert off is not None
    desk.now = datetime(2026, 12, 18, 15, tzinfo=UTC)
    await desk.press(off, "Turn on again")
    assert await desk.due() == [("reflect", datetime(2026, 12, 21, 9, tzinfo=UTC))]


async def test_another_zone_moves_what_is_planned(desk: Desk) -> None:
    await prepared(desk)
    await desk.travel("America/New_York")
    assert await desk.due() == [
        ("before", datetime(2026, 12, 9, 22, tzinfo=UTC)),
        ("reflect", datetime(2026, 12, 11, 15, tzinfo=UTC)),
    ]
    (card,) = await desk.tick(datetime(2026, 12, 9, 22, tzinfo=UTC))
    assert "tomorrow at 09:00" in words(card)


async def test_the_wall_clock_holds_over_a_change_of_clocks(desk: Desk) -> None:
    desk.now = datetime(2026, 10, 20, 8, tzinfo=UTC)
    await prepared(desk, "Europe/Berlin", *JOB[:2], "27 Oct 3pm", *JOB[3:])
    assert await desk.due() == [
        ("before", datetime(2026, 10, 26, 16, tzinfo=UTC)),
        ("reflect", datetime(2026, 10, 28, 9, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("zone_checked", [False, True])
async def test_a_zone_that_nobody_knows_is_asked_for_once(
    desk: Desk, *, zone_checked: bool
) -> None:
    await desk.command("prep job offer from Acme")
    if zone_checked:
        await desk.travel("not a zone")
    await desk.walk(*JOB)
    await desk.command("prep a raise")
    await desk.walk("raise", "a title", "12 Dec 3pm")
    asked = [
        card
        for card in desk.got
        if "I could not see your time zone, so I use UTC. `/" in words(card)
    ]
    assert len(asked) == zone_checked


async def test_a_deleted_preparation_and_an_erased_person_hear_nothing(desk: Desk) -> None:
    await prepared(desk)
    changes = (await desk.press(desk.got[-1], "Change an answer")).open
    assert changes is not None
    form = (await desk.press(changes, "Delete this preparation")).open
    assert form is not None
    await desk.submit(form)
    assert await desk.due() == []
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    assert await desk.due() != []
    form = (await desk.command("delete")).open
    assert form is not None
    await desk.submit(form, confirm="DELETE")
    assert await desk.live(MORNING_AFTER + timedelta(days=1), timedelta(hours=6)) == []


@pytest.mark.parametrize("text", ["Meeting moved", "stop reminders for this", "settings"])
async def test_a_typed_label_of_a_reminder_tells_where_to_press(desk: Desk, text: str) -> None:
    await prepared(desk, "Europe/Madrid", *JOB[:4])
    await reminder(desk)
    assert "please press them there" in words(await desk.say(text))
    assert "5 of 7" in words(await desk.say("show"))


async def test_stop_with_nothing_open_tells_how_to_end_messages(desk: Desk) -> None:
    await prepared(desk)
    await desk.say("cancel")
    await reminder(desk)
    assert "`/negotiate settings` decides when I write to you" in words(await desk.say("Stop!"))


async def test_reminders_are_switched_in_the_chat_too(desk: Desk) -> None:
    await prepared(desk)
    assert "Shall I write to you before and after" in words(await desk.say("edit reminders"))
    assert "Please write on or off." in words(await desk.say("perhaps"))
    await desk.say("off")
    assert "are off" in words(desk.got[-1])
    assert await desk.due() == []
    assert "better" in words(await desk.say("edit steps for plan b"))
