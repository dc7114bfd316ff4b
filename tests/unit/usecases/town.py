"""The rest of the workspace: who its people are, and what its channels read."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.cards import Card
from bot.ports import ChannelFacts, Outgoing, Person, Profile, Undelivered
from bot.usecases.errands import Errand


@dataclass
class Town:
    """Profiles by platform id (None: nobody has it), and channels with what they read.

    `threads` is the message that each reply answers, `facts` what is told of a channel: Parley is
    in it with nobody when nothing is said.

    `trouble` is what the platform answers instead; `waiting` what is to be done there.
    """

    profiles: dict[str, Profile | None] = field(default_factory=dict)
    channels: dict[str, dict[str, Card]] = field(default_factory=dict)
    threads: dict[tuple[str, str], str] = field(default_factory=dict)
    facts: dict[str, ChannelFacts] = field(default_factory=dict)
    trouble: Undelivered | None = None
    waiting: list[tuple[Outgoing, Errand | None]] = field(default_factory=list)
    moment: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def look_up(self, person: Person) -> Profile:
        found = self.profiles.get(person.user, Profile(zone="Europe/Berlin", reachable=True))
        if found is None:
            raise Undelivered("refused")
        return found

    async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
        if self.trouble:
            raise self.trouble
        message = f"{len(self.channels.get(channel, {})) + 1}.0"
        self.channels.setdefault(channel, {})[message] = card
        if thread is not None:
            self.threads[channel, message] = thread
        return message

    async def edit(self, channel: str, message: str, card: Card) -> None:
        if self.trouble:
            raise self.trouble
        if message in self.channels.get(channel, {}):
            self.channels[channel][message] = card

    async def about_channel(self, channel: str) -> ChannelFacts:
        if self.trouble:
            raise self.trouble
        return self.facts.get(channel, ChannelFacts(member=True))

    async def members(self, channel: str) -> frozenset[str]:
        return (await self.about_channel(channel)).members

    async def member_of(self, channels: Collection[str], user: str) -> frozenset[str] | None:
        found = {one: await self.about_channel(one) for one in channels}
        mine = frozenset({one for one, facts in found.items() if user in facts.members})
        return mine or (None if any(facts.missing for facts in found.values()) else mine)

    async def retract(self, channel: str, message: str) -> None:
        if self.trouble:
            raise self.trouble
        self.channels.get(channel, {}).pop(message, None)
