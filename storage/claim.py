"""Claiming what is due, over all workspaces, for `Store.run_whole`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from storage import statements_due as statements
from storage.session import Session

Batch = tuple[str, str]
"""(batch, workspace)."""


def claim_due(session: Session, now: datetime, limit: int, size: int) -> list[Batch]:
    """Queue up to `limit` rows that are due, the first due first; the batches they are in.

    A batch is of one workspace, holds all that was claimed of each of its people, and `size` rows,
    more only for one person alone. Nobody is in two batches at a time: who is still in hand waits.
    What is due in a locked workspace is parked until it is unlocked, so that it is looked at once.
    While another process is claiming nothing is claimed.
    """
    (alone,) = session.one(statements.CLAIM_ALONE[session.dialect])
    if not alone:
        return []
    values = (session.moment(now), limit)
    rows = session.execute(statements.DUE_NOW[session.dialect], values).fetchall()
    _park(session, [(workspace, row) for workspace, _, row, locked in rows if locked])
    chosen = _batches([row[:3] for row in rows if not row[3]], size)
    return [(_queue(session, now, workspace, names), workspace) for workspace, names in chosen]


def sweep(session: Session, now: datetime, older_than: timedelta) -> int:
    """Put back to waiting what has been in hand for that long; how many rows.

    One that was `sending` stays doubtful and keeps its letter.
    """
    return session.write(statements.SWEEP_DUE, session.moment(now - older_than)).rowcount


def _batches(rows: Iterable[tuple[str, str, str]], size: int) -> list[tuple[str, list[str]]]:
    """(workspace, ids) of each batch, from (workspace, person, id) in the order they are due."""
    people: dict[tuple[str, str], list[str]] = {}
    for workspace, person, row in rows:
        people.setdefault((workspace, person), []).append(row)
    full: list[tuple[str, list[str]]] = []
    filling: dict[str, list[str]] = {}
    for (workspace, _), theirs in people.items():
        batch = filling.setdefault(workspace, [])
        if batch and len(batch) + len(theirs) > size:
            full.append((workspace, batch))
            batch = filling[workspace] = []
        batch += theirs
    return full + list(filling.items())


def _queue(session: Session, now: datetime, workspace: str, rows: list[str]) -> str:
    batch = uuid4().hex
    statement = statements.QUEUE_DUE[session.dialect]
    session.write(statement, batch, session.moment(now), workspace, session.several(rows))
    return batch


def _park(session: Session, rows: list[tuple[str, str]]) -> None:
    statement = statements.PARK_DUE[session.dialect]
    for workspace in {workspace for workspace, _ in rows}:
        theirs = session.several(row for where, row in rows if where == workspace)
        session.write(statement, workspace, theirs)
