"""The statements of what falls due, for both databases. `due` is a table and its moment."""

# ruff: noqa: S608 - every part is a literal of this file

from typing import Final

from storage.several import of_ids, of_records

_ROW: Final = "id, person, kind, due, send_key, about, generation, letter, doubtful"
_PENDING: Final = "state IN ('waiting', 'parked', 'queued')"
# Written as in the partial indexes, which are used for nothing else.
_IN_HAND: Final = "state IN ('queued', 'sending')"
_BACK: Final = "state = 'waiting', batch = NULL, held = NULL"

# agenda
PLAN_DUE: Final = (
    "INSERT INTO due (workspace, id, person, kind, about, due, send_key, generation, state,"
    " for_week, doubtful) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', FALSE, FALSE)"
    " ON CONFLICT (workspace, send_key) DO UPDATE SET due = excluded.due,"
    " generation = due.generation + 1, state = 'waiting', batch = NULL, held = NULL"
    " WHERE due.state IN ('waiting', 'parked', 'queued')"
)
# What may have been sent already must not be sent anew under the same key.
_DROP: Final = "UPDATE due SET state = 'dropped', batch = NULL, held = NULL"
_OF_KIND: Final = f"workspace = ? AND person = ? AND kind = ? AND about = ? AND {_PENDING}"
_OF_ID: Final = f"workspace = ? AND id = ? AND {_PENDING}"
CANCEL_DOUBTFUL: Final = f"{_DROP} WHERE {_OF_KIND} AND doubtful"
CANCEL_DUE: Final = f"DELETE FROM due WHERE {_OF_KIND}"
WITHDRAW_DOUBTFUL: Final = f"{_DROP} WHERE {_OF_ID} AND doubtful"
WITHDRAW_DUE: Final = f"DELETE FROM due WHERE {_OF_ID}"
DUE_OF: Final = (
    f"SELECT {_ROW} FROM due WHERE workspace = ? AND person = ? AND {_PENDING}"
    " ORDER BY due, send_key"
)
FENCE_DUE: Final = (
    "UPDATE due SET doubtful = (doubtful OR state = 'sending'), state = 'sending'"
    f" WHERE workspace = ? AND batch = ? AND {_IN_HAND}"
    " AND NOT EXISTS (SELECT 1 FROM workspace w WHERE w.id = due.workspace"
    " AND w.locked IS NOT NULL)"
    f" RETURNING {_ROW}"
)
JOIN_DUE: Final = of_records(
    "UPDATE due SET state = 'sending', batch = ?, held = (SELECT MAX(b.held) FROM due b"
    " WHERE b.workspace = ? AND b.batch = ? AND b.state IN ('queued', 'sending'))"
    " FROM {records} WHERE due.workspace = ? AND due.person {several} AND due.person = j.whose"
    " AND due.state = 'waiting' AND due.due < j.until"
    f" RETURNING {_ROW}",
    whose="uuid",
    until="timestamptz",
)
INTO_LETTER: Final = of_records(
    "UPDATE due SET letter = j.letter, for_week = j.week FROM {records}"
    " WHERE due.workspace = ? AND due.id {several} AND due.id = j.which AND due.state = 'sending'",
    which="uuid",
    letter="uuid",
    week="boolean",
)
DUE_LATER: Final = (
    f"UPDATE due SET due = ?, generation = generation + 1, {_BACK},"
    # With a letter that was tried: a try that failed may have arrived.
    " doubtful = (doubtful OR (? AND letter IS NOT NULL)),"
    " letter = CASE WHEN doubtful OR ? THEN letter END"
    " WHERE workspace = ? AND id = ? AND state = 'sending'"
)
_TAKEN: Final = "workspace = ? AND id = ? AND state = 'sending'"
DROP_DOUBTFUL: Final = f"{_DROP} WHERE {_TAKEN} AND doubtful"
DROP_DUE: Final = f"DELETE FROM due WHERE {_TAKEN}"
DUE_SENT: Final = of_ids(
    "UPDATE due SET state = 'sent', sent = ?, batch = NULL, held = NULL"
    " WHERE workspace = ? AND letter {several} AND state = 'sending'"
)
SENT_SINCE: Final = of_ids(
    "SELECT person, MIN(sent), MAX(CASE WHEN for_week THEN 1 ELSE 0 END) FROM due"
    " WHERE workspace = ? AND person {several} AND state = 'sent' AND sent >= ?"
    " GROUP BY person, letter ORDER BY MIN(sent)"
)
LAST_SENT: Final = (
    "SELECT MAX(sent) FROM due WHERE workspace = ? AND person = ? AND state = 'sent' AND kind = ?"
)
# Not the bare column: SQLite would look for the greatest of the workspace.
LAST_KEY: Final = (
    "SELECT MAX(send_key || '') FROM due WHERE workspace = ? AND person = ?"
    " AND state IN ('sending', 'sent', 'dropped') AND kind = ?"
)
FORGET_DUE: Final = (
    "DELETE FROM due WHERE workspace = ? AND due < ? AND (sent IS NULL OR sent < ?)"
    " AND kind IN ('nudge', 'partner') AND state IN ('sent', 'dropped')"
)
# Its own word begins no other key.
FORGET_PAST: Final = (
    "DELETE FROM due WHERE workspace = ? AND send_key >= 'past' AND send_key < 'pasu'"
    " AND state = 'sent' AND sent < ?"
)
# That something came on that day must not be forgotten, what it was about must.
PAST_DUE: Final = (
    "UPDATE due SET state = 'sent', sent = COALESCE(sent, held), batch = NULL, held = NULL,"
    " about = '', send_key = 'past' || CAST(id AS TEXT)"
    " WHERE workspace = ? AND person = ? AND about = ? AND state IN ('sending', 'sent')"
)
DELETE_DUE: Final = "DELETE FROM due WHERE workspace = ? AND person = ? AND about = ?"
UNPARK_DUE: Final = "UPDATE due SET state = 'waiting' WHERE workspace = ? AND state = 'parked'"

