"""More than one message holds: what is left over comes another day, whole."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from bot.ports import Check, Commitment, Partnership, Unit
from handlers.slack import render
from tests.unit.usecases.couple import ACT, CUE, TUESDAY, WEEK, joined, person, practises
from tests.unit.usecases.desk import JOB, Desk, words

MEETINGS = 12
AFTER = datetime(2026, 12, 11, 9, tzinfo=UTC)


async def test_what_does_not_fit_comes_on_the_next_polite_day(desk: Desk) -> None:
    for _ in range(MEETINGS):
        await desk.command("prep job offer from Acme")
        await desk.travel("Europe/Madrid")
        await desk.walk(*JOB)
    await desk.tick(datetime(2026, 12, 9, 16, tzinfo=UTC))
    came = [card for _, card in await desk.live(datetime(2026, 12, 15, tzinfo=UTC))]
    asked = [words(card).count("How did your meeting go?") for card in came]
    assert len(asked) == 2
    assert sum(asked) == MEETINGS
    for card in came:
        _, blocks = render.message(card)
        assert len(blocks) <= 50
        assert "When I write to you" in words(card)
        assert "…" not in str(blocks[-1])


async def watches(ben: Desk, number: int) -> None:
    """Ben is the partner of so many more people; every third of them did it last week."""
    me = await person(ben)
    for count in range(number):
        owner = Desk(ben.store, user=f"U0MORE{count:03}", town=ben.town)
        await owner.command("help")
        them = (await person(owner)).id
        made = Commitment(
            id=uuid4().hex,
            person=them,
            practice=None,
            cue=CUE * 5,
            act=ACT * 5,
            evidence="a note",
            until=date(2027, 3, 1),
            begun=datetime(2026, 11, 20, 9, tzinfo=UTC),
        )
        did = Check(commitment=made.id, week=TUESDAY.date(), result="did")

        def keep(unit: Unit, made: Commitment = made, did: Check = did, count: int = count) -> None:
            unit.commitments.add(made)
            if count % 3 == 0:
                unit.commitments.check(made.person, did)
            unit.partnerships.add(
                Partnership(
                    id=uuid4().hex,
                    commitment=made.id,
                    owner=made.person,
                    partner=me.id,
                    state="accepted",
                )
            )

        await ben.run(keep)


@pytest.mark.parametrize("others", [11, 12, 16, 130])
async def test_a_partner_of_many_reads_of_each_in_one_message(
    two: tuple[Desk, Desk], others: int
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    await practises(ben)
    await watches(ben, others)
    ((_, card),) = await ben.live(TUESDAY + WEEK) or await ben.live(TUESDAY + 2 * WEEK)
    _, blocks = render.message(card)
    assert len(blocks) <= 50
    assert "…" not in str(blocks)
    said = words(card)
    for count in range(others):
        assert said.count(f"@U0MORE{count:03}") == 1
    assert said.count("done this week") >= others // 3
    assert ("See all" in said) == (others > 11)
    screen = (await ben.command("partner")).open
    assert screen is not None
    assert len(render.modal(screen)["blocks"]) <= 100
    assert all(words(screen).count(f"@U0MORE{count:03}") == 1 for count in range(others))
