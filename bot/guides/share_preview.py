"""The preview of a lesson: exactly what others will read, and what its author can still change."""

from hashlib import sha256
from typing import Final

from bot.cards import (
    Button,
    Buttons,
    Choice,
    ChoicesField,
    Divider,
    Element,
    Frozen,
    Line,
    Note,
    Paragraph,
    Screen,
    TextField,
)
from bot.coach.lessons import FEWEST, LONGEST, Lesson
from bot.coach.wording import Wording
from bot.guides.share_forms import CHANGED, SHARE, TEXT, Place
from bot.guides.share_view import lesson_elements, with_channels
from bot.guides.windows import window
from bot.guides.words import phrase, say

PLAIN: Final = "plain"
"""The last part of the purpose of a preview in plainer style."""


class Draft(Frozen):
    """A lesson as it would be read, and what its author typed and chose for it."""

    lesson: Lesson
    wording: Wording
    typed: str = ""
    hidden: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    plainer: bool = False


def digest(place: Place, lesson: Lesson) -> str:
    """What tells this lesson for these readers from any other, short enough for a form to carry."""
    seen = "\n".join((lesson.model_dump_json(), str(place.threshold), *sorted(place.channels)))
    return sha256(seen.encode()).hexdigest()[:32]


def preview_form(
    place: Place, draft: Draft, again: Line | None = None, *, whole: bool = True
) -> Screen:
    """Exactly what others will read, and what can still be changed; `again` says why once more.

    While a passage singles somebody out there is nothing to agree to, nor while the words are not
    fit to be read: then it is not the `whole` lesson.
    """
    seen = digest(place, draft.lesson) if whole else ""
    elements: list[Element] = [Paragraph(line=again)] if again else []
    if whole:
        elements += [
            Paragraph(line=_intro(place)),
            Divider(),
            *lesson_elements(draft.lesson),
            Divider(),
            *_notes(draft),
        ]
    elements += [
        *_style(place, draft),
        _typed(draft),
        *_choices(draft),
        *(_consent(seen) if whole and not draft.wording.singled else ()),
    ]
    return window(
        "share.preview.title",
        *elements,
        purpose=f"{SHARE}:{_purpose(place, draft, seen, plainer=draft.plainer)}",
        submit="share.preview.submit",
    )


def _purpose(place: Place, draft: Draft, seen: str, *, plainer: bool) -> str:
    style = PLAIN if plainer else ""
    return f"preview:{place.pool}:{draft.lesson.codes}:{seen}:{style}"


def _intro(place: Place) -> Line:
    others = str(max(FEWEST, place.threshold) - 1)
    return with_channels("share.preview.intro", place.channels, others=others)


def _notes(draft: Draft) -> list[Element]:
    kind = say(
        "share.preview.kind",
        other=phrase("kind.other"),
        useful=phrase("lesson.button.useful"),
        attempt=phrase("lesson.button.try"),
    )
    elements: list[Element] = [Note(line=kind)]
    if draft.wording.masked:
        one = phrase("share.preview.one_masked")
        masked = [one.format(word=word, mask=mask) for word, mask in draft.wording.masked]
        elements.append(Note(line=say("share.preview.masked", masked=", ".join(masked))))
    singled = (say("share.preview.singled", passage=one) for one in draft.wording.singled)
    elements += [Paragraph(line=one) for one in singled]
    return elements


def _style(place: Place, draft: Draft) -> tuple[Element, ...]:
    """What is recognised by style, and the button that takes it out, or puts it back."""
    if not draft.lesson.text:
        return ()
    button = Button(
        label=say("share.button.own_style" if draft.plainer else "share.button.plainer"),
        action=CHANGED,
        value=_purpose(place, draft, "", plainer=not draft.plainer),
    )
    return Note(line=say("share.preview.style")), Buttons(buttons=(button,))


def _typed(draft: Draft) -> TextField:
    """The words again, so that the form carries them and nothing is kept of them."""
    return TextField(
        id=TEXT,
        label=say("share.preview.label.text"),
        hint=say("share.preview.hint.text"),
        initial=draft.typed,
        lines=True,
        longest=LONGEST,
    )


def _choices(draft: Draft) -> list[Element]:
    """Words to mask, and to show again; a tap on one changes the preview."""
    wording = draft.wording
    kinds = (("hide", wording.may_hide, draft.hidden), ("show", wording.may_show, draft.shown))
    return [
        ChoicesField(
            id=_id(sha256("\n".join((draft.typed, *words)).encode()).hexdigest(), name),
            label=say(f"share.preview.label.{name}"),
            hint=say(f"share.preview.hint.{name}"),
            choices=_of_words(words),
            initial=chosen,
            at_once=True,
        )
        for name, words, chosen in kinds
        if words
    ]


def _of_words(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=word, label=Line(text="{word}", values={"word": word})) for word in words
    )


def _consent(seen: str) -> tuple[Element, ...]:
    return (
        Paragraph(line=say("share.preview.consent")),
        Paragraph(line=say("share.preview.withdrawal")),
        ChoicesField(
            id=consent_field(seen),
            label=say("share.preview.label.consent"),
            choices=(Choice(value="yes", label=say("share.preview.agree")),),
        ),
    )


def consent_field(seen: str) -> str:
    """The id of the field in which the author of this preview agrees."""
    return _id(seen, "agree")


def _id(seen: str, name: str) -> str:
    """The id of a field that counts for what was seen alone: platforms keep what has the same id.

    A word ticked while the preview changes stays ticked, and consent never does.
    """
    return f"{SHARE}:{seen[:8]}:{name}"
