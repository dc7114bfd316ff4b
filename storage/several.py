"""How a statement takes several values in one place: one statement for everybody in a batch."""

from typing import Final

_IDS: Final = {
    "sqlite": "IN (SELECT value FROM json_each(?))",
    "postgresql": "= ANY(?::uuid[])",
}


def of_ids(statement: str) -> dict[str, str]:
    """The statement by dialect, with several ids (`Session.several`) instead of `{several}`."""
    return {dialect: statement.replace("{several}", how) for dialect, how in _IDS.items()}


def of_records(statement: str, **columns: str) -> dict[str, str]:
    """The statement by dialect, with a table `j` (`Session.records`) instead of `{records}`.

    `columns` are its names and their types on PostgreSQL. SQLite looks into the table for each row
    of the other one, so that one is to be narrowed by `{several}` ids too.
    """
    # ruff: noqa: S608 - every part is a literal of ours
    read = ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in columns)
    typed = ", ".join(f"{name} {of}" for name, of in columns.items())
    tables = {
        "sqlite": f"(SELECT {read} FROM json_each(?)) AS j",
        "postgresql": f"jsonb_to_recordset(?::jsonb) AS j ({typed})",
    }
    return {
        dialect: narrowed.replace("{records}", tables[dialect])
        for dialect, narrowed in of_ids(statement).items()
    }
