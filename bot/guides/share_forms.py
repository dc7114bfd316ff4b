"""The forms of sharing a lesson: what it holds, the receipt, and withdrawing it."""

from collections.abc import Callable, Iterable
from typing import Final

from bot.cards import (
    Choice,
    ChoiceField,
    ChoicesField,
    Divider,
    Element,
    Frozen,
    Line,
    Paragraph,
    Screen,
    TextField,
)
from bot.coach.lessons import AUDIENCE, FEWEST, HAPPENED, LONGEST, NEXT, TACTICS, TRIED, Lesson
from bot.coach.preparation import KINDS
from bot.guides.buttons import row_of
from bot.guides.practice_words import LISTED, listed
from bot.guides.share_view import happened, next_name, tactic_name, with_channels
from bot.guides.windows import window
from bot.guides.words import phrase, say

SHARE: Final = "share"
"""The verb of the buttons and forms here; a button's value is `<pool>:<reflection>`, both open."""

CHANGED: Final = f"{SHARE}_changed"
"""What a preview asks for when something is ticked or pressed: the rest of its purpose."""

WITHDRAW: Final = "share_withdraw"
"""The verb of the button that opens the form for withdrawing."""

TEXT: Final = "share:text"
KIND: Final = "share:kind"
CHOICES: Final = ("kind", "tried", "happened", "tactic", "next")
"""The fields of closed lists, in the order of a lesson's codes."""

RECEIPT: Final = "share:receipt"
LOST: Final = "share:lost"


class Place(Frozen):
    """A pool as its forms show it."""

    pool: str
    channels: tuple[str, ...]
    threshold: int


def write_form(place: Place, known: Lesson | None, *, untold: bool = False) -> Screen:
    """What happens, who could read it and when; then the fields, with what is known already.

    `untold`: the platform did not tell in which other channels it could be shared.
    """
    return window(
        "share.title",
        *((Paragraph(line=say("share.write.untold")),) if untold else ()),
        Paragraph(line=say("share.write.what")),
        Paragraph(line=with_channels("share.write.who", place.channels)),
        Paragraph(line=_when(place)),
        Paragraph(line=say("share.write.now")),
        *_codes(known),
        TextField(
            id=TEXT,
            label=say("share.write.label.text"),
            hint=say("share.write.hint.text"),
            example=say("share.write.example"),
            lines=True,
            longest=LONGEST,
        ),
        purpose=f"{SHARE}:write:{place.pool}",
        submit="share.write.submit",
    )


def _when(place: Place) -> Line:
    people = str(max(FEWEST, place.threshold))
    return say("share.write.when", people=people, audience=str(AUDIENCE))


def _codes(known: Lesson | None) -> tuple[Element, ...]:
    def capital(name: Callable[[str], str]) -> Callable[[str], Line]:
        return lambda code: Line(text=name(code)[:1].upper() + name(code)[1:])

    told = known.codes.split(",") if known else [""] * len(CHOICES)
    lists: tuple[tuple[tuple[str, ...], Callable[[str], Line]], ...] = (
        (KINDS, capital(lambda code: phrase(f"kind.{code}"))),
        (LISTED, listed),
        (HAPPENED, capital(happened)),
        (TACTICS, capital(tactic_name)),
        (_NEXT, capital(next_name)),
    )
    return tuple(
        ChoiceField(
            id=f"{SHARE}:{name}",
            label=say(f"share.write.label.{name}"),
            hint=say("share.write.hint.happened") if name == "happened" else None,
            choices=tuple(Choice(value=code, label=label(code)) for code in codes),
            initial=initial or None,
            optional=name != "kind",
        )
        for name, initial, (codes, label) in zip(CHOICES, told, lists, strict=True)
    )


_NEXT: Final = (*(code for code in NEXT if code not in TRIED), *LISTED)


def pick_screen(places: Iterable[Place], reflection: str) -> Screen:
    """Several pools: which of them to share in."""
    elements: list[Element] = [Paragraph(line=say("share.pick"))]
    for place in places:
        button = ("share.button.pick", SHARE, f"{place.pool}:{reflection}")
        elements += [
            Divider(),
            Paragraph(line=with_channels("share.place", place.channels)),
            row_of(button, name=f"share:{place.pool}"),
        ]
    return window("share.title", *elements, purpose="share_pick")


def waiting_screen(place: Place) -> Screen:
    """One of theirs waits there already."""
    return window(
        "share.title",
        Paragraph(line=with_channels("share.place", place.channels)),
        Paragraph(line=say("share.waits")),
        Paragraph(line=say("share.waits_next")),
        row_of(("share.button.withdraw", WITHDRAW, "")),
        purpose="share_waits",
    )


def told_screen(title: str, *told: Line) -> Screen:
    """A few sentences about lessons."""
    return window(title, *(Paragraph(line=line) for line in told), purpose="share_told")


def receipt_screen(receipt: str) -> Screen:
    """The receipt, shown once."""
    return told_screen(
        "share.receipt.title",
        say("share.receipt.done"),
        say("share.receipt.code", receipt=receipt),
        say("share.receipt.keep"),
        say("share.receipt.erase"),
    )


def withdraw_form() -> Screen:
    """One field for the receipt, and what helps without one."""
    lost = Choice(value="yes", label=say("share.withdraw.lost"))
    return window(
        "share.withdraw.title",
        Paragraph(line=say("share.withdraw.intro")),
        TextField(
            id=RECEIPT,
            label=say("share.withdraw.label.receipt"),
            hint=say("share.withdraw.hint.receipt"),
            longest=200,
        ),
        ChoicesField(id=LOST, label=say("share.withdraw.label.lost"), choices=(lost,)),
        purpose=f"{SHARE}:withdraw",
        submit="share.withdraw.submit",
    )
