"""Messages waiting to be sent from one workspace."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from bot.ports import CLAIM_LASTS, Outgoing
from storage import statements
from storage.errors import Unsealable
from storage.session import Session

log = logging.getLogger("parley.storage")

_DETAILS: Final = ("outbox", "details")
# On PostgreSQL another process may be alive and sending; SQLite has only this one.
_PATIENCE: Final = {"sqlite": timedelta(0), "postgresql": CLAIM_LASTS}


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
        session.later(
            statements.PUT_MESSAGE,
            session.workspace,
            message.id,
            message.person,
            message.kind,
            message.conversation,
            message.revision,
            details or None,
            message.attempts,
            message.failures,
            message.thread,
            session.moment(now),
        )

    def claim(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Take up to `limit` messages that are due, oldest first, and mark them `sending`.

        Each goes to one claimer, however many processes claim. Of each person's messages only
        the first is taken: the next one when that is sent or dropped. Nothing is claimed in a
        locked workspace. One that does not open never will: it is dropped and logged, so that the
        person's next one can be claimed.
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
        return tuple(one for one in map(self._opened, sorted(rows)) if one)

    def renew(self, message: str, now: datetime) -> bool:
        """Claim a claimed message from now on; False when it must not be sent any more.

        That is when another process took it over, its person was erased, or the workspace locked.
        """
        session = self._session
        at = session.moment(now)
        whose = (session.workspace, message, session.holder)
        return session.write(statements.RENEW_CLAIM, at, *whose).rowcount == 1

    def sent(self, message: str) -> None:
        """The message was accepted by the platform."""
        self._session.later(statements.MESSAGE_GONE, self._session.workspace, message)

    def later(self, message: str, due: datetime, *, failed: bool = False) -> None:
        """Try the message again at `due`, unless another process took it over.

        With `failed` it counts as a failure of our own, else only as a try.
        """
        session = self._session
        whose = (session.workspace, message, session.holder)
        session.later(statements.MESSAGE_LATER, int(failed), session.moment(due), *whose)

    def drop(self, message: str) -> None:
        """Give the message up."""
        self._session.later(statements.MESSAGE_GONE, self._session.workspace, message)

    def recover(self, now: datetime, in_hand: Collection[str]) -> None:
        """Return to waiting, as a second attempt, what is `sending` and nobody sends.

        That is what another process claimed (on PostgreSQL CLAIM_LASTS ago or earlier: it may
        still be alive), and what this one claimed but has not `in_hand`: a write about it failed.
        """
        session = self._session
        session.later(
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

    def _opened(self, row: Any) -> Outgoing | None:
        try:
            return self._message(row)
        except Unsealable:
            facts = {"kind": row[3]}
            log.error("A message that does not open was dropped.", extra={"facts": facts})
            self.drop(row[1])
            return None

    def _message(self, row: Any) -> Outgoing:
        _, name, person, kind, conversation, revision, sealed, attempts, failures, thread = row
        table, column = _DETAILS
        details = self._session.unseal(person, table, name, column, sealed) if sealed else ""
        return Outgoing(
            id=name,
            person=person,
            kind=kind,
            conversation=conversation,
            revision=revision,
            details=details,
            thread=thread,
            attempts=attempts,
            failures=failures,
        )
