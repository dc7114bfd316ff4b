"""The day in a typed date: "tomorrow", "next Thursday", "10 Dec", "12/10", "in two weeks".

A phrase is read only when the whole of it is one of these forms; with a word too many it is
none. Where people use one form for two days, both come back.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.calendar.zones import DAY_NAMES, MONTH_NAMES, add_months

# People do not plan a meeting further ahead; "2062" for "2026" is a slip of the finger.
_MONTHS_AHEAD = 120
_WORKING_DAYS = 5
_DECEMBER = 12

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AMOUNTS = {"a": 1, "an": 1, "a couple of": 2} | {w: n for n, w in enumerate(_NUMBERS, start=1)}
_AMOUNT = rf"(?P<amount>\d{{1,3}}|{'|'.join(_AMOUNTS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"(?:st|nd|rd|th)"

_Rule = Callable[[re.Match[str], date], tuple[date, ...]]
_Rules = tuple[tuple[re.Pattern[str], _Rule], ...]


def read_days(phrase: str, today: date, *, clock_given: bool) -> tuple[date, ...]:
    """Return the days a normalised phrase may mean, seen from today: none, one or several.

    Beside a clock ("10.12 at 15:00") a dotted pair is a day; alone it is an amount. Days that
    have passed are among them when the phrase says so; days over ten years ahead never are.
    """
    phrase = re.sub(r"(?<!this) (?:in the )?(?:morning|afternoon|evening|night)$", "", phrase)
    phrase = phrase.removeprefix("on ")
    if clock_given:
        phrase = re.sub(r"^(\d{1,2}\.\d{1,2})$", r"\1.", phrase)
    limit = add_months(today, _MONTHS_AHEAD)
    return tuple(sorted({day for day in _read(phrase, today, _RULES) if day <= limit}))


def tells_day(word: str) -> bool:
    """Return whether a lower-case word can be part of a day: "thursday", "dec", "next", "10th"."""
    return _PART_OF_DAY.fullmatch(word) is not None


def _read(phrase: str, today: date, rules: _Rules) -> tuple[date, ...]:
    for shape, rule in rules:
        match = shape.fullmatch(phrase)
        if match is not None:
            return rule(match, today)
    return ()


def _number_of_weekday(match: re.Match[str]) -> int:
    return DAY_NAMES.index(match["weekday"][:3].capitalize())


def _number_of_month(match: re.Match[str]) -> int:
    return MONTH_NAMES.index(match["month"][:3].capitalize()) + 1


def _day_ahead(days: int) -> _Rule:
    return lambda _match, today: (today + timedelta(days=days),)


def _weekday(match: re.Match[str], today: date) -> tuple[date, ...]:
    """Read "Thursday", "this Thursday", "next Thursday"; weeks begin on Monday."""
    number = _number_of_weekday(match)
    coming = today + timedelta(days=(number - today.weekday()) % 7)
    week_later = coming + timedelta(days=7)
    if match["which"] == "next":
        # "This Thursday" names the one of this week, so "next Thursday" is that of the next week;
        # the reading is echoed with its date, for those to whom it is the coming one.
        return (_monday(today, 7) + timedelta(days=number),)
    return (coming, week_later) if coming == today and not match["which"] else (coming,)


def _weekday_of_week(match: re.Match[str], today: date) -> tuple[date, ...]:
    monday = _monday(today, 7 if match["week"] == "next" else 0)
    return (monday + timedelta(days=_number_of_weekday(match)),)


def _next_week(_match: re.Match[str], today: date) -> tuple[date, ...]:
    monday = _monday(today, 7)
    return tuple(monday + timedelta(days=number) for number in range(_WORKING_DAYS))


def _end_of_week(match: re.Match[str], today: date) -> tuple[date, ...]:
    friday = _WORKING_DAYS - 1
    return (_monday(today, 7 if match["week"] == "next" else 0) + timedelta(days=friday),)


def _monday(today: date, later: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(days=later)


def _end_of_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    month = add_months(today, 1 if match["which"] == "next" else 0)
    return _dates(month.year, month.month, monthrange(month.year, month.month)[1])


def _end_of_named_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    month = _number_of_month(match)
    year = int(match["year"] or today.year + (month < today.month))
    return _dates(year, month, monthrange(year, month)[1])


def _end_of_year(_match: re.Match[str], today: date) -> tuple[date, ...]:
    return (date(today.year, _DECEMBER, 31),)


def _in_a_while(match: re.Match[str], today: date) -> tuple[date, ...]:
    word, unit = match["amount"], match["unit"]
    amount = _AMOUNTS[word] if word in _AMOUNTS else int(word)
    if unit in {"month", "year"}:
        months = amount * (12 if unit == "year" else 1)
        return (add_months(today, months),) if months <= _MONTHS_AHEAD else ()
    return (today + timedelta(days=amount * {"day": 1, "week": 7, "fortnight": 14}[unit]),)


def _day_of_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    months = (add_months(today.replace(day=1), ahead) for ahead in range(_DECEMBER))
    days = (day for m in months for day in _dates(m.year, m.month, int(match["day"])))
    return _first_from(today, days)


def _calendar_day(match: re.Match[str], today: date) -> tuple[date, ...]:
    return _in_year(match["year"], _number_of_month(match), int(match["day"]), today)


def _numeric_day(match: re.Match[str], today: date) -> tuple[date, ...]:
    """Read "25/12" and "12/10/2026"; both orders where both are dates."""
    one, other = int(match["one"]), int(match["other"])
    return _in_year(match["year"], other, one, today) + _in_year(match["year"], one, other, today)


def _dotted_day(match: re.Match[str], today: date) -> tuple[date, ...]:
    return _in_year(match["year"], int(match["other"]), int(match["one"]), today)


def _iso_day(match: re.Match[str], _today: date) -> tuple[date, ...]:
    return _dates(int(match["year"]), int(match["month"]), int(match["day"]))


def _named_day(match: re.Match[str], today: date) -> tuple[date, ...]:
    """Read "Thu 10 Dec": nothing when the two parts contradict each other."""
    days = _read(match["date"], today, _DATES)
    return tuple(day for day in days if day.weekday() == _number_of_weekday(match))


def _in_year(year: str | None, month: int, day: int, today: date) -> tuple[date, ...]:
    """Return that day of the given year, or, without a year, its next occurrence from today."""
    if year is not None:
        return _dates(int(year) + (0 if len(year) > 2 else 2000), month, day)  # noqa: PLR2004
    # Eight years hold a 29 February, even across 2100.
    years = range(today.year, today.year + 9)
    return _first_from(today, (one for y in years for one in _dates(y, month, day)))


def _first_from(today: date, days: Iterator[date]) -> tuple[date, ...]:
    found = next((day for day in days if day >= today), None)
    return () if found is None else (found,)


def _dates(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


def _rules(*pairs: tuple[str, _Rule]) -> _Rules:
    return tuple((re.compile(shape, re.ASCII), rule) for shape, rule in pairs)


_DATES = _rules(
    (r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", _iso_day),
    (r"(?P<one>\d{1,2})\.(?P<other>\d{1,2})\.(?P<year>\d{4}|\d{2})?", _dotted_day),
    (r"(?P<one>\d{1,2})/(?P<other>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?", _numeric_day),
    (r"(?P<one>\d{1,2})-(?P<other>\d{1,2})-(?P<year>\d{4})", _numeric_day),
    (rf"(?:the )?(?P<day>\d{{1,2}}){_NTH}?(?: of)? {_MONTH}(?: (?P<year>\d{{4}}))?", _calendar_day),
    (rf"{_MONTH}(?: the)? (?P<day>\d{{1,2}}){_NTH}?(?: (?P<year>\d{{4}}))?", _calendar_day),
    (rf"(?:the )?(?P<day>\d{{1,2}}){_NTH}", _day_of_month),
)
_RULES = _DATES + _rules(
    (r"today|tonight|this (?:morning|afternoon|evening)", _day_ahead(0)),
    (r"tomorrow|tmrw", _day_ahead(1)),
    (r"(?:the )?day after tomorrow", _day_ahead(2)),
    (rf"(?:the )?(?:(?P<which>this|coming|this coming|next) )?{_WEEKDAY}", _weekday),
    (rf"(?P<week>this|next) week (?:on )?{_WEEKDAY}", _weekday_of_week),
    (rf"{_WEEKDAY} (?:of )?(?P<week>this|next) week", _weekday_of_week),
    (r"next week", _next_week),
    (r"(?:the )?end of (?:(?:the|(?P<week>this|next)) )?week", _end_of_week),
    (r"(?:the )?end of (?:(?:the|this|(?P<which>next)) )?month", _end_of_month),
    (r"(?:the )?end of (?:(?:the|this) )?year", _end_of_year),
    (rf"(?:the )?end of {_MONTH}(?: (?P<year>\d{{4}}))?", _end_of_named_month),
    (rf"in {_AMOUNT} {_UNIT}(?:'s?)?(?: time)?", _in_a_while),
    (rf"{_AMOUNT} {_UNIT} from (?:now|today)", _in_a_while),
    (rf"{_WEEKDAY} (?P<date>.+)", _named_day),
)
_PART_OF_DAY = re.compile(
    rf"{_WEEKDAY}|{_MONTH}|.*\d.*|today|tonight|tomorrow|tmrw|this|next|coming|week|month|year|end"
    r"|days|weeks|months|years|fortnight|noon|midday|morning|afternoon|evening|night|[ap]m"
)
