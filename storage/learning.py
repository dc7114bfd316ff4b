"""What people of one workspace practise, what came of it, and who asks with them."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from bot.ports import Check, Commitment, Partnership
from storage import statements_learning as statements
from storage.session import Session

_WORDS: Final = ("commitment", "words")
_NOTE: Final = ("weekly_check", "note")


class _Words(BaseModel):
    """What is sealed of a commitment."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    cue: str
    act: str
    evidence: str
    start: str
    finish: str
    public: str = ""


class Commitments:
    """Keeps `bot.ports.Commitments`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def ahead(self, people: Collection[str]) -> None:
        """Read what these people practise at once, with its weeks, for `of` and `checks`.

        It stays sealed until then: what does not open is the trouble of who asks for it.
        """
        session = self._session
        ahead, values = session.ahead, (session.workspace, session.several(people))
        ahead |= {("commitments", person): [] for person in people}
        statement = statements.COMMITMENTS_OF_PEOPLE[session.dialect]
        for row in session.execute(statement, values).fetchall():
            ahead["commitments", row[1]].append(row)
            ahead["checks", row[1], row[0]] = {}
        statement = statements.CHECKS_OF_PEOPLE[session.dialect]
        for person, commitment, week, *told in session.execute(statement, values).fetchall():
            ahead.setdefault(("checks", person, commitment), {})[week] = (week, *told)

    def add(self, commitment: Commitment) -> None:
        """Keep a new one."""
        self._session.ahead.clear()
        self._session.write(statements.ADD_COMMITMENT, *self._values(commitment))

    def save(self, commitment: Commitment) -> None:
        """Keep what changed of it."""
        self._session.ahead.clear()
        self._session.write(statements.SAVE_COMMITMENT, *self._values(commitment))

    def get(self, person: str, commitment: str) -> Commitment | None:
        """The commitment if it is this person's, else None."""
        session = self._session
        row = session.one(statements.GET_COMMITMENT, session.workspace, person, commitment)
        return None if row is None else self._commitment(row)

    def of(self, person: str) -> tuple[Commitment, ...]:
        """All of this person's, the last begun first."""
        session = self._session
        rows = session.ahead.get(("commitments", person))
        if rows is None:
            values = (session.workspace, person)
            rows = session.execute(statements.COMMITMENTS_OF, values).fetchall()
        return tuple(map(self._commitment, rows))

    def posted(self, person: str) -> tuple[tuple[str, str], ...]:
        """Channel and message of what this person has in channels, also when nothing else opens."""
        session = self._session
        rows = session.execute(statements.POSTED_OF, (session.workspace, person)).fetchall()
        return tuple((channel, message) for channel, message in rows)

    def check(self, person: str, check: Check) -> None:
        """Keep the result of a week (its note sealed); a later one replaces an earlier.

        ValueError when the commitment is not this person's.
        """
        session, week = self._session, check.week.isoformat()
        whose = (session.workspace, person, check.commitment)
        known = session.ahead.get(("checks", person, check.commitment))
        if known is None and session.one(statements.GET_COMMITMENT, *whose) is None:
            raise ValueError("Only a commitment of the person is checked")
        table, column = _NOTE
        place = _check_row(check.commitment, week)
        note = check.note and session.seal(person, table, place, column, check.note)
        values = (session.workspace, check.commitment, week, check.result, note or None)
        session.write(statements.KEEP_CHECK, *values)
        if known is not None:
            known[week] = values[2:]

    def checks(self, person: str, commitment: str) -> tuple[Check, ...]:
        """All weeks of a commitment of this person, the oldest first."""
        session = self._session
        known = session.ahead.get(("checks", person, commitment))
        if known is None:
            values = (session.workspace, commitment, person)
            rows = session.execute(statements.CHECKS_OF, values).fetchall()
        else:
            rows = [row for _, row in sorted(known.items())]
        return tuple(self._check(person, commitment, row) for row in rows)

    def uncheck(self, person: str, week: date) -> None:
        """Forget a week of which nothing is told, of all this person's commitments."""
        workspace = self._session.workspace
        self._session.ahead.clear()
        values = (workspace, week.isoformat(), workspace, person)
        self._session.write(statements.FORGET_CHECK, *values)

    def _values(self, commitment: Commitment) -> tuple[Any, ...]:
        session = self._session
        words = _Words.model_validate(commitment, from_attributes=True).model_dump_json()
        table, column = _WORDS
        channel, ts = commitment.posted or (None, None)
        return (
            commitment.practice,
            session.seal(commitment.person, table, commitment.id, column, words),
            commitment.until.isoformat(),
            session.moment(commitment.begun),
            session.moment(commitment.ended),
            commitment.state,
            commitment.about,
            channel,
            ts,
            session.workspace,
            commitment.person,
            commitment.id,
        )

    def _commitment(self, row: Any) -> Commitment:
        session = self._session
        name, person, practice, sealed, until, begun, ended, state, about, channel, ts = row
        table, column = _WORDS
        words = _Words.model_validate_json(session.unseal(person, table, name, column, sealed))
        return Commitment(
            id=name,
            person=person,
            practice=practice,
            until=date.fromisoformat(until),
            begun=session.read_moment(begun),
            ended=None if ended is None else session.read_moment(ended),
            state=state,
            about=about,
            posted=(channel, ts or "") if channel else None,
            **words.model_dump(),
        )

    def _check(self, person: str, commitment: str, row: Any) -> Check:
        week, result, sealed = row
        table, column = _NOTE
        place = _check_row(commitment, week)
        note = self._session.unseal(person, table, place, column, sealed) if sealed else ""
        return Check(commitment=commitment, week=date.fromisoformat(week), result=result, note=note)


class Partnerships:
    """Keeps `bot.ports.Partnerships`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, partnership: Partnership) -> None:
        """Keep a new one."""
        self._session.write(
            statements.ADD_PARTNERSHIP,
            self._session.workspace,
            partnership.id,
            partnership.commitment,
            partnership.owner,
            partnership.partner,
            partnership.state,
            partnership.manager,
        )

    def save(self, partnership: Partnership) -> None:
        """Keep its new state."""
        values = (partnership.state, partnership.manager, self._session.workspace, partnership.id)
        self._session.write(statements.SAVE_PARTNERSHIP, *values)

    def get(self, partnership: str) -> Partnership | None:
        """The partnership, or None."""
        row = self._session.one(statements.GET_PARTNERSHIP, self._session.workspace, partnership)
        return None if row is None else _partnership(row)

    def of(self, owner: str) -> tuple[Partnership, ...]:
        """Those of this owner's commitments."""
        return self._all(statements.PARTNERSHIPS_OF, owner)

    def asked_of(self, partner: str) -> tuple[Partnership, ...]:
        """Those in which this person is the partner."""
        return self._all(statements.PARTNERSHIPS_ASKED_OF, partner)

    def _all(self, statement: str, person: str) -> tuple[Partnership, ...]:
        rows = self._session.execute(statement, (self._session.workspace, person)).fetchall()
        return tuple(map(_partnership, rows))


def _check_row(commitment: str, week: str) -> str:
    """The name of a week's row, where its note is sealed."""
    return f"{commitment} {week}"


def _partnership(row: Any) -> Partnership:
    name, commitment, owner, partner, state, manager = row
    return Partnership(
        id=name,
        commitment=commitment,
        owner=owner,
        partner=partner,
        state=state,
        manager=bool(manager),
    )
