"""Write to people unasked: what fell due becomes at most one polite message for each of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.ports import Due, Enclosed, Undone, Unit
from bot.usecases.writing import Letter, Told, Writing, put_off

_LOOK_BACK: Final = timedelta(days=9)  # a week and the day before it, in every zone


def letters(
    unit: Unit, batch: str, now: datetime, failed: Told | None = None
) -> tuple[Letter, ...]:
    """Take the rows of a batch and return what to send; a second run returns the same, doubtful.

    What must not be said now goes back to waiting; what has nothing to say any more is dropped.
    A row whose part cannot be made is told to `failed` and tried again in an hour, so that it
    does not hold up the others of its batch; without `failed` the error is raised.
    """
    rows = unit.agenda.fence(batch)
    if not rows:
        return ()
    try:
        return unit.attempt(partial(_together, unit, rows, batch, now))
    except Undone as undone:
        if failed is None:
            raise undone.error from None
    # Looking for the one that fails costs a savepoint each, so it is done only now.
    return _one_by_one(unit, rows, batch, now, failed)


def _together(unit: Unit, rows: Sequence[Due], batch: str, now: datetime) -> tuple[Letter, ...]:
    """Letters to everybody, with one statement for all where there would be one for each."""
    unit.conversations.ahead({row.about for row in rows if row.about})
    nudged = {row.person for row in rows if row.kind == "nudge"}
    if nudged:
        unit.commitments.ahead(nudged)
    return _written(unit, rows, batch, now)


def _one_by_one(
    unit: Unit, rows: Sequence[Due], batch: str, now: datetime, failed: Told
) -> tuple[Letter, ...]:
    """Letters to everybody for whom one can be written."""
    found: list[Letter] = []
    for theirs in _by_person(rows).values():
        try:
            found += unit.attempt(partial(_written, unit, theirs, batch, now, failed))
        except Undone as undone:
            failed(undone.error)
            put_off(unit, theirs, now)
    return tuple(found)


def _written(
    unit: Unit, rows: Sequence[Due], batch: str, now: datetime, failed: Told | None = None
) -> tuple[Letter, ...]:
    taken = _by_person(rows)
    people = unit.people.several(taken)
    for row in rows:
        if row.person not in people:
            unit.agenda.drop(row.id)
    writing = {
        name: Writing(unit, people[name], now, theirs, failed)
        for name, theirs in taken.items()
        if name in people
    }
    until = {name: one.day_ends for name, one in writing.items() if one.wanted}
    joined = _by_person(unit.agenda.join(until, batch) if until else ())
    earlier = unit.agenda.sent_since(until, now - _LOOK_BACK) if until else {}
    found: list[Letter] = []
    for name, one in writing.items():
        found += one.letters(joined.get(name, ()), earlier.get(name, ()))
    if found:
        unit.agenda.into([_enclosed(letter) for letter in found])
    return tuple(found)


def _by_person(rows: Iterable[Due]) -> dict[str, list[Due]]:
    found: dict[str, list[Due]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found


def _enclosed(letter: Letter) -> Enclosed:
    return Enclosed(rows=letter.rows, letter=letter.key, for_week=letter.for_week)


def posted(unit: Unit, keys: Collection[str], now: datetime) -> None:
    """The platform took these letters."""
    unit.agenda.sent(keys, now)


def undelivered(unit: Unit, letter: Letter, due: datetime, *, tried: bool = True) -> None:
    """The platform did not take the letter: what is in it waits until `due`.

    `tried`: it may have taken it without saying so, and the letter is looked for the next time.
    """
    if not (tried or letter.doubtful):
        _unasked(unit, letter)
    for row in letter.rows:
        unit.agenda.later(row, due, tried=tried)


def refused(unit: Unit, letter: Letter) -> None:
    """The platform never will take the letter: what is in it is finished."""
    _unasked(unit, letter)
    for row in letter.rows:
        unit.agenda.drop(row)


def _unasked(unit: Unit, letter: Letter) -> None:
    """A weekly question that nobody saw was not ignored."""
    for week in letter.weeks:
        unit.commitments.uncheck(letter.person.id, week)
