"""Migrations make the tables as they are described, at once or not at all, from anywhere."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import storage
from storage import (
    migrate,
    schema,
    tables,
    tables_lessons,
    tables_time,
)
from tests.postgres import PostgresServer

ROOT = Path(__file__).parents[2]

POSTGRESQL_SCHEMA = """
SELECT 'column', table_name, column_name, data_type, is_nullable, column_default, is_identity,
       character_maximum_length::text
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT 'index', tablename, indexname, indexdef, '', '', '', '' FROM pg_indexes
WHERE schemaname = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""


def described(url: str) -> set[tuple[str, ...]]:
    """Every table, column, index and constraint but those of Alembic's own table."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            rows = connection.execute("SELECT tbl_name, name, sql FROM sqlite_master").fetchall()
        rows = [(table, name, " ".join(str(sql).split())) for table, name, sql in rows]
    else:
        with psycopg.connect(url) as outside:
            rows = outside.execute(POSTGRESQL_SCHEMA.encode()).fetchall()
    return {tuple(map(str, row)) for row in rows if "alembic_version" not in row}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/parley.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def created_url(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A second database whose tables SQLModel made."""
    if url.startswith("sqlite"):
        yield create_tables(f"sqlite:///{tmp_path}/created.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    created = create_tables(server.create())
    yield created
    server.drop(created)


def create_tables(url: str) -> str:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return url


def test_migrations_make_the_tables_as_they_are_described(url: str, created_url: str) -> None:
    migrate.upgrade(url)
    assert described(url) == described(created_url)
    assert len(described(url)) > len(SQLModel.metadata.tables)


def test_a_database_is_current_after_an_upgrade_and_stays_so(url: str) -> None:
    assert not migrate.is_current(url)
    for _ in range(2):
        migrate.upgrade(url)
        assert migrate.is_current(url)


# Somebody with a preparation and a message, as the first version kept them.
KEPT_BY_0001 = """
INSERT INTO workspace (id) VALUES ('T1');
INSERT INTO person_key (workspace, wrapped_key) VALUES ('T1', '');
INSERT INTO person (workspace, id, platform_user, welcomed, key_number)
SELECT 'T1', '11111111111111111111111111111111', 'U1', TRUE, number FROM person_key;
INSERT INTO conversation (workspace, id, person, revision, state, started, changed)
SELECT 'T1', '22222222222222222222222222222222', id, 3, '', {at}, {at} FROM person;
INSERT INTO outbox
    (workspace, id, person, kind, revision, attempts, failures, state, due)
SELECT 'T1', '33333333333333333333333333333333', id, 'question', 3, 0, 0, 'waiting', {at}
FROM person
"""
AT = "'2026-01-31 09:30:00.000000+00:00'"


def test_what_the_first_version_kept_is_kept(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        at = AT if url.startswith("sqlite") else f"timestamptz {AT}"
        for statement in KEPT_BY_0001.split(";"):
            connection.exec_driver_sql(statement.format(at=at))
        connection.commit()
        migrate.upgrade(url)
        kept = connection.exec_driver_sql(
            "SELECT p.platform_user, p.rhythm, c.revision, c.script, c.about, m.kind, m.thread"
            " FROM person p JOIN conversation c ON c.person = p.id JOIN outbox m ON m.person = p.id"
        ).fetchall()
    engine.dispose()
    assert [tuple(row) for row in kept] == [
        ("U1", None, 3, "prepare", None, "question", None),
    ]


def test_the_newest_revision_is_the_one_that_is_asked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("CREATE TABLE key_check (mine int)")
    else:
        with psycopg.connect(url) as outside:
            outside.execute("CREATE TABLE key_check (mine int)")
    before = described(url)
    with pytest.raises(storage.Unavailable):
        migrate.upgrade(url)
    assert described(url) == before
    assert not migrate.is_current(url)


def test_a_newer_database_is_left_as_it_is(url: str) -> None:
    migrate.upgrade(url)
    newer = "UPDATE alembic_version SET version_num = '9999'"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(newer)
    else:
        with psycopg.connect(url) as outside:
            outside.execute(newer.encode())
    before = described(url)
    with pytest.raises(storage.NotMigrated, match="newer version"):
        migrate.upgrade(url)
    assert described(url) == before


def test_processes_that_migrate_together_do_not_disturb_each_other(url: str) -> None:
    program = "import sys; from storage import migrate; migrate.upgrade(sys.argv[1])"
    processes = [subprocess.Popen([sys.executable, "-c", program, url], cwd=ROOT) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert migrate.is_current(url)


def test_it_works_from_an_installed_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    program = (
        "import sys, storage; from storage import migrate\n"
        "assert storage.__file__.startswith(sys.argv[2]), storage.__file__\n"
        "migrate.upgrade(sys.argv[1])\n"
        "storage.open_store(sys.argv[1], bytes(32))"
    )
    url = f"sqlite:///{tmp_path}/parley.db"
    subprocess.run(
        [sys.executable, "-c", program, url, str(installed)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
    )
    assert migrate.is_current(url)


def test_serving_loads_neither_orm_nor_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/parley.db"
    migrate.upgrade(url)
    program = (
        "import sys, storage; from storage import migrate\n"
        "migrate.upgrade(sys.argv[1])\n"
        "storage.open_store(sys.argv[1], bytes(32))\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'psycopg'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    subprocess.run([sys.executable, "-c", program, url], cwd=ROOT, check=True)


def test_every_table_is_bound_to_a_workspace() -> None:
    apart = {"workspace", "key_check"}
    assert {
        name for name, table in SQLModel.metadata.tables.items() if "workspace" not in table.columns
    } == apart
    described_in = (tables.Person, tables_time.Due, tables_lessons.LessonPool)
    names = [described.__tablename__ for described in described_in]
    assert names == ["person", "due", "lesson_pool"]
