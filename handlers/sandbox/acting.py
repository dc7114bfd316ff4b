"""What people do in the workspace, and what the app and they get to see of it."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from handlers.sandbox import payloads
from handlers.sandbox.cast import BOT_USER_ID, SLACKBOT_ID, Channel, Message, Person
from handlers.sandbox.delivery.answer import Answer
from handlers.sandbox.delivery.post_office import PostOffice
from handlers.sandbox.errors import SandboxError, SlackError
from handlers.sandbox.inputs import action_entry, find_element, merged_values
from handlers.sandbox.responses import ResponseUrls
from handlers.sandbox.triggers import Triggers
from handlers.sandbox.views import Views
from handlers.sandbox.workspace import Workspace, timestamp

Json = dict[str, Any]
_LINK = re.compile(r"https?://[^\s<>|]+")


@dataclass(frozen=True)
class Outcome:
    """What the person learns: `error` in Slack's words, field `errors` by block id."""

    ok: bool
    ack_ms: int = 0
    error: str | None = None
    response_action: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    view: Json | None = None

    def page(self) -> Json:
        """Describe the outcome to the page, without what is empty."""
        body: Json = {"ok": self.ok, "ack_ms": self.ack_ms}
        optional = {
            "error": self.error,
            "response_action": self.response_action,
            "errors": self.errors,
            "view": self.view,
        }
        return body | {key: value for key, value in optional.items() if value}


@dataclass(frozen=True)
class Said:
    """A message that a person sent and the app's answer to its first delivery, if it went out."""

    message: Message
    answer: Answer | None


