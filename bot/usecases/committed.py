"""What follows from choosing a practice: it is kept, changed, and asked about."""

from bot.calendar.zones import local
from bot.coach.committing import Plan
from bot.coach.learning import may_begin
from bot.dialogue.engine import read_answers
from bot.dialogue.script import Remark
from bot.guides.commit import COMMIT
from bot.guides.commit_reading import last_day, library_code, worded
from bot.ports import Commitment, Conversation, Person, Unit
from bot.usecases import nudging, plan
from bot.usecases.knock import Knock
from bot.usecases.meetings import meeting_of
from bot.usecases.practice_weeks import active_of
from bot.usecases.talk import Details, put, zone_of


def committed(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Keep the practice once its questions are through, and what is changed of it afterwards."""
    told = _plan(after)
    if after.state.step is not None or not is_whole(told):
        return
    kept = unit.commitments.get(person.id, after.id)
    if kept is None:
        _keep(unit, knock, person, after.id, told)
    elif kept.state == "active":
        changed = _commitment(unit, kept, person, told)
        if _plan(before).until == told.until:  # perhaps it was decided to go on since
            changed = changed.model_copy(update={"until": kept.until})
        unit.commitments.save(changed)
        nudging.resume(unit, person, knock.now, knock.ids)


def _plan(conversation: Conversation) -> Plan:
    return Plan.model_validate(read_answers(COMMIT, conversation.state))


def is_whole(told: Plan) -> bool:
    """Whether it can be asked about: it has a moment and an act."""
    return bool(worded("cue", told) and worded("act", told))


def _keep(unit: Unit, knock: Knock, person: Person, name: str, told: Plan) -> None:
    """Make the commitment, in the place of the one it replaces; nothing when there is no room."""
    active = active_of(unit, person)
    old = next((one for one in active if one.id == told.known.replaces), None)
    if not may_begin(len(active) - (old is not None)):
        return
    if old is not None:
        plan.end(unit, knock, person, old, "replaced")
    new = Commitment(
        id=name,
        person=person.id,
        practice=None,
        cue="",
        act="",
        evidence="",
        until=local(knock.now, zone_of(person)).date(),
        begun=knock.now,
    )
    first = not unit.commitments.of(person.id)
    unit.commitments.add(_commitment(unit, new, person, told))
    nudging.begin(unit, person, knock.now, knock.ids)
    if first and _wonders_about_zone(unit, person):
        put(unit, knock, person, Details(remarks=(Remark(code="rhythm.zone_unknown"),)))


def _wonders_about_zone(unit: Unit, person: Person) -> bool:
    """Whether their profile, which was asked, told no zone, and no meeting made that known yet."""
    if person.zone or person.zone_checked is None:
        return False
    return all(meeting_of(one).day is None for one in unit.conversations.of(person.id))


def _commitment(unit: Unit, kept: Commitment, person: Person, told: Plan) -> Commitment:
    """The commitment as the answers have it now."""
    begun = local(kept.begun, zone_of(person)).date()
    return kept.model_copy(
        update={
            "practice": library_code(told),
            "cue": worded("cue", told),
            "act": worded("act", told),
            "evidence": worded("evidence", told),
            "until": last_day(told, begun),
            "about": _tied(unit, person, told),
            "start": told.start.words if told.start else "",
        }
    )


def _tied(unit: Unit, person: Person, told: Plan) -> str | None:
    """The preparation it is for; None for everyday, also when that one was deleted meanwhile."""
    if told.about is None or told.about.scope != "preparation":
        return None
    name = told.about.preparation or told.known.preparation
    return name if name and unit.conversations.get(person.id, name) else None
