"""The rest of the workspace: who its people are, and what its channels read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.cards import Card
from bot.ports import Outgoing, Person, Profile, Undelivered
from bot.usecases.errands import Errand


@dataclass
class Town:
    """Profiles by platform id (None: nobody has it), and channels with what they read.

    `trouble` is what the platform answers instead; `waiting` what is to be done there.
    """

    profiles: dict[str, Profile | None] = field(default_factory=dict)
    channels: dict[str, dict[str, Card]] = field(default_factory=dict)
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

    async def announce(self, channel: str, card: Card) -> str:
        if self.trouble:
            raise self.trouble
        message = f"{len(self.channels.get(channel, {})) + 1}.0"
        self.channels.setdefault(channel, {})[message] = card
        return message

    async def retract(self, channel: str, message: str) -> None:
        if self.trouble:
            raise self.trouble
        self.channels.get(channel, {}).pop(message, None)

    async def retract_at_last(self, channel: str, message: str) -> None:
        await self.retract(channel, message)
