"""The clock in a typed date: "3pm", "at 9", "15:00-16:00"."""

import re
from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

_POINT = r"\d{1,2}(?:[:.h]\d{2}|h)?(?: ?[ap]m)?"
_SPAN = rf"(?P<lead>(?:at|from) )?(?P<start>{_POINT})(?: ?(?:-|to|until) ?(?P<end>{_POINT}))?"
_AT_END = re.compile(rf"(?:(?P<day>.*?)(?: |(?<=\d)t))??{_SPAN}", re.ASCII)
_AT_START = re.compile(rf"{_SPAN} (?P<day>.+)", re.ASCII)
_FIGURES = re.compile(
    r"(?P<hour>\d{1,2})(?P<mark>[:.h])?(?P<minute>\d{2})? ?(?P<half>[ap]m)?", re.ASCII
)
# "Tonight at 12" or "at 2" may be of the night that follows: it is in none of these.
_PARTS = {
    "morning": range(1, 12),
    "afternoon": range(12, 20),
    "evening": range(16, 24),
    "night": range(17, 24),
    "tonight": range(17, 24),
}
_NOON = 12
_HOURS = 24
_MINUTES = 60

# Nobody means three at night: a single figure up to 5 is the afternoon, 6 and 7 may be either
# end of the day. Written "03:00", with its nought, it is the 24-hour clock.
_SURELY_AFTERNOON = range(1, 6)
_EITHER_END = range(6, 8)


class Split(NamedTuple):
    """A phrase divided into its day ("" for today) and the times it may mean, at least one."""

    day: str
    clocks: tuple[time, ...]


class _Figures(NamedTuple):
    hour: int
    minute: int
    half: str | None
    mark: str | None
    nought_first: bool

    @property
    def valid(self) -> bool:
        hours = range(1, _NOON + 1) if self.half else range(_HOURS)
        return self.hour in hours and self.minute < _MINUTES


def splits(phrase: str) -> Iterator[Split]:
    """Yield each way to divide a normalised phrase into a day and a clock, at its end or start.

    Of a span ("15:00-16:00") the start counts.
    """
    for shape in (_AT_END, _AT_START):
        match = shape.fullmatch(phrase)
        clocks = () if match is None else _clocks(match)
        if match is not None and clocks:
            yield Split(match["day"] or "", clocks)


def _clocks(span: re.Match[str]) -> tuple[time, ...]:
    start = _figures(span["start"])
    end = _figures(span["end"] or span["start"])
    day = span["day"] or ""
    part = next((_PARTS[word] for word in day.split() if word in _PARTS), None)
    written_as_clock = span["lead"] or part or any(_is_clock(one, day) for one in (start, end))
    if not (written_as_clock and start.valid and end.valid):
        return ()
    half = start.half or _half_from_end(start, end)
    if half is None and part is not None and 1 <= start.hour <= _NOON:
        hours = (start.hour % _NOON, start.hour % _NOON + _NOON)
        return tuple(time(hour, start.minute) for hour in hours if hour in part)
    if half is not None and 1 <= start.hour <= _NOON:
        return (time(start.hour % _NOON + (_NOON if half == "pm" else 0), start.minute),)
    return tuple(time(hour, start.minute) for hour in _hours_meant(start))


def _figures(written: str) -> _Figures:
    parts = _FIGURES.fullmatch(written)
    if parts is None:
        raise ValueError("a point of time has figures")
    return _Figures(
        hour=int(parts["hour"]),
        minute=int(parts["minute"] or 0),
        half=parts["half"],
        mark=parts["mark"],
        nought_first=written.startswith("0"),
    )


def _is_clock(figures: _Figures, day: str) -> bool:
    # A dot makes a clock only beside a day: "1.20" alone is an amount, and "12h" a duration.
    return figures.half is not None or figures.mark == ":" or bool(figures.mark and day)


def _half_from_end(start: _Figures, end: _Figures) -> str | None:
    """Read the half of the day off the end: "3-4pm" starts in the afternoon, "11-1pm" before."""
    return "am" if end.half and start.hour % _NOON > end.hour % _NOON else end.half


def _hours_meant(figures: _Figures) -> tuple[int, ...]:
    if figures.nought_first:
        return (figures.hour,)
    if figures.hour in _EITHER_END:
        return (figures.hour, figures.hour + _NOON)
    return (figures.hour + (_NOON if figures.hour in _SURELY_AFTERNOON else 0),)
