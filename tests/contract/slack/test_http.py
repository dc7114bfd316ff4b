"""The HTTP door: what is not Slack's, too old, too large or no payload at all."""

import io
import json
import time
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

import aiohttp
import pytest

from handlers.sandbox.delivery.http import signature
from tests.contract.slack.world import ANA, SIGNING_SECRET, Mode, World

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@pytest.fixture
def mode() -> Mode:
    return "http"


async def post(
    world: World,
    body: str | bytes,
    content_type: str = FORM,
    *,
    secret: str = SIGNING_SECRET,
    age: float = 0,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, str]:
    timestamp = str(int(time.time() - age))
    text = body if isinstance(body, str) else body.decode("latin-1")
    raw = io.BytesIO(body.encode() if isinstance(body, str) else body)
    signed = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, text),
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{world.url}/slack/events", data=raw, headers=signed | dict(headers)
        ) as answer,
    ):
        return answer.status, await answer.text()


def help_command(trigger: str = "1.2.3") -> str:
    return urlencode(
        {
            "command": "/negotiate",
            "text": "help",
            "team_id": "T0SANDBOX",
            "user_id": ANA,
            "channel_id": "D0ANA",
            "channel_name": "directmessage",
            "trigger_id": trigger,
        }
    )


async def test_a_signed_request_is_served(world: World) -> None:
    status, text = await post(world, help_command())
    assert status == 200
    assert json.loads(text)["response_type"] == "ephemeral"


async def test_a_redelivery_gets_the_first_answer_again(world: World) -> None:
    first = await post(world, help_command())
    again = await post(world, help_command(), age=200)
    assert again == first


async def test_a_wrong_signature_is_refused(world: World) -> None:
    assert (await post(world, help_command(), secret="another"))[0] == 401


@pytest.mark.parametrize("age", [301 + 5, -301 - 5, 86_400])
async def test_a_request_of_another_time_is_refused(world: World, age: float) -> None:
    assert (await post(world, help_command(), age=age))[0] == 401


async def test_four_minutes_are_not_too_old(world: World) -> None:
    assert (await post(world, help_command(), age=240))[0] == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Slack-Signature", ""),
        ("X-Slack-Signature", "v0=no"),
        ("X-Slack-Signature", "v0=\u00e9"),
        ("X-Slack-Request-Timestamp", ""),
        ("X-Slack-Request-Timestamp", "soon"),
        ("X-Slack-Request-Timestamp", "9" * 5000),
        ("X-Slack-Request-Timestamp", "\u0661"),
    ],
)
async def test_headers_that_make_no_sense_are_refused(world: World, name: str, value: str) -> None:
    assert (await post(world, help_command(), headers={name: value}))[0] == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{", JSON),
        ("[]", JSON),
        ("null", JSON),
        ('"text"', JSON),
        ("payload", FORM),
        ("payload={", FORM),
        ("payload=[]", FORM),
        ("[" * 100_000, JSON),
    ],
)
async def test_a_signed_body_that_is_no_payload_is_refused(
    world: World, body: str, content_type: str
) -> None:
    assert (await post(world, body, content_type))[0] == 400


async def test_bytes_that_are_no_text_are_refused(world: World) -> None:
    assert (await post(world, b"\xff\xfe"))[0] == 401


@pytest.mark.parametrize("body", ["", "a=b", "{}", '{"type":"unheard_of"}'])
async def test_a_signed_payload_of_no_known_kind_is_acknowledged(world: World, body: str) -> None:
    assert await post(world, body) == (200, "")


@pytest.mark.parametrize("event", [None, 5, [], "x", {}, {"type": None}, {"type": {}}])
@pytest.mark.parametrize("content_type", [JSON, FORM])
async def test_an_event_of_another_shape_is_acknowledged(
    world: World, event: object, content_type: str
) -> None:
    payload = json.dumps({"type": "event_callback", "team_id": "T0SANDBOX", "event": event})
    body = payload if content_type == JSON else urlencode({"payload": payload})
    assert await post(world, body, content_type) == (200, "")


@pytest.mark.parametrize("name", ["team", "user", "channel", "view", "enterprise"])
async def test_a_payload_of_another_shape_is_acknowledged(world: World, name: str) -> None:
    for shape in (5, True, [], ["x"]):
        body = json.dumps({"type": "block_actions", "team_id": "T0SANDBOX", name: shape})
        assert await post(world, body, JSON) == (200, "")


async def test_a_body_without_end_is_refused(world: World) -> None:
    assert (await post(world, "text=" + "a" * 1_100_000))[0] == 413


async def test_slack_can_verify_the_address(world: World) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c0ffee", "token": "t"})
    status, text = await post(world, body, JSON)
    assert status == 200
    assert json.loads(text) == {"challenge": "c0ffee"}


async def test_a_failing_database_is_said_in_a_sentence(world: World) -> None:
    await world.parts.store.stop()
    status, text = await post(world, help_command())
    assert status == 200
    assert "Nothing was changed" in json.loads(text)["text"]


async def get(world: World, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(world.url + path) as answer,
    ):
        return answer.status, await answer.text()


async def test_health_tells_what_works(world: World) -> None:
    assert (await get(world, "/healthz"))[0] == 200
    status, text = await get(world, "/readyz")
    assert (status, json.loads(text)) == (200, {"database": True, "slack": True})


async def test_readiness_ends_with_the_installation(world: World) -> None:
    await world.box.uninstall()
    status, text = await get(world, "/readyz")
    assert (status, json.loads(text)["slack"]) == (503, False)


async def test_metrics_count_without_ids_or_words(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep a pay rise")
    await world.hears("Which kind")
    await world.quiet()
    _, text = await get(world, "/metrics")
    assert 'parley_deliveries_total{kind="command",outcome="ok"} 1' in text
    assert 'parley_messages_total{outcome="sent"} 1' in text
    assert ANA not in text
    assert "rise" not in text
