"""Whatever another version stored, this one goes on with it and loses nothing."""

from typing import Any

from hypothesis import given, strategies as st
from pydantic import JsonValue

from bot.dialogue.engine import advance, read_answers
from bot.dialogue.fit import fit
from bot.dialogue.script import END, Ask, Done, Filled, Move, Pending, Refused, State, Typed
from tests.unit.dialogue.trip import HEARING, TRIP

KNOWN = ("where", "nights", "bed", "note")
NAMES = st.sampled_from((*KNOWN, "mood", "weather"))
VALUES: st.SearchStrategy[JsonValue] = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=5)
)
FIELDS = st.dictionaries(st.sampled_from(("place", "kind", "count", "wish")), VALUES, max_size=3)
ANSWERS = st.dictionaries(NAMES, FIELDS, max_size=5)


@st.composite
def stored(draw: st.DrawFn) -> State:
    """A state as another version of the script may have left it."""
    asking = draw(st.none() | st.sampled_from(("place", "kind", "why")))
    return State(
        script="trip",
        version=2,
        step=draw(st.none() | NAMES),
        asking=asking,
        draft=draw(FIELDS) if asking else {},
        pending=draw(st.none() | st.builds(Pending, text=st.text(max_size=5))),
        answers=draw(ANSWERS),
        unread=draw(ANSWERS),
        private=frozenset(draw(st.sets(NAMES))),
        skipped=frozenset(draw(st.sets(NAMES))),
        back_to=draw(st.none() | NAMES | st.just(END)),
    )


def kept(state: State) -> set[tuple[str, str]]:
    """What was said, wherever it is kept."""
    places: tuple[dict[str, Any], ...] = (state.answers, state.unread)
    return {(name, str(fields)) for place in places for name, fields in place.items()}


@given(stored())
def test_the_place_is_known_and_every_answer_can_be_read(state: State) -> None:
    found = fit(TRIP, state)
    assert found.step in {None, *KNOWN}
    assert found.back_to in {None, END, *KNOWN}
    assert set(read_answers(TRIP, found)) == set(found.answers) & set(KNOWN)
    assert found.skipped.isdisjoint(found.answers)
    assert fit(TRIP, found) == found
    assert State.model_validate_json(found.model_dump_json()) == found


@given(stored())
def test_what_was_answered_is_answered_or_waits(state: State) -> None:
    found = fit(TRIP, state)
    assert set(state.answers) <= {*found.answers, *found.unread}
    lost = {name for name, _ in kept(state) - kept(found)}
    # Of two answers to one question that cannot both be kept here, the later one stays.
    assert lost <= (set(state.answers) | {state.step or ""}) & {*found.answers, *found.unread}
    assert (found.pending is None) == (state.pending is None)


@given(stored(), st.sampled_from(("back", "skip", "finish", "resume")), st.text(max_size=5))
def test_every_move_and_every_word_is_heard(state: State, verb: Any, text: str) -> None:
    found = fit(TRIP, state)
    assert isinstance(advance(TRIP, found, Move(verb), HEARING), Ask | Done)
    assert isinstance(advance(TRIP, found, Typed(text), HEARING), Ask | Done)
    sent = Filled("where", {"place": "Rome"})
    assert not isinstance(advance(TRIP, found, sent, HEARING), Refused)
