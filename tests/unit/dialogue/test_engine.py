from collections.abc import Mapping

import pytest

from bot.dialogue.engine import advance, begin, read_answers, way
from bot.dialogue.script import (
    Ask,
    Done,
    Filled,
    Move,
    Outcome,
    Pressed,
    Refused,
    Remark,
    Said,
    State,
    Typed,
)
from tests.unit.dialogue.trip import HEARING, TRIP, Bed, Nights, Where


def say(state: State, said: Said) -> Outcome:
    return advance(TRIP, state, said, HEARING)


def after(*things: Said, state: State | None = None) -> State:
    """The state after these were said, each of which must be taken."""
    now = state or begin(TRIP)
    for said in things:
        outcome = say(now, said)
        assert not isinstance(outcome, Refused)
        now = outcome.state
    return now


WHERE_TYPED = (Typed("Graz"), Typed("hills"))


def form(**values: str) -> Mapping[str, str]:
    return values


def test_the_first_question_is_the_first_step() -> None:
    assert begin(TRIP).step == "where"


def test_typed_answers_lead_through_all_steps_to_the_end() -> None:
    outcome = say(after(*WHERE_TYPED, Typed("3")), Typed("a quiet room"))
    assert isinstance(outcome, Done)
    assert read_answers(TRIP, outcome.state) == {
        "where": Where(place="Graz", kind="hills"),
        "nights": Nights(count=3),
        "bed": Bed(wish="a quiet room"),
    }


def test_an_answer_can_lead_past_a_step() -> None:
    assert isinstance(say(after(*WHERE_TYPED), Pressed("none")), Done)


def test_a_missing_part_is_asked_once_with_what_was_heard() -> None:
    outcome = say(begin(TRIP), Typed("Graz"))
    assert isinstance(outcome, Ask)
    assert (outcome.state.step, outcome.state.asking) == ("where", "kind")
    assert outcome.heard == Remark(code="place", values={"place": "Graz", "kind": ""})


def test_words_that_cannot_be_read_are_kept_and_the_question_stands() -> None:
    state = after(*WHERE_TYPED)
    outcome = say(state, Typed("a few"))
    assert isinstance(outcome, Ask)
    assert outcome.problem == Remark(code="no_number")
    assert outcome.state.pending is not None
    assert outcome.state.pending.text == "a few"
    assert outcome.state.model_copy(update={"pending": None}) == state


def test_unclear_words_offer_their_readings() -> None:
    unclear = after(*WHERE_TYPED, Typed("1.5"))
    assert unclear.pending is not None
    assert [option.label for option in unclear.pending.options] == ["one", "two"]
    chosen = after(Pressed("option-1"), state=unclear)
    assert read_answers(TRIP, chosen)["nights"] == Nights(count=2)
    assert chosen.pending is None


@pytest.mark.parametrize("name", ["moon", "option-2", "option-", "option-²", "option--1", ""])
def test_a_button_that_is_not_there_is_a_key_error(name: str) -> None:
    unclear = after(*WHERE_TYPED, Typed("1.5"))
    with pytest.raises(KeyError):
        say(unclear, Pressed(name))


def test_a_form_answers_privately_and_says_so() -> None:
    outcome = say(begin(TRIP), Filled("where", form(place="Graz", kind="sea")))
    assert isinstance(outcome, Ask)
    assert outcome.heard == Remark(code="parley.private_kept")
    assert outcome.state.private == {"where"}
    assert outcome.state.step == "nights"


def test_a_form_with_problems_changes_nothing_and_names_each_part() -> None:
    outcome = say(begin(TRIP), Filled("where", form(place=" ", kind="moon")))
    assert outcome == Refused({"place": Remark(code="needed"), "kind": Remark(code="kind_unknown")})


def test_a_form_for_another_step_leaves_the_question_where_it_is() -> None:
    asked = after(Typed("Graz"))
    edited = after(Filled("bed", form(wish="a bath")), state=asked)
    assert (edited.step, edited.asking, edited.draft) == (asked.step, "kind", asked.draft)
    assert read_answers(TRIP, edited)["bed"] == Bed(wish="a bath")


