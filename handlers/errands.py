"""Errands from the outbox: profiles to look up, words to post to a channel or to delete there.

A channel's history is not read (Parley asks for no right to), so a doubtful posting cannot be
looked up: it is tried once, and when nobody knows whether it arrived the person is told to look.
"""

from typing import assert_never

from bot.ports import Clock, Errands, Ids, Outgoing, Undelivered, Unit
from bot.usecases import errands
from bot.usecases.errands import (
    Announce,
    AskAbout,
    Errand,
    Finish,
    LookUp,
    Memberships,
    Retract,
)


class Runner:
    """Does errands on one platform, and tells what their outcomes mean."""

    def __init__(self, platform: Errands, clock: Clock, ids: Ids) -> None:
        self._platform = platform
        self._clock = clock
        self._ids = ids

    async def run(self, message: Outgoing, errand: Errand) -> Finish:
        """Do an errand, or find that it never will be done; Undelivered when it is to wait."""
        match errand:
            case LookUp():
                return await self._look_up(message, errand)
            case Announce():
                return await self._announce(message, errand)
            case Retract():
                return await self._retract(message, errand)
            case AskAbout():
                return await self._ask_about(message, errand)
            case Memberships():
                return await self._memberships(message, errand)
            case _:
                assert_never(errand)

    def finish(self, unit: Unit, finish: Finish) -> None:
        """Keep an outcome."""
        finish(unit, self._clock.now(), self._ids)

    async def _look_up(self, message: Outgoing, errand: LookUp) -> Finish:
        try:
            profile = await self._platform.look_up(errand.person)
        except Undelivered as failure:
            if failure.why != "refused":
                raise
            return errands.looked_up(message, None)
        return errands.looked_up(message, profile)

    async def _ask_about(self, message: Outgoing, errand: AskAbout) -> Finish:
        try:
            found = {one: await self._platform.about_channel(one) for one in errand.channels}
        except Undelivered as failure:
            if failure.why != "refused":
                raise
            return errands.not_told(message)
        return errands.asked_about(message, found)

    async def _memberships(self, message: Outgoing, errand: Memberships) -> Finish:
        try:
            found = await self._platform.member_of(errand.channels, errand.user)
        except Undelivered as failure:
            if failure.why != "refused":
                raise
            return errands.members(message, None)
        return errands.members(message, found)

    async def _announce(self, message: Outgoing, errand: Announce) -> Finish:
        if errand.tried:
            return errands.not_announced(message, Undelivered("unsure"))
        try:
            sent = await self._platform.announce(errand.channel, errand.card)
        except Undelivered as failure:
            if failure.why == "gone":
                raise
            return errands.not_announced(message, failure)
        return errands.announced(message, errand.channel, sent)

    async def _retract(self, message: Outgoing, errand: Retract) -> Finish:
        try:
            await self._platform.retract(errand.channel, errand.message)
        except Undelivered as failure:
            if failure.why != "refused":
                raise
            return errands.not_retracted(message)
        return errands.retracted(message)
