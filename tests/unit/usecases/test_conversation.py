"""A preparation from the first word to the sheet, as the person lives it."""

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Unit
from bot.usecases.hear import typed
from storage import Store
from tests.unit.usecases.desk import JOB, Desk, buttons, words


async def test_the_worked_example_comes_out(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    last = await desk.walk(*JOB)
    assert "Your sheet is ready" in words(last)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    said = words(sheet)
    assert "Deal zone *70,000 to 80,000 USD a year*, 10,000 wide." in said
    assert "Your target, 85,000, is 5,000 beyond what you think they can do, 80,000." in said
    assert (
        "If it, and your walk-away, reached 73,000, the deal zone would be 73,000 to 80,000" in said
    )


async def test_an_edited_plan_b_moves_the_zone(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB, "edit plan b", "73k offer from Borealis")
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    assert "Deal zone *73,000 to 80,000 USD a year*" in words(sheet)


async def test_the_first_message_says_what_parley_is_and_only_the_first(desk: Desk) -> None:
    await desk.command("prep")
    assert words(desk.got[0]).startswith("Hi, I help you prepare")
    await desk.say("a raise")
    assert "I help you prepare" not in words(desk.got[1])


async def test_words_after_prep_become_the_situation(desk: Desk) -> None:
    await desk.command("prep two engineers from the platform team")
    assert "Noted what it is about." in words(desk.got[-1])
    # Nobody's chat history holds a command's words, so Parley must not put them there.
    assert "two engineers" not in words(desk.got[-1])
    (conversation,) = await desk.conversations()
    assert conversation.state.draft["what"] == "two engineers from the platform team"


async def test_a_week_later_and_after_a_restart_the_same_question_is_asked(
    desk: Desk, store: Store
) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor")
    desk.now += timedelta(days=8)
    await desk.command("prep")
    assert "Welcome back" in words(desk.got[-1])
    assert "3 of 7" in words(desk.got[-1])


async def test_cancel_keeps_everything(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor")
    assert "Set aside" in words(await desk.say("cancel"))
    assert "Nothing is open" in words(await desk.say("10 Dec 3pm"))
    await desk.command("prep")
    assert "3 of 7" in words(desk.got[-1])


async def test_what_cannot_be_read_is_kept_and_the_question_stands(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    card = await desk.walk("job offer", "a mentor", "soonish")
    assert "I can't read that as a date" in words(card)
    assert "Your words are kept." in words(card)
    assert "3 of 7" in words(card)
    (conversation,) = await desk.conversations()
    assert conversation.state.pending is not None
    assert conversation.state.pending.text == "soonish"


async def test_an_unclear_figure_is_asked_back_and_a_button_settles_it(desk: Desk) -> None:
    await desk.command("prep printer")
    card = await desk.walk("buying", "a good service", "not fixed yet", "1.200")
    assert {"1,200", "1.2"} <= buttons(card).keys()
    await desk.press(card, "1,200")
    assert "worth *1,200*" in words(desk.got[-1])


async def test_two_currencies_are_refused_with_the_reason(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    card = await desk.walk(*JOB[:4], "€72k")
    assert "already counts in another currency" in words(card)
    assert "5 of 7" in words(card)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("$70k or €60k", "That names two currencies"),
        ("70k and 80k", "I found more than one figure"),
        ("70k or 80k, because of the commute", "I found more than one figure"),
    ],
)
async def test_two_figures_as_one_answer_are_asked_back(desk: Desk, text: str, why: str) -> None:
    await desk.command("prep job offer from Acme")
    card = await desk.walk(*JOB[:3], "not sure", text)
    assert why in words(card)
    assert "5 of 7" in words(card)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keep my answer", "3 of 7"),
        ("Answer privately", "only the button can open it"),
        ("Open sheet", "`/negotiate sheet` opens it"),
        ("six terms in two minutes", "`/negotiate terms` opens"),
        ("stop", "Set aside"),
    ],
)
async def test_a_typed_label_does_what_its_button_does_or_tells_how(
    desk: Desk, text: str, expected: str
) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor", "edit success")
    assert expected in words(await desk.say(text))
    assert (await desk.conversations())[0].state.answers["success"] == {"goals": ["a mentor"]}


