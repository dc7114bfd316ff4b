"""What the typed answers about a practice mean: which one, when, what then, and until when."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot.calendar.moments import NotFixed
from bot.calendar.zones import local
from bot.coach.committing import SCOPES, Chosen, Plan, TiedTo
from bot.coach.practices import BY_CODE
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.words import phrase

Fields = Mapping[str, Any]

USUAL: Final = timedelta(weeks=6)
"""How long something is practised unless somebody says otherwise."""

LONGEST: Final = timedelta(days=366)

SHORTEST: Final = timedelta(weeks=1)
"""So that one weekly question at least comes before the end."""

_SHORTEST_NAME: Final = 5  # letters of a name that are enough to mean it
_NUMBER = re.compile(r"(?:number |no\.? ?|practice |#|p)?0*(\d{1,2})\.?", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:if|when(?:ever)?) (?P<cue>.+?)"
    r"(?:,? then (?:I(?:'ll| will)? )?|, I(?:'ll| will)? )(?P<act>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_CUE = re.compile(r"^(?:if|when(?:ever)?)(?: |$)", re.IGNORECASE)
_BEFORE_ACT = re.compile(r"^(?:then(?: |$))?(?:I(?:'ll| will)?(?: |$))?", re.IGNORECASE)
_KEEP = frozenset({"keep this", "keep it", "as suggested"})
_NOTED = "what i noted to try next"
_EDGES = " \t\n,;:.…"
_SPAN = re.compile(
    r"(?:for |in )?(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:day|week|month)s?"
)
_USUAL = re.compile(r"(?:the )?usual|default|as usual|six weeks|6 weeks")
_EVERYDAY = re.compile(r"\b(?:every|everyday|daily|all|any|both|meetings|general)\b")
_THIS = re.compile(r"\b(?:this|that|it|negotiation|preparation|one|deal)\b")


def plan_of(hearing: Hearing) -> Plan:
    """What was told so far."""
    return Plan.model_validate(dict(hearing.answers))


def offered(hearing: Hearing) -> tuple[str, ...]:
    """The few practices to show as buttons, after the line that was noted before."""
    known = plan_of(hearing).known
    return (*(("noted",) if known.noted else ()), *known.suggested)


def practice(text: str, hearing: Hearing) -> Fields:
    """A practice by its number or name, else one in their own words."""
    words = readers.plain(text)
    if readers.simplified(words) == _NOTED and plan_of(hearing).known.noted:
        return {"noted": True}
    number = _NUMBER.fullmatch(words)
    code = f"P{int(number[1]):02}" if number else _named(readers.simplified(words))
    if code is None:
        return {"own": words}
    return _free(code, hearing)


def _named(words: str) -> str | None:
    """The one practice whose name begins with these words."""
    if len(words) < _SHORTEST_NAME:
        return None
    names = {name: readers.simplified(phrase(f"practice.{name}.name")) for name in BY_CODE}
    found = [code for code, name in names.items() if name.startswith(words)]
    return found[0] if len(found) == 1 else None


def _free(code: str, hearing: Hearing) -> Fields:
    if code not in BY_CODE:
        raise NotUnderstood(Remark(code="practice_unknown"))
    if code in plan_of(hearing).known.taken:
        raise NotUnderstood(Remark(code="practice_taken"))
    return {"code": code}


def code(text: str, hearing: Hearing) -> Fields:
    """A practice chosen in a form."""
    return _free(text, hearing)


def both(words: str) -> tuple[str, str]:
    """The cue and the act in "If ..., then I ..."; else the words are the act alone."""
    found = _PLAN.fullmatch(words.strip().replace("’", "'"))
    if found:
        return found["cue"].strip(_EDGES), found["act"].strip(_EDGES)
    return "", _BEFORE_ACT.sub("", words).strip(_EDGES)


def cue(text: str, hearing: Hearing) -> Fields:
    """When it comes up, without the "if"; a whole plan is taken as both its halves."""
    words = readers.plain(text)
    if _keeps(words, "cue", hearing):
        return {"words": ""}
    found = _PLAN.fullmatch(words.replace("’", "'"))
    if found:
        return {"words": _said(found["cue"]), "act": _said(found["act"])}
    return {"words": _said(_BEFORE_CUE.sub("", words))}


def _keeps(words: str, part: str, hearing: Hearing) -> bool:
    """Whether somebody writes what the button beside the suggestion says."""
    return readers.simplified(words) in _KEEP and bool(suggested(part, plan_of(hearing)))


def act(text: str, hearing: Hearing) -> Fields:
    """What is done then, without "then I"."""
    words = readers.plain(text)
    if _keeps(words, "act", hearing):
        return {"words": ""}
    found = _PLAN.fullmatch(words.replace("’", "'"))
    return {"words": _said(found["act"] if found else _BEFORE_ACT.sub("", words))}


def _said(words: str) -> str:
    found = words.strip(_EDGES)
    if not found:
        raise NotUnderstood(Remark(code="empty"))
    return found


def evidence(text: str, hearing: Hearing) -> Fields:
    """What counts as done."""
    words = readers.plain(text)
    return {"words": "" if _keeps(words, "evidence", hearing) else words}


def until(text: str, hearing: Hearing) -> Fields:
    """The last day, or a span from today; "the usual" and no date are six weeks."""
    words = readers.simplified(readers.plain(text)).removeprefix("until ").removeprefix("for ")
    if _USUAL.fullmatch(words):
        return {"day": None}
    span = _SPAN.fullmatch(words)
    found = readers.moment(f"in {words.removeprefix('in ')}" if span else words, hearing)
    if isinstance(found, NotFixed):
        return {"day": None}
    return {"day": _reachable(found.day, hearing)}


def day(text: str, hearing: Hearing) -> Fields:
    """The last day, as picked in a form."""
    try:
        picked = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(Remark(code="moment_unreadable")) from None
    return {"day": _reachable(readers.picked(picked, None, hearing).day, hearing)}


def _reachable(last: date, hearing: Hearing) -> date:
    ahead = last - local(hearing.now, hearing.zone).date()
    if ahead > LONGEST:
        raise NotUnderstood(Remark(code="until_too_far"))
    if ahead < SHORTEST:
        raise NotUnderstood(Remark(code="until_too_soon"))
    return last


def scopes(hearing: Hearing) -> tuple[str, ...]:
    """What it can be tied to, as buttons."""
    return SCOPES if plan_of(hearing).known.preparation else ("everyday",)


def scope(text: str, hearing: Hearing) -> Fields:
    """What it is tied to; of several negotiations the one that the question names."""
    words = readers.simplified(readers.plain(text))
    for name, pattern in (("everyday", _EVERYDAY), ("preparation", _THIS)):
        if words == name or pattern.search(words):
            if name not in scopes(hearing):
                raise NotUnderstood(Remark(code="scope_none"))
            return {"scope": name, "preparation": ""}
    raise NotUnderstood(Remark(code="scope_unknown"))


def may_be_tied(hearing: Hearing) -> dict[str, str]:
    """What a form lets choose: the negotiations by their preparations, and everyday meetings."""
    known = plan_of(hearing).known
    ahead = {one.id: one.title for one in known.ahead} or {known.preparation: known.title}
    named = {name: title for name, title in ahead.items() if name and title}
    return {**named, "everyday": phrase("scope.everyday")}


def picked(text: str, hearing: Hearing) -> Fields:
    """What was chosen in a form."""
    if text not in may_be_tied(hearing):
        return scope(text, hearing)
    if text == "everyday":
        return {"scope": text, "preparation": ""}
    latest = text == plan_of(hearing).known.preparation
    return {"scope": "preparation", "preparation": "" if latest else text}


def tied_to(answer: TiedTo, hearing: Hearing) -> str:
    """What a form begins with."""
    known = plan_of(hearing).known
    chosen = answer.preparation or known.preparation
    value = chosen if answer.scope == "preparation" else answer.scope or ""
    return value if value in may_be_tied(hearing) else ""


def suggested(part: str, plan: Plan) -> str:
    """What the library, or what was told before, says of a part: cue, act or evidence."""
    chosen = plan.practice or Chosen()
    if part == "act" and plan.cue and plan.cue.act:
        return plan.cue.act
    words = chosen.own or (plan.known.noted if chosen.noted else "")
    if words:
        return dict(zip(("cue", "act"), both(words), strict=True)).get(part, "")
    return phrase(f"practice.{chosen.code}.{part}") if chosen.code in BY_CODE else ""


def worded(part: str, plan: Plan) -> str:
    """A part of the plan as it stands: in their own words, else as suggested."""
    said = getattr(plan, part)
    return (said.words if said else "") or suggested(part, plan)


def last_day(plan: Plan, begun: date) -> date:
    """The last day of the plan."""
    return (plan.until.day if plan.until else None) or begun + USUAL


def library_code(plan: Plan) -> str | None:
    """The practice of the library that is meant, if it is one."""
    chosen = plan.practice or Chosen()
    known = chosen.code in BY_CODE and not chosen.own and not chosen.noted
    return chosen.code if known else None


def keeps(part: str) -> Callable[[Hearing], tuple[str, ...]]:
    """Offer to keep the suggestion where there is one."""
    return lambda hearing: ("keep",) if suggested(part, plan_of(hearing)) else ()


def lacking(part: str) -> Callable[[Any, Hearing], str | None]:
    """Ask once more for a part that has neither words nor a suggestion."""

    def missing(answer: Any, hearing: Hearing) -> str | None:
        said = answer.words or suggested(part, plan_of(hearing))
        return None if said else "words"

    return missing
