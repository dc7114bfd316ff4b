"""Every question, form and sheet of a preparation as Slack's own definitions see them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.cards import Card
from bot.coach.preparation import KINDS, Kind
from bot.dialogue.engine import advance, begin, read_answers
from bot.dialogue.script import Hearing, Option, Pending, Remark, State, Step, Typed
from bot.guides.prepare import PREPARE
from bot.guides.primer import primer
from bot.guides.progress import can_finish, finished, plan_b_worth, so_far
from bot.guides.question import Place, Scene, form, question_card, remark
from bot.guides.readers import gather
from bot.ports import Conversation, Person
from bot.usecases import screens
from bot.usecases.listing import home_screen, listing
from handlers.slack import render
from tests.render.block_kit import assert_valid_view
from tests.render.drawn import PREPARED, check_card, check_modal, ids_of

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HEARING = Hearing(now=NOW, zone=ZoneInfo("Europe/Madrid"))
PLACE = Place("0" * 32, 7)
LONG = "<!channel> *a* \u200b@here & " * 70
STEPS = (*PREPARE.steps, *PREPARE.asides)


def states() -> Iterator[State]:
    """The state before each typed answer of a whole walk, and after the last."""
    state = begin(PREPARE)
    yield state
    for text in PREPARED:
        outcome = advance(PREPARE, state, Typed(text), HEARING)
        state = outcome.state
        yield state


WALK = tuple(states())
DONE = WALK[-1]
assert DONE.step is None, "the walk must end"


def _scene(state: State) -> Scene:
    known = read_answers(PREPARE, state)
    hearing = Hearing(now=NOW, zone=HEARING.zone, answers=known)
    return Scene(PREPARE, state, hearing, PLACE, gather(known))


def _conversation(state: State) -> Conversation:
    return Conversation(
        id="0" * 32, person="1" * 32, revision=7, state=state, started=NOW, changed=NOW
    )


PERSON = Person(id="1" * 32, workspace="T1", user="U1", zone="Europe/Madrid")


def _with_kind(state: State, kind: Kind) -> State:
    situation = {**state.answers.get("situation", {"what": "x"}), "kind": kind}
    return state.model_copy(update={"answers": {**state.answers, "situation": situation}})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_and_form(step: Step, kind: Kind) -> None:
    for base in (begin(PREPARE), DONE):
        for asking in (None, *step.follow_ups):
            known = _with_kind(base, kind)
            _check_question(known.model_copy(update={"step": step.name, "asking": asking}))
        scene = _scene(_with_kind(base, kind))
        answer = scene.hearing.answers.get(step.name)
        ids = ids_of(check_modal(form(scene, step, answer, "answer:x:y:1:chat")))
        assert {f"prepare:{step.name}:{part.name}" for part in step.parts} <= set(ids)


def _check_question(state: State) -> None:
    scene = _scene(state)
    beside = plan_b_worth(state, scene.answers)
    card = question_card(scene, beside=beside, finish=can_finish(scene.answers))
    block = f"prepare:{state.step}" + (f":{state.asking}" if state.asking else "")
    ids = [name for name in ids_of(check_card(card)) if name.startswith("prepare:")]
    assert ids[0] == block
    assert all(name == block or name.startswith(f"{block}:") for name in ids)


def test_every_moment_of_a_walk() -> None:
    for state in WALK[:-1]:
        check_card(question_card(_scene(state), before=tuple(so_far(PREPARE, state))))
    check_card(finished(_scene(DONE), ()))


def test_a_question_with_readings_to_choose_from() -> None:
    options = tuple(Option(label=f"{number}" * 90, text="x") for number in range(5))
    state = WALK[5].model_copy(update={"pending": Pending(text="1.200", options=options)})
    check_card(question_card(_scene(state)))


@pytest.mark.parametrize("code", ["chat.moved_on", "chat.set_aside", "help.text", "parley.welcome"])
def test_what_is_said_before_a_question(code: str) -> None:
    line = remark(Remark(code=code))
    text, _ = render.message(Card(summary=line, elements=()))
    assert text


@pytest.mark.parametrize("typed", [LONG, "x", "é" * 2000, "`" * 500, "- a\n# b\n> c"])
def test_the_sheet_with_whatever_people_type(typed: str) -> None:
    words = {
        "situation": {"what": typed, "kind": "buying"},
        "success": {"goals": [typed] * 40},
        "plan_b": {**DONE.answers["plan_b"], "what": typed},
        "walk_away": {**DONE.answers["walk_away"], "reason": typed},
        "target": {**DONE.answers["target"], "criterion": typed},
        "their_side": {**DONE.answers["their_side"], "interests": typed, "plan_b": typed},
        "this_time": {"line": typed},
    }
    state = DONE.model_copy(update={"answers": {**DONE.answers, **words}})
    check_modal(screens.sheet_screen(PERSON, _conversation(state), NOW))


@pytest.mark.parametrize("state", WALK, ids=lambda state: f"{state.step}-{state.asking}")
def test_the_sheet_at_every_moment(state: State) -> None:
    check_modal(screens.sheet_screen(PERSON, _conversation(state), NOW))
    check_modal(screens.edit_list(_conversation(state)))


def test_the_list_and_the_home_tab() -> None:
    many = tuple(_conversation(state) for state in WALK) * 5
    for found in ((), many[:1], many):
        check_card(listing(found, HEARING.zone, NOW))
        assert_valid_view(render.home(home_screen(found, HEARING.zone, NOW)))


def test_the_other_screens() -> None:
    conversation = _conversation(DONE)
    for screen in (
        primer(),
        screens.who_sees(),
        screens.erase_form(),
        screens.erased(),
        screens.delete_form(conversation),
        screens.with_way_back(primer(), conversation.id),
    ):
        check_modal(screen)
