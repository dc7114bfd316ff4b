"""The statements of shared lessons, for both databases."""

# ruff: noqa: S608 - every part is a literal of ours

from typing import Final

from storage.several import of_ids

# keys
ADD_LESSON_KEY: Final = (
    "INSERT INTO lesson_key (workspace, wrapped_key) VALUES (?, ?) RETURNING number"
)
LESSON_KEY: Final = "SELECT wrapped_key FROM lesson_key WHERE workspace = ? AND number = ?"
# Zeros of the same length, where it lies, as with the keys of people.
ERASE_LESSON_KEY: Final = "UPDATE lesson_key SET wrapped_key = ? WHERE workspace = ? AND number = ?"

# pools
_POOLS: Final = (
    "SELECT id, owner, zone, threshold, question, release_day, spoke, batch_key, pool_key"
    " FROM lesson_pool WHERE workspace = ?"
)
_POOL: Final = f"{_POOLS} AND id = ?"
POOLS: Final = f"{_POOLS} ORDER BY id"
# Whoever changes what waits in a pool holds its row until the end of the unit.
LOCK_POOL: Final = {"sqlite": _POOL, "postgresql": f"{_POOL} FOR UPDATE"}
ADD_POOL: Final = (
    "INSERT INTO lesson_pool (owner, zone, threshold, question, release_day, spoke, workspace, id,"
    " batch_key, pool_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SAVE_POOL: Final = (
    "UPDATE lesson_pool SET owner = ?, zone = ?, threshold = ?, question = ?, release_day = ?,"
    " spoke = ? WHERE workspace = ? AND id = ?"
)
BEGIN_BATCH: Final = (
    "UPDATE lesson_pool SET batch_key = ?, release_day = NULL, spoke = ?"
    " WHERE workspace = ? AND id = ?"
)
CHANNELS: Final = (
    "SELECT pool, channel FROM lesson_channel WHERE workspace = ? AND stopped = FALSE"
    " ORDER BY channel"
)
CHANNELS_OF: Final = (
    "SELECT channel FROM lesson_channel WHERE workspace = ? AND pool = ? AND stopped = FALSE"
    " ORDER BY channel"
)
POOL_OF: Final = (
    "SELECT pool FROM lesson_channel WHERE workspace = ? AND channel = ? AND stopped = ?"
)
KEEP_LESSON_CHANNEL: Final = (
    "INSERT INTO lesson_channel (workspace, channel, pool, stopped) VALUES (?, ?, ?, FALSE)"
    " ON CONFLICT (channel, workspace) DO UPDATE SET pool = excluded.pool, stopped = FALSE"
)
STOP_CHANNELS_OF: Final = (
    "UPDATE lesson_channel SET stopped = TRUE WHERE workspace = ? AND pool = ?"
)
STOP_CHANNEL: Final = (
    "UPDATE lesson_channel SET stopped = TRUE"
    " WHERE workspace = ? AND channel = ? AND stopped = FALSE RETURNING pool"
)

