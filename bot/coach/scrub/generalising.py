"""Amounts and dates said so roughly that they tell the lesson and nobody's figures."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

_STEP, _MOST = 5, 100
_SPANS = ((7, "week"), (31, "month"), (92, "quarter"), (183, "half-year"), (366, "year"))


def relative_band(amount: Decimal, reference: Decimal) -> str:
    """How far an amount is from another, "about 10 % above", rounded to 5 points.

    (amount - reference) / |reference| in percent, half to even; within 2.5 points it is "about the
    same as", beyond 100 points "more than 100 % above". ValueError when `reference` is 0.
    """
    if not reference:
        raise ValueError("nothing is relative to 0")
    points = (amount - reference) / abs(reference) * 100
    steps = int((points / _STEP).to_integral_value(ROUND_HALF_EVEN)) * _STEP
    if not steps:
        return "about the same as"
    side = "above" if steps > 0 else "below"
    how = f"more than {_MOST}" if abs(steps) > _MOST else f"about {abs(steps)}"
    return f"{how} % {side}"


def rough_time(day: date, today: date) -> str:
    """How long ago a day is, or how far ahead: "in the last half-year", "in the next month".

    Spans are 7, 31, 92, 183 and 366 days; beyond a year it is "more than a year ago" or "in more
    than a year". Today is in the last week.
    """
    days = abs((today - day).days)
    past = day <= today
    for most, name in _SPANS:
        if days <= most:
            return f"in the {'last' if past else 'next'} {name}"
    return "more than a year ago" if past else "in more than a year"
