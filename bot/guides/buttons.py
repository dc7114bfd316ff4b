"""Buttons in a row, as people press them everywhere."""

from bot.cards import Button, Buttons
from bot.guides.words import say


def row_of(*moves: tuple[str, str, str], primary: str = "", name: str | None = None) -> Buttons:
    """A row of buttons: the key of what stands on each, the verb it asks for and its value.

    `primary` is the verb of the one that stands out; `name` names the block.
    """
    buttons = tuple(
        Button(
            label=say(words),
            action=action,
            value=value,
            style="primary" if action == primary else "plain",
        )
        for words, action, value in moves
    )
    return Buttons(buttons=buttons, id=name)
