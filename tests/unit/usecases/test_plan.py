"""The plan: what it shows, what it counts, and how a practice ends."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Screen
from bot.ports import Unit
from bot.usecases.remind import letters
from tests.unit.usecases.desk import JOB, Desk, buttons, claim_due, words
from tests.unit.usecases.practising import FIRST, checks, choose, nudges, practices, settle, tap


async def plan(desk: Desk) -> Screen:
    screen = (await desk.command("plan")).open
    assert screen is not None
    return screen


async def pressed(desk: Desk, screen: Screen, label: str) -> Screen:
    """The screen behind a button of a window."""
    opened = (await desk.press(screen, label)).open
    assert opened is not None
    return opened


async def test_a_plan_without_practices_offers_one(desk: Desk) -> None:
    await settle(desk)
    screen = await plan(desk)
    assert "You practise nothing yet." in words(screen)
    told = await pressed(desk, screen, "Choose a practice")
    assert "in our direct message" in words(told)
    assert "What do you want to practise?" in words(desk.got[-1])
    assert "Go on choosing" in buttons(await plan(desk))


async def test_the_plan_shows_everything_of_a_practice(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    said = words(await plan(desk))
    for piece in (
        "6 Ask for the basis first",
        "If they open with an extreme number, then I ask what it is based on",
        "Counts as done: After their number",
        "Week 0 of 6: no week asked about yet.",
        "Until Mon 23 Nov",
        "For everyday meetings",
        "Parley can't count this one yet",
        "The next question comes on Tue 13 Oct, 10:00.",
        "Only you can see this.",
    ):
        assert piece in said


async def test_finishing_asks_the_same_as_at_the_start_and_shows_both(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, start="2")
    form = await pressed(desk, await plan(desk), "Finish")
    assert "At the start you said: 2" in words(form)
    too_long = await desk.submit(form, finish="x" * 2001)
    assert list(too_long.errors) == ["plan:finish"]
    done = (await desk.submit(form, finish="4")).update
    assert done is not None
    assert "At the start: 2. Now: 4." in words(done).replace("*", "")
    (kept,) = await practices(desk)
    assert (kept.state, kept.finish, kept.ended) == ("finished", "4", desk.now)
    assert await nudges(desk) == []
    assert await desk.tick(FIRST) == []
    screen = await plan(desk)
    assert 'Finished on Mon 12 Oct 2026: "If they open' in words(screen)
    assert "At the start: 2. At the end: 4." in words(screen)
    again = (await desk.submit(form, finish="1")).update
    assert again is not None
    assert "not in your plan any more" in words(again)
    assert (await practices(desk))[0].finish == "4"


async def test_finishing_without_measures(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    await desk.say("6")
    for _ in range(6):
        if "Skip" in buttons(desk.got[-1]):
            await desk.press(desk.got[-1], "Skip")
    (kept,) = await practices(desk)
    assert (kept.act[:8], kept.start) == ("ask what", "")
    form = await pressed(desk, await plan(desk), "Finish")
    assert "At the start you said nothing about it." in words(form)
    done = (await desk.submit(form)).update
    assert done is not None
    assert "Finished" in words(done)


async def test_dropping_asks_once_and_blames_nobody(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    form = await pressed(desk, await plan(desk), "Drop")
    assert [one.state for one in await practices(desk)] == ["active"]
    done = (await desk.submit(form)).update
    assert done is not None
    assert words(done).startswith("Dropped.")
    assert [one.state for one in await practices(desk)] == ["dropped"]
    assert 'Dropped on Mon 12 Oct: "If they open' in words(await plan(desk))


async def test_a_change_of_the_plan_is_kept(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    listed = await pressed(desk, await plan(desk), "Change")
    assert "Tied to" not in buttons(listed)
    assert "Delete this preparation" not in buttons(listed)
    form = await pressed(desk, listed, "Act")
    shown = (await desk.submit(form, words="then I ask why.")).update
    assert shown is not None
    assert "then I ask why." in words(shown).replace("*", "")
    (kept,) = await practices(desk)
    assert (kept.act, kept.practice) == ("ask why", "P06")
    await desk.say("edit until")
    await desk.say("3 weeks")
    (kept,) = await practices(desk)
    assert kept.until.isoformat() == "2026-11-02"
    await desk.say("edit evidence")
    await desk.say("it is in my notes")
    assert (await practices(desk))[0].until == kept.until


async def test_what_was_decided_since_survives_a_change(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, until="19 Oct")
    desk.now = datetime(2026, 10, 21, 9, tzinfo=UTC)
    told = await pressed(desk, await plan(desk), "Go on for six weeks")
    assert "Wed 2 Dec" in words(told)
    await desk.say("edit act")
    await desk.say("ask why")
    (kept,) = await practices(desk)
    assert (kept.act, kept.until.isoformat()) == ("ask why", "2026-12-02")


async def test_a_change_of_an_ended_practice_changes_nothing(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    await desk.submit(await pressed(desk, await plan(desk), "Drop"))
    await desk.say("edit act")
    assert "That practice has ended" in words(await desk.say("ask why"))
    assert (await practices(desk))[0].act.startswith("ask what")


async def test_without_a_moment_and_an_act_nothing_is_kept(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    for _ in range(6):
        await desk.press(desk.got[-1], "Skip")
    assert "The plan needs a moment and an act" in words(desk.got[-1])
    assert await practices(desk) == ()
    await desk.press(desk.got[-1], "Continue")
    await desk.say("If they name a number, then I wait")
    for _ in range(2):
        await desk.press(desk.got[-1], "Keep this")
    await desk.walk("my notes", "6 weeks", "1")
    assert [one.act for one in await practices(desk)] == ["wait"]


async def test_a_third_that_comes_to_its_end_waits_for_room(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    for _ in range(6):
        await desk.press(desk.got[-1], "Skip")
    left = desk.got[-1]
    await choose(desk, "6")
    await choose(desk, "4")
    await desk.press(left, "Continue")
    await desk.say("13")
    for _ in range(3):
        await desk.press(desk.got[-1], "Keep this")
    waits = await desk.walk("6 weeks", "3")
    assert "so this one waits" in words(waits)
    assert len(await practices(desk)) == 2
    refused = (await desk.press(waits, "Keep it now")).open
    assert refused is not None
    assert "fewer are kept" in words(refused)
    await desk.submit(await pressed(desk, await plan(desk), "Drop"))
    await desk.press(waits, "Keep it now")
    assert "Your practice is in your plan." in words(desk.got[-1])
    states = [one.state for one in await practices(desk)]
    assert sorted(states) == ["active", "active", "dropped"]


async def test_the_reflection_leads_to_a_practice(desk: Desk) -> None:
    await settle(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2], "tomorrow 15:00", *JOB[3:])
    desk.now += timedelta(days=2)
    await desk.command("reflect")
    await desk.walk("agreed at 76k", "they asked about the start date")
    done = await desk.say("edit next")
    done = await desk.say("If they name a number first, then I ask how they got there.")
    await tap(desk, done, "Practise something")
    asked = desk.got[-1]
    assert "What I noted to try next" in buttons(asked)
    await desk.press(asked, "What I noted to try next")
    assert 'Suggested: "If they name a number first".' in words(desk.got[-1])
    for _ in range(2):
        await desk.press(desk.got[-1], "Keep this")
    await desk.walk("my notes", "6 weeks", "1")
    (kept,) = await practices(desk)
    assert (kept.practice, kept.act) == (None, "ask how they got there")


@pytest.mark.parametrize(
    ("number", "answers", "told"),
    [
        ("1", JOB, "Counted from your preparations: 1 of 1."),
        ("5", JOB, "Counted from your preparations: 0 of 1."),
        ("22", JOB, "Counted from your preparations: 1 of 1."),
        ("13", JOB, ""),
        ("7", JOB, "Parley can't count this one yet"),
    ],
)
async def test_starred_evidence_is_counted_from_what_is_held(
    desk: Desk, number: str, answers: tuple[str, ...], told: str
) -> None:
    await settle(desk)
    await choose(desk, number)
    await desk.command("prep job offer from Acme")
    await desk.walk(*answers[:2], "15 Oct 15:00", *answers[3:])
    desk.now = datetime(2026, 10, 16, 9, tzinfo=UTC)
    said = words(await plan(desk))
    if told:
        assert told in said
    else:
        assert "ounted" not in said


async def test_steps_for_plan_b_are_counted_once_each(desk: Desk) -> None:
    await settle(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await _steps(desk, "call Mei, 20 Oct")
    desk.now += timedelta(hours=1)
    await choose(desk, "2", about="this one")
    assert "there is nothing to count yet" in words(await plan(desk))
    await _steps(desk, "call Mei, 20 Oct\nask for a written offer, 21 Oct")
    assert "one step" in words(await plan(desk))
    await _steps(desk, "call Mei, 22 Oct\nask for a written offer, 23 Oct\nlook around, 26 Oct")
    assert "2 steps" in words(await plan(desk))


async def _steps(desk: Desk, steps: str) -> None:
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    listed = await pressed(desk, sheet, "Change an answer")
    form = await pressed(desk, listed, "Steps for Plan B")
    reply = await desk.submit(form, steps=steps)
    assert not reply.errors


async def test_a_second_run_of_a_batch_makes_the_same_letter(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    desk.now = FIRST
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, FIRST))

    def write(unit: Unit) -> list[str]:
        return [words(one.card) for one in letters(unit, batch, FIRST)]

    first, second = await desk.run(write), await desk.run(write)
    assert first == second
    assert len(await nudges(desk)) == 1
    (kept,) = await practices(desk)
    assert [one.result for one in await checks(desk, kept)] == [None]


async def test_a_second_run_of_the_last_question_makes_the_same_letter(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    await desk.live(datetime(2026, 10, 30, tzinfo=UTC))
    moment = datetime(2026, 11, 3, 9, tzinfo=UTC)
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, moment))

    def write(unit: Unit) -> list[str]:
        return [words(one.card) for one in letters(unit, batch, moment)]

    (first,), (second,) = await desk.run(write), await desk.run(write)
    assert first == second
    assert "I stop asking" in first


async def test_erasing_leaves_nothing_of_it(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    form = (await desk.command("delete")).open
    assert form is not None
    await desk.submit(form, confirm="DELETE")
    assert await desk.tick(FIRST) == []
    await settle(desk, now=FIRST)
    assert await practices(desk) == ()
