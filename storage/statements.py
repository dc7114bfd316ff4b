"""Every statement the repositories run, literal: SQLite and PostgreSQL prepare each of them once.

Written for both databases; a test prepares them all on both. Each one names the workspace. Those of
what falls due and what people practise are in `statements_due` and `statements_learning`.
"""

from typing import Final

from storage.several import of_ids

# people
_OF_PERSON: Final = (
    "p.id, p.platform_user, p.channel, p.zone, p.zone_checked, p.welcomed, p.current, k.wrapped_key"
)
_OF_WORKSPACE: Final = (
    "FROM person p JOIN person_key k ON k.number = p.key_number WHERE p.workspace = ?"
)
_PERSON: Final = f"SELECT {_OF_PERSON} {_OF_WORKSPACE}"
FIND_PERSON: Final = f"{_PERSON} AND p.platform_user = ?"
GET_PERSON: Final = f"{_PERSON} AND p.id = ?"
GET_PEOPLE: Final = of_ids(f"SELECT {_OF_PERSON}, p.rhythm {_OF_WORKSPACE} AND p.id {{several}}")
# Who knocks, their current conversation, and whether this delivery was noted: what is asked first.
OF_PERSON_COLUMNS: Final = 8
_NOTED_AND_CURRENT: Final = (
    "d.key_hash IS NOT NULL, c.id, c.person, c.revision, c.state, c.started, c.changed, c.about"
    " FROM person p JOIN person_key k ON k.number = p.key_number"
    " LEFT JOIN delivery d ON d.workspace = p.workspace AND d.key_hash = ?"
    " LEFT JOIN conversation c"
    " ON c.workspace = p.workspace AND c.id = p.current AND c.person = p.id"
    " WHERE p.workspace = ? AND p.platform_user = ?"
)
FIND_AHEAD: Final = f"SELECT {_OF_PERSON}, {_NOTED_AND_CURRENT}"
ADD_PERSON: Final = (
    "INSERT INTO person (workspace, id, platform_user, channel, zone, zone_checked, welcomed,"
    " current, key_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
KEEP_CHANNEL: Final = "UPDATE person SET channel = ? WHERE workspace = ? AND id = ?"
KEEP_ZONE: Final = (
    "UPDATE person SET zone = COALESCE(?, zone), zone_checked = ? WHERE workspace = ? AND id = ?"
)
KEEP_CURRENT: Final = "UPDATE person SET current = ? WHERE workspace = ? AND id = ?"
WELCOME: Final = (
    "UPDATE person SET welcomed = TRUE WHERE workspace = ? AND id = ? AND welcomed = FALSE"
)
RHYTHM: Final = "SELECT rhythm FROM person WHERE workspace = ? AND id = ?"
KEEP_RHYTHM: Final = "UPDATE person SET rhythm = ? WHERE workspace = ? AND id = ?"
ERASE_PERSON: Final = "DELETE FROM person WHERE workspace = ? AND id = ?"
PERSON_KEY: Final = (
    "SELECT k.wrapped_key FROM person p JOIN person_key k ON k.number = p.key_number"
    " WHERE p.workspace = ? AND p.id = ?"
)
ADD_KEY: Final = "INSERT INTO person_key (workspace, wrapped_key) VALUES (?, ?) RETURNING number"
# Zeros of the same length are written over the key where it lies; a deleted row could leave copies.
ERASE_KEY: Final = (
    "UPDATE person_key SET wrapped_key = ? WHERE workspace = ?"
    " AND number = (SELECT key_number FROM person WHERE workspace = ? AND id = ?)"
)
LEAVE_CONVERSATION: Final = (
    "UPDATE person SET current = NULL WHERE workspace = ? AND id = ? AND current = ?"
)

# conversations
_OF_CONVERSATION: Final = (
    "SELECT id, person, revision, state, started, changed, about FROM conversation"
    " WHERE workspace = ?"
)
_CONVERSATION: Final = f"{_OF_CONVERSATION} AND person = ?"
GET_CONVERSATION: Final = f"{_CONVERSATION} AND id = ?"
GET_CONVERSATIONS: Final = of_ids(f"{_OF_CONVERSATION} AND id {{several}}")
LOCK_CONVERSATION: Final = {
    "sqlite": GET_CONVERSATION,
    "postgresql": f"{GET_CONVERSATION} FOR UPDATE",
}
CONVERSATIONS_OF: Final = f"{_CONVERSATION} AND script = ? ORDER BY changed DESC, started DESC, id"
CONVERSATIONS_ABOUT: Final = (
    "SELECT id FROM conversation WHERE workspace = ? AND person = ? AND about = ?"
)
ADD_CONVERSATION: Final = (
    "INSERT INTO conversation"
    " (workspace, id, person, revision, state, started, changed, script, about)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SAVE_CONVERSATION: Final = (
    "UPDATE conversation SET revision = ?, state = ?, changed = ?"
    " WHERE workspace = ? AND id = ? AND person = ? AND revision = ?"
)
DELETE_CONVERSATION: Final = (
    "DELETE FROM conversation WHERE workspace = ? AND person = ? AND id = ?"
)
RECORD_ANSWER: Final = (
    "INSERT INTO answer (workspace, conversation, id, revision, at, said) VALUES (?, ?, ?, ?, ?, ?)"
)
HISTORY: Final = (
    "SELECT a.id, a.at, a.said FROM answer a WHERE a.workspace = ? AND a.conversation = ?"
    " AND EXISTS (SELECT 1 FROM conversation c WHERE c.workspace = a.workspace"
    " AND c.id = a.conversation AND c.person = ?)"
    " ORDER BY a.revision, a.at, a.id"
)

# deliveries
NOTE_DELIVERY: Final = (
    "INSERT INTO delivery (workspace, key_hash, person, at) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)
DELIVERY: Final = "SELECT person, answer FROM delivery WHERE workspace = ? AND key_hash = ?"
REMEMBER_ANSWER: Final = "UPDATE delivery SET answer = ? WHERE workspace = ? AND key_hash = ?"
FORGET_DELIVERIES: Final = "DELETE FROM delivery WHERE workspace = ? AND at < ?"
ERASE_DELIVERIES: Final = (
    "UPDATE delivery SET person = NULL, answer = NULL WHERE workspace = ? AND person = ?"
)

# outbox
PUT_MESSAGE: Final = (
    "INSERT INTO outbox (workspace, id, person, kind, conversation, revision, details, attempts,"
    " failures, thread, state, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)"
)
_CLAIM: Final = (
    "UPDATE outbox SET state = 'sending', claimed = ?, holder = ? WHERE sequence IN ("
    " SELECT m.sequence FROM outbox m"
    " WHERE m.workspace = ? AND m.state = 'waiting' AND m.due <= ?"
    # A person hears things in the order they were said: only the first of theirs, in whatever
    # state. Its row is there until it is sent, so a snapshot that is too old holds back too.
    " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.workspace = m.workspace"
    " AND e.person = m.person AND e.sequence < m.sequence)"
    " AND NOT EXISTS (SELECT 1 FROM workspace w WHERE w.id = m.workspace"
    " AND w.locked IS NOT NULL)"
    " ORDER BY m.due, m.sequence LIMIT ?{lock})"
    " RETURNING sequence, id, person, kind, conversation, revision, details, attempts, failures,"
    " thread"
)
CLAIM_MESSAGES: Final = {
    "sqlite": _CLAIM.format(lock=""),
    "postgresql": _CLAIM.format(lock=" FOR UPDATE OF m SKIP LOCKED"),
}
MESSAGE_GONE: Final = "DELETE FROM outbox WHERE workspace = ? AND id = ?"
MESSAGE_LATER: Final = (
    "UPDATE outbox SET state = 'waiting', claimed = NULL, holder = NULL,"
    " attempts = attempts + 1, failures = failures + ?, due = ?"
    " WHERE workspace = ? AND id = ? AND state = 'sending' AND holder = ?"
)
RENEW_CLAIM: Final = (
    "UPDATE outbox SET claimed = ?"
    " WHERE workspace = ? AND id = ? AND state = 'sending' AND holder = ?"
    " AND NOT EXISTS (SELECT 1 FROM workspace w WHERE w.id = outbox.workspace"
    " AND w.locked IS NOT NULL)"
)
RECOVER_MESSAGES: Final = (
    "UPDATE outbox SET state = 'waiting', claimed = NULL, holder = NULL,"
    " attempts = attempts + 1"
    " WHERE workspace = ? AND state = 'sending' AND holder <> ? AND claimed <= ?"
)
MESSAGES_SENDING: Final = (
    "SELECT id FROM outbox WHERE workspace = ? AND state = 'sending' AND holder = ?"
)
DELETE_MESSAGES: Final = (
    "DELETE FROM outbox WHERE workspace = ? AND person = ? AND conversation = ?"
)

# exports
ADD_EXPORT: Final = (
    "INSERT INTO export (workspace, secret_hash, person, conversation, expires)"
    " VALUES (?, ?, ?, ?, ?)"
)
FIND_EXPORT: Final = (
    "SELECT person, conversation FROM export"
    " WHERE workspace = ? AND secret_hash = ? AND expires > ?"
)
USE_EXPORT: Final = (
    "DELETE FROM export WHERE workspace = ? AND secret_hash = ? AND expires > ?"
    " RETURNING person, conversation"
)
FORGET_EXPORTS: Final = "DELETE FROM export WHERE workspace = ? AND expires <= ?"

# workspaces
KNOW_WORKSPACE: Final = "INSERT INTO workspace (id) VALUES (?) ON CONFLICT DO NOTHING"
IS_LOCKED: Final = "SELECT 1 FROM workspace WHERE id = ? AND locked IS NOT NULL"
LOCK_WORKSPACE: Final = (
    "INSERT INTO workspace (id, locked) VALUES (?, ?)"
    " ON CONFLICT (id) DO UPDATE SET locked = excluded.locked"
)
UNLOCK_WORKSPACE: Final = "UPDATE workspace SET locked = NULL WHERE id = ?"

# of the whole database
WORKSPACES: Final = "SELECT id FROM workspace"
WORKSPACES_WITH_MAIL: Final = (
    "SELECT id FROM workspace w WHERE locked IS NULL"
    " AND EXISTS (SELECT 1 FROM outbox m WHERE m.workspace = w.id)"
)
SCHEMA_VERSION: Final = "SELECT version_num FROM alembic_version"
KEY_CHECK: Final = "SELECT value FROM key_check WHERE id = 1"
KEEP_KEY_CHECK: Final = "INSERT INTO key_check (id, value) VALUES (1, ?) ON CONFLICT DO NOTHING"
ANYBODY: Final = "SELECT 1 FROM person LIMIT 1"
