"""A lesson as readers see it: in a channel, in the preview of it, and beside another one."""

from typing import Final

from bot.cards import Card, Element, Line, Mention, Paragraph
from bot.coach.lessons import MOST, Lesson, parts_of
from bot.coach.practices import BY_CODE
from bot.guides.buttons import row_of
from bot.guides.words import phrase, say

USEFUL: Final = "lesson_useful"
TRY: Final = "lesson_try"
"""What the buttons below a lesson ask for; their value is the released lesson's id."""

_NAMED: Final = 10
"""Channels named in one sentence."""


def lesson_elements(lesson: Lesson) -> tuple[Element, ...]:
    """What everybody reads of a lesson: our words for its codes, then its own as plain text."""
    elements: list[Element] = [Paragraph(line=_codes(lesson))]
    if lesson.text:
        quoted = Line(text="“{words}”", values={"words": lesson.text})
        elements.append(Paragraph(line=quoted, plain=True))
    return tuple(elements)


def lesson_card(lesson: Lesson, name: str) -> Card:
    """The message that holds a released lesson, `name` its id."""
    row = row_of(("lesson.button.useful", USEFUL, name), ("lesson.button.try", TRY, name))
    return Card(summary=say("lesson.summary"), elements=(*lesson_elements(lesson), row))


def withdrawn_card() -> Card:
    """What stands in the place of a lesson that was withdrawn after its release."""
    return Card(summary=say("lesson.summary"), elements=(Paragraph(line=say("lesson.withdrawn")),))


def _codes(lesson: Lesson) -> Line:
    told = [f"*{phrase(f'kind.{lesson.kind}')}*"]
    if lesson.tried:
        told.append(_filled("lesson.tried", practice_name(lesson.tried)))
    if lesson.happened:
        told.append(happened(lesson.happened))
    if lesson.tactic:
        told.append(_filled("lesson.tactic", tactic_name(lesson.tactic)))
    if lesson.next_time:
        told.append(_filled("lesson.next_time", next_name(lesson.next_time)))
    return Line(text=" · ".join(told))


def _filled(key: str, what: str) -> str:
    return phrase(key).format(what=what[:1].lower() + what[1:])


def practice_name(code: str) -> str:
    """The name of a practice."""
    return phrase(f"practice.{code}.name")


def tactic_name(code: str) -> str:
    """The name of a difficult tactic."""
    return phrase(f"tactic.{code}")


def next_name(code: str) -> str:
    """What can be done next time."""
    return practice_name(code) if code in BY_CODE else phrase(f"lesson.next.{code}")


def happened(code: str) -> str:
    """How it ended, or about where it was agreed."""
    parts = parts_of(code)
    if parts is None:
        return phrase(f"lesson.happened.{code}")
    against, points = parts
    side = "above" if points > 0 else "below"
    where = "same" if not points else f"far_{side}" if abs(points) > MOST else side
    return phrase(f"lesson.{against}.{where}").format(points=min(abs(points), MOST))


def with_channels(key: str, channels: tuple[str, ...], **values: str) -> Line:
    """The phrase of that key whose slot `channels` names these channels of the platform."""
    slots = [f"{{channel_{number}}}" for number in range(len(channels[:_NAMED]))]
    if len(channels) > _NAMED:
        slots.append(phrase("share.more").format(count=len(channels) - _NAMED))
    named = ", ".join(slots[:-1])
    if named:
        named = phrase("share.and").replace("{first}", named).replace("{last}", slots[-1])
    mentions = {
        f"channel_{number}": Mention(kind="channel", id=channel)
        for number, channel in enumerate(channels[:_NAMED])
    }
    text = phrase(key).replace("{channels}", named or slots[-1])
    return Line(text=text, values=values, mentions=mentions)
