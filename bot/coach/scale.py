"""Where values stand in a drawing to scale, a fixed number of columns wide."""

from decimal import Decimal
from fractions import Fraction


def column(value: Decimal, low: Decimal, high: Decimal, columns: int) -> int:
    """Return the column of a value, from 0 for `low` to `columns - 1` for `high`.

    Proportional and exact, rounded to the nearest column, halves towards `high`; the middle
    one when `low` equals `high`. Raises ValueError for a value outside or fewer than two columns.
    """
    if columns <= 1 or not low <= value <= high:
        raise ValueError("the value is outside of the scale")
    if low == high:
        return (columns - 1) // 2
    share = (Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low))
    return int(share * (columns - 1) + Fraction(1, 2))
