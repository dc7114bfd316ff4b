"""Every question, form and screen of a reflection as Slack's own definitions see them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.coach.amounts import Range
from bot.coach.calibration import Past
from bot.coach.case import Case
from bot.coach.looking_back import ENDED
from bot.coach.reflection import Result
from bot.dialogue.engine import advance, begin
from bot.dialogue.script import Filled, Hearing, Refused, Said, State, Step, Typed
from bot.guides.calibration_view import review
from bot.guides.prepare import PREPARE
from bot.guides.question import form, question_card
from bot.guides.reflect import REFLECT
from bot.guides.reflect_cards import expected_in_chat, expected_in_form, reflected
from bot.ports import Conversation, Person
from bot.usecases import screens
from bot.usecases.listing import home_screen, listing
from bot.usecases.talk import scene_of
from handlers.slack import render
from tests.render.block_kit import assert_valid_view
from tests.render.drawn import PREPARED, check_card, check_modal, ids_of

BEFORE = datetime(2026, 11, 23, 10, tzinfo=UTC)
NOW = datetime(2026, 12, 11, 10, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Madrid")
PERSON = Person(id="1" * 32, workspace="T1", user="U1", zone="Europe/Madrid")
LONG = "<!channel> *a* {x} \u200b@here & " * 60
TOLD = ("agreed at 99k", LONG, "yes, I asked how they got there")
ASIDES = (
    Filled("worked", {"line": LONG}),
    Filled("differently", {"line": LONG}),
    Filled("ratings", {"result": "4", "myself": "1", "process": "5", "relationship": "2"}),
    Filled("revealed", {"limit": "101-103k", "opening": "85k"}),
    Filled("next", {"line": LONG}),
)


def prepared() -> State:
    state = begin(PREPARE)
    for text in PREPARED:
        state = advance(PREPARE, state, Typed(text), Hearing(now=BEFORE, zone=ZONE)).state
    return state


GIVEN = prepared()


def walk(*said: Said, given: Any = GIVEN.answers) -> Iterator[State]:
    """The state before each answer of a reflection, and after the last."""
    state = begin(REFLECT, given)
    yield state
    for one in said:
        outcome = advance(REFLECT, state, one, Hearing(now=NOW, zone=ZONE))
        assert not isinstance(outcome, Refused)
        state = outcome.state
        yield state


WALK = tuple(walk(*map(Typed, TOLD), *ASIDES))


def conversation(state: State, about: str | None = "2" * 32) -> Conversation:
    return Conversation(
        id="0" * 32, person="1" * 32, revision=3, state=state, started=NOW, changed=NOW, about=about
    )


@pytest.mark.parametrize("step", [*REFLECT.steps, *REFLECT.asides], ids=lambda step: step.name)
def test_every_question_and_form(step: Step) -> None:
    scene = scene_of(conversation(WALK[0]), Hearing(now=NOW, zone=ZONE))
    for base in (WALK[0], WALK[-1]):
        for asking in (None, *step.follow_ups):
            state = base.model_copy(update={"step": step.name, "asking": asking})
            scene = scene_of(conversation(state), Hearing(now=NOW, zone=ZONE))
            check_card(question_card(scene, beside=expected_in_chat(scene)))
        answer = scene.hearing.answers.get(step.name)
        beside = expected_in_form(scene.answers)
        blocks = check_modal(form(scene, step, answer, "answer:x:y:1:chat", beside))
        assert {f"reflect:{step.name}:{part.name}" for part in step.parts} <= set(ids_of(blocks))


@pytest.mark.parametrize("state", WALK, ids=range(len(WALK)))
def test_how_it_went_at_every_moment(state: State) -> None:
    check_modal(screens.sheet_screen(PERSON, conversation(state), NOW))
    check_modal(screens.edit_list(conversation(state)))


@pytest.mark.parametrize("ended", ENDED)
def test_every_end(ended: str) -> None:
    sent = Filled("outcome", {"ended": ended, "figure": "120k", "offer": "99k"})
    state = tuple(walk(sent, ASIDES[3]))[-1]
    check_modal(screens.sheet_screen(PERSON, conversation(state), NOW))
    scene = scene_of(conversation(state), Hearing(now=NOW, zone=ZONE))
    check_card(reflected(scene, ()))


def test_without_any_figure_from_before() -> None:
    sent = Filled("outcome", {"ended": "agreed", "figure": "99k", "offer": ""})
    given = {"situation": {"what": LONG, "kind": "other"}}
    state = tuple(walk(sent, given=given))[-1]
    blocks = check_modal(screens.sheet_screen(PERSON, conversation(state), NOW))
    assert "nothing to compare with" in str(blocks)


def test_a_unit_with_braces_is_shown_as_it_is() -> None:
    situation = {**GIVEN.answers["situation"], "unit": "{beans} *a* day", "kind": "other"}
    plan_b = {"worth": {"range": {"low": "5", "high": "5"}, "measure": {"unit": "{beans} *a* day"}}}
    sent = Filled("outcome", {"ended": "agreed", "figure": "4", "offer": ""})
    state = tuple(walk(sent, given={"situation": situation, "plan_b": plan_b}))[-1]
    assert "{beans}" in str(check_modal(screens.sheet_screen(PERSON, conversation(state), NOW)))


def test_the_list_and_the_home_tab_with_reflections() -> None:
    preparation = conversation(GIVEN, about=None)
    for state in WALK:
        found = (preparation,) * 30
        reflections = (conversation(state, about=preparation.id),)
        check_card(listing(found, ZONE, NOW, reflections))
        assert_valid_view(render.home(home_screen(found, ZONE, NOW, reflections)))


def past(agreed: str, limit: str, confidence: Any) -> Past:
    def one(value: str) -> Range:
        return Range.exactly(Decimal(value))

    return Past(
        expected=Case(
            better="higher",
            walk_away=one("70"),
            target=one("85"),
            their_walk_away=one("80"),
            confidence=confidence,
        ),
        result=Result(ended="agreed", agreed=one(agreed), revealed=one(limit)),
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 60])
def test_my_estimates(count: int) -> None:
    levels = ("low", "medium", "high")
    pasts = [past(str(68 + one % 20), str(60 + one), levels[one % 3]) for one in range(count)]
    check_modal(review(pasts, [LONG[:100]] * count))
