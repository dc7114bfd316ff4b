"""Channels as the app sees them: who is in one, what it may ask about, and when one is closed."""

from collections.abc import AsyncIterator

import pytest

from handlers.sandbox.app import Sandbox, create_sandbox
from handlers.sandbox.cast import Channel
from handlers.sandbox.errors import SandboxError
from tests.contract.sandbox.test_web_api import call
from tests.contract.sandbox.world import MANIFEST, config

RIGHTS = [
    *MANIFEST["oauth_config"]["scopes"]["bot"],
    "channels:read",
    "groups:read",
]
OPTIONAL = MANIFEST | {
    "oauth_config": {
        "scopes": {"bot": RIGHTS, "bot_optional": ["channels:read", "groups:read"]},
    }
}


@pytest.fixture
async def optional() -> AsyncIterator[Sandbox]:
    """A workspace whose manifest names two scopes as optional, with a private channel."""
    box = create_sandbox(config(manifest=OPTIONAL))
    await box.start()
    box.open_channel(Channel("G0BOARD", "board", "channel", ("U0ANA",), private=True))
    yield box
    await box.stop()


async def test_an_optional_scope_is_granted_or_withheld(optional: Sandbox) -> None:
    about = {"channel": "C0GENERAL"}
    assert (await call(optional, "conversations.info", **about))["ok"]
    optional.grant("channels:read", granted=False)
    answer = await call(optional, "conversations.members", **about)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:read")
    optional.grant("channels:read")
    assert (await call(optional, "conversations.members", **about))["ok"]
    with pytest.raises(SandboxError):
        optional.grant("chat:write", granted=False)


def test_an_optional_scope_must_be_among_all() -> None:
    scopes = {"bot": ["chat:write"], "bot_optional": ["channels:read"]}
    with pytest.raises(ValueError, match="bot_optional"):
        create_sandbox(config(manifest=MANIFEST | {"oauth_config": {"scopes": scopes}}))


async def test_members_and_channels_are_paged(optional: Sandbox) -> None:
    optional.hire()
    found: list[str] = []
    cursor = ""
    while True:
        page = await call(
            optional, "conversations.members", channel="C0GENERAL", limit="5", cursor=cursor
        )
        found += page["members"]
        assert len(page["members"]) <= 5
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert sorted(found) == found
    assert len(found) == len(set(found)) == 12
    first = await call(optional, "conversations.list", limit="1")
    rest = await call(
        optional, "conversations.list", cursor=first["response_metadata"]["next_cursor"]
    )
    names = [one["name"] for one in (*first["channels"], *rest["channels"])]
    assert names == ["general", "team-platform"]
    assert (await call(optional, "conversations.list", cursor="none"))["error"] == "invalid_cursor"


async def test_a_private_channel_exists_for_its_members_alone(optional: Sandbox) -> None:
    both = {"types": "public_channel,private_channel"}
    hidden = await call(optional, "conversations.info", channel="G0BOARD")
    assert hidden["error"] == "channel_not_found"
    assert len((await call(optional, "conversations.list", **both))["channels"]) == 2
    optional.invite("board")
    shown = await call(optional, "conversations.info", channel="G0BOARD")
    assert shown["channel"]["is_private"]
    assert len((await call(optional, "conversations.list", **both))["channels"]) == 3
    optional.grant("groups:read", granted=False)
    assert (await call(optional, "conversations.list", **both))["needed"] == "groups:read"


async def test_nothing_new_comes_into_an_archived_channel(optional: Sandbox) -> None:
    optional.invite("general")
    said = {"channel": "C0GENERAL", "text": "hello"}
    ts = (await call(optional, "chat.postMessage", **said))["ts"]
    optional.archive("general")
    assert (await call(optional, "chat.postMessage", **said))["error"] == "is_archived"
    assert (await call(optional, "chat.update", ts=ts, **said))["error"] == "is_inactive"
    optional.archive("general", archived=False)
    optional.remove("general")
    assert (await call(optional, "chat.postMessage", **said))["error"] == "not_in_channel"


async def test_who_has_left_is_in_no_channel_and_marked_in_the_list(optional: Sandbox) -> None:
    optional.dismiss("Ben")
    members = await call(optional, "conversations.members", channel="C0GENERAL")
    assert "U0BEN" not in members["members"]
    assert (await call(optional, "users.info", user="U0BEN"))["user"]["deleted"]
    assert "U0BEN" not in [one["id"] for one in optional.snapshot("Ana")["people"]]
