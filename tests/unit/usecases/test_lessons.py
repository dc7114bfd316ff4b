"""Readers compare the lessons of their channels, find them useful, and try what one tells of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Buttons, Card, Screen
from bot.coach.lessons import Lesson
from bot.guides.lessons_view import Shown, compared, pairs
from bot.guides.share_view import lesson_card
from bot.ports import ChannelFacts, Pool, Released, Undelivered, Unit
from bot.usecases.knock import Reply
from bot.usecases.press import pressed
from storage import Store
from tests.unit.usecases.desk import Desk, RandomIds, buttons, words
from tests.unit.usecases.looking_back import practise
from tests.unit.usecases.practising import choose, practices
from tests.unit.usecases.sharing import ROOM, set_up

LESSONS = (
    Lesson(kind="job_offer", tried="P06", tactic="T01", text="They moved twice."),
    Lesson(kind="job_offer", tried="P04", next_time="again"),
    Lesson(kind="buying", tactic="T05", next_time="P09"),
    Lesson(kind="buying", next_time="earlier", text="I waited."),
    Lesson(kind="other", tactic="T12"),
)


@pytest.fixture
async def desk(store: Store) -> Desk:
    """Somebody who is in the channel."""
    desk = Desk(store)
    desk.town.facts[ROOM] = ChannelFacts(members=frozenset({desk.user}), member=True)
    return desk


async def released(desk: Desk, lessons: Sequence[Lesson] = LESSONS) -> tuple[Released, ...]:
    """A batch is out in the channel."""
    pool = await set_up(desk)
    await desk.run(lambda unit: release(unit, pool, lessons))
    return await desk.run(lambda unit: unit.lessons.released([pool.id]))


def release(unit: Unit, pool: Pool, lessons: Sequence[Lesson]) -> None:
    new = RandomIds().new
    for lesson in lessons:
        unit.lessons.contribute(pool.id, new(), lesson.model_dump_json())
    waiting = [(one.id, new(), one.content) for one in unit.lessons.waiting(pool.id)]
    unit.lessons.release(pool.id, new(), "2026-W48", waiting)
    while found := unit.lessons.to_post():
        for one in found:
            unit.lessons.posted(one, new())


async def asked(desk: Desk) -> Card:
    """What comes back in the chat."""
    seen = len(desk.got)
    told = (await desk.command("lessons")).answer
    assert told is not None
    assert "answer in our chat" in words(told)
    (card,) = desk.got[seen:]
    return card


async def two(desk: Desk, view: Card | Screen, label: str = "Show two") -> Screen:
    screen = (await desk.press(view, label)).open
    assert screen is not None
    return screen


async def press_below(desk: Desk, screen: Screen, label: str, which: int = 0) -> Screen:
    """Press a button below one of the two."""
    rows = [one for one in screen.elements if isinstance(one, Buttons) and label in labels(one)]
    after = (await desk.press(screen.model_copy(update={"elements": (rows[which],)}), label)).open
    assert after is not None
    return after


def labels(row: Buttons) -> set[str]:
    return {button.label.text for button in row.buttons}


async def in_channel(desk: Desk, found: Released, label: str) -> Reply:
    """Press a button below a lesson in the channel."""
    card = lesson_card(Lesson.model_validate_json(found.content), found.id)
    button, knock = buttons(card)[label], replace(desk.knock(), channel=None, thread="1.0")
    knock = replace(knock, place=ROOM)
    return await desk._reply(lambda unit: pressed(unit, knock, button.action, button.value))


async def lesson_of(desk: Desk, codes: str) -> Released:
    found = await released(desk)
    return next(
        one for one in found if Lesson.model_validate_json(one.content).codes.startswith(codes)
    )


async def test_without_channels_it_says_how_to_begin(desk: Desk) -> None:
    told = (await desk.command("lessons")).answer
    assert told is not None
    assert "/negotiate lessons here" in words(told)


async def test_two_are_shown_with_the_question_and_all_of_them_in_turn(desk: Desk) -> None:
    await released(desk)
    card = await asked(desk)
    assert "5 of them" in words(card)
    for lesson in LESSONS:
        assert not lesson.text or lesson.text not in words(card)
    screen = await two(desk, card)
    read = words(screen)
    assert "What do they have in common?" in read
    for _ in range(2):
        screen = await two(desk, screen, "Two others")
        read += words(screen)
    assert all(lesson.text in read for lesson in LESSONS)
    assert read.count("*Buying*") == 3  # the last of five is compared with the first
    again = await two(desk, screen, "Two others")
    assert words(again) == words(await two(desk, card))


def test_those_that_are_alike_stand_side_by_side() -> None:
    shown = tuple(Shown(id=str(number), lesson=one) for number, one in enumerate(LESSONS))
    kinds = [{one.lesson.kind for one in compared(shown, number)} for number in range(2)]
    assert sorted(map(len, kinds)) == [1, 1]
    assert compared(shown, 2)[0].lesson.kind == "other"
    assert len(compared(shown, 2)) == 2
    assert pairs(shown) == 3
    assert len(compared(shown[:1], 0)) == 1
    assert compared((), 0) == ()


async def test_who_is_in_no_such_channel_reads_nothing(desk: Desk) -> None:
    await released(desk)
    desk.town.facts[ROOM] = ChannelFacts(members=frozenset({"U0ELSE"}), member=True)
    card = await asked(desk)
    assert "have no lessons yet" in words(card)
    assert buttons(card) == {}


async def test_a_platform_that_says_nothing_is_said(desk: Desk) -> None:
    await released(desk)
    desk.town.trouble = Undelivered("refused")
    assert "did not tell me" in words(await asked(desk))


async def test_a_right_that_is_missing_is_not_taken_for_an_empty_channel(desk: Desk) -> None:
    await released(desk)
    desk.town.facts[ROOM] = ChannelFacts(missing=("channels:read",))
    assert "did not tell me" in words(await asked(desk))


async def test_what_was_stopped_meanwhile_is_read_no_more(desk: Desk) -> None:
    await released(desk)
    card = await asked(desk)
    await desk.run(lambda unit: unit.lessons.drop_channel(ROOM))
    told = words(await two(desk, card))
    assert "no lessons yet" in told
    assert "moved twice" not in told


async def test_an_old_button_asks_for_the_channels_again(desk: Desk) -> None:
    await released(desk)
    card = await asked(desk)
    desk.town.facts[ROOM] = ChannelFacts(member=True)
    desk.now += timedelta(days=2)
    told = words(await two(desk, card))
    assert "I look up your channels again" in told
    assert "moved twice" not in told
    assert "have no lessons yet" in words(desk.got[-1])


async def test_a_withdrawn_lesson_is_read_by_nobody(desk: Desk) -> None:
    pool = await set_up(desk)
    receipts: list[str] = []

    def work(unit: Unit) -> None:
        author = RandomIds().new()
        content = Lesson(kind="raise", text="I waited long.").model_dump_json()
        receipts.append(unit.lessons.contribute(pool.id, author, content) or "")
        release(unit, pool, LESSONS[:4])

    await desk.run(work)
    card = await asked(desk)
    await desk.run(lambda unit: unit.lessons.withdraw(receipts[-1]))
    assert "4 of them" in words(await asked(desk))
    screen = await two(desk, card)
    assert "I waited long." not in words(screen) + words(await two(desk, screen, "Two others"))


async def test_useful_is_counted_and_taken_back(desk: Desk) -> None:
    await released(desk)
    screen = await two(desk, await asked(desk))
    marked = await press_below(desk, screen, "Useful")
    assert "Noted as useful" in words(marked)
    assert "One person found this useful." in words(marked)
    back = await press_below(desk, marked, "Useful")
    assert "Taken back" in words(back)
    assert "found this useful" not in words(back)


async def test_useful_in_the_channel_is_answered_to_the_reader_alone(desk: Desk) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    reply = await in_channel(desk, found, "Useful")
    assert reply.answer is not None
    assert "Nobody learns" in words(reply.answer)
    assert reply.posts == ()
    assert desk.got == []
    counted = await desk.run(lambda unit: unit.lessons.marks([found.id]))
    assert counted == {found.id: 1}


async def test_trying_begins_that_practice_in_the_readers_own_chat(desk: Desk) -> None:
    reply = await in_channel(desk, await lesson_of(desk, "job_offer,P06"), "I will try this")
    assert reply.answer is not None
    assert "in our chat" in words(reply.answer)
    assert reply.open is None
    assert "Ask for the basis first" in words(desk.got[-1])
    await desk.walk("they name a number", "I ask what it is based on", "a question")
    await desk.walk("6 weeks", "2")
    (mine,) = await practices(desk)
    assert mine.practice == "P06"


async def test_what_to_do_next_time_is_tried_when_nothing_else_was(desk: Desk) -> None:
    await in_channel(desk, await lesson_of(desk, "buying,,,T05"), "I will try this")
    assert "Give only when they give" in words(desk.got[-1])


async def test_without_a_practice_it_asks_which_one(desk: Desk) -> None:
    await in_channel(desk, await lesson_of(desk, "other"), "I will try this")
    assert len(desk.got) == 1
    assert "practise" in words(desk.got[-1])


async def test_pressing_again_goes_on_where_it_was_left(desk: Desk) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    await in_channel(desk, found, "I will try this")
    first = words(desk.got[-1])
    await in_channel(desk, found, "I will try this")
    assert first.splitlines()[-3:] == words(desk.got[-1]).splitlines()[-3:]


async def test_pressing_again_leaves_the_lesson_marked_as_tried(desk: Desk) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    for _ in range(2):
        await in_channel(desk, found, "I will try this")

    def taken_off(unit: Unit) -> bool:
        person = unit.people.find(desk.user)
        assert person is not None
        return not unit.lessons.mark(found.id, person.id, "try")

    assert await desk.run(taken_off)


async def test_what_is_practised_already_is_said(desk: Desk) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    await choose(desk, "6")
    seen = len(desk.got)
    reply = await in_channel(desk, found, "I will try this")
    assert reply.answer is not None
    assert "You practise this already" in words(reply.answer)
    assert len(desk.got) == seen


async def test_a_third_practice_is_refused_with_the_offer_to_replace_one(desk: Desk) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    await choose(desk, "1")
    await practise(desk)
    reply = await in_channel(desk, found, "I will try this")
    assert reply.open is not None
    assert "Replace" in " ".join(buttons(reply.open))


@pytest.mark.parametrize("label", ["Useful", "I will try this"])
async def test_a_lesson_that_is_gone_says_so(desk: Desk, label: str) -> None:
    found = await lesson_of(desk, "job_offer,P06")
    gone = found.model_copy(update={"id": "0" * 32})
    reply = await in_channel(desk, gone, label)
    assert reply.answer is not None
    assert "withdrawn" in words(reply.answer)
    assert desk.got == []
