"""Links that hand out one sheet, once."""

from datetime import datetime

from storage import statements
from storage.session import Session


class Exports:
    """Keeps `bot.ports.Exports`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, secret_hash: str, person: str, conversation: str, expires: datetime) -> None:
        """Keep a link by the hash of its secret."""
        session = self._session
        session.write(
            statements.ADD_EXPORT,
            session.workspace,
            secret_hash,
            person,
            conversation,
            session.moment(expires),
        )

    def find(self, secret_hash: str, now: datetime) -> tuple[str, str] | None:
        """(person, conversation) of a link that still works, else None; looking uses nothing up."""
        return self._link(statements.FIND_EXPORT, secret_hash, now)

    def use(self, secret_hash: str, now: datetime) -> tuple[str, str] | None:
        """The same, and the link is used up; None when it was used or is too old."""
        return self._link(statements.USE_EXPORT, secret_hash, now)

    def forget(self, now: datetime) -> None:
        """Delete links that are too old to work."""
        session = self._session
        session.write(statements.FORGET_EXPORTS, session.workspace, session.moment(now))

    def _link(self, statement: str, secret_hash: str, now: datetime) -> tuple[str, str] | None:
        session = self._session
        row = session.one(statement, session.workspace, secret_hash, session.moment(now))
        return None if row is None else (row[0], row[1])
