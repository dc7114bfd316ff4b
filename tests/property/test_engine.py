"""Whatever is said, in whatever order, the engine loses nothing and always knows where it is.

The same machine talks to the small script of the tests and to the real preparation.
"""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings, strategies as st

from bot.dialogue.engine import advance, begin
from bot.dialogue.script import Ask, Done, Filled, Refused, Script, State, Typed
from bot.guides.check_in import CHECK_IN
from bot.guides.commit import COMMIT
from bot.guides.prepare import PREPARE
from bot.guides.reflect import REFLECT
from tests.property.talk import HEARING, Talk
from tests.property.vocabulary import (
    ANY_TEXT,
    CHECK_IN_FORMS,
    CHECK_IN_TEXTS,
    COMMIT_FORMS,
    COMMIT_TEXTS,
    PREPARE_FORMS,
    PREPARE_TEXTS,
    REFLECT_FORMS,
    REFLECT_TEXTS,
)


class TalkOfAPreparation(Talk):
    script = PREPARE
    texts = PREPARE_TEXTS
    forms = PREPARE_FORMS


class TalkOfAReflection(Talk):
    script = REFLECT
    texts = REFLECT_TEXTS
    forms = REFLECT_FORMS


class TalkOfACommitment(Talk):
    script = COMMIT
    texts = COMMIT_TEXTS
    forms = COMMIT_FORMS


class TalkOfAWeek(Talk):
    script = CHECK_IN
    texts = CHECK_IN_TEXTS
    forms = CHECK_IN_FORMS


TestTrip = Talk.TestCase
TestTrip.settings = settings(max_examples=150, stateful_step_count=30)
TestPreparation = TalkOfAPreparation.TestCase
TestPreparation.settings = settings(max_examples=60, stateful_step_count=25)
TestReflection = TalkOfAReflection.TestCase
TestReflection.settings = settings(max_examples=40, stateful_step_count=25)
TestCommitment = TalkOfACommitment.TestCase
TestCommitment.settings = settings(max_examples=40, stateful_step_count=25)
TestWeek = TalkOfAWeek.TestCase
TestWeek.settings = settings(max_examples=20, stateful_step_count=15)

TALKS: Sequence[type[Talk]] = (
    Talk,
    TalkOfAPreparation,
    TalkOfAReflection,
    TalkOfACommitment,
    TalkOfAWeek,
)
SCRIPTS = [pytest.param(talk.script, talk.forms, id=talk.script.name) for talk in TALKS]


@pytest.mark.parametrize(("script", "forms"), SCRIPTS)
@given(data=st.data())
def test_the_order_of_independent_answers_does_not_matter(
    script: Script, forms: Mapping[str, Mapping[str, str]], data: st.DataObject
) -> None:
    def filled(order: Sequence[str]) -> State:
        state = begin(script)
        for name in order:
            outcome = advance(script, state, Filled(name, forms[name]), HEARING)
            assert not isinstance(outcome, Refused)
            state = outcome.state
        return state

    order = data.draw(st.permutations(list(forms)))
    shuffled, straight = filled(order), filled(list(forms))
    assert shuffled.answers == straight.answers
    assert shuffled.private == straight.private == set(forms)


@pytest.mark.parametrize("script", [talk.script for talk in TALKS], ids=lambda one: one.name)
@given(texts=st.lists(ANY_TEXT, max_size=8))
def test_the_same_words_always_lead_to_the_same_place(script: Script, texts: list[str]) -> None:
    def told() -> State:
        state = begin(script)
        for text in texts:
            outcome = advance(script, state, Typed(text), HEARING)
            assert isinstance(outcome, Ask | Done)
            state = outcome.state
        return state

    assert told() == told()
