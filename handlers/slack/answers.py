"""Replies as the acknowledgements that Slack understands, and excuses when there is no reply."""

from collections.abc import Mapping
from typing import Any

from bot.cards import Card, Line, Paragraph, Screen
from bot.usecases.knock import Reply
from handlers.slack import inbound, limits, render, words
from handlers.slack.courier import SlackCourier
from handlers.slack.text import plainly

Ack = dict[str, Any]


def note(line: Line) -> Card:
    """A card that says one thing."""
    return Card(summary=line, elements=(Paragraph(line=line),))


def to_command(reply: Reply) -> Ack:
    """What the person alone sees where they typed the command."""
    return whispered(reply.answer) if reply.answer is not None else {}


def whispered(card: Card) -> Ack:
    """A card shown to the person alone."""
    text, blocks = render.message(card)
    return {"response_type": "ephemeral", "text": text, "blocks": blocks}


def to_submission(reply: Reply, fields: tuple[str, ...]) -> Ack:
    """Errors beside their fields, else the next screen, else nothing: the form closes.

    Slack drops errors of fields that are not on the screen; those go to the first one.
    """
    if reply.errors:
        return _errors(reply.errors, fields)
    screen = reply.update or reply.open
    if screen is not None:
        return {"response_action": "update", "view": render.modal(screen)}
    return {}


def not_submitted(why: Line, fields: tuple[str, ...]) -> Ack:
    """Keep the form as it is and say why; a form without fields is told in its place."""
    if fields:
        return _errors({fields[0]: why}, fields)
    screen = Screen(
        title=words.PARLEY, elements=(Paragraph(line=why),), purpose="", close=words.CLOSE
    )
    return {"response_action": "update", "view": render.modal(screen)}


def _errors(errors: Mapping[str, Line], fields: tuple[str, ...]) -> Ack:
    shown = {
        field: plainly(line, limits.FIELD_ERROR)
        for field, line in errors.items()
        if field in fields
    }
    if not shown:
        return not_submitted(next(iter(errors.values())), fields)
    return {"response_action": "errors", "errors": shown}


async def tell_alone(
    courier: SlackCourier, said: inbound.Command | inbound.Press, card: Card
) -> None:
    """Show a card to somebody alone: where they typed or pressed, else in the direct message."""
    if said.response_url is not None:
        await courier.respond(said.response_url, card)
    else:
        await courier.whisper(said.channel, said.user, card)
