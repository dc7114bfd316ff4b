"""The Web API through the official client and by hand: answers, error names, scopes."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Fault, Sandbox, create_sandbox
from tests.contract.sandbox.world import APP_TOKEN, BOT_TOKEN, MANIFEST, config

Json = dict[str, Any]


async def call(sandbox: Sandbox, method: str, **arguments: Any) -> Json:
    """Call a method with a form body and the bot's token in it."""
    form = {"token": BOT_TOKEN} | arguments
    url = sandbox.api_url + method
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as response:
        answer: Json = await response.json()
        return answer


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("nothing.here", {}, "unknown_method"),
        ("auth.test", {"token": ""}, "not_authed"),
        ("auth.test", {"token": "xoxb-wrong"}, "invalid_auth"),
        ("auth.test", {"token": APP_TOKEN}, "not_allowed_token_type"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("api.test", {"error": "my_error"}, "my_error"),
        ("chat.postMessage", {"text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0GENERAL", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "D0ANA"}, "no_text"),
        ("chat.postMessage", {"channel": "D0ANA", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "D0ANA", "blocks": "[{"}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": "D0ANA", "text": "x", "thread_ts": "1.000000"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": "D0ANA", "text": "x", "metadata": '{"event_type": "a"}'},
            "invalid_metadata_format",
        ),
        ("chat.update", {"channel": "D0ANA", "ts": "1.000000", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": "D0ANA", "ts": "1.000000"}, "message_not_found"),
        (
            "chat.postEphemeral",
            {"channel": "D0ANA", "user": "U0BEN", "text": "x"},
            "user_not_in_channel",
        ),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("conversations.info", {"channel": "D0ANA"}, "missing_scope"),
        ("conversations.history", {"channel": "C0GENERAL"}, "missing_scope"),
        ("conversations.history", {"channel": "D0ANA", "cursor": "x"}, "invalid_cursor"),
        ("conversations.history", {"channel": "D0ANA", "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": "D0ANA", "limit": "0"}, "invalid_limit"),
        ("conversations.replies", {"channel": "D0ANA", "ts": "1.1"}, "thread_not_found"),
        ("conversations.replies", {"channel": "D0ANA"}, "invalid_arguments"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("views.publish", {"user_id": "U0ANA"}, "invalid_arguments"),
        ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
    ],
)
async def test_refusals(sandbox: Sandbox, method: str, arguments: Json, error: str) -> None:
    if "cursor" in arguments or "oldest" in arguments:
        await sandbox.say("Ana", "a message to look for")

    answer = await call(sandbox, method, **arguments)

    assert answer["ok"] is False
    assert answer["error"] == error


async def test_a_missing_scope_is_named(sandbox: Sandbox) -> None:
    answer = await call(sandbox, "conversations.info", channel="D0ANA")

    assert answer["needed"] == "im:read"
    assert answer["provided"] == "commands,chat:write,im:write,im:history,users:read"


async def test_people_of_the_workspace(client: AsyncWebClient) -> None:
    ana = (await client.users_info(user="U0ANA"))["user"]
    everyone = [
        member["id"]
        async for page in await client.users_list(limit=2)
        for member in page["members"]
    ]

    assert ana["tz"] == "Europe/Madrid"
    assert ana["tz_label"] == "Central European Time"
    assert ana["tz_offset"] in {3600, 7200}
    assert ana["real_name"] == "Ana Ruiz"
    assert everyone == ["U0ANA", "U0BEN", "U0MEI", "U0PARLEY"]


async def test_a_user_id_opens_the_direct_message(client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users="U0BEN")
    posted = await client.chat_postMessage(channel="U0BEN", text="Hello", unfurl_links=False)

    assert opened["channel"]["id"] == posted["channel"] == "D0BEN"


async def test_history_is_paged_newest_first_without_replies(client: AsyncWebClient) -> None:
    posted = [
        (await client.chat_postMessage(channel="D0ANA", text=str(number)))["ts"]
        for number in range(5)
    ]
    await client.chat_postMessage(channel="D0ANA", text="reply", thread_ts=posted[0])

    pages = await client.conversations_history(channel="D0ANA", limit=2)
    texts = [[message["text"] for message in page["messages"]] async for page in pages]
    middle = await client.conversations_history(channel="D0ANA", oldest=posted[1], latest=posted[3])
    around = await client.conversations_history(
        channel="D0ANA", oldest=posted[1], latest=posted[3], inclusive=True
    )

    assert texts == [["4", "3"], ["2", "1"], ["0"]]
    assert [message["text"] for message in middle["messages"]] == ["2"]
    assert [message["text"] for message in around["messages"]] == ["3", "2", "1"]


async def test_a_thread_is_paged_oldest_first_from_its_first_message(
    client: AsyncWebClient,
) -> None:
    first = (await client.chat_postMessage(channel="D0ANA", text="0"))["ts"]
    await client.chat_postMessage(channel="D0ANA", text="outside")
    await client.chat_postMessage(channel="D0ANA", text="1", thread_ts=first)
    answer = await client.chat_postMessage(channel="D0ANA", text="2", thread_ts=first)

    pages = await client.conversations_replies(channel="D0ANA", ts=first, limit=2)
    texts = [[message["text"] for message in page["messages"]] async for page in pages]
    from_reply = await client.conversations_replies(channel="D0ANA", ts=answer["ts"])

    assert texts == [["0", "1"], ["2"]]
    assert [message["text"] for message in from_reply["messages"]] == ["0", "1", "2"]


async def test_metadata_is_given_when_asked_for(client: AsyncWebClient) -> None:
    metadata = {"event_type": "parley_sent", "event_payload": {"send_key": "k1"}}
    await client.chat_postMessage(channel="D0ANA", text="x", metadata=metadata)

    bare = await client.conversations_history(channel="D0ANA")
    full = await client.conversations_history(channel="D0ANA", include_all_metadata=True)

    assert "metadata" not in bare["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_timestamps_are_unique_and_rise(client: AsyncWebClient, sandbox: Sandbox) -> None:
    answers = await asyncio.gather(
        *(client.chat_postMessage(channel="D0ANA", text=str(n)) for n in range(20))
    )

    assert len({answer["ts"] for answer in answers}) == 20
    assert len(sandbox.messages("Ana")) == 20


async def test_an_update_with_text_alone_takes_the_blocks_away(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    blocks = [{"type": "divider"}]
    ts = (await client.chat_postMessage(channel="D0ANA", text="a", blocks=blocks))["ts"]

    await client.chat_update(channel="D0ANA", ts=ts, text="b", blocks=blocks)
    with_blocks = sandbox.messages("Ana")[0]
    await client.chat_update(channel="D0ANA", ts=ts, text="c")
    without = sandbox.messages("Ana")[0]

    assert with_blocks.edited_ts is None
    assert with_blocks.blocks is not None
    assert without.blocks is None
    assert without.edited_ts is not None


async def test_somebody_elses_message_cannot_be_changed(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    said = await sandbox.say("Ana", "mine")

    with pytest.raises(SlackApiError, match="cant_update_message"):
        await client.chat_update(channel="D0ANA", ts=said.message.ts, text="yours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await client.chat_delete(channel="D0ANA", ts=said.message.ts)


async def test_a_deleted_message_is_gone(client: AsyncWebClient, sandbox: Sandbox) -> None:
    ts = (await client.chat_postMessage(channel="D0ANA", text="a"))["ts"]

    await client.chat_delete(channel="D0ANA", ts=ts)

    assert sandbox.messages("Ana") == []


async def test_an_ephemeral_message_is_seen_by_one(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="psst")

    assert [m["text"] for m in sandbox.snapshot("Ana")["channels"][0]["messages"]] == ["psst"]
    assert sandbox.snapshot("Ben")["channels"][0]["messages"] == []


async def test_without_a_home_tab_nothing_is_published() -> None:
    manifest = MANIFEST | {"features": {"bot_user": {"display_name": "Parley"}}}
    sandbox = create_sandbox(config(manifest=manifest))
    await sandbox.start()
    client = AsyncWebClient(BOT_TOKEN, base_url=sandbox.api_url)

    with pytest.raises(SlackApiError, match="not_enabled"):
        await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": []})
    await sandbox.stop()


async def test_a_rate_limit_strikes_as_often_as_it_is_set(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    sandbox.set_fault(Fault.RATE_LIMIT, 2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await client.auth_test()
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "1"
    assert (await client.auth_test())["bot_id"] == "B0PARLEY"


async def test_a_server_error_has_no_json(sandbox: Sandbox) -> None:
    sandbox.set_fault(Fault.SERVER_ERROR)

    url = sandbox.api_url + "auth.test"
    async with aiohttp.ClientSession() as session, session.post(url) as response:
        assert response.status == 500


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_AFTER_ACCEPTING, Fault.SLOW])
async def test_a_call_that_is_not_answered_in_time(
    client: AsyncWebClient, sandbox: Sandbox, fault: Fault
) -> None:
    sandbox.set_fault(fault)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await client.chat_postMessage(channel="D0ANA", text="once")

    done = fault is Fault.TIMEOUT_AFTER_ACCEPTING
    assert [message.text for message in sandbox.messages("Ana")] == (["once"] if done else [])


async def test_a_call_that_is_never_answered_ends_without_a_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sandbox = create_sandbox(config(hold_seconds=0.05))
    await sandbox.start()
    sandbox.set_fault(Fault.TIMEOUT_AFTER_ACCEPTING)

    with pytest.raises(aiohttp.ClientError):
        await call(sandbox, "chat.postMessage", channel="D0ANA", text="once")

    assert [message.text for message in sandbox.messages("Ana")] == ["once"]
    assert caplog.records == []
    await sandbox.stop()
