"""A batch: when it comes, what it shows, and that it comes once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Paragraph
from bot.guides.words import phrase
from bot.ports import Undelivered
from storage import Store
from tests.unit.usecases.circle import START, TEXTS, Circle
from tests.unit.usecases.desk import words
from tests.unit.usecases.sharing import ROOM, opened, send, shared

EVER = timedelta(days=60)


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in one channel that gets lessons."""
    found = await Circle.of(store)
    await found.set_up()
    return found


async def test_five_share_one_withdraws_a_sixth_joins_and_the_batch_comes_once(
    circle: Circle,
) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    form = await opened(circle.desks[4], "share withdraw")
    await send(circle.desks[4], form, receipt=receipts[4])
    assert (await circle.pool()).release is None
    await circle.share(5)
    await circle.live(await circle.due())
    introduction, parent = circle.read()
    assert "I am Parley" in words(introduction)
    assert "shuffled and without names" in words(parent)
    told = [words(card) for card in circle.below()]
    assert len(told) == 5
    for number in (0, 1, 2, 3, 5):
        assert sum(TEXTS[number] in said for said in told) == 1
    assert not [said for said in told if TEXTS[4] in said]
    assert await circle.waits() == 0
    await circle.live(circle.town.moment + EVER, timedelta(hours=6))
    assert len(circle.read()) == 2
    assert len(circle.below()) == 5


async def test_nothing_comes_before_three_days_and_all_within_working_hours(store: Store) -> None:
    days = set[int]()
    for _ in range(12):
        circle = await Circle.of(store)
        if not await circle.pools():
            await circle.set_up()
        circle.at(datetime(2026, 11, 30, 9, tzinfo=UTC) + timedelta(weeks=4 * len(days)))
        await circle.share(0, 1, 2, 3, 4)
        due, enough = await circle.due(), circle.town.moment
        assert timedelta(days=2) < due - enough < timedelta(days=15)
        assert due.weekday() < 5
        before = len(circle.read())
        await circle.live(due - timedelta(minutes=1), timedelta(hours=3))
        assert len(circle.read()) == before
        circle.at(due)
        await circle.look(8)
        assert len(circle.read()) == before + 1
        days.add((due.date() - enough.date()).days)
    assert len(days) > 2


async def test_four_are_too_few_for_ever(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3)
    await circle.live(START + EVER, timedelta(hours=6))
    assert len(circle.read()) == 1
    assert await circle.waits() == 4


async def test_nobody_counts_twice(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3)
    assert "waits there already" in words(await opened(circle.desks[3]))
    assert (await circle.pool()).release is None


async def test_fewer_than_ten_users_among_the_readers_get_nothing(store: Store) -> None:
    circle = await Circle.of(store, 9)
    await circle.set_up()
    assert "Fewer than ten" in words(circle.desks[0].got[-1])
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(START + EVER, timedelta(hours=6))
    assert len(circle.read()) == 1
    tenth = await Circle.of(store, 10)
    await tenth.desks[9].command("help")
    await circle.live(circle.town.moment + timedelta(days=4))
    assert len(circle.below()) == 5


async def test_users_outside_the_channel_do_not_count(store: Store) -> None:
    circle = await Circle.of(store, 12)
    facts = circle.town.facts[ROOM]
    members = frozenset({*[desk.user for desk in circle.desks[:9]], "UX1", "UX2", "UBOT"})
    circle.town.facts[ROOM] = facts.model_copy(update={"members": members})
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(START + EVER, timedelta(hours=6))
    assert circle.below() == []


