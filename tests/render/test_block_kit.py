"""The outside judge lets good payloads pass and refuses each kind of bad one."""

from typing import Any

import pytest

from tests.render.block_kit import Surface, assert_valid_blocks, assert_valid_view

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str = "What is it about?", **more: Any) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "skip", **more: Any) -> Block:
    return {"type": "button", "action_id": action_id, "text": plain("Skip"), **more}


def option(value: str) -> Block:
    return {"text": plain(value), "value": value}


def menu(**more: Any) -> Block:
    return {"type": "static_select", "action_id": "kind", "options": [option("raise")], **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def field(**more: Any) -> Block:
    element = {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "label": plain("Target"), "element": element, **more}


def modal(*blocks: Block, **more: Any) -> Block:
    return {"type": "modal", "title": plain("Your target"), "blocks": list(blocks), **more}


GOOD: list[tuple[Surface, list[Block]]] = [
    ("message", [section(), actions(button(), menu(), button("back", style="danger"))]),
    ("message", [section(block_id="prepare:target", accessory=button())]),
    ("message", [{"type": "header", "text": plain("Prepare")}, {"type": "divider"}]),
    ("home", [{"type": "context", "elements": [{"type": "mrkdwn", "text": "Only you"}]}]),
    ("modal", [actions({"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"})]),
    ("modal", [actions(menu(initial_option=option("raise")))]),
]

BAD: list[tuple[str, Surface, list[Block]]] = [
    ("'blocc' block", "message", [{"type": "blocc"}]),
    ("no None block", "message", [{"text": "no type"}]),
    ("51 blocks", "message", [{"type": "divider"}] * 51),
    ("101 blocks", "modal", [{"type": "divider"}] * 101),
    ("'markdown' block on a modal", "modal", [{"type": "markdown", "text": "# No"}]),
    ("too long", "message", [section("x" * 3001)]),
    ("too short|non-empty", "message", [section("")]),
    ("needs text or fields", "message", [{"type": "section"}]),
    ("'colour' was unexpected", "message", [section(colour="red")]),
    ("too long", "message", [section(block_id="b" * 256)]),
    ("too long", "message", [{"type": "header", "text": plain("x" * 151)}]),
    ("plain_text", "message", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
    ("too long", "message", [actions(button(text=plain("x" * 76)))]),
    ("too long", "message", [actions(button(value="x" * 2001))]),
    ("style: 'green' is not one of", "message", [actions(button(style="green"))]),
    ("too long", "message", [actions(*(button(f"b{n}") for n in range(26)))]),
    ("elements is empty", "message", [actions()]),
    ("action_id used twice", "message", [actions(button("a"), button("a"))]),
    ("block_id used twice", "message", [section(block_id="a"), section(block_id="a")]),
    ("options or groups", "message", [actions({"type": "static_select", "action_id": "a"})]),
    ("options is empty", "message", [actions(menu(options=[]))]),
    ("value used twice", "message", [actions(menu(options=[option("a"), option("a")]))]),
    ("none of the options", "message", [actions(menu(initial_option=option("other")))]),
    ("too long", "message", [actions(menu(options=[option(f"o{n}") for n in range(101)]))]),
    ("label", "modal", [{"type": "input", "element": field()["element"]}]),
    (
        "more than once",
        "modal",
        [
            field(element={"type": "plain_text_input", "focus_on_load": True}),
            field(element={"type": "email_text_input", "focus_on_load": True}),
        ],
    ),
]


@pytest.mark.parametrize(("surface", "blocks"), GOOD)
def test_good_blocks_pass(surface: Surface, blocks: list[Block]) -> None:
    assert_valid_blocks(blocks, surface)
    assert len(blocks) > 0


@pytest.mark.parametrize(("why", "surface", "blocks"), BAD)
def test_bad_blocks_are_refused(why: str, surface: Surface, blocks: list[Block]) -> None:
    with pytest.raises(AssertionError, match=why):
        assert_valid_blocks(blocks, surface)


def test_good_views_pass() -> None:
    assert_valid_view(modal(field(), submit=plain("Save"), private_metadata="x" * 3000))
    assert_valid_view({"type": "home", "blocks": [section()]})


@pytest.mark.parametrize(
    ("why", "view"),
    [
        ("need a submit", modal(field())),
        ("too long", modal(section(), title=plain("x" * 25))),
        ("'title' is a required", {"type": "modal", "blocks": [section()]}),
        ("too long", modal(section(), private_metadata="x" * 3001)),
        ("too long", modal(section(), callback_id="x" * 256)),
        ("'hash' was unexpected", modal(section(), hash="1")),
        ("modal", {"type": "drawer", "title": plain("x"), "blocks": []}),
        ("'title' was unexpected", {"type": "home", "title": plain("x"), "blocks": []}),
    ],
)
def test_bad_views_are_refused(why: str, view: Block) -> None:
    with pytest.raises(AssertionError, match=why):
        assert_valid_view(view)
