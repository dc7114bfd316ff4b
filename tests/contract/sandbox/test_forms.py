"""Forms sent, and the answers that keep, change or close them."""

from slack_bolt.context.ack.async_ack import AsyncAck

from tests.contract.sandbox.forms import Json, answering, form, opened, plain, send
from tests.contract.sandbox.world import World


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
