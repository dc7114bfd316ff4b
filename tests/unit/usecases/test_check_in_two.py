"""Words that answer the question about two practices: which of them they are about."""

import pytest

from tests.unit.usecases.desk import Desk, words
from tests.unit.usecases.practising import checks, choose, nudged, practices, reply_to


async def answered(desk: Desk, text: str) -> tuple[str, list[str | None], list[str]]:
    """What is said of the words, and the results and notes of the first and the second."""
    await choose(desk, "7")
    heard = words(await reply_to(desk, await nudged(desk), text))
    found = [(await checks(desk, one))[-1] for one in reversed(await practices(desk))]
    return heard, [one.result for one in found], [one.note for one in found]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("first: yes, second: no", ["did", "missed"]),
        ("1 yes 2 no", ["did", "missed"]),
        ("second: did it; first: no chance", ["no_chance", "did"]),
        ("first yes, second no chance", ["did", "no_chance"]),
        ("the first one did it and the second one forgot", ["did", "missed"]),
        ("1. did it\n2. not this time", ["did", "missed"]),
        ("first I did it, second I forgot", ["did", "missed"]),
        ("both: no chance", ["no_chance", "no_chance"]),
        ("both done", ["did", "did"]),
        ("2, did it", [None, "did"]),
        ("my second practice: twice", [None, "did"]),
        ("first: I did it", ["did", None]),
    ],
)
async def test_each_answer_goes_to_the_practice_it_names(
    practising: Desk, text: str, results: list[str | None]
) -> None:
    assert (await answered(practising, text))[1] == results


@pytest.mark.parametrize(
    "text",
    [
        "2 times",
        "1 out of 3",
        "second time was better",
        "first I hesitated, then I did it",
        "both times",
        "Did the first but not the second",
        "2 of 3 times",
        "first: yes, second: well, hm",
        "2x",
        "second thoughts: none",
    ],
)
async def test_words_that_name_none_for_sure_are_asked_back(practising: Desk, text: str) -> None:
    heard, results, notes = await answered(practising, text)
    assert "Which of your two practices is it?" in heard
    assert results == [None, None]
    assert notes == ["", ""]


async def test_a_holiday_to_come_is_no_answer_for_this_week(practising: Desk) -> None:
    await nudged(practising)
    await practising.say("I'm on holiday next week")
    (practice,) = await practices(practising)
    assert [one.result for one in await checks(practising, practice)] == [None]
