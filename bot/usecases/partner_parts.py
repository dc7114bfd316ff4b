"""What Parley starts about partners: an invitation, the weekly words, and what a partner did."""

from datetime import datetime, timedelta
from typing import Final

from bot.calendar.zones import local
from bot.cards import Paragraph
from bot.guides import partner_view
from bot.guides.words import say
from bot.ports import Due, Ids, Partnership, Person, Profile, Unit
from bot.usecases.part import Part
from bot.usecases.partnership import active, end, plan_of, plan_weekly, watched
from bot.usecases.profile import keep_zone
from bot.usecases.talk import zone_of
from bot.usecases.weekly import is_followed, is_second

_HESITATION: Final = timedelta(minutes=15)
_LONGER: Final = 4 * 60  # minutes


def met(unit: Unit, person: str, profile: Profile | None, now: datetime, ids: Ids) -> None:
    """Plan the invitations of somebody whose profile was looked up, by their own clock now.

    With None, or somebody who cannot be reached, they are not available.
    """
    waiting = [one for one in unit.partnerships.asked_of(person) if one.state == "invited"]
    if profile is None or not profile.reachable:
        for one in waiting:
            _decline(unit, one)
        return
    keep_zone(unit, person, profile.zone, now, ids)
    for one in waiting:
        plan_invitation(unit, one, now, ids.new())


def plan_invitation(unit: Unit, partnership: Partnership, now: datetime, row: str) -> None:
    """Plan the one invitation, as soon as it is polite.

    Of somebody who wants none the row only brings the answer that they are not available, after
    as long as somebody might think: an answer at once would tell that they never were asked.
    """
    wanted = unit.people.rhythm(partnership.partner).invitations
    minutes = int(partnership.id[:8], 16) % _LONGER  # random: the id is
    due = now if wanted else now + _HESITATION + timedelta(minutes=minutes)
    unit.agenda.plan(
        Due(
            id=row,
            person=partnership.partner,
            kind="invitation",
            due=due,
            send_key=f"invitation:{partnership.id}",
            about=partnership.id,
        )
    )


def invitation(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """Shall they be a partner? None when it is not open any more, or they want no invitations."""
    del now
    partnership = unit.partnerships.get(due.about)
    if partnership is None or partnership.state != "invited":
        return None
    owner = unit.people.get(partnership.owner)
    commitment = active(unit, partnership.owner, partnership.commitment)
    if owner is None or commitment is None:
        end(unit, partnership)
        return None
    if not unit.people.rhythm(person.id).invitations:
        _decline(unit, partnership)
        return None
    said = partner_view.invitation(plan_of(commitment), owner.user)
    return Part(
        elements=(*said, partner_view.invitation_buttons(partnership.id)),
        summary=say("partner.invitation.summary"),
    )


def weekly(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """How it went for everybody they are a partner of; the next week is planned with it.

    None when it was said this week. Of plans that rest nothing is said until their owners go on.
    """
    seen = watched(unit, person, now)
    if not seen:
        return None
    if not is_followed(unit, person, due, now):
        plan_weekly(unit, person, now, due.id, [local(now, zone_of(person)).date()])
    told = [one for one in seen if not one.resting]
    if not told or is_second(unit, person, due, now):
        return None
    return Part(elements=partner_view.weekly_of(told), summary=say("partner.weekly.summary"))


def said(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """What a partner did; None when the partnership is over."""
    del now
    what = due.send_key.split(":")[2]
    partnership = unit.partnerships.get(due.about)
    if partnership is None or partnership.state != "accepted":
        return None
    partner = unit.people.get(partnership.partner)
    if partner is None or active(unit, person.id, partnership.commitment) is None:
        return None
    line = say(f"partner.said.{what}", partner=partner_view.named(partner.user))
    return Part(elements=(Paragraph(line=line),), summary=say("partner.said.summary"))


def _decline(unit: Unit, partnership: Partnership) -> None:
    unit.partnerships.save(partnership.model_copy(update={"state": "declined"}))