async def test_hours_are_hours_a_week(desk: Desk) -> None:
    await desk.command("prep fewer on-call nights")
    await desk.walk("boundary", "no calls after six", "not fixed yet", "50 hours a week")
    assert "45 hours" in words(await desk.say("45 hours"))
    assert "7 of 7" in words(await desk.say("40 hours a week, the hours in my contract"))


async def test_an_answer_may_begin_like_a_wish(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor", "not fixed yet", "change jobs")
    (conversation,) = await desk.conversations()
    assert conversation.state.draft["what"] == "change jobs"


async def test_answers_stored_by_another_version_can_be_read(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor")
    (stored,) = await desk.conversations()
    newer = {"situation": {**stored.state.answers["situation"], "mood": "calm"}}
    state = stored.state.model_copy(update={"answers": {**stored.state.answers, **newer}})
    after = stored.model_copy(update={"state": state, "revision": stored.revision + 1})
    await desk.run(lambda unit: unit.conversations.save(after, stored.revision))
    assert "4 of 7" in words(await desk.say("not fixed yet"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("help", "/negotiate prep"), ("show", "1 Situation: answered"), ("back", "2 of 7")],
)
async def test_wishes_at_any_time(desk: Desk, text: str, expected: str) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", "a mentor")
    assert expected in words(await desk.say(text))


async def test_sheet_now_is_offered_once_plan_b_and_target_exist(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    early = await desk.walk(*JOB[:5])
    assert "Sheet now" not in buttons(early)
    late = await desk.say("85k")
    await desk.press(late, "Sheet now")
    assert "1 of 7 questions is still open" in words(desk.got[-1])
    await desk.press(desk.got[-1], "Continue")
    assert "7 of 7" in words(desk.got[-1])


async def test_sheet_typed_early_says_why_not_yet(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    card = await desk.walk("job offer", "sheet")
    assert "says most once Plan B and target are there" in words(card)
    assert "2 of 7" in words(card)


async def test_skipped_questions_become_findings(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk("job offer", *["skip"] * 6)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    for finding in ("Plan B has no worth yet", "No criterion", "Their limit is unknown"):
        assert finding in words(sheet)


async def test_all_money_gets_one_gentle_question(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    card = await desk.walk("job offer", "more money")
    assert "Anything about role, scope" in words(card)
    await desk.press(card, "That's all")
    assert "3 of 7" in words(desk.got[-1])


async def test_eight_answers_at_once_are_applied_once_each(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    before = (await desk.conversations())[0].revision
    await asyncio.gather(*(desk.say(text) for text in JOB))
    (conversation,) = await desk.conversations()
    assert conversation.revision == before + len(JOB)
    assert conversation.state.step is None


async def test_a_question_that_was_overtaken_is_not_asked(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    first, second = desk.knock(), desk.knock()

    def both(unit: Unit) -> None:
        typed(unit, first, "job offer")
        typed(unit, second, "a mentor")

    await desk.run(both)
    seen = len(desk.got)
    await desk.say("show")
    told = [words(card) for card in desk.got[seen:]]
    assert "2 of 7" not in "".join(told)
    assert "Noted: one goal." in told[1]
    assert "3 of 7" in told[-1]


async def test_another_workspace_and_person_see_nothing(desk: Desk, store: Store) -> None:
    await desk.command("prep job offer from Acme")
    for other in (Desk(store, user="U2"), Desk(store, workspace="T2")):
        reply = await other.command()
        assert reply.answer is not None
        assert "You have no preparations yet" in words(reply.answer)


async def test_the_first_message_offers_who_can_see_what(desk: Desk) -> None:
    await desk.command("prep")
    who = (await desk.press(desk.got[0], "Who can see this?")).open
    assert who is not None
    assert "whoever runs this server" in words(who).casefold()


async def test_the_sheet_has_its_title_before_the_kind_is_chosen(desk: Desk) -> None:
    await desk.command("prep contract with Xylo")
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    assert words(sheet).startswith("contract with Xylo\n")


async def test_a_long_situation_is_cut_where_it_is_a_title(desk: Desk) -> None:
    await desk.command("prep")
    echoed = words(await desk.say(f"{'long ' * 60}saga"))
    listed = (await desk.command()).answer
    assert listed is not None
    for said in (echoed, words(listed)):
        assert f"{'long ' * 19}long" in said
        assert "…" in said
        assert "saga" not in said
