"""Every statement runs on the migrated tables of both databases, and none of them goes astray."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from storage import (
    migrate,
    statements,
    statements_due,
    statements_learning,
    statements_lessons,
)


def every_statement() -> dict[str, str]:
    """Name -> statement; those that differ between databases under both names."""
    found: dict[str, str] = {}
    for area in (statements, statements_due, statements_learning, statements_lessons):
        for name, value in vars(area).items():
            if name.startswith("_"):
                continue
            if isinstance(value, str):
                found[name] = value
            elif isinstance(value, dict):
                found |= {f"{name}/{dialect}": text for dialect, text in value.items()}
    return found


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_statement_compiles(
    dialect: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if dialect == "sqlite":
        url = f"sqlite:///{tmp_path}/parley.db"
    else:
        url = str(request.getfixturevalue("postgres_url"))
    migrate.upgrade(url)
    mine = {
        name: text
        for name, text in every_statement().items()
        if "/" not in name or name.endswith(dialect)
    }
    assert len(mine) > 30
    for name, text in mine.items():
        assert compiles(url, text) == "", name


def compiles(url: str, statement: str) -> str:
    """What the database has against the statement; nothing when it can be prepared."""
    if url.startswith("sqlite"):
        values = [None] * statement.count("?")
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            try:
                connection.execute(f"EXPLAIN {statement}", values)
            except sqlite3.Error as error:
                return str(error)
        return ""
    marks = iter(range(1, 100))
    numbered = "".join(f"${next(marks)}" if letter == "?" else letter for letter in statement)
    with psycopg.connect(url) as outside:
        try:
            outside.execute(f"PREPARE it AS {numbered}".encode())
        except psycopg.Error as error:
            return str(error)
    return ""


# A list that a statement was given, or a row that it makes up, is no table.
_WHOLE_TABLE = r"SCAN (?!json_each|CONSTANT ROW)"
# In the index of what is being sent is little, however much waits.
_WHOLE_WORKSPACE = r"SEARCH \w+ USING (?!INDEX outbox_sending).*\(workspace=\?\)"


def sqlite_plans(file: Path) -> Iterator[tuple[str, str]]:
    """(statement's name, step) of how SQLite means to run each statement."""
    with closing(sqlite3.connect(file)) as connection:
        for name, text in every_statement().items():
            if not name.endswith("postgresql"):
                values = [None] * text.count("?")
                plan = connection.execute(f"EXPLAIN QUERY PLAN {text}", values).fetchall()
                yield from ((name, str(step)) for *_, step in plan)


def test_what_is_wanted_is_found_by_an_index(tmp_path: Path) -> None:
    migrate.upgrade(f"sqlite:///{tmp_path}/parley.db")
    plans = list(sqlite_plans(tmp_path / "parley.db"))
    # These look at whole small tables, or at one row of one.
    assert {name for name, step in plans if re.match(_WHOLE_TABLE, step)} == {
        "SCHEMA_VERSION",
        "ANYBODY",
        "WORKSPACES",
        "WORKSPACES_WITH_MAIL",
        "WORKSPACES_WITH_POOLS",
    }
    whole = {name for name, step in plans if re.match(_WHOLE_WORKSPACE, step)}
    # These are run rarely, or on tables that hold what is in transit.
    assert whole == {
        "ERASE_DELIVERIES",
        "FORGET_EXPORTS",
        "UNPARK_DUE",
        "WORKSPACES_WITH_MAIL",
        "WORKSPACES_WITH_POOLS",
        "POOLS",
        "CHANNELS",
        "MARKED",
        "TO_POST",
        "TO_EDIT",
    }
