"""The workspace's people, conversations and messages, kept in the store and told to the stream."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.sandbox.cast import (
    BOT_USER_ID,
    CHANNELS,
    COLLEAGUES,
    PEOPLE,
    TEAM_DOMAIN,
    TEAM_ID,
    TEAM_NAME,
    Channel,
    Message,
    Person,
    direct_message,
)
from handlers.sandbox.clock import SandboxClock
from handlers.sandbox.errors import SandboxError
from handlers.sandbox.manifest import Manifest
from handlers.sandbox.store import Store
from handlers.sandbox.stream import Stream

Json = dict[str, Any]


def timestamp(moment: datetime) -> str:
    """Write a moment as Slack does: seconds since 1970, a point, six digits."""
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


class Workspace:
    """What Slack knows of the team; every change is stored before the call returns."""

    def __init__(self, store: Store, stream: Stream, manifest: Manifest) -> None:
        self.store = store
        self.stream = stream
        self.manifest = manifest
        self.clock = SandboxClock(
            timedelta(seconds=store.get("setting", "offset") or 0), on_change=self._clock_moved
        )
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._load()

    def _load(self) -> None:
        for body in self.store.all("person").values():
            self.people[body["id"]] = Person(**body)
        for body in self.store.all("channel").values():
            self._keep_channel(Channel(**body | {"members": tuple(body["members"])}))
        if not self.people:
            self._found()
        for body in self.store.all("message").values():
            message = Message(**body)
            self._messages[message.channel][message.ts] = message

    def _found(self) -> None:
        """Fill a new workspace."""
        everyone = tuple(person.id for person in PEOPLE)
        for channel_id, name in CHANNELS:
            self.add_channel(Channel(channel_id, name, "channel", everyone))
        for person in PEOPLE:
            self.add_person(person)

    def add_person(self, person: Person) -> None:
        """Let somebody join: they get a direct message with the app."""
        self.people[person.id] = person
        self.store.put("person", person.id, asdict(person))
        self.add_channel(direct_message(person))
        self._tell_people()

    def _tell_people(self) -> None:
        self.stream.tell({"type": "people", "people": self.page_people()})

    def page_people(self) -> list[Json]:
        """Describe to the page those who can act."""
        return [person.page() for person in self.people.values() if not person.left]

    def hire(self) -> tuple[Person, ...]:
        """Let the colleagues join, and every public channel with them, once; gives the new ones."""
        new = tuple(person for person in COLLEAGUES if person.id not in self.people)
        for person in COLLEAGUES:
            if person in new:
                self.add_person(person)
            for channel in tuple(self.channels.values()):
                if channel.kind == "channel" and not (channel.private or channel.archived):
                    self.join(self.channels[channel.id], person.id)
        return new

    def dismiss(self, person: Person) -> None:
        """Let somebody leave the workspace: they are in no channel any more."""
        self.people[person.id] = replace(person, left=True)
        self.store.put("person", person.id, asdict(self.people[person.id]))
        for channel in tuple(self.channels.values()):
            if channel.kind == "channel":
                self.leave(channel, person.id)
        self._tell_people()

    def add_channel(self, channel: Channel) -> None:
        """Open a conversation."""
        self._keep_channel(channel)
        self.store.put("channel", channel.id, asdict(channel))
        self.stream.tell({"type": "channels"})

    def join(self, channel: Channel, member: str) -> None:
        """Let somebody into a conversation, once."""
        if member not in channel.members:
            self.add_channel(replace(channel, members=(*channel.members, member)))

    def leave(self, channel: Channel, member: str) -> None:
        """Take somebody out of a conversation."""
        rest = tuple(one for one in channel.members if one != member)
        self.add_channel(replace(channel, members=rest))

    def archive(self, channel: Channel, *, archived: bool) -> None:
        """Close a channel for everything new, or open it again."""
        self.add_channel(replace(channel, archived=archived))

    def _keep_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        self._messages.setdefault(channel.id, {})

    def person(self, who: str) -> Person:
        """Find somebody by id, full name, first name or handle; SandboxError when unknown."""
        for person in self.people.values():
            names = (person.id, person.name, person.name.split()[0], person.handle)
            if who.casefold() in (name.casefold() for name in names):
                return person
        raise SandboxError("There is no such person in this workspace.", 404)

    def channel(self, which: str) -> Channel:
        """Find a conversation by id or name; SandboxError when unknown."""
        for channel in self.channels.values():
            if which in {channel.id, channel.name, "#" + channel.name} and (
                channel.kind == "channel" or which == channel.id
            ):
                return channel
        raise SandboxError("There is no such conversation.", 404)

    def direct(self, person_id: str) -> Channel:
        """Give the direct message of a person with the app."""
        return next(c for c in self.channels.values() if c.kind == "im" and person_id in c.members)

    def messages(self, channel_id: str) -> list[Message]:
        """Give a conversation's messages, oldest first."""
        return sorted(self._messages[channel_id].values(), key=lambda message: message.ts)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Find a message."""
        return self._messages.get(channel_id, {}).get(ts)

    def event_ts(self) -> str:
        """Give the workspace's time as Slack writes it."""
        return timestamp(self.clock.now())

    def next_ts(self, channel_id: str) -> str:
        """Give a timestamp that is later than every other in the conversation."""
        now = timestamp(self.clock.now())
        last = self.store.get("last_ts", channel_id) or "0.000000"
        if now > last:
            return now
        seconds, micros = last.split(".")
        whole = int(seconds) * 1_000_000 + int(micros) + 1
        return f"{whole // 1_000_000}.{whole % 1_000_000:06d}"

    def post(self, channel: Channel, user: str, text: str, **fields: Any) -> Message:
        """Add a message; `fields` are further fields of Message."""
        ts = self.next_ts(channel.id)
        self.store.put("last_ts", channel.id, ts)
        message = Message(ts=ts, channel=channel.id, user=user, text=text, **fields)
        self._keep(message)
        self._tell(message, "ephemeral" if message.ephemeral_to else "message")
        return message

    def change(self, message: Message) -> None:
        """Replace the message that has the same timestamp."""
        self._keep(message)
        self._tell(message, "message_changed")

    def note_state(self, message: Message) -> None:
        """Keep what was chosen in a message's menus, unless it shows something else by now."""
        current = self.message(message.channel, message.ts)
        if current is not None and current.blocks == message.blocks:
            self._keep(current.change(state=message.state))

    def delete(self, message: Message) -> None:
        """Take a message away."""
        del self._messages[message.channel][message.ts]
        self.store.drop("message", f"{message.channel} {message.ts}")
        event = {"type": "message_deleted", "channel": message.channel, "ts": message.ts}
        self.stream.tell(event, self._audience(message))

    def _keep(self, message: Message) -> None:
        self._messages[message.channel][message.ts] = message
        self.store.put("message", f"{message.channel} {message.ts}", asdict(message))

    def _audience(self, message: Message) -> frozenset[str]:
        if message.ephemeral_to is not None:
            return frozenset({message.ephemeral_to})
        return frozenset(self.channels[message.channel].members)

    def _tell(self, message: Message, kind: str) -> None:
        event = {"type": kind, "channel": message.channel, "message": self.page_message(message)}
        self.stream.tell(event, self._audience(message))

    def page_message(self, message: Message) -> Json:
        """Describe a message to the page, with the number of its replies."""
        thread = self._messages[message.channel].values()
        replies = sum(m.thread_ts == message.ts and m.ts != message.ts for m in thread)
        return message.page(replies)

    def visible(self, channel_id: str, person_id: str) -> list[Message]:
        """Give the messages of a conversation that a person sees, oldest first."""
        everything = self.messages(channel_id)
        return [m for m in everything if m.ephemeral_to in {None, person_id}]

    @property
    def installed(self) -> bool:
        """Whether the app is installed."""
        return bool(self.store.get("setting", "installed") is not False)

    @installed.setter
    def installed(self, value: bool) -> None:
        self.store.put("setting", "installed", value)
        self.stream.tell({"type": "app", "app": self.page_app()})

    @property
    def scopes(self) -> tuple[str, ...]:
        """What the bot token may do now, in the manifest's order."""
        withheld = self.withheld
        return tuple(scope for scope in self.manifest.scopes if scope not in withheld)

    @property
    def withheld(self) -> frozenset[str]:
        """The optional scopes that were not granted."""
        kept = self.store.get("setting", "withheld") or ()
        return frozenset(kept) & frozenset(self.manifest.optional_scopes)

    def grant(self, scope: str, *, granted: bool) -> None:
        """Grant an optional scope or withhold it; SandboxError for one that is not optional."""
        if scope not in self.manifest.optional_scopes:
            raise SandboxError("The manifest does not name that scope as optional.")
        withheld = self.withheld - {scope} if granted else self.withheld | {scope}
        self.store.put("setting", "withheld", sorted(withheld))
        self.stream.tell({"type": "app", "app": self.page_app()})

    def page_app(self) -> Json:
        """Describe the app to the page."""
        commands = self.manifest.features.slash_commands
        return {
            "name": self.manifest.bot_name,
            "user_id": BOT_USER_ID,
            "installed": self.installed,
            "commands": [command.model_dump() for command in commands],
            "optional_scopes": {
                scope: scope not in self.withheld for scope in self.manifest.optional_scopes
            },
        }

    def page_team(self) -> Json:
        """Describe the workspace to the page."""
        return {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN}

    def page_clock(self) -> Json:
        """Describe the clock to the page."""
        return {
            "now": self.clock.now().isoformat().replace("+00:00", "Z"),
            "offset_seconds": int(self.clock.offset.total_seconds()),
        }

    def _clock_moved(self, offset: timedelta) -> None:
        self.store.put("setting", "offset", offset.total_seconds())
        self.stream.tell({"type": "clock", "clock": self.page_clock()})
