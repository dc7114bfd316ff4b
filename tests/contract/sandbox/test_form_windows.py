"""Windows of forms: hashes, the stack of three, views that are refused, restarts."""

from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from handlers.sandbox.app import Sandbox
from handlers.sandbox.errors import SandboxError
from tests.contract.sandbox.forms import (
    INPUTS,
    Json,
    answering,
    form,
    opened,
    plain,
    refusal_of,
    send,
)
from tests.contract.sandbox.world import BoltProcess, World


async def test_a_stale_hash_conflicts(world: World) -> None:
    view = await opened(world, form())
    changed = await world.client.views_update(view_id=view["id"], hash=view["hash"], view=form())

    assert changed["view"]["hash"] != view["hash"]
    assert (
        await refusal_of(
            lambda: world.client.views_update(view_id=view["id"], hash=view["hash"], view=form())
        )
        == "hash_conflict"
    )
    assert (
        await refusal_of(lambda: world.client.views_update(view_id="V0NOTHING", view=form()))
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
        assert expected == await refusal_of(
            lambda: world.client.views_push(trigger_id=triggers[-1], view=stacked)
        )

    assert len(world.sandbox.views("Ana")) == 3


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
    taken = await refusal_of(
        lambda: world.client.views_publish(
            user_id="U0ANA", view={"type": "home", "blocks": [], "external_id": "mine"}
        )
    )

    assert world.sandbox.views("Ana")[0]["hash"] != view["hash"]
    assert taken == "duplicate_external_id"


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
