"""The people of one workspace."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from bot.calendar.rhythm import Rhythm
from bot.ports import Person
from storage import statements, statements_due, statements_learning
from storage.sealing import WRAPPED_BYTES
from storage.session import KNOCKER, Session

_RHYTHM: Final = ("person", "rhythm")
_USER: Final = 1  # its place in a row


class People:
    """Keeps `bot.ports.People`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user: str) -> Person | None:
        """The person with this platform id, or None."""
        row = self._session.ahead.pop(KNOCKER, None)
        if row is None or row[_USER] != user:
            row = self._session.one(statements.FIND_PERSON, self._workspace, user)
        return self._person(row)

    def get(self, person: str) -> Person | None:
        """The person with this id of ours, or None."""
        return self._person(self._session.one(statements.GET_PERSON, self._workspace, person))

    def several(self, people: Collection[str]) -> Mapping[str, Person]:
        """Those of these people (ids of ours) who are there; their rhythms are read with them."""
        session = self._session
        values = (self._workspace, session.several(people))
        rows = session.execute(statements.GET_PEOPLE[session.dialect], values).fetchall()
        found = {}
        for *row, rhythm in rows:
            found[row[0]] = self._known(row)
            session.ahead["rhythm", row[0]] = rhythm
        return found

    def add(self, person: Person) -> None:
        """Keep a new person of this workspace, with a key; ValueError for another workspace."""
        if person.workspace != self._workspace:
            raise ValueError("A person is added in the workspace they belong to")
        session = self._session
        session.later(statements.KNOW_WORKSPACE, self._workspace)
        key = session.one(statements.ADD_KEY, self._workspace, session.new_key(person.id))
        session.later(
            statements.ADD_PERSON,
            self._workspace,
            person.id,
            person.user,
            person.channel,
            person.zone,
            session.moment(person.zone_checked),
            person.welcomed,
            person.current,
            key[0],
        )

    def stand_in(self, person: str) -> str:
        """Keep somebody who is known to no platform (under this id of ours); gives the id."""
        self.add(Person(id=person, workspace=self._workspace, user=f"nobody {person}"))
        return person

    def keep_channel(self, person: str, channel: str) -> None:
        """Keep the direct message with the person."""
        self._keep(statements.KEEP_CHANNEL, channel, self._workspace, person)

    def keep_zone(self, person: str, zone: str | None, checked: datetime) -> None:
        """Keep the zone of the profile and when it was asked; None leaves the earlier zone."""
        moment = self._session.moment(checked)
        self._keep(statements.KEEP_ZONE, zone, moment, self._workspace, person)

    def keep_current(self, person: str, conversation: str | None) -> None:
        """Keep which conversation typed words belong to, if any."""
        self._keep(statements.KEEP_CURRENT, conversation, self._workspace, person)

    def welcome(self, person: str) -> bool:
        """Note that the person is welcomed; True for the first who notes it."""
        self._session.ahead.pop(KNOCKER, None)
        noted = self._session.write(statements.WELCOME, self._workspace, person)
        return noted.rowcount == 1

    def rhythm(self, person: str) -> Rhythm:
        """When the person wants to hear from Parley; the usual rhythm until they choose."""
        sealed = self._sealed_rhythm(person)
        if sealed is None:
            return Rhythm()
        table, column = _RHYTHM
        return Rhythm.model_validate_json(
            self._session.unseal(person, table, person, column, sealed)
        )

    def _sealed_rhythm(self, person: str) -> bytes | None:
        session, key = self._session, ("rhythm", person)
        row = (session.ahead[key],) if key in session.ahead else None
        row = row or session.one(statements.RHYTHM, self._workspace, person)
        sealed: bytes | None = row[0] if row else None
        return sealed

    def keep_rhythm(self, person: str, rhythm: Rhythm) -> None:
        """Keep the rhythm, sealed: holidays and pauses are nobody else's business."""
        session = self._session
        table, column = _RHYTHM
        sealed = session.seal(person, table, person, column, rhythm.model_dump_json())
        session.ahead.pop(("rhythm", person), None)
        session.later(statements.KEEP_RHYTHM, sealed, self._workspace, person)

    def erase(self, person: str) -> None:
        """Delete the person with everything of theirs, and overwrite their key.

        Deliveries stay as bare hashes, so that a redelivery does not bring the person back. On
        SQLite the log is wiped after the commit; in a large file unused parts of pages may hold
        random ids of theirs for a while, never the key. PostgreSQL keeps dead rows until its next
        vacuum and its log until that is recycled: there the key stays, wrapped by the master key.
        """
        session = self._session
        session.ahead.clear()
        nothing = bytes(WRAPPED_BYTES)
        self._withdraw_invitations(person)
        session.write(statements.ERASE_KEY, nothing, self._workspace, self._workspace, person)
        if session.write(statements.ERASE_PERSON, self._workspace, person).rowcount:
            session.write(statements.ERASE_DELIVERIES, self._workspace, person)
            session.drop_key(person)

    def _keep(self, statement: str, *values: Any) -> None:
        self._session.ahead.pop(KNOCKER, None)
        self._session.later(statement, *values)

    def _withdraw_invitations(self, owner: str) -> None:
        """Forget what others were and were to be asked in the owner's name: it names a partnership.

        That something came on that day stays with them.
        """
        session = self._session
        whose = (self._workspace, owner)
        partnerships = session.execute(statements_learning.PARTNERSHIPS_OF, whose).fetchall()
        for partnership, _, _, partner, *_ in partnerships:
            for statement in (statements_due.PAST_DUE, statements_due.DELETE_DUE):
                session.write(statement, self._workspace, partner, partnership)

    @property
    def _workspace(self) -> str:
        return self._session.workspace

    def _person(self, row: Any) -> Person | None:
        return None if row is None else self._known(row)

    def _known(self, row: Any) -> Person:
        name, user, channel, zone, checked, welcomed, current, wrapped = row
        self._session.saw_key(name, wrapped)
        return Person(
            id=name,
            workspace=self._workspace,
            user=user,
            channel=channel,
            zone=zone,
            zone_checked=None if checked is None else self._session.read_moment(checked),
            welcomed=bool(welcomed),
            current=current,
        )
