"""The question how a meeting went: when it comes, what its buttons do, and when it stays away."""

from datetime import UTC, datetime

import pytest

from bot.cards import Card
from bot.ports import Due, DueKind, Person, Unit
from bot.usecases.due_parts import PARTS
from bot.usecases.hear import typed
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words

AFTER = datetime(2026, 12, 11, 10, tzinfo=UTC)


def person_of(unit: Unit, desk: Desk) -> Person:
    person = unit.people.find(desk.user)
    assert person is not None
    return person


async def planned(desk: Desk, kind: DueKind) -> Due | None:
    def read(unit: Unit) -> Due | None:
        rows = unit.agenda.of(person_of(unit, desk).id)
        return next((row for row in rows if row.kind == kind), None)

    return await desk.run(read)


async def asked(desk: Desk, kind: DueKind = "reflect") -> Card | None:
    """The part of a letter for the row that is planned, as a card; None when nothing is said."""
    due = await planned(desk, kind)
    assert due is not None
    part = await desk.run(lambda unit: PARTS[kind](unit, person_of(unit, desk), due, desk.now))
    return Card(summary=part.summary, elements=part.elements) if part else None


async def question(desk: Desk) -> Card:
    """The worked example is prepared, the meeting is over, and the question comes."""
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    desk.now = AFTER
    card = await asked(desk)
    assert card is not None
    return card


async def test_it_comes_the_next_working_morning_and_holds_no_words_of_theirs(desk: Desk) -> None:
    card = await question(desk)
    due = await planned(desk, "reflect")
    assert due is not None
    assert due.due == datetime(2026, 12, 11, 10, tzinfo=UTC)
    assert words(card).startswith("How did your meeting go? Two minutes.")
    assert list(buttons(card)) == [
        "We agreed", "No deal", "Still open", "It moved", "Answer privately", "Not now",
    ]  # fmt: skip
    assert shown(card.summary) == "How did your meeting go? Two minutes."
    assert "Acme" not in words(card)
    assert not any(sign.isdigit() for sign in words(card))


async def test_a_button_begins_the_reflection_and_takes_the_answer(desk: Desk) -> None:
    card = await question(desk)
    await desk.press(card, "We agreed")
    assert "Noted: you agreed." in words(desk.got[-1])
    assert "At which figure?" in words(desk.got[-1])
    assert "6,000 above" in words(await desk.say("76k"))
    assert await planned(desk, "reflect_again") is None


async def test_a_second_answer_changes_nothing(desk: Desk) -> None:
    card = await question(desk)
    await desk.press(card, "We agreed")
    await desk.press(card, "No deal")
    assert "We have moved on" in words(desk.got[-1])
    assert "At which figure?" in words(desk.got[-1])
    await desk.say("76k")
    await desk.press(card, "Still open")
    assert "We have moved on" in words(desk.got[-1])
    assert "What surprised you?" in words(desk.got[-1])


async def test_it_can_be_answered_privately_at_once(desk: Desk) -> None:
    card = await question(desk)
    form = (await desk.press(card, "Answer privately")).open
    assert form is not None
    assert "Before the meeting you expected" in words(form)
    await desk.submit(form, ended="agreed", figure="76543")
    assert "Kept private." in words(desk.got[-1])
    assert "What surprised you?" in words(desk.got[-1])
    again = (await desk.press(card, "Answer privately")).open
    assert again is not None
    assert "76,543" in words(again)
    assert "76,543" not in "\n".join(words(one) for one in desk.got)


async def test_not_now_waits_for_the_one_repeat_and_then_at_home(desk: Desk) -> None:
    card = await question(desk)
    again = await planned(desk, "reflect_again")
    assert again is not None
    assert again.due == datetime(2026, 12, 15, 10, tzinfo=UTC)  # Friday, then two working days
    await desk.press(card, "Not now")
    assert "once more in two working days" in words(desk.got[-1])
    desk.now = again.due
    card = await asked(desk, "reflect_again") or card
    assert words(card).startswith("Once more, then I leave it to you")

    def cancel(unit: Unit) -> None:  # it was sent
        unit.agenda.cancel(person_of(unit, desk).id, "reflect_again", again.about)

    await desk.run(cancel)
    await desk.press(card, "Not now")
    assert "waits on your Home tab" in words(desk.got[-1])


async def test_a_second_run_plans_the_same_repeat(desk: Desk) -> None:
    await question(desk)
    first = await planned(desk, "reflect_again")
    assert await asked(desk) is not None
    second = await planned(desk, "reflect_again")
    assert first
    assert second
    assert (first.id, first.send_key, first.due) == (second.id, second.send_key, second.due)


async def test_nothing_is_asked_once_the_reflection_is_begun(desk: Desk) -> None:
    await question(desk)
    due = await planned(desk, "reflect")
    assert due is not None
    await desk.command("reflect")
    assert await planned(desk, "reflect") is None
    assert await planned(desk, "reflect_again") is None
    for kind in ("reflect", "reflect_again"):
        say = PARTS[kind]
        assert (
            await desk.run(lambda unit, say=say: say(unit, person_of(unit, desk), due, AFTER))
            is None
        )


async def test_a_button_about_a_meeting_that_moved_since_changes_nothing(desk: Desk) -> None:
    card = await question(desk)
    await desk.walk("edit meeting", "17 Dec 3pm")
    await desk.press(card, "We agreed")
    assert "We have moved on" in words(desk.got[-1])
    desk.now = datetime(2026, 12, 18, 10, tzinfo=UTC)
    fresh = await asked(desk)
    assert fresh is not None
    await desk.press(fresh, "No deal")
    assert "their best offer" in words(desk.got[-1])


async def test_it_moved_is_one_press_and_one_answer(desk: Desk) -> None:
    card = await question(desk)
    await desk.press(card, "It moved")
    assert "When do you meet now?" in words(desk.got[-1])
    await desk.say("17 Dec 3pm")
    due = await planned(desk, "reflect")
    assert due is not None
    assert due.due == datetime(2026, 12, 18, 10, tzinfo=UTC)


async def test_a_button_of_a_deleted_preparation_says_so(desk: Desk) -> None:
    card = await question(desk)

    def delete(unit: Unit) -> None:
        person = person_of(unit, desk)
        (preparation,) = unit.conversations.of(person.id)
        unit.conversations.delete(person.id, preparation.id)

    await desk.run(delete)
    await desk.press(card, "We agreed")
    assert "not there any more" in words(desk.got[-1])


@pytest.mark.parametrize("text", ["agreed at 76k", "no deal"])
async def test_words_typed_before_a_press_belong_to_nothing_else(desk: Desk, text: str) -> None:
    await question(desk)
    await desk.say("cancel")
    knock = desk.knock()
    await desk.run(lambda unit: typed(unit, knock, text))
    await desk.command("reflect")
    assert "1 of 2" in words(desk.got[-1])
