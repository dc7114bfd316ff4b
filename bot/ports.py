"""What the use cases need from outside, as protocols; `storage` and `handlers` keep them."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.cards import Card, Frozen
from bot.dialogue.script import State

T = TypeVar("T")


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


class Conversation(Frozen):
    """One guided conversation of one person; `revision` rises with every change of its state."""

    id: str
    person: str
    revision: int
    state: State
    started: datetime
    changed: datetime


class Outgoing(Frozen):
    """A message that is to be sent: what to compose when its turn comes, never the finished text.

    `kind` names what is composed; `revision` is that of the conversation when it was written;
    `details` (JSON, sealed at rest) may hold what was heard, so it is read by nobody else.
    """

    id: str
    person: str
    kind: str
    conversation: str | None = None
    revision: int = 0
    details: str = ""
    attempts: int = 0


class Conflict(Exception):  # noqa: N818 - a race lost, not a fault
    """Somebody else changed the conversation since it was read; the unit is run again."""


class People(Protocol):
    """The people of one workspace."""

    def find(self, user: str) -> Person | None:
        """The person with this platform id, or None."""

    def get(self, person: str) -> Person | None:
        """The person with this id of ours, or None."""

    def add(self, person: Person) -> None:
        """Keep a new person and make the key that seals what they type."""

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


class Conversations(Protocol):
    """Conversations of one workspace; every read names the person it belongs to."""

    def get(self, person: str, conversation: str) -> Conversation | None:
        """The conversation if it is this person's, else None."""

    def of(self, person: str) -> tuple[Conversation, ...]:
        """All of this person's, the last changed first."""

    def add(self, conversation: Conversation) -> None:
        """Keep a new conversation."""

    def save(self, conversation: Conversation, expected: int) -> None:
        """Write the state with its new revision; Conflict unless the stored one is `expected`."""

    def record(self, conversation: Conversation, said: str) -> None:
        """Append what was answered (JSON, sealed) to the conversation's history."""

    def delete(self, person: str, conversation: str) -> None:
        """Delete one conversation with its history and waiting messages."""


class Deliveries(Protocol):
    """Which deliveries were handled, and with what answer."""

    def first(self, key: str, person: str | None, now: datetime) -> bool:
        """Note the delivery; False when it was noted before, and then nothing may change."""

    def noted(self, key: str) -> bool:
        """Whether the delivery was noted before, by whoever it came."""

    def answer(self, key: str) -> str:
        """The answer the first delivery got (JSON), empty when it was a bare acknowledgement."""

    def remember(self, key: str, answer: str) -> None:
        """Keep the answer for a second delivery, sealed with the key of the delivery's person.

        ValueError when the delivery was noted without one and there is an answer to keep.
        """

    def forget(self, before: datetime) -> None:
        """Delete notes older than `before`."""


class Outbox(Protocol):
    """Messages waiting to be sent from one workspace."""

    def put(self, message: Outgoing, now: datetime) -> None:
        """Write a message to be sent, in the transaction of the event that caused it."""

    def claim(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Take up to `limit` messages that are due, oldest first, and mark them `sending`.

        Of each person's messages only the first is taken: they hear things in order.
        """

    def sent(self, message: str) -> None:
        """The message was accepted by the platform."""

    def later(self, message: str, due: datetime) -> None:
        """Try the message again at `due`."""

    def drop(self, message: str) -> None:
        """Give the message up."""

    def recover(self, now: datetime, in_hand: Collection[str]) -> None:
        """Return to waiting, as a second attempt, what is `sending` and nobody sends.

        That is what a stopped process left, and what this one claimed but has not `in_hand`.
        """


class Exports(Protocol):
    """Links that hand out one sheet, once."""

    def add(self, secret_hash: str, person: str, conversation: str, expires: datetime) -> None:
        """Keep a link by the hash of its secret."""

    def find(self, secret_hash: str, now: datetime) -> tuple[str, str] | None:
        """(person, conversation) of a link that still works, else None; looking uses nothing up."""

    def use(self, secret_hash: str, now: datetime) -> tuple[str, str] | None:
        """The same, and the link is used up; None when it was used or is too old."""

    def forget(self, now: datetime) -> None:
        """Delete links that are too old to work."""


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
    def exports(self) -> Exports:
        """Links that hand out a sheet."""

    @property
    def workspace(self) -> Workspaces:
        """The workspace itself."""


class Turn(Frozen):
    """Whose work this is and when it was said: units of one person run in the order of `at`."""

    person: str
    at: float


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


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class Ids(Protocol):
    """Where random names come from."""

    def new(self) -> str:
        """A name nobody can guess and that tells nothing about order (UUID4 hex)."""


class Undelivered(Exception):  # noqa: N818 - an answer of the platform, not a fault of ours
    """The platform did not take a message.

    `why`: `busy` (try after `wait` seconds), `refused` (this message never will be taken),
    `gone` (Parley was removed from the workspace).
    """

    def __init__(self, why: Literal["busy", "refused", "gone"], wait: float = 0) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Courier(Protocol):
    """Carries cards and screens to one platform."""

    async def post(self, person: Person, card: Card, key: str, *, doubtful: bool) -> str:
        """Send the card to the person's direct message; returns the channel it went to.

        `key` travels with the message so that a doubtful sending can be looked up: with
        `doubtful` the conversation's history is searched for it first. Raises Undelivered.
        """

    async def profile_zone(self, person: Person) -> str | None:
        """The IANA zone of the person's profile."""
