"""Who and what is in the workspace: people, channels, and the app that is installed there."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

TEAM_ID = "T0SANDBOX"
TEAM_NAME = "Sandbox"
TEAM_DOMAIN = "sandbox"
APP_ID = "A0PARLEY"
BOT_ID = "B0PARLEY"
BOT_USER_ID = "U0PARLEY"
SLACKBOT_ID = "USLACKBOT"


@dataclass(frozen=True)
class Person:
    """Somebody to act as; `tz` is an IANA zone, `color` a CSS colour.

    Who has `left` the workspace cannot act any more, but is still listed in it.
    """

    id: str
    name: str
    title: str
    tz: str
    tz_label: str
    color: str
    left: bool = False

    @property
    def handle(self) -> str:
        """The user name, as in `ana.ruiz`."""
        return self.name.lower().replace(" ", ".")

    def page(self) -> dict[str, Any]:
        """Describe the person to the page."""
        return {name: value for name, value in asdict(self).items() if name != "left"}

    def _profile(self) -> dict[str, Any]:
        first_name = self.name.split()[0]
        return {
            "title": self.title,
            "real_name": self.name,
            "real_name_normalized": self.name,
            "display_name": first_name,
            "display_name_normalized": first_name,
            "team": TEAM_ID,
        }

    def slack(self, now: datetime) -> dict[str, Any]:
        """Give Slack's user object; `now` decides the zone's offset."""
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.handle,
            "deleted": self.left,
            "color": self.color.lstrip("#"),
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": self.tz_label,
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "profile": self._profile(),
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": False,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }


@dataclass(frozen=True)
class Channel:
    """A conversation: a channel with members, or the direct message of one person and the app.

    `private` channels exist only for their members; `shared` ones are read by another company too.
    """

    id: str
    name: str
    kind: Literal["channel", "im"]
    members: tuple[str, ...]
    private: bool = False
    archived: bool = False
    shared: bool = False

    def page(self, viewer: str) -> dict[str, Any]:
        """Describe the conversation to `viewer`, without its messages."""
        other = next((m for m in self.members if m != viewer), None)
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "with": other if self.kind == "im" else None,
            "members": list(self.members),
            "private": self.private,
            "archived": self.archived,
        }

    def slack(self) -> dict[str, Any]:
        """Give Slack's conversation object as the bot sees it."""
        if self.kind == "im":
            person = next(m for m in self.members if m != BOT_USER_ID)
            return {"id": self.id, "is_im": True, "user": person, "is_org_shared": False}
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.private,
            "is_group": self.private,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.private,
            "is_archived": self.archived,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "is_general": self.name == "general",
            "is_member": BOT_USER_ID in self.members,
        }


@dataclass(frozen=True)
class Message:
    """A message as it stands now; `ephemeral_to` names the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[dict[str, Any]] | None = None
    thread_ts: str | None = None
    edited_ts: str | None = None
    metadata: dict[str, Any] | None = None
    ephemeral_to: str | None = None
    state: dict[str, Any] = field(default_factory=dict)

    @property
    def bot(self) -> bool:
        """Whether the app wrote it."""
        return self.user == BOT_USER_ID

    def change(self, **fields: Any) -> "Message":
        """Give the message with some fields changed."""
        return replace(self, **fields)

    def slack(self, *, metadata: bool = False) -> dict[str, Any]:
        """Give Slack's message object."""
        body: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM_ID,
        }
        if self.bot:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
        body["blocks"] = self.blocks if self.blocks is not None else self._typed_blocks()
        if self.thread_ts is not None:
            body["thread_ts"] = self.thread_ts
        if self.edited_ts is not None:
            body["edited"] = {"user": self.user, "ts": self.edited_ts}
        if metadata and self.metadata is not None:
            body["metadata"] = self.metadata
        return {key: value for key, value in body.items() if value is not None}

    def _typed_blocks(self) -> list[dict[str, Any]] | None:
        """Give the rich text that Slack's composer adds to what a person typed."""
        if self.bot or not self.text:
            return None
        words = [{"type": "text", "text": self.text}]
        section = {"type": "rich_text_section", "elements": words}
        return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]

    def page(self, replies: int = 0) -> dict[str, Any]:
        """Describe the message to the page."""
        body: dict[str, Any] = {
            "ts": self.ts,
            "channel": self.channel,
            "user": self.user,
            "text": self.text,
            "bot": self.bot,
            "ephemeral": self.ephemeral_to is not None,
            "edited": self.edited_ts is not None,
            "reply_count": replies,
        }
        if self.blocks is not None:
            body["blocks"] = self.blocks
        if self.thread_ts is not None:
            body["thread_ts"] = self.thread_ts
        return body


PEOPLE = (
    Person(
        "U0ANA",
        "Ana Ruiz",
        "Negotiator, product designer",
        "Europe/Madrid",
        "Central European Time",
        "#2bac76",
    ),
    Person(
        "U0BEN",
        "Ben Okafor",
        "Peer, staff engineer",
        "America/New_York",
        "Eastern Time",
        "#3c989f",
    ),
    Person(
        "U0MEI",
        "Mei Tan",
        "Manager, engineering",
        "Asia/Singapore",
        "Singapore Time",
        "#e96699",
    ),
)
COLLEAGUES = tuple(
    Person(
        f"U0{name.split()[0].upper()}",
        name,
        "Colleague",
        "Europe/Madrid",
        "Central European Time",
        color,
    )
    for name, color in (
        ("Ivo Petrov", "#8d6e97"),
        ("Lea Moreau", "#4a8db7"),
        ("Noor Haddad", "#b7804a"),
        ("Omar Farouk", "#5a9367"),
        ("Pia Lindgren", "#a35d6a"),
        ("Raj Mehta", "#6a7fa3"),
        ("Sol Navarro", "#97886e"),
        ("Tess Walker", "#5d9aa3"),
        ("Yuki Sato", "#a37f5d"),
    )
)
"""People who join when a test of larger groups needs them."""

CHANNELS = (("C0GENERAL", "general"), ("C0PLATFORM", "team-platform"))


def direct_message(person: Person) -> Channel:
    """Give the direct message of `person` with the app."""
    return Channel("D" + person.id[1:], "directmessage", "im", (person.id, BOT_USER_ID))