# of the whole database
_CLAIM: Final = (
    "SELECT m.workspace, m.person, m.id, EXISTS (SELECT 1 FROM workspace w"
    " WHERE w.id = m.workspace AND w.locked IS NOT NULL) FROM due m"
    " WHERE m.state = 'waiting' AND m.due <= ?"
    # One person is in one batch at a time, so that they are never written to twice at once.
    " AND NOT EXISTS (SELECT 1 FROM due e WHERE e.workspace = m.workspace"
    " AND e.person = m.person AND e.state IN ('queued', 'sending'))"
    " ORDER BY m.due LIMIT ?{lock}"
)
DUE_NOW: Final = {
    "sqlite": _CLAIM.format(lock=""),
    "postgresql": _CLAIM.format(lock=" FOR UPDATE OF m SKIP LOCKED"),
}
# SQLite has one writer; on PostgreSQL two who claim at once could part the rows of a person.
CLAIM_ALONE: Final = {
    "sqlite": "SELECT TRUE",
    "postgresql": "SELECT pg_try_advisory_xact_lock(7064112)",
}
# By pieces, in the order of their moments, so that no look costs much however many are due soon.
SOON: Final = (
    "SELECT m.workspace, m.person, m.id, m.due, p.zone_checked FROM due m"
    " JOIN person p ON p.workspace = m.workspace AND p.id = m.person"
    " WHERE m.state = 'waiting' AND m.due <= ? AND (m.due > ? OR (m.due = ? AND m.id > ?))"
    " AND m.due >= ? ORDER BY m.due, m.id LIMIT ?"
)
LATE: Final = (
    "SELECT m.workspace, m.person, m.id, m.due, p.zone_checked FROM due m"
    " JOIN person p ON p.workspace = m.workspace AND p.id = m.person"
    f" WHERE m.batch = ? AND {_IN_HAND} AND m.due <= ?"
)
# Ids are random, so a row that was just read is named by its id alone, in whatever workspace.
QUEUE_DUE: Final = of_ids(
    "UPDATE due SET state = 'queued', batch = ?, held = ? WHERE id {several} AND state = 'waiting'"
)
WORKSPACES_OF: Final = f"SELECT DISTINCT workspace FROM due WHERE batch = ? AND {_IN_HAND}"
QUEUED: Final = (
    f"SELECT COUNT(*) FROM due WHERE {_IN_HAND} AND held IS NOT NULL AND state = 'queued'"
)
PARK_DUE: Final = of_ids(
    "UPDATE due SET state = 'parked' WHERE workspace = ? AND id {several} AND state = 'waiting'"
)
SWEEP_DUE: Final = of_ids(
    f"UPDATE due SET doubtful = (doubtful OR state = 'sending'), {_BACK}"
    f" WHERE {_IN_HAND} AND held IS NOT NULL AND (held <= ? OR held > ?)"
    " AND NOT (batch {several})"
)
