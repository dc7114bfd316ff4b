"""One unit of work: the repositories of one workspace in one transaction."""

from storage.agenda import Agenda
from storage.conversations import Conversations
from storage.deliveries import Deliveries
from storage.exports import Exports
from storage.learning import Commitments, Partnerships
from storage.lessons import Lessons
from storage.outbox import Outbox
from storage.people import People
from storage.session import Session
from storage.workspaces import Workspaces


class Unit:
    """Keeps `bot.ports.Unit`."""

    __slots__ = (
        "agenda",
        "attempt",
        "commitments",
        "conversations",
        "deliveries",
        "exports",
        "lessons",
        "outbox",
        "partnerships",
        "people",
        "workspace",
    )

    def __init__(self, session: Session) -> None:
        self.people = People(session)
        self.conversations = Conversations(session)
        self.deliveries = Deliveries(session)
        self.outbox = Outbox(session)
        self.agenda = Agenda(session)
        self.commitments = Commitments(session)
        self.partnerships = Partnerships(session)
        self.exports = Exports(session)
        self.lessons = Lessons(session)
        self.workspace = Workspaces(session)
        self.attempt = session.attempt
