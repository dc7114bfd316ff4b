"""Deliveries to the app's request URL, signed as Slack signs them."""

import hashlib
import hmac
import json
import time
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp

from handlers.sandbox.delivery.answer import Answer, Json, Kind, Retry, parsed

_FORM = "application/x-www-form-urlencoded"
_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


def signature(secret: str, timestamp: str, body: str) -> str:
    """Sign a request: `v0=` and the HMAC-SHA256 of version, timestamp and body."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def _encode(kind: Kind, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload, separators=(",", ":")), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), _FORM
    return urlencode({"payload": json.dumps(payload, separators=(",", ":"))}), _FORM


class HttpDoor:
    """Posts to `url`; the timestamp is the real time, since receivers check it against theirs."""

    def __init__(self, session: aiohttp.ClientSession, url: str, signing_secret: str) -> None:
        self._session = session
        self._url = url
        self._secret = signing_secret

    def _headers(self, body: str, content_type: str, retry: Retry | None) -> dict[str, str]:
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": _AGENT,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if retry is not None:
            headers["X-Slack-Retry-Num"] = str(retry.number)
            headers["X-Slack-Retry-Reason"] = retry.reason
        return headers

    async def deliver(
        self, kind: Kind, payload: Json, deadline: float, retry: Retry | None
    ) -> Answer:
        """Post one payload; anything but status 200 counts as refused."""
        body, content_type = _encode(kind, payload)
        headers = self._headers(body, content_type, retry)
        timeout = aiohttp.ClientTimeout(total=deadline)
        start = time.perf_counter()
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, allow_redirects=False, timeout=timeout
            ) as response:
                text = await response.text()
        except TimeoutError:
            return Answer("timeout", _since(start))
        except aiohttp.ClientError:
            return Answer("unreachable", _since(start))
        return Answer(
            "ok" if response.status == HTTPStatus.OK else "refused",
            _since(start),
            parsed(text),
            response.status,
            no_retry=response.headers.get("X-Slack-No-Retry") == "1",
        )


def _since(start: float) -> int:
    return round((time.perf_counter() - start) * 1000)
