"""Errands that wait in the outbox beside messages: what to do, and what their outcome means."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from bot.cards import Card, Frozen
from bot.ports import ChannelFacts, Ids, Outgoing, Person, Profile, Undelivered, Unit
from bot.usecases import lesson_channels, lessons, public
from bot.usecases.clearing import CLEAR, cleared, to_clear
from bot.usecases.lesson_channels import INTRODUCE, SET_UP, Wish
from bot.usecases.lessons import MEMBERSHIPS
from bot.usecases.partner import LOOK_UP
from bot.usecases.partner_parts import met
from bot.usecases.public import ANNOUNCE, RETRACT

KINDS: Final = frozenset({LOOK_UP, ANNOUNCE, RETRACT, CLEAR, SET_UP, INTRODUCE, MEMBERSHIPS})
"""The kinds of outgoing messages that are errands."""

Finish = Callable[[Unit, datetime, Ids], None]
"""What the outcome of an errand means, in the transaction that takes it from the outbox."""


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


class AskAbout(Frozen):
    """Ask what the platform knows of channels."""

    channels: tuple[str, ...]


class Memberships(Frozen):
    """Ask which of these channels somebody (the platform's id) is in."""

    channels: tuple[str, ...]
    user: str


Errand = LookUp | Announce | Retract | AskAbout | Memberships


def errand_of(unit: Unit, message: Outgoing) -> Errand | None:
    """What a waiting errand asks for, as things stand; None when nothing is to be done."""
    if unit.workspace.locked():
        return None
    if message.kind == LOOK_UP:
        person = unit.people.get(message.person)
        return LookUp(person=person) if person else None
    if message.kind == MEMBERSHIPS:
        asked_of = lessons.to_ask(unit, message)
        return asked_of and Memberships(channels=asked_of[0], user=asked_of[1])
    if message.kind == SET_UP:
        asked = Wish.model_validate_json(message.details)
        return AskAbout(channels=tuple(filter(None, (asked.channel, asked.together))))
    if message.kind in {ANNOUNCE, INTRODUCE}:
        to_post = public.to_announce if message.kind == ANNOUNCE else lesson_channels.to_introduce
        wanted = to_post(unit, message)
        return wanted and Announce(channel=wanted[0], card=wanted[1], tried=message.attempts > 0)
    posted = to_clear(message) if message.kind == CLEAR else public.to_retract(unit, message)
    return posted and Retract(channel=posted[0], message=posted[1])


def looked_up(message: Outgoing, profile: Profile | None) -> Finish:
    """Somebody's profile is known; None: the platform does not know them."""
    return lambda unit, now, ids: met(unit, message.person, profile, now, ids)


def announced(message: Outgoing, channel: str, sent: str) -> Finish:
    """The channel has it, as this message."""
    told = lesson_channels.introduced if message.kind == INTRODUCE else public.announced
    return lambda unit, now, ids: told(unit, message, (channel, sent), now, ids)


def not_announced(message: Outgoing, failure: Undelivered) -> Finish:
    """The channel has it not, or perhaps."""
    told = lesson_channels.not_introduced if message.kind == INTRODUCE else public.not_announced
    return lambda unit, now, ids: told(unit, message, failure.why, now, ids)


def members(message: Outgoing, channels: frozenset[str] | None) -> Finish:
    """It is known which of the channels they are in; None: the platform does not say."""
    return lambda unit, now, ids: lessons.answered(unit, message, channels, now, ids)


def asked_about(message: Outgoing, found: Mapping[str, ChannelFacts]) -> Finish:
    """It is known what the platform says of the channels."""
    return lambda unit, now, ids: lesson_channels.looked_at(unit, message, found, now, ids)


def not_told(message: Outgoing) -> Finish:
    """The platform says nothing of the channels, and never will."""
    return lambda unit, now, ids: lesson_channels.not_introduced(unit, message, "refused", now, ids)


def retracted(message: Outgoing) -> Finish:
    """It is gone from the channel."""
    told = cleared if message.kind == CLEAR else public.retracted
    return lambda unit, now, ids: told(unit, message, now, ids)


def not_retracted(message: Outgoing) -> Finish:
    """It stays in the channel."""
    told = cleared if message.kind == CLEAR else public.not_retracted
    return lambda unit, now, ids: told(unit, message, now, ids)
