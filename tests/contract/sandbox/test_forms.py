"""Forms: the stack, submissions and their answers, through a real Bolt app."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from handlers.sandbox.app import Outcome, Sandbox
from handlers.sandbox.errors import SandboxError
from tests.contract.sandbox.world import BoltProcess, World

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


async def test_a_submission_carries_the_state_and_closes_the_form(world: World) -> None:
    heard: list[Json] = []
    answering(world, None, heard)
    view = await opened(world, form())

    outcome = await send(world, view)

    assert outcome.ok
    assert world.sandbox.views("Ana") == []
    sent = heard[0]["view"]
    entry = {"type": "plain_text_input", "value": "85k"}
    assert sent["state"]["values"]["amount"]["typed"] == entry
    assert sent["state"]["values"]["note"]["typed"]["value"] is None
    assert sent["private_metadata"] == "p1"
    assert sent["hash"] == view["hash"]


async def test_field_errors_keep_the_form_and_what_was_typed(world: World) -> None:
    answering(world, {"response_action": "errors", "errors": {"amount": "Which currency?"}})
    view = await opened(world, form())

    outcome = await send(world, view)

    assert outcome.errors == {"amount": "Which currency?"}
    [kept] = world.sandbox.views("Ana")
    assert kept["state"]["values"]["amount"]["typed"]["value"] == "85k"


async def test_errors_for_a_block_that_is_no_input_are_trouble(world: World) -> None:
    answering(world, {"response_action": "errors", "errors": {"nowhere": "No"}})
    view = await opened(world, form())

    outcome = await send(world, view)

    assert outcome.error == "We had some trouble connecting. Try again?"
    assert len(world.sandbox.views("Ana")) == 1


async def test_slack_checks_inputs_before_it_asks_the_app(world: World) -> None:
    heard: list[Json] = []
    answering(world, None, heard)
    view = await opened(world, form())

    empty = await world.sandbox.submit("Ana", view["id"], {})
    long = await world.sandbox.submit("Ana", view["id"], {"amount": "x" * 11})

    assert empty.errors == {"amount": "Please complete this required field."}
    assert long.errors == {"amount": "Please enter no more than 10 characters."}
    assert heard == []


async def test_an_update_replaces_the_form_and_keeps_what_stays(world: World) -> None:
    answering(world, {"response_action": "update", "view": form(title=plain("Again"))})
    view = await opened(world, form())

    outcome = await send(world, view)

    [shown] = world.sandbox.views("Ana")
    assert outcome.response_action == "update"
    assert shown["title"]["text"] == "Again"
    assert shown["id"] == view["id"]
    assert shown["hash"] != view["hash"]
    assert shown["state"]["values"]["amount"]["typed"]["value"] == "85k"


async def test_a_push_and_a_close_of_both(world: World) -> None:
    closed: list[Json] = []

    @world.app.view_closed("second")
    async def note(ack: AsyncAck, body: Json) -> None:
        closed.append(body)
        await ack()

    second = form("second", notify_on_close=True)
    answering(world, {"response_action": "push", "view": second})
    view = await opened(world, form())
    await send(world, view)
    bottom, top = world.sandbox.views("Ana")

    await world.sandbox.close_view("Ana", top["id"])
    await send(world, view)
    await world.sandbox.close_view("Ana", world.sandbox.views("Ana")[-1]["id"], everything=True)

    assert top["previous_view_id"] == bottom["id"] == top["root_view_id"]
    assert [body["is_cleared"] for body in closed] == [False, True]
    assert closed[0]["view"]["callback_id"] == "second"
    assert world.sandbox.views("Ana") == []


async def test_clear_closes_everything(world: World) -> None:
    answering(world, {"response_action": "clear"})
    view = await opened(world, form())

    await send(world, view)

    assert world.sandbox.views("Ana") == []


async def test_an_invalid_view_in_the_answer_is_trouble(world: World) -> None:
    answering(world, {"response_action": "update", "view": form(title=plain("x" * 25))})
    view = await opened(world, form())

    outcome = await send(world, view)

    assert outcome.error == "We had some trouble connecting. Try again?"
    assert world.sandbox.views("Ana")[0]["title"]["text"] == "Plan B"


async def test_a_failing_listener_is_trouble(world: World) -> None:
    @world.app.view("form")
    async def fail(ack: AsyncAck) -> None:
        raise ZeroDivisionError

    view = await opened(world, form())

    outcome = await send(world, view)

    assert outcome.error == "We had some trouble connecting. Try again?"


async def test_a_stale_hash_conflicts(world: World) -> None:
    view = await opened(world, form())
    changed = await world.client.views_update(view_id=view["id"], hash=view["hash"], view=form())

    assert changed["view"]["hash"] != view["hash"]
    assert (
        await _refused(
            lambda: world.client.views_update(view_id=view["id"], hash=view["hash"], view=form())
        )
        == "hash_conflict"
    )
    assert (
        await _refused(lambda: world.client.views_update(view_id="V0NOTHING", view=form()))
        == "not_found"
    )


async def test_three_forms_are_the_most(world: World) -> None:
    triggers: list[str] = []
    button = {"type": "button", "action_id": "more", "text": plain("More")}
    stacked = {
        "type": "modal",
        "title": plain("Stack"),
        "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}],
    }

    @world.app.action("more")
    async def push(ack: AsyncAck, body: Json) -> None:
        await ack()
        triggers.append(body["trigger_id"])

    await opened(world, stacked)
    for expected in ("", "", "push_limit_reached"):
        top = world.sandbox.views("Ana")[-1]
        await world.sandbox.press("Ana", top["id"], "more")
        assert expected == await _refused(
            lambda: world.client.views_push(trigger_id=triggers[-1], view=stacked)
        )

    assert len(world.sandbox.views("Ana")) == 3


async def _refused(call: Callable[[], Awaitable[Any]]) -> str:
    """Give the error that a call ends with, nothing when it succeeds."""
    try:
        await call()
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


async def test_a_view_that_slack_would_refuse_is_not_opened(world: World) -> None:
    refusals: list[Json] = []

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: Json) -> None:
        await ack()
        unsubmittable = {key: value for key, value in form().items() if key != "submit"}
        with pytest.raises(SlackApiError) as refused:
            await world.client.views_open(trigger_id=body["trigger_id"], view=unsubmittable)
        refusals.append(refused.value.response.data)

    await world.sandbox.command("Ana", "/negotiate")
    refusal = await world.sandbox.until(lambda: next(iter(refusals), None))

    assert refusal["error"] == "invalid_arguments"
    assert refusal["response_metadata"]["messages"] == [
        "[ERROR] missing required field: submit [json-pointer:/view]"
    ]


async def test_a_form_that_clears_on_close_takes_the_others_along(world: World) -> None:
    second = form("second", clear_on_close=True)
    answering(world, {"response_action": "push", "view": second})
    view = await opened(world, form())
    await send(world, view)

    await world.sandbox.close_view("Ana", world.sandbox.views("Ana")[-1]["id"])

    assert world.sandbox.views("Ana") == []


async def test_a_form_outlives_the_app_but_only_to_be_closed(world: World) -> None:
    view = await opened(world, form(notify_on_close=True))

    @world.app.event("tokens_revoked")
    @world.app.event("app_uninstalled")
    async def gone() -> None:
        """Hear of it, which is all there is to do."""

    await world.sandbox.uninstall()

    with pytest.raises(SandboxError, match="not installed"):
        await send(world, view)
    assert (await world.sandbox.close_view("Ana", view["id"])).ok
    assert world.sandbox.views("Ana") == []


async def test_an_external_id_finds_one_form(world: World) -> None:
    view = await opened(world, form(external_id="mine"))

    await world.client.views_update(external_id="mine", view=form(external_id="mine"))
    taken = await _refused(
        lambda: world.client.views_publish(
            user_id="U0ANA", view={"type": "home", "blocks": [], "external_id": "mine"}
        )
    )

    assert world.sandbox.views("Ana")[0]["hash"] != view["hash"]
    assert taken == "duplicate_external_id"


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


@pytest.mark.parametrize(("element", "value", "complaint"), INPUTS)
async def test_what_slack_says_of_an_input(
    sandbox: Sandbox, element: Json, value: Any, complaint: str | None
) -> None:
    bolt = BoltProcess(sandbox)
    await bolt.start("http")
    world = World(sandbox, bolt.app)
    answering(world, None)
    block = {"type": "input", "block_id": "i", "label": plain("In"), "element": element}
    view = await opened(world, form(blocks=[block]))

    outcome = await sandbox.submit("Ana", view["id"], {"i": value})

    assert outcome.ok is (complaint is None)
    assert (complaint or "") in outcome.errors.get("i", "")
    await bolt.stop()
