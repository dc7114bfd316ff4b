"""The JSON that `parley analyse` reads and writes: strict in, exact out."""

import json
import re
from collections.abc import Callable
from decimal import Decimal, DecimalException

from pydantic import ValidationError

from bot.coach.amounts import Measure, Range
from bot.coach.analysis import Analysis
from bot.coach.case import Case
from bot.coach.case_shape import CaseShape, case_of, measure_of
from bot.coach.findings import Finding
from bot.coach.zopa import Zopa


class BadDocument(ValueError):  # noqa: N818  named for what it is, like Unreadable
    """The input is no case; `path` ("mine.plan_b.outcomes[0].chance") says where, `reason` why.

    The message is one line and repeats none of the values.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


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


def read_document(text: str) -> tuple[Case, Measure]:
    """Read the JSON of one case, and what its numbers count; they keep every digit written.

    Raises BadDocument for anything but a complete case: text that is not JSON, repeated or
    unknown fields, text or booleans for numbers, ranges backwards, chances outside 0 to 1 or
    not adding up to exactly 1, NaN. What is optional may be left out or null.
    """
    try:
        shape = CaseShape.model_validate(_parsed(text))
    except ValidationError as error:
        raise _bad(error) from None
    return case_of(shape), measure_of(shape)


def _parsed(text: str) -> object:
    try:
        members = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Members,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_number,
        )
        return _unique(members, "")
    except json.JSONDecodeError as broken:
        raise BadDocument("document", f"not JSON (line {broken.lineno})") from None
    except RecursionError:
        raise BadDocument("document", "nested too deeply") from None


def _encode(value: object, margin: str = "") -> str:
    """Return JSON with Decimals as numbers in positional notation, digit by digit."""
    if isinstance(value, Decimal):
        return format(value or value.copy_abs(), "f")
    if not (isinstance(value, dict | list) and value):
        return json.dumps(value, ensure_ascii=False)
    inner = margin + "  "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_encode(item, inner)}" for key, item in value.items()]
    else:
        items = [_encode(item, inner) for item in value]
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return f"{opened}\n{inner}" + f",\n{inner}".join(items) + f"\n{margin}{closed}"


def _zopa(zopa: Zopa | None, theirs: Range | None) -> dict[str, object] | None:
    if zopa is None:
        return None
    ends: dict[str, object] = {"low": zopa.low, "high": zopa.high, "width": zopa.width}
    if theirs is not None and not theirs.exact:
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
            "zopa": _zopa(analysis.zopa, case.their_walk_away),
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
