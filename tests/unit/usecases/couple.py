"""Ana, who practises something, and Ben, who may be her partner."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from bot.cards import Card, Screen
from bot.ports import Check, CheckResult, Commitment, CommitmentState, Person, Unit
from bot.usecases.partnership import end_with
from storage import Store
from tests.unit.usecases.desk import Desk
from tests.unit.usecases.town import Town

ANA, BEN = "U0ANA", "U0BEN"
CUE, ACT = "they name <!channel> a number", "ask what *it* is based on"
EVIDENCE, START, NOTE = "the evidence word", "the starting word", "a noted word"
SHOWN = f"If {CUE}, then I {ACT}"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""10:00 in Berlin, on the first Tuesday."""
WEEK = timedelta(days=7)


async def person(desk: Desk) -> Person:
    """The desk's person as kept."""

    def read(unit: Unit) -> Person:
        found = unit.people.find(desk.user)
        assert found is not None
        return found

    return await desk.run(read)


async def couple(store: Store) -> tuple[Desk, Desk]:
    """Two desks in one town; Ana has used Parley before, Ben has not."""
    town = Town()
    ana, ben = Desk(store, user=ANA, town=town), Desk(store, user=BEN, town=town)
    await ana.command("help")
    await ana.travel("Europe/Madrid")
    return ana, ben


async def practises(desk: Desk) -> Commitment:
    """Something the desk's person works on from now on."""
    made = Commitment(
        id=uuid4().hex,
        person=(await person(desk)).id,
        practice="P06",
        cue=CUE,
        act=ACT,
        evidence=EVIDENCE,
        until=date(2027, 3, 1),
        begun=datetime(2026, 11, 20, 9, tzinfo=UTC),
        start=START,
    )
    await desk.run(lambda unit: unit.commitments.add(made))
    return made


async def checked(desk: Desk, made: Commitment, week: date, result: CheckResult) -> None:
    check = Check(commitment=made.id, week=week, result=result, note=NOTE)
    await desk.run(lambda unit: unit.commitments.check(made.person, check))


async def ends(desk: Desk, made: Commitment, state: CommitmentState) -> None:
    """Finish, drop or replace it, as the learning plan does."""

    def save(unit: Unit) -> None:
        unit.commitments.save(made.model_copy(update={"state": state}))
        end_with(unit, made.person, made.id)

    await desk.run(save)


async def partners(desk: Desk) -> Screen:
    screen = (await desk.command("partner")).open
    assert screen is not None
    return screen


async def asks(desk: Desk, user: str = BEN, manager: str = "no") -> Screen:
    """Fill the form; returns what follows it."""
    form = (await desk.press(await partners(desk), "Ask a partner")).open
    assert form is not None
    update = (await desk.submit(form, who=user, manager=manager)).update
    assert update is not None
    return update


async def invites(desk: Desk, user: str = BEN) -> Screen:
    """Ask and agree to the preview; returns the screen that follows."""
    screen = (await desk.submit(await asks(desk, user))).update
    assert screen is not None
    return screen


async def joined(ana: Desk, ben: Desk) -> Card:
    """Ana invites, Ben accepts; returns the invitation."""
    await invites(ana)
    (invitation,) = await ben.tick(ana.now)
    await ben.press(invitation, "Accept")
    return invitation
