"""Which of two practices typed words name: "first: did it", "1 yes 2 no", "both: no chance"."""

import re
from typing import Final

from bot.coach.expression import Expression

_EDGES = " \t\n,;:.–—-"
# "2 times", "1 out of 3" and "second time" count something else.
_COUNTS = r"(?!\s*(?:(?:times?|out of|of|x|weeks?|days?|meetings?|half|thoughts?)\b|%|[./]\d|\d))"
_NAME = Expression(
    r"(?:^|(?<=[\s,;.]))(?:(?:and|but) )?(?:for )?(?:the |my )?"
    rf"(?P<which>first|1st|1|second|2nd|2|both)(?P<one> one| practice)?\b{_COUNTS}"
    r"(?P<mark>\s*[:,.;–-]+)?\s*(?=\S)",
    re.IGNORECASE,
)
_NUMBERS: Final = {"first": 0, "1st": 0, "1": 0, "second": 1, "2nd": 1, "2": 1}
# "First I hesitated" tells an order, and names nothing.
_SUBJECT = Expression(r"(?:i|we|it|they|he|she)\b", re.IGNORECASE)


def named(text: str) -> tuple[tuple[int, str], ...]:
    """Return the practices that the words name, 0 or 1, each with its words; () for none."""
    words = text.strip()
    names = list(_NAME.finditer(words))
    if not names or names[0].start():
        return ()
    first, rest = names[0], words[names[0].end() :].strip()
    if first["which"].casefold() == "both":
        return ((0, rest), (1, rest))
    if both := _both_told(words, names):
        return both
    if not (first["one"] or first["mark"]) and _SUBJECT.match(rest):
        return ()
    return ((_number(first), rest),)


def _both_told(words: str, names: list[re.Match[str]]) -> tuple[tuple[int, str], ...]:
    """The answers of both, where the words name one after the other."""
    if [_number(name) for name in names] not in ([0, 1], [1, 0]):
        return ()
    one, other = names
    told = words[one.end() : other.start()].strip(_EDGES), words[other.end() :].strip(_EDGES)
    return ((_number(one), told[0]), (_number(other), told[1])) if all(told) else ()


def _number(name: re.Match[str]) -> int:
    return _NUMBERS.get(name["which"].casefold(), -1)
