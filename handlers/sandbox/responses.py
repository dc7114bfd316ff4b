"""Response URLs: five answers within thirty minutes to what a person did."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.sandbox.blockkit.surfaces import check_blocks, with_ids
from handlers.sandbox.cast import BOT_USER_ID, Message
from handlers.sandbox.errors import SlackError
from handlers.sandbox.workspace import Workspace

Json = dict[str, Any]
LIFETIME = timedelta(minutes=30)
USES = 5


class ResponseUrls:
    """Issues response URLs and does what is posted to them."""

    def __init__(self, workspace: Workspace) -> None:
        self.base_url = ""
        self._workspace = workspace

    def issue(self, person: str, channel: str, source_ts: str | None = None) -> str:
        """Issue a URL for what `person` did in `channel`, on the message `source_ts` if on one."""
        token = secrets.token_urlsafe(18)
        kept = {
            "person": person,
            "channel": channel,
            "source_ts": source_ts,
            "until": (self._workspace.clock.now() + LIFETIME).timestamp(),
            "uses": 0,
        }
        self._workspace.store.put("response_url", token, kept)
        return f"{self.base_url}/response/{token}"

    def use(self, token: str, body: Json) -> None:
        """Do what was posted; SlackError when the URL is spent or the body is wrong."""
        kept = self._workspace.store.get("response_url", token)
        if kept is None:
            raise SlackError("invalid_url")
        until = datetime.fromtimestamp(kept["until"], UTC)
        if self._workspace.clock.now() > until:
            raise SlackError("expired_url")
        if kept["uses"] >= USES:
            raise SlackError("used_url")
        self._answer(kept, body)
        kept["uses"] += 1
        self._workspace.store.put("response_url", token, kept)

    def _answer(self, kept: Json, body: Json) -> None:
        source = self._workspace.message(kept["channel"], kept["source_ts"] or "")
        if body.get("delete_original"):
            if source is not None:
                self._workspace.delete(source)
            return
        text, blocks = message_content(body)
        if body.get("replace_original") and source is not None:
            self._workspace.change(source.change(text=text, blocks=blocks))
            return
        shown = self.show(kept["person"], kept["channel"], body)
        # A command has no message of its own: the first answer becomes the original.
        kept["source_ts"] = kept["source_ts"] or shown.ts

    def acknowledged(self, url: str, shown: Message) -> None:
        """Let the message that acknowledged a command be the original of its URL."""
        token = url.rpartition("/")[2]
        kept = self._workspace.store.get("response_url", token)
        self._workspace.store.put("response_url", token, kept | {"source_ts": shown.ts})

    def show(self, person: str, channel: str, body: Json) -> Message:
        """Show an acknowledgement or a response: to the person alone unless it says in_channel."""
        text, blocks = message_content(body)
        return self._workspace.post(
            self._workspace.channels[channel],
            BOT_USER_ID,
            text,
            blocks=blocks,
            ephemeral_to=None if body.get("response_type") == "in_channel" else person,
        )


def message_content(body: Json) -> tuple[str, list[Json] | None]:
    """Read and check the text and blocks of a message body; SlackError when they will not do."""
    text, blocks = body.get("text") or "", body.get("blocks")
    if blocks:
        check_blocks(blocks)
    if not text and not blocks:
        raise SlackError("no_text")
    return str(text), with_ids(blocks) if blocks else None
