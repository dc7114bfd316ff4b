"""Write to one person: what fell due becomes at most one polite message."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain, groupby
from math import ceil
from operator import attrgetter
from typing import Final, get_args

from bot.calendar.etiquette import Sent, decide, same_day_end
from bot.calendar.zones import from_wall, local
from bot.cards import Button, Buttons, Card, Divider, Element, Frozen, Note, Picture
from bot.guides.words import say
from bot.ports import Due, DueKind, Person, Undone, Unit
from bot.usecases.due_parts import part_of, subject
from bot.usecases.nudging import asks_first
from bot.usecases.part import Part, counts_for_week
from bot.usecases.remind_meeting import latest
from bot.usecases.talk import zone_of
from bot.usecases.weekly import WEEKLY, week_of

_AGAIN: Final = timedelta(hours=1)  # until a row whose part could not be made is tried again
_MOST_BLOCKS: Final = 45
"""Of one message. Slack shows no more than 50 and cuts the rest; a few are left to spare."""

_BUTTONS_IN_BLOCK: Final = 5
_ORDER: Final[tuple[DueKind, ...]] = get_args(DueKind)

Told = Callable[[Exception], None]


class Letter(Frozen):
    """A message to send now; `rows` are the due rows that travel in it, `key` names it for good.

    `doubtful`: it may have been sent already, so it is looked for first. `for_week`: it counts for
    the week. `weeks` are the local days whose weekly question it asks first.
    """

    person: Person
    card: Card
    key: str
    doubtful: bool
    rows: tuple[str, ...]
    for_week: bool
    weeks: tuple[date, ...] = ()


class Writing:
    """Writing to one person about the rows of theirs that were taken, in one unit of work.

    Early is what was claimed before the clock went back; what joined a letter in doubt, earlier
    today, is not. Each part that fails is told to `failed`; without it the error is raised.
    """

    def __init__(
        self,
        unit: Unit,
        person: Person,
        now: datetime,
        taken: Iterable[Due],
        failed: Told | None = None,
    ) -> None:
        self._unit = unit
        self._person = person
        self._now = now
        self._failed = failed
        self._zone = zone_of(person)
        self._rhythm = unit.people.rhythm(person.id)
        self.day_ends = same_day_end(now, self._zone)
        self._ripe: list[Due] = []
        self._early: list[Due] = []
        for row in taken:
            early = row.due >= self.day_ends if row.doubtful else row.due > now
            (self._early if early else self._ripe).append(row)

    @property
    def wanted(self) -> bool:
        """Whether there is something to write about now; then what else is due today joins it."""
        return bool(self._ripe)

    def letters(self, joined: Iterable[Due], earlier: tuple[Sent, ...]) -> list[Letter]:
        """What may have gone out already is finished first; the rest makes one new letter.

        `earlier` is what the person got unasked of late. What is not written about now waits.
        """
        rows = self._ready(joined)
        begun = sorted((row for row in rows if row.doubtful), key=attrgetter("letter"))
        found = [
            letter
            for key, group in groupby(begun, key=attrgetter("letter"))
            if (letter := self._letter(self._polite(group, ()), key=key))
        ]
        kinds = {row.id: row.kind for row in begun}
        under_way = (_for_week(kinds[row] for row in letter.rows) for letter in found)
        sent = (*earlier, *(Sent(at=self._now, for_week=week) for week in under_way))
        new = self._letter(self._polite((row for row in rows if not row.doubtful), sent), sent)
        return [*found, new] if new else found

    def _ready(self, joined: Iterable[Due]) -> list[Due]:
        """What to write about now; the rest goes on waiting."""
        rows = [*self._ripe, *joined]
        repeats = [row for row in rows if _repeats_too_soon(row, rows)]
        for row in self._early:
            self._unit.agenda.later(row.id, row.due)
        for row in repeats:
            # Not its own moment, which may have passed: it would be taken again at once.
            self._unit.agenda.later(row.id, max(row.due, self.day_ends))
        return [row for row in rows if row not in repeats]

    def _polite(self, rows: Iterable[Due], sent: tuple[Sent, ...]) -> list[Due]:
        """Those of the rows that may go out now; the others wait until they may."""
        allowed = []
        for row in rows:
            later = self._decide(row, sent)
            if later:
                self._unit.agenda.later(row.id, max(self._their_hour(row, later), row.due))
            else:
                allowed.append(row)
        return allowed

    def _their_hour(self, row: Due, later: datetime) -> datetime:
        """The person's hour on that day for what comes weekly, unless it is over then."""
        if row.kind not in WEEKLY:
            return later
        day = local(later, self._zone).date()
        return max(later, from_wall(day, self._rhythm.weekly_at, self._zone))

    def _decide(self, row: Due, sent: tuple[Sent, ...]) -> datetime | None:
        """When to ask again whether the row may go out; None when it may now.

        A deadline that is permitted is bound to no hours only once it cannot wait for them.
        """
        ask = partial(
            decide,
            self._now,
            self._rhythm,
            self._zone,
            sent,
            for_week=counts_for_week(row.kind),
        )
        later = ask()
        if later is None or row.kind != "before" or not self._rhythm.deadline_alerts:
            return later
        last = latest(self._unit, self._person, row)
        if last is None or later <= last:
            return later
        return last if last > self._now else ask(deadline=True)

    def _letter(
        self, rows: list[Due], sent: tuple[Sent, ...] = (), *, key: str | None = None
    ) -> Letter | None:
        """One message of what these rows still have to say; None when that is nothing.

        What does not fit into it waits for its next moment. One that may have gone out already,
        with a `key`, did fit and stays whole.
        """
        said: list[Due] = []
        parts: list[Part] = []
        left = _by_subject(rows)
        while left:
            part = self._part(left[0])
            if part and parts and not key and not _fits([*parts, part]):
                break
            together = left.pop(0)
            if part:
                parts.append(part)
                said += together
        if not parts:
            return None
        names = tuple(row.id for row in said)
        for_week = _for_week(row.kind for row in said)
        self._polite(chain.from_iterable(left), (*sent, Sent(at=self._now, for_week=for_week)))
        return Letter(
            person=self._person,
            card=_card(parts),
            key=key or names[0],
            doubtful=key is not None,
            rows=names,
            for_week=for_week,
            weeks=tuple(week_of(row) for row in said if asks_first(row)),
        )

    def _part(self, rows: list[Due]) -> Part | None:
        """What rows of one subject say; without anything to say they are dropped."""
        make = partial(part_of, self._unit, self._person, rows, self._now)
        if self._failed is None:
            part = make()
        else:
            try:
                part = self._unit.attempt(make)
            except Undone as undone:
                self._failed(undone.error)
                put_off(self._unit, rows, self._now)
                return None
        if part is None:
            for row in rows:
                self._unit.agenda.drop(row.id)
        return part


