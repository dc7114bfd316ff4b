"""A practice whose time is over: it is asked about twice, and rests until somebody goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.practising import (
    FIRST,
    choose,
    nudges,
    practices,
    settle,
    tap,
)

MONTHS_ON = datetime(2027, 1, 20, tzinfo=UTC)


@pytest.fixture
async def ending(desk: Desk) -> Desk:
    """Somebody whose practice ends on Monday 19 October, a day before the second question."""
    await settle(desk)
    await choose(desk, until="19 Oct")
    return desk


async def test_it_is_said_once_asked_once_more_and_rests(ending: Desk) -> None:
    came = [words(card) for _, card in await ending.live(FIRST + timedelta(hours=1))]
    for day in (20, 27):
        for _, card in await ending.live(datetime(2026, 10, day, 12, tzinfo=UTC)):
            came.append(words(card))
            await tap(ending, card, "No chance came")
            assert "Go on for six weeks" in buttons(card)
    assert ["is over. Do you finish" in one for one in came] == [False, True, False]
    assert ["no more until you go on" in one for one in came] == [False, False, True]
    assert await nudges(ending) == []
    assert await ending.live(MONTHS_ON) == []
    await ending.rhythm(country="DE")
    assert await nudges(ending) == []


async def test_going_on_brings_the_question_back(ending: Desk) -> None:
    came = await ending.live(datetime(2026, 11, 12, 12, tzinfo=UTC))
    assert len(came) == 3
    await tap(ending, came[-1][1], "Go on for six weeks")
    assert [one.due for one in await nudges(ending)] == [datetime(2026, 11, 17, 9, tzinfo=UTC)]


async def test_a_later_last_day_brings_it_back_too(ending: Desk) -> None:
    await ending.live(datetime(2026, 11, 12, 12, tzinfo=UTC))
    await ending.walk("edit until", "until 20 Dec")
    assert [one.due.day for one in await nudges(ending)] == [17]


async def test_another_practice_is_asked_about_alone(ending: Desk) -> None:
    await choose(ending, "4")
    asked = []
    for day in (13, 20, 27, 31):
        for _, card in await ending.live(datetime(2026, 10, day, 12, tzinfo=UTC)):
            asked.append("second practice" in words(card))
            await tap(ending, card, "No chance came")
    assert asked == [True, True, True]
    ((_, card),) = await ending.live(datetime(2026, 11, 4, tzinfo=UTC))
    assert "Your practice: did a chance" in words(card)
    assert "until you go on" not in words(card)


@pytest.mark.parametrize("typed", ["today", "tomorrow", "until Friday", "3 days"])
async def test_an_end_before_the_first_question_is_refused(desk: Desk, typed: str) -> None:
    await settle(desk)
    await choose(desk, until=typed)
    assert any("a week ahead at least" in words(card) for card in desk.got)
    assert await practices(desk) == ()
