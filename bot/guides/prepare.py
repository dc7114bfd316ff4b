"""The script `prepare`: seven questions, as data, and the asides that the sheet offers."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Final

from bot.calendar.zones import local
from bot.coach.preparation import (
    KINDS,
    Meeting,
    PlanB,
    Situation,
    Success,
    Target,
    TheirSide,
    ThisTime,
    WalkAway,
)
from bot.dialogue.script import END, Hearing, NotUnderstood, Part, Remark, Script, Step
from bot.guides import (
    plan_b_reading,
    prepare_echo as echo,
    prepare_reading as reading,
    readers,
    situation_reading,
    walk_away_reading,
)
from bot.guides.prepare_improve import IMPROVE, REMINDERS
from bot.guides.steps import always, amount_of, text_of, verbatim


def _figures(name: str) -> Callable[[str, Hearing], Mapping[str, Any]]:
    return lambda text, hearing: {name: readers.amount(text, hearing)}


def _direction(answer: Situation, _hearing: Hearing) -> str:
    return answer.direction


def _unit(answer: Situation, _hearing: Hearing) -> str:
    return answer.unit_name


def _missing_situation(answer: Situation, _hearing: Hearing) -> str | None:
    if not answer.kind:
        return "kind"
    return None if answer.what else "what"


SITUATION = Step(
    name="situation",
    accepts=Situation,
    parts=(
        Part("what", situation_reading.what, text_of("what"), required=True),
        Part(
            "kind",
            situation_reading.kind,
            text_of("kind"),
            kind="choice",
            choices=KINDS,
            required=True,
        ),
        Part(
            "better",
            situation_reading.better,
            _direction,
            kind="choice",
            choices=("higher", "lower"),
        ),
        Part("unit", situation_reading.unit, _unit),
    ),
    read=situation_reading.situation,
    heard=echo.situation,
    exits=("success",),
    leads_to=always("success"),
    quick={kind: {"kind": kind} for kind in KINDS},
    quick_for={"kind": {kind: {"kind": kind} for kind in KINDS}},
    follow_ups=("kind", "what"),
    missing=_missing_situation,
)


def _goals(answer: Success, _hearing: Hearing) -> str:
    return "\n".join(answer.goals)


def _missing_success(answer: Success, _hearing: Hearing) -> str | None:
    return "beyond" if reading.all_money(answer.goals) else None


SUCCESS = Step(
    name="success",
    accepts=Success,
    parts=(Part("goals", reading.goals, _goals, kind="lines", required=True),),
    asides=(Part("beyond", reading.more_goals, lambda _answer, _hearing: ""),),
    read=reading.goals,
    heard=echo.success,
    exits=("meeting",),
    leads_to=always("meeting"),
    quick={"not_sure": {"goals": ()}},
    quick_for={"beyond": {"that_is_all": {}}},
    follow_ups=("beyond",),
    missing=_missing_success,
)


def _day(answer: Meeting, _hearing: Hearing) -> str:
    return answer.day.isoformat() if answer.day else ""


def _clock(answer: Meeting, hearing: Hearing) -> str:
    return f"{local(answer.at, hearing.zone):%H:%M}" if answer.at else ""


def _pick_day(text: str, hearing: Hearing) -> Mapping[str, Any]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(Remark(code="moment_unreadable")) from None
    clock = _read_clock(hearing.fields.get("time", ""))
    found = readers.picked(day, clock, hearing)
    return {"at": found.at, "day": found.day}


def _read_clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise NotUnderstood(Remark(code="moment_unreadable")) from None


def _pick_time(text: str, hearing: Hearing) -> Mapping[str, Any]:
    _read_clock(text)
    if not hearing.fields.get("day"):
        raise NotUnderstood(Remark(code="day_missing"))
    return {}


MEETING = Step(
    name="meeting",
    accepts=Meeting,
    parts=(
        Part("day", _pick_day, _day, kind="date"),
        Part("time", _pick_time, _clock, kind="time"),
    ),
    read=reading.meeting,
    heard=echo.meeting,
    exits=("plan_b",),
    leads_to=always("plan_b"),
    quick={"not_fixed": {"at": None, "day": None}},
)


def _missing_worth(answer: PlanB, _hearing: Hearing) -> str | None:
    return "worth" if answer.sure and not (answer.worth or answer.outcomes) else None


def _outcomes(answer: PlanB, hearing: Hearing) -> str:
    return echo.outcomes_text(answer, hearing)


_NOT_SURE: Final = {"sure": False, "worth": None, "outcomes": ()}

PLAN_B = Step(
    name="plan_b",
    accepts=PlanB,
    parts=(
        Part("what", plan_b_reading.what, text_of("what")),
        Part("worth", plan_b_reading.worth, _outcomes),
    ),
    read=plan_b_reading.plan_b,
    heard=echo.plan_b,
    exits=("walk_away",),
    leads_to=always("walk_away"),
    quick={"not_sure": _NOT_SURE},
    quick_for={"worth": {"not_sure": _NOT_SURE}},
    follow_ups=("worth",),
    missing=_missing_worth,
)

WALK_AWAY = Step(
    name="walk_away",
    accepts=WalkAway,
    parts=(
        Part("amount", walk_away_reading.amount, amount_of("amount")),
        Part("reason", verbatim("reason"), text_of("reason")),
    ),
    read=walk_away_reading.walk_away,
    heard=echo.walk_away,
    exits=("target",),
    leads_to=always("target"),
    quick={"same": {"amount": None, "reason": ""}},
)


def _missing_target(answer: Target, _hearing: Hearing) -> str | None:
    return None if answer.amount or answer.open else "amount"


_OPEN_TARGET: Final = {"amount": None, "open": True}

TARGET = Step(
    name="target",
    accepts=Target,
    quick={"not_sure": _OPEN_TARGET},
    quick_for={"amount": {"not_sure": _OPEN_TARGET}},
    parts=(
        Part("amount", _figures("amount"), amount_of("amount"), required=True),
        Part("criterion", verbatim("criterion"), text_of("criterion")),
    ),
    read=reading.target,
    heard=echo.target,
    exits=("their_side",),
    leads_to=always("their_side"),
    follow_ups=("amount",),
    missing=_missing_target,
)


def _missing_their_side(answer: TheirSide, _hearing: Hearing) -> str | None:
    if (answer.limit or answer.target or answer.opening) and not answer.sure:
        return "sure"
    return "limit" if answer.interests and not answer.limit else None


_LEVELS: Final = ("low", "medium", "high")

THEIR_SIDE = Step(
    name="their_side",
    accepts=TheirSide,
    parts=(
        Part("plan_b", verbatim("plan_b"), text_of("plan_b")),
        Part("limit", reading.limit, amount_of("limit")),
        Part("target", reading.figure_beside_limit("target"), amount_of("target")),
        Part("opening", reading.figure_beside_limit("opening"), amount_of("opening")),
        Part("sure", reading.confidence, text_of("sure"), kind="choice", choices=_LEVELS),
        Part("interests", verbatim("interests"), text_of("interests"), kind="lines"),
    ),
    read=reading.their_side,
    heard=echo.their_side,
    exits=(END,),
    leads_to=always(END),
    quick={"unknown": reading.UNKNOWN},
    quick_for={"sure": {level: {"sure": level} for level in _LEVELS}, "limit": {"unknown": {}}},
    follow_ups=("sure", "limit"),
    missing=_missing_their_side,
)

THIS_TIME = Step(
    name="this_time",
    accepts=ThisTime,
    parts=(Part("line", verbatim("line"), text_of("line"), kind="lines"),),
    read=verbatim("line"),
    heard=echo.this_time,
    exits=(END,),
    leads_to=always(END),
)

PREPARE = Script(
    name="prepare",
    version=3,
    steps=(SITUATION, SUCCESS, MEETING, PLAN_B, WALK_AWAY, TARGET, THEIR_SIDE),
    asides=(THIS_TIME, IMPROVE, REMINDERS),
)
