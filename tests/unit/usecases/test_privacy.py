"""What was answered privately stays out of the chat; what is erased is gone."""

import pytest

from bot.cards import Screen
from bot.usecases.hear import typed
from bot.usecases.home import home
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words


async def _form(desk: Desk, label: str = "Answer privately") -> Screen:
    screen = (await desk.press(desk.got[-1], label)).open
    assert screen is not None
    return screen


async def test_a_private_answer_is_never_echoed(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:3])
    form = await _form(desk)
    assert "Only you can see this." in words(form)
    await desk.submit(form, what="the Borealis offer", worth="71234")
    await desk.walk("72345", "85k", "limit 80k, medium", "show", "help", "edit plan b", "skip")
    chat = "\n".join(words(card) for card in desk.got)
    assert "Kept private." in chat
    assert "71,234" not in chat
    assert "71234" not in chat
    assert "the Borealis offer" not in chat
    assert "72,345" in chat  # this one was typed


async def test_the_form_shows_plan_b_beside_the_walk_away_and_the_chat_does_not(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:3])
    await desk.submit(await _form(desk), worth="71234")
    assert "Plan B's worth: kept private" in words(desk.got[-1])
    assert "Plan B is worth *71,234 a year*" in words(await _form(desk))


async def test_neither_currency_nor_unit_of_a_private_answer_shows_in_the_chat(desk: Desk) -> None:
    await desk.command("prep counteroffer")
    await desk.walk("job offer", "a mentor", "not fixed yet")
    await desk.submit(await _form(desk), worth="€70k a month")
    assert "your walk-away is *72,000*." in words(await desk.say("72k"))
    assert "your target is *80,000*, " in words(await desk.say("80k"))
    form = (await desk.press((await _sheet(desk)), "Add a criterion")).open
    assert form is not None
    assert "80,000 EUR a month" in [one.initial for one in form.elements if one.kind == "text"]


async def test_the_kind_of_a_private_situation_does_not_show_in_the_questions(desk: Desk) -> None:
    await desk.command("prep")
    form = await _form(desk)
    await desk.submit(form, what="our old printer", kind="buying", better="lower", unit="")
    chat = await desk.walk("a good service", "not fixed yet", "18k")
    assert "Below which" not in words(chat)
    assert "Above which" not in words(chat)
    assert "At which figure would you rather take Plan B?" in words(chat)


@pytest.mark.parametrize("plan_b", ["60 % 104k, else 88k", "60% 100-104k, else 88k", "70-75k"])
async def test_the_direction_of_a_private_situation_changes_no_word_of_the_chat(
    desk: Desk, plan_b: str
) -> None:
    chats = []
    for user, better in (("U1", "higher"), ("U2", "lower")):
        person = Desk(desk.store, user=user)
        await person.command("prep")
        form = await _form(person)
        await person.submit(form, what="our old printer", kind="other", better=better, unit="")
        await person.walk(
            "a good service", "not fixed yet", plan_b, "same as plan b", "edit plan b"
        )
        await person.walk(plan_b, "show")
        chats.append([words(card) for card in person.got])
    assert chats[0] == chats[1]
    assert any("on average worth" in said or "Plan B is worth" in said for said in chats[0])


async def test_a_typed_plan_b_is_shown_in_the_chat(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    assert "Plan B is worth *70,000 USD a year*" in words(await desk.walk(*JOB[:4]))


async def test_a_name_given_privately_stays_out_of_the_list(desk: Desk) -> None:
    await desk.command("prep")
    form = await _form(desk)
    await desk.submit(form, what="leaving Initech", kind="job_offer", better="higher", unit="")
    listed = (await desk.command()).answer
    assert listed is not None
    assert "Initech" not in words(listed)
    assert "Preparation of Mon 23 Nov" in words(listed)


async def test_a_form_says_beside_each_field_what_is_wrong_and_changes_nothing(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:5])
    form = await _form(desk)
    before = await desk.conversations()
    reply = await desk.submit(form, amount="soonish", criterion="the survey")
    assert set(reply.errors) == {"prepare:target:amount"}
    assert "can't find a figure" in shown(reply.errors["prepare:target:amount"])
    assert await desk.conversations() == before
    assert not (await desk.submit(form, amount="85k", criterion="the survey")).errors


async def test_an_old_form_writes_nothing_and_keeps_the_words_on_screen(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:5])
    form = await _form(desk)
    await desk.say("90k")
    before = await desk.conversations()
    reply = await desk.submit(form, amount="85k")
    assert "nothing was saved here" in shown(reply.errors["prepare:target:amount"])
    assert await desk.conversations() == before


