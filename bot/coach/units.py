"""What written numbers count: periods ("a year"), things ("hours a week"), rates ("per seat").

Every pattern is linear: no repetition contains another that can match the same characters.
"""

import re

from bot.coach.expression import Expression, either, small

_SPANS = r"years?|yr|annum|months?|mo|mth|weeks?|wk|days?|hours?|hr|quarters?"
_PERIOD = (
    r"(?: (?:gross|net|base|before tax|after tax),?)? {0,3}+"
    rf"(?:(?:(?:a|an|per|each|every) |/ ?|p )(?P<period>{_SPANS}|(?<=/)[hd])"
    r"|(?P<adverb>annually|yearly|quarterly|monthly|weekly|daily|hourly)"
    r"|(?P<short>p\. ?a\.?|p/a|pa|pcm|pw))(?![^\W_])"
)
_THINGS = (
    "hours hour days day weeks week months month years year sprints sprint people persons person "
    "engineers engineer developers developer designers reviewers students ftes fte heads headcount "
    "seats seat licences licenses units unit points pages papers shares options gpus servers items "
    "meetings interviews slots rooms tickets pieces kg kilos tonnes tons km miles metres meters "
    "shifts sessions courses trips hrs hr h"
)
_COUNTED = either(_THINGS.split())
_COUNT = (
    r" ?+(?P<count>(?:(?:[^\W\d_]{2,20}-)|(?:engineer|engineering|person|people|developer|team|"
    rf"story|working|calendar|business|vacation|holiday|remote|paid|man) )?{_COUNTED})"
    r"(?:(?: (?:a|an|per|each|every) | ?/ ?)(?P<every>year|quarter|month|week|wk|day|sprint))?"
    r"(?![^\W_])"
)
_LENGTH = r"[ -]?+(?P<length>hour|hr|h|day)[ -](?P<within>week|month|day)(?![^\W_])"
_EVIDENCE = (
    r"(?:data|survey|reports?|figures|numbers|statistics|stats|index|benchmarks?|study|guide)"
)
_THING = (
    r" {0,3}+(?P<thing>(?:per |/ ?)[^\W\d_]{2,20})"
    rf"(?![^\W_]|\.[^\W\d_]| (?:salary )?{_EVIDENCE}\b)"
)

# Whichever it is, it begins with one of these.
UNIT = rf"(?=[ /-]|[^\W\d_])(?i:{_PERIOD}|{_LENGTH}|{_COUNT}|{_THING})"
"""A regular expression for what follows a number and says what it counts, for `unit_of`."""

TOUCHING = rf"(?=(?i:{_COUNTED})(?![^\W_]))"
"""A look ahead at a unit that touches its number: "48h"."""

_ADVERBS = {"annually": "year", "yearly": "year", "quarterly": "quarter", "monthly": "month",
            "weekly": "week", "daily": "day", "hourly": "hour"}  # fmt: skip
_SHORT = {"yr": "year", "annum": "year", "mo": "month", "mth": "month", "wk": "week",
          "hr": "hour", "hrs": "hour", "h": "hour", "d": "day"}  # fmt: skip
_SOURCE = Expression(
    r"per (?:[A-Z][a-z]|(?:the|my|our|your|their|his|her|its|this|that|these|those|an?|last|recent"
    r"|glassdoor|levels|linkedin|payscale|radford|industry|market|survey)\b)"
)

_RATE = Expression(rf"(?i:per {_COUNTED})")
_PER = Expression(r"(?i:^(?:per |/ ?))")


def period_of(match: re.Match[str]) -> str | None:
    """Return the period of a matched UNIT in one spelling, "a year"; None when it is no period."""
    if match["period"]:
        span = small(match["period"])
        span = _SHORT.get(span, span.removesuffix("s"))
    elif match["adverb"]:
        span = _ADVERBS[small(match["adverb"])]
    elif match["short"]:
        span = {"pcm": "month", "pw": "week"}.get(small(match["short"]), "year")
    else:
        return None
    return "an hour" if span == "hour" else f"a {span}"


def unit_of(match: re.Match[str]) -> str | None:
    """Return what a matched UNIT counts; None where "per" names a source: "per Glassdoor".

    Periods, hours and what is counted in a period have one spelling: "48h/week" and
    "a 48-hour week" are both "hours a week". Other things are as typed.
    """
    if match["length"]:
        length = small(match["length"])
        return f"{_SHORT.get(length, length)}s a {small(match['within'])}"
    if match["count"]:
        thing = match["count"]
        thing = "hours" if small(thing) in {"h", "hr", "hrs"} else thing
        every = small(match["every"] or "")
        return f"{thing} a {_SHORT.get(every, every)}" if every else thing
    return period_of(match) or _rate(match["thing"])


def _rate(written: str | None) -> str | None:
    if not written:
        return None
    if _SOURCE.match(written) and not _RATE.fullmatch(written):
        return None
    return _PER.sub("per ", written)


_GAPS = Expression(r"[\s-]+")
_PLURAL = Expression(r"s\b")


def same_unit(typed: str, expected: str | None) -> bool:
    """Say whether two units are the same but for spelling: "Engineer weeks", "engineer-week"."""
    if expected is None:
        return False
    return typed == expected or bare_unit(typed) == bare_unit(expected)


def bare_unit(unit: str) -> str:
    """Return the unit without case, hyphens and plurals, to be compared."""
    return _PLURAL.sub("", _GAPS.sub(" ", unit).lower().strip())
