"""Delete what people who erased themselves left in channels, whatever becomes of this process.

A waiting errand belongs to somebody and goes with them. So each message waits in the name of a
stand-in that is known to no platform, holds nothing else, and goes once the message is gone.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.cards import Frozen
from bot.ports import Ids, Outgoing, Unit

CLEAR = "clear"
"""The kind of waiting errands; their details are where a message is."""


class _Where(Frozen):
    channel: str
    message: str


def clear(unit: Unit, posted: Iterable[tuple[str, str]], now: datetime, ids: Ids) -> None:
    """Have messages (channel and message) of somebody who is erased deleted."""
    for channel, message in posted:
        stand_in = unit.people.stand_in(ids.new())
        where = _Where(channel=channel, message=message).model_dump_json()
        unit.outbox.put(Outgoing(id=ids.new(), person=stand_in, kind=CLEAR, details=where), now)


def to_clear(message: Outgoing) -> tuple[str, str]:
    """Channel and message to delete."""
    where = _Where.model_validate_json(message.details)
    return where.channel, where.message


def cleared(unit: Unit, message: Outgoing, _now: datetime, _ids: Ids) -> None:
    """It is deleted, or never will be: nothing is left to remember."""
    unit.people.erase(message.person)
