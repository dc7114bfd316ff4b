"""The weekly question about somebody's practices: one message for all of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.calendar.cadence import next_nudge
from bot.calendar.zones import from_wall, local
from bot.cards import Button, Buttons, Element, Line, Paragraph
from bot.coach.committing import RESULTS
from bot.guides.buttons import row_of
from bot.guides.learning_view import weeks_picture
from bot.guides.words import say
from bot.ports import Check, Commitment, Due, Person, Unit
from bot.usecases import nudging
from bot.usecases.part import Part
from bot.usecases.practice_weeks import active_of, asked_of, picture_of, weeks_over
from bot.usecases.snooze import snooze_button
from bot.usecases.talk import zone_of
from bot.usecases.weekly import SNOOZED, is_second, week_of

ROOT: Final = "nudge"
"""The first block of the question is called `nudge:<week>`: what is typed in its thread belongs."""

ANSWERS: Final = "answers"
"""The row of a practice's answers is called `nudge:<week>[:<number>]:answers:<commitment>`."""


def nudge(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """Did a chance come up this week? The question of the next week is planned with it.

    None when nothing is practised, when the questions are off, when a later one asks today, or when
    another one was asked this week.
    After three ignored weeks it says instead, once, that it stops. About a practice whose time is
    over it asks twice, and then rests until somebody goes on.
    """
    rhythm, active = unit.people.rhythm(person.id), active_of(unit, person)
    if rhythm.nudges == "asleep":
        # The others were cancelled then, so this is the one that said so, composed anew.
        return None if SNOOZED in due.send_key else _asleep()
    if rhythm.nudges != "on" or not active or _is_overtaken(unit, person, due, now):
        return None
    if is_second(unit, person, due, now):
        nudging.follow(unit, person, due, now)
        return None
    if nudging.tires(unit, person, due):
        unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"nudges": "asleep"}))
        unit.agenda.cancel(person.id, "nudge")
        return _asleep()
    if SNOOZED in due.send_key:
        unit.agenda.cancel(person.id, "nudge")
    week, today = week_of(due), local(now, zone_of(person)).date()
    asked = [one for one in asked_of(unit, person, week) if _begun(one, person) < today]
    for one in asked:
        if not any(check.week == week for check in unit.commitments.checks(person.id, one.id)):
            unit.commitments.check(person.id, Check(commitment=one.id, week=week))
    if asked_of(unit, person):
        nudging.follow(unit, person, due, now)
    return _question(unit, person, due, asked, now) if asked else None


def _begun(commitment: Commitment, person: Person) -> date:
    return local(commitment.begun, zone_of(person)).date()


def _is_overtaken(unit: Unit, person: Person, due: Due, now: datetime) -> bool:
    """Whether a question that was put off would come on top of a later one, or is answered."""
    if SNOOZED not in due.send_key:
        return False
    zone, rhythm, week = zone_of(person), unit.people.rhythm(person.id), week_of(due)
    checks = [
        check
        for one in active_of(unit, person)
        for check in unit.commitments.checks(person.id, one.id)
        if check.week >= week
    ]
    if nudging.has_own_week(due):
        return any(check.week > week for check in checks)
    slot = from_wall(week, rhythm.weekly_at, zone)
    following = next_nudge(slot, rhythm, zone, last=slot)
    if following and local(following, zone).date() <= local(now, zone).date():
        return True
    return any(check.week > week for check in checks) or all(check.result for check in checks)


def _question(
    unit: Unit, person: Person, due: Due, asked: Sequence[Commitment], now: datetime
) -> Part:
    week = week_of(due)
    elements: list[Element] = []
    for number, one in enumerate(asked):
        which = "one" if len(asked) == 1 else ("first", "second")[number]
        name = f"{ROOT}:{week}" + (f":{number}" if number else "")
        elements.append(Paragraph(line=say(f"nudge.{which}"), id=name))
        elements.append(weeks_picture(picture_of(unit, person, one, now), f"{name}:weeks"))
        elements.append(_answers(one, week, name))
        if one.until < week:
            said = "last" if weeks_over(unit, person, one, week) else which
            elements += [Paragraph(line=say(f"nudge.over_{said}")), _ending(one)]
    elements.append(_moves(due))
    return Part(elements=tuple(elements), summary=say("nudge.summary"))


def _answers(commitment: Commitment, week: date, name: str) -> Buttons:
    place = f"{commitment.id}:{week.isoformat()}"
    results = tuple(
        Button(label=say(f"check.{result}"), action="check", value=f"{place}:{result}")
        for result in RESULTS
    )
    more = Button(label=say("nudge.button.more"), action="check_more", value=place)
    return Buttons(buttons=(*results, more), id=f"{name}:{ANSWERS}:{commitment.id}")


def _ending(commitment: Commitment) -> Buttons:
    """Finish it, or go on."""
    return row_of(
        ("plan.button.finish", "plan_finish", commitment.id),
        ("plan.button.go_on", "plan_go_on", commitment.id),
    )


def _moves(due: Due) -> Buttons:
    return Buttons(
        buttons=(
            Button(label=say("nudge.button.show"), action="plan"),
            snooze_button(due),
            Button(label=say("nudge.button.pause"), action="pause"),
            Button(label=say("nudge.button.stop"), action="stop"),
        )
    )


def _asleep() -> Part:
    line: Line = say("nudge.asleep")
    wake = Button(label=say("nudge.button.wake"), action="nudge_wake")
    return Part(
        elements=(Paragraph(line=line, id=f"{ROOT}:asleep"), Buttons(buttons=(wake,))),
        summary=say("nudge.summary"),
    )
