"""The tests' own PostgreSQL server gives each test a database of its own."""

import psycopg

from tests.postgres import PostgresServer


def test_a_database_is_fresh_and_speaks_sql(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    assert row == (0,)


def test_databases_are_apart(postgres_server: PostgresServer, postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE mine (id int)")
    other = postgres_server.create()
    with psycopg.connect(other) as connection:
        row = connection.execute("SELECT to_regclass('mine')").fetchone()
    postgres_server.drop(other)
    assert row == (None,)


def test_a_prepared_database_is_copied(postgres_server: PostgresServer) -> None:
    def fill(url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE filled AS SELECT 7 AS seven")

    copy = postgres_server.create(postgres_server.prepared(fill))
    with psycopg.connect(copy) as connection:
        row = connection.execute("SELECT seven FROM filled").fetchone()
    postgres_server.drop(copy)
    assert row == (7,)
