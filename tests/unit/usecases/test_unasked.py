"""Words typed as an answer to what came unasked: a meeting, a week of practice, or both at once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Card
from tests.unit.usecases.desk import JOB, Desk, buttons, words
from tests.unit.usecases.looking_back import opened, reflections
from tests.unit.usecases.practising import (
    FIRST,
    WEEK,
    checks,
    choose,
    nudged,
    nudges,
    practices,
    reply_to,
    settle,
    tap,
)

ASKED = datetime(2026, 12, 11, 11, tzinfo=UTC)


async def met(desk: Desk) -> Card:
    """The question how the meeting of the worked example went."""
    await settle(desk, "UTC", datetime(2026, 11, 30, 9, tzinfo=UTC))
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    return (await desk.live(ASKED))[-1][1]


async def merged(desk: Desk) -> Card:
    """One message about the meeting and the week."""
    await settle(desk)
    await choose(desk)
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2], "19 Oct 3pm", *JOB[3:])
    came = await desk.live(datetime(2026, 10, 20, 12, tzinfo=UTC))
    card = came[-1][1]
    assert "How did your meeting go?" in words(card)
    assert "did a chance come up" in words(card)
    return card


async def outcome(desk: Desk) -> object:
    found = await reflections(desk)
    if not found:
        return None
    state = found[0].state
    return (state.answers.get("outcome") or state.draft).get("ended")


async def results(desk: Desk) -> list[str | None]:
    (practice,) = await practices(desk)
    return [one.result for one in await checks(desk, practice)]


async def test_words_in_the_chat_begin_the_reflection_that_waits(desk: Desk) -> None:
    await met(desk)
    assert "What surprised you?" in words(await desk.say("we agreed at 76k"))
    assert await outcome(desk) == "agreed"
    assert not [kind for kind, _ in await desk.due() if kind == "reflect_again"]


async def test_words_in_the_thread_begin_the_reflection_and_go_on_with_it(desk: Desk) -> None:
    card = await met(desk)
    await desk.command("prep rent of the flat")
    assert "What surprised you?" in words(await reply_to(desk, card, "no deal, they offered 65k"))
    assert await outcome(desk) == "no_deal"
    await reply_to(desk, card, "they asked about the start date")
    (told,) = await reflections(desk)
    assert told.state.answers["surprise"] == {"line": "they asked about the start date"}


async def test_words_in_the_thread_that_say_no_outcome_are_asked_about(desk: Desk) -> None:
    card = await met(desk)
    heard = words(await reply_to(desk, card, "quite well, I think"))
    assert "I'm not sure how it ended" in heard
    assert "How did it end?" in heard


async def test_other_words_in_the_chat_bring_the_button(desk: Desk) -> None:
    await met(desk)
    card = await desk.say("it went quite well")
    assert "press *Reflect*" in words(card)
    await desk.press(card, "Reflect")
    assert "How did it end?" in words(desk.got[-1])


async def two_met(desk: Desk, *, form: bool = False) -> Card:
    """The one question about two meetings of a day; with `form` the second is told privately."""
    await settle(desk, "UTC", datetime(2026, 11, 30, 9, tzinfo=UTC))
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.command("prep a raise")
    await desk.walk("raise", "a title")
    if form:
        asked = await opened(desk, desk.got[-1], "Pick date and time")
        await desk.submit(asked, day="2026-12-10", time="09:00")
    else:
        await desk.say("10 Dec 9am")
    await desk.walk("stay, 62k", "same as plan b", "72k", "idk")
    return (await desk.live(ASKED))[-1][1]


@pytest.mark.parametrize("text", ["no deal", "it went quite well"])
async def test_with_two_meetings_each_has_a_button_that_begins(desk: Desk, text: str) -> None:
    question = await two_met(desk)
    for card in (await reply_to(desk, question, text), await desk.say(text)):
        assert "Press the one you mean" in words(card)
        assert "Acme" not in words(card)
        assert "raise" not in words(card)
        assert set(buttons(card)) == {
            "Meeting of Thu 10 Dec, 15:00",
            "Meeting of Thu 10 Dec, 09:00",
        }
    assert await reflections(desk) == ()
    await desk.press(card, "Meeting of Thu 10 Dec, 09:00")
    assert "How did it end?" in words(desk.got[-1])
    assert "What surprised you?" in words(await desk.say("we agreed at 76k"))
    (told,) = await reflections(desk)
    assert told.state.given["meeting"]["at"] == "2026-12-10T09:00:00Z"


async def test_of_two_meetings_one_told_in_a_form_is_named_by_its_preparation(desk: Desk) -> None:
    card = await reply_to(desk, await two_met(desk, form=True), "no deal")
    labels = {"Meeting of Thu 10 Dec, 15:00", "Preparation of Mon 30 Nov 2026"}
    assert set(buttons(card)) == labels


async def test_not_now_in_the_thread_leaves_it(desk: Desk) -> None:
    card = await met(desk)
    assert "I ask once more in two working days" in words(await reply_to(desk, card, "Not now."))
    assert await reflections(desk) == ()


async def test_before_it_was_asked_about_a_meeting_is_not_meant(desk: Desk) -> None:
    await settle(desk, "UTC", datetime(2026, 11, 30, 9, tzinfo=UTC))
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    desk.now = datetime(2026, 12, 10, 20, tzinfo=UTC)
    assert "edit target" in words(await desk.say("we agreed at 76k"))
    assert await reflections(desk) == ()


async def test_words_below_a_meeting_that_moved_change_nothing(desk: Desk) -> None:
    card = await met(desk)
    await desk.say("edit meeting")
    await desk.say("17 Dec 3pm")
    assert "another date now" in words(await reply_to(desk, card, "no deal"))
    assert await reflections(desk) == ()


@pytest.mark.parametrize("text", ["stop", "Stop!", "unsubscribe"])
async def test_stop_ends_the_weekly_question_and_says_how_the_rest_ends(
    desk: Desk, text: str
) -> None:
    await settle(desk)
    await choose(desk)
    await nudged(desk)
    card = await desk.say(text)
    assert "The weekly question is off" in words(card)
    assert "`/negotiate settings` decides when I write to you" in words(card)
    assert list(buttons(card)) == ["When I write to you", "Pause"]
    assert await nudges(desk) == []


async def test_pause_brings_the_buttons_and_ends_nothing(practising: Desk) -> None:
    question = await nudged(practising)
    for card in (await practising.say("pause"), await reply_to(practising, question, "pause")):
        assert "is off" not in words(card)
        assert list(buttons(card)) == ["When I write to you", "Pause"]
    assert len(await nudges(practising)) == 1


async def test_stop_below_the_question_ends_it(practising: Desk) -> None:
    heard = await reply_to(practising, await nudged(practising), "stop")
    assert "The weekly question is off" in words(heard)
    assert await nudges(practising) == []


async def test_stop_below_a_question_about_a_meeting_says_how_it_ends(desk: Desk) -> None:
    card = await met(desk)
    assert "*Stop reminders for this*" in words(await reply_to(desk, card, "stop"))
    assert await reflections(desk) == ()


async def test_stop_sets_an_open_question_aside(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    await desk.command("prep job offer")
    assert "Set aside." in words(await desk.say("stop"))
    assert len(await nudges(desk)) == 1


async def test_cancel_with_no_question_open_sets_nothing_aside(desk: Desk) -> None:
    await settle(desk)
    await choose(desk)
    assert "Nothing is open right now" in words(await desk.say("cancel"))


@pytest.mark.parametrize(
    ("text", "ended", "result"),
    [
        ("No deal, they offered 65k", "no_deal", None),
        ("did it", None, "did"),
        ("meeting: no", "no_deal", None),
        ("practice: no", None, "missed"),
    ],
)
async def test_words_below_both_are_taken_where_they_belong(
    desk: Desk, text: str, ended: str | None, result: str | None
) -> None:
    await reply_to(desk, await merged(desk), text)
    assert await outcome(desk) == ended
    assert (await results(desk))[-1] == result


@pytest.mark.parametrize("text", ["no", "yes", "quite well"])
async def test_words_below_both_that_can_be_either_are_asked_about(desk: Desk, text: str) -> None:
    heard = await reply_to(desk, await merged(desk), text)
    assert "Is that about your meeting or your practice?" in words(heard)
    assert await outcome(desk) is None
    assert (await results(desk))[-1] is None


async def test_what_is_answered_already_is_not_meant(desk: Desk) -> None:
    card = await merged(desk)
    await tap(desk, card, "No chance came")
    await reply_to(desk, card, "yes")
    assert await outcome(desk) == "agreed"
    assert (await results(desk))[-1] == "no_chance"


async def test_words_in_the_chat_answer_the_week(practising: Desk) -> None:
    await nudged(practising)
    assert "Noted: you did it. Week 1 of 6." in words(await practising.say("I did it"))
    assert await results(practising) == ["did"]
    assert "edit cue" in words(await practising.say("I did it"))


async def test_words_in_the_chat_about_two_practices_name_theirs(practising: Desk) -> None:
    await choose(practising, "4")
    await nudged(practising)
    assert "Which of your two practices is it?" in words(await practising.say("I did it"))
    assert "Second practice. Noted" in words(await practising.say("second: did it"))
    assert "First practice. Noted" in words(await practising.say("no chance"))


async def test_words_in_the_chat_are_no_answer_to_an_older_week(practising: Desk) -> None:
    await nudged(practising)
    practising.now += WEEK
    assert "edit cue" in words(await practising.say("I did it"))
    assert await results(practising) == [None]


async def test_an_answer_to_a_question_that_sleeps_brings_the_button_that_wakes_it(
    practising: Desk,
) -> None:
    came = [
        one
        for number in range(4)
        for one in await practising.tick(FIRST + WEEK * number + timedelta(hours=3))
    ]
    assert "so I stop asking" in words(came[-1])
    await tap(practising, came[-2], "I did it")
    card = practising.got[-1]
    assert "Noted: you did it." in words(card)
    await tap(practising, card, "Ask me again")
    assert len(await nudges(practising)) == 1
    assert "is awake" in words(await reply_to(practising, came[-1], "thanks"))


async def test_words_below_the_last_message_bring_the_button_that_wakes_it(
    practising: Desk,
) -> None:
    for number in range(4):
        await practising.tick(FIRST + WEEK * number + timedelta(hours=3))
    assert "so I stop asking" in words(practising.got[-1])
    card = await reply_to(practising, practising.got[-1], "yes please")
    assert list(buttons(card)) == ["Ask me again"]
