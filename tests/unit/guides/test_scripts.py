"""Scripts are known by a version: states are stored with it and fitted when it changes."""

import hashlib
import json
from typing import Any

import pytest

from bot.dialogue.script import State
from bot.guides.scripts import SCRIPTS, fitted

ACCEPTED = {
    "prepare": (3, "7fab76e0e6f5fb3c"),
    "reflect": (1, "8e8bc26082acc1cd"),
    "commit": (2, "31da49d2418d1331"),
    "check_in": (1, "eea5bdf7c71c4c1b"),
}
"""The version of each script, and a digest of what it accepts."""


def bare(schema: Any) -> Any:
    """A JSON schema without what is said about it."""
    if isinstance(schema, dict):
        said = {"description", "title"}
        return {name: bare(part) for name, part in schema.items() if name not in said}
    return [bare(part) for part in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_that_accepts_something_else_has_another_version(name: str) -> None:
    script = SCRIPTS[name]
    accepted = {
        step.name: [bare(step.accepts.model_json_schema()), step.follow_ups]
        for step in (*script.steps, *script.asides, *script.given)
    }
    digest = hashlib.sha256(json.dumps(accepted, sort_keys=True).encode()).hexdigest()[:16]
    # When this fails, raise the script's version and put both down here: states that are stored
    # under the old one are then fitted, value by value, when they are read.
    assert ACCEPTED[name] == (script.version, digest)


def test_a_state_of_an_unknown_script_is_left_alone() -> None:
    assert fitted(State(script="settle", version=1, step="terms")) is None
