"""Claiming what is due, over all workspaces, for `Store.run_whole`."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

from storage import statements_due as statements
from storage.session import Session

Batch = tuple[str, str]
"""(batch, one of the workspaces that it holds rows of)."""

NO_ROW: Final = "00000000000000000000000000000000"
"""An id before all others."""


class Soon(NamedTuple):
    """A row to be sent, whose it is, and when their profile was last asked for their zone."""

    workspace: str
    person: str
    row: str
    due: datetime
    checked: datetime | None


def claim_due(session: Session, now: datetime, limit: int, size: int) -> list[Batch]:
    """Queue up to `limit` rows that are due, the first due first; the batches they are in.

    A batch holds all that was claimed of each of its people, and `size` rows, more only for one
    person alone; people of several workspaces share it, and then it comes back once for each.
    Nobody is in two batches at a time: who is still in hand waits. What is due in a locked
    workspace is parked until it is unlocked, so that it is looked at once. While another process
    is claiming nothing is claimed.
    """
    (alone,) = session.one(statements.CLAIM_ALONE[session.dialect])
    if not alone:
        return []
    values = (session.moment(now), limit)
    rows = session.execute(statements.DUE_NOW[session.dialect], values).fetchall()
    _park(session, [(workspace, row) for workspace, _, row, locked in rows if locked])
    batches: list[Batch] = []
    for chosen in _batches([row[:3] for row in rows if not row[3]], size):
        batch = _queue(session, now, [row for _, row in chosen])
        batches += dict.fromkeys((batch, workspace) for workspace, _ in chosen)
    return batches


def due_soon(
    session: Session, after: tuple[datetime, str], until: datetime, limit: int
) -> list[Soon]:
    """Up to `limit` rows that wait, behind one (its moment and id), the first due first."""
    since, row = session.moment(after[0]), after[1]
    values = (session.moment(until), since, since, row, since, limit)
    return _read(session, session.execute(statements.SOON, values).fetchall())


def late_in(session: Session, batch: str, before: datetime) -> list[Soon]:
    """The rows of a batch, queued or being sent, that were due at this moment or earlier."""
    values = (batch, session.moment(before))
    return _read(session, session.execute(statements.LATE, values).fetchall())


def _read(session: Session, rows: Iterable[Any]) -> list[Soon]:
    read = session.read_moment
    return [
        Soon(workspace, person, row, read(due), None if checked is None else read(checked))
        for workspace, person, row, due, checked in rows
    ]


def workspaces_of(session: Session, batch: str) -> tuple[str, ...]:
    """The workspaces of which the batch still holds rows, queued or being sent."""
    rows = session.execute(statements.WORKSPACES_OF, (batch,)).fetchall()
    return tuple(row[0] for row in rows)


def queued(session: Session) -> int:
    """How many rows are in batches that nobody has begun."""
    (count,) = session.one(statements.QUEUED)
    return int(count)


def sweep(
    session: Session, now: datetime, older_than: timedelta, in_hand: Collection[str] = ()
) -> int:
    """Put back to waiting what has been in hand for that long; how many rows.

    So is what is held since a moment that far ahead: the clock was wrong then. One that was
    `sending` stays doubtful and keeps its letter. Batches `in_hand` are left alone:
    this process is at work on them, however far the clock was moved meanwhile.
    """
    statement = statements.SWEEP_DUE[session.dialect]
    bounds = (session.moment(now - older_than), session.moment(now + older_than))
    return session.write(statement, *bounds, session.several(in_hand)).rowcount


def _batches(rows: Iterable[tuple[str, str, str]], size: int) -> list[list[tuple[str, str]]]:
    """(workspace, id) of each batch, from (workspace, person, id) in the order they are due."""
    people: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for workspace, person, row in rows:
        people.setdefault((workspace, person), []).append((workspace, row))
    batches: list[list[tuple[str, str]]] = []
    for theirs in people.values():
        if batches and len(batches[-1]) + len(theirs) <= size:
            batches[-1] += theirs
        else:
            batches.append(theirs)
    return batches


def _queue(session: Session, now: datetime, rows: list[str]) -> str:
    batch = uuid4().hex
    statement = statements.QUEUE_DUE[session.dialect]
    session.write(statement, batch, session.moment(now), session.several(rows))
    return batch


def _park(session: Session, rows: list[tuple[str, str]]) -> None:
    statement = statements.PARK_DUE[session.dialect]
    for workspace in {workspace for workspace, _ in rows}:
        theirs = session.several(row for where, row in rows if where == workspace)
        session.write(statement, workspace, theirs)
