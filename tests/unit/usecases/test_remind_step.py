"""Steps for a better Plan B: planned, asked about on their day, and what comes of them."""

from datetime import UTC, datetime

import pytest

from bot.cards import Card, Screen
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words

DAY = datetime(2026, 12, 3, 9, tzinfo=UTC)
"""Thursday 3 December 2026, 10:00 in Madrid."""


async def planned(desk: Desk, steps: str = "ask Borealis for a written offer, 3 Dec") -> Screen:
    """The sheet of the worked example after steps were planned on it."""
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.walk(*JOB)
    form = await plan_form(desk)
    sheet = (await desk.submit(form, steps=steps)).update
    assert sheet is not None
    return sheet


async def plan_form(desk: Desk) -> Screen:
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    form = (await desk.press(sheet, "Plan a step")).open
    assert form is not None
    return form


async def question(desk: Desk) -> Card:
    (card,) = await desk.tick(DAY)
    return card


async def steps(desk: Desk) -> list[tuple[str, str]]:
    (conversation,) = await desk.conversations()
    found = conversation.state.answers["improve"]["steps"]
    assert isinstance(found, list)
    return [(str(one["what"]), str(one["day"])) for one in found if isinstance(one, dict)]


async def test_a_step_stands_on_the_sheet_and_is_asked_about_on_its_day(desk: Desk) -> None:
    sheet = await planned(desk)
    assert "*Steps for Plan B*\n• Thu 3 Dec: ask Borealis for a written offer" in words(sheet)
    card = await question(desk)
    assert "You planned a step for your Plan B. What changed?" in words(card)
    assert "Borealis" not in words(card)
    assert shown(card.summary) == "A step for your Plan B"
    offered = ["Plan B changed", "Not yet", "Done, nothing changed", "Stop reminders for this"]
    assert list(buttons(card))[:4] == offered


async def test_each_day_asks_once(desk: Desk) -> None:
    await planned(desk, "a, 3 Dec\nb, 3 Dec\nc, 4 Dec")
    came = await desk.live(datetime(2026, 12, 5, tzinfo=UTC))
    assert [moment.day for moment, _ in came] == [3, 4]
    assert "You planned some steps" in words(came[0][1])
    assert "You planned a step" in words(came[1][1])


async def test_days_that_come_late_are_asked_about_together(desk: Desk) -> None:
    await planned(desk, "a, 1 Dec\nb, 2 Dec\nc, 3 Dec\nd, 4 Dec")
    await desk.submit(await plan_form(desk), steps="a, 1 Dec\nc, 3 Dec\nd, 4 Dec")
    card = await question(desk)
    assert words(card).count("You planned some steps for your Plan B. What changed?") == 1
    form = (await desk.press(card, "Not yet")).open
    assert form is not None
    assert "• a\n• c" in words(form)
    await desk.submit(form, day="2026-12-07")
    assert await steps(desk) == [("d", "2026-12-04"), ("a", "2026-12-07"), ("c", "2026-12-07")]
    assert await desk.tick() == []


async def test_a_changed_plan_b_works_everything_out_anew(desk: Desk) -> None:
    await planned(desk)
    form = (await desk.press(await question(desk), "Plan B changed")).open
    assert form is not None
    sheet = (await desk.submit(form, what="the Borealis offer", worth="73k")).update
    assert sheet is not None
    assert "Deal zone *73,000 to 80,000" in words(sheet)


async def test_not_yet_asks_for_a_new_day(desk: Desk) -> None:
    await planned(desk)
    form = (await desk.press(await question(desk), "Not yet")).open
    assert form is not None
    assert "ask Borealis for a written offer" in words(form)
    told = (await desk.submit(form, day="2026-12-07")).update
    assert told is not None
    assert "I ask you again on Mon 7 Dec." in words(told)
    assert await steps(desk) == [("ask Borealis for a written offer", "2026-12-07")]
    assert ("improve", datetime(2026, 12, 7, 9, tzinfo=UTC)) in await desk.due()


