"""What was declined stays so, and what somebody is told has ended has ended."""

from datetime import timedelta

from tests.unit.usecases.couple import (
    BEN,
    ends,
    invites,
    joined,
    partners,
    practises,
)
from tests.unit.usecases.desk import JOB, Desk, shown, words

TWO_WEEKS = timedelta(days=14)


async def test_who_declined_is_not_asked_again_about_a_plan_made_anew(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    made = await practises(ana)
    await invites(ana)
    (invitation,) = await ben.tick(ana.now)
    await ben.press(invitation, "Decline")
    await ends(ana, made, "dropped")
    await practises(ana)
    form = (await ana.press(await partners(ana), "Ask a partner")).open
    assert form is not None
    reply = await ana.submit(form, who=BEN, manager="no")
    assert "not available" in shown(reply.errors["partner:who"])
    assert await ben.live(ana.now + TWO_WEEKS) == []


async def test_a_partnership_that_ended_may_be_begun_again(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    made = await practises(ana)
    await joined(ana, ben)
    await ends(ana, made, "dropped")
    await practises(ana)
    await invites(ana)
    assert len(await ben.live(ana.now + timedelta(days=3))) == 1


async def test_never_again_ends_what_was_accepted(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    invitation = await joined(ana, ben)
    await ben.press(invitation, "Never ask me again")
    assert "not their partner any more" in words(ben.got[-1])
    assert await ben.live(ben.now + TWO_WEEKS) == []
    assert "not available any more" in words(await partners(ana))


async def test_who_types_stop_is_shown_what_ends_a_partnership(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    assert "`/negotiate partner` ends" in words(await ben.say("stop"))
    await ben.press(await partners(ben), "End partnership")
    assert await ben.live(ben.now + TWO_WEEKS) == []


async def test_the_day_of_an_invitation_stays_full_when_its_sender_is_erased(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    form = (await ana.command("delete")).open
    assert form is not None
    await ana.submit(form, confirm="delete")
    ben.now = ana.now + timedelta(hours=1)
    await ben.command("prep job offer from Acme")
    await ben.travel("Europe/Berlin")
    await ben.walk(*JOB[:2], "24 Nov 3pm", *JOB[3:])
    came = await ben.live(ben.now + timedelta(days=1))
    assert [moment.day for moment, _ in came] == [24]
