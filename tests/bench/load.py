"""The load generator: a process of its own, on a core of its own.

    python -m tests.bench.load URL SECRET PLAN [--rate N]

PLAN is a JSON file of lanes; each lane is a kept-alive connection that sends its deliveries one
after the other, `[content type, body]` each, signed at the moment of sending as Slack does. With a
rate the lanes together keep to N deliveries a second; without, each sends when it has its answer.
Prints JSON: `seconds`, `statuses` (status to count) and `latencies` in seconds, in order of answer.
"""

import argparse
import asyncio
import hmac
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

Delivery = tuple[str, str]
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """Where deliveries go, and what signs them."""

    host: str
    port: int
    head: bytes
    secret: bytes


def call(url: str, secret: str) -> Call:
    """The call for an address such as http://127.0.0.1:3000/slack/events."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        "Content-Type: %b\r\nContent-Length: %d\r\n"
        "X-Slack-Request-Timestamp: %b\r\nX-Slack-Signature: v0=%b\r\n\r\n"
    )
    return Call(parts.hostname, parts.port, head.encode(), secret.encode())


@dataclass
class Tally:
    """What came back, and when."""

    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


class Lane(asyncio.Protocol):
    """One kept-alive HTTP connection, as thin as it can be, so that the server is the limit.

    The first delivery is due at `first` on the loop's clock, the next ones `step` later each, or
    when the answer is there if `step` is 0.
    """

    def __init__(self, call: Call, deliveries: list[Delivery], tally: Tally) -> None:
        self._call, self._tally = call, tally
        self._deliveries = iter(deliveries)
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        self._due = 0.0
        self.done: asyncio.Future[None] = self._loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected; `start` begins."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def start(self, first: float, step: float) -> None:
        """Send the first delivery when it is due."""
        self._step = step
        self._due = first - step
        self._next()

    def data_received(self, data: bytes) -> None:
        """Note a whole answer, and go on."""
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = LENGTH.search(head)
        if len(body) < (int(length[1]) if length else 0):
            return
        self._buffer = b""
        self._tally.latencies.append(self._loop.time() - self._due)
        self._tally.statuses[int(head[9:12])] += 1
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up fails the bench."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))

    def _next(self) -> None:
        delivery = next(self._deliveries, None)
        if delivery is None:
            self.done.set_result(None)
            self._transport.close()
        elif self._step:
            self._due += self._step
            self._loop.call_at(self._due, self._send, delivery)
        else:
            self._due = self._loop.time()
            self._send(delivery)

    def _send(self, delivery: Delivery) -> None:
        content_type, text = delivery
        body = text.encode()
        moment = str(int(time.time())).encode()
        signed = hmac.new(self._call.secret, b"v0:%b:%b" % (moment, body), "sha256").hexdigest()
        self._transport.write(
            self._call.head % (content_type.encode(), len(body), moment, signed.encode()) + body
        )


async def run(call: Call, plan: list[list[Delivery]], rate: float) -> dict[str, object]:
    """Drive all lanes at once and give what they met."""
    loop, tally = asyncio.get_running_loop(), Tally()
    lanes = [Lane(call, deliveries, tally) for deliveries in plan]
    for lane in lanes:
        await loop.create_connection(partial(_same, lane), call.host, call.port)
    start = loop.time()
    for number, lane in enumerate(lanes):
        lane.start(start + (number / rate if rate else 0.0), len(lanes) / rate if rate else 0.0)
    await asyncio.gather(*(lane.done for lane in lanes))
    seconds = loop.time() - start
    return {"seconds": seconds, "statuses": tally.statuses, "latencies": tally.latencies}


def _same(lane: Lane) -> Lane:
    return lane


def main() -> None:
    """Read the arguments, run, and print what was met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("secret")
    parser.add_argument("plan", type=Path)
    parser.add_argument("--rate", type=float, default=0.0)
    given = parser.parse_args()
    lanes = json.loads(given.plan.read_text())
    print(json.dumps(asyncio.run(run(call(given.url, given.secret), lanes, given.rate))))


if __name__ == "__main__":
    main()
