"""When somebody wants to hear from Parley: their week, their days off, their pauses."""

from datetime import date, time, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.calendar.public_holidays import public_holidays

SATURDAY, SUNDAY = 5, 6
TUESDAY: Final = 1

# Parley starts messages from the first of these local times until, not at, the second.
OPENS: Final = time(9)
CLOSES: Final = time(18)

MOST_VACATIONS: Final = 20
LONGEST_VACATION: Final = timedelta(days=366)
# Far enough for anybody, and the search for the next day still ends within the calendar.
LAST_PAUSE: Final = date(9000, 1, 1)

Weekday = Annotated[int, Field(ge=0, le=6)]


class Vacation(BaseModel):
    """Days away, both ends included, local. ValueError when it ends before it begins."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    first: date
    last: date

    @model_validator(mode="after")
    def _forwards(self) -> "Vacation":
        if self.last < self.first:
            raise ValueError("a vacation ends on or after the day it begins")
        return self

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Rhythm(BaseModel):
    """What a person chose; days of the week count from Monday = 0, times are wall-clock.

    `before` is when the message before a meeting comes; `country` (ISO 3166-1 alpha-2) whose public
    holidays are kept; `paused_until` the first day that is not paused any more; `nudges` is
    `asleep` after three ignored weeks; `deadline_alerts` permits the message before a meeting
    outside of hours and on days off; `invitations` whether others may ask to be partners.

    ValueError for what can never work, each with a `type` for the form that asked: `all_days_off`,
    `weekly_day_off`, `outside_hours` (a time not from 09:00 until 18:00), `vacation_too_long`,
    `pause_too_long`. Whether the country is known is the form's question (countries()): a
    rhythm that was kept stays readable when the library forgets its country.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    weekly_day: Weekday = TUESDAY
    weekly_at: time = time(10)
    reflect_at: time = time(10)
    before: Literal["afternoon", "morning", "never"] = "afternoon"
    days_off: frozenset[Weekday] = frozenset({SATURDAY, SUNDAY})
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    vacations: Annotated[tuple[Vacation, ...], Field(max_length=MOST_VACATIONS)] = ()
    paused_until: date | None = None
    nudges: Literal["on", "stopped", "asleep"] = "on"
    deadline_alerts: bool = False
    invitations: bool = True

    @model_validator(mode="after")
    def _workable(self) -> Self:
        if len(self.days_off) == len(range(7)):
            raise PydanticCustomError("all_days_off", "one day of the week at least is not off")
        if self.weekly_day in self.days_off:
            raise PydanticCustomError("weekly_day_off", "the weekly day is not a day off")
        if not (_in_hours(self.weekly_at) and _in_hours(self.reflect_at)):
            raise PydanticCustomError("outside_hours", "times lie from 09:00 until 18:00")
        if any(one.last - one.first >= LONGEST_VACATION for one in self.vacations):
            raise PydanticCustomError("vacation_too_long", "a vacation lasts a year at most")
        if self.paused_until is not None and self.paused_until > LAST_PAUSE:
            raise PydanticCustomError("pause_too_long", "a pause ends some day")
        return self


def away(day: date, rhythm: Rhythm) -> bool:
    """Return whether the person asked for silence on that local day: a vacation or a pause."""
    paused = rhythm.paused_until is not None and day < rhythm.paused_until
    return paused or any(day in vacation for vacation in rhythm.vacations)


def works_on(day: date, rhythm: Rhythm) -> bool:
    """Return whether it is a working day: not off, no public holiday, no vacation, no pause."""
    if day.weekday() in rhythm.days_off or away(day, rhythm):
        return False
    return rhythm.country is None or day not in public_holidays(rhythm.country, day.year)


def _in_hours(clock: time) -> bool:
    return clock.tzinfo is None and OPENS <= clock < CLOSES
