"""Whatever a card or screen holds, Slack takes it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.cards import (
    Button,
    Buttons,
    Card,
    Choice,
    ChoiceField,
    DateField,
    Divider,
    Element,
    Heading,
    Line,
    Note,
    Paragraph,
    Picture,
    Screen,
    TextField,
    TimeField,
)
from handlers.slack.render import home, message, modal
from tests.render.block_kit import assert_valid_blocks, assert_valid_view

Json = dict[str, Any]

WORDS = st.text(max_size=40) | st.text(alphabet="<&>*_`~:\n x", max_size=4000)
LINES = st.builds(lambda value: Line(text="*Heard:* {said}", values={"said": value}), WORDS)
NAMES = st.none() | st.from_regex(r"prepare:[a-z]{1,12}", fullmatch=True)
VALUES = st.text(alphabet="abc:123", min_size=1, max_size=40)
BUTTONS = st.builds(
    Button,
    label=LINES,
    action=st.sampled_from(["choose", "skip", "back"]),
    value=VALUES,
    style=st.sampled_from(["plain", "primary", "danger"]),
    link=st.none() | st.just("https://x.example/export"),
)
CHOICES = st.lists(
    st.builds(Choice, value=VALUES, label=LINES),
    min_size=1,
    max_size=12,
    unique_by=lambda c: c.value,
).map(tuple)
IDS = st.from_regex(r"prepare:[a-z]{1,8}:[a-z]{1,8}", fullmatch=True)
SHOWN = st.one_of(
    st.builds(Heading, line=LINES),
    st.builds(Paragraph, line=LINES, id=NAMES),
    st.builds(Note, line=LINES, id=NAMES),
    st.builds(Picture, id=NAMES, rows=st.lists(WORDS, max_size=8).map(tuple), described=LINES),
    st.builds(Divider),
    st.builds(Buttons, buttons=st.lists(BUTTONS, min_size=1, max_size=12).map(tuple), id=NAMES),
)
FIELDS = st.one_of(
    st.builds(
        TextField,
        id=IDS,
        label=LINES,
        hint=st.none() | LINES,
        initial=WORDS,
        example=st.none() | LINES,
        lines=st.booleans(),
        longest=st.integers(1, 5000),
    ),
    st.builds(ChoiceField, id=IDS, label=LINES, choices=CHOICES, initial=st.none() | VALUES),
    st.builds(DateField, id=IDS, label=LINES, initial=st.none() | st.just("2026-11-23")),
    st.builds(TimeField, id=IDS, label=LINES, initial=st.none() | st.just("15:00")),
)


@given(st.lists(SHOWN, min_size=1, max_size=60).map(tuple), LINES)
def test_every_card_is_a_message(elements: tuple[Element, ...], summary: Line) -> None:
    text, blocks = message(Card(summary=summary, elements=elements))
    assert text
    assert_valid_blocks(blocks, "message")


@given(st.lists(SHOWN | FIELDS, min_size=1, max_size=110).map(tuple), LINES, st.none() | LINES)
def test_every_screen_is_a_modal(
    elements: tuple[Element, ...], title: Line, submit: Line | None
) -> None:
    screen = Screen(title=title, elements=elements, purpose="p", submit=submit, close=title)
    assert_valid_view(modal(screen))


@given(st.lists(SHOWN, min_size=1, max_size=110).map(tuple), LINES)
def test_every_screen_is_a_home_tab(elements: tuple[Element, ...], title: Line) -> None:
    assert_valid_view(home(Screen(title=title, elements=elements, purpose="p", close=title)))


@given(st.lists(SHOWN | FIELDS, max_size=20).map(tuple), LINES)
def test_a_screen_is_rendered_the_same_again(elements: tuple[Element, ...], title: Line) -> None:
    screen = Screen(title=title, elements=elements, purpose="p", close=title)
    assert modal(screen) == modal(screen)


def nodes(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


@given(st.lists(SHOWN | FIELDS, min_size=1, max_size=20).map(tuple), LINES)
def test_formatted_text_is_verbatim_and_plain_text_without_emoji(
    elements: tuple[Element, ...], title: Line
) -> None:
    screen = Screen(title=title, elements=elements, purpose="p", close=title)
    for node in nodes(modal(screen)):
        if node.get("type") == "mrkdwn":
            assert node["verbatim"] is True
        if node.get("type") == "plain_text":
            assert node["emoji"] is False


LONG = Line(text="x" * 10_000)


@pytest.mark.parametrize(
    "element",
    [
        Heading(line=LONG),
        Paragraph(line=LONG),
        Note(line=LONG),
        Picture(rows=("x" * 10_000,), described=LONG),
        Buttons(buttons=(Button(label=LONG, action="skip"),)),
        TextField(id="f", label=LONG, hint=LONG, example=LONG),
        ChoiceField(id="f", label=LONG, choices=(Choice(value="a", label=LONG),)),
    ],
)
def test_what_is_too_long_ends_in_an_ellipsis(element: Element) -> None:
    screen = Screen(title=LONG, elements=(element,), purpose="p", submit=LONG, close=LONG)
    view = modal(screen)
    assert_valid_view(view)
    texts = [node["text"] for node in nodes(view) if isinstance(node.get("text"), str)]
    assert texts
    assert all(text.endswith("\u2026") for text in texts)


def test_too_many_elements_end_in_an_ellipsis() -> None:
    elements = tuple(Paragraph(line=Line(text=f"{n}")) for n in range(120))
    card = Card(summary=Line(text="s"), elements=elements)
    _, blocks = message(card)
    assert len(blocks) == 50
    assert "\u2026" in json.dumps(blocks[-1], ensure_ascii=False)


def test_ids_come_back_unchanged() -> None:
    field = TextField(id="prepare:target:amount", label=Line(text="Target"))
    (block,) = modal(
        Screen(
            title=Line(text="Target"),
            elements=(field,),
            purpose="answer:c:target:3",
            submit=Line(text="Save"),
            close=Line(text="Close"),
        )
    )["blocks"]
    assert block["block_id"] == "prepare:target:amount"
    assert block["element"]["action_id"] == "value"


def test_a_screen_that_is_only_read_may_hold_fields_to_copy_from() -> None:
    field = TextField(id="export:0", label=Line(text="Copy"), initial="text")
    close = Line(text="Close")
    view = modal(Screen(title=close, elements=(field,), purpose="export", close=close))
    assert_valid_view(view)


def test_buttons_are_told_apart_by_place() -> None:
    row = Buttons(
        buttons=tuple(Button(label=Line(text=str(n)), action="choose") for n in range(12))
    )
    _, blocks = message(Card(summary=Line(text="s"), elements=(row, row)))
    ids = [element["action_id"] for block in blocks for element in block["elements"]]
    assert len(set(ids)) == 24
    assert all(len(block["elements"]) <= 5 for block in blocks)


def test_a_link_is_a_button_with_an_address() -> None:
    button = Button(label=Line(text="Open"), action="link", link="https://x.example")
    _, ((row,)) = message(Card(summary=Line(text="s"), elements=(Buttons(buttons=(button,)),)))
    (drawn,) = row["elements"]
    assert drawn["url"] == "https://x.example"


def test_a_drawing_keeps_its_columns() -> None:
    picture = Picture(rows=("a  b", "|--|"), described=Line(text="from a to b"))
    _, blocks = message(Card(summary=Line(text="s"), elements=(picture,)))
    assert blocks[0]["elements"][0]["elements"][0]["text"] == "a  b\n|--|"
    assert blocks[1]["elements"][0]["text"] == "from a to b"