# waiting
WAIT: Final = (
    "INSERT INTO lesson_waiting (workspace, id, pool, author_hash, receipt_hash, content)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
WAITS: Final = (
    "SELECT receipt_hash FROM lesson_waiting WHERE workspace = ? AND pool = ? AND author_hash = ?"
)
WAITING: Final = (
    "SELECT id, content FROM lesson_waiting WHERE workspace = ? AND pool = ? ORDER BY id"
)
END_WAITING: Final = "DELETE FROM lesson_waiting WHERE workspace = ? AND pool = ?"
FORGET_WAITING: Final = (
    "DELETE FROM lesson_waiting WHERE workspace = ? AND pool = ? AND author_hash = ?"
)
WITHDRAW_WAITING: Final = (
    "DELETE FROM lesson_waiting WHERE workspace = ? AND pool = ? AND receipt_hash = ?"
)

# released
RELEASE: Final = (
    "INSERT INTO lesson_released (workspace, id, pool, batch, week, receipt_hash, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_RELEASED: Final = "SELECT id, batch, pool, week, content FROM lesson_released WHERE workspace = ?"
RELEASED: Final = of_ids(
    f"{_RELEASED} AND pool {{several}} AND content IS NOT NULL ORDER BY week DESC, batch, id"
)
LESSON: Final = f"{_RELEASED} AND id = ?"
WITHDRAW_RELEASED: Final = (
    "UPDATE lesson_released SET content = NULL WHERE workspace = ? AND receipt_hash = ?"
    " RETURNING id, pool"
)
ADD_MARK: Final = (
    "INSERT INTO lesson_mark (workspace, lesson, kind, reader_hash) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)
DELETE_MARK: Final = (
    "DELETE FROM lesson_mark WHERE workspace = ? AND lesson = ? AND kind = ? AND reader_hash = ?"
)
DELETE_MARKS: Final = "DELETE FROM lesson_mark WHERE workspace = ? AND lesson = ?"
DELETE_MARKS_OF: Final = (
    "DELETE FROM lesson_mark WHERE workspace = ? AND lesson = ? AND reader_hash = ?"
)
MARKED: Final = (
    "SELECT DISTINCT m.lesson, r.pool FROM lesson_mark m"
    " JOIN lesson_released r ON r.id = m.lesson AND r.workspace = m.workspace"
    " WHERE m.workspace = ?"
)
USEFUL: Final = of_ids(
    "SELECT lesson, count(*) FROM lesson_mark"
    " WHERE workspace = ? AND lesson {several} AND kind = 'useful' GROUP BY lesson"
)

# posting
ADD_POSTING: Final = (
    "INSERT INTO lesson_posting (workspace, batch, channel, lesson, pool, edit)"
    " VALUES (?, ?, ?, ?, ?, FALSE)"
)
_POSTING: Final = (
    "SELECT p.batch, p.pool, p.channel, p.lesson, p.message, parent.message FROM lesson_posting p"
    " LEFT JOIN lesson_posting parent ON parent.batch = p.batch AND parent.channel = p.channel"
    " AND parent.lesson = p.batch AND parent.workspace = p.workspace WHERE p.workspace = ?"
)
# A parent whose lessons were all withdrawn before it was there has nothing to announce.
TO_POST: Final = (
    f"{_POSTING} AND p.message IS NULL AND p.edit = FALSE"
    " AND (CASE WHEN p.lesson = p.batch THEN EXISTS (SELECT 1 FROM lesson_posting l"
    " WHERE l.batch = p.batch AND l.channel = p.channel AND l.workspace = p.workspace"
    " AND l.lesson <> l.batch AND l.edit = FALSE) ELSE parent.message IS NOT NULL END)"
    " ORDER BY p.batch, p.channel, p.lesson"
)
TO_EDIT: Final = (
    f"{_POSTING} AND p.edit = TRUE AND p.message IS NOT NULL ORDER BY p.batch, p.channel, p.lesson"
)
READ_IN: Final = (
    "SELECT r.id, r.batch, r.pool, r.week, r.content FROM lesson_posting p"
    " JOIN lesson_released r ON r.id = p.lesson AND r.workspace = p.workspace"
    " WHERE p.workspace = ? AND p.channel = ? AND p.message IS NOT NULL AND r.content IS NOT NULL"
    " ORDER BY r.week DESC, r.batch, r.id"
)
# Its row can be gone by now, the channel having been dropped; what is there can be withdrawn still.
POSTED: Final = (
    "INSERT INTO lesson_posting (workspace, batch, channel, lesson, pool, message, edit)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (batch, channel, lesson, workspace) DO UPDATE SET message = excluded.message"
)
TO_EDIT_LESSON: Final = "UPDATE lesson_posting SET edit = TRUE WHERE workspace = ? AND lesson = ?"
EDITED: Final = (
    "DELETE FROM lesson_posting"
    " WHERE workspace = ? AND batch = ? AND channel = ? AND lesson = ? AND edit = TRUE"
)
DROP_POSTINGS: Final = (
    "DELETE FROM lesson_posting WHERE workspace = ? AND channel = ? AND message IS NULL"
)

# of the whole database
WORKSPACES_WITH_POOLS: Final = (
    "SELECT id FROM workspace w WHERE locked IS NULL"
    " AND EXISTS (SELECT 1 FROM lesson_pool p WHERE p.workspace = w.id)"
)
TO_SHRED: Final = "SELECT workspace, id, shred FROM lesson_pool WHERE shred IS NOT NULL"
TO_BE_SHRED: Final = "UPDATE lesson_pool SET shred = ? WHERE workspace = ? AND id = ?"
SHRED_DONE: Final = (
    "UPDATE lesson_pool SET shred = NULL WHERE workspace = ? AND id = ? AND shred = ?"
)
