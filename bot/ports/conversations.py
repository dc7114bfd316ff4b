"""Guided conversations, what was handled, what waits to be sent, and links to sheets."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.cards import Frozen
from bot.dialogue.script import State


class Conversation(Frozen):
    """One guided conversation of one person; `revision` rises with every change of its state.

    `about` is the conversation it looks back on: the preparation of a reflection.
    """

    id: str
    person: str
    revision: int
    state: State
    started: datetime
    changed: datetime
    about: str | None = None


class Recorded(Frozen):
    """One line of a conversation's history: when something was answered, and what (JSON)."""

    at: datetime
    said: str


class Outgoing(Frozen):
    """A message that is to be sent: what to compose when its turn comes, never the finished text.

    `kind` names what is composed; `revision` is that of the conversation when it was written;
    `details` (JSON, sealed at rest) may hold what was heard, so it is read by nobody else;
    `thread` is the message it answers, None for the conversation itself; `attempts` counts the
    tries before this one, `failures` those that failed for a reason of our own.
    """

    id: str
    person: str
    kind: str
    conversation: str | None = None
    revision: int = 0
    details: str = ""
    thread: str | None = None
    attempts: int = 0
    failures: int = 0


class Conversations(Protocol):
    """Conversations of one workspace; every read names the person it belongs to."""

    def get(self, person: str, conversation: str) -> Conversation | None:
        """The conversation if it is this person's, else None."""

    def ahead(self, conversations: Collection[str]) -> None:
        """Read these at once, so that `get` need not ask for each of them in this unit."""

    def of(self, person: str, script: str = "prepare") -> tuple[Conversation, ...]:
        """All of this person's that follow this script, the last changed first."""

    def history(self, person: str, conversation: str) -> tuple[Recorded, ...]:
        """What was answered in the conversation, the oldest first."""

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


CLAIM_LASTS: Final = timedelta(minutes=2)
"""How long a claimed message is its claimer's alone; who sends it is done well before or renews."""


class Outbox(Protocol):
    """Messages waiting to be sent from one workspace."""

    def put(self, message: Outgoing, now: datetime) -> None:
        """Write a message to be sent, in the transaction of the event that caused it."""

    def claim(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Take up to `limit` messages that are due, oldest first, and mark them `sending`.

        Of each person's messages only the first is taken: they hear things in order. One that
        does not open is dropped.
        """

    def renew(self, message: str, now: datetime) -> bool:
        """Claim a claimed message from now on; False when it must not be sent any more.

        That is when somebody else took it over, its person was erased, or the workspace locked.
        """

    def sent(self, message: str) -> None:
        """The message was accepted by the platform."""

    def later(self, message: str, due: datetime, *, failed: bool = False) -> None:
        """Try the message again at `due`, unless somebody else took it over.

        With `failed` it counts as a failure of our own, else only as a try.
        """

    def drop(self, message: str) -> None:
        """Give the message up."""

    def recover(self, now: datetime, in_hand: Collection[str]) -> None:
        """Return to waiting, as a second attempt, what is `sending` and nobody sends.

        That is what another process claimed CLAIM_LASTS ago or earlier, and what this one claimed
        but has not `in_hand`.
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
