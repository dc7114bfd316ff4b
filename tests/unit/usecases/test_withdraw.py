"""A lesson is withdrawn: by its receipt, without one while it waits, and with everything else."""

from datetime import date

import pytest

from bot.coach.lessons import week_of
from bot.ports import Pool, Unit
from storage import Store
from tests.unit.usecases.desk import Desk, RandomIds, shown, words
from tests.unit.usecases.sharing import (
    follows,
    held,
    opened,
    release_day,
    send,
    set_up,
    shared,
    waiting,
)


@pytest.fixture
async def desks(store: Store) -> list[Desk]:
    return [Desk(store, user=f"U{number}") for number in range(6)]


async def everybody_shares(desks: list[Desk]) -> list[str]:
    return [
        await shared(desk, f"I waited {'and waited ' * number}until they moved.")
        for number, desk in enumerate(desks)
    ]


async def withdraw(desk: Desk, receipt: str = "", lost: str = "") -> str:
    """What is told of it."""
    form = await opened(desk, "share withdraw")
    reply = await send(desk, form, receipt=receipt, lost=lost)
    if reply.errors:
        return shown(reply.errors["share:receipt"])
    return words(follows(reply))


async def release(desk: Desk, pool: Pool) -> None:
    """The batch goes out, and is posted."""
    new, week = RandomIds().new, week_of(date(2026, 12, 1))

    def go(unit: Unit) -> None:
        found = unit.lessons.waiting(pool.id)
        contents = [(one.id, new(), one.content) for one in found]
        unit.lessons.release(pool.id, new(), week, contents)

    def post(unit: Unit) -> int:
        found = unit.lessons.to_post()
        for one in found:
            unit.lessons.posted(one, new())
        return len(found)

    await desk.run(go)
    while await desk.run(post):
        pass


async def test_before_the_batch_it_is_gone(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    receipts = await everybody_shares(desks[:5])
    assert await release_day(desks[0], pool)
    told = await withdraw(desks[2], receipts[2])
    assert "Nobody has read it" in told
    assert len(await waiting(desks[0], pool)) == 4
    assert await release_day(desks[0], pool) is None
    await shared(desks[2])
    assert await release_day(desks[0], pool)


async def test_the_day_stays_while_enough_wait(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    receipts = await everybody_shares(desks)
    day = await release_day(desks[0], pool)
    await withdraw(desks[0], receipts[0])
    assert await release_day(desks[0], pool) == day


async def test_a_raised_threshold_counts_for_what_waits(desks: list[Desk]) -> None:
    pool = await set_up(desks[0], threshold=6)
    await everybody_shares(desks[:5])
    assert await release_day(desks[0], pool) is None
    await shared(desks[5])
    assert await release_day(desks[0], pool)


async def test_after_the_batch_it_is_edited(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    receipts = await everybody_shares(desks[:5])
    await release(desks[0], pool)
    for _ in range(2):
        told = await withdraw(desks[1], receipts[1])
        assert "I put a line in its place" in told
        assert "exported" in told
    assert len(await desks[0].run(lambda unit: unit.lessons.to_edit())) == 1
    assert len(await desks[0].run(lambda unit: unit.lessons.released([pool.id]))) == 4


async def test_a_receipt_is_read_however_it_is_typed(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    for disguise in (
        lambda text: text.lower().replace("-", " "),
        lambda text: f"  {text.replace('-', '')} ",
        lambda text: text.replace("O", "0").replace("B", "8"),
        lambda text: text.replace("-", " - ").title(),
    ):
        receipt = await shared(desks[0])
        assert "Nobody has read it" in await withdraw(desks[0], disguise(receipt))
    assert await waiting(desks[0], pool) == ()


async def test_withdrawing_twice_changes_nothing(desks: list[Desk]) -> None:
    await set_up(desks[0])
    receipts = await everybody_shares(desks[:2])
    await withdraw(desks[0], receipts[0])
    told = await withdraw(desks[0], receipts[0])
    assert "I know no lesson with this receipt" in told
    assert "Nothing was changed" in told


@pytest.mark.parametrize("typed", ["AAAA-BBBB", "x", "<!channel>", "-"])
async def test_an_unknown_receipt_is_said(desks: list[Desk], typed: str) -> None:
    pool = await set_up(desks[0])
    await shared(desks[0])
    assert "I know no lesson" in await withdraw(desks[0], typed)
    assert len(await waiting(desks[0], pool)) == 1


async def test_a_receipt_typed_with_the_command_opens_the_form(desks: list[Desk]) -> None:
    assert held(await opened(desks[0], "share Withdraw ABCD-EFGH"))["share:receipt"] == ""


async def test_an_empty_form_is_said(desks: list[Desk]) -> None:
    assert "Put your receipt here" in await withdraw(desks[0])


async def test_without_the_receipt_what_waits_is_removed(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    await everybody_shares(desks[:5])
    assert "What waited of yours is removed" in await withdraw(desks[3], lost="yes")
    assert len(await waiting(desks[0], pool)) == 4
    assert await release_day(desks[0], pool) is None
    assert "Nothing of yours waits" in await withdraw(desks[3], lost="yes")
    assert "Nothing of yours waits" in await withdraw(Desk(desks[0].store, user="U9"), lost="yes")


async def test_who_erases_themselves_takes_what_waits_with_them(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    receipts = await everybody_shares(desks[:5])
    form = await opened(desks[4], "delete")
    assert "lesson that waits" in words(form)
    reply = await send(desks[4], form, confirm="DELETE")
    assert reply.erased
    assert len(await waiting(desks[0], pool)) == 4
    assert await release_day(desks[0], pool) is None
    assert "I know no lesson" in await withdraw(desks[4], receipts[4])


async def test_who_erases_themselves_later_leaves_what_is_out(desks: list[Desk]) -> None:
    pool = await set_up(desks[0])
    receipts = await everybody_shares(desks[:5])
    await release(desks[0], pool)
    await send(desks[4], await opened(desks[4], "delete"), confirm="DELETE")
    assert len(await desks[0].run(lambda unit: unit.lessons.released([pool.id]))) == 5
    assert "in its place" in await withdraw(desks[4], receipts[4])
