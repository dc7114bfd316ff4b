"""Somebody is asked to be a partner at their own hours, and answers or does not."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ports import Profile
from bot.usecases.home import home
from tests.unit.usecases.couple import (
    ANA,
    BEN,
    SHOWN,
    TUESDAY,
    WEEK,
    asks,
    checked,
    invites,
    joined,
    partners,
    person,
    practises,
)
from tests.unit.usecases.desk import Desk, buttons, shown, words


async def test_ben_accepts_and_hears_once_a_week(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    made = await practises(ana)
    invitation = await joined(ana, ben)
    assert f"@{ANA} asks you to be their partner" in words(invitation)
    assert SHOWN in words(invitation)
    assert f"@{BEN} is your partner in this." in words(await partners(ana))
    (first,) = await ben.tick(TUESDAY)
    assert f'@{ANA}: "{SHOWN}": not yet.' in words(first)
    await checked(ana, made, date(2026, 11, 24), "did")
    assert await ben.tick(TUESDAY + WEEK - timedelta(minutes=1)) == []
    (second,) = await ben.tick(TUESDAY + WEEK)
    assert f'@{ANA}: "{SHOWN}": done this week.' in words(second)
    assert len(await ben.live(TUESDAY + 4 * WEEK)) == 2


async def test_without_a_plan_there_is_nobody_to_ask(two: tuple[Desk, Desk]) -> None:
    ana, _ben = two
    screen = await partners(ana)
    assert "no plan at the moment" in words(screen)
    assert "Ask a partner" not in buttons(screen)


async def test_the_preview_is_what_the_partner_gets(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    preview = await asks(ana)
    assert (await ben.tick(ana.now)) == []
    await ana.submit(preview)
    (invitation,) = await ben.tick(ana.now)
    told = [one for one in invitation.elements if one.kind in {"paragraph", "note"}]
    for element in told[:-1]:
        assert element in preview.elements


async def test_a_manager_brings_a_warning_first(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    warning = await asks(ana, manager="yes")
    assert "held against you" in words(warning)
    assert warning.submit is None
    assert (await ana.press(warning, "Somebody else")).open is not None
    preview = (await ana.press(warning, "Ask anyway")).open
    assert preview is not None
    await ana.submit(preview)
    assert len(await ben.tick(ana.now)) == 1


async def test_the_question_about_the_manager_needs_an_answer(two: tuple[Desk, Desk]) -> None:
    ana, _ben = two
    await practises(ana)
    form = (await ana.press(await partners(ana), "Ask a partner")).open
    assert form is not None
    assert "partner:manager" in (await ana.submit(form, who=BEN)).errors
    assert "partner:who" in (await ana.submit(form, manager="no")).errors
    told = (await ana.submit(form, who=ANA, manager="no")).errors["partner:who"]
    assert "That is you" in shown(told)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland"])
async def test_the_invitation_comes_in_the_hours_of_the_one_asked(
    two: tuple[Desk, Desk], zone: str
) -> None:
    ana, ben = two
    ana.town.profiles[BEN] = Profile(zone=zone, reachable=True)
    await practises(ana)
    await invites(ana)
    ben.now = ana.now
    ((moment, _card),) = await ben.live(ana.now + timedelta(days=2))
    local = moment.astimezone(ZoneInfo(zone))
    assert time(9) <= local.time() < time(18)


async def test_a_declined_invitation_reads_not_available_and_is_not_repeated(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await invites(ana)
    assert f"@{BEN}: waiting for an answer." in words(await partners(ana))
    (invitation,) = await ben.tick(ana.now)
    await ben.press(invitation, "Decline")
    assert f"@{BEN}: not available." in words(await partners(ana))
    form = (await ana.press(await partners(ana), "Ask a partner")).open
    assert form is not None
    assert "partner:who" in (await ana.submit(form, who=BEN, manager="no")).errors
    await ben.press(invitation, "Accept")
    assert "not open any more" in words(ben.got[-1])
    assert await ben.live(ana.now + 4 * WEEK) == []
    assert all("available" not in words(card) for card in ana.got)


async def test_never_again_looks_like_declined_and_holds_for_everybody(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await invites(ana)
    (invitation,) = await ben.tick(ana.now)
    await ben.press(invitation, "Never ask me again")
    mei = Desk(ana.store, user="U0MEI", town=ana.town, now=ana.now)
    await mei.command("help")
    await practises(mei)
    await invites(mei)
    assert f"@{BEN}: waiting for an answer." in words(await partners(mei))
    await ben.tick(ana.now + timedelta(minutes=10))
    assert f"@{BEN}: waiting for an answer." in words(await partners(mei))
    assert await ben.live(ana.now + timedelta(days=2)) == []
    screens = [words(await partners(desk)) for desk in (ana, mei)]
    assert screens[0] == screens[1]
    assert f"@{BEN}: not available." in screens[0]


async def test_an_invitation_that_never_comes_is_not_announced(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await ben.command("help")
    await ben.rhythm(invitations=False)
    await practises(ana)
    await invites(ana)
    assert [kind for kind, _ in await ben.due()] == ["invitation"]
    knock = ben.knock()
    assert "invitation" not in words(await ben.run(lambda unit: home(unit, knock)))


async def test_an_unanswered_invitation_waits_and_can_be_withdrawn(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await invites(ana)
    (invitation,) = await ben.tick(ana.now)
    assert await ben.live(ana.now + 3 * WEEK) == []
    screen = await partners(ana)
    assert "Ask a partner" not in buttons(screen)
    after = (await ana.press(screen, "Withdraw")).open
    assert after is not None
    assert "Ask a partner" in buttons(after)
    await ben.press(invitation, "Accept")
    assert "not open any more" in words(ben.got[-1])


async def test_one_withdrawn_before_it_was_sent_is_never_sent(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    ana.town.profiles[BEN] = Profile(zone="America/Los_Angeles", reachable=True)
    await practises(ana)
    await invites(ana)
    await ana.press(await partners(ana), "Withdraw")
    assert await ben.live(ana.now + WEEK) == []


async def test_an_app_and_somebody_unknown_are_not_available(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    ana.town.profiles["U0BOT"] = Profile(zone=None, reachable=False)
    await invites(ana, "U0BOT")
    assert "@U0BOT: not available." in words(await partners(ana))
    ana.town.profiles[BEN] = None
    await invites(ana, BEN)
    assert f"@{BEN}: not available." in words(await partners(ana))
    assert await ben.live(ana.now + WEEK) == []


async def test_the_answers_of_an_invitation_are_for_the_one_asked(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await invites(ana)
    (invitation,) = await ben.tick(ana.now)
    await ana.press(invitation, "Accept")
    assert "not open any more" in words(ana.got[-1])
    assert f"@{BEN}: waiting" in words(await partners(ana))


async def test_somebody_who_is_only_asked_is_kept_without_words(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await invites(ana)
    kept = await person(ben)
    assert (kept.zone, kept.welcomed) == ("Europe/Berlin", False)
    (invitation,) = await ben.tick(ana.now)
    assert "I am Parley" in words(invitation)
