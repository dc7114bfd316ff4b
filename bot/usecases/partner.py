"""Ask somebody to be a partner: the screen of both sides, the form, its warning, the preview."""

from collections.abc import Mapping

from bot.cards import Screen
from bot.dialogue.script import Remark
from bot.guides import partner_view
from bot.guides.partner_view import MANAGER, WHO
from bot.guides.words import say
from bot.ports import Commitment, Outgoing, Partnership, Person, Unit
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.partnership import active, end, own_plan, plan_of, watched
from bot.usecases.talk import Details, put

Sent = Mapping[str, str]

LOOK_UP = "look_up"
"""The kind of a waiting errand: whose profile is asked before they are invited."""

_OPEN = {"invited", "accepted"}


def partners(unit: Unit, knock: Knock, person: Person, _value: str = "") -> Reply:
    """Show one's plans with their partners, and the plans one is a partner of."""
    return Reply(open=partners_screen(unit, knock, person))


def partners_screen(unit: Unit, knock: Knock, person: Person) -> Screen:
    """The screen of both sides, as things stand."""
    mine = unit.commitments.of(person.id)
    own = tuple(own_plan(unit, one) for one in mine if one.state == "active" or one.posted)
    return partner_view.partners_screen(own, watched(unit, person, knock.now))


def ask(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Open the form for a plan."""
    commitment = active(unit, person.id, value)
    if commitment is None:
        return partners(unit, knock, person)
    return Reply(open=partner_view.ask_form(plan_of(commitment)))


def chosen(unit: Unit, _knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    """Take whom to ask; a manager brings a warning first, anybody else the preview."""
    commitment = active(unit, person.id, rest)
    if commitment is None:
        return Reply(errors={WHO: say("partner.gone")})
    user, manager = values.get(WHO, ""), values.get(MANAGER, "")
    problem = _problem(unit, person, commitment, user)
    if problem:
        return Reply(errors={WHO: say(problem)})
    if manager not in {"yes", "no"}:
        return Reply(errors={MANAGER: say("partner.form.manager_open")})
    plan = plan_of(commitment)
    if manager == "yes":
        return Reply(update=partner_view.manager_warning(plan, user))
    return Reply(update=partner_view.preview(plan, user, person.user, manager=False))


def anyway(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Go on with the manager, warned."""
    name, user = fields(value, 2)
    commitment = active(unit, person.id, name)
    if commitment is None:
        return partners(unit, knock, person)
    return Reply(open=partner_view.preview(plan_of(commitment), user, person.user, manager=True))


def invite(unit: Unit, knock: Knock, person: Person, rest: str, _values: Sent) -> Reply:
    """Keep the invitation; it goes out once it is known who that is and what their hours are."""
    name, user, manager = fields(rest, 3)
    commitment = active(unit, person.id, name)
    if commitment is not None and _problem(unit, person, commitment, user) is None:
        partner = unit.people.find(user)
        if partner is None:
            partner = Person(id=knock.ids.new(), workspace=knock.workspace, user=user)
            unit.people.add(partner)
        unit.partnerships.add(
            Partnership(
                id=knock.ids.new(),
                commitment=commitment.id,
                owner=person.id,
                partner=partner.id,
                manager=manager == "yes",
            )
        )
        errand = Outgoing(id=knock.ids.new(), person=partner.id, kind=LOOK_UP)
        unit.outbox.put(errand, knock.now)
    return Reply(update=partners_screen(unit, knock, person))


def over(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """End a partnership from either side, or withdraw its invitation; nobody is told."""
    found = unit.partnerships.get(value)
    if found and found.state in _OPEN and person.id in {found.owner, found.partner}:
        end(unit, found)
    if knock.thread is None:
        return partners(unit, knock, person)
    put(unit, knock, person, Details(remarks=(Remark(code="partner.over"),)), in_thread=True)
    return Reply()


def _problem(unit: Unit, person: Person, commitment: Commitment, user: str) -> str | None:
    """Why this one cannot be asked about the plan: the key of the phrase that says so."""
    if not user:
        return "partner.form.nobody"
    if user == person.user:
        return "partner.form.yourself"
    mine, known = unit.partnerships.of(person.id), unit.people.find(user)
    if known and any(one.partner == known.id and one.state == "declined" for one in mine):
        return "partner.form.declined"  # also of a plan that was made anew
    asked = [one for one in mine if one.commitment == commitment.id]
    if known and any(one.partner == known.id for one in asked):
        return "partner.form.again"
    return "partner.form.taken" if any(one.state in _OPEN for one in asked) else None
