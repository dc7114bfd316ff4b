"""Errands that wait in the outbox beside messages: what to do, and what their outcome means."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.cards import Card, Frozen
from bot.ports import Ids, Outgoing, Person, Profile, Undelivered, Unit
from bot.usecases import public
from bot.usecases.partner import LOOK_UP
from bot.usecases.partner_parts import met
from bot.usecases.public import ANNOUNCE, RETRACT

KINDS: Final = frozenset({LOOK_UP, ANNOUNCE, RETRACT})
"""The kinds of outgoing messages that are errands."""

Orphan = tuple[str, str]
"""Channel and message of words that were posted while their person erased themselves."""

Finish = Callable[[Unit, datetime, Ids], Orphan | None]
"""What the outcome of an errand means, in the transaction that takes it from the outbox.

Returns what is to be deleted after it.
"""


class LookUp(Frozen):
    """Ask for somebody's profile."""

    person: Person


class Announce(Frozen):
    """Post to a channel; `tried` when it was begun before, so that nobody knows how that ended."""

    channel: str
    card: Card
    tried: bool


class Retract(Frozen):
    """Delete a message in a channel."""

    channel: str
    message: str


Errand = LookUp | Announce | Retract


def errand_of(unit: Unit, message: Outgoing) -> Errand | None:
    """What a waiting errand asks for, as things stand; None when nothing is to be done."""
    if unit.workspace.locked():
        return None
    if message.kind == LOOK_UP:
        person = unit.people.get(message.person)
        return LookUp(person=person) if person else None
    if message.kind == ANNOUNCE:
        wanted = public.to_announce(unit, message)
        return wanted and Announce(channel=wanted[0], card=wanted[1], tried=message.attempts > 0)
    posted = public.to_retract(unit, message)
    return posted and Retract(channel=posted[0], message=posted[1])


def looked_up(message: Outgoing, profile: Profile | None) -> Finish:
    """Somebody's profile is known; None: the platform does not know them."""
    return lambda unit, now, ids: met(unit, message.person, profile, now, ids)


def announced(message: Outgoing, channel: str, sent: str) -> Finish:
    """The channel has it, as this message."""
    return lambda unit, now, ids: public.announced(unit, message, (channel, sent), now, ids)


def not_announced(message: Outgoing, failure: Undelivered) -> Finish:
    """The channel has it not, or perhaps."""
    return lambda unit, now, ids: public.not_announced(unit, message, failure.why, now, ids)


def retracted(message: Outgoing) -> Finish:
    """It is gone from the channel."""
    return lambda unit, now, ids: public.retracted(unit, message, now, ids)


def not_retracted(message: Outgoing) -> Finish:
    """It stays in the channel."""
    return lambda unit, now, ids: public.not_retracted(unit, message, now, ids)
