"""Compose a waiting message when its turn comes: what was heard, then where the person is now."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.cards import Buttons, Card, Element, Note, Paragraph
from bot.dialogue.script import Remark
from bot.guides.buttons import row_of
from bot.guides.commit import COMMIT
from bot.guides.commit_echo import beside as suggested_in_chat
from bot.guides.prepare import PREPARE
from bot.guides.progress import can_finish, finished, plan_b_worth, so_far
from bot.guides.question import Scene, question_card, remark
from bot.guides.reflect import REFLECT
from bot.guides.reflect_cards import expected_in_chat, reflected
from bot.guides.words import say
from bot.ports import Conversation, Outgoing, Person, Unit
from bot.usecases.commit import done
from bot.usecases.talk import Details, hearing, scene_of, script_of


def compose(unit: Unit, message: Outgoing, now: datetime) -> tuple[Person, Card] | None:
    """Return who gets the message and what it shows; None when there is nothing to say any more.

    A question that was overtaken by a later answer is left out, what was heard is not.
    """
    person = unit.people.get(message.person)
    if person is None or unit.workspace.locked():
        return None
    details = Details.model_validate_json(message.details)
    conversation = None
    if message.conversation:
        conversation = unit.conversations.get(person.id, message.conversation)
        if conversation is None:
            return None
    before = _before(details, conversation)
    if conversation and conversation.revision == message.revision:
        return person, _with_question(unit, person, conversation, now, before)
    if not before:
        return None
    return person, Card(summary=say("summary.note"), elements=tuple(before))


def _before(details: Details, conversation: Conversation | None) -> list[Element]:
    elements: list[Element] = []
    if details.welcome:
        elements.append(Paragraph(line=say("parley.welcome")))
        elements.append(row_of(("button.primer", "primer", ""), ("button.who", "who", "")))
    elements += [Paragraph(line=remark(one)) for one in details.remarks]
    if details.problem:
        elements.append(Note(line=remark(Remark(code="kept"))))
    if details.buttons:
        elements.append(Buttons(buttons=details.buttons))
    if details.show and conversation:
        elements += so_far(script_of(conversation), conversation.state)
    return elements


def _with_question(
    unit: Unit, person: Person, conversation: Conversation, now: datetime, before: list[Element]
) -> Card:
    scene = scene_of(conversation, hearing(person, now))
    if scene.state.step is None:
        return _FINISHED[scene.script.name](unit, person, scene, tuple(before))
    beside = _BESIDE.get(scene.script.name)
    return question_card(
        scene,
        before=tuple(before),
        beside=beside(scene) if beside else (),
        finish=scene.script.name == PREPARE.name and can_finish(scene.answers),
    )


_BESIDE: Mapping[str, Callable[[Scene], tuple[Element, ...]]] = {
    PREPARE.name: lambda scene: plan_b_worth(scene.state, scene.answers),
    REFLECT.name: expected_in_chat,
    COMMIT.name: suggested_in_chat,
}
_FINISHED: Mapping[str, Callable[[Unit, Person, Scene, tuple[Element, ...]], Card]] = {
    PREPARE.name: lambda _unit, _person, scene, before: finished(scene, before),
    REFLECT.name: lambda _unit, _person, scene, before: reflected(scene, before),
    COMMIT.name: done,
}