async def test_not_yet_without_a_day_drops_the_step(desk: Desk) -> None:
    await planned(desk, "a, 3 Dec\nc, 4 Dec")
    form = (await desk.press(await question(desk), "Not yet")).open
    assert form is not None
    told = (await desk.submit(form)).update
    assert told is not None
    assert "Dropped" in words(told)
    assert await steps(desk) == [("c", "2026-12-04")]


async def test_a_new_day_must_be_ahead(desk: Desk) -> None:
    await planned(desk)
    form = (await desk.press(await question(desk), "Not yet")).open
    assert form is not None
    for day in ("2026-12-01", "2026-12-03"):
        reply = await desk.submit(form, day=day)
        assert "still ahead" in shown(reply.errors["step:day"])
    assert await steps(desk) == [("ask Borealis for a written offer", "2026-12-03")]


async def test_done_leaves_the_sheet_as_it_is(desk: Desk) -> None:
    await planned(desk)
    before = await desk.conversations()
    await desk.press(await question(desk), "Done, nothing changed")
    assert "Your sheet stays as it is" in words(desk.got[-1])
    assert await desk.conversations() == before


async def test_a_step_of_today_whose_hour_has_passed_is_asked_about_the_next_morning(
    desk: Desk,
) -> None:
    await planned(desk, "call, today")
    assert (await desk.due())[0] == ("improve", datetime(2026, 11, 24, 9, tzinfo=UTC))
    (card,) = await desk.tick(datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert "What changed?" in words(card)


async def test_a_step_taken_out_is_not_asked_about(desk: Desk) -> None:
    await planned(desk)
    await desk.submit(await plan_form(desk), steps="")
    assert await desk.tick(DAY) == []


async def test_after_the_meeting_no_step_is_asked_about(desk: Desk) -> None:
    await planned(desk, "too late, 11 Dec")
    came = await desk.live(datetime(2026, 12, 12, tzinfo=UTC))
    assert not any("Plan B" in words(card) for _, card in came)


async def test_steps_whose_day_has_passed_stay_when_others_are_added(desk: Desk) -> None:
    await planned(desk)
    await question(desk)
    desk.now = DAY.replace(day=5)
    form = await plan_form(desk)
    (field,) = [one for one in form.elements if one.kind == "text"]
    assert field.initial == "ask Borealis for a written offer, 3 Dec 2026"
    await desk.submit(form, steps=f"{field.initial}\ncall Cygnus, Monday")
    assert [day for _, day in await steps(desk)] == ["2026-12-03", "2026-12-07"]
    assert [kind for kind, _ in await desk.due()] == ["improve", "before", "reflect"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a, 3 Dec\nask somebody", "I can't find the day in line 2"),
        ("3 Dec", "Line 1 has a day but no step"),
        ("a, 3 Dec 2025", "The day in line 1 has passed"),
        ("a, 5/12", "The day in line 1 can mean more than one"),
        ("\n".join(f"a{number}, 3 Dec" for number in range(11)), "more than 10 steps"),
    ],
)
async def test_an_unclear_line_is_told_beside_its_field_and_nothing_changes(
    desk: Desk, text: str, why: str
) -> None:
    await planned(desk)
    reply = await desk.submit(await plan_form(desk), steps=text)
    assert why in shown(reply.errors["prepare:improve:steps"])
    assert await steps(desk) == [("ask Borealis for a written offer", "2026-12-03")]


async def test_a_step_typed_in_the_chat_with_an_unclear_day_is_settled_by_a_button(
    desk: Desk,
) -> None:
    await planned(desk)
    card = await desk.walk("edit improve", "ask for a reference, 5/12\ncall Cygnus by Friday")
    await desk.press(card, "Sat 5 Dec")
    assert "Noted: 2 steps." in words(desk.got[-1])
    assert await steps(desk) == [
        ("call Cygnus", "2026-11-27"),
        ("ask for a reference", "2026-12-05"),
    ]
