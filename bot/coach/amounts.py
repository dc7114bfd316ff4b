"""Amounts: exact numbers or ranges of them, what they count, and how they are shown."""

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.coach.value import Value

Better = Literal["higher", "lower"]
"""Which direction is better for me: `higher` when I sell my time or goods, `lower` when I buy."""

MAGNITUDE = 30
"""Values stay below 10**30 and keep at most 30 decimal places, so that EXACT never runs out."""

EXACT = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Sums and products of bounded values fit into its digits; a rounded result raises instead."""

ROUNDED = Context(prec=28, traps=[InvalidOperation, DivisionByZero, Overflow])
"""For quotients, which may have no finite decimal form: 28 significant digits, half even."""


def _refuse_float(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError("must be an exact number")  # noqa: TRY004  pydantic reports ValueErrors
    return value


def _bounded(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError("the number must be finite")  # noqa: TRY004  pydantic reports ValueErrors
    if exponent < -MAGNITUDE or exponent > MAGNITUDE or value.adjusted() >= MAGNITUDE:
        raise ValueError("the number has too many digits")
    return value


Number = Annotated[Decimal, BeforeValidator(_refuse_float), AfterValidator(_bounded)]
"""A finite Decimal below 10**30 with at most 30 decimal places; never made from a float."""


class Range(Value):
    """All values from `low` to `high`, both included; one value when the ends are equal.

    Raises pydantic's ValidationError (a ValueError) when backwards or not finite.
    """

    low: Number
    high: Number

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.low > self.high:
            raise ValueError("the low end is above the high end")
        return self

    @classmethod
    def exactly(cls, value: Decimal) -> "Range":
        """Return the range that holds this one value."""
        return cls(low=value, high=value)

    @property
    def exact(self) -> bool:
        """Say whether the range is a single value."""
        return self.low == self.high

    def worst(self, better: Better) -> Decimal:
        """Return the end that is worse for me: the low one when higher is better."""
        return self.low if better == "higher" else self.high

    def best(self, better: Better) -> Decimal:
        """Return the end that is better for me: the high one when higher is better."""
        return self.high if better == "higher" else self.low


class Measure(Value):
    """What a number counts: a currency (ISO 4217 code), a unit ("a year"), both or neither."""

    currency: str | None = None
    unit: str | None = None


ANYTHING = Measure()
"""The measure of a plain number."""


class Amount(Value):
    """A number or range of numbers, with what it counts."""

    range: Range
    measure: Measure = ANYTHING


def plain(value: Decimal) -> str:
    """Return the value in positional notation without trailing zeros: "97600", "-0.5"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if not value else text


def show_number(value: Decimal) -> str:
    """Return the exact value for people: "97,600", "1,240.5"; never scientific notation."""
    text = plain(value)
    whole, point, decimals = text.removeprefix("-").partition(".")
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}{point}{decimals}"


_GROUP = 3


def show_plainly(value: Decimal) -> str:
    """Return the value so that nobody can take its decimals for thousands: "1.2340", else as usual.

    Three decimals after a short whole part look like a group of thousands to half of the world.
    """
    text = show_number(value)
    whole, _, decimals = text.removeprefix("-").partition(".")
    looks_grouped = len(decimals) == _GROUP and "," not in whole and whole != "0"
    return f"{text}0" if looks_grouped else text


def show_range(value: Range) -> str:
    """Return a value or range for people: "70,000", "70,000 to 75,000"."""
    if value.exact:
        return show_plainly(value.low)
    return f"{show_plainly(value.low)} to {show_plainly(value.high)}"


def show_amount(amount: Amount, default: Measure | None = None) -> str:
    """Return an amount for people: "70,000 USD a year", "70,000 to 75,000 EUR", "15%".

    `default` supplies what the amount's own measure leaves out; a currency only where it counts
    money: by itself or by a period of time.
    """
    currency, unit = amount.measure.currency, amount.measure.unit
    if default is not None and (unit is None or unit.startswith(("a ", "an "))):
        currency, unit = currency or default.currency, unit or default.unit
    figure = show_range(amount.range)
    if unit == "%" and currency is None:
        return f"{figure}%"
    return " ".join(word for word in (figure, currency, unit) if word)


_SHORT = ((9, "bn"), (6, "m"), (3, "k"))


def short_number(value: Decimal) -> str:
    """Return a short form for drawings, "70k", "1.2m", when one decimal shows it exactly.

    Any other value comes out as `show_number` gives it.
    """
    for exponent, suffix in _SHORT:
        scaled = EXACT.scaleb(value, -exponent)
        if scaled.copy_abs() >= 1:
            text = plain(scaled)
            return f"{text}{suffix}" if len(text.partition(".")[2]) <= 1 else show_number(value)
    return show_number(value)
