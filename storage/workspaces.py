"""The workspace of a unit of work."""

from datetime import datetime

from storage import statements, statements_due
from storage.session import Session


class Workspaces:
    """Keeps `bot.ports.Workspaces`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def locked(self) -> bool:
        """Whether Parley was removed from it."""
        return self._session.one(statements.IS_LOCKED, self._session.workspace) is not None

    def lock(self, now: datetime) -> None:
        """Stop everything for this workspace; nothing is claimed from its outbox any more."""
        session = self._session
        session.write(statements.LOCK_WORKSPACE, session.workspace, session.moment(now))

    def unlock(self) -> None:
        """Parley was installed again; what fell due meanwhile is taken up."""
        session = self._session
        session.write(statements.UNLOCK_WORKSPACE, session.workspace)
        session.write(statements_due.UNPARK_DUE, session.workspace)
