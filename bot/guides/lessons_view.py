"""Released lessons for a reader: two of them at a time, to be compared."""

from typing import Final

from bot.cards import Divider, Element, Frozen, Line, Note, Paragraph, Screen
from bot.coach.lessons import Lesson
from bot.guides.buttons import row_of
from bot.guides.share_view import TRY, USEFUL, lesson_elements
from bot.guides.windows import window
from bot.guides.words import say

TWO: Final = "lessons_two"
"""The verb of the button that shows two others; its value is where in the list that is."""

_LAST: Final = "~"  # after every code


class Shown(Frozen):
    """A released lesson and how many found it useful."""

    id: str
    lesson: Lesson
    useful: int = 0


def compared(found: tuple[Shown, ...], number: int) -> tuple[Shown, ...]:
    """The pair of that number, of lessons that have most in common; one when there is one alone.

    Counting goes round and round; the last of an odd number is compared with the first.
    """
    near = sorted(found, key=_nearness)
    if not near:
        return ()
    first = number % pairs(found) * 2
    second = (first + 1) % len(near)
    return (near[first],) if second == first else (near[first], near[second])


def pairs(found: tuple[Shown, ...]) -> int:
    """How many pairs there are to look through, at least one."""
    return max(1, (len(found) + 1) // 2)


def _nearness(one: Shown) -> tuple[str, str, str, str]:
    lesson = one.lesson
    return lesson.kind, lesson.tried or _LAST, lesson.tactic or _LAST, one.id


def two_screen(
    two: tuple[Shown, ...], here: str, others: str | None, told: Line | None = None
) -> Screen:
    """Two lessons and the question about both.

    `here` is the place in the list for the buttons below each, `others` the one of the next pair,
    None when there is none; `told` is said first.
    """
    elements: list[Element] = [Paragraph(line=told)] if told else []
    for title, one in zip(_TITLES, two, strict=False):
        elements += [
            Paragraph(line=say(title)),
            *lesson_elements(one.lesson),
            *_useful(one.useful),
            row_of(
                ("lesson.button.useful", USEFUL, f"{one.id}:{here}"),
                ("lesson.button.try", TRY, f"{one.id}:{here}"),
                name=f"lesson:{one.id}",
            ),
            Divider(),
        ]
    question = ("lessons.common", "lessons.why") if len(two) > 1 else ("lessons.single",)
    elements += [Paragraph(line=say(key)) for key in question]
    if others is not None:
        elements.append(row_of(("lessons.button.others", TWO, others)))
    return window("lessons.title", *elements, purpose="lessons")


_TITLES: Final = ("lessons.first", "lessons.second")


def _useful(count: int) -> tuple[Element, ...]:
    if not count:
        return ()
    one = say("lessons.useful_one")
    return (Note(line=one if count == 1 else say("lessons.useful", count=str(count))),)
