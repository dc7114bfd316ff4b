"""Runs migrations on the connection that `storage.migrate` gives, in one transaction."""

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        # Two processes that start together: the second waits, and then finds nothing to do.
        connection.execute(text("SELECT pg_advisory_xact_lock(7064111)"))
    context.run_migrations()
