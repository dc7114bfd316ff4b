"""Deliveries count once, presses once per revision, and old screens say so."""

import asyncio

from bot.usecases.leave import removed, returned
from bot.usecases.profile import FRESH, keep_zone, wants_zone
from tests.unit.usecases.desk import JOB, Desk, RandomIds, words


async def test_a_second_delivery_changes_nothing(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.say("job offer", key="message-1")
    seen, before = len(desk.got), await desk.conversations()
    await desk.say("job offer", key="message-1")
    assert await desk.conversations() == before
    assert len(desk.got) == seen


async def test_a_second_delivery_gets_the_first_answer_again(desk: Desk) -> None:
    first = await desk.command("", key="command-1")
    await desk.command("prep job offer from Acme")
    assert (await desk.command("", key="command-1")) == first


async def test_a_redelivered_press_does_not_open_a_second_screen(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    ready = desk.got[-1]
    assert (await desk.press(ready, "Open sheet", key="press-1")).open is not None
    assert (await desk.press(ready, "Open sheet", key="press-1")).open is None


async def test_a_redelivered_form_gets_its_errors_again(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:5])
    form = (await desk.press(desk.got[-1], "Answer privately")).open
    assert form is not None
    first = await desk.submit(form, "form-1", amount="soonish")
    assert first.errors
    assert (await desk.submit(form, "form-1", amount="soonish")) == first


async def test_of_two_presses_at_once_one_writes_and_the_other_hears_so(desk: Desk) -> None:
    await desk.command("prep printer")
    question = desk.got[-1]
    before = (await desk.conversations())[0].revision
    await asyncio.gather(*(desk.press(question, label) for label in ("Buying", "Selling")))
    assert (await desk.conversations())[0].revision == before + 1
    assert "We have moved on" in "\n".join(words(card) for card in desk.got)


async def test_a_stale_button_shows_where_we_are(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    old = desk.got[-1]
    await desk.walk("job offer", "a mentor")
    before = await desk.conversations()
    await desk.press(old, "Skip")
    assert await desk.conversations() == before
    assert "We have moved on" in words(desk.got[-1])
    assert "3 of 7" in words(desk.got[-1])


async def test_several_preparations_are_listed_with_their_next_step(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor")
    await desk.command("prep a raise")
    listed = (await desk.command()).answer
    assert listed is not None
    said = words(listed)
    assert "*a raise*\nNext: question 1 of 7, Situation" in said
    assert "*job offer from Acme*\nNext: question 3 of 7, Meeting" in said


async def test_nothing_is_sent_to_a_workspace_that_removed_parley(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    seen = len(desk.got)
    await desk.run(lambda unit: removed(unit, desk.now))
    await desk.command("prep a raise")
    assert len(desk.got) == seen
    await desk.run(returned)
    await desk.command("prep a purchase")
    assert len(desk.got) > seen


async def test_the_zone_of_the_profile_is_used_and_asked_again_later(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    person = await desk.run(lambda unit: wants_zone(unit, "U1", desk.now))
    assert person is not None
    await desk.run(lambda unit: keep_zone(unit, person.id, "Europe/Madrid", desk.now, RandomIds()))
    assert await desk.run(lambda unit: wants_zone(unit, "U1", desk.now)) is None
    assert await desk.run(lambda unit: wants_zone(unit, "U1", desk.now + FRESH)) is not None
    card = await desk.walk(*JOB[:3])
    assert "Thu 10 Dec, 15:00* (Europe/Madrid)" in words(card)
    meeting = (await desk.conversations())[0].state.answers["meeting"]
    assert meeting["at"] == "2026-12-10T14:00:00Z"


async def test_an_unknown_zone_leaves_the_earlier_one(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    person = await desk.run(lambda unit: wants_zone(unit, "U1", desk.now))
    assert person is not None
    await desk.run(lambda unit: keep_zone(unit, person.id, "Asia/Tokyo", desk.now, RandomIds()))
    await desk.run(lambda unit: keep_zone(unit, person.id, "Mars/Olympus", desk.now, RandomIds()))
    kept = await desk.run(lambda unit: unit.people.get(person.id))
    assert kept is not None
    assert kept.zone == "Asia/Tokyo"
