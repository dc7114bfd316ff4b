"""Interactive elements and images: what each may hold, and where it may stand."""

from datetime import datetime
from typing import Any

from handlers.sandbox.blockkit.objects import (
    ACTION_ID,
    CONFIRM,
    DISPATCH_CONFIG,
    MARKED_OPTION,
    MENU_OPTION,
    OPTION,
    OPTION_GROUP,
    PLACEHOLDER,
    URL,
    initial_is_offered,
    plain_text,
    values_are_unique,
)
from handlers.sandbox.blockkit.rules import (
    Rule,
    Shape,
    Spot,
    boolean,
    exactly_one,
    integer,
    items,
    one_of,
    string,
)

_ID = {"action_id": ACTION_ID}
_ASKING = _ID | {"confirm": CONFIRM, "focus_on_load": boolean}
_SELECT = _ASKING | {"placeholder": PLACEHOLDER}
_TYPED = _ID | {
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH_CONFIG,
}
_MANY = {"max_selected_items": integer(1, 100)}
_OPTIONS = {"options": items(OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
_CHOICE = (exactly_one("options", "option_groups"), initial_is_offered, values_are_unique)
_LONGEST_INPUT = 3000


def _formatted(form: str, example: str) -> Rule:
    """Accept a real date or time in the form, written with leading zeros as in the example."""

    def check(value: Any, spot: Spot) -> None:
        try:
            real = isinstance(value, str) and len(value) == len(example)
            datetime.strptime(value if real else "", form)  # noqa: DTZ007 - only the form matters
        except ValueError:
            spot.complain(f"must be in the format {example}")

    return check


_DATE = _formatted("%Y-%m-%d", "YYYY-MM-DD")
_TIME = _formatted("%H:%M", "HH:mm")
_NUMBER = string(50, pattern=r"-?\d+(\.\d+)?")


def _lengths_agree(element: Any, spot: Spot) -> None:
    most = element.get("max_length", _LONGEST_INPUT)
    if element.get("min_length", 0) > most:
        spot.at("min_length").complain("must be less than or equal to max_length")
    if len(element.get("initial_value", "")) > most:
        spot.at("initial_value").complain(f"must be less than {most + 1} characters")


IMAGE = Shape({"alt_text": string(2000)}, {"image_url": URL}, (exactly_one("image_url"),))

ELEMENTS: dict[str, Rule] = {
    "image": IMAGE,
    "button": Shape(
        {"text": plain_text(75)},
        _ID
        | {
            "url": URL,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "checkboxes": Shape(
        {"options": items(MARKED_OPTION, 10)},
        _ASKING | {"initial_options": items(MARKED_OPTION, 10)},
        (initial_is_offered, values_are_unique),
    ),
    "radio_buttons": Shape(
        {"options": items(MARKED_OPTION, 10)},
        _ASKING | {"initial_option": MARKED_OPTION},
        (initial_is_offered, values_are_unique),
    ),
    "overflow": Shape(
        {"options": items(MENU_OPTION, 5)}, _ID | {"confirm": CONFIRM}, (values_are_unique,)
    ),
    "static_select": Shape({}, _SELECT | _OPTIONS | {"initial_option": OPTION}, _CHOICE),
    "multi_static_select": Shape(
        {}, _SELECT | _OPTIONS | _MANY | {"initial_options": items(OPTION, 100)}, _CHOICE
    ),
    "users_select": Shape({}, _SELECT | {"initial_user": string(20)}),
    "multi_users_select": Shape(
        {}, _SELECT | _MANY | {"initial_users": items(string(20), 100, least=0)}
    ),
    "conversations_select": Shape(
        {},
        _SELECT
        | {
            "initial_conversation": string(20),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
        },
    ),
    "channels_select": Shape(
        {}, _SELECT | {"initial_channel": string(20), "response_url_enabled": boolean}
    ),
    "datepicker": Shape({}, _SELECT | {"initial_date": _DATE}),
    "timepicker": Shape({}, _SELECT | {"initial_time": _TIME, "timezone": string(64)}),
    # Ten digits: from 2001 to 2286.
    "datetimepicker": Shape({}, _ASKING | {"initial_date_time": integer(10**9, 10**10 - 1)}),
    "plain_text_input": Shape(
        {},
        _TYPED
        | {
            "initial_value": string(_LONGEST_INPUT, least=0),
            "multiline": boolean,
            "min_length": integer(0, _LONGEST_INPUT),
            "max_length": integer(1, _LONGEST_INPUT),
        },
        (_lengths_agree,),
    ),
    "number_input": Shape(
        {"is_decimal_allowed": boolean},
        _TYPED | {"initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "email_text_input": Shape({}, _TYPED | {"initial_value": string(3000, least=0)}),
    "url_text_input": Shape({}, _TYPED | {"initial_value": string(3000, least=0)}),
}

_SINGLE = {"static_select", "users_select", "conversations_select", "channels_select"}
_MULTIPLE = {"multi_static_select", "multi_users_select"}
_CHOSEN = {"checkboxes", "radio_buttons", "datepicker", "timepicker"} | _SINGLE

IN_SECTION = _CHOSEN | _MULTIPLE | {"button", "image", "overflow"}
IN_ACTIONS = _CHOSEN | {"button", "overflow", "datetimepicker"}
IN_INPUT = (
    _CHOSEN
    | _MULTIPLE
    | {
        "datetimepicker",
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
    }
)
