"""The rules that the tables are made of, complaining in Slack's words at a JSON pointer."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """A place in the document: its JSON pointer, and the list of complaints so far."""

    pointer: str = ""
    complaints: list[str] = field(default_factory=list)

    def at(self, key: str | int) -> "Spot":
        """Give the place of a field or an item below this one."""
        return Spot(f"{self.pointer}/{key}", self.complaints)

    def complain(self, sentence: str) -> None:
        """Note what is wrong here."""
        self.complaints.append(f"{sentence} [json-pointer:{self.pointer}]")


Rule = Callable[[Any, Spot], None]


def string(most: int, *, least: int = 1, pattern: str | None = None) -> Rule:
    """Accept text of `least` to `most` characters, matching `pattern` as a whole if given."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str):
            spot.complain("must provide a string")
        elif len(value) < least:
            spot.complain(f"must be more than {least - 1} characters")
        elif len(value) > most:
            spot.complain(f"must be less than {most + 1} characters")
        elif pattern is not None and not re.fullmatch(pattern, value):
            spot.complain("does not match the required format")

    return check


def integer(least: int, most: int) -> Rule:
    """Accept a whole number from `least` to `most`."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            spot.complain("must provide an integer")
        elif value < least:
            spot.complain(f"must be greater than {least - 1}")
        elif value > most:
            spot.complain(f"must be less than {most + 1}")

    return check


def boolean(value: Any, spot: Spot) -> None:
    """Accept true or false."""
    if not isinstance(value, bool):
        spot.complain("must provide a boolean")


def one_of(*names: str) -> Rule:
    """Accept one of a few names."""

    def check(value: Any, spot: Spot) -> None:
        if value not in names:
            spot.complain("must be a valid enum value")

    return check


def items(rule: Rule, most: int, *, least: int = 1) -> Rule:
    """Accept a list of `least` to `most` items that all follow `rule`."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, list):
            spot.complain("must provide an array")
            return
        if len(value) < least:
            spot.complain(f"no less than {least} items allowed")
        if len(value) > most:
            spot.complain(f"no more than {most} items allowed")
        for index, item in enumerate(value):
            rule(item, spot.at(index))

    return check


@dataclass(frozen=True)
class Shape:
    """An object with required and optional fields and, in `also`, rules for the whole."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    also: tuple[Rule, ...] = ()

    def __call__(self, value: Any, spot: Spot) -> None:
        """Check an object; `type` is left to whoever chose this shape by it."""
        if not isinstance(value, dict):
            spot.complain("must provide an object")
            return
        before = len(spot.complaints)
        for name in self.required:
            if name not in value:
                spot.complain(f"missing required field: {name}")
        for name, part in value.items():
            rule = self.required.get(name) or self.optional.get(name)
            if rule is not None:
                rule(part, spot.at(name))
            elif name != "type":
                spot.complain(f"invalid additional property: {name}")
        if len(spot.complaints) == before:
            for rule in self.also:
                rule(value, spot)


def typed(shapes: Mapping[str, Rule], allowed: Iterable[str] | None = None) -> Rule:
    """Accept an object whose `type` names one of the shapes, `allowed` ones only if given."""
    names = frozenset(shapes if allowed is None else allowed)

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, dict):
            spot.complain("must provide an object")
        elif "type" not in value:
            spot.complain("missing required field: type")
        elif value["type"] not in names:
            spot.at("type").complain(f"unsupported type: {value['type']}")
        else:
            shapes[value["type"]](value, spot)

    return check


def exactly_one(*names: str) -> Rule:
    """Accept an object that has exactly one of the fields."""

    def check(value: Any, spot: Spot) -> None:
        if sum(name in value for name in names) != 1:
            spot.complain("must provide exactly one of: " + ", ".join(names))

    return check


def at_least_one(*names: str) -> Rule:
    """Accept an object that has at least one of the fields."""

    def check(value: Any, spot: Spot) -> None:
        if not any(name in value for name in names):
            spot.complain(f"missing required field: {names[0]}")

    return check
