"""Block Kit limits: what Slack takes and what it refuses, with its words and pointers."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.render.block_kit import assert_valid_blocks

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(**changes: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go"} | changes


def option(value: str = "v", **changes: Any) -> Json:
    return {"text": plain("Label"), "value": value} | changes


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def select(count: int, **changes: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(count)} | changes


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(**parts: Any) -> Json:
    return {"type": "section"} | parts


def field(element: Json, **parts: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element} | parts


def typed(**parts: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "t"} | parts


def rich(*groups: Json) -> Json:
    return {"type": "rich_text", "elements": list(groups)}


def words(kind: str, *parts: Json, **more: Any) -> Json:
    return {"type": kind, "elements": list(parts)} | more


TEXT = {"type": "text", "text": "word", "style": {"bold": True}}
CONFIRM = {"title": plain("Sure?"), "text": marked("*Really*"), "confirm": plain("Yes")}

TAKEN: list[list[Json]] = [
    [section(text=marked("x" * 3000))],
    [section(fields=[marked("x" * 1000)] * 10)],
    [section(text=plain("x"), accessory=button(confirm=CONFIRM, style="danger"))],
    [section(text=plain("x"), accessory=select(100))],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "divider", "block_id": "b" * 255}],
    [{"type": "divider"}] * 50,
    [{"type": "context", "elements": [marked("x")] * 10}],
    [actions(*(button(action_id=str(n), value="v" * 2000) for n in range(25)))],
    [actions({"type": "datepicker", "initial_date": "2028-02-29"})],
    [actions({"type": "timepicker", "initial_time": "09:05"})],
    [actions({"type": "datetimepicker", "initial_date_time": 1_795_394_694})],
    [actions({"type": "radio_buttons", "options": options(10)})],
    [actions({"type": "overflow", "options": options(5)})],
    [field(typed(max_length=3000, min_length=1, multiline=True), hint=plain("x" * 2000))],
    [field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"})],
    [field({"type": "checkboxes", "options": [option(text=marked("*a*"))]}, optional=True)],
    [field(select(3, initial_option=option("2")))],
    [
        rich(
            words("rich_text_section", TEXT, {"type": "emoji", "name": "wave"}),
            words("rich_text_list", words("rich_text_section", TEXT), style="bullet", indent=1),
            words("rich_text_preformatted", {"type": "text", "text": "|--|"}, border=0),
            words("rich_text_quote", {"type": "link", "url": "https://example.org"}),
            words("rich_text_section", {"type": "user", "user_id": "U0ANA"}),
        )
    ],
]


@pytest.mark.parametrize("blocks", TAKEN)
async def test_what_slack_takes(client: AsyncWebClient, blocks: list[Json]) -> None:
    posted = await client.chat_postMessage(channel="D0ANA", text="x", blocks=blocks)

    assert_valid_blocks(blocks, "message")  # Slack's own type definitions agree
    assert all(block["block_id"] for block in posted["message"]["blocks"])


REFUSED: list[tuple[list[Any], str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (
        [section(text=marked("x" * 3001))],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([section(text=marked(""))], "must be more than 0 characters"),
    ([section()], "missing required field: text [json-pointer:/blocks/0]"),
    ([section(text=plain("x"), fields=[marked("x")] * 11)], "no more than 10 items"),
    ([section(text=plain("x"), fields=[marked("x" * 2001)])], "less than 2001 characters"),
    ([section(text=plain("x"), colour="red")], "invalid additional property: colour"),
    ([section(text=plain("x"), accessory=typed())], "unsupported type: plain_text_input"),
    ([section(text={"text": "x"})], "missing required field: type"),
    ([{"type": "heading", "text": plain("x")}], "unsupported type: heading"),
    (["text"], "must provide an object"),
    ([{"type": "header", "text": plain("x" * 151)}], "less than 151 characters"),
    ([{"type": "header", "text": marked("x")}], "unsupported type: mrkdwn"),
    ([{"type": "divider", "block_id": "b" * 256}], "less than 256 characters"),
    ([{"type": "divider", "block_id": "b"}] * 2, "`block_id` 'b' already exists"),
    ([{"type": "context", "elements": [marked("x")] * 11}], "no more than 10 items"),
    ([{"type": "context", "elements": []}], "no less than 1 items"),
    ([actions(*(button(action_id=str(n)) for n in range(26)))], "no more than 25 items"),
    ([actions()], "no less than 1 items"),
    ([actions(button(), button())], "`action_id` 'go' already exists"),
    ([actions(button(text=plain("x" * 76)))], "/blocks/0/elements/0/text/text"),
    ([actions(button(text=marked("x")))], "unsupported type: mrkdwn"),
    ([actions(button(value="v" * 2001))], "less than 2001 characters"),
    ([actions(button(style="blue"))], "must be a valid enum value"),
    ([actions(button(action_id="a" * 256))], "less than 256 characters"),
    ([actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))], "less than 101"),
    ([actions(button(confirm={"title": plain("x")}))], "missing required field: text"),
    ([actions(select(101))], "no more than 100 items"),
    ([actions(select(0))], "no less than 1 items"),
    ([actions(select(2, initial_option=option("9")))], "one of the provided options"),
    ([actions(select(1, options=[option("v" * 151)]))], "less than 151 characters"),
    ([actions(select(1, options=[option(text=plain("x" * 76))]))], "less than 76 characters"),
    ([actions(select(1, options=[option(), option()]))], "option values must be unique"),
    ([actions(select(1, placeholder=plain("x" * 151)))], "less than 151 characters"),
    ([actions({"type": "radio_buttons", "options": options(11)})], "no more than 10 items"),
    ([actions({"type": "overflow", "options": options(6)})], "no more than 5 items"),
    ([actions({"type": "datepicker", "initial_date": "2027-02-29"})], "YYYY-MM-DD"),
    ([actions({"type": "datepicker", "initial_date": "2027-2-9"})], "YYYY-MM-DD"),
    ([actions({"type": "timepicker", "initial_time": "24:00"})], "HH:mm"),
    ([actions({"type": "datetimepicker", "initial_date_time": 12})], "must be greater"),
    ([actions(typed())], "unsupported type: plain_text_input"),
    ([field(typed(max_length=3001))], "must be less than 3001"),
    ([field(typed(min_length=5, max_length=4))], "less than or equal to max_length"),
    ([field(typed(), label=plain("x" * 2001))], "less than 2001 characters"),
    ([field(typed(placeholder=plain("x" * 151)))], "less than 151 characters"),
    ([{"type": "input", "label": plain("x")}], "missing required field: element"),
    ([field({"type": "number_input"})], "missing required field: is_decimal_allowed"),
    ([field(button())], "unsupported type: button"),
    ([rich(words("rich_text_lines", TEXT))], "unsupported type: rich_text_lines"),
    ([rich(words("rich_text_list", TEXT, style="bullet"))], "unsupported type: text"),
    ([rich(words("rich_text_list", words("rich_text_section")))], "required field: style"),
    ([rich(words("rich_text_section", {"type": "text", "text": ""}))], "more than 0 characters"),
    (
        [rich(words("rich_text_preformatted", {"type": "emoji", "name": "wave"}))],
        "unsupported type: emoji",
    ),
]


@pytest.mark.parametrize(("blocks", "complaint"), REFUSED)
async def test_what_slack_refuses(
    client: AsyncWebClient, blocks: list[Any], complaint: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="D0ANA", text="x", blocks=blocks)

    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert complaint in answer["response_metadata"]["messages"][0]
    assert answer["response_metadata"]["messages"][0].startswith("[ERROR] ")


async def test_the_text_of_all_blocks_together_is_bounded(client: AsyncWebClient) -> None:
    blocks = [section(text=marked("x" * 3000))] * 5

    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await client.chat_postMessage(channel="D0ANA", text="x", blocks=blocks)


def home(**changes: Any) -> Json:
    return {"type": "home", "blocks": [{"type": "divider"}]} | changes


async def test_a_home_view_takes_a_hundred_blocks(client: AsyncWebClient) -> None:
    view = home(blocks=[{"type": "divider"}] * 100, private_metadata="p" * 3000)

    published = await client.views_publish(user_id="U0ANA", view=view)

    assert len(published["view"]["blocks"]) == 100


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (home(blocks=[{"type": "divider"}] * 101), "no more than 100 items"),
        (home(private_metadata="p" * 3001), "less than 3001 characters"),
        (home(callback_id="c" * 256), "less than 256 characters"),
        (home(title=plain("x")), "invalid additional property: title"),
        ({"type": "home"}, "missing required field: blocks"),
        ({"type": "modal"}, "unsupported type: modal"),
        (home(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
        (
            home(
                blocks=[
                    field(typed(focus_on_load=True)),
                    field(typed(focus_on_load=True, action_id="u")),
                ]
            ),
            "only one element may have focus_on_load",
        ),
    ],
)
async def test_views_that_slack_refuses(client: AsyncWebClient, view: Json, complaint: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.views_publish(user_id="U0ANA", view=view)

    assert refused.value.response["error"] == "invalid_arguments"
    assert complaint in refused.value.response["response_metadata"]["messages"][0]
