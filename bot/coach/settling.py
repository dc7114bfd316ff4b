"""Written phrases settled into amounts; where more than one reading remains, all are offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product, repeat

from bot.coach import currencies
from bot.coach.amounts import EXACT, Amount, Measure, Range, show_number, show_plainly
from bot.coach.expression import Expression
from bot.coach.phrases import Operand, Phrase, interpretations
from bot.coach.units import same_unit
from bot.coach.unreadable import Ambiguous, Unreadable

LONGEST_NUMBER = 40
LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 12
_HUNDRED = 2


@dataclass(frozen=True)
class _Choice:
    """One way to settle the doubts of a text: points before three digits, and "kr"."""

    thousands: bool
    currency: str | None


_SURE = _Choice(thousands=True, currency=None)


def _written(operand: Operand, choice: _Choice, *, money: bool) -> Decimal:
    """Return the number as written, before its magnitude."""
    if len(operand.digits) > LONGEST_NUMBER:
        raise Unreadable("amount_too_large")
    meanings = interpretations(operand.digits, money=money, scaled=operand.exponent is not None)
    if not meanings:
        raise Unreadable("amount_unreadable")
    value = meanings[0 if choice.thousands else -1]
    return value.copy_negate() if operand.negative else value


def _checked(value: Decimal) -> Decimal:
    if value.copy_abs() >= LARGEST:
        raise Unreadable("amount_too_large")
    places = value.as_tuple().exponent
    if not isinstance(places, int) or -places > MOST_DECIMALS:
        raise Unreadable("amount_unreadable")
    return value


def _shared(
    low: Decimal, high: Decimal, first: int | None, second: int | None
) -> tuple[int | None, int | None]:
    """Share a magnitude written once: "70-75k" is 70k to 75k, "900-1.2k" is 900 to 1.2k."""
    if first is None and second is not None:
        if low <= high:
            return second, second
        # 900-1.2k is meant as written, 500-1m hardly: the plain number is too far below.
        if EXACT.scaleb(low, 1) < EXACT.scaleb(Decimal(1), second):
            raise Unreadable("range_unclear")
    if second is None and first is not None and low <= high < EXACT.scaleb(low, first):
        return first, first
    return first, second


def _range(phrase: Phrase, choice: _Choice) -> Range:
    money = bool(phrase.marks)
    written = [_written(operand, choice, money=money) for operand in phrase.operands]
    exponents = [operand.exponent for operand in phrase.operands]
    if len(written) > 1:
        exponents = list(_shared(written[0], written[1], exponents[0], exponents[1]))
    values = [
        _checked(EXACT.scaleb(value, exponent or 0))
        for value, exponent in zip(written, exponents, strict=True)
    ]
    if values[0] > values[-1]:
        raise Unreadable("range_backwards")
    return Range(low=values[0], high=values[-1])


def _currencies(phrase: Phrase) -> tuple[str, ...]:
    """Return the currencies that agree with every mark of the phrase, the usual one first."""
    if not phrase.marks:
        return ()
    sets = [currencies.meanings(mark.token) for mark in phrase.marks]
    common = [code for code in sets[0] if all(code in others for others in sets)]
    if not common:
        raise Unreadable("two_currencies")
    return tuple(common)


def _doubtful_currencies(phrase: Phrase, expected: Measure) -> tuple[str, ...]:
    codes = _currencies(phrase)
    asked = all(not currencies.has_usual_meaning(mark.token) for mark in phrase.marks)
    return codes if asked and len(codes) > 1 and expected.currency not in codes else ()


_SPACES = Expression(r"\s+")
_PERIODS = frozenset({"a year", "a quarter", "a month", "a week", "a day", "an hour"})


def _thousands(phrase: Phrase) -> bool:
    """Say whether a figure is too large for a share: "104k"."""
    return any(item.exponent is not None and item.exponent > _HUNDRED for item in phrase.operands)


def _measure(phrase: Phrase, expected: Measure, choice: _Choice) -> Measure:
    if phrase.percent:
        return Measure(unit="%")
    codes = _currencies(phrase)
    unit = _SPACES.sub(" ", phrase.unit) if phrase.unit else None
    if unit and same_unit(unit, expected.unit):
        unit = expected.unit
    if codes:
        preferred = (expected.currency, choice.currency, codes[0])
        currency = next(code for code in preferred if code in codes)
        money = expected.currency is not None or expected.unit in _PERIODS
        return Measure(currency=currency, unit=unit or (expected.unit if money else None))
    if unit is None:
        if expected.unit == "%" and not choice.currency and _thousands(phrase):
            raise Unreadable("money_or_percent")
        # Beside "500 kr", asked back, a bare figure counts what that is settled to.
        return Measure(currency=choice.currency or expected.currency, unit=expected.unit)
    rate = phrase.period or unit.startswith("per ") or unit == expected.unit
    return Measure(currency=expected.currency if rate else None, unit=unit)


def _amount(phrase: Phrase, expected: Measure, choice: _Choice) -> Amount:
    return Amount(range=_range(phrase, choice), measure=_measure(phrase, expected, choice))


def _doubtful_number(phrase: Phrase) -> bool:
    return any(
        len(
            interpretations(item.digits, money=bool(phrase.marks), scaled=item.exponent is not None)
        )
        > 1
        for item in phrase.operands
    )


def _rewritten(text: str, phrases: tuple[Phrase, ...], amounts: list[Amount]) -> str:
    """Return the text with every doubtful number and currency replaced by a certain one."""
    edits: list[tuple[int, int, str]] = []
    for phrase, amount in zip(phrases, amounts, strict=True):
        if _doubtful_number(phrase):
            ends = (amount.range.low, amount.range.high)
            for operand, value in zip(phrase.operands, ends, strict=False):
                edits.append((operand.start, operand.end, show_plainly(value.copy_abs())))
        edits += [
            (mark.start, mark.end, amount.measure.currency or mark.token)
            for mark in phrase.marks
            if not currencies.has_usual_meaning(mark.token)
        ]
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _label(amount: Amount, *, numbers: bool, currency: bool) -> str:
    low, high = show_number(amount.range.low), show_number(amount.range.high)
    written = low if amount.range.exact else f"{low} to {high}"
    parts = ((numbers, written), (currency, amount.measure.currency or ""))
    return " ".join(part for wanted, part in parts if wanted)


def _in_their_currency(phrases: tuple[Phrase, ...], expected: Measure) -> Measure:
    """Return what a figure among the phrases counts when all their marks agree on a currency.

    As expected when there is none, or when only "kr" names it and has to be asked back.
    """
    marked = [phrase for phrase in phrases if phrase.marks]
    if not marked or len(phrases) == 1:
        return expected
    sets = [_currencies(phrase) for phrase in marked]
    common = [code for code in sets[0] if all(code in others for others in sets)]
    if not common or expected.currency in common:
        return expected
    if len(common) > 1 and all(_doubtful_currencies(phrase, expected) for phrase in marked):
        return expected
    money = expected.currency is not None or expected.unit in _PERIODS
    return Measure(currency=common[0], unit=expected.unit if money else None)


def _may_be_money(phrase: Phrase) -> bool:
    return phrase.unit is None or phrase.period or phrase.unit.startswith("per ")


def _readings(
    text: str, phrases: tuple[Phrase, ...], measures: list[Measure], choices: Iterable[_Choice]
) -> dict[str, list[Amount]]:
    """Return the amounts by the text rewritten, for each choice that can be read."""
    found: dict[str, list[Amount]] = {}
    refusal = Unreadable("amount_unreadable")
    for choice in choices:
        try:
            amounts = list(map(_amount, phrases, measures, repeat(choice)))
        except Unreadable as unreadable:
            refusal = unreadable
        else:
            found[_rewritten(text, phrases, amounts)] = amounts
    if not found:
        raise refusal
    return found


def settle(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Amount, ...]:
    """Return the amount of each phrase of the text; a bare figure beside a currency takes it.

    Raises Ambiguous when more than one way to settle the doubts can be read, Unreadable when
    none can.
    """
    doubtful = [_doubtful_number(phrase) for phrase in phrases]
    if not any(doubtful) and not any(phrase.marks for phrase in phrases):
        return tuple([_amount(phrase, expected, _SURE) for phrase in phrases])
    money = _in_their_currency(phrases, expected)
    measures = [money if _may_be_money(phrase) else expected for phrase in phrases]
    asked = [_doubtful_currencies(phrase, money) for phrase in phrases]
    if not any(doubtful) and not any(asked):
        return tuple(map(_amount, phrases, measures, repeat(_SURE)))
    codes = next((codes for codes in asked if codes), (None,))
    choices = product((True, False) if any(doubtful) else (True,), codes)
    found = _readings(text, phrases, measures, (_Choice(*choice) for choice in choices))
    if len(found) == 1:
        return tuple(next(iter(found.values())))
    first = next(at for at, doubts in enumerate(zip(doubtful, asked, strict=True)) if any(doubts))
    labels = (
        _label(amounts[first], numbers=any(doubtful), currency=any(asked))
        for amounts in found.values()
    )
    raise Ambiguous(tuple(found), tuple(labels))
