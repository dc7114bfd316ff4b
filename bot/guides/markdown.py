"""A screen as Markdown, for people who take their sheet away."""

import re
from typing import assert_never

from bot.cards import (
    Buttons,
    Divider,
    Element,
    FormField,
    Heading,
    Line,
    Note,
    Paragraph,
    Picture,
    Screen,
)

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
_LINE_START = re.compile(r"^(\s*)(?:([-+#=>])|(\d+)([.)]))", re.MULTILINE)
"""What makes a list, a heading or a quotation, and only at the beginning of a line."""

_BOLD = re.compile(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])")


def markdown(screen: Screen) -> str:
    """The screen's headings, prose and drawings as Markdown; buttons and fields fall away."""
    pieces = [piece for element in screen.elements if (piece := _piece(element))]
    return "\n\n".join(pieces) + "\n"


def _piece(element: Element) -> str:
    match element:
        case Heading(line=line):
            return f"# {_prose(line)}"
        case Paragraph(line=line) | Note(line=line):
            return _prose(line)
        case Picture(rows=rows):
            drawn = "\n".join(rows)
            return f"```\n{drawn}\n```\n\n{_prose(element.described)}"
        case Divider():
            return "---"
        case Buttons() | FormField():
            return ""
        case _:
            assert_never(element)


def _prose(line: Line) -> str:
    """Our marks in Markdown's spelling, people's words with every special sign shielded."""
    template = _BOLD.sub(r"**\1**", line.text).replace("\n", "  \n")
    values = {name: _shielded(value) for name, value in line.values.items()}
    return template.format_map(values)


def _shielded(value: str) -> str:
    text = value.replace("&", "&amp;").replace("<", "&lt;")
    text = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(_shielded_start, text).replace("\n", "  \n")


def _shielded_start(match: re.Match[str]) -> str:
    space, mark, number, dot = match.groups(default="")
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{dot}"
