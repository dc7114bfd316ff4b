"""What the units of a group ask first, read for all of them on one way to the server."""

from collections.abc import Sequence
from typing import Any, Final

from bot.ports import Turn
from storage import statements
from storage.connection import Connection
from storage.deliveries import key_hash
from storage.session import KNOCKER, Ahead

_NOTED: Final = statements.OF_PERSON_COLUMNS


def read_ahead(
    connection: Connection, turns: Sequence[tuple[str, Turn | None]]
) -> dict[int, Ahead]:
    """What is kept of who brought a delivery, by the place of their turn (with its workspace).

    Only for the first turn of each person: its unit may change what a later one is to find.
    Nothing for somebody who is not known.
    """
    first: dict[tuple[str, str], tuple[int, Turn]] = {}
    for number, (workspace, turn) in enumerate(turns):
        if turn is not None and turn.delivery:
            first.setdefault((workspace, turn.person), (number, turn))
    asked = [(key_hash(turn.delivery), *who) for who, (_, turn) in first.items()]
    rows = [found.fetchone() for found in connection.each(statements.FIND_AHEAD, asked)]
    return {
        number: _split(turn, row)
        for (number, turn), row in zip(first.values(), rows, strict=True)
        if row is not None
    }


def _split(turn: Turn, row: Sequence[Any]) -> Ahead:
    """The row as the repositories look for its parts."""
    known, noted, conversation = row[:_NOTED], row[_NOTED], row[_NOTED + 1 :]
    found: Ahead = {KNOCKER: known, ("noted", turn.delivery): bool(noted)}
    name, person, *_ = conversation
    if name is not None:
        found["conversation", person, name] = conversation
    return found
