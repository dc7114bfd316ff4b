"""Which amount-like phrases of a sentence are meant as its figures; the rest is left alone."""

import re
from itertools import pairwise

from bot.coach.amounts import Measure
from bot.coach.expression import Expression
from bot.coach.phrases import Phrase, interpretations
from bot.coach.units import same_unit

THOUSAND = 1_000

_CHANCE = Expression(
    r"(?i) ?\(?(?:chance|likely|likelihood|probab|sure\b|certain|odds|of the time)"
)
_ELSE = Expression(r"(?i) (?!of\b).*\b(?:else|otherwise|if not|the rest|remaind?er|remaining)\b")
_CHANGE = (
    r"(?:raise|rise|increase|discount|rebate|reduction|cut|bonus|equity|stake|share|commission"
    r"|interest|margin|fee|markup|off|more|less|higher|lower|cheaper|above|below|over|under|up|down)"
)
_CHANGE_AFTER = Expression(rf"(?i) (?:[a-z-]+ )?{_CHANGE}\b")
_CHANGE_BEFORE = Expression(
    rf"(?i)\b(?:{_CHANGE}|of|by|for|to|than|the|usual|about|around|roughly|least|most|only|get"
    r"|want|fine with|happy with)[ :]*$"
)
_FUNCTION_WORD = Expression(
    r"(?i)(?= *(?:$|[.,;:!?)\n]))| (?:from|at|and|or|if|for|with|but|is|as|which|that|to|by"
    r"|until|when|"
    r"because|so|would|instead|otherwise|else|there|here|now|then|in|on|minimum|maximum|net|gross|"
    r"offered|please)\b"
)
_COUNTER = Expression(
    r"(?i)(?:\b(?:in|on|no\.?|nr\.?|level|grade|band|room|step|page|section|chapter|version"
    r"|team of|"
    r"top|number|plan|day|week|month|year|since|within|after|before|aged?|option|question|point|"
    r"quarter|phase|round|tier|type|class|windows|python|floor|building|street|article)|#) ?$"
)
APPROXIMATELY = Expression(
    r"(?i) *(?:(?:i'?d say|i would say|about|around|approx\.?|approximately|roughly|circa|ca\.?"
    r"|c\.|"
    r"some|at least|at most|minimum|maximum|min\.?|max\.?|up to|under|over|below|above|nearly"
    r"|almost|"
    r"more than|less than|no less than|no more than|not less than|not more than|maybe|perhaps|"
    r"exactly|[~≈<>=≤≥]) *)*"
)
"""A regular expression for words that may stand before a figure: "at least about"."""
_ANNOUNCED = Expression(
    r"(?i)\b(?:limit|target|opening|worth|plan b|walk-?away|about|around|roughly|least|most|up to"
    r"|than)(?: is| would be| may be)?[ :=]*$"
)
_NO_YEAR = Expression(
    r"(?i)\b(?:limit|target|opening|opened|worth|plan b|walk-?away|price|offered|asks?|paid|pay"
    r"|(?:agreed|settled)(?: at| on| for)?)(?: is| would be| may be| of| at)?[ :=]*$"
)
_JOIN = Expression(r"(?i) ?(?:/|,? or) ?")
_LATER = Expression(r"(?i) (?:ago|from now|later|left|notice|old|of experience|experience)\b")


def _is_year(phrase: Phrase) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d|2100", item.digits) for item in phrase.operands)


def _no_year(text: str, phrase: Phrase) -> bool:
    """Say whether a number that looks like a year is announced as a figure: "limit 1900"."""
    before = max(0, phrase.start - 25), phrase.start
    return _is_year(phrase) and _NO_YEAR.search(text, *before) is not None


def _grouped(phrase: Phrase) -> bool:
    """Say whether a bare number looks like money: "85,000", "85 000" or at least 1000."""
    values = [interpretations(item.digits, money=False, scaled=False) for item in phrase.operands]
    large = any(value >= THOUSAND for meanings in values for value in meanings)
    return large and all(values) and not _is_year(phrase)


def _compound(unit: str) -> bool:
    return bool(re.search(r"(?i)-|\bftes?$| (?:a|an|per|each|every) ", unit))


def is_chance(text: str, phrase: Phrase) -> bool:
    """Say whether a percentage is how likely something is, by the words after it.

    It is called so ("60% sure"), or what happens otherwise follows ("60% offer, else stay").
    """
    if not phrase.percent or _CHANCE.match(text, phrase.end):
        return phrase.percent
    share = _CHANGE_AFTER.match(text, phrase.end) or _FUNCTION_WORD.match(text, phrase.end)
    return not share and _ELSE.match(text, phrase.end) is not None


