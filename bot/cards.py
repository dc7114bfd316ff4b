"""What to show, without saying where: a few element types that every chat platform can draw.

A card is plain data. Its words come from `guides/words`; people's own words travel
beside them as values and are escaped by the renderer of the platform that shows them.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A value object: immutable, strict about its fields, prepared when the first one is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Mention(Frozen):
    """A person or channel of the platform by its id; the platform shows the name."""

    kind: Literal["person", "channel"]
    id: str


class Line(Frozen):
    """One piece of prose: our words with `{name}` slots, and the people's words that fill them.

    `text` may use `*bold*`, `_italic_` and line breaks; a value is shown as plain text. A slot of
    `mentions` shows somebody, or a channel, by the name the platform has for them.
    """

    text: str
    values: dict[str, str] = {}
    mentions: dict[str, Mention] = {}


class Heading(Frozen):
    """The title of what follows, plain text."""

    kind: Literal["heading"] = "heading"
    line: Line


class Paragraph(Frozen):
    """Prose at reading size; `id` names the block so that the screen can be recognised.

    With `plain` the platform reads no marks, mentions or links in it, not even ours.
    """

    kind: Literal["paragraph"] = "paragraph"
    line: Line
    plain: bool = False
    id: str | None = None


class Note(Frozen):
    """Small print: a reason, an example, who can see this."""

    kind: Literal["note"] = "note"
    line: Line
    id: str | None = None


class Picture(Frozen):
    """A drawing made of characters, to scale, and the same in words for those who cannot see it."""

    kind: Literal["picture"] = "picture"
    id: str | None = None
    rows: tuple[str, ...]
    described: Line


class Divider(Frozen):
    """A thin line between two parts."""

    kind: Literal["divider"] = "divider"


class Button(Frozen):
    """Something to press.

    `action` says which verb it asks for, `value` what it needs to know: never words a person typed.
    """

    label: Line
    action: str
    value: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"
    link: str | None = None


class Buttons(Frozen):
    """A row of buttons."""

    kind: Literal["buttons"] = "buttons"
    buttons: tuple[Button, ...]
    id: str | None = None


class Choice(Frozen):
    """One option of a field: what is stored and what is shown."""

    value: str
    label: Line


class FormField(Frozen):
    """What every field of a form has: a name, a label, and perhaps a hint and a first value.

    `id` is the block id (`prepare:target:amount`); errors are shown beside the field that has it.
    """

    id: str
    label: Line
    hint: Line | None = None
    optional: bool = True


class TextField(FormField):
    """Words to type, at most `longest` characters; `example` is the placeholder."""

    kind: Literal["text"] = "text"
    initial: str = ""
    example: Line | None = None
    lines: bool = False
    longest: int = 2000


class ChoiceField(FormField):
    """One of a few options."""

    kind: Literal["choice"] = "choice"
    choices: tuple[Choice, ...]
    initial: str | None = None


class ChoicesField(FormField):
    """Any number of a few options; their values come back separated by commas.

    With `at_once` each change comes back before the form is sent, as a press of the action
    `<verb>_changed` of its purpose `<verb>:<rest>`, with that rest and what all fields hold.
    """

    kind: Literal["choices"] = "choices"
    choices: tuple[Choice, ...]
    initial: tuple[str, ...] = ()
    at_once: bool = False


class PersonField(FormField):
    """Somebody of the workspace: the platform's id of a person."""

    kind: Literal["person"] = "person"


class ChannelField(FormField):
    """A channel of the workspace: the platform's id of it."""

    kind: Literal["channel"] = "channel"


class DateField(FormField):
    """A day, `YYYY-MM-DD`."""

    kind: Literal["date"] = "date"
    initial: str | None = None


class TimeField(FormField):
    """A time of day on the person's own clock, `HH:MM`."""

    kind: Literal["time"] = "time"
    initial: str | None = None


Element = Annotated[
    Heading
    | Paragraph
    | Note
    | Picture
    | Divider
    | Buttons
    | TextField
    | ChoiceField
    | ChoicesField
    | PersonField
    | ChannelField
    | DateField
    | TimeField,
    Field(discriminator="kind"),
]


class Card(Frozen):
    """A message in a chat: what it says and what can be pressed.

    `summary` is the one line shown in notifications; it never holds words a person typed.
    """

    summary: Line
    elements: tuple[Element, ...]


class Screen(Frozen):
    """A form or a page in a window of its own, seen by one person only.

    `purpose` comes back with the submission (`answer:<conversation>:<step>:<revision>:<origin>`),
    and `submit` is the label of the button that sends it; without `submit` the screen is only read.
    """

    title: Line
    elements: tuple[Element, ...]
    purpose: str
    submit: Line | None = None
    close: Line
