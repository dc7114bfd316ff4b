"""What somebody who is asked, or is a partner, can press: answers, a cheer, a question."""

from bot.dialogue.script import Remark
from bot.ports import Partnership, Person, Unit
from bot.usecases.knock import Knock, Reply
from bot.usecases.partnership import Said, active, begin, end, plan_said
from bot.usecases.talk import Details, put


def accept(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Be the partner from now on; the weekly words begin with the next hour of theirs."""
    invited = _of(unit, person, value)
    if invited and invited.state == "invited" and _lives(unit, invited):
        unit.partnerships.save(invited.model_copy(update={"state": "accepted"}))
        begin(unit, person, knock.now, knock.ids)
        plan_said(unit, invited, "accepted", knock.now, knock.ids)
        return _told(unit, knock, person, "partner.invitation.accepted")
    again = invited and invited.state == "accepted" and _lives(unit, invited)
    code = "partner.invitation.accepted" if again else "partner.gone"
    return _told(unit, knock, person, code)


def decline(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Not this time: the one who asked reads that they are not available."""
    return _declined(unit, knock, person, value, "partner.invitation.declined")


def never(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """The same, and nobody can ask any more; what was accepted meanwhile ends."""
    rhythm = unit.people.rhythm(person.id)
    unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"invitations": False}))
    accepted = _of(unit, person, value)
    if accepted and accepted.state == "accepted":
        end(unit, accepted)
        return _told(unit, knock, person, "partner.invitation.never_more")
    return _declined(unit, knock, person, value, "partner.invitation.never")


def cheer(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Cheer, with the next message the owner gets."""
    return _passed_on(unit, knock, person, value, "cheer")


def how(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Ask how it went, in the same way."""
    return _passed_on(unit, knock, person, value, "how")


def _declined(unit: Unit, knock: Knock, person: Person, value: str, code: str) -> Reply:
    invited = _of(unit, person, value)
    if invited and invited.state == "invited":
        unit.partnerships.save(invited.model_copy(update={"state": "declined"}))
    elif code != "partner.invitation.never" and (not invited or invited.state != "declined"):
        code = "partner.gone"
    return _told(unit, knock, person, code)


def _passed_on(unit: Unit, knock: Knock, person: Person, value: str, said: Said) -> Reply:
    found = _of(unit, person, value)
    if found is None or found.state != "accepted" or not _lives(unit, found):
        return _told(unit, knock, person, "partner.gone")
    plan_said(unit, found, said, knock.now, knock.ids)
    return _told(unit, knock, person, "partner.passed_on")


def _of(unit: Unit, person: Person, partnership: str) -> Partnership | None:
    """The partnership if this person is its partner."""
    found = unit.partnerships.get(partnership)
    return found if found and found.partner == person.id else None


def _lives(unit: Unit, partnership: Partnership) -> bool:
    return active(unit, partnership.owner, partnership.commitment) is not None


def _told(unit: Unit, knock: Knock, person: Person, code: str) -> Reply:
    put(unit, knock, person, Details(remarks=(Remark(code=code),)), in_thread=True)
    return Reply()
