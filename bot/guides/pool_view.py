"""A channel that gets lessons: the forms that set it up and change it, and what it reads."""

from typing import Final

from bot.cards import (
    Card,
    ChannelField,
    Choice,
    ChoiceField,
    ChoicesField,
    Element,
    Line,
    Mention,
    Paragraph,
    Screen,
)
from bot.coach.lessons import FEWEST
from bot.guides.buttons import row_of
from bot.guides.windows import window
from bot.guides.words import say

SHARE: Final = "share"
STOP: Final = "lessons_stop"
"""What the buttons in a channel ask for; a stop carries the channel and how it was reached."""

TOGETHER: Final = "pool:together"
THRESHOLD: Final = "pool:threshold"
QUESTION: Final = "pool:question"

MOST: Final = 20
"""How many different people can be asked for, at the most."""

QUESTIONS: Final = tuple(f"q{number:02}" for number in range(1, 13))
"""Codes of the questions of the week; week after week they take their turns."""

_ON: Final = "on"


def set_up_form(channel: str) -> Screen:
    """What will happen in a channel, and how it is to be."""
    where = Mention(kind="channel", id=channel)
    return window(
        "pool.form.title",
        Paragraph(line=say("pool.form.what", channel=where)),
        Paragraph(line=say("pool.form.when")),
        Paragraph(line=say("pool.form.who")),
        ChannelField(
            id=TOGETHER,
            label=say("pool.form.label.together"),
            hint=say("pool.form.hint.together"),
        ),
        *_fields(FEWEST, question=False),
        purpose=f"lessons_here:{channel}",
        submit="pool.form.submit",
    )


def change_form(pool: str, channel: str, threshold: int, *, question: bool, owned: bool) -> Screen:
    """What its owner can change of a pool, as it is now, from this channel of it.

    When it is not `owned` any more, what whoever takes it over can change.
    """
    whose = say("pool.change.yours" if owned else "pool.change.nobodys")
    return window(
        "pool.change.title",
        Paragraph(line=whose),
        Paragraph(line=say("pool.change.what")),
        *_fields(threshold, question=question),
        Paragraph(line=say("pool.change.stop")),
        row_of(("pool.button.stop", STOP, channel)),
        purpose=f"lessons_change:{pool}",
        submit="pool.change.submit",
    )


def _fields(fewest: int, *, question: bool) -> tuple[Element, ...]:
    numbers = range(fewest, max(fewest, MOST) + 1)
    return (
        ChoiceField(
            id=THRESHOLD,
            label=say("pool.form.label.threshold"),
            hint=say("pool.form.hint.threshold"),
            choices=tuple(Choice(value=str(one), label=Line(text=str(one))) for one in numbers),
            initial=str(fewest),
            optional=False,
        ),
        ChoicesField(
            id=QUESTION,
            label=say("pool.form.label.question"),
            choices=(Choice(value=_ON, label=say("pool.form.question")),),
            initial=(_ON,) if question else (),
        ),
    )


def wants_question(entered: str) -> bool:
    """Whether the box of the question of the week is ticked."""
    return _ON in entered.split(",")


def under_way(channel: str) -> Screen:
    """That the channel is being looked at, and where its end is told."""
    where = Mention(kind="channel", id=channel)
    return _told(say("pool.on_its_way", channel=where))


def kept() -> Screen:
    """That a change is kept."""
    return _told(say("pool.kept"))


def _told(line: Line) -> Screen:
    return window("pool.change.title", Paragraph(line=line), purpose="lessons_told")


def answer(key: str, stop: str | None = None) -> Card:
    """A phrase for one person alone; with `stop` it can be stopped in that channel."""
    line = Paragraph(line=say(key))
    row = (row_of(("pool.button.stop", STOP, stop)),) if stop else ()
    return Card(summary=say("summary.note"), elements=(line, *row))


def introduction(channel: str, pool: str, people: int) -> Card:
    """How Parley introduces itself in a channel; nobody is named."""
    return _for_channel(
        channel,
        pool,
        Paragraph(line=say("pool.intro.what")),
        Paragraph(line=say("pool.intro.how", people=str(people))),
        Paragraph(line=say("pool.intro.often")),
    )


def batch(channel: str, pool: str, question: str | None) -> Card:
    """The message below which the lessons of a batch stand, with the week's question if any."""
    return _for_channel(
        channel,
        pool,
        Paragraph(line=say("pool.batch.what")),
        Paragraph(line=say("pool.batch.how")),
        *_asked(question),
    )


def weekly(channel: str, pool: str, question: str) -> Card:
    """A question of the week."""
    return _for_channel(channel, pool, *_asked(question))


def stopped() -> Card:
    """That lessons were stopped in a channel, and who can start them again."""
    return Card(summary=say("pool.summary"), elements=(Paragraph(line=say("pool.stopped")),))


def _asked(question: str | None) -> tuple[Element, ...]:
    if question is None:
        return ()
    asked = Paragraph(line=say(f"pool.question.{question}"))
    return asked, Paragraph(line=say("pool.ask.skip"))


def _for_channel(channel: str, pool: str, *elements: Element) -> Card:
    row = row_of(
        ("share.button.share", SHARE, pool), ("pool.button.stop", STOP, f"{channel}:below")
    )
    return Card(summary=say("pool.summary"), elements=(*elements, row))
