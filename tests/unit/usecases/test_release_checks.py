"""What is checked again in the very transaction of a release, whoever asks for it."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.ports import ChannelFacts, Unit
from bot.usecases import release
from storage import Store
from tests.unit.usecases.circle import USERS, Circle
from tests.unit.usecases.desk import RandomIds
from tests.unit.usecases.sharing import ROOM, opened, send

OTHER = "C0OTHER"
OPEN = ChannelFacts(member=True, members=frozenset(USERS))
ARCHIVED = OPEN.model_copy(update={"archived": True})
WEEK = timedelta(days=7)


@dataclass
class NotedIds(RandomIds):
    """Random names, all of which are known afterwards."""

    given: list[str] = field(default_factory=list)

    def new(self) -> str:
        self.given.append(super().new())
        return self.given[-1]


async def change(circle: Circle, **changes: object) -> None:
    """Change the pool as it is kept, and nothing else."""
    known = await circle.pool()
    changed = known.model_copy(update=changes)
    await circle.desks[0].run(lambda unit: unit.lessons.keep(changed))


async def released(
    circle: Circle, found: dict[str, ChannelFacts], ids: RandomIds | None = None
) -> release.Outcome:
    pool, now = await circle.pool(), circle.town.moment

    def work(unit: Unit) -> release.Outcome:
        return release.release(unit, pool.id, found, now, ids or RandomIds())

    return await circle.desks[0].run(work)


async def test_readers_of_a_closed_channel_do_not_count(circle: Circle) -> None:
    await change(circle, channels=(ROOM, OTHER))
    few = OPEN.model_copy(update={"members": frozenset(USERS[:9])})
    assert await released(circle, {ROOM: few, OTHER: ARCHIVED}) == "waits"
    assert await released(circle, {ROOM: few, OTHER: OPEN}) == "released"


async def test_a_channel_that_was_not_looked_at_holds_the_release_up(circle: Circle) -> None:
    await change(circle, channels=(ROOM, OTHER))
    assert await released(circle, {ROOM: OPEN}) == "nothing"
    assert await circle.waits() == 5


async def test_a_workspace_that_is_locked_releases_nothing(circle: Circle) -> None:
    now = circle.town.moment
    await circle.desks[0].run(lambda unit: unit.workspace.lock(now))
    assert await released(circle, {ROOM: OPEN}) == "nothing"
    assert await circle.waits() == 5


async def test_a_day_of_release_that_too_few_wait_for_is_forgotten(circle: Circle) -> None:
    await change(circle, threshold=6)
    assert await released(circle, {ROOM: OPEN}) == "nothing"
    assert (await circle.pool()).release is None


async def test_while_a_batch_is_posted_no_other_is_released_and_nothing_asked(
    circle: Circle,
) -> None:
    assert await released(circle, {ROOM: OPEN}) == "released"
    await circle.share(0, 1, 2, 3, 4)
    monday = circle.town.moment + timedelta(days=7 - circle.town.moment.weekday())
    await change(circle, question=True, release=circle.town.moment.date(), spoke="")
    circle.at(monday)
    assert await released(circle, {ROOM: OPEN}) == "nothing"
    pool = await circle.pool()
    asked = await circle.desks[0].run(lambda unit: release.ask(unit, pool.id, monday))
    assert asked == ()
    assert await circle.waits() == 5


async def test_the_names_of_released_lessons_are_drawn_and_nothing_else(circle: Circle) -> None:
    ids = NotedIds()
    assert await released(circle, {ROOM: OPEN}, ids) == "released"
    pool = await circle.pool()
    found = await circle.desks[0].run(lambda unit: unit.lessons.released([pool.id]))
    assert len(found) == 5
    assert {one.id for one in found} | {one.batch for one in found} == {*ids.given}


async def test_a_channel_whose_rights_are_withheld_stays_in_its_pool(circle: Circle) -> None:
    await change(circle, channels=(ROOM, OTHER))
    withheld = ChannelFacts(missing=("channels:read",))
    refused = partial(release.refused, channel=OTHER, now=circle.town.moment, ids=RandomIds())
    await circle.desks[0].run(partial(refused, facts=withheld))
    assert (await circle.pool()).channels == (OTHER, ROOM)
    await circle.desks[0].run(partial(refused, facts=ARCHIVED))
    assert (await circle.pool()).channels == (ROOM,)


async def test_a_posting_begins_in_the_first_half_of_a_turn(circle: Circle) -> None:
    process = circle.process(alone=False)
    circle.at(circle.town.moment.replace(second=16))
    await circle.look(10, process)
    assert (await circle.waits(), len(circle.read())) == (0, 1)
    await circle.look(20, process)
    assert (len(circle.read()), len(circle.below())) == (2, 5)


async def test_a_wait_does_not_outlast_a_clock_that_goes_back(circle: Circle) -> None:
    await circle.look()
    circle.town.facts[ROOM] = ARCHIVED
    await circle.look(3)
    assert len(circle.read()) == 1
    circle.town.facts[ROOM] = OPEN
    circle.at(circle.town.moment - 2 * WEEK)
    await circle.look(10)
    assert (len(circle.read()), len(circle.below())) == (2, 5)


async def test_what_was_edited_is_edited_once(store: Store) -> None:
    circle = await Circle.of(store)
    await circle.set_up()
    receipts = await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    form = await opened(circle.desks[2], "share withdraw")
    await send(circle.desks[2], form, receipt=receipts[2])
    assert len(await circle.desks[0].run(lambda unit: unit.lessons.to_edit())) == 1
    await circle.look(2)
    assert await circle.desks[0].run(lambda unit: unit.lessons.to_edit()) == ()
