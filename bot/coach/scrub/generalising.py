"""Amounts said so roughly that they tell the lesson and nobody's figures."""

from decimal import ROUND_HALF_EVEN, Decimal

_STEP, _MOST = 5, 100


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
