"""Where values stand in a drawing to scale, a fixed number of columns wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.coach.amounts import Range


@dataclass(frozen=True)
class Mark:
    """A value or range to draw, its code, and how many characters its label takes."""

    code: str
    value: Range
    width: int = 1


@dataclass(frozen=True)
class Placed:
    """A mark at its true columns (counted from 0) and its label in a row that has room for it.

    The label takes columns `label_start` to `label_start + width - 1`, centred on the mark as
    far as the drawing allows. Row 0 is nearest to the line.
    """

    code: str
    first: int
    last: int
    label_start: int
    row: int


@dataclass(frozen=True)
class Scale:
    """The marks in their order, and the first and last column of the zone (None when empty)."""

    columns: int
    marks: tuple[Placed, ...]
    zone: tuple[int, int] | None

    @property
    def rows(self) -> int:
        """Return how many rows the labels need."""
        return max((placed.row for placed in self.marks), default=-1) + 1


def _column(value: Decimal, low: Decimal, high: Decimal, columns: int) -> int:
    """Return the proportional column, rounded to the nearest, halves upwards; exact."""
    if low == high:
        return (columns - 1) // 2
    share = Fraction(value) - Fraction(low)
    place = share * (columns - 1) / (Fraction(high) - Fraction(low))
    return int(place + Fraction(1, 2))


def _row(start: int, end: int, taken: list[list[tuple[int, int]]]) -> int:
    """Return the first row where the columns and one on either side are free, and take it."""
    for row, spans in enumerate(taken):
        if all(end + 1 < other[0] or other[1] + 1 < start for other in spans):
            spans.append((start, end))
            return row
    taken.append([(start, end)])
    return len(taken) - 1


def ruler(marks: Sequence[Mark], columns: int, zone: Range | None = None) -> Scale:
    """Place marks and zone to scale: the lowest value in the first column, the highest in the last.

    Marks never move for want of room: labels that would touch go to a further row. A mark's
    row depends only on those before it. Raises ValueError for fewer than two columns or a label
    wider than the drawing.
    """
    if columns < 2 or any(mark.width > columns or mark.width < 0 for mark in marks):
        raise ValueError("the drawing is too narrow")
    ranges = [mark.value for mark in marks] + ([zone] if zone else [])
    if not ranges:
        return Scale(columns, (), None)
    low, high = min(item.low for item in ranges), max(item.high for item in ranges)
    taken: list[list[tuple[int, int]]] = []
    placed = []
    for mark in marks:
        first = _column(mark.value.low, low, high, columns)
        last = _column(mark.value.high, low, high, columns)
        start = max(0, min((first + last + 1 - mark.width) // 2, columns - mark.width))
        row = _row(start, start + mark.width - 1, taken)
        placed.append(Placed(mark.code, first, last, start, row))
    ends = None
    if zone is not None:
        ends = (_column(zone.low, low, high, columns), _column(zone.high, low, high, columns))
    return Scale(columns, tuple(placed), ends)
