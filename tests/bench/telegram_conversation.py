"""python-telegram-bot's ConversationHandler, persisted at every step, without a network.

    python telegram_conversation.py PEOPLE FOLDER

Runs in an environment of its own, made by the bench. Prints the seconds of one step on average.
"""

import asyncio
import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

STEPS = 7


class Loopback(BaseRequest):  # type: ignore[misc] # its base is not installed where types are checked
    """Answers every Bot API call at once."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        """A user for getMe, a sent message for everything else."""
        me = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        sent = {"message_id": 1, "date": 1790000000, "chat": {"id": 1, "type": "private"}}
        result = me if url.endswith("getMe") else sent
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def answer(update: Update, context: Any) -> int:
    """Keep the answer and ask the next question."""
    step: int = context.user_data.get("step", 0)
    context.user_data[f"answer_{step}"] = update.message.text
    context.user_data["step"] = (step + 1) % STEPS
    await update.message.reply_text("The next question?")
    return (step + 1) % STEPS


def message(bot: ExtBot, number: int, person: int) -> Update:
    """One typed message."""
    return Update.de_json(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": int(dt.datetime.now(dt.UTC).timestamp()),
                "chat": {"id": person, "type": "private"},
                "from": {"id": person, "is_bot": False, "first_name": "Ana"},
                "text": "85k because of the salary survey",
            },
        },
        bot,
    )


async def measure(people: int, folder: Path) -> float:
    """Walk everybody through all steps and give the seconds of one."""
    persistence = PicklePersistence(folder / "conversations.pickle")
    bot = ExtBot("1:bench", request=Loopback(), get_updates_request=Loopback())
    application = Application.builder().bot(bot).updater(None).persistence(persistence).build()
    states = {step: [MessageHandler(filters.TEXT, answer)] for step in range(STEPS)}
    application.add_handler(
        ConversationHandler(
            [MessageHandler(filters.TEXT, answer)], states, [], name="prep", persistent=True
        )
    )
    await application.initialize()
    updates = [
        message(bot, step * people + person + 1, person + 1)
        for step in range(STEPS)
        for person in range(people)
    ]
    start = time.perf_counter()
    for update in updates:
        await application.process_update(update)
        await application.update_persistence()
    spent = time.perf_counter() - start
    await application.shutdown()
    return spent / len(updates)


if __name__ == "__main__":
    print(asyncio.run(measure(int(sys.argv[1]), Path(sys.argv[2]))))
