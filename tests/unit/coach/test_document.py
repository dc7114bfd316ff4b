import json
from decimal import Decimal
from typing import Any

import pytest

from bot.coach.amounts import Measure
from bot.coach.analysis import analyse
from bot.coach.document import BadDocument, read_document, write_analysis
from bot.coach.findings import Finding
from tests.unit.coach.cases import between, exactly

OUTCOMES: dict[str, Any] = {
    "outcomes": [{"chance": 0.6, "value": 104000}, {"chance": 0.4, "value": 88000}],
    "cost": 1000,
}


def document(**mine: object) -> dict[str, Any]:
    return {
        "headline": {"name": "Job offer", "unit": "USD a year", "better": "higher"},
        "mine": {"plan_b": 70000, "target": 85000} | mine,
        "theirs": {"walk_away": 80000, "opening": 60000, "confidence": "medium"},
    }


def _code(finding: Finding) -> str:
    return finding.code


def analysed(case: dict[str, Any] | str) -> dict[str, Any]:
    read, _ = read_document(case if isinstance(case, str) else json.dumps(case))
    written = write_analysis(analyse(read), read, messages=_code, because="why")
    told: dict[str, Any] = json.loads(written, parse_float=Decimal, parse_int=Decimal)
    return told


def test_the_worked_example() -> None:
    assert analysed(document()) == {
        "zopa": {"low": 70000, "high": 80000, "width": 10000},
        "gap": None,
        "plan_b": {"expected": 70000, "worst": 70000, "break_even": None},
        "findings": [
            {
                "code": "target_beyond_their_limit",
                "amount": 5000,
                "message": "target_beyond_their_limit",
            },
            {"code": "criterion_missing", "amount": None, "message": "criterion_missing"},
        ],
        "opening": {"first": False, "at": 85000, "because": "why"},
    }


def test_a_plan_b_of_outcomes() -> None:
    told = analysed(document(plan_b=OUTCOMES, walk_away=95000, walk_away_reason="x"))
    assert told["plan_b"] == {"expected": 96600, "worst": 87000, "break_even": Decimal("0.5")}
    assert told["findings"][0]["code"] == "walk_away_worse_than_plan_b"
    assert told["findings"][0]["amount"] == 1600


def test_distances_keep_every_digit() -> None:
    case = document(plan_b=52701, walk_away=0, target=0)
    case["mine"]["walk_away"] = "WALK"
    case["mine"]["target"] = "TARGET"
    text = json.dumps(case).replace('"WALK"', "-0.000000084")
    told = analysed(text.replace('"TARGET"', "-28326543672648200545"))
    amounts = {item["code"]: item["amount"] for item in told["findings"]}
    assert amounts["walk_away_worse_than_plan_b"] == Decimal("52701.000000084")
    assert amounts["target_not_beyond_walk_away"] == Decimal("28326543672648200544.999999916")


def test_a_range_of_theirs_shows_the_other_end_too() -> None:
    case = document()
    case["theirs"]["walk_away"] = {"low": 78000, "high": 82000}
    zopa = analysed(case)["zopa"]
    assert zopa == {
        "low": 70000,
        "high": 78000,
        "width": 8000,
        "best_low": 70000,
        "best_high": 82000,
    }


def test_a_target_that_is_a_range_stays_one() -> None:
    told = analysed(document(target={"low": 85000, "high": 87000}))
    assert told["opening"]["at"] == {"low": 85000, "high": 87000}


@pytest.mark.parametrize("plan_b", ["null", None])
def test_plan_b_may_be_unknown(plan_b: str | None) -> None:
    case = document(walk_away=72000)
    del case["mine"]["plan_b"]
    if plan_b:
        case["mine"]["plan_b"] = None
    told = analysed(case)
    assert told["plan_b"] == {"expected": None, "worst": None, "break_even": None}
    assert told["findings"][0]["code"] == "plan_b_unknown"
    assert told["zopa"]["low"] == 72000


