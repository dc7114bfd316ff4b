"""Figures as they are shown everywhere: exact, grouped, with what they count."""

from decimal import Decimal

from bot.coach.amounts import Amount, Measure, Range, show_amount


def figure(value: Decimal, measure: Measure) -> str:
    """One exact figure with what it counts: "70,000 USD a year"."""
    return show_amount(Amount(range=Range.exactly(value), measure=measure))
