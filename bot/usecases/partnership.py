"""Partnerships as they stand: what each side may see, when they end, and what they make due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID, uuid5

from bot.calendar.cadence import next_nudge
from bot.calendar.rhythm import Rhythm
from bot.calendar.zones import local
from bot.guides.partner_view import Own, Plan, Side, Watched
from bot.ports import Check, Commitment, Due, Ids, Partnership, Person, Unit
from bot.usecases.talk import zone_of
from bot.usecases.weekly import last_of, waiting, withdraw_coming

Said = Literal["accepted", "cheer", "how"]
"""What a partner did of which the owner hears."""

_WEEK: Final = timedelta(days=7)


def plan_of(commitment: Commitment) -> Plan:
    """The words of a commitment that a partner sees; nothing else of it ever leaves."""
    return Plan(id=commitment.id, cue=commitment.cue, act=commitment.act)


def active(unit: Unit, person: str, commitment: str) -> Commitment | None:
    """The commitment if it is this person's and they still work on it."""
    found = unit.commitments.get(person, commitment)
    return found if found and found.state == "active" else None


def own_plan(unit: Unit, commitment: Commitment) -> Own:
    """One's own plan with those who were asked about it."""
    sides = []
    for one in unit.partnerships.of(commitment.person):
        partner = unit.people.get(one.partner)
        if one.commitment == commitment.id and partner is not None:
            sides.append(Side(id=one.id, user=partner.user, state=one.state))
    channel, sent = commitment.posted or (None, "")
    return Own(
        plan=plan_of(commitment),
        over=commitment.state != "active",
        partners=tuple(sides),
        channel=channel,
        on_its_way=channel is not None and not sent,
    )


def watched(unit: Unit, partner: Person, now: datetime) -> tuple[Watched, ...]:
    """The plans this person is a partner of; those that are over end here."""
    seen = []
    for one in unit.partnerships.asked_of(partner.id):
        owner = unit.people.get(one.owner)
        if one.state != "accepted" or owner is None:
            continue
        commitment = active(unit, one.owner, one.commitment)
        if commitment is None:
            end(unit, one)
            continue
        today = local(now, zone_of(owner)).date()
        done = done_lately(unit.commitments.checks(owner.id, commitment.id), today)
        seen.append(
            Watched(
                partnership=one.id,
                user=owner.user,
                plan=plan_of(commitment),
                done=done,
                resting=commitment.until + _WEEK < today,
            )
        )
    return tuple(seen)


def done_lately(checks: Iterable[Check], today: date) -> bool:
    """Whether the last answer of these seven days, today's included, is that it was done.

    The question of a week is asked at its end: an answer to the one a week ago tells of this week
    until the next one is answered.
    """
    answered = [one for one in checks if one.result and today - _WEEK <= one.week <= today]
    return bool(answered) and max(answered, key=lambda one: one.week).result == "did"


def end(unit: Unit, partnership: Partnership) -> None:
    """End it, or withdraw its invitation; nobody is told."""
    unit.agenda.cancel(partnership.partner, "invitation", partnership.id)
    unit.agenda.cancel(partnership.owner, "partner_said", partnership.id)
    unit.partnerships.save(partnership.model_copy(update={"state": "ended"}))


def end_with(unit: Unit, owner: str, commitment: str) -> None:
    """End what hangs on a commitment that was finished, dropped or replaced."""
    for one in unit.partnerships.of(owner):
        if one.commitment == commitment and one.state in {"invited", "accepted"}:
            end(unit, one)


def plan_weekly(
    unit: Unit, partner: Person, now: datetime, seed: str, days: Iterable[date] = ()
) -> None:
    """Plan the weekly words to a partner, at the hour of their own weekly question.

    They come in a later week than those before them, and than these local days. The id of the row
    is made of `seed`, an id too, and of the slot: the same plans the same again.
    """
    zone, last = zone_of(partner), last_of(unit, partner, "partner", days)
    slot = next_nudge(now, _also_without_nudges(unit, partner), zone, last=last)
    if slot is None:
        return
    key = f"partner:{partner.id}:{local(slot, zone).date().isoformat()}"
    row = uuid5(UUID(seed), key).hex
    unit.agenda.plan(Due(id=row, person=partner.id, kind="partner", due=slot, send_key=key))


def begin(unit: Unit, partner: Person, now: datetime, ids: Ids) -> None:
    """Plan the weekly words of somebody who is a partner now, unless they wait already."""
    if not waiting(unit, partner, "partner"):
        plan_weekly(unit, partner, now, ids.new())


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Move the weekly words to where the rhythm and zone put them now, once a week.

    What `withdraw_coming` leaves still comes when it was to come.
    """
    if waiting(unit, person, "partner"):
        days = withdraw_coming(unit, person, "partner", now)
        plan_weekly(unit, person, now, ids.new(), days)


def plan_said(unit: Unit, partnership: Partnership, said: Said, now: datetime, ids: Ids) -> None:
    """Let the owner know with the next message they get, at the latest with the weekly one.

    A second tap in the same week adds nothing.
    """
    owner = unit.people.get(partnership.owner)
    if owner is None:
        return
    zone = zone_of(owner)
    slot = next_nudge(now, _also_without_nudges(unit, owner), zone)
    coming = [row.due for row in unit.agenda.of(owner.id)] + ([slot] if slot else [])
    year, week, _ = local(now, zone).isocalendar()
    unit.agenda.plan(
        Due(
            id=ids.new(),
            person=owner.id,
            kind="partner_said",
            due=max(now, min(coming, default=now)),
            send_key=f"partner_said:{partnership.id}:{said}:{year}-{week}",
            about=partnership.id,
        )
    )


def _also_without_nudges(unit: Unit, person: Person) -> Rhythm:
    """The person's hours; partners are written to also when their own weekly question is off."""
    return unit.people.rhythm(person.id).model_copy(update={"nudges": "on"})
