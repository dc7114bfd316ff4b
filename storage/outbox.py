"""Messages waiting to be sent from one workspace."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from bot.ports import Outgoing
from storage import statements
from storage.errors import Unsealable
from storage.session import Session

_DETAILS: Final = ("outbox", "details")
# On PostgreSQL another process may be alive and sending; SQLite has only this one.
_PATIENCE: Final = {"sqlite": timedelta(0), "postgresql": timedelta(minutes=2)}


class Outbox:
    """Keeps `bot.ports.Outbox`; a message that was sent or dropped is deleted."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, message: Outgoing, now: datetime) -> None:
        """Write a message to be sent, in the transaction of the event that caused it."""
        session = self._session
        table, column = _DETAILS
        details = message.details and session.seal(
            message.person, table, message.id, column, message.details
        )
        session.write(
            statements.PUT_MESSAGE,
            session.workspace,
            message.id,
            message.person,
            message.kind,
            message.conversation,
            message.revision,
            details or None,
            message.attempts,
            session.moment(now),
        )

    def claim(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Take up to `limit` messages that are due, oldest first, and mark them `sending`.

        Each goes to one claimer, however many processes claim. Of each person's messages only
        the first is taken: the next one when that is sent or dropped. Nothing is claimed in a
        locked workspace. One that does not open is left behind, so that it holds up only its own
        person; Unsealable when there is no other.
        """
        session = self._session
        at = session.moment(now)
        rows = session.write(
            statements.CLAIM_MESSAGES[session.dialect],
            at,
            session.holder,
            session.workspace,
            at,
            limit,
        ).fetchall()
        claimed, closed = [], None
        for row in sorted(rows):
            try:
                claimed.append(self._message(row))
            except Unsealable as error:
                closed = error
        if closed and not claimed:
            raise closed
        return tuple(claimed)

    def sent(self, message: str) -> None:
        """The message was accepted by the platform."""
        self._session.write(statements.MESSAGE_GONE, self._session.workspace, message)

    def later(self, message: str, due: datetime) -> None:
        """Try the message again at `due`."""
        session = self._session
        session.write(statements.MESSAGE_LATER, session.moment(due), session.workspace, message)

    def drop(self, message: str) -> None:
        """Give the message up."""
        self._session.write(statements.MESSAGE_GONE, self._session.workspace, message)

    def recover(self, now: datetime, in_hand: Collection[str]) -> None:
        """Return to waiting, as a second attempt, what is `sending` and nobody sends.

        That is what another process claimed (on PostgreSQL at least two minutes ago: it may still
        be alive), and what this one claimed but has not `in_hand`: a write about it failed.
        """
        session = self._session
        session.write(
            statements.RECOVER_MESSAGES,
            session.workspace,
            session.holder,
            session.moment(now - _PATIENCE[session.dialect]),
        )
        claimed = session.execute(
            statements.MESSAGES_SENDING, (session.workspace, session.holder)
        ).fetchall()
        for (message,) in claimed:
            if message not in in_hand:
                self.later(message, now)

    def _message(self, row: Any) -> Outgoing:
        _, name, person, kind, conversation, revision, sealed, attempts = row
        table, column = _DETAILS
        details = self._session.unseal(person, table, name, column, sealed) if sealed else ""
        return Outgoing(
            id=name,
            person=person,
            kind=kind,
            conversation=conversation,
            revision=revision,
            details=details,
            attempts=attempts,
        )
