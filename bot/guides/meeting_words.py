"""Words of a meeting that tell neither its day nor its hour: where it is, how long, with whom."""

from zoneinfo import ZoneInfo

from bot.calendar.moments import Moment
from bot.calendar.zones import local
from bot.coach.expression import Expression

_LONG = (
    r"\bfor (?:about )?(?:\d{1,3}|an?|half an|one|two|three)(?: and a half)? ?"
    r"(?:hours?|hrs?|h|minutes?|mins?)\b"
)
_PLACE = (
    r"\b(?:in |at )?(?:the )?(?:meeting )?(?:room|building|bldg|office|suite|table|floor|desk) "
    r"(?:no\.? ?|number )?(?=\w*\d)\w+(?:\.\d+)?"
    r"|\b(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th) floor\b"
)
_PEOPLE = r"\bwith \d{1,2} (?:people|persons|others|colleagues|of (?:us|them))\b"
_BESIDE = Expression(rf"(?i:{_LONG}|{_PLACE}|{_PEOPLE})")
# May, April or Sunday is somebody after "with", unless a figure makes it a date: "with May 10".
_CALLED = Expression(
    r"\b[Ww]ith (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|May|June"
    r"|July|March|April|August|January|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)"
    r"(?: (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"[A-Z][\w'’-]+| (?=on\b|at\b)|(?=\s*(?:,|$)))"
)
_ZONE = Expression(r"(?P<rest>.*\d.*?),? \(?(?P<zone>[A-Z]{3,4}|my time|local time)\)?")


def without_circumstances(text: str) -> str:
    """The words without a room, a length and a name that would be a day: "with May, room 214"."""
    return _CALLED.sub(" ", _BESIDE.sub(" ", text)).strip(" ,;.")


def without_own_zone(text: str) -> tuple[str, str]:
    """The words without a zone at their end, and its letters: "CET"; "" where it is one's own."""
    match = _ZONE.fullmatch(text.strip())
    if match is None:
        return text, ""
    return match["rest"], "" if match["zone"].endswith("time") else match["zone"]


def is_in(letters: str, moment: Moment, zone: ZoneInfo) -> bool:
    """Whether the letters are those that the person's zone has at that moment."""
    return moment.at is not None and local(moment.at, zone).tzname() == letters
