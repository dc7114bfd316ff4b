"""What Parley says it heard, and the text that reads back to the same answer."""

from collections.abc import Mapping
from decimal import Decimal

from bot.coach.amounts import Amount, Measure, Range, show_amount, show_number
from bot.coach.plan_b import PlanBWorth, average, expected_value, worst_case
from bot.coach.preparation import (
    Meeting,
    PlanB,
    Situation,
    Success,
    Target,
    TheirSide,
    ThisTime,
    WalkAway,
)
from bot.dialogue.script import Hearing, Remark
from bot.guides.figures import short_title, shown_meeting
from bot.guides.plan_b_words import plan_b_words
from bot.guides.readers import expected, gather
from bot.guides.words import phrase


def shown(amount: Amount | None, hearing: Hearing) -> str:
    """An amount as people write it; empty when there is none."""
    return _shown_as(amount, expected(hearing)) if amount else ""


def _shown_as(amount: Amount | None, measure: Measure) -> str:
    return show_amount(amount, measure) if amount else ""


def situation(answer: Situation, _hearing: Hearing) -> Remark:
    """What it is about, and in which direction better lies once the kind is known."""
    if not answer.kind:
        what = short_title(answer.what)
        return Remark(code="prepare.situation.heard.what", values={"what": what})
    if not answer.what:
        return Remark(code="prepare.situation.heard.kind")
    unit = answer.measure.unit
    better = f"prepare.situation.heard.{answer.direction}"
    if answer.kind in {"resources", "collaboration", "boundary"} and unit:
        return Remark(code=f"{better}_unit", values={"unit": unit})
    return Remark(code=better)


def success(answer: Success, _hearing: Hearing) -> Remark:
    """That the goals are noted."""
    if not answer.goals:
        return Remark(code="prepare.success.heard.open")
    if len(answer.goals) == 1:
        return Remark(code="prepare.success.heard.one")
    return Remark(code="prepare.success.heard.several", values={"count": str(len(answer.goals))})


def meeting(answer: Meeting, hearing: Hearing) -> Remark:
    """The moment as it was read, in the person's zone."""
    zone, when = hearing.zone.key, shown_meeting(answer, hearing.zone, hearing.now)
    if answer.at:
        return Remark(code="prepare.meeting.heard.at", values={"when": when, "zone": zone})
    if answer.day:
        return Remark(code="prepare.meeting.heard.day", values={"when": when})
    return Remark(code="prepare.meeting.heard.open")


def plan_b(answer: PlanB, hearing: Hearing) -> Remark:
    """What Plan B is worth as it was read; with chances the average and the worse case."""
    if answer.outcomes and answer.value:
        return _outcomes(answer, answer.value, hearing)
    if answer.worth:
        worth = shown(answer.worth, hearing)
        if what := plan_b_words(answer):
            values = {"worth": worth, "what": what}
            return Remark(code="prepare.plan_b.heard.named", values=values)
        return Remark(code="prepare.plan_b.heard.worth", values={"worth": worth})
    return Remark(code="prepare.plan_b.heard.no_figure")


def _outcomes(answer: PlanB, worth: PlanBWorth, hearing: Hearing) -> Remark:
    """The average of the outcomes, and the worst of them unless that tells a private direction."""
    if "situation" in hearing.private:
        ends = [end for one in worth.outcomes for end in (one.value.low, one.value.high)]
        mean = shown(Amount(range=average(worth), measure=answer.measure), hearing)
        values = {"average": mean, "low": show_number(min(ends)), "high": show_number(max(ends))}
        return Remark(code="prepare.plan_b.heard.outcomes_both", values=values)
    direction = gather(hearing.answers).situation.direction
    mean = _figure(expected_value(worth, direction), answer, hearing)
    values = {"average": mean, "worst": show_number(worst_case(worth, direction))}
    return Remark(code="prepare.plan_b.heard.outcomes", values=values)


def _figure(value: Decimal, answer: PlanB, hearing: Hearing) -> str:
    amount = Amount(range=Range.exactly(value), measure=answer.measure)
    return shown(amount, hearing)


def walk_away(answer: WalkAway, hearing: Hearing) -> Remark:
    """The walk-away as it was read."""
    if not answer.amount:
        return Remark(code="prepare.walk_away.heard.same")
    amount = shown(answer.amount, hearing)
    told = answer.reason and answer.reason != hearing.draft.get("reason")
    code = "prepare.walk_away.heard.reason" if told else "prepare.walk_away.heard.amount"
    return Remark(code=code, values={"amount": amount})


def target(answer: Target, hearing: Hearing) -> Remark:
    """The target as it was read, and the criterion that came with it or is kept."""
    if answer.open:
        return Remark(code="prepare.target.heard.open")
    if not answer.amount:
        return Remark(code="prepare.target.heard.no_figure")
    values = {"amount": shown(answer.amount, hearing)}
    kept = hearing.draft.get("criterion", "")
    if answer.criterion and answer.criterion != kept:
        values["criterion"] = answer.criterion
        return Remark(code="prepare.target.heard.criterion", values=values)
    return Remark(code=f"prepare.target.heard.{'kept' if kept else 'amount'}", values=values)


def their_side(answer: TheirSide, hearing: Hearing) -> Remark:
    """Everything that was read about the other side, in one sentence."""
    measure = expected(hearing)
    read = {
        "limit": _shown_as(answer.limit, measure),
        "target": _shown_as(answer.target, measure),
        "opening": _shown_as(answer.opening, measure),
        "plan_b": answer.plan_b,
        "interests": answer.interests,
        f"sure_{answer.sure}": answer.sure or "",
    }
    if facts := listed("prepare.their_side.heard.fact", read):
        return Remark(code="prepare.their_side.heard.read", values={"facts": facts})
    return Remark(code="prepare.their_side.heard.nothing")


def listed(key: str, values: Mapping[str, str]) -> str:
    """What was read, in one sentence: a phrase of that key for each value that is not empty."""
    facts = (phrase(f"{key}.{name}").format(value=value) for name, value in values.items() if value)
    return "; ".join(facts)


def this_time(_answer: ThisTime, _hearing: Hearing) -> Remark:
    """That the line is noted."""
    return Remark(code="prepare.this_time.heard")


def outcomes_text(answer: PlanB, hearing: Hearing) -> str:
    """The worth of Plan B as text that reads back to it: a figure, or chances with figures."""
    if not answer.outcomes:
        return shown(answer.worth, hearing)
    pieces = [
        f"{show_number(one.chance * 100)}% chance "
        f"{shown(Amount(range=one.value, measure=answer.measure), hearing)}"
        for one in answer.outcomes
    ]
    return ", ".join(pieces)
