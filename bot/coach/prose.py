"""Which amount-like phrases of a sentence are meant as its figures; the rest is left alone."""

import re

from bot.coach.amounts import Measure
from bot.coach.phrases import Phrase, interpretations
from bot.coach.units import same_unit

THOUSAND = 1_000

_CHANCE = re.compile(
    r"(?i) ?\(?(?:chance|likely|likelihood|probab|sure\b|certain|odds|of the time)"
)
_ELSE = re.compile(r"(?i) (?!of\b).*\b(?:else|otherwise|if not|the rest|remaind?er|remaining)\b")
_CHANGE = (
    r"(?:raise|rise|increase|discount|rebate|reduction|cut|bonus|equity|stake|share|commission"
    r"|interest|margin|fee|markup|off|more|less|higher|lower|cheaper|above|below|over|under|up|down)"
)
_CHANGE_AFTER = re.compile(rf"(?i) (?:[a-z-]+ )?{_CHANGE}\b")
_CHANGE_BEFORE = re.compile(
    rf"(?i)\b(?:{_CHANGE}|of|by|for|to|than|the|usual|about|around|roughly|least|most|only|get"
    r"|want|fine with|happy with)[ :]*$"
)
_FUNCTION_WORD = re.compile(
    r"(?i)(?= *(?:$|[.,;:!?)\n]))| (?:from|at|and|or|if|for|with|but|is|as|which|that|to|by"
    r"|until|when|"
    r"because|so|would|instead|otherwise|else|there|here|now|then|in|on|minimum|maximum|net|gross|"
    r"offered|please)\b"
)
_COUNTER = re.compile(
    r"(?i)(?:\b(?:in|on|no\.?|nr\.?|level|grade|band|room|step|page|section|chapter|version"
    r"|team of|"
    r"top|number|plan|day|week|month|year|since|within|after|before|aged?|option|question|point|"
    r"quarter|phase|round|tier|type|class|windows|python|floor|building|street|article)|#) ?$"
)
_LATER = re.compile(r"(?i) (?:ago|from now|later|left|notice|old|of experience|experience)\b")


def _is_year(phrase: Phrase) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d|2100", item.digits) for item in phrase.operands)


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
    if phrase.marks or any(item.exponent is not None for item in phrase.operands):
        return True
    if phrase.percent:
        return expected.unit == "%" and not is_chance(text, phrase)
    if phrase.unit is None:
        return _grouped(phrase)
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


def clearly_meant(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Phrase, ...]:
    """Return the phrases of a simplified text that state its figures.

    Those with a currency, a magnitude, a period, the expected unit or at least four digits.
    """
    return tuple(item for item in phrases if _clearly_meant(text, item, expected))


def possibly_meant(text: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Phrase, ...]:
    """Return the phrases that may state the figures of a text that states none clearly.

    Plain numbers that nothing follows but a function word, and counted things or percentages
    where no currency is expected.
    """
    return tuple(item for item in phrases if _possibly_meant(text, item, expected))