@pytest.mark.parametrize("theirs", [{}, None, "left out"])
def test_their_side_may_be_unknown(theirs: object) -> None:
    case = document()
    if theirs == "left out":
        del case["theirs"]
    else:
        case["theirs"] = theirs
    told = analysed(case)
    assert (told["zopa"], told["gap"]) == (None, None)
    assert "their_side_unknown" in [item["code"] for item in told["findings"]]


def test_numbers_keep_every_digit_and_never_become_scientific() -> None:
    text = json.dumps(document()).replace("70000", "0.1").replace("80000", "1e20")
    read, _ = read_document(text.replace("85000", "1E-9"))
    written = write_analysis(analyse(read), read, messages=_code, because="")
    assert '"high": 100000000000000000000' in written
    assert '"width": 99999999999999999999.9' in written
    assert '"at": 0.000000001' in written


def test_a_zero_has_no_sign() -> None:
    text = json.dumps(document()).replace("70000", "-0.0")
    read, _ = read_document(text)
    assert "-0" not in write_analysis(analyse(read), read, messages=_code, because="")


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("USD a year", Measure(currency="USD", unit="a year")),
        ("EUR", Measure(currency="EUR")),
        ("engineer-weeks", Measure(unit="engineer-weeks")),
        ("", Measure()),
    ],
)
def test_the_unit_says_what_the_numbers_count(unit: str, measure: Measure) -> None:
    case = document()
    case["headline"]["unit"] = unit
    read, told = read_document(json.dumps(case))
    assert told == measure
    assert read.target == exactly("85000")


def _changed(path: str, value: object) -> dict[str, Any]:
    case = document(plan_b=json.loads(json.dumps(OUTCOMES)))
    *parents, last = path.split(".")
    place: Any = case
    for name in parents:
        place = place[int(name) if name.isdigit() else name]
    place[int(last) if last.isdigit() else last] = value
    return case


@pytest.mark.parametrize(
    ("at", "value", "path"),
    [
        ("mine.plan_b.outcomes.0.chance", 1.2, "mine.plan_b.outcomes[0].chance"),
        ("mine.plan_b.outcomes.1.chance", -0.4, "mine.plan_b.outcomes[1].chance"),
        ("mine.plan_b.outcomes.1.chance", "0.4", "mine.plan_b.outcomes[1].chance"),
        ("mine.plan_b.outcomes.1.chance", True, "mine.plan_b.outcomes[1].chance"),
        ("mine.plan_b.outcomes.1.chance", None, "mine.plan_b.outcomes[1].chance"),
        ("mine.plan_b.outcomes.0.chance", 0.61, "mine.plan_b.outcomes"),
        ("mine.plan_b.outcomes.0.chance", 0.6000000000000001, "mine.plan_b.outcomes"),
        ("mine.plan_b.outcomes.0.value", {"low": 2, "high": 1}, "mine.plan_b.outcomes[0].value"),
        ("mine.plan_b.outcomes.0.value", {"low": 2}, "mine.plan_b.outcomes[0].value.high"),
        ("mine.plan_b.outcomes.0.odds", 1, "mine.plan_b.outcomes[0].odds"),
        ("mine.plan_b.outcomes.0", 5, "mine.plan_b.outcomes[0]"),
        ("mine.plan_b.outcomes", [], "mine.plan_b.outcomes"),
        ("mine.plan_b.outcomes", {"chance": 1}, "mine.plan_b.outcomes"),
        ("mine.plan_b.cost", -1, "mine.plan_b.cost"),
        ("mine.plan_b.cost", float("inf"), "mine.plan_b.cost"),
        ("mine.plan_b.low", 5, "mine.plan_b.low"),
        ("mine.plan_b", "70000", "mine.plan_b"),
        ("mine.plan_b", [70000], "mine.plan_b"),
        ("mine.plan_b", {"cost": 5}, "mine.plan_b.outcomes"),
        ("mine.target", None, "mine.target"),
        ("mine.target", "85000", "mine.target"),
        ("mine.target", float("nan"), "mine.target"),
        ("mine.target", False, "mine.target"),
        ("mine.target", 10**40, "mine.target"),
        ("mine.target", {"low": 5, "high": 3}, "mine.target"),
        ("mine.target", {"low": 5, "high": float("nan")}, "mine.target.high"),
        ("mine.walk_away", {"low": "5", "high": 6}, "mine.walk_away.low"),
        ("mine.walk_away", {"low": 5, "high": 6, "mid": 5}, "mine.walk_away.mid"),
        ("mine.criterion", 5, "mine.criterion"),
        ("mine.goal", 5, "mine.goal"),
        ("mine", [], "mine"),
        ("theirs.confidence", "sure", "theirs.confidence"),
        ("theirs.walk_away", "80k", "theirs.walk_away"),
        ("theirs.limit", 80000, "theirs.limit"),
        ("headline.better", "more", "headline.better"),
        ("headline.name", 5, "headline.name"),
        ("goals", [{"text": "more", "money": 1}], "goals[0].money"),
        ("goals", [{"text": "more"}], "goals[0].money"),
        ("goals", [{"text": None, "money": True}], "goals[0].text"),
        ("goals", "more money", "goals"),
        ("extra", 1, "extra"),
        ("two\nlines", 1, '["two\\nlines"]'),
    ],
)
def test_what_is_wrong_is_named_by_its_path(at: str, value: object, path: str) -> None:
    with pytest.raises(BadDocument) as bad:
        read_document(json.dumps(_changed(at, value)))
    assert bad.value.path == path
    assert str(bad.value).startswith(f"{path}: ")
    assert len(str(bad.value).splitlines()) == 1


