"""Parley's guided step in process: everything but HTTP and the signature.

    python -m tests.bench.parley_step PEOPLE LANES FOLDER SLACK_URL

LANES people answer at the same time. Prints JSON: `seconds` of one step on average, and `sealing`,
the share of the time that went into sealing and unsealing.
"""

import asyncio
import base64
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

from slack_bolt.async_app import AsyncApp

from bot.settings import Settings
from handlers import starting, wiring
from handlers.slack.app import build_app
from handlers.slack.bolt import Delivery
from storage.sealing import Sealer
from tests.bench import plans

KEY = base64.b64encode(bytes(32)).decode()


class Stopwatch:
    """Sums up the time spent in sealing, on whatever thread."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._time(Sealer, "seal")
        self._time(Sealer, "unseal")

    def _time(self, owner: type, name: str) -> None:
        plain: Callable[..., bytes] = getattr(owner, name)

        def timed(sealer: Sealer, value: bytes, place: bytes) -> bytes:
            start = time.perf_counter()
            made = plain(sealer, value, place)
            self.spent += time.perf_counter() - start
            return made

        setattr(owner, name, timed)


def settings(folder: Path, slack_url: str) -> Settings:
    """What the environment would say."""
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{folder / 'steps.db'}",
            "master_key": KEY,
            "slack_signing_secret": "bench",
            "slack_bot_token": "xoxb-bench",
            "slack_api_url": f"{slack_url}/api/",
        }
    )


def request(delivery: plans.Delivery) -> Delivery:
    """A delivery as Bolt has it once HTTP and signature are done."""
    content_type, body = delivery
    return Delivery(
        json.loads(body) if content_type == "application/json" else dict(parse_qsl(body))
    )


async def dispatch(app: AsyncApp, lane: list[plans.Delivery]) -> None:
    """One lane's deliveries, one after the other."""
    for delivery in lane:
        answer = await app.async_dispatch(request(delivery))
        assert answer.status == 200


async def measure(people: int, lanes: int, folder: Path, slack_url: str) -> dict[str, float]:
    """Walk everybody through all steps."""
    serving = settings(folder, slack_url).serving()
    listening = starting.listen("127.0.0.1", 0)
    async with wiring.running(serving, listening, wiring.WallClock()) as parts:
        app = build_app(wiring._surroundings(parts))
        each = people // lanes
        await asyncio.gather(*(dispatch(app, lane) for lane in plans.starts(lanes, each)))
        deliveries = plans.answers(lanes, each)
        watch = Stopwatch()
        start = time.perf_counter()
        await asyncio.gather(*(dispatch(app, lane) for lane in deliveries))
        spent = time.perf_counter() - start
    steps = sum(len(lane) for lane in deliveries)
    return {"seconds": spent / steps, "sealing": watch.spent / spent}


if __name__ == "__main__":
    given = measure(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    print(json.dumps(asyncio.run(given)))
