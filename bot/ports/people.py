"""The people of one workspace, and the rhythm in which each of them wants to hear from Parley."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.calendar.rhythm import Rhythm
from bot.cards import Frozen


class Person(Frozen):
    """Somebody who uses Parley in one workspace.

    `user` is the platform's id, `channel` the direct message with Parley, `zone` an IANA name or
    None when unknown, `zone_checked` when the profile was last asked, `current` the conversation
    that typed words belong to.
    """

    id: str
    workspace: str
    user: str
    channel: str | None = None
    zone: str | None = None
    zone_checked: datetime | None = None
    welcomed: bool = False
    current: str | None = None


class People(Protocol):
    """The people of one workspace."""

    def find(self, user: str) -> Person | None:
        """The person with this platform id, or None."""

    def get(self, person: str) -> Person | None:
        """The person with this id of ours, or None."""

    def several(self, people: Collection[str]) -> Mapping[str, Person]:
        """Those of these people (ids of ours) who are there; their rhythms are read with them."""

    def add(self, person: Person) -> None:
        """Keep a new person and make the key that seals what they type."""

    def stand_in(self, person: str) -> str:
        """Keep somebody who is known to no platform (under this id of ours); gives the id.

        What still is to be done for somebody who was erased waits in their name.
        """

    # Units of one person can run at once in several processes: each write leaves the rest alone.
    def keep_channel(self, person: str, channel: str) -> None:
        """Keep the direct message with the person."""

    def keep_zone(self, person: str, zone: str | None, checked: datetime) -> None:
        """Keep the zone of the profile and when it was asked; None leaves the earlier zone."""

    def keep_current(self, person: str, conversation: str | None) -> None:
        """Keep which conversation typed words belong to, if any."""

    def welcome(self, person: str) -> bool:
        """Note that the person is welcomed; True for the first who notes it."""

    def erase(self, person: str) -> None:
        """Delete the person with every row, and the key that opens what is left in backups."""

    def rhythm(self, person: str) -> Rhythm:
        """When the person wants to hear from Parley; the usual rhythm until they choose."""

    def keep_rhythm(self, person: str, rhythm: Rhythm) -> None:
        """Keep the rhythm (sealed: holidays and pauses are nobody else's business)."""
