"""What a practice is tied to: one of several negotiations, or none when there is none."""

from datetime import timedelta

import pytest

from bot.cards import ChoiceField
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words
from tests.unit.usecases.practising import choose, practices, settle


async def until_tied(desk: Desk) -> None:
    """A practice is begun, up to the question what it is for."""
    await desk.command("commit")
    await desk.say("5")
    for _ in range(3):
        await desk.press(desk.got[-1], "Keep this")
    await desk.press(desk.got[-1], "Six weeks")


@pytest.fixture
async def preparing(desk: Desk) -> Desk:
    await settle(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    return desk


async def test_of_two_negotiations_one_is_picked_in_the_form(preparing: Desk) -> None:
    preparing.now += timedelta(hours=1)
    await preparing.command("prep job offer from Borealis")
    await preparing.walk(*JOB[:2], "20 Nov 3pm", *JOB[3:])
    await until_tied(preparing)
    assert "the meeting on Fri 20 Nov. To choose another" in words(preparing.got[-1])
    form = (await preparing.press(preparing.got[-1], "Answer privately")).open
    assert form is not None
    (field,) = [one for one in form.elements if isinstance(one, ChoiceField)]
    labels = {shown(one.label): one.value for one in field.choices}
    assert len(labels) == 3
    (acme,) = [value for label, value in labels.items() if "10 Dec" in label]
    assert any("Acme" in label for label in labels)
    await preparing.submit(form, scope=acme)
    await preparing.say("2")
    (kept,) = await practices(preparing)
    assert kept.about == acme
    assert "Acme" not in "".join(words(card) for card in preparing.got[-3:])


async def test_one_deleted_meanwhile_leaves_everyday_meetings(preparing: Desk) -> None:
    await until_tied(preparing)
    (preparation,) = await preparing.conversations()

    await preparing.run(lambda unit: unit.conversations.delete(preparation.person, preparation.id))
    await preparing.walk("this negotiation", "2")
    (kept,) = await practices(preparing)
    assert kept.about is None


async def test_without_a_negotiation_it_is_for_everyday_meetings(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    asked = await desk.say("edit about")
    assert "This negotiation" not in buttons(asked)
    assert "No negotiation was ahead" in words(await desk.say("this negotiation"))
    await desk.say("everyday meetings")
    (kept,) = await practices(desk)
    assert kept.about is None