def _clearly_meant(text: str, phrase: Phrase, expected: Measure) -> bool:
    if is_sum(phrase):
        return True
    if phrase.percent:
        return expected.unit == "%" and not is_chance(text, phrase)
    if phrase.unit is None:
        return _grouped(phrase) or _no_year(text, phrase)
    if phrase.worded:
        return True
    return phrase.period or same_unit(phrase.unit, expected.unit) or _compound(phrase.unit)


def _possibly_change(text: str, phrase: Phrase, expected: Measure) -> bool:
    """Say whether a percentage may be a change of what there is: "10% more", "the usual 3%"."""
    if expected.currency is not None or is_chance(text, phrase):
        return False
    if expected.unit == "%" or _CHANGE_AFTER.match(text, phrase.end):
        return True
    first = not text[: phrase.start].strip(" (~") or _CHANGE_BEFORE.search(text, 0, phrase.start)
    return bool(first) and _FUNCTION_WORD.match(text, phrase.end) is not None


def _possibly_meant(text: str, phrase: Phrase, expected: Measure) -> bool:
    if phrase.percent:
        return _possibly_change(text, phrase, expected)
    if phrase.unit is not None:
        counted = expected.currency is None and not _LATER.match(text, phrase.end)
        return counted and not _COUNTER.search(text, max(0, phrase.start - 20), phrase.start)
    if _is_year(phrase) or _COUNTER.search(text, max(0, phrase.start - 20), phrase.start):
        return False
    return _FUNCTION_WORD.match(text, phrase.end) is not None


def stands_alone(text: str, phrase: Phrase, start: int | None = None) -> bool:
    """Say whether a text is nothing but this figure, perhaps with "about" before it.

    `start` is where another figure begins that "or" joins to this one.
    """
    before = APPROXIMATELY.fullmatch(text, 0, phrase.start if start is None else start)
    return before is not None and not text[phrase.end :].strip(" .!")


def is_sum(phrase: Phrase) -> bool:
    """Say whether a number is surely an amount: with a currency, or hundreds and more."""
    return bool(phrase.marks) or phrase.scaled


def spoken(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Phrase, ...]:
    """Return the phrases of a simplified text without number words that state no figure.

    "one of them", "two years from now" and "a million reasons" are no figures.
    """
    if not any(phrase.worded for phrase in phrases):
        return phrases
    kept: list[Phrase] = []
    for number in reversed(range(len(phrases))):
        phrase, before = phrases[number], phrases[number - 1] if number else None
        # "two or three": neither is one without the other.
        start = before.start if before and before.bare and _joined(text, before, phrase) else None
        with_next = kept and phrase.bare and _joined(text, phrase, kept[-1])
        if with_next or not phrase.worded or _spoken(text, phrase, expected, start):
            kept.append(phrase)
    return tuple(reversed(kept))


def _joined(text: str, one: Phrase, two: Phrase) -> bool:
    return _JOIN.fullmatch(text, one.end, two.start) is not None


def _spoken(text: str, phrase: Phrase, expected: Measure, start: int | None) -> bool:
    """Say whether a figure in words is meant as one; "one" is a pronoun where it can be."""
    words = {item.worded for item in phrase.operands}
    if is_sum(phrase):
        exact = bool(phrase.marks or phrase.unit) or "a" not in words
        return exact or _FUNCTION_WORD.match(text, phrase.end) is not None
    if phrase.percent or stands_alone(text, phrase, start):
        return words != {"one"} or not phrase.bare
    if phrase.unit is None:
        return False
    if _compound(phrase.unit) or phrase.period:
        rate = same_unit(phrase.unit, expected.unit) or words != {"one"}
        return rate and (phrase.period or not _counts_money(expected))
    fits = same_unit(phrase.unit, expected.unit) and words != {"one"}
    announced = _ANNOUNCED.search(text, max(0, phrase.start - 20), phrase.start) is not None
    return fits or (announced and not _counts_money(expected))


def _counts_money(expected: Measure) -> bool:
    return expected.currency is not None or (expected.unit or "").startswith(("a ", "an "))


def clearly_meant(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Phrase, ...]:
    """Return the phrases of a simplified text that state its figures.

    Those with a currency, a magnitude, a period, the expected unit or at least four digits.
    """
    clear = tuple([item for item in phrases if _clearly_meant(text, item, expected)])
    if len(clear) == len(phrases):
        return clear
    starts = {item.start for item in clear}
    pairs = pairwise(phrases)
    # "two or three engineer-weeks": the first is as much of a figure as the second.
    either = {
        one.start
        for one, two in pairs
        if one.bare and two.start in starts and _joined(text, one, two)
    }
    return tuple(item for item in phrases if item.start in starts | either)


def possibly_meant(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Phrase, ...]:
    """Return the phrases that may state the figures of a text that states none clearly.

    Plain numbers that nothing follows but a function word, and counted things or percentages
    where no currency is expected.
    """
    return tuple(item for item in phrases if _possibly_meant(text, item, expected))
