"""A database in the hands of a thief who has the master key as well: all of its bytes, opened."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from storage.errors import Unsealable
from storage.pool_keys import PoolKey
from storage.sealing import WRAPPED_BYTES, Sealer, place

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# Where the words of people are sealed: table -> (column, what names the row).
_SEALED = {
    "conversation": ("state", "id"),
    "answer": ("said", "id"),
    "delivery": ("answer", "key_hash"),
    "outbox": ("details", "id"),
    "commitment": ("words", "id"),
    "person": ("rhythm", "id"),
}


@dataclass
class Seized:
    """Rows with what the database adds to them, files, and every key that was in either.

    `keys` are the keys of pools, in order of finding; `words` what people typed, by person.
    """

    tables: Tables
    files: dict[str, bytes]
    workspace: str
    keys: list[PoolKey] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)

    def needle(self, name: str) -> bytes:
        """An id as the files hold it."""
        return name.encode() if "wal" in self.files else bytes.fromhex(name)


def seize(url: str, workspace: str, master_key: bytes) -> Seized:
    """Take everything."""
    if url.startswith("sqlite"):
        seized = Seized(*_sqlite(Path(url.removeprefix("sqlite:///"))), workspace)
    else:
        seized = Seized(*_postgresql(url), workspace)
    master = Sealer(master_key)
    seized.keys += _pool_keys(seized, master)
    seized.words += _words(seized, master)
    return seized


_ROWS = (
    "SELECT ctid::text AS row_place, xmin::text::bigint AS written_by,"
    " xmax::text::bigint AS locked_by, *"
)


def _sqlite(file: Path) -> tuple[Tables, dict[str, bytes]]:
    files = {
        name: Path(f"{file}{ending}").read_bytes()
        for name, ending in (("file", ""), ("wal", "-wal"), ("shm", "-shm"))
    }
    tables: Tables = {}
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            # A table in the order of its key has no number of the row.
            try:
                rows = connection.execute(f"SELECT rowid AS row_number, * FROM {name}")  # noqa: S608 - the database's own name
            except sqlite3.OperationalError:
                rows = connection.execute(f"SELECT * FROM {name}")  # noqa: S608 - the database's own name
            tables[name] = [dict(row) for row in rows]
    return tables, files


def _postgresql(url: str) -> tuple[Tables, dict[str, bytes]]:
    tables: Tables = {}
    with psycopg.connect(url, autocommit=True, row_factory=psycopg.rows.dict_row) as outside:
        outside.execute("CHECKPOINT")
        found = outside.execute(
            "SELECT relname AS name, relkind AS kind,"
            " pg_read_binary_file(pg_relation_filepath(oid)) AS bytes"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
        ).fetchall()
        for one in found:
            if one["kind"] == "r":
                rows = outside.execute(f"{_ROWS} FROM {one['name']}".encode()).fetchall()
                tables[one["name"]] = [
                    {name: _plain(value) for name, value in row.items()} for row in rows
                ]
    return tables, {one["name"]: one["bytes"] for one in found}


def _plain(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value


def _pool_keys(seized: Seized, master: Sealer) -> list[PoolKey]:
    """Every key of a pool that any row or any stretch of a file holds, wrapped by the master."""
    places = [
        place("lesson_key", purpose, "wrapped_key", pool["id"], seized.workspace)
        for pool in seized.tables["lesson_pool"]
        for purpose in ("batch", "pool")
    ]
    found: dict[bytes, None] = {}
    for wrapped in dict.fromkeys(_wrapped(seized)):
        for where in places:
            with suppress(Unsealable):
                found[master.unseal(wrapped, where)] = None
    return [PoolKey(key) for key in found]


def _wrapped(seized: Seized) -> Iterator[bytes]:
    """Whatever could be a wrapped key: those of rows, and in the files what follows a workspace."""
    yield from (row["wrapped_key"] for row in seized.tables["lesson_key"])
    pattern = re.compile(re.escape(seized.workspace.encode()) + rb"[\s\S]{0,3}?\x01")
    for content in seized.files.values():
        for match in pattern.finditer(content):
            at = match.end() - 1
            yield content[at : at + WRAPPED_BYTES]


def _words(seized: Seized, master: Sealer) -> list[tuple[str, str]]:
    wrapped = {row["number"]: row["wrapped_key"] for row in seized.tables["person_key"]}
    sealers = {}
    for person in seized.tables["person"]:
        name = person["id"]
        where = place("person", name, "wrapped_key", name, seized.workspace)
        sealers[name] = Sealer(master.unseal(wrapped[person["key_number"]], where))
    owners = {row["id"]: row["person"] for row in seized.tables["conversation"]}
    words = []
    for table, (column, name) in _SEALED.items():
        for row in seized.tables[table]:
            person = row.get("person") or owners.get(row.get("conversation")) or row["id"]
            row_name = row[name].hex() if isinstance(row[name], bytes) else row[name]
            if row[column] is not None:
                where = place(table, row_name, column, person, seized.workspace)
                words.append((person, sealers[person].unseal(row[column], where).decode()))
    return words