def escaped(text: str) -> str:
    """Write typed text as Slack hands it on: three characters escaped, links in angle brackets."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINK.sub(lambda link: f"<{link.group()}>", plain)


class Acting:
    """Acts for people: messages, commands, presses and the Home tab."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        post: PostOffice,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._workspace = workspace
        self._views = views
        self._post = post
        self._triggers = triggers
        self._urls = response_urls

    def say(
        self, person: Person, channel: Channel, text: str, thread_ts: str | None = None
    ) -> "tuple[Message, asyncio.Future[Answer] | None]":
        """Send a message; gives it and the future of the app's answer, None if not delivered."""
        if not text.strip():
            raise SandboxError("An empty message cannot be sent.")
        self._check_member(person, channel)
        if channel.archived:
            raise SandboxError("This channel is archived.", 403)
        if channel.kind == "im" and not self._workspace.manifest.takes_messages:
            raise SandboxError("Sending messages to this app has been turned off.", 403)
        with self._workspace.store.one_commit():
            message = self._workspace.post(channel, person.id, escaped(text), thread_ts=thread_ts)
            answer = self.tell_app(channel, payloads.message_event(message, channel))
        return message, answer

    def tell_app(self, channel: Channel, event: Json) -> "asyncio.Future[Answer] | None":
        """Send an event of a conversation, when the app is installed and a member of it."""
        if not self._workspace.installed or BOT_USER_ID not in channel.members:
            return None
        return self._post.emit(event)

    def _check_member(self, person: Person, channel: Channel) -> None:
        if person.id not in channel.members:
            raise SandboxError("That person is not in this conversation.", 403)

    async def command(self, person: Person, channel: Channel, command: str, text: str) -> Outcome:
        """Use a slash command and show what came back."""
        self._check_member(person, channel)
        if command == "/invite":
            return self._invite(person, channel, text)
        if not self._workspace.installed or self._workspace.manifest.command(command) is None:
            self._from_slackbot(person, channel, f"{command} is not a valid command.")
            return Outcome(ok=False, error="invalid_command")
        form = payloads.command_form(person, channel, command, escaped(text)) | {
            "response_url": self._urls.issue(person.id, channel.id),
            "trigger_id": self._triggers.issue(person.id),
        }
        answer = await self._post.send("slash_commands", f"command {command}", form)
        if answer.ok and answer.body is not None:
            answer = self._show_ack(person, channel, answer, form["response_url"])
        if answer.error is not None:
            sentence = f'{command} failed with the error "{answer.error}"'
            self._from_slackbot(person, channel, sentence)
        return Outcome(answer.ok, answer.ack_ms, answer.error)

    async def hire(self) -> None:
        """Let the colleagues join; who is new says hello to the app with its first command."""
        new = self._workspace.hire()
        commands = self._workspace.manifest.features.slash_commands
        if not self._workspace.installed or not commands:
            return
        for person in new:
            chat = self._workspace.direct(person.id)
            await self.command(person, chat, commands[0].command, "help")

    def _invite(self, person: Person, channel: Channel, text: str) -> Outcome:
        """Slack's own command that lets the app join a channel."""
        app = self._workspace.manifest.bot_name
        if text.strip().lstrip("@").casefold() != app.casefold() or channel.kind != "channel":
            self._from_slackbot(person, channel, f"Use it in a channel, as /invite @{app}.")
            return Outcome(ok=False, error="invalid_command")
        self._workspace.join(channel, BOT_USER_ID)
        self._from_slackbot(person, channel, f"{app} is in #{channel.name} now.")
        return Outcome(ok=True)

    def _show_ack(self, person: Person, channel: Channel, answer: Answer, url: str) -> Answer:
        body = answer.body if isinstance(answer.body, dict) else {"text": str(answer.body)}
        try:
            if body:
                self._urls.acknowledged(url, self._urls.show(person.id, channel.id, body))
        except SlackError:
            return Answer("refused", answer.ack_ms, answer.body, answer.http_status)
        return answer

    def _from_slackbot(self, person: Person, channel: Channel, text: str) -> None:
        self._workspace.post(channel, SLACKBOT_ID, text, ephemeral_to=person.id)

    async def press_in_message(
        self, person: Person, message: Message, block_id: str | None, action: Json, given: Json
    ) -> Outcome:
        """Press a button or choose in a menu of a message.

        `action` names the element and holds its new value; `given` are the other values.
        """
        channel = self._workspace.channels[message.channel]
        self._check_member(person, channel)
        blocks = message.blocks or []
        block, element = find_element(blocks, action["action_id"], block_id)
        given = _with_action(given, block, element, action)
        message = message.change(state=merged_values(blocks, message.state, given))
        self._workspace.note_state(message)
        parts = payloads.message_container(message, channel) | {
            "response_url": self._urls.issue(person.id, channel.id, message.ts),
        }
        return await self._act(person, block, element, action, parts)

    async def press_in_view(
        self, person: Person, view: Json, block_id: str | None, action: Json, given: Json
    ) -> Outcome:
        """Press a button or choose in a menu of a form or the Home tab."""
        block, element = find_element(view["blocks"], action["action_id"], block_id)
        given = _with_action(given, block, element, action)
        values = merged_values(view["blocks"], view["state"]["values"], given)
        view = self._views.note_values(person.id, view, values)
        parts = {"container": {"type": "view", "view_id": view["id"]}, "view": view}
        return await self._act(person, block, element, action, parts)

    async def _act(
        self, person: Person, block: Json, element: Json, action: Json, parts: Json
    ) -> Outcome:
        if not self._workspace.installed:
            raise SandboxError("The app is not installed.", 409)
        if not self._workspace.manifest.settings.interactivity.is_enabled:
            raise SandboxError("The manifest does not enable interactivity.", 409)
        action_ts = timestamp(self._workspace.clock.now())
        payload = payloads.interaction(
            "block_actions",
            person,
            trigger_id=self._triggers.issue(person.id, parts["container"].get("view_id")),
            actions=[action_entry(block, element, action, action_ts)],
            **parts,
        )
        answer = await self._post.send("interactive", "block_actions", payload)
        return Outcome(answer.ok, answer.ack_ms, answer.error)

    def open_tab(self, person: Person, tab: str) -> "asyncio.Future[Answer] | None":
        """Open the app's Home or Messages tab; gives the future of the app's answer, if any."""
        channel = self._workspace.direct(person.id)
        ts = timestamp(self._workspace.clock.now())
        view = self._views.home(person.id)
        event = payloads.home_opened_event(person, channel, tab, ts, view)
        return self.tell_app(channel, event)

    def uninstall(self) -> None:
        """Take the app away: its tokens die at once, then it hears of it."""
        ts = timestamp(self._workspace.clock.now())
        self._workspace.installed = False
        revoked = {"oauth": [], "bot": [BOT_USER_ID]}
        self._post.emit({"type": "tokens_revoked", "tokens": revoked, "event_ts": ts})
        self._post.emit({"type": "app_uninstalled", "event_ts": ts})


def _with_action(given: Json, block: Json, element: Json, action: Json) -> Json:
    """Add the element's own new value to the other values, where it holds one."""
    if element["type"] in {"button", "overflow"}:
        return given
    own = given.get(block["block_id"], {}) | {element["action_id"]: action}
    return given | {block["block_id"]: own}
