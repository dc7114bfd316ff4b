"""What falls due for the people of one workspace."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.calendar.etiquette import Sent
from bot.ports import Due, DueKind, Enclosed
from storage import statements_due as statements
from storage.session import Session


class Agenda:
    """Keeps `bot.ports.Agenda`; what is due while the workspace is locked waits until it is not."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def plan(self, due: Due) -> None:
        """Keep it by its send key.

        One that is waiting or queued moves to this moment, as a new generation; one that is being
        sent, was sent or dropped stays as it is.
        """
        session = self._session
        session.later(
            statements.PLAN_DUE,
            session.workspace,
            due.id,
            due.person,
            due.kind,
            due.about,
            session.moment(due.due),
            due.send_key,
            due.generation,
        )

    def cancel(self, person: str, kind: DueKind, about: str = "") -> None:
        """Forget what of this kind is waiting or queued; it can be planned anew.

        One that may have been sent already is dropped instead, and its key stays used.
        """
        which = (self._session.workspace, person, kind, about)
        self._session.later(statements.CANCEL_DOUBTFUL, *which)
        self._session.later(statements.CANCEL_DUE, *which)

    def withdraw(self, row: str) -> None:
        """Cancel one row, by its id, if it is waiting or queued."""
        which = (self._session.workspace, row)
        self._session.later(statements.WITHDRAW_DOUBTFUL, *which)
        self._session.later(statements.WITHDRAW_DUE, *which)

    def of(self, person: str) -> tuple[Due, ...]:
        """What is waiting or queued, the first due first."""
        values = (self._session.workspace, person)
        return self._dues(self._session.execute(statements.DUE_OF, values).fetchall())

    def fence(self, batch: str) -> tuple[Due, ...]:
        """Take the rows that are still in this batch, marking them `sending`, the first due first.

        Those that were `sending` already come back doubtful, with their letter. In a locked
        workspace nothing is taken.
        """
        rows = self._session.write(statements.FENCE_DUE, self._session.workspace, batch).fetchall()
        return self._in_order(rows)

    def join(self, until: Mapping[str, datetime], batch: str) -> tuple[Due, ...]:
        """Take into the batch what else of these people is waiting and due before their moment."""
        session = self._session
        statement, workspace = statements.JOIN_DUE[session.dialect], session.workspace
        moments = session.records(
            {"whose": person, "until": session.moment(moment)} for person, moment in until.items()
        )
        people = session.several(until)
        values = (batch, workspace, batch, moments, workspace, people)
        return self._in_order(session.write(statement, *values).fetchall())

    def into(self, letters: Collection[Enclosed]) -> None:
        """Note of the rows that were taken in which letter they travel."""
        session = self._session
        records = session.records(
            {"which": row, "letter": one.letter, "week": one.for_week}
            for one in letters
            for row in one.rows
        )
        rows = session.several(row for one in letters for row in one.rows)
        session.write(statements.INTO_LETTER[session.dialect], records, session.workspace, rows)

    def later(self, row: str, due: datetime, *, tried: bool = True) -> None:
        """Put a row that was taken back to waiting, as a new generation.

        One that already travels in a letter comes back doubtful with it, unless the letter surely
        was not `tried`: then the row is as if it had never been in one.
        """
        session = self._session
        values = (session.moment(due), tried, tried, session.workspace, row)
        session.write(statements.DUE_LATER, *values)

    def drop(self, row: str) -> None:
        """Forget a row that was taken: there is nothing to say any more; it can be planned anew.

        One that may have been sent already is kept as dropped, and its key stays used.
        """
        which = (self._session.workspace, row)
        self._session.write(statements.DROP_DOUBTFUL, *which)
        self._session.write(statements.DROP_DUE, *which)

    def sent(self, letters: Collection[str], now: datetime) -> None:
        """The letters were accepted by the platform: their rows that are `sending` are `sent`."""
        session = self._session
        statement = statements.DUE_SENT[session.dialect]
        session.write(statement, session.moment(now), session.workspace, session.several(letters))

    def sent_since(
        self, people: Collection[str], since: datetime
    ) -> Mapping[str, tuple[Sent, ...]]:
        """What each of these people got, one entry a letter, the oldest first."""
        session = self._session
        values = (session.workspace, session.several(people), session.moment(since))
        found: dict[str, list[Sent]] = defaultdict(list)
        statement = statements.SENT_SINCE[session.dialect]
        for person, at, week in session.execute(statement, values).fetchall():
            found[person].append(Sent(at=session.read_moment(at), for_week=bool(week)))
        return {person: tuple(found[person]) for person in people}

    def last_sent(self, person: str, kind: DueKind) -> datetime | None:
        """When something of this kind went out last, as far as it is remembered."""
        session = self._session
        (at,) = session.one(statements.LAST_SENT, session.workspace, person, kind)
        return None if at is None else session.read_moment(at)

    def last_key(self, person: str, kind: DueKind) -> str | None:
        """The greatest key of this kind that is used, as far as is remembered.

        It is being sent, was sent, or was dropped although it may have been.
        """
        (key,) = self._session.one(statements.LAST_KEY, self._session.workspace, person, kind)
        return None if key is None else str(key)

    def forget(self, before: datetime) -> None:
        """Delete weekly rows (nudge, partner) that were due and finished before this moment.

        So is what went out before it about something that was deleted since.
        """
        session = self._session
        moment = session.moment(before)
        session.write(statements.FORGET_DUE, session.workspace, moment, moment)
        session.write(statements.FORGET_PAST, session.workspace, moment)

    def _in_order(self, rows: Iterable[Any]) -> tuple[Due, ...]:
        return tuple(sorted(self._dues(rows), key=lambda due: (due.due, due.send_key)))

    def _dues(self, rows: Iterable[Any]) -> tuple[Due, ...]:
        return tuple(self._due(*row) for row in rows)

    def _due(  # noqa: PLR0913, PLR0917 - the columns of a row, in their order
        self,
        name: str,
        person: str,
        kind: DueKind,
        due: Any,
        send_key: str,
        about: str,
        generation: int,
        letter: str | None,
        doubtful: Any,
    ) -> Due:
        return Due(
            id=name,
            person=person,
            kind=kind,
            due=self._session.read_moment(due),
            send_key=send_key,
            about=about,
            generation=generation,
            letter=letter or "",
            doubtful=bool(doubtful),
        )
