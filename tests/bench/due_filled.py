"""Fills a database with reminders of people who are due nothing now."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import psycopg

ROWS_EACH = 10

_SQLITE = (
    """CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS
       (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)
       SELECT i, lower(hex(randomblob(16))) AS person FROM n""",
    """INSERT INTO person_key (number, workspace, wrapped_key)
       SELECT :first + i, 'T1', randomblob(61) FROM n""",
    """INSERT INTO person (workspace, id, platform_user, channel, zone, zone_checked, welcomed,
           current, key_number)
       SELECT 'T1', person, 'U' || person, 'D' || person, 'Europe/Madrid', :at, 1, NULL, :first + i
       FROM n""",
    """INSERT INTO due (id, workspace, person, kind, about, due, send_key, generation, state,
           for_week, doubtful)
       SELECT lower(hex(randomblob(16))), 'T1', n.person, 'nudge', '',
           strftime('%Y-%m-%d %H:%M:%S.000000+00:00', :at, '+' || (n.i % 700000) || ' seconds'),
           n.person || '/' || k.i, 0, 'waiting', 0, 0
       FROM n JOIN n k ON k.i <= :each""",
    "DROP TABLE n",
)
_POSTGRESQL = (
    """CREATE TEMP TABLE n AS SELECT i, gen_random_uuid() AS person
       FROM generate_series(1, %(people)s) i""",
    """CREATE TEMP TABLE k AS SELECT i, nextval(pg_get_serial_sequence('person_key', 'number'))
       AS number FROM n""",
    """INSERT INTO person_key (number, workspace, wrapped_key) OVERRIDING SYSTEM VALUE
       SELECT number, 'T1', decode(repeat('00', 61), 'hex') FROM k""",
    """INSERT INTO person (workspace, id, platform_user, channel, zone, zone_checked, welcomed,
           current, key_number)
       SELECT 'T1', person, 'U' || person, 'D' || person, 'Europe/Madrid', %(at)s, TRUE, NULL,
           k.number
       FROM n JOIN k USING (i)""",
    """INSERT INTO due (id, workspace, person, kind, about, due, send_key, generation, state,
           for_week, doubtful)
       SELECT gen_random_uuid(), 'T1', person, 'nudge', '',
           %(at)s + make_interval(secs => i %% 700000), person || '/' || each, 0, 'waiting',
           FALSE, FALSE
       FROM n CROSS JOIN generate_series(1, %(each)s) each""",
    "DROP TABLE n",
    "DROP TABLE k",
)


def fill(url: str, rows: int) -> None:
    """Add so many rows that wait for days from tomorrow on, ten of each person."""
    at = datetime.now(UTC) + timedelta(days=1)
    values = {"people": rows // ROWS_EACH, "each": ROWS_EACH}
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60)) as connection:
            connection.execute("PRAGMA cache_size = -2000000")  # in KB; the usual is a thousandth
            (first,) = connection.execute("SELECT max(number) FROM person_key").fetchone()
            moment = {"at": at.isoformat(" ", "microseconds"), "first": first or 0}
            for statement in _SQLITE:
                connection.execute(statement, values | moment)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with psycopg.connect(url) as outside:
        for statement in _POSTGRESQL:
            outside.execute(statement.encode(), values | {"at": at})
    with psycopg.connect(url, autocommit=True) as outside:
        outside.execute("VACUUM ANALYZE due")


def make_due(url: str) -> None:
    """Let everything that is planned before meetings be due now."""
    now = datetime.now(UTC)
    statement = "UPDATE due SET due = {} WHERE kind = 'before' AND state = 'waiting'"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60)) as connection:
            connection.execute(statement.format("?"), [now.isoformat(" ", "microseconds")])
            connection.commit()
        return
    with psycopg.connect(url) as outside:
        outside.execute(statement.format("%s").encode(), [now])
