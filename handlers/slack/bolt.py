"""Bolt's app and request, without what it prepares for every delivery and nobody here asks for."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest


class Delivery(AsyncBoltRequest):
    """A payload as Bolt dispatches it.

    Bolt's own request looks for a dozen ids in each payload, and stumbles over shapes in which it
    does not find them; `handlers.slack.inbound` reads what the listeners need.
    """

    def __init__(self, payload: dict[str, Any]) -> None:
        self.body = payload
        self.raw_body = ""
        self.query = {}
        self.headers = {}
        self.content_type = None
        self.context = AsyncBoltContext()
        self.lazy_only = False
        self.lazy_function_name = None
        self.mode = "socket_mode"  # the mode in which Bolt takes payloads that are parsed


class App(AsyncApp):
    """A Bolt app whose one web client serves every delivery.

    Bolt makes one for each, for apps that change its token; ours has one token. (Should Bolt
    rename this method, deliveries are handled as before, only slower.)
    """

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context["client"] = self.client
        req.context["logger"] = self.logger