async def test_a_kind_changed_in_the_form_changes_direction_and_unit_unless_corrected(
    desk: Desk,
) -> None:
    await desk.command("prep a machine")
    await desk.walk("job offer")
    changes = (await desk.press((await _sheet(desk)), "Change an answer")).open
    assert changes is not None
    form = (await desk.press(changes, "Situation")).open
    assert form is not None
    await desk.submit(form, what="a machine", kind="buying", better="higher", unit="a year")
    situation = (await desk.conversations())[0].state.answers["situation"]
    assert (situation["better"], situation["unit"]) == (None, None)
    form = (await desk.press(changes, "Situation")).open
    assert form is not None
    await desk.submit(form, what="a machine", kind="buying", better="higher", unit="a month")
    situation = (await desk.conversations())[0].state.answers["situation"]
    assert (situation["better"], situation["unit"]) == ("higher", "a month")


async def _sheet(desk: Desk) -> Screen:
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    return sheet


async def test_nobody_else_can_use_my_buttons_or_forms(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    ready = desk.got[-1]
    sheet = (await desk.press(ready, "Open sheet")).open
    assert sheet is not None
    edit = (await desk.press(sheet, "Look at the target")).open
    assert edit is not None
    other = Desk(desk.store, user="U2")
    told = await other.press(ready, "Open sheet")
    assert told.open is None
    assert told.answer is not None
    assert "not there any more" in words(told.answer)
    assert (await other.submit(edit, amount="1")).errors
    assert (await desk.conversations())[0].state.answers["target"]["criterion"] == ""


async def test_everything_is_erased_after_the_right_word_only(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    form = (await desk.command("delete")).open
    assert form is not None
    assert "erase:confirm" in (await desk.submit(form, confirm="yes")).errors
    assert await desk.conversations()
    done = (await desk.submit(form, confirm="delete")).update
    assert done is not None
    assert "Everything is erased" in words(done)
    assert await desk.conversations() == ()
    knock = desk.knock()
    await desk.run(lambda unit: home(unit, knock))
    assert (await desk.submit(form, confirm="yes")).errors
    assert await desk.run(lambda unit: unit.people.find("U1")) is None


async def test_a_second_delivery_after_erasing_brings_nobody_back_and_erases_nothing_new(
    desk: Desk,
) -> None:
    await desk.command("prep job offer from Acme")
    await desk.say("job offer", key="message-1")
    form = (await desk.command("delete")).open
    assert form is not None
    await desk.submit(form, "erase-1", confirm="DELETE")
    knock = desk.knock("message-1")
    await desk.run(lambda unit: typed(unit, knock, "job offer"))
    assert await desk.run(lambda unit: unit.people.find("U1")) is None
    await desk.command("prep a raise")
    await desk.submit(form, "erase-1", confirm="DELETE")
    assert len(await desk.conversations()) == 1


async def test_one_preparation_is_deleted_after_asking(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    changes = (await desk.press(desk.got[-1], "Change an answer")).open
    assert changes is not None
    form = (await desk.press(changes, "Delete this preparation")).open
    assert form is not None
    assert (await desk.conversations()) != ()
    await desk.submit(form)
    assert await desk.conversations() == ()
    assert "is deleted" in words(desk.got[-1])


async def test_the_sheet_is_edited_in_its_window_and_stays_out_of_the_chat(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    seen = len(desk.got)
    sheet = (await desk.press(desk.got[-1], "Open sheet")).open
    assert sheet is not None
    form = (await desk.press(sheet, "Add a criterion")).open
    assert form is not None
    again = (await desk.submit(form, amount="85k", criterion="the 2026 survey")).update
    assert again is not None
    assert "criterion: the 2026 survey" in words(again)
    assert len(desk.got) == seen


async def test_the_line_for_this_time_stands_on_the_sheet(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    sheet = (await desk.press(desk.got[-1], "Open sheet")).open
    assert sheet is not None
    form = (await desk.press(sheet, "This time")).open
    assert form is not None
    again = (await desk.submit(form, line="If they wait, then I wait too")).update
    assert again is not None
    assert "*This time*: If they wait, then I wait too" in words(again)


async def test_the_text_is_offered_where_no_address_is_known(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    sheet = (await desk.press(desk.got[-1], "Open sheet")).open
    assert sheet is not None
    export = (await desk.press(sheet, "Export")).open
    assert export is not None
    (field,) = [one for one in export.elements if one.kind == "text"]
    assert "**70,000 to 80,000 USD a year**" in field.initial


async def test_the_primer_and_who_can_see_are_one_press_away(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    sheet = (await desk.press(desk.got[-1], "Open sheet")).open
    assert sheet is not None
    primer = (await desk.press(sheet, "Six terms in two minutes")).open
    assert primer is not None
    assert words(primer).count("\n") >= 6
    who = (await desk.press(sheet, "Who can see this?")).open
    assert who is not None
    assert "no manager" in words(who)
    assert "Six terms in two minutes" in buttons(desk.got[0])
