"""The Bolt app and its dispatch: every kind of payload has its listener, all are acknowledged."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.cards import Line
from handlers.logs import about
from handlers.slack import answers, inbound, words
from handlers.slack.bolt import App
from handlers.slack.inbound import Malformed
from handlers.slack.listeners import Ack, Listeners, NotInstalled, Surroundings
from handlers.slack.text import plainly

log = logging.getLogger("parley.slack")

Json = Mapping[str, Any]
Listen = Callable[[Json], Awaitable[Ack]]

_LONGEST_EXCUSE = 1000


def build_app(around: Surroundings) -> App:
    """A Bolt app that serves the one workspace whose token the courier has.

    What it is given must be verified already (`handlers.slack.door`), because Bolt parses before
    it verifies and logs what it refuses; for the same reason its own log is switched off.
    """
    silent = logging.getLogger("parley.slack.bolt")
    silent.disabled = True
    silent.setLevel(logging.CRITICAL)  # or Bolt composes what it would log
    dispatch = Dispatch(around)
    app = App(
        logger=silent,
        name="parley.slack.bolt",
        process_before_response=True,
        client=around.courier.client,
        before_authorize=dispatch,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(dispatch.stumbled)
    return app


class Dispatch(AsyncMiddleware):
    """Runs the listener of a payload, catches all it raises, and acknowledges.

    A middleware, because Bolt tries registered listeners one after the other; before Bolt's own
    authorization, because whether a workspace is served is the listeners' question.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        listeners = Listeners(around)
        self._nothing = listeners.nothing
        self._listeners: dict[str, tuple[str, Listen]] = {
            "event_callback": ("event", listeners.event),
            "block_actions": ("press", listeners.press),
            "view_submission": ("submission", listeners.submission),
            "command": ("command", listeners.command),
            "view_closed": ("closed", listeners.nothing),
        }
        self._excuses: dict[str, tuple[Line, Callable[[Json, Line], Ack]]] = {
            "event": (words.MESSAGE_FAILED, self._excuse_event),
            "press": (words.PRESS_FAILED, self._excuse_press),
            "submission": (words.SUBMISSION_FAILED, _excuse_submission),
            "command": (words.COMMAND_FAILED, _excuse_command),
        }

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's signature
    ) -> BoltResponse:
        """Answer one delivery; only Slack's question about the address is left to Bolt."""
        start = time.perf_counter()
        body = req.body
        if body.get("type") == "url_verification":
            return await next()
        named = body.get("type") or ("command" if "command" in body else "")
        kind, listen = self._listeners.get(str(named), ("other", self._nothing))
        outcome, ack = await self._tried(kind, listen, body)
        metrics = self._around.metrics
        metrics.count("parley_deliveries_total", kind=kind, outcome=outcome)
        metrics.observe("parley_acknowledgement_seconds", time.perf_counter() - start, kind=kind)
        return BoltResponse(status=200, body=ack or "")

    async def _tried(self, kind: str, listen: Listen, body: Json) -> tuple[str, Ack]:
        try:
            return "ok", await listen(body)
        except Malformed:
            self._log(kind, {"error": "Malformed"})
            return "malformed", {}
        except NotInstalled:
            return "refused", self._excused(kind, body, words.NOT_INSTALLED)
        except Exception as error:  # noqa: BLE001 - whatever it is, Slack and the person are answered
            self._log(kind, about(error))
            return "failed", self._excused(kind, body)

    def _excused(self, kind: str, body: Json, why: Line | None = None) -> Ack:
        if kind not in self._excuses:
            return {}
        failed, excuse = self._excuses[kind]
        return excuse(body, why or failed)

    def _excuse_event(self, body: Json, why: Line) -> Ack:
        if body["event"]["type"] == "message" and why is not words.NOT_INSTALLED:
            said = inbound.typed(body)
            if said is not None:
                card = answers.note(why)
                telling = self._around.courier.whisper(said.channel, said.user, card)
                self._around.tasks.start(telling, "excuse a message")
        return {}

    def _excuse_press(self, body: Json, why: Line) -> Ack:
        said = inbound.press(body)
        telling = answers.tell_alone(self._around.courier, said, answers.note(why))
        self._around.tasks.start(telling, "excuse a press")
        return {}

    async def stumbled(self, error: Exception) -> BoltResponse:
        """Acknowledge what Bolt itself could not handle."""
        self._log("unknown", about(error))
        return BoltResponse(status=200, body="")

    def _log(self, kind: str, facts: dict[str, str]) -> None:
        told = {"kind": kind, "delivery": self._around.ids.new()[:12]} | facts
        log.error("A delivery failed.", extra={"facts": told})


def _excuse_command(_body: Json, why: Line) -> Ack:
    return {"response_type": "ephemeral", "text": plainly(why, _LONGEST_EXCUSE)}


def _excuse_submission(body: Json, why: Line) -> Ack:
    blocks = body["view"]["blocks"]
    fields = tuple(block["block_id"] for block in blocks if block["type"] == "input")
    return answers.not_submitted(why, fields)
