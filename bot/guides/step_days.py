"""Where a line of steps names more than one day: as several steps, or as one that is unclear."""

from collections.abc import Callable

from bot.calendar.hours import splits as clocks
from bot.calendar.moments import Ambiguous, NotFixed, Unreadable, normalised, read_moment
from bot.coach.expression import Expression
from bot.dialogue.script import Hearing

_LONGEST_DAY = 4
_BREAKS = (Expression(r";\s+"), Expression(r",\s+(?:and |then )?"))
_BEFORE_DAY = frozenset({"by", "on", "until", "till", "before", "or", "and", "from", "either"})
_EITHER = frozenset({"or", "and", "either", "/"})
_DUE = frozenset({"by", "until", "till", "before"})
_ORDINAL = Expression(r"\d{1,2}(?:st|nd|rd|th)")
_EDGES = " \t,;:.()–—-"


def lines_of(line: str, is_step: Callable[[str], bool]) -> list[str]:
    """The steps of one line, where each of its pieces is one: "call Ann Friday; see Bo 3 Dec"."""
    for breaks in _BREAKS:
        pieces = [piece for piece in breaks.split(line) if piece.strip(_EDGES)]
        if len(pieces) > 1 and all(is_step(piece) for piece in pieces):
            return pieces
    return [line]


def is_day(text: str, hearing: Hearing) -> bool:
    """Whether the words are a day, or several that they may mean, and not just a time of day."""
    if any(not split.day for split in clocks(normalised(text))):
        return False
    try:
        return not isinstance(read_moment(text, hearing.now, hearing.zone), NotFixed)
    except Ambiguous:
        return True
    except Unreadable as why:
        return why.code == "moment_past"


def names_other_day(what: str, line: str, hearing: Hearing) -> bool:
    """Whether a step names a day beside the one it was given: "or Friday call Ann".

    A day it is due by outweighs one within it: "prepare the talk on Monday, by Friday".
    """
    words = what.split()
    rest = line[line.rfind(words[-1]) + len(words[-1]) :] if words else ""
    due = bool(_DUE & {*rest.casefold().split()})
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_DAY), start, -1):
            beside = {words[one].casefold().strip(_EDGES) for one in _around(words, start, end)}
            if _is_other(words, start, end, hearing):
                return bool(beside & _EITHER) or not due
    return False


def _around(words: list[str], start: int, end: int) -> list[int]:
    return [one for one in (start - 1, end) if 0 <= one < len(words)]


def _is_other(words: list[str], start: int, end: int, hearing: Hearing) -> bool:
    """Whether the words from start to end are a day that somebody means as one."""
    text = " ".join(words[start:end]).strip(_EDGES)
    if not is_day(text, hearing):
        return False
    alone = text.casefold().removeprefix("the ")
    if not (_ORDINAL.fullmatch(alone) or alone.isalpha()):
        return True
    before = words[start - 1].casefold().strip(_EDGES) if start else ""
    after = words[end] if end < len(words) else ""
    # "Sunday Adeyemi" is somebody.
    named = after.istitle() and before not in _EITHER
    return not named and (before in _BEFORE_DAY or after in _EITHER)
