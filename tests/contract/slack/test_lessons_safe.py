"""Hostile words on their whole way to a channel: no mention, link or ping ever comes out."""

import itertools
import json
import math
import re
import unicodedata
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.cards import Card
from bot.coach.lessons import Lesson
from bot.coach.scrub import deny_list
from bot.coach.wording import reword
from bot.guides.share_view import lesson_card
from handlers.sandbox.app import Sandbox
from handlers.slack.errands import SlackErrands
from tests.contract.slack.hostile import variants
from tests.contract.slack.world import BOT_TOKEN, create_box

Json = dict[str, Any]

LIVE = re.compile(
    r"<[!@#]|@(?:here|channel|everyone)\b|https?:|mailto:|\w@\w|:[\w+-]*[a-z][\w+-]*:|</?at\b",
    re.IGNORECASE,
)
"""What could come alive if a platform read marks in it."""

AT_ONCE = 15
"""Lessons in one message, which is as many as fit: it spares the test thousands of calls."""


def several(texts: list[str]) -> Card:
    """These lessons in one card, each as it stands alone."""
    cards = [lesson_card(Lesson(kind="job_offer", text=text), "0" * 32) for text in texts]
    elements = itertools.chain.from_iterable(card.elements for card in cards)
    return Card(summary=cards[0].summary, elements=tuple(elements))


class Recording:
    """A sandbox and the bodies of what was posted in it."""

    def __init__(self, folder: Path) -> None:
        self.box: Sandbox = create_box(folder)
        self.bodies: list[Json] = []

        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.endswith("/chat.postMessage"):
                self.bodies.append(json.loads(await request.text()))
            return await handler(request)

        self.box.application.middlewares.append(record)


async def test_thousands_of_hostile_words_are_posted_and_none_comes_alive(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    box = recording.box
    await box.start()
    box.invite("general")
    hostile = [*itertools.islice(variants(), 0, None, 3)]
    assert len(hostile) > 4000
    async with aiohttp.ClientSession() as session:
        errands = SlackErrands(BOT_TOKEN, box.api_url, session)
        for first in range(0, len(hostile), AT_ONCE):
            await errands.announce("C0GENERAL", several(hostile[first : first + AT_ONCE]))
    messages = [one for one in box.messages("general") if one.bot]
    await box.stop()
    assert len(messages) == len(recording.bodies) == math.ceil(len(hostile) / AT_ONCE)
    for body in recording.bodies:
        assert body.keys() == {"channel", "text", "blocks", "unfurl_links", "unfurl_media"}
        assert (body["unfurl_links"], body["unfurl_media"]) == (False, False)
    for message in messages:
        assert message.text == messages[0].text
        assert not LIVE.search(message.text)
        for block in message.blocks or []:
            text = block.get("text", {})
            assert text.get("emoji") is not True
            assert text.get("type") != "mrkdwn" or not LIVE.search(text["text"])


def test_the_scrubber_leaves_nothing_that_could_come_alive() -> None:
    denied = deny_list(["Ana Ruiz", "general"])
    for text in itertools.islice(variants(), 0, None, 4):
        read = unicodedata.normalize("NFKC", reword(text, denied).text)
        bare = "".join(one for one in read if unicodedata.category(one) != "Cf")
        assert not LIVE.search(bare), (text, read)
