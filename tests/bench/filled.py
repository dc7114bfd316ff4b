"""Fills Parley's SQLite database with what many other people of the workspace left there."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

ANSWERS_EACH = 8

_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
_STATEMENTS = (
    """CREATE TEMP TABLE other AS {numbers}
       SELECT i, lower(hex(randomblob(16))) AS person, lower(hex(randomblob(16))) AS conversation
       FROM n WHERE i % :each = 0""",
    """INSERT INTO person_key (number, workspace, wrapped_key)
       SELECT :first + i, 'T1', randomblob(61) FROM other""",
    """INSERT INTO person (workspace, id, platform_user, channel, zone, zone_checked, welcomed,
           current, key_number)
       SELECT 'T1', person, 'U' || person, 'D' || person, 'Europe/Madrid', :at, 1, conversation,
           :first + i
       FROM other""",
    """INSERT INTO conversation (workspace, id, person, revision, state, started, changed)
       SELECT 'T1', conversation, person, :each, randomblob(900), :at, :at FROM other""",
    """INSERT INTO answer (workspace, conversation, id, revision, at, said)
       {numbers}
       SELECT 'T1', conversation, lower(hex(randomblob(16))), n.i % :each, :at, randomblob(120)
       FROM n JOIN other ON other.i = n.i - n.i % :each""",
    """INSERT INTO delivery (workspace, key_hash, person, at, answer)
       {numbers}
       SELECT 'T1', randomblob(32), NULL, :at, NULL FROM n""",
)


def fill(database: Path, rows: int) -> None:
    """Add `rows` answers and `rows` deliveries, and the people and conversations behind them."""
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        (first,) = connection.execute("SELECT max(number) FROM person_key").fetchone()
        values = {
            "rows": rows,
            "each": ANSWERS_EACH,
            "at": datetime.now(UTC).isoformat(" ", "microseconds"),
            "first": first,
        }
        for statement in _STATEMENTS:
            connection.execute(statement.format(numbers=_NUMBERS), values)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