@pytest.mark.parametrize("missing", ["headline", "mine", "headline.unit", "mine.target"])
def test_what_is_missing_is_named_by_its_path(missing: str) -> None:
    case = document()
    *parents, last = missing.split(".")
    place = case
    for name in parents:
        place = place[name]
    del place[last]
    with pytest.raises(BadDocument) as bad:
        read_document(json.dumps(case))
    assert bad.value.path == missing


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "document"),
        ("{", "document"),
        ("null", "document"),
        ("[]", "document"),
        ("12", "document"),
        ("[" * 100_000, "document"),
        ('{"mine": {"target": 1, "target": 2}}', "mine.target"),
        ('{"goals": [{"text": "a", "text": "b"}]}', "goals[0].text"),
    ],
)
def test_what_is_no_case_at_all_is_refused(text: str, path: str) -> None:
    with pytest.raises(BadDocument) as bad:
        read_document(text)
    assert bad.value.path == path
    assert len(str(bad.value).splitlines()) == 1


def test_an_endless_exponent_is_refused_quickly() -> None:
    for number in ("1e999999999", "1e99999999999999999999", "1e-999999999"):
        with pytest.raises(BadDocument) as bad:
            read_document(json.dumps(document()).replace("85000", number))
        assert bad.value.path == "mine.target"


def test_every_field_is_read() -> None:
    case = document(
        plan_b={"low": 1, "high": 2},
        walk_away={"low": 3, "high": 4},
        walk_away_reason="reason",
        criterion="criterion",
    )
    case["theirs"] = {"walk_away": 5, "target": 6, "opening": 7, "confidence": "low"}
    case["goals"] = [{"text": "more", "money": True}]
    read, _ = read_document("\ufeff" + json.dumps(case))
    assert read.plan_b is not None
    assert read.plan_b.outcomes[0].value == between("1", "2")
    assert read.walk_away == between("3", "4")
    assert (read.walk_away_reason, read.criterion) == ("reason", "criterion")
    assert (read.their_walk_away, read.their_target) == (exactly("5"), exactly("6"))
    assert (read.their_opening, read.confidence) == (exactly("7"), "low")
    assert [(goal.text, goal.money) for goal in read.goals] == [("more", True)]
