"""Somebody who says anything at all, and what must hold after it, for any script."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.dialogue.engine import advance, begin, read_answers, way
from bot.dialogue.script import (
    END,
    Ask,
    Done,
    Filled,
    Hearing,
    Move,
    Outcome,
    Pressed,
    Refused,
    Remark,
    Said,
    Script,
    State,
    Step,
    Typed,
)
from tests.property.vocabulary import ANY_TEXT, TRIP_FORMS, TRIP_TEXTS
from tests.unit.dialogue.trip import TRIP

HEARING = Hearing(now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), zone=ZoneInfo("Europe/Vienna"))


def steps_of(script: Script) -> tuple[Step, ...]:
    return (*script.steps, *script.asides)


class Talk(RuleBasedStateMachine):
    """Somebody says anything at all; every rule checks what must hold after it."""

    script: ClassVar[Script] = TRIP
    texts: ClassVar[Sequence[str]] = TRIP_TEXTS
    forms: ClassVar[Mapping[str, Mapping[str, str]]] = TRIP_FORMS

    @initialize()
    def start(self) -> None:
        self.state = begin(self.script)

    def name(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([step.name for step in steps_of(self.script)]))

    def take(self, said: Said) -> Outcome:
        """Say it, check what holds for every outcome, and go on from there."""
        before = self.state
        stored = before.model_dump_json()
        outcome = advance(self.script, before, said, HEARING)
        assert before.model_dump_json() == stored
        match outcome:
            case Refused():
                self._refused(said, outcome)
            case Ask() | Done():
                assert isinstance(outcome, Done) == (outcome.state.step is None)
                self._nothing_lost(before, outcome.state, said)
                self._words_kept(before, outcome, said)
                self.state = outcome.state
        return outcome

    def _refused(self, said: Said, outcome: Refused) -> None:
        assert isinstance(said, Filled)
        parts = {part.name for part in self.script.step(said.step).parts}
        assert outcome.problems
        assert set(outcome.problems) <= parts

    def _nothing_lost(self, before: State, after: State, said: Said) -> None:
        spoken_of = said.step if isinstance(said, Filled) else before.step
        for step, answer in before.answers.items():
            assert step in after.answers
            assert step == spoken_of or after.answers[step] == answer
        assert set(after.answers) - set(before.answers) <= {spoken_of}
        assert (before.private ^ after.private) <= {spoken_of}
        if isinstance(said, Filled):
            assert said.step in after.private
        if before.draft and not after.draft and isinstance(said, Move):
            assert spoken_of in after.answers
        if isinstance(said, Move):
            assert before.private == after.private

    def _words_kept(self, before: State, outcome: Ask | Done, said: Said) -> None:
        pending = outcome.state.pending
        if isinstance(outcome, Ask) and outcome.problem:
            assert pending is not None
            if isinstance(said, Typed):
                assert pending.text == said.text
            assert outcome.state.model_copy(update={"pending": before.pending}) == before
        else:
            assert pending is None or pending == before.pending

    @rule(data=st.data())
    def type_something_sensible(self, data: st.DataObject) -> None:
        self.take(Typed(data.draw(st.sampled_from(self.texts))))

    @rule(text=ANY_TEXT)
    def type_anything(self, text: str) -> None:
        self.take(Typed(text))

    @precondition(lambda self: self.state.step)
    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        state = self.state
        step = self.script.step(state.step or "")
        quick = step.quick_for.get(state.asking, {}) if state.asking else step.quick
        options = len(state.pending.options) if state.pending else 0
        names = [*quick, *(f"option-{number}" for number in range(options))]
        if names:
            self.take(Pressed(data.draw(st.sampled_from(names))))

    @precondition(lambda self: self.state.step)
    @rule(name=st.one_of(ANY_TEXT, ANY_TEXT.map("option-{}".format)))
    def press_anything(self, name: str) -> None:
        before = self.state
        try:
            self.take(Pressed(name))
        except KeyError:
            assert self.state == before

    @rule(data=st.data())
    def send_a_good_form(self, data: st.DataObject) -> None:
        name = self.name(data)
        outcome = self.take(Filled(name, self.forms[name]))
        if isinstance(outcome, Refused):
            # Only what the other answers count can stand against a good form.
            codes = {problem.code for problem in outcome.problems.values()}
            assert codes <= {"two_currencies_used", "two_units_used"}
        else:
            assert outcome.heard == Remark(code="parley.private_kept")

    @rule(data=st.data())
    def send_any_form(self, data: st.DataObject) -> None:
        step = self.script.step(self.name(data))
        texts = st.one_of(st.sampled_from(self.texts), ANY_TEXT)
        values = {part.name: data.draw(texts) for part in step.parts if data.draw(st.booleans())}
        self.take(Filled(step.name, values))

    @rule(move=st.sampled_from((Move("back"), Move("skip"), Move("finish"), Move("resume"))))
    def move(self, move: Move) -> None:
        self.take(move)

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        name = self.name(data)
        assert self.take(Move("edit", name)) == Ask(self.state)
        assert self.state.step == name

    @rule(name=ANY_TEXT)
    def edit_what_is_not_there(self, name: str) -> None:
        if name not in {step.name for step in steps_of(self.script)}:
            with pytest.raises(KeyError):
                self.take(Move("edit", name))

    @precondition(
        lambda self: (
            # An edited answer may have led the way past the present question.
            self.state.step in way(self.script, read_answers(self.script, self.state))
            and not (self.state.asking or self.state.back_to or self.state.pending)
            and self.state.step not in (*self.state.answers, *self.state.skipped)
        )
    )
    @rule()
    def back_and_forward_again(self) -> None:
        here = self.state.step
        self.take(Move("back"))
        if self.state.step != here:
            self.take(Move("skip"))
        assert self.state.step == here

    @precondition(lambda self: not self.state.back_to)
    @rule(data=st.data(), ending=st.sampled_from(("form", "back")))
    def edit_and_return(self, data: st.DataObject, ending: str) -> None:
        began, name = self.state.step, self.name(data)
        self.take(Move("edit", name))
        if name == began:
            return
        if ending == "form":
            if isinstance(self.take(Filled(name, self.forms[name])), Refused):
                return
        else:
            self.take(Move("back"))
        assert self.state.step == began

    @precondition(lambda self: self.state.step is None)
    @rule()
    def going_on_asks_what_is_open(self) -> None:
        outcome = self.take(Move("resume"))
        if isinstance(outcome, Ask):
            assert outcome.state.step not in outcome.state.answers

    @invariant()
    def the_place_is_known(self) -> None:
        state = self.state
        if state.step is None:
            left = (state.asking, state.draft, state.pending, state.back_to)
            assert not any(left)
            return
        step = self.script.step(state.step)
        assert state.asking is None or state.asking in step.follow_ups
        assert bool(state.draft) == bool(state.asking)
        assert state.back_to in {None, END, *(one.name for one in steps_of(self.script))}
        assert state.back_to != state.step

    @invariant()
    def the_state_survives_as_json(self) -> None:
        assert State.model_validate_json(self.state.model_dump_json()) == self.state

    @invariant()
    def the_answers_can_be_read_again(self) -> None:
        answers = read_answers(self.script, self.state)
        dumped = {name: answer.model_dump(mode="json") for name, answer in answers.items()}
        assert dumped == self.state.answers

    @invariant()
    def sets_hold_what_they_say(self) -> None:
        assert self.state.private <= set(self.state.answers)
        assert self.state.skipped.isdisjoint(self.state.answers)

    @invariant()
    def every_exit_taken_is_declared(self) -> None:
        answers = read_answers(self.script, self.state)
        for step in steps_of(self.script):
            assert step.leads_to(answers) in step.exits
