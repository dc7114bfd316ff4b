"""Choosing a practice, the plan and the weekly question as Slack's own definitions see them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import JsonValue

from bot.dialogue.engine import begin, read_answers
from bot.dialogue.script import Hearing, Script, State, Step
from bot.guides.check_in import CHECK_IN
from bot.guides.commit import COMMIT
from bot.guides.commit_echo import beside
from bot.guides.question import Place, Scene, form, question_card
from bot.guides.readers import gather
from tests.render.drawn import check_card, check_modal, ids_of
from tests.unit.usecases.desk import Desk
from tests.unit.usecases.practising import choose, reply_to, settle, tap

LONG = "<!channel> *a* {x} \u200b@here & " * 60
FIRST = datetime(2026, 10, 13, 8, tzinfo=UTC)
STEPS = [(script, step) for script in (COMMIT, CHECK_IN) for step in script.steps]
KNOWN: dict[str, JsonValue] = {
    "suggested": ["P06", "P04", "P13", "P26"],
    "preparation": "0" * 32,
    "title": LONG,
    "noted": f"If {LONG}, then I {LONG}",
}


def scene(script: Script, state: State) -> Scene:
    answers = read_answers(script, state)
    listening = Hearing(now=FIRST, zone=ZoneInfo("Europe/Berlin"), answers=answers)
    return Scene(script, state, listening, Place("0" * 32, 7), gather(answers))


@pytest.mark.parametrize(("script", "step"), STEPS, ids=lambda one: one.name)
def test_every_question_and_form(script: Script, step: Step) -> None:
    given: dict[str, dict[str, JsonValue]] = {"known": KNOWN} if script is COMMIT else {}
    for answers in ({}, {"practice": {"code": "P06"}}, {"practice": {"noted": True}}):
        known = answers if script is COMMIT else {}
        state = begin(script, given).model_copy(update={"step": step.name, "answers": known})
        for asking in (None, *step.follow_ups):
            asked = scene(script, state.model_copy(update={"asking": asking}))
            around = beside(asked) if script is COMMIT else ()
            ids = ids_of(check_card(question_card(asked, beside=around)))
            assert ids[0].startswith(f"{script.name}:{step.name}")
        drawn = ids_of(check_modal(form(scene(script, state), step, None, "answer:x:y:1:chat")))
        assert {f"{script.name}:{step.name}:{part.name}" for part in step.parts} <= set(drawn)


async def test_the_plan_with_everything_in_it(desk: Desk) -> None:
    await settle(desk)
    await desk.command("commit")
    check_card(desk.got[-1])
    await desk.walk("calm", f"if {LONG}", f"then I {LONG}", LONG, "6 weeks", LONG)
    check_card(desk.got[-1])
    await choose(desk, "1")
    check_modal((await desk.command("commit")).open)
    plan = (await desk.command("plan")).open
    check_modal(plan)
    assert plan is not None
    for label in ("Change", "Finish"):
        check_modal((await desk.press(plan, label)).open)
    drop = (await desk.press(plan, "Drop")).open
    check_modal(drop)
    assert drop is not None
    check_modal((await desk.submit(drop)).update)
    check_modal((await desk.command("plan")).open)


async def test_the_weekly_question_and_its_answers(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, "6", until="19 Oct")
    await choose(desk, "4")
    (card,) = await desk.tick(FIRST + timedelta(days=7))
    assert "nudge:2026-10-13" in ids_of(check_card(card))
    check_modal((await tap(desk, card, "Tell me more")).open)
    check_modal((await tap(desk, card, "Show")).open)
    await tap(desk, card, "I did it")
    check_card(desk.got[-1])
    check_card(await reply_to(desk, card, "both: no chance"))
    came = await desk.live(datetime(2026, 12, 1, tzinfo=UTC))
    for _, one in came:
        check_card(one)
