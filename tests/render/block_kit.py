"""An outside judge of what we send to Slack: its own type definitions, and what they cannot say.

`assert_valid_blocks(blocks, surface)` judges a message's or view's blocks, `assert_valid_view`
a whole modal or Home tab. Both raise AssertionError naming the place and the rule.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

Surface = Literal["message", "modal", "home"]

_SCHEMA = json.loads(Path(__file__).with_name("block_kit.schema.json").read_text())
_MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_EVERYWHERE = {
    "actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video",
}  # fmt: skip
_BLOCKS: dict[Surface, set[str]] = {
    "message": _EVERYWHERE | {"context_actions", "file", "markdown", "table"},
    "modal": _EVERYWHERE,
    "home": _EVERYWHERE,
}
_NEVER_EMPTY = ("elements", "fields", "options", "option_groups", "rows")
_MENUS = {"static_select", "multi_static_select"}
_CHOICES = _MENUS | {"radio_buttons", "checkboxes", "overflow"}


def assert_valid_blocks(blocks: Sequence[Mapping[str, Any]], surface: Surface) -> None:
    """Raise AssertionError unless Slack would take these blocks on this surface."""
    assert len(blocks) <= _MOST_BLOCKS[surface], f"{len(blocks)} blocks on a {surface}"
    for place, block in enumerate(blocks):
        kind = block.get("type")
        assert kind in _BLOCKS[surface], f"blocks[{place}]: no {kind!r} block on a {surface}"
        _assert_matches(block, _definition_of_block(str(kind)), f"blocks[{place}]")
        for path, node in _objects(block, f"blocks[{place}]"):
            _assert_sensible(node, path)
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids)), f"block_id used twice: {_twice(ids)}"
    focused = [path for path, node in _objects(list(blocks), "blocks") if node.get("focus_on_load")]
    assert len(focused) <= 1, f"focus_on_load more than once: {focused}"


def assert_valid_view(view: Mapping[str, Any]) -> None:
    """Raise AssertionError unless Slack would open this modal or publish this Home tab."""
    surface: Surface = "home" if view.get("type") == "home" else "modal"
    assert_valid_blocks(view.get("blocks", []), surface)
    _assert_matches(view, "Home" if surface == "home" else "Modal", "view")
    has_input = any(block["type"] == "input" for block in view["blocks"])
    assert surface == "home" or not has_input or "submit" in view, "inputs need a submit button"


def _definition_of_block(kind: str) -> str:
    definitions = _SCHEMA["definitions"]
    for reference in definitions["KnownBlock"]["anyOf"]:
        name = str(reference["$ref"].rsplit("/", 1)[1])
        for shape in definitions[name].get("anyOf", [definitions[name]]):
            if shape["properties"]["type"]["const"] == kind:
                return name
    raise AssertionError(f"Slack's types know no {kind!r} block")


def _assert_matches(value: Mapping[str, Any], definition: str, path: str) -> None:
    schema = {"$ref": f"#/definitions/{definition}", "definitions": _SCHEMA["definitions"]}
    for error in Draft7Validator(schema).iter_errors(value):
        cause = _cause(error) or error
        raise AssertionError(f"{path}{cause.json_path[1:]}: {cause.message[-200:]}")


def _cause(error: ValidationError) -> ValidationError | None:
    """What is wrong with the one shape that the object's own `type` names; None if there is none.

    Without it every mistake in an element reads "not valid under any of the given schemas".
    """
    if list(error.relative_path) == ["type"] and error.validator == "const":
        return None
    if not error.context:
        return error
    shapes: dict[Any, list[ValidationError | None]] = {}
    for inner in error.context:
        shapes.setdefault(inner.relative_schema_path[0], []).append(_cause(inner))
    return next((causes[0] for causes in shapes.values() if None not in causes), None)


def _assert_sensible(node: Mapping[str, Any], path: str) -> None:
    """What the types cannot say about one object."""
    kind = node.get("type")
    for name in _NEVER_EMPTY:
        assert node.get(name) != [], f"{path}.{name} is empty"
    if kind == "section":
        assert "text" in node or "fields" in node, f"{path}: a section needs text or fields"
    if kind in _MENUS:
        assert ("options" in node) != ("option_groups" in node), f"{path}: options or groups"
    if kind in _CHOICES:
        options = _options(node)
        values = [option.get("value") for option in options]
        assert len(values) == len(set(values)), f"{path}: an option's value used twice"
        chosen = [node["initial_option"]] if "initial_option" in node else []
        for option in chosen + list(node.get("initial_options", [])):
            assert option in options, f"{path}: the initial option is none of the options"
    if kind == "overflow":
        assert len(node["options"]) <= 5, f"{path}: more than five options in an overflow menu"
    actions = [e["action_id"] for e in node.get("elements", []) if "action_id" in e]
    assert len(actions) == len(set(actions)), f"{path}: action_id used twice: {_twice(actions)}"


def _options(node: Mapping[str, Any]) -> list[Any]:
    grouped = [option for group in node.get("option_groups", []) for option in group["options"]]
    return list(node.get("options", [])) + grouped


def _objects(node: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        yield path, node
        for name, value in node.items():
            yield from _objects(value, f"{path}.{name}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _objects(value, f"{path}[{place}]")


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
