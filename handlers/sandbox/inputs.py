"""What people enter: the interactive elements of a screen and the values they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.errors import SandboxError

Json = dict[str, Any]


@dataclass(frozen=True)
class Slot:
    """Under which names an element's value stands in a payload and in its definition."""

    value: str
    initial: str
    many: bool = False


# Element types that hold a value; buttons and overflow menus hold none.
SLOTS = {
    "plain_text_input": Slot("value", "initial_value"),
    "number_input": Slot("value", "initial_value"),
    "email_text_input": Slot("value", "initial_value"),
    "url_text_input": Slot("value", "initial_value"),
    "static_select": Slot("selected_option", "initial_option"),
    "radio_buttons": Slot("selected_option", "initial_option"),
    "checkboxes": Slot("selected_options", "initial_options", many=True),
    "multi_static_select": Slot("selected_options", "initial_options", many=True),
    "datepicker": Slot("selected_date", "initial_date"),
    "timepicker": Slot("selected_time", "initial_time"),
    "datetimepicker": Slot("selected_date_time", "initial_date_time"),
    "users_select": Slot("selected_user", "initial_user"),
    "multi_users_select": Slot("selected_users", "initial_users", many=True),
    "conversations_select": Slot("selected_conversation", "initial_conversation"),
    "channels_select": Slot("selected_channel", "initial_channel"),
}
_OPTION_SLOTS = frozenset({"selected_option", "selected_options"})


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give every element that has an action id, with its block, in the order of the screen."""
    for block in blocks:
        candidates = [block.get("accessory"), block.get("element")]
        if block.get("type") == "actions":
            candidates += block.get("elements", [])
        for element in candidates:
            if element is not None and "action_id" in element:
                yield block, element


def find_element(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json]:
    """Find an element by its action id; SandboxError when it is not on the screen."""
    for block, element in interactive(blocks):
        if element["action_id"] == action_id and block_id in {None, block["block_id"]}:
            return block, element
    raise SandboxError("That button or menu is not on the screen.", 404)


def initial_values(blocks: list[Json], kept: Json) -> Json:
    """Give what a fresh screen holds: `kept` where block and action are the same, else initials."""
    values: Json = {}
    for block, element in interactive(blocks):
        slot = SLOTS.get(element["type"])
        if slot is None:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        before = kept.get(block_id, {}).get(action_id)
        if before is not None and before["type"] == element["type"]:
            value = before
        else:
            empty: Any = [] if slot.many else None
            value = {"type": element["type"], slot.value: element.get(slot.initial, empty)}
        values.setdefault(block_id, {})[action_id] = value
    return values


def merged_values(blocks: list[Json], kept: Json, given: Json) -> Json:
    """Lay what a person entered over what the screen holds.

    `given` maps block ids to an entry, or to entries by action id; an entry is Slack's object
    (`{"value": ...}`) or the bare value. SandboxError when it names no input on the screen.
    """
    values = initial_values(blocks, kept)
    known = {block["block_id"] for block, _ in interactive(blocks)}
    if unknown := set(given) - known:
        raise SandboxError(f"There is no input in block {min(unknown)!r}.", 404)
    for block, element in interactive(blocks):
        block_id, action_id = block["block_id"], element["action_id"]
        if block_id not in given or element["type"] not in SLOTS:
            continue
        entry = given[block_id]
        if isinstance(entry, dict) and isinstance(entry.get(action_id), dict):
            entry = entry[action_id]  # first: an action may itself be called "value"
        elif isinstance(entry, dict) and not _is_entry(entry, element):
            if action_id not in entry:
                continue
            entry = entry[action_id]
        values[block_id][action_id] = as_entry(element, entry)
    return values


def _is_entry(entry: Json, element: Json) -> bool:
    return SLOTS[element["type"]].value in entry


def as_entry(element: Json, given: Any) -> Json:
    """Give an element's value as Slack writes it, from its object or from the bare value."""
    slot = SLOTS[element["type"]]
    bare = given.get(slot.value) if isinstance(given, dict) and slot.value in given else given
    if isinstance(bare, dict) and "value" not in bare:
        bare = None
    if slot.value in _OPTION_SLOTS:
        wanted = bare if slot.many else [bare]
        chosen = [option_of(element, one) for one in wanted or [] if one is not None]
        value: Any = chosen if slot.many else (chosen[0] if chosen else None)
    else:
        value = None if bare == "" else bare
    return {"type": element["type"], slot.value: value}


def option_of(element: Json, wanted: Any) -> Json:
    """Find an option by its object, value or label; SandboxError when it is not offered."""
    key = wanted["value"] if isinstance(wanted, dict) else wanted
    offered = list(element.get("options", []))
    for group in element.get("option_groups", []):
        offered += group["options"]
    for option in offered:
        if key in {option["value"], option["text"]["text"]}:
            return dict(option)
    raise SandboxError("That option is not offered.", 404)


def action_entry(block: Json, element: Json, given: Json, action_ts: str) -> Json:
    """Give the entry of `actions` in a block_actions payload."""
    entry: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    if element["type"] == "button":
        kept = ("text", "value", "style", "url")
        return entry | {key: element[key] for key in kept if key in element}
    if element["type"] == "overflow":
        return entry | {"selected_option": option_of(element, given.get("selected_option"))}
    return entry | as_entry(element, given)


def complaints(blocks: list[Json], values: Json) -> dict[str, str]:
    """Say what Slack itself objects to before it sends a form, by block id."""
    found = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = values[block["block_id"]][element["action_id"]]
        value = entry.get(SLOTS[element["type"]].value)
        sentence = _complaint(block, element, value)
        if sentence is not None:
            found[block["block_id"]] = sentence
    return found


def _complaint(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] == "number_input":
        return _number_complaint(element, str(value))
    if isinstance(value, str):
        if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Please enter no more than {element.get('max_length', 3000)} characters."
    part, sentence = _MARKS.get(element["type"], ("", ""))
    return None if part in str(value) else sentence


# What an address cannot do without, and the words when it is missing.
_MARKS = {
    "email_text_input": ("@", "Please enter a valid email address."),
    "url_text_input": ("://", "Please enter a valid URL."),
}


def _number_complaint(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a valid number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def own_value(blocks: list[Json], action_id: str, block_id: str | None, value: Any) -> Json:
    """Give the part of an action that holds `value`, under the name the element needs."""
    _, element = find_element(blocks, action_id, block_id)
    if element["type"] == "button" or value is None:
        return {}
    if element["type"] == "overflow":
        return {"selected_option": value}
    return {SLOTS[element["type"]].value: value}
