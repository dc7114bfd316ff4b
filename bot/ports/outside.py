"""The unit of work, the store that runs it, and what else comes from outside."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.cards import Card, Frozen
from bot.ports.conversations import Conversations, Deliveries, Exports, Outbox
from bot.ports.due import Agenda
from bot.ports.learning import Commitments, Partnerships
from bot.ports.lessons import Lessons
from bot.ports.people import People, Person

T = TypeVar("T")


class Conflict(Exception):  # noqa: N818 - a race lost, not a fault
    """Somebody else changed the conversation since it was read; the unit is run again."""


class Undone(Exception):  # noqa: N818 - what became of it, not a fault of its own
    """A part of a unit's work raised `error` and was undone; the rest of the unit can go on."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        self.error = error


class Workspaces(Protocol):
    """The workspace of this unit."""

    def locked(self) -> bool:
        """Whether Parley was removed from it."""

    def lock(self, now: datetime) -> None:
        """Stop everything for this workspace."""

    def unlock(self) -> None:
        """Parley was installed again."""


class Unit(Protocol):
    """One transaction in one workspace; it is committed when the work returns, else undone."""

    @property
    def people(self) -> People:
        """The people of the workspace."""

    @property
    def conversations(self) -> Conversations:
        """Their conversations."""

    @property
    def deliveries(self) -> Deliveries:
        """What was handled before."""

    @property
    def outbox(self) -> Outbox:
        """What waits to be sent."""

    @property
    def agenda(self) -> Agenda:
        """What falls due."""

    @property
    def commitments(self) -> Commitments:
        """What people practise."""

    @property
    def partnerships(self) -> Partnerships:
        """Who asks with whom."""

    @property
    def lessons(self) -> Lessons:
        """What people share without their names."""

    @property
    def exports(self) -> Exports:
        """Links that hand out a sheet."""

    @property
    def workspace(self) -> Workspaces:
        """The workspace itself."""

    def attempt(self, work: Callable[[], T]) -> T:
        """Run a part of the work that is undone by itself when it fails.

        Raises Undone for what the part raised, and Conflict, after which the unit is run again.
        """


class Turn(Frozen):
    """Whose work this is and when it was said: units of one person run in the order of `at`.

    `delivery` is the key of the delivery that brought it, where its unit notes that one.
    """

    person: str
    at: float
    delivery: str = ""


class Store(Protocol):
    """Runs units of work."""

    async def run(self, workspace: str, work: Callable[[Unit], T], turn: Turn | None = None) -> T:
        """Run the work in a transaction and return its result once it is durable.

        Work may be run more than once (after a Conflict, or when other work of the same
        transaction failed), so it touches nothing but the unit.
        """

    async def workspaces(self) -> tuple[str, ...]:
        """Ids of all workspaces of which anything is kept."""

    async def workspaces_with_mail(self) -> tuple[str, ...]:
        """Ids of workspaces that have messages waiting."""

    async def workspaces_with_pools(self) -> tuple[str, ...]:
        """Ids of workspaces that have pools of lessons and are not locked."""

    async def shred_lessons(self) -> bool:
        """Remove from the database's own files what was released, withdrawn or forgotten there.

        Quick when nothing was; so it can be called again and again, and is to be called soon after
        a release and at every start. False when others were in the way: to be called again.
        """


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class Ids(Protocol):
    """Where random names come from."""

    def new(self) -> str:
        """A name nobody can guess and that tells nothing about order (32 hex digits)."""


class Undelivered(Exception):  # noqa: N818 - an answer of the platform, not a fault of ours
    """The platform did not take a message.

    `why`: `busy` (try after `wait` seconds), `refused` (this message never will be taken),
    `gone` (Parley was removed from the workspace); of a public message also `uninvited` (Parley
    is no member of the channel) and `unsure` (it may have been taken).
    """

    def __init__(
        self,
        why: Literal["busy", "refused", "gone", "uninvited", "unsure"],
        wait: float = 0,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Courier(Protocol):
    """Carries cards and screens to one platform."""

    async def post(
        self, person: Person, card: Card, key: str, *, doubtful: bool, thread: str | None = None
    ) -> str:
        """Send the card to the person's direct message; returns the channel it went to.

        With `thread` it answers that message of the same conversation.

        `key` travels with the message so that a doubtful sending can be looked up: with
        `doubtful` the conversation's history is searched for it first. Raises Undelivered.
        """

    async def profile_zone(self, person: Person) -> str | None:
        """The IANA zone of the person's profile."""


class Profile(Frozen):
    """What the platform says of somebody: their IANA zone, and whether they can be written to.

    `reachable` is False for apps, for those who left, and for people of other workspaces.
    """

    zone: str | None
    reachable: bool


class ChannelFacts(Frozen):
    """What the platform says of a channel.

    `members` are the platform's ids of all who are in it; `member` says whether Parley is;
    `shared` whether another company reads it too; `group` is False for direct messages of any
    number of people. With `missing`, the rights that Parley would need to ask, nothing else is
    known; neither is it when the platform does not show Parley the channel (`hidden`).
    """

    members: frozenset[str] = frozenset()
    member: bool = False
    archived: bool = False
    shared: bool = False
    group: bool = True
    hidden: bool = False
    missing: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether Parley can post there, to people of one company alone."""
        apart = self.hidden or self.archived or self.shared or self.missing
        return self.member and self.group and not apart


class Errands(Protocol):
    """What is done on one platform beside messages to a person."""

    async def look_up(self, person: Person) -> Profile:
        """The profile of somebody. Raises Undelivered."""

    async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
        """Post a card to a channel, at most once; returns the id of the message there.

        With `thread` it answers that message. Raises Undelivered: `busy` only when it certainly
        was not taken.
        """

    async def edit(self, channel: str, message: str, card: Card) -> None:
        """Show another card in a message of Parley's; one that is not there any more needs none.

        Raises Undelivered.
        """

    async def about_channel(self, channel: str) -> ChannelFacts:
        """What is known of a channel and who is in it. Raises Undelivered."""

    async def members(self, channel: str) -> frozenset[str]:
        """The platform's ids of all who are in a channel. Raises Undelivered."""

    async def member_of(self, channels: Collection[str], user: str) -> frozenset[str] | None:
        """Those of these channels somebody is in; not those Parley cannot ask about.

        None when a right to ask is missing and none is found without it. Raises Undelivered.
        """

    async def retract(self, channel: str, message: str) -> None:
        """Delete a message of Parley's; one that is not there any more is deleted.

        Raises Undelivered.
        """
