"""A guided step as one writes it in Bolt without Parley: an upsert inside the listener.

    python -m tests.bench.bolt_upsert PEOPLE FOLDER

In process, without HTTP; SQLite with a write-ahead log and a durable commit at every step, as in
Parley. Prints the seconds of one step on average.
"""

import asyncio
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from tests.bench import plans

UPSERT = (
    "INSERT INTO step (person, number, said) VALUES (?, 1, ?)"
    " ON CONFLICT (person) DO UPDATE SET number = number + 1, said = excluded.said"
)


async def authorize(**_: Any) -> AuthorizeResult:
    """The one workspace."""
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_user_id="U0BOT", bot_id="B1", bot_token="xoxb-bench"
    )


def create(database: sqlite3.Connection) -> AsyncApp:
    """A Bolt app whose listener keeps what was said before it acknowledges."""
    app = AsyncApp(
        authorize=authorize, process_before_response=True, request_verification_enabled=False
    )

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        database.execute(UPSERT, (event["user"], event["text"]))
        database.commit()

    return app


async def measure(people: int, folder: Path) -> float:
    """Walk everybody through all steps and give the seconds of one."""
    database = sqlite3.connect(folder / "steps.db")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE step (person TEXT PRIMARY KEY, number INT, said TEXT)")
    app = create(database)
    (deliveries,) = plans.answers(1, people)
    requests = [
        AsyncBoltRequest(body=json.loads(body), mode="socket_mode") for _, body in deliveries
    ]
    start = time.perf_counter()
    for request in requests:
        answer = await app.async_dispatch(request)
        assert answer.status == 200
    spent = time.perf_counter() - start
    database.close()
    return spent / len(requests)


if __name__ == "__main__":
    print(asyncio.run(measure(int(sys.argv[1]), Path(sys.argv[2]))))
