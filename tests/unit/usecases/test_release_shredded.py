"""What is deleted of lessons is removed from the database's files at once, and not at a start."""

from dataclasses import dataclass, field

from bot.cards import Card
from storage import Store
from storage.shredding import noted
from tests.unit.usecases.circle import Circle, Square
from tests.unit.usecases.sharing import follows, opened, send


@dataclass
class Watching(Square):
    """A platform that looks, whenever a message is changed, for what is still to be removed."""

    store: Store | None = None
    left: list[int] = field(default_factory=list)

    async def edit(self, channel: str, message: str, card: Card) -> None:
        assert self.store is not None
        self.left.append(len(await self.store.run_whole(noted)))
        await super().edit(channel, message, card)


async def ready(store: Store) -> Circle:
    """A channel that gets lessons."""
    circle = await Circle.of(store)
    await circle.set_up()
    return circle


async def withdraw(circle: Circle, receipt: str) -> None:
    form = await opened(circle.desks[9], "share withdraw")
    follows(await send(circle.desks[9], form, receipt=receipt))


async def test_a_release_is_removed_before_anything_else_is_done(store: Store) -> None:
    circle = await ready(store)
    first = await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    assert len(circle.below()) == 5
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    town = Watching(**vars(circle.town), store=store)
    circle.town = town
    for desk in circle.desks:
        desk.town = town
    circle.releasing = circle.process()
    await withdraw(circle, first[0])
    assert len(await store.run_whole(noted)) == 1
    await circle.look()
    assert await circle.waits() == 0, "released in the same look"
    assert town.left == [0]


async def test_a_withdrawal_is_removed_by_the_next_look(store: Store) -> None:
    circle = await ready(store)
    (receipt,) = await circle.share(0)
    await circle.look()
    await withdraw(circle, receipt)
    assert len(await store.run_whole(noted)) == 1
    await circle.look()
    assert await store.run_whole(noted) == ()
