"""What people say in a bench: deliveries as Slack sends them."""

import json
from itertools import count
from typing import Any
from urllib.parse import urlencode

Delivery = tuple[str, str]

# One whole preparation, typed: every answer is read, kept and moves on to the next question. The
# words after the command say what it is about, so the first answer is the kind.
ABOUT = "A raise, with my manager"
ANSWERS = (
    "raise",
    "A clear path to lead the team",
    "not yet fixed",
    "88k",
    "92k",
    "105k because of the salary survey",
    "their limit 110k, target 95k, medium",
)

_numbers = count(1)


def command(person: int, text: str = f"prep {ABOUT}") -> Delivery:
    """The slash command, as a form."""
    number = next(_numbers)
    form = {
        "token": "unused",
        "team_id": "T1",
        "team_domain": "bench",
        "api_app_id": "A1",
        "channel_id": channel(person),
        "channel_name": "directmessage",
        "user_id": user(person),
        "user_name": f"bench{person}",
        "command": "/negotiate",
        "text": text,
        "response_url": "http://127.0.0.1:9/response",
        "trigger_id": f"{number}.1.bench",
    }
    return "application/x-www-form-urlencoded", urlencode(form)


def message(person: int, text: str) -> Delivery:
    """A message in the direct message with Parley, as an event."""
    number = next(_numbers)
    event = {
        "type": "message",
        "channel": channel(person),
        "channel_type": "im",
        "user": user(person),
        "team": "T1",
        "text": text,
        "ts": f"17900{number:05d}.{number % 1000000:06d}",
        "event_ts": f"17900{number:05d}.{number % 1000000:06d}",
    }
    body: dict[str, Any] = {
        "type": "event_callback",
        "token": "unused",
        "team_id": "T1",
        "api_app_id": "A1",
        "event": event,
        "event_id": f"Ev{number:010d}",
        "event_time": 1790000000,
        "authorizations": [
            {"team_id": "T1", "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}
        ],
    }
    return "application/json", json.dumps(body)


def user(person: int) -> str:
    """A person's platform id."""
    return f"U{person:08d}"


def channel(person: int) -> str:
    """A person's direct message."""
    return f"D{person:08d}"


def starts(lanes: int, people: int, first: int = 0) -> list[list[Delivery]]:
    """Everybody starts a preparation, `people` in each lane."""
    return [
        [command(first + lane * people + person) for person in range(people)]
        for lane in range(lanes)
    ]


def answers(lanes: int, people: int, first: int = 0) -> list[list[Delivery]]:
    """Everybody who started answers all questions by typing, one person after the other."""
    return [
        [
            message(first + lane * people + person, text)
            for person in range(people)
            for text in ANSWERS
        ]
        for lane in range(lanes)
    ]