def put_off(unit: Unit, rows: Iterable[Due], now: datetime) -> None:
    """Try rows that were taken and could not be written about again in an hour."""
    for row in rows:
        unit.agenda.later(row.id, now + _AGAIN)


def _by_subject(rows: Iterable[Due]) -> list[list[Due]]:
    """The rows that are said together, in the order in which they are said."""
    found: dict[str, list[Due]] = {}
    for row in sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.due, row.id)):
        found.setdefault(subject(row), []).append(row)
    return list(found.values())


def _repeats_too_soon(row: Due, rows: Iterable[Due]) -> bool:
    """Whether it repeats a question that was late: that one moves it when it is written."""
    first = (one.about for one in rows if one.kind == "reflect")
    return row.kind == "reflect_again" and not row.doubtful and row.about in first


def _for_week(kinds: Iterable[DueKind]) -> bool:
    return any(counts_for_week(kind) for kind in kinds)


def _card(parts: list[Part]) -> Card:
    """The parts as one message: it ends with how to stop them, and who can see it."""
    elements: list[Element] = []
    for part in parts:
        elements += [*([Divider()] if elements else []), *part.elements]
    settings = Button(label=say("rhythm.button.settings"), action="settings")
    elements += [Buttons(buttons=(settings,)), Note(line=say("remind.who"))]
    summary = parts[0].summary if len(parts) == 1 else say("summary.note")
    return Card(summary=summary, elements=tuple(elements))


def _fits(parts: list[Part]) -> bool:
    return sum(_blocks(element) for element in _card(parts).elements) <= _MOST_BLOCKS


def _blocks(element: Element) -> int:
    """How many blocks it takes."""
    if isinstance(element, Picture):
        return 2  # what it shows in words stands below it
    if isinstance(element, Buttons):
        return ceil(len(element.buttons) / _BUTTONS_IN_BLOCK)
    return 1
