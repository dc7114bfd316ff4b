"""Forms that the tests open, answer and send."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from handlers.sandbox.app import Outcome
from tests.contract.sandbox.world import World

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def form(callback_id: str = "form", **changes: Any) -> Json:
    amount = {"type": "plain_text_input", "action_id": "typed", "max_length": 10}
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("Plan B"),
        "submit": plain("Save"),
        "private_metadata": "p1",
        "blocks": [
            {"type": "input", "block_id": "amount", "label": plain("Amount"), "element": amount},
            {
                "type": "input",
                "block_id": "note",
                "label": plain("Note"),
                "optional": True,
                "element": {"type": "plain_text_input", "action_id": "typed"},
            },
        ],
    } | changes


async def opened(world: World, view: Json) -> Json:
    """Let a command open a form for Ana, and give it."""

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: Json) -> None:
        await ack()
        await world.client.views_open(trigger_id=body["trigger_id"], view=view)

    await world.sandbox.command("Ana", "/negotiate")
    stack = await world.sandbox.until(lambda: world.sandbox.views("Ana"))
    return stack[-1]


def answering(world: World, answer: Json | None, heard: list[Json] | None = None) -> None:
    @world.app.view("form")
    async def submitted(ack: AsyncAck, body: Json) -> None:
        if heard is not None:
            heard.append(body)
        await (ack() if answer is None else ack(answer))


async def send(world: World, view: Json) -> Outcome:
    return await world.sandbox.submit("Ana", view["id"], {"amount": "85k"})


async def refusal_of(call: Callable[[], Awaitable[Any]]) -> str:
    """Give the error that a call ends with, nothing when it succeeds."""
    try:
        await call()
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


INPUTS: list[tuple[Json, Any, str | None]] = [
    ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "whole number"),
    ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1.5", "at least 2"),
    ({"type": "number_input", "is_decimal_allowed": True, "max_value": "1"}, "1.5", "at most 1"),
    ({"type": "number_input", "is_decimal_allowed": True}, "many", "valid number"),
    ({"type": "number_input", "is_decimal_allowed": True}, "1.5", None),
    ({"type": "email_text_input"}, "nobody", "email"),
    ({"type": "url_text_input"}, "https://example.org", None),
    ({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3 characters"),
    ({"type": "datepicker"}, "2026-12-01", None),
    ({"type": "checkboxes", "options": [{"text": plain("A"), "value": "a"}]}, ["a"], None),
    ({"type": "checkboxes", "options": [{"text": plain("A"), "value": "a"}]}, [], "required"),
    ({"type": "users_select"}, "U0BEN", None),
]
