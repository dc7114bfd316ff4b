"""Slack's HTTP deliveries: verified, parsed, handed to Bolt, and answered."""

from aiohttp import web
from slack_bolt.request.internals import parse_body
from slack_sdk.signature import SignatureVerifier

from handlers.slack.bolt import App, Delivery

LARGEST = 1_000_000
"""Bytes of a body; Slack's largest are a tenth of it."""


class Door:
    """Answers `POST /slack/events`.

    401 for what is not signed by Slack or older than five minutes, 400 for what is signed and
    still no payload; everything else is Bolt's. (Bodies that are too large are refused by the
    server: 413.)
    """

    def __init__(self, app: App, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one delivery."""
        raw = await request.read()
        if not self._genuine(raw, request):
            return web.json_response({"error": "invalid request"}, status=401)
        delivered = _read(raw, request.content_type)
        if delivered is None:
            return web.json_response({"error": "no payload"}, status=400)
        answer = await self._app.async_dispatch(delivered)
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    def _genuine(self, raw: bytes, request: web.Request) -> bool:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (timestamp.isascii() and timestamp.isdigit() and signature.isascii()):
            return False
        try:
            return self._verifier.is_valid(raw, timestamp, signature)
        except ValueError:  # bytes that are no UTF-8, or a number with thousands of digits
            return False


def _read(raw: bytes, content_type: str) -> Delivery | None:
    """The delivery as Bolt takes it, None for what is no payload."""
    try:
        payload: object = parse_body(raw.decode(), content_type)
    except (ValueError, RecursionError):
        return None
    return Delivery(payload) if isinstance(payload, dict) else None
