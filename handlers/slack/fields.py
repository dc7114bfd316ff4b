"""Form fields as Block Kit inputs: one element a block, its action id always the same."""

from typing import assert_never

from bot.cards import (
    ChannelField,
    ChoiceField,
    ChoicesField,
    DateField,
    Line,
    PersonField,
    TextField,
    TimeField,
)
from handlers.slack import limits
from handlers.slack.text import Json, plain

VALUE = "value"
"""The action id of every field's element."""

Field = TextField | ChoiceField | ChoicesField | PersonField | ChannelField | DateField | TimeField


def input_block(field: Field, block_id: str) -> Json:
    """A field as an input block."""
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": plain(field.label, limits.INPUT_LABEL),
        "element": _element(field),
        "optional": field.optional,
    }
    if isinstance(field, ChoicesField) and field.at_once:
        block["dispatch_action"] = True
    if field.hint is not None:
        block["hint"] = plain(field.hint, limits.INPUT_HINT)
    return block


def _element(field: Field) -> Json:
    match field:
        case TextField():
            return _text(field)
        case ChoiceField():
            return _choice(field)
        case ChoicesField():
            return _choices(field)
        case PersonField() | ChannelField() | DateField() | TimeField():
            return _picker(field)
        case _:
            assert_never(field)


def _picker(field: PersonField | ChannelField | DateField | TimeField) -> Json:
    """What Slack lets pick from a list or calendar of its own."""
    match field:
        case PersonField():
            return {"type": "users_select", "action_id": VALUE}
        case ChannelField():
            return {"type": "channels_select", "action_id": VALUE}
        case DateField():
            chosen = {"initial_date": field.initial} if field.initial else {}
            return {"type": "datepicker", "action_id": VALUE, **chosen}
        case TimeField():
            chosen = {"initial_time": field.initial} if field.initial else {}
            return {"type": "timepicker", "action_id": VALUE, **chosen}


def _text(field: TextField) -> Json:
    longest = min(field.longest, limits.INPUT_LENGTH)
    element: Json = {
        "type": "plain_text_input",
        "action_id": VALUE,
        "multiline": field.lines,
        "max_length": longest,
    }
    if field.initial:
        element["initial_value"] = field.initial[:longest]
    if field.example is not None:
        element["placeholder"] = plain(field.example, limits.PLACEHOLDER)
    return element


def _choice(field: ChoiceField) -> Json:
    options = [_option(choice.value, choice.label) for choice in field.choices]
    kind = "radio_buttons" if len(options) <= limits.OPTIONS_IN_RADIO else "static_select"
    chosen = [option for option in options if option["value"] == field.initial]
    return _select(kind, options) | ({"initial_option": chosen[0]} if chosen else {})


def _choices(field: ChoicesField) -> Json:
    options = [_option(choice.value, choice.label) for choice in field.choices]
    kind = "checkboxes" if len(options) <= limits.CHECKBOXES else "multi_static_select"
    chosen = [option for option in options if option["value"] in field.initial]
    return _select(kind, options) | ({"initial_options": chosen} if chosen else {})


def _select(kind: str, options: list[Json]) -> Json:
    return {"type": kind, "action_id": VALUE, "options": options[: limits.OPTIONS_IN_SELECT]}


def _option(value: str, label: Line) -> Json:
    if len(value) > limits.OPTION_VALUE:
        raise ValueError("The value of an option is longer than Slack takes.")
    return {"text": plain(label, limits.OPTION_TEXT), "value": value}
