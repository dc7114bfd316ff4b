"""The JSON that `parley analyse` reads and writes: strict in, exact out."""

import json
import re
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    Tag,
    ValidationError,
)

from bot.coach.amounts import Better, Number, Range
from bot.coach.analysis import Analysis
from bot.coach.case import Case
from bot.coach.findings import Finding
from bot.coach.goals import Goal
from bot.coach.plan_b import Confidence, Outcome, PlanBWorth, add_up_to_one
from bot.coach.zopa import Zopa


class BadDocument(ValueError):
    """The input is not a case; `path` says where ("mine.plan_b.outcomes[0].chance"), `reason` why.

    The message is one line and repeats none of the values.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


# Decimals are made by the JSON reader alone, so a strict one is a number, never text or a boolean.
_Exact = Annotated[Number, Strict()]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Ends(_Part):
    low: _Exact
    high: _Exact


def _forwards(ends: _Ends) -> _Ends:
    if ends.low > ends.high:
        raise ValueError("low is above high")
    return ends


# The tags of the unions begin with a question mark, which no path that is shown keeps.
def _interval_or_number(value: object) -> str:
    return "?ends" if isinstance(value, dict) else "?number"


def _plan_b_shape(value: object) -> str:
    if isinstance(value, dict) and {"outcomes", "cost"} & value.keys():
        return "?outcomes"
    return _interval_or_number(value)


_Number = Annotated[_Exact, Tag("?number")]
_Interval = Annotated[_Ends, AfterValidator(_forwards), Tag("?ends")]
_Amount = Annotated[_Number | _Interval, Discriminator(_interval_or_number)]


def _not_negative(amount: Decimal | _Ends) -> Decimal | _Ends:
    if (amount.low if isinstance(amount, _Ends) else amount) < 0:
        raise ValueError("a cost is not negative")
    return amount


class _Outcome(_Part):
    chance: Annotated[_Exact, Field(ge=0, le=1)]
    value: _Amount


def _certain_together(outcomes: tuple[_Outcome, ...]) -> tuple[_Outcome, ...]:
    if not add_up_to_one(outcome.chance for outcome in outcomes):
        raise ValueError("the chances do not add up to 1")
    return outcomes


class _Outcomes(_Part):
    outcomes: Annotated[tuple[_Outcome, ...], AfterValidator(_certain_together)]
    cost: Annotated[_Amount, AfterValidator(_not_negative)] = Decimal(0)


_PlanB = Annotated[
    _Number | _Interval | Annotated[_Outcomes, Tag("?outcomes")], Discriminator(_plan_b_shape)
]


class _Headline(_Part):
    name: str
    unit: str
    better: Better


class _Mine(_Part):
    plan_b: _PlanB | None = None
    walk_away: _Amount | None = None
    walk_away_reason: str | None = None
    target: _Amount
    criterion: str | None = None


class _Theirs(_Part):
    walk_away: _Amount | None = None
    target: _Amount | None = None
    opening: _Amount | None = None
    confidence: Confidence | None = None


class _Goal(_Part):
    text: str
    money: Annotated[bool, Strict()]


class _Document(_Part):
    headline: _Headline
    mine: _Mine
    theirs: _Theirs | None = None
    goals: tuple[_Goal, ...] | None = None


def _range(amount: Decimal | _Ends | None) -> Range | None:
    if amount is None:
        return None
    if isinstance(amount, Decimal):
        return Range.exactly(amount)
    return Range(low=amount.low, high=amount.high)


def _certain(amount: Decimal | _Ends) -> Range:
    return _range(amount) or Range.exactly(Decimal(0))


def _worth(plan_b: Decimal | _Ends | _Outcomes | None) -> PlanBWorth | None:
    if plan_b is None:
        return None
    if not isinstance(plan_b, _Outcomes):
        return PlanBWorth.certain(_certain(plan_b))
    outcomes = tuple(
        Outcome(chance=item.chance, value=_certain(item.value)) for item in plan_b.outcomes
    )
    return PlanBWorth(outcomes=outcomes, cost=_certain(plan_b.cost))


def _case(document: _Document) -> Case:
    mine, theirs = document.mine, document.theirs or _Theirs()
    return Case(
        better=document.headline.better,
        plan_b=_worth(mine.plan_b),
        walk_away=_range(mine.walk_away),
        walk_away_reason=mine.walk_away_reason,
        target=_range(mine.target),
        criterion=mine.criterion,
        their_walk_away=_range(theirs.walk_away),
        their_target=_range(theirs.target),
        their_opening=_range(theirs.opening),
        confidence=theirs.confidence,
        goals=tuple(Goal(text=goal.text, money=goal.money) for goal in document.goals or ()),
    )


def _step(path: str, key: object) -> str:
    if isinstance(key, int):
        return f"{path}[{key}]"
    name = str(key)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name):
        return f"{path}[{json.dumps(name[:40])}]"
    return f"{path}.{name}" if path else name


class _Members(list[tuple[str, object]]):
    """A JSON object as its reader met it, with every repeated name still there."""


def _unique(value: object, path: str) -> object:
    if isinstance(value, _Members):
        members: dict[str, object] = {}
        for key, member in value:
            if key in members:
                raise BadDocument(_step(path, key), "given twice")
            members[key] = _unique(member, _step(path, key))
        return members
    if isinstance(value, list):
        return [_unique(item, _step(path, index)) for index, item in enumerate(value)]
    return value


def _number(written: str) -> Decimal:
    try:
        return Decimal(written)
    except DecimalException:
        return Decimal("Infinity")


_REASONS = {
    "extra_forbidden": "unknown field",
    "missing": "missing",
    "is_instance_of": "must be a number",
    "finite_number": "must be a finite number",
    "model_type": "must be an object",
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "bool_type": "must be true or false",
}


def _bad(error: ValidationError) -> BadDocument:
    first = error.errors(include_url=False, include_input=False)[0]
    path = ""
    for key in first["loc"]:
        if not str(key).startswith("?"):
            path = _step(path, key)
    if first["type"] == "value_error":
        return BadDocument(path, str(first["ctx"]["error"]))
    reason = _REASONS.get(first["type"], first["msg"].replace("Input should", "must"))
    return BadDocument(path or "document", reason)


def read_case(text: str) -> Case:
    """Read the JSON of one case; numbers keep every digit they were written with.

    Raises BadDocument for anything but a complete case: text that is not JSON, repeated or
    unknown fields, text or booleans for numbers, ranges backwards, chances outside 0 to 1 or
    not adding up to exactly 1, NaN. What is optional may be left out or null.
    """
    try:
        parsed = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Members,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_number,
        )
        members = _unique(parsed, "")
    except json.JSONDecodeError as broken:
        raise BadDocument("document", f"not JSON (line {broken.lineno})") from None
    except RecursionError:
        raise BadDocument("document", "nested too deeply") from None
    try:
        return _case(_Document.model_validate(members))
    except ValidationError as error:
        raise _bad(error) from None


def _encode(value: object, margin: str = "") -> str:
    """Return JSON with Decimals as numbers in positional notation, digit by digit."""
    if isinstance(value, Decimal):
        return format(value if value else abs(value), "f")
    if not (isinstance(value, dict | list) and value):
        return json.dumps(value, ensure_ascii=False)
    inner = margin + "  "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_encode(item, inner)}" for key, item in value.items()]
    else:
        items = [_encode(item, inner) for item in value]
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return f"{opened}\n{inner}" + f",\n{inner}".join(items) + f"\n{margin}{closed}"


def _zopa(zopa: Zopa | None) -> dict[str, object] | None:
    if zopa is None:
        return None
    ends: dict[str, object] = {"low": zopa.low, "high": zopa.high, "width": zopa.width}
    if zopa.best_low is not None:
        ends |= {"best_low": zopa.best_low, "best_high": zopa.best_high}
    return ends


def _at(target: Range | None) -> object:
    if target is None or target.exact:
        return None if target is None else target.low
    return {"low": target.low, "high": target.high}


def write_analysis(
    analysis: Analysis, case: Case, messages: Callable[[Finding], str], because: str
) -> str:
    """Return the analysis of a case as JSON, without a newline at the end.

    Every key is always there, null where nothing is known; `best_low` and `best_high` are
    there when their walk-away is a range. `messages` words a finding, `because` the opening.
    """
    plan_b = analysis.plan_b
    return _encode(
        {
            "zopa": _zopa(analysis.zopa),
            "gap": analysis.gap,
            "plan_b": {
                "expected": plan_b.expected if plan_b else None,
                "worst": plan_b.worst if plan_b else None,
                "break_even": plan_b.break_even if plan_b else None,
            },
            "findings": [
                {"code": item.code, "amount": item.amount, "message": messages(item)}
                for item in analysis.findings
            ],
            "opening": {
                "first": analysis.opening.first,
                "at": _at(case.target),
                "because": because,
            },
        }
    )
