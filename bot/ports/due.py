"""What falls due: the agenda of the people of one workspace."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal, Protocol

from bot.calendar.etiquette import Sent
from bot.cards import Frozen

DueKind = Literal[
    "improve",  # a step for Plan B; `about` is the preparation
    "before",  # the message before a meeting; `about` is the preparation
    "reflect",  # how did it go; `about` is the preparation
    "reflect_again",  # the one repeat of that; `about` is the preparation
    "nudge",  # the weekly question about one's own commitments
    "partner",  # those one asks with, at the hour of the nudge: both travel in one message
    "invitation",  # to be somebody's partner; `about` is the partnership
    "partner_said",  # what a partner did: accepted, cheered, asked; `about` is the partnership
]


class Due(Frozen):
    """One thing that is to be said later; what it says is composed when its time comes.

    `send_key` names it for good: what was sent under it is never sent again. `generation` rises
    with every change. `letter` is the message it travels in, `doubtful` that this message may have
    been sent already.
    """

    id: str
    person: str
    kind: DueKind
    due: datetime
    send_key: str
    about: str = ""
    generation: int = 0
    letter: str = ""
    doubtful: bool = False


class Enclosed(Frozen):
    """The due rows (ids) that travel in a letter, and whether it counts for the week."""

    rows: tuple[str, ...]
    letter: str
    for_week: bool


class Agenda(Protocol):
    """Due rows of one workspace: `waiting`, `queued` in a batch, `sending`, `sent` or `dropped`."""

    def plan(self, due: Due) -> None:
        """Keep it by its send key.

        One that is waiting or queued moves to this moment, as a new generation; one that is being
        sent, was sent or dropped stays as it is.
        """

    def cancel(self, person: str, kind: DueKind, about: str = "") -> None:
        """Forget what of this kind is waiting or queued; it can be planned anew."""

    def withdraw(self, row: str) -> None:
        """Cancel one row, by its id, if it is waiting or queued."""

    def of(self, person: str) -> tuple[Due, ...]:
        """What is waiting or queued, the first due first."""

    def fence(self, batch: str) -> tuple[Due, ...]:
        """Take the rows that are still in this batch, marking them `sending`.

        Those that were `sending` already come back doubtful, with their letter.
        """

    def join(self, until: Mapping[str, datetime], batch: str) -> tuple[Due, ...]:
        """Take into the batch what else of these people is waiting and due before their moment."""

    def into(self, letters: Collection[Enclosed]) -> None:
        """Note of the rows that were taken in which letter they travel."""

    def later(self, row: str, due: datetime, *, tried: bool = True) -> None:
        """Put a row that was taken back to waiting, as a new generation.

        One that already travels in a letter comes back doubtful with it, unless the letter surely
        was not `tried`: then the row is as if it had never been in one.
        """

    def drop(self, row: str) -> None:
        """Forget a row that was taken: there is nothing to say any more; it can be planned anew.

        One that may have been sent already is kept as dropped, and its key stays used.
        """

    def sent(self, letters: Collection[str], now: datetime) -> None:
        """The letters were accepted by the platform: their rows that are `sending` are `sent`."""

    def sent_since(
        self, people: Collection[str], since: datetime
    ) -> Mapping[str, tuple[Sent, ...]]:
        """What each of these people got, one entry a letter, the oldest first."""

    def last_sent(self, person: str, kind: DueKind) -> datetime | None:
        """When something of this kind went out last, as far as it is remembered."""

    def last_key(self, person: str, kind: DueKind) -> str | None:
        """The greatest key of this kind that is used, as far as is remembered.

        It is being sent, was sent, or was dropped although it may have been.
        """

    def forget(self, before: datetime) -> None:
        """Delete weekly rows (nudge, partner) finished before this moment.

        So is what went out before it about something that was deleted since.
        """