async def test_a_raise_applies_to_what_waits_and_cannot_be_taken_back(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    owner = circle.desks[0]
    form = (await owner.command("lessons here")).open
    assert form is not None
    await owner.submit(form, threshold="7")
    assert ((await circle.pool()).threshold, (await circle.pool()).release) == (7, None)
    again = (await owner.command("lessons here")).open
    assert again is not None
    await owner.submit(again, threshold="5")
    assert (await circle.pool()).threshold == 7
    await circle.live(START + EVER, timedelta(hours=6))
    assert circle.below() == []
    await circle.share(5, 6)
    await circle.live(await circle.due())
    assert len(circle.below()) == 7


async def test_a_kind_that_one_alone_has_is_said_as_other(circle: Circle) -> None:
    for desk, text in zip(circle.desks[:4], TEXTS, strict=False):
        await shared(desk, text, kind="job_offer")
    await shared(circle.desks[4], TEXTS[4], kind="boundary")
    await circle.live(await circle.due())
    told = [words(card) for card in circle.below()]
    alone = next(said for said in told if TEXTS[4] in said)
    assert phrase("kind.other") in alone
    assert not [said for said in told if phrase("kind.boundary") in said]
    assert sum(phrase("kind.job_offer") in said for said in told) == 4


async def test_a_lesson_and_its_place_show_no_name_and_nothing_live(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    for card in (*circle.read(), *circle.below()):
        said = words(card) + card.model_dump_json()
        assert not [desk.user for desk in circle.desks if desk.user in said]
        assert card.summary.values == {}
    for card in circle.below():
        with_words = [
            one for one in card.elements if isinstance(one, Paragraph) and one.line.values
        ]
        assert with_words
        assert all(one.plain for one in with_words)


async def test_two_processes_release_and_post_one_batch(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.at((await circle.due()).replace(second=0))
    one, other = circle.process(alone=False), circle.process(alone=False)
    for _ in range(20):
        await asyncio.gather(one.look(), other.look())
        circle.at(circle.town.moment + timedelta(seconds=3))
    assert len(circle.read()) == 2
    assert len(circle.below()) == 5


async def test_the_turn_of_a_process_that_was_killed_passes_on(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.at((await circle.due()).replace(second=0))
    killed = circle.process(alone=False)
    for _ in range(3):
        await killed.look()
    done = len(circle.below())
    assert 0 < done < 5
    other = circle.process(alone=False)
    await circle.look(5, other)
    assert len(circle.below()) == done
    circle.at(circle.town.moment + timedelta(seconds=30))
    await circle.look(8, other)
    assert len(circle.below()) == 5


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_posting_whose_end_is_unknown_is_made_again(circle: Circle, accepted: bool) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.town.accepted = accepted
    circle.town.troubles = [None, None, Undelivered("unsure"), None]
    circle.at(await circle.due())
    await circle.look(30)
    told = [words(card) for card in circle.below()]
    assert len(set(told)) == 5
    assert len(told) == 5 + accepted


async def test_a_busy_platform_is_asked_again_when_it_said(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    circle.town.troubles = [Undelivered("busy", 20)]
    circle.at(await circle.due())
    await circle.look(15)
    assert len(circle.read()) == 1
    await circle.look(15)
    assert len(circle.read()) == 2
    assert len(circle.below()) == 5


async def test_a_lesson_withdrawn_while_the_batch_is_posted_is_not_posted(circle: Circle) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look(2)
    assert len(circle.read()) == 2
    for desk, receipt in zip(circle.desks[:5], receipts, strict=True):
        form = await opened(desk, "share withdraw")
        await send(desk, form, receipt=receipt)
    await circle.look(12)
    assert circle.below() == []


async def test_a_lesson_withdrawn_afterwards_is_edited_in_its_place(circle: Circle) -> None:
    receipts = await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    await send(
        circle.desks[2], await opened(circle.desks[2], "share withdraw"), receipt=receipts[2]
    )
    await circle.look(2)
    told = [words(card) for card in circle.below()]
    assert sum("Withdrawn by who wrote it" in said for said in told) == 1
    assert not [said for said in told if TEXTS[2] in said]
    assert len(told) == 5


async def test_who_erases_themselves_takes_what_waits_with_them(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    author = circle.desks[4]
    form = (await author.command("delete")).open
    assert form is not None
    await author.submit(form, confirm="delete")
    assert (await circle.pool()).release is None
    assert await circle.waits() == 4


async def test_who_leaves_the_workspace_leaves_the_lesson(circle: Circle) -> None:
    await circle.share(0, 1, 2, 3, 4)
    facts = circle.town.facts[ROOM]
    left = facts.members - {circle.desks[4].user} | {"U99"}
    circle.town.facts[ROOM] = facts.model_copy(update={"members": left})
    await (await Circle.of(circle.store, 12)).desks[11].command("help")
    await circle.live(await circle.due())
    assert len(circle.below()) == 5


async def test_no_message_is_begun_twice_in_a_week(store: Store) -> None:
    circle = await Circle.of(store)
    await circle.set_up(question="on")
    begun: list[datetime] = []
    for day in range(90):
        if not await circle.waits():
            await circle.share(0, 1, 2, 3, 4)
        for hour in (7, 10, 13):
            before = len(circle.read())
            circle.at(START + timedelta(days=day, hours=hour - 8))
            await circle.look(10)
            begun += [circle.town.moment] * (len(circle.read()) - before)
    weeks = [at.isocalendar()[:2] for at in begun]
    assert len(weeks) == len(set(weeks))
    assert len(begun) >= 10
    assert START.isocalendar()[:2] not in weeks
