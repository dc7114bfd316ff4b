"""Listeners: parse, await the one transaction, acknowledge; only then does anything go out."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from bot.cards import Card, Line, Screen
from bot.ports import Clock, Ids, Store, Turn, Undelivered, Unit
from bot.usecases.command import command
from bot.usecases.hear import typed
from bot.usecases.knock import Knock, Reply
from bot.usecases.lessons import channels_of
from bot.usecases.press import pressed
from bot.usecases.submit import submitted
from handlers.metrics import Metrics
from handlers.slack import answers, inbound, render, words
from handlers.slack.courier import SlackCourier
from handlers.slack.errands import SlackErrands
from handlers.slack.home_tab import HomeTab
from handlers.slack.installation import Installation
from handlers.slack.profiles import Profiles
from handlers.slack.roster import Roster
from handlers.tasks import Tasks

_DIRECT = "D"
"""How the ids of direct messages begin."""

_SHARING = "share"
"""How everything about sharing a lesson begins: commands, buttons, forms."""

_WITHDRAWING = "withdraw"
"""What is in everything about withdrawing one."""

_PATIENCE = 1.5
"""Seconds for asking before a form opens; Slack lets one open within three of the request."""

Json = Mapping[str, Any]
Ack = dict[str, Any]


@dataclass(frozen=True)
class Surroundings:
    """What the listeners work with; `wake` tells the sender that a workspace may have mail.

    `secret` keys the digests of submissions; `public_url` is None when no links can be made.
    """

    store: Store
    clock: Clock
    ids: Ids
    courier: SlackCourier
    errands: SlackErrands
    installation: Installation
    home: HomeTab
    profiles: Profiles
    roster: Roster
    tasks: Tasks
    metrics: Metrics
    wake: Callable[[str], None]
    secret: bytes
    public_url: str | None = None


class NotInstalled(Exception):  # noqa: N818 - a state, not a fault
    """The delivery comes from a workspace where Parley is not installed."""


class Listeners:
    """One method for each kind of payload; each returns the body of the acknowledgement.

    They raise Malformed, NotInstalled, and whatever the transaction raises.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._events = {
            "message": self._message,
            "app_home_opened": self._home_opened,
            "app_uninstalled": self._uninstalled,
            "tokens_revoked": self._revoked,
        }

    async def command(self, body: Json) -> Ack:
        """A slash command."""
        said = inbound.command(body)
        knock = await self._knock(said.workspace, said.user, said.key)
        knock = replace(knock, place=None if said.direct else said.channel)
        knock = await self._foresee(knock, said.words, {})

        def work(unit: Unit) -> Reply:
            person = unit.people.find(said.user)
            here = said.direct and (person is None or person.channel in {None, said.channel})
            return command(unit, knock, said.words, in_direct_message=here)

        reply = await self._run(knock, work)
        if reply.open is not None:
            opening = self._open(said, reply.open, words.SCREEN_LATE_COMMAND)
            self._around.tasks.start(opening, "open a screen")
        self._look_after(knock, reply)
        return answers.to_command(reply)

    async def event(self, body: Json) -> Ack:
        """An event; kinds that Parley does not act on are only acknowledged."""
        event = body.get("event")
        kind = event.get("type") if isinstance(event, dict) else None
        listener = self._events.get(str(kind))
        if listener is not None:
            await listener(body)
        return {}

    async def _message(self, body: Json) -> None:
        said = inbound.typed(body)
        if said is None:
            return
        knock = await self._knock(said.workspace, said.user, said.key, said.channel)
        if said.thread is not None:
            root = await self._root(said.channel, said.thread)
            knock = replace(knock, thread=said.thread, root=root)
        reply = await self._run(knock, lambda unit: typed(unit, knock, said.text), said.at)
        self._look_after(knock, reply)

    async def _root(self, channel: str, thread: str) -> tuple[str, ...] | None:
        """The ids of what the first message of a thread shows; None when Slack does not tell.

        Slack names only the moment of that message in what is typed below it, so it is asked: the
        words belong to what that message asked, not to the question that is open in the chat.
        """
        try:
            return await self._around.courier.blocks_of(channel, thread)
        except Undelivered:
            return None

    async def _home_opened(self, body: Json) -> None:
        opened = inbound.home_opened(body)
        knock = await self._knock(opened.workspace, opened.user, "", opened.channel)
        self._look_after(knock, Reply(home=opened.tab == "home"))

    async def _uninstalled(self, body: Json) -> None:
        await self._around.installation.lose(inbound.workspace_of(body))

    async def _revoked(self, body: Json) -> None:
        if inbound.bot_revoked(body):
            await self._around.installation.lose(inbound.workspace_of(body))

    async def press(self, body: Json) -> Ack:
        """A pressed button."""
        said = inbound.press(body)
        if said.action == render.LINK:
            return {}
        knock = await self._knock(said.workspace, said.user, said.key)
        in_channel = said.channel is not None and not said.channel.startswith(_DIRECT)
        place = said.channel if in_channel else None
        knock = replace(knock, thread=said.message, place=place)
        knock = await self._foresee(knock, said.action, said.values)
        reply = await self._run(
            knock, lambda unit: pressed(unit, knock, said.action, said.value, said.values)
        )
        if reply.open is not None:
            opening = self._show(said, reply.open)
            self._around.tasks.start(opening, "open a screen")
        if reply.answer is not None:
            telling = answers.tell_alone(self._around.courier, said, reply.answer)
            self._around.tasks.start(telling, "answer a press")
        self._look_after(knock, reply)
        return {}

    async def submission(self, body: Json) -> Ack:
        """A sent form."""
        said = inbound.submission(body, self._around.secret)
        knock = await self._knock(said.workspace, said.user, said.key)
        if _is_masked(said.purpose):
            knock = replace(knock, names=await self._around.roster.names())
        reply = await self._run(
            knock, lambda unit: submitted(unit, knock, said.purpose, said.values)
        )
        self._look_after(knock, reply)
        return answers.to_submission(reply, said.fields)

    async def _foresee(self, knock: Knock, asked: str, values: Mapping[str, str]) -> Knock:
        """Ask for what the form of a lesson needs: the names of the workspace, and who is where.

        Once it holds something, the names alone, which have to be there.
        """
        if not _is_masked(asked):
            return knock
        if values:
            return replace(knock, names=await self._around.roster.names())
        self._around.roster.warm()
        return replace(knock, channels=await self._channels(knock))

    async def _channels(self, knock: Knock) -> frozenset[str] | None:
        """Channels that get lessons and that they are in; None when Slack does not tell in time."""
        having = await self._around.store.run(knock.workspace, channels_of)
        with suppress(Undelivered, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                return await self._around.errands.member_of(having, knock.user)
        return None

    async def nothing(self, _body: Json) -> Ack:
        """Anything else: closed views, shortcuts, and what Slack will invent."""
        return {}

    async def _knock(
        self, workspace: str, user: str, key: str, channel: str | None = None
    ) -> Knock:
        around = self._around
        if not await around.installation.admits(workspace):
            raise NotInstalled
        return Knock(
            workspace=workspace,
            user=user,
            key=key,
            now=around.clock.now(),
            ids=around.ids,
            channel=channel,
            public_url=around.public_url,
        )

    async def _run(
        self, knock: Knock, work: Callable[[Unit], Reply], at: float | None = None
    ) -> Reply:
        said = knock.now.timestamp() if at is None else at
        turn = Turn(person=knock.user, at=said, delivery=knock.key)
        return await self._around.store.run(knock.workspace, work, turn)

    def _look_after(self, knock: Knock, reply: Reply) -> None:
        """Start what may leave after the acknowledgement."""
        around = self._around
        around.wake(knock.workspace)
        if reply.erased:
            around.profiles.forget(knock.user)
        for where, card, thread in reply.posts:
            self._around.tasks.start(self._post(where, card, thread), "post to a channel")
        if reply.home:
            drawing = around.home.draw(knock.workspace, knock.user, knock.channel)
            around.tasks.start(drawing, "draw a Home tab")
        if around.profiles.due(knock.user):
            asking = around.profiles.ask(knock.workspace, knock.user)
            around.tasks.start(asking, "ask a profile")

    async def _post(self, channel: str, card: Card, thread: str | None) -> None:
        """Post to a channel, once; what Slack does not take is let go."""
        with suppress(Undelivered):
            await self._around.errands.announce(channel, card, thread)

    async def _show(self, said: inbound.Press, screen: Screen) -> None:
        """Open a screen after a press: in the place of the modal it was pressed in, if any."""
        if said.modal is None:
            await self._open(said, screen, words.SCREEN_LATE)
            return
        try:
            await self._around.courier.change_modal(said.modal.id, said.modal.hash, screen)
        except Undelivered as failure:
            # A form keeps what two quick taps ticked, and shows it when it is sent.
            if failure.why != "refused" or not said.ticked:
                await self._not_shown(said, failure, words.SCREEN_MOVED)

    async def _open(self, said: inbound.Command | inbound.Press, screen: Screen, why: Line) -> None:
        try:
            await self._around.courier.open_modal(said.trigger, screen)
        except Undelivered as failure:
            await self._not_shown(said, failure, why)

    async def _not_shown(
        self, said: inbound.Command | inbound.Press, failure: Undelivered, why: Line
    ) -> None:
        if failure.why == "gone":
            await self._around.installation.lose(said.workspace)
        else:
            await answers.tell_alone(self._around.courier, said, answers.note(why))


def _is_masked(asked: str) -> bool:
    """Whether this command, button or form is about words that are masked before they are shared.

    A lesson is withdrawn by its receipt, with nothing to be masked.
    """
    about = asked.lstrip().casefold()
    return about.startswith(_SHARING) and _WITHDRAWING not in about
