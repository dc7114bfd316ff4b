"""A team in a workspace: a channel that gets lessons, and people who share them."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.calendar.zones import from_wall, zone
from bot.ports import Pool, Unit
from handlers.sandbox.cast import TEAM_ID, Message
from tests.contract.slack.world import ANA, World, spoken

Json = dict[str, Any]

ROOM = "C0GENERAL"
MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
"""10:00 in Madrid, where Ana is."""

WAIT = 30.0
"""Seconds for what comes one message a second."""

AUTHORS = ("Ana", "Ben", "Mei", "Ivo", "Lea", "Noor", "Omar")
TEXTS = dict(
    zip(
        AUTHORS,
        (
            "They opened low and I asked how they got there.",
            "I waited before I answered and they moved.",
            "I offered two packages at once and they chose one.",
            "We talked about the delay before the price.",
            "I asked for a written offer and got it the same day.",
            "I said no and named what would make it a yes.",
            "We wrote down what each of us would do next.",
        ),
        strict=True,
    )
)


class Team:
    """What the people of a world do in their channel, and what it reads."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.box = world.box

    def move(self, moment: datetime) -> None:
        """Let it be that moment."""
        self.box.clock.advance(moment - self.box.clock.now())

    async def gather(self) -> None:
        """Twelve people in a channel, all of whom use Parley, which is in it too."""
        self.box.hire()
        self.box.invite("general")
        for member in self.box._site.workspace.channel("general").members:
            if member != "U0PARLEY":
                await self.box.command(member, "/negotiate", "help")

    async def screen(self, words: str, person: str) -> Json:
        return await self.world.screen(words, self.box.person(person).id)

    async def close(self, person: str) -> None:
        for view in self.box.views(person)[::-1]:
            await self.box.close_view(person, view["id"])

    async def asks_for(self, person: str = "Ana", channel: str = "general", **values: Any) -> None:
        """Set the channel up, as far as the person can do it."""
        await self.box.command(person, "/negotiate", "lessons here", channel)
        form = await self.screen("Lessons in a channel", person)
        sent = {f"pool:{name}": value for name, value in values.items()}
        await self.box.submit(person, form["id"], sent)
        await self.screen("I look into", person)
        await self.close(person)

    async def set_up(self, **values: Any) -> Message:
        """Set the channel up; gives the introduction."""
        heard = self.box.messages(ANA)[-1:]
        await self.asks_for(**values)
        after = heard[0].ts if heard else ""
        await self.world.hears("Your channel gets lessons", ANA, after)
        return next(one for one in self.read()[::-1] if "I am Parley" in spoken(one))

    async def preview(self, person: str, text: str, kind: str = "job_offer") -> Json:
        """Fill the form; gives what others would read."""
        await self.box.command(person, "/negotiate", "share")
        form = await self.screen("share:text", person)
        sent = {"share:text": text, "share:kind": kind}
        await self.box.submit(person, form["id"], sent)
        return await self.screen("What they will read", person)

    async def shares(self, person: str, text: str | None = None) -> str:
        """Share a lesson; gives the receipt."""
        view = await self.preview(person, text or TEXTS[person])
        agree = next(
            block["block_id"] for block in view["blocks"] if block["block_id"].endswith(":agree")
        )
        await self.box.submit(person, view["id"], {agree: ["yes"]})
        receipt = json.dumps(await self.screen("Your receipt", person))
        await self.close(person)
        (found,) = re.findall(r"`([A-Z2-7]+(?:-[A-Z2-7]+)+)`", receipt)
        return str(found)

    async def withdraws(self, person: str, receipt: str) -> None:
        """Withdraw a lesson."""
        await self.box.command(person, "/negotiate", "share withdraw")
        form = await self.screen("share:receipt", person)
        await self.box.submit(person, form["id"], {"share:receipt": receipt})
        await self.screen("It is removed", person)
        await self.close(person)

    async def pool(self) -> Pool:
        """The one pool there is."""

        def read(unit: Unit) -> Pool:
            (found,) = unit.lessons.pools()
            return found

        return await self.world.parts.store.run(TEAM_ID, read)

    async def due(self) -> datetime:
        """When the batch may come: at ten on the day that was drawn."""
        pool = await self.pool()
        assert pool.release is not None
        return from_wall(pool.release, time(10), zone(pool.zone))

    async def waits(self) -> int:
        """How many lessons wait."""

        def count(unit: Unit) -> int:
            return sum(len(unit.lessons.waiting(one.id)) for one in unit.lessons.pools())

        return await self.world.parts.store.run(TEAM_ID, count)

    async def reaches_due(self) -> None:
        """Let the clock pass the delay."""
        self.move(await self.due() + timedelta(seconds=1))

    def read(self, channel: str = "general") -> list[Message]:
        """What Parley began in the channel for all to read."""
        said = [one for one in self.box.messages(channel) if one.bot and one.ephemeral_to is None]
        return [one for one in said if one.thread_ts is None]

    def below(self, channel: str = "general") -> list[Message]:
        """What stands in its threads."""
        said = self.box.messages(channel)
        return [one for one in said if one.bot and one.thread_ts is not None]

    async def posted(self, count: int, channel: str = "general") -> list[Message]:
        """Wait until so many stand in threads."""

        def found() -> list[Message] | None:
            below = self.below(channel)
            return below if len(below) >= count else None

        return await self.box.until(found, WAIT)
