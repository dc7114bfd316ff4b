"""When somebody wants to hear from Parley: their week, their days off, their pauses."""

from datetime import date, time
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, model_validator

SATURDAY, SUNDAY = 5, 6
TUESDAY: Final = 1


class Vacation(BaseModel):
    """Days away, both ends included, local. ValueError when it ends before it begins."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    first: date
    last: date

    @model_validator(mode="after")
    def _forwards(self) -> "Vacation":
        if self.last < self.first:
            raise ValueError("a vacation ends on or after the day it begins")
        return self


class Rhythm(BaseModel):
    """What a person chose; days of the week count from Monday = 0, times are wall-clock.

    `before` is when the message before a meeting comes; `country` (ISO 3166-1 alpha-2) whose public
    holidays are kept; `paused_until` the first day that is not paused any more; `nudges` is
    `asleep` after three ignored weeks; `deadline_alerts` permits the message before a meeting
    outside of hours and on days off; `invitations` whether others may ask to be partners.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    weekly_day: int = TUESDAY
    weekly_at: time = time(10)
    reflect_at: time = time(10)
    before: Literal["afternoon", "morning", "never"] = "afternoon"
    days_off: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    country: str | None = None
    vacations: tuple[Vacation, ...] = ()
    paused_until: date | None = None
    nudges: Literal["on", "stopped", "asleep"] = "on"
    deadline_alerts: bool = False
    invitations: bool = True
