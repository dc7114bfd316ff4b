"""The preview of a lesson: exactly what others will read, and what its author can still change."""

from hashlib import sha256

from bot.cards import (
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
from bot.guides.share_forms import SHARE, TEXT, Place
from bot.guides.share_view import lesson_elements, with_channels
from bot.guides.windows import window
from bot.guides.words import phrase, say


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


def preview_form(place: Place, draft: Draft, again: str | None = None) -> Screen:
    """Exactly what others will read, and what can still be changed; `again` says why once more.

    While a passage singles somebody out there is nothing to agree to.
    """
    seen, wording = digest(place, draft.lesson), draft.wording
    elements: list[Element] = [Paragraph(line=say(f"share.again.{again}"))] if again else []
    elements += [
        Paragraph(line=_intro(place)),
        Divider(),
        *lesson_elements(draft.lesson),
        Divider(),
        *(_notes(draft)),
        *(_words(draft, seen)),
    ]
    elements += [] if wording.singled else _consent(seen)
    return window(
        "share.preview.title",
        *elements,
        purpose=f"{SHARE}:preview:{place.pool}:{draft.lesson.codes}:{seen}",
        submit="share.preview.submit",
    )


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
    if draft.lesson.text:
        elements.append(Note(line=say("share.preview.style")))
    return elements


def _words(draft: Draft, seen: str) -> list[Element]:
    """The words again, so that the form carries them and nothing is kept of them."""
    elements: list[Element] = [
        TextField(
            id=TEXT,
            label=say("share.preview.label.text"),
            hint=say("share.preview.hint.text"),
            initial=draft.typed,
            lines=True,
            longest=LONGEST,
        )
    ]
    if draft.wording.may_hide:
        hide = _of_words(draft.wording.may_hide)
        elements.append(
            ChoicesField(
                id=_id(seen, "hide"),
                label=say("share.preview.label.hide"),
                choices=hide,
                initial=draft.hidden,
            )
        )
    if draft.wording.may_show:
        elements.append(
            ChoicesField(
                id=_id(seen, "show"),
                label=say("share.preview.label.show"),
                hint=say("share.preview.hint.show"),
                choices=_of_words(draft.wording.may_show),
                initial=draft.shown,
            )
        )
    if draft.lesson.text:
        elements.append(_tick(seen, "plainer", "style", ticked=draft.plainer))
    return elements


def _of_words(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=word, label=Line(text="{word}", values={"word": word})) for word in words
    )


def _consent(seen: str) -> list[Element]:
    return [
        Paragraph(line=say("share.preview.consent")),
        Paragraph(line=say("share.preview.withdrawal")),
        _tick(seen, "agree", "consent"),
    ]


def _tick(seen: str, name: str, label: str, *, ticked: bool = False) -> ChoicesField:
    return ChoicesField(
        id=_id(seen, name),
        label=say(f"share.preview.label.{label}"),
        choices=(Choice(value="yes", label=say(f"share.preview.{name}")),),
        initial=("yes",) if ticked else (),
    )


def consent_field(seen: str) -> str:
    """The id of the field in which the author of this preview agrees."""
    return _id(seen, "agree")


def _id(seen: str, name: str) -> str:
    """The id of a field that counts for this preview alone: platforms keep what has the same id."""
    return f"{SHARE}:{seen[:8]}:{name}"
