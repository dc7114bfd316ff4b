"""The plan of what somebody practises: look at it, finish a practice, drop it, or go on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.calendar.zones import local, show_date, show_moment
from bot.cards import Line, Screen
from bot.coach.learning import may_begin, streak
from bot.dialogue.script import NotUnderstood, Remark
from bot.guides import learning_view as view
from bot.guides.commit import COMMIT
from bot.guides.commit_reading import USUAL
from bot.guides.partner_view import beside_plan
from bot.guides.question import remark
from bot.guides.readers import plain
from bot.guides.words import say
from bot.ports import Commitment, CommitmentState, Person, Unit
from bot.usecases import nudging
from bot.usecases.evidence import counted
from bot.usecases.knock import Knock, Reply
from bot.usecases.partnership import active, end_with, own_plan
from bot.usecases.practice_weeks import active_of, picture_of, weeks_of
from bot.usecases.talk import Details, hearing, put, zone_of

_FINISH: Final = "plan:finish"


def plan(unit: Unit, knock: Knock, person: Person, _value: str) -> Reply:
    """Open the plan."""
    return Reply(open=plan_screen(unit, person, knock.now))


def plan_screen(unit: Unit, person: Person, now: datetime) -> Screen:
    """Everything somebody practises, and what they did before."""
    kept = unit.commitments.of(person.id)
    past = sorted(
        (one for one in kept if one.state != "active"),
        key=lambda one: one.ended or one.begun,
        reverse=True,
    )
    unfinished = any(one.state.step for one in unit.conversations.of(person.id, COMMIT.name))
    return view.plan_screen(
        tuple(_row(unit, person, one, now) for one in active_of(unit, person)),
        tuple(practised(one, person) for one in past),
        _coming(unit, person, now),
        hearing(person, now),
        unfinished=unfinished,
    )


def practised(commitment: Commitment, person: Person) -> view.Practised:
    """A commitment as the plan shows it."""
    ended = commitment.ended
    return view.Practised(
        id=commitment.id,
        code=commitment.practice,
        cue=commitment.cue,
        act=commitment.act,
        evidence=commitment.evidence,
        until=commitment.until,
        tied=commitment.about is not None,
        state=commitment.state,
        ended=local(ended, zone_of(person)).date() if ended else None,
        start=commitment.start,
        finish=commitment.finish,
    )


def _row(unit: Unit, person: Person, commitment: Commitment, now: datetime) -> view.Row:
    checks = unit.commitments.checks(person.id, commitment.id)
    return view.Row(
        practised=practised(commitment, person),
        picture=picture_of(unit, person, commitment, now),
        streak=streak(weeks_of(checks)),
        counted=counted(unit, person, commitment, now),
        changeable=unit.conversations.get(person.id, commitment.id) is not None,
        beside=beside_plan(own_plan(unit, commitment)),
    )


def _coming(unit: Unit, person: Person, now: datetime) -> Line | None:
    """When the next question comes, or why none does."""
    nudges = unit.people.rhythm(person.id).nudges
    if nudges != "on":
        return say("plan.asleep" if nudges == "asleep" else "plan.stopped")
    due = nudging.next_question(unit, person)
    return say("plan.next", when=show_moment(due, zone_of(person), now)) if due else None


def full(unit: Unit, person: Person) -> Screen | None:
    """Why there is no third practice, with the offer to replace one; None while there is room."""
    worked_on = active_of(unit, person)
    if may_begin(len(worked_on)):
        return None
    return view.full_screen(tuple(practised(one, person) for one in worked_on))


def _gone() -> Screen:
    return view.told_screen(say("plan.gone.told"))


def ask_finish(unit: Unit, _knock: Knock, person: Person, value: str) -> Reply:
    """Ask what changed, measured the same way as at the start."""
    found = active(unit, person.id, value)
    return Reply(open=view.finish_form(practised(found, person)) if found else _gone())


def finish(unit: Unit, knock: Knock, person: Person, rest: str, values: Mapping[str, str]) -> Reply:
    """Finish a practice, and show both ends of it."""
    found = active(unit, person.id, rest)
    if found is None:
        return Reply(update=_gone())
    said = values.get(_FINISH, "").strip()
    try:
        words = plain(said) if said else ""
    except NotUnderstood as why:
        return Reply(errors={_FINISH: remark(why.remark)})
    done = found.model_copy(update={"finish": words})
    end(unit, knock, person, done, "finished")
    return Reply(update=view.finished(practised(done, person)), home=True)


def ask_drop(unit: Unit, _knock: Knock, person: Person, value: str) -> Reply:
    """Ask once whether it is to be dropped."""
    found = active(unit, person.id, value)
    return Reply(open=view.drop_form(practised(found, person)) if found else _gone())


def drop(unit: Unit, knock: Knock, person: Person, rest: str, _values: Mapping[str, str]) -> Reply:
    """Drop a practice; it stays in the history."""
    found = active(unit, person.id, rest)
    if found is None:
        return Reply(update=_gone())
    end(unit, knock, person, found, "dropped")
    return Reply(update=view.dropped(), home=True)


def end(
    unit: Unit, knock: Knock, person: Person, commitment: Commitment, state: CommitmentState
) -> None:
    """End a practice; without another one there is no weekly question any more."""
    ended = commitment.model_copy(update={"state": state, "ended": knock.now})
    unit.commitments.save(ended)
    end_with(unit, person.id, commitment.id)
    if not active_of(unit, person):
        unit.agenda.cancel(person.id, "nudge")


def go_on(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Go on for as long as is usual from today, once the time that was set is over."""
    found, zone = active(unit, person.id, value), zone_of(person)
    if found is None:
        return Reply(open=_gone())
    today = local(knock.now, zone).date()
    until = today + USUAL if found.until < today else found.until
    unit.commitments.save(found.model_copy(update={"until": until}))
    nudging.resume(unit, person, knock.now, knock.ids)
    shown = show_date(until, zone, knock.now)
    if knock.thread is None:
        return Reply(open=view.told_screen(say("plan.extended.told", day=shown)), home=True)
    told = Remark(code="plan.extended.told", values={"day": shown})
    put(unit, knock, person, Details(remarks=(told,)), in_thread=True)
    return Reply(home=True)


def wake(unit: Unit, knock: Knock, person: Person, _value: str) -> Reply:
    """Ask every week again, after the question fell asleep or was stopped."""
    rhythm = unit.people.rhythm(person.id)
    unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"nudges": "on"}))
    if nudging.next_question(unit, person) is None:
        nudging.replan(unit, person, knock.now, knock.ids)
    due = nudging.next_question(unit, person)
    told = Remark(code="nudge.woken_none")
    if due:
        values = {"when": show_moment(due, zone_of(person), knock.now)}
        told = Remark(code="nudge.woken", values=values)
    put(unit, knock, person, Details(remarks=(told,)), in_thread=True)
    return Reply(home=True)
