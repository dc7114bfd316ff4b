"""A batch whose authors take theirs back before it stands in the channel."""

import pytest

from bot.guides.words import phrase
from bot.ports import Undelivered
from storage import Store
from tests.unit.usecases.circle import TEXTS, Circle
from tests.unit.usecases.desk import words
from tests.unit.usecases.sharing import opened, send, shared


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in one channel that gets lessons."""
    found = await Circle.of(store)
    await found.set_up()
    return found


async def take_back(circle: Circle, receipts: list[str], *who: int) -> None:
    for one in who:
        form = await opened(circle.desks[one], "share withdraw")
        await send(circle.desks[one], form, receipt=receipts[one])


@pytest.mark.parametrize("withdrawn", [1, 4])
async def test_a_batch_of_which_fewer_than_five_are_left_does_not_begin(
    circle: Circle, withdrawn: int
) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    circle.town.troubles = [Undelivered("busy", 3)]
    await circle.look()
    assert await circle.waits() == 0
    await take_back(circle, receipts, *range(withdrawn))
    await circle.look(30)
    assert (len(circle.read()), circle.below()) == (1, [])
    assert (await circle.pool()).channels


async def test_below_a_parent_no_lesson_stands_alone(circle: Circle) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look(2)
    assert (len(circle.read()), circle.below()) == (2, [])
    await take_back(circle, receipts, 0, 1, 2, 3)
    await circle.look(30)
    assert circle.below() == []


async def test_what_stands_already_is_joined_by_all_that_are_left(circle: Circle) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look(4)
    standing = [words(card) for card in circle.below()]
    assert 0 < len(standing) < 4
    open_still = next(one for one in range(5) if not any(TEXTS[one] in said for said in standing))
    await take_back(circle, receipts, open_still)
    await circle.look(30)
    told = [words(card) for card in circle.below()]
    assert len(told) == 4
    assert not [said for said in told if TEXTS[open_still] in said]


async def test_after_a_batch_that_was_let_go_the_next_one_comes(circle: Circle) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look()
    await take_back(circle, receipts, 0)
    await circle.look(10)
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    assert (len(circle.read()), len(circle.below())) == (2, 5)


async def test_a_kind_that_is_alone_after_a_withdrawal_is_said_as_other(circle: Circle) -> None:
    kinds = ("raise", "raise", "buying", "buying", "buying", "buying")
    receipts = [
        await shared(circle.desks[one], TEXTS[one], kind=kind) for one, kind in enumerate(kinds)
    ]
    circle.at(await circle.due())
    await circle.look()
    await take_back(circle, receipts, 0)
    await circle.look(30)
    told = [words(card) for card in circle.below()]
    assert len(told) == 5
    assert not [said for said in told if phrase("kind.raise") in said]
    assert sum(phrase("kind.buying") in said for said in told) == 4
    (alone,) = [said for said in told if TEXTS[1] in said]
    assert phrase("kind.other") in alone
