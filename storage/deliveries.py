"""Which deliveries were handled in one workspace, and with what answer."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from storage import statements
from storage.session import Session

_ANSWER: Final = ("delivery", "answer")


class Deliveries:
    """Keeps `bot.ports.Deliveries`; of a key only its hash is stored."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def first(self, key: str, person: str | None, now: datetime) -> bool:
        """Note the delivery; False when it was noted before, and then nothing may change."""
        session = self._session
        if person is None:  # with a person the workspace is known
            session.later(statements.KNOW_WORKSPACE, session.workspace)
        noted = session.ahead.pop(("noted", key), None)
        if noted:
            return False
        values = (session.workspace, key_hash(key), person, session.moment(now))
        if noted is None:
            return session.write(statements.NOTE_DELIVERY, *values).rowcount == 1
        session.later(statements.NOTE_DELIVERY, *values, rows=1)
        return True

    def noted(self, key: str) -> bool:
        """Whether the delivery was noted before, also when its person is gone."""
        session = self._session
        return session.one(statements.DELIVERY, session.workspace, key_hash(key)) is not None

    def answer(self, key: str) -> str:
        """The answer the first delivery got; empty for a bare acknowledgement or an erased one."""
        digest = key_hash(key)
        person, sealed = self._row(digest)
        if person is None or sealed is None:
            return ""
        table, column = _ANSWER
        return self._session.unseal(person, table, digest.hex(), column, sealed)

    def remember(self, key: str, answer: str) -> None:
        """Keep the answer for a second delivery, sealed with the key of its person.

        An answer without a person could not be sealed: ValueError, unless it is empty.
        """
        if not answer:
            return
        digest = key_hash(key)
        person, _ = self._row(digest)
        if person is None:
            raise ValueError("Only an answer to a known person is kept")
        session = self._session
        table, column = _ANSWER
        sealed = session.seal(person, table, digest.hex(), column, answer)
        session.later(statements.REMEMBER_ANSWER, sealed, session.workspace, digest)

    def forget(self, before: datetime) -> None:
        """Delete notes older than `before`."""
        session = self._session
        session.write(statements.FORGET_DELIVERIES, session.workspace, session.moment(before))

    def _row(self, digest: bytes) -> tuple[str | None, bytes | None]:
        row = self._session.one(statements.DELIVERY, self._session.workspace, digest)
        return (None, None) if row is None else (row[0], row[1])


def key_hash(key: str) -> bytes:
    """What is stored of a key, which may name a channel and an author."""
    return sha256(key.encode()).digest()