def test_an_answer_typed_again_is_no_longer_private() -> None:
    private = after(Filled("where", form(place="Graz", kind="sea")), Move("back"))
    again = after(Typed("Linz"), state=private)
    # The kind is still the one from the form, so the answer as a whole stays private.
    assert again.private == {"where"}
    assert again.answers["where"] == {"place": "Linz", "kind": "sea"}
    nights = after(Filled("nights", form(count="3")), state=again)
    typed = after(Move("edit", "nights"), Typed("4"), state=nights)
    assert typed.private == {"where"}


def test_what_a_form_said_is_not_repeated_when_the_chat_adds_to_it() -> None:
    private = after(Filled("where", form(place="Graz", kind="sea")), Move("back"))
    outcome = say(private, Typed("Linz"))
    assert isinstance(outcome, Ask)
    assert outcome.heard == Remark(code="place", values={"place": "Linz", "kind": ""})


def test_back_goes_one_question_back_and_skip_returns() -> None:
    state = after(*WHERE_TYPED)
    back = after(Move("back"), state=state)
    assert back.step == "where"
    assert after(Move("skip"), state=back) == state


def test_back_from_the_first_question_stays() -> None:
    assert after(Move("back")) == begin(TRIP)


@pytest.mark.parametrize("move", [Move("back"), Move("skip"), Move("finish"), Move("edit", "bed")])
def test_leaving_a_follow_up_keeps_what_was_understood(move: Move) -> None:
    left = after(Typed("Graz"), move)
    assert left.answers["where"] == {"place": "Graz", "kind": ""}
    assert (left.asking, left.draft, left.pending) == (None, {}, None)


def test_leaving_a_follow_up_to_a_private_answer_keeps_it_private() -> None:
    half = after(Filled("where", form(place="Graz")), Move("back"), Typed("Linz"))
    assert half.asking == "kind"
    kept = after(Filled("where", form(place="Wien", kind="")), Move("back"), Move("finish"))
    assert kept.private == {"where"}


def test_a_skipped_question_is_passed_over_and_opens_again_on_going_on() -> None:
    done = after(Move("skip"), Typed("3"), Typed("a bath"))
    assert done.step is None
    assert done.skipped == {"where"}
    assert after(Move("resume"), state=done).step == "where"


def test_going_on_with_everything_answered_asks_nothing() -> None:
    done = after(*WHERE_TYPED, Pressed("none"))
    assert say(done, Move("resume")) == Done(done)


def test_going_on_asks_the_current_question_again_unchanged() -> None:
    state = after(*WHERE_TYPED, Typed("1.5"))
    assert say(state, Move("resume")) == Ask(state)


@pytest.mark.parametrize("ending", [Typed("a bath"), Move("back"), Move("skip")])
def test_an_edit_returns_to_where_it_began(ending: Said) -> None:
    state = after(*WHERE_TYPED)
    assert after(Move("edit", "bed"), ending, state=state).step == "nights"


def test_an_edit_after_the_end_returns_to_the_end() -> None:
    done = after(*WHERE_TYPED, Typed("3"), Typed("a bath"))
    assert isinstance(say(after(Move("edit", "note"), state=done), Typed("bring a map")), Done)


def test_editing_the_current_question_does_not_ask_it_twice() -> None:
    assert after(*WHERE_TYPED, Move("edit", "nights"), Typed("3")).step == "bed"
    detour = after(*WHERE_TYPED, Move("edit", "where"), Move("edit", "nights"), Typed("3"))
    assert detour.step == "bed"


def test_editing_a_step_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        say(begin(TRIP), Move("edit", "moon"))


def test_words_after_the_end_change_nothing() -> None:
    done = after(Move("finish"))
    assert say(done, Typed("hello?")) == Done(done)


def test_the_way_follows_the_answers() -> None:
    assert way(TRIP, {}) == ("where", "nights", "bed")
    assert way(TRIP, {"nights": Nights(count=0)}) == ("where", "nights")


def test_answers_of_steps_that_no_longer_exist_are_left_out() -> None:
    state = begin(TRIP).model_copy(update={"answers": {"gone": {"x": 1}, "nights": {"count": 2}}})
    assert read_answers(TRIP, state) == {"nights": Nights(count=2)}
