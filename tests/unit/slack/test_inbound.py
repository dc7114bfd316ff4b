"""Deliveries as values, and what is none of Parley's business."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, strategies as st

from handlers.slack import inbound
from handlers.slack.inbound import Malformed, View

Json = dict[str, Any]
SECRET = b"secret"


def message(**changes: Any) -> Json:
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "ts": "1700000000.000100",
        "text": "85k &amp; more",
    }
    return {"team_id": "T1", "event_id": "Ev1", "event": event | changes}


def test_a_message_is_known_by_place_time_and_author() -> None:
    said = inbound.typed(message())
    assert said is not None
    assert said.text == "85k & more"
    assert said.at == 1700000000.0001
    assert said.key == "message:D1:1700000000.000100:U1"


@pytest.mark.parametrize(
    "changes",
    [
        {"bot_id": "B1"},
        {"app_id": "A1"},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"channel_type": "channel"},
        {"text": " \n"},
        {"text": None},
    ],
)
def test_what_is_not_a_persons_own_words_is_left_alone(changes: Json) -> None:
    assert inbound.typed(message(**changes)) is None


@pytest.mark.parametrize("changes", [{"subtype": "file_share"}, {"thread_ts": "1.2"}])
def test_words_with_a_file_or_in_a_thread_count(changes: Json) -> None:
    assert inbound.typed(message(**changes)) is not None


@pytest.mark.parametrize("thread", [None, "1.2"])
def test_a_message_names_the_thread_it_was_typed_in(thread: str | None) -> None:
    said = inbound.typed(message(**({"thread_ts": thread} if thread else {})))
    assert said is not None
    assert said.thread == thread


def test_characters_no_database_takes_are_left_out() -> None:
    said = inbound.typed(message(text="a\0b\ud800"))
    assert said is not None
    assert said.text == "ab?"


def command(**changes: Any) -> Json:
    body = {
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "channel_name": "general",
        "text": "prep R&amp;D",
        "trigger_id": "1.2.x",
    }
    return body | changes


def test_a_command_is_known_by_its_trigger() -> None:
    said = inbound.command(command())
    assert (said.words, said.key, said.direct) == ("prep R&D", "command:1.2.x", False)
    assert inbound.command(command(channel_id="D1", channel_name="directmessage")).direct


def press(**changes: Any) -> Json:
    body: Json = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "trigger_id": "1.2.x",
        "actions": [{"action_id": "choose:3", "value": "c:step:1:raise"}],
        "container": {"type": "message", "channel_id": "D1"},
        "response_url": "https://x.example/r",
    }
    return body | changes


def test_a_press_names_its_action_without_the_place() -> None:
    said = inbound.press(press())
    assert (said.action, said.value, said.channel) == ("choose", "c:step:1:raise", "D1")
    assert said.modal is None


def test_a_press_in_a_modal_remembers_what_was_seen() -> None:
    view = {"type": "modal", "id": "V1", "hash": "h"}
    assert inbound.press(press(view=view)).modal == View("V1", "h")
    assert inbound.press(press(view=view | {"type": "home"})).modal is None


def test_a_press_in_a_form_holds_what_is_in_its_fields() -> None:
    state = {"values": {"words": {"value": {"type": "plain_text_input", "value": "85k"}}}}
    said = inbound.press(press(view={"type": "modal", "id": "V1", "hash": "h", "state": state}))
    assert said.values == {"words": "85k"}
    assert not said.ticked
    assert inbound.press(press()).values == {}


def test_a_field_that_tells_at_once_asks_for_a_change_of_its_form() -> None:
    ticked = {"type": "checkboxes", "selected_options": [{"value": "low"}, {"value": "twice"}]}
    view = {
        "type": "modal",
        "id": "V1",
        "hash": "h",
        "private_metadata": "share:preview:p:codes",
        "state": {"values": {"share:1:hide": {"value": ticked}}},
    }
    actions = [{"action_id": "value", "block_id": "share:1:hide", **ticked}]
    said = inbound.press(press(view=view, actions=actions))
    assert (said.action, said.value) == ("share_changed", "preview:p:codes")
    assert said.values == {"share:1:hide": "low,twice"}
    assert said.ticked


def form(**values: Json) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {
            "id": "V1",
            "hash": "h",
            "private_metadata": "answer:c:target:1",
            "state": {"values": {name: {"value": element} for name, element in values.items()}},
            "blocks": [{"type": "section", "block_id": "x"}]
            + [{"type": "input", "block_id": name} for name in values],
        },
    }


def test_a_form_gives_one_text_for_each_field() -> None:
    said = inbound.submission(
        form(
            words={"type": "plain_text_input", "value": "85k"},
            nothing={"type": "plain_text_input", "value": None},
            chosen={"type": "radio_buttons", "selected_option": {"value": "high"}},
            unchosen={"type": "static_select", "selected_option": None},
            day={"type": "datepicker", "selected_date": "2026-11-23"},
            hour={"type": "timepicker", "selected_time": "15:00"},
        ),
        SECRET,
    )
    assert said.values == {
        "words": "85k",
        "nothing": "",
        "chosen": "high",
        "unchosen": "",
        "day": "2026-11-23",
        "hour": "15:00",
    }
    assert said.fields == tuple(said.values)


def test_a_corrected_form_is_another_delivery() -> None:
    def key(value: str, secret: bytes = SECRET) -> str:
        return inbound.submission(form(a={"value": value}), secret).key

    assert key("85k") == key("85k")
    assert key("85k") != key("86k")
    assert key("85k") != key("85k", b"another")
    assert "85k" not in key("85k")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)
BODIES = st.dictionaries(
    st.sampled_from(["type", "team", "team_id", "user", "event", "view", "actions", "trigger_id"]),
    JSON,
)


@given(BODIES)
def test_anything_else_is_malformed_and_nothing_worse(body: Json) -> None:
    readers: list[Callable[[Json], object]] = [
        inbound.command,
        inbound.typed,
        inbound.home_opened,
        inbound.press,
        inbound.bot_revoked,
        lambda body: inbound.submission(body, SECRET),
    ]
    for read in readers:
        assert told(read, body) in {"read", "malformed"}


def told(read: Callable[[Json], object], body: Json) -> str:
    try:
        read(body)
    except Malformed:
        return "malformed"
    return "read"
