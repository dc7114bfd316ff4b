"""Choosing a practice: the questions, what is kept of them, and room for two."""

import pytest

from tests.unit.usecases.desk import JOB, Desk, buttons, words
from tests.unit.usecases.practising import (
    MONDAY,
    choose,
    nudges,
    practices,
    settle,
    tap,
)


async def test_a_practice_of_the_library_becomes_a_plan(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    asked = desk.got[-1]
    assert "What do you want to practise?" in words(asked)
    assert "of 6" in words(asked)
    offered = {"Ask for the basis first", "Three questions first", "Say why"}
    assert {*offered, "Look back within two days"} <= set(buttons(asked))
    await desk.press(asked, "Ask for the basis first")
    cue = words(desk.got[-1])
    assert "Noted: Ask for the basis first." in cue.replace("*", "")
    assert 'Suggested: "If they open with an extreme number".' in cue
    await desk.press(desk.got[-1], "Keep this")
    await desk.say("then I ask how they got there.")
    plan = "If they open with an extreme number, then I ask how they got there."
    assert plan in words(desk.got[-1]).replace("*", "")
    await desk.press(desk.got[-1], "Keep this")
    await desk.press(desk.got[-1], "Six weeks")
    assert "6 of 6 · How well does it go now?" in words(desk.got[-1]).replace("*", "")
    await desk.press(desk.got[-1], "2")
    assert "first on Tue 13 Oct, 10:00" in words(desk.got[-1])
    (kept,) = await practices(desk)
    assert (kept.practice, kept.state, kept.start) == ("P06", "active", "2")
    assert (kept.cue, kept.act) == ("they open with an extreme number", "ask how they got there")
    assert kept.evidence.startswith("After their number")
    assert kept.until.isoformat() == "2026-11-23"
    assert kept.begun == MONDAY
    assert kept.about is None
    (due,) = await nudges(desk)
    assert due.due.isoformat() == "2026-10-13T08:00:00+00:00"
    assert due.send_key.endswith(":2026-10-13")


@pytest.mark.parametrize("said", ["6", "P06", "#6", "ask for the basis first", "Ask for the b"])
async def test_a_practice_by_number_or_name(desk: Desk, said: str) -> None:
    await settle(desk)
    await desk.command("commit")
    assert "If they open with an extreme number" in words(await desk.say(said))


async def test_an_own_practice_in_one_sentence(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    asked = await desk.say("If they name a number first, then I ask how they got there.")
    assert 'Suggested: "If they name a number first".' in words(asked)
    await desk.press(asked, "Keep this")
    assert 'Suggested: "then I ask how they got there".' in words(desk.got[-1])
    await desk.press(desk.got[-1], "Keep this")
    assert "Suggested" not in words(desk.got[-1])
    await desk.walk("it is in my notes", "end of January", "I forget it")
    (kept,) = await practices(desk)
    assert (kept.practice, kept.cue) == (None, "they name a number first")
    assert (kept.evidence, kept.start) == ("it is in my notes", "I forget it")
    assert kept.until.isoformat() == "2027-01-31"


async def test_an_own_practice_is_asked_for_its_moment(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    asked = await desk.say("ask who else decides")
    assert "Keep this" not in buttons(asked)
    asked = await desk.say("when I meet a team, I'll ask who decides")
    assert 'Suggested: "then I ask who decides".' in words(asked)


async def test_both_halves_of_a_plan_told_as_the_moment(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    await desk.say("calm")
    asked = await desk.say("If they raise their voice, then I wait")
    assert 'Suggested: "then I wait".' in words(asked)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("28", "The library has the numbers 1 to 27."),
        ("0", "The library has the numbers 1 to 27."),
        ("   ", "I got no words there."),
    ],
)
async def test_what_is_no_practice(desk: Desk, said: str, told: str) -> None:
    await settle(desk)
    await desk.command("commit")
    assert told in words(await desk.say(said))


async def test_a_practice_worked_on_already_is_not_taken_twice(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    await desk.command("commit")
    assert "Ask for the basis first" not in buttons(desk.got[-1])
    assert "You already work on that one." in words(await desk.say("6"))


async def test_until_is_a_day_ahead_of_at_most_a_year(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    await desk.say("6")
    for _ in range(3):
        await desk.press(desk.got[-1], "Keep this")
    assert "more than a year ahead" in words(await desk.say("in two years"))
    assert "That moment has passed." in words(await desk.say("1 Oct 2026"))
    assert "I can't read that as a date." in words(await desk.say("soonish"))
    assert "I read: until Sun 15 Nov." in words(await desk.say("15 Nov")).replace("*", "")


async def test_it_can_be_tied_to_the_negotiation_ahead(desk: Desk) -> None:
    await settle(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.command("commit")
    assert "of 7" in words(desk.got[-1])
    await desk.say("5")
    for _ in range(3):
        await desk.press(desk.got[-1], "Keep this")
    await desk.press(desk.got[-1], "Six weeks")
    assert "The negotiation: the meeting on Thu 10 Dec." in words(desk.got[-1])
    await desk.press(desk.got[-1], "This negotiation")
    await desk.press(desk.got[-1], "3")
    (kept,) = await practices(desk)
    assert kept.about == (await desk.conversations())[0].id


async def test_what_was_told_privately_is_not_repeated_in_the_chat(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    form = (await desk.press(desk.got[-1], "Answer privately")).open
    assert form is not None
    assert "Under pressure · 6 Ask for the basis first" in str(form)
    await desk.submit(form, own="If Mo frowns, then I wait")
    assert "Mo" not in words(desk.got[-1])
    assert "kept private" in words(desk.got[-1])
    await desk.press(desk.got[-1], "Keep this")
    await desk.press(desk.got[-1], "Keep this")
    assert "frowns" not in words(desk.got[-1])
    await desk.walk("my notes", "6 weeks", "1")
    (kept,) = await practices(desk)
    assert (kept.cue, kept.act) == ("Mo frowns", "wait")
    assert not any("frowns" in words(card) for card in desk.got)


async def test_a_form_begins_with_what_is_suggested(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    await desk.say("6")
    form = (await desk.press(desk.got[-1], "Answer privately")).open
    assert form is not None
    field = next(one for one in form.elements if getattr(one, "id", "") == "commit:cue:words")
    assert getattr(field, "initial", "") == "they open with an extreme number"


async def test_a_third_is_refused_and_may_take_the_place_of_one(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, "6")
    await choose(desk, "4")
    before = len(desk.got)
    refused = (await desk.command("commit")).open
    assert refused is not None
    assert len(desk.got) == before
    assert "With more at once, fewer are kept" in words(refused)
    assert "If they open with an extreme number, then I ask what it is based on" in words(
        refused
    ).replace("*", "")
    assert list(buttons(refused)) == ["Replace this one", "Your practices"]
    reply = await tap(desk, refused, "Replace this one")
    assert reply.open is None
    assert [one.state for one in await practices(desk)] == ["active", "active"]
    await desk.say("13")
    for _ in range(3):
        await desk.press(desk.got[-1], "Keep this")
    await desk.walk("6 weeks", "4")
    states = {one.practice: one.state for one in await practices(desk)}
    assert states == {"P06": "replaced", "P04": "active", "P13": "active"}
    assert len(await nudges(desk)) == 1
    plan = (await desk.command("plan")).open
    assert plan is not None
    assert 'Replaced on Mon 12 Oct: "If they open with an extreme number' in words(plan)


async def test_the_words_of_the_buttons_do_what_the_buttons_do(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    await desk.walk("Ask for the basis first", "Keep this", "keep this.", "as suggested")
    await desk.walk("Six weeks", "3")
    (kept,) = await practices(desk)
    assert kept.cue == "they open with an extreme number"
    assert kept.act.startswith("ask what it is based on")
    assert kept.evidence.startswith("After their number")
