"""More than one message holds: what is left over comes another day, whole."""

from datetime import UTC, datetime

from handlers.slack import render
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
