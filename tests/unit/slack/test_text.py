"""Words for Slack: ours formatted, people's as they typed them and nothing more."""

import re

import pytest
from hypothesis import given, strategies as st

from bot.cards import Line, Mention
from handlers.slack.text import cut, escaped, harmless, mrkdwn, plain, plainly, unescaped, visible


def shown(text: str, longest: int = 3000, **values: str) -> str:
    return str(mrkdwn(Line(text=text, values=values), longest)["text"])


def test_our_words_keep_their_formatting() -> None:
    assert shown("*Plan B* is _yours_") == "*Plan B* is _yours_"


def test_our_words_are_escaped_too() -> None:
    assert shown("R&D > 70k") == "R&amp;D &gt; 70k"


def test_slots_are_filled_once() -> None:
    assert shown("{a} and {b}", a="{b}", b="x") == "{b} and x"


def test_a_person_and_a_channel_are_mentioned_by_their_ids_alone() -> None:
    mentions = {
        "ana": Mention(kind="person", id="U0ANA"),
        "room": Mention(kind="channel", id="C0GENERAL"),
        "forged": Mention(kind="person", id="!channel> <@U1"),
    }
    line = Line(text="{ana} in {room}: {words}", values={"words": "<@U2> ok"}, mentions=mentions)
    assert mrkdwn(line, 3000)["text"] == "<@U0ANA> in <#C0GENERAL>: &lt;@U2&gt; ok"
    assert plainly(line, 3000) == "U0ANA in C0GENERAL: <@U2> ok"
    forged = mrkdwn(Line(text="{forged}", mentions=mentions), 3000)["text"]
    assert "<" not in forged


def test_a_slot_without_a_value_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        shown("{missing}")


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U123>", "&lt;@U123&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("*b*", "\u2217b\u2217"),
        ("`c`", "\u02cbc\u02cb"),
        ("> quoted", "\u203a quoted"),
        ("one\n>>> two", "one\n\u203a two"),
        ("5 > 3", "5 &gt; 3"),
        (":tada:", "\u2236tada:"),
        (":+1::skin-tone-2:", "\u2236+1:\u2236skin-tone-2:"),
        (":100: and :-1:", "\u2236100: and \u2236-1:"),
        (":Straße: :ｐ＿ｑ:", "\u2236Straße: \u2236ｐ＿ｑ:"),
        ("at 10:30:45", "at 10:30:45"),
        ("\u200b*b*\u200b", "\u2217b\u2217"),
        ("\u202eevil", "evil"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("a\x00b\x07", "ab"),
    ],
)
def test_peoples_words_are_shown_and_do_nothing(typed: str, safe: str) -> None:
    assert harmless(typed) == safe


@given(st.text())
def test_no_words_can_format_mention_link_or_quote(typed: str) -> None:
    safe = harmless(typed)
    assert not set("<>*_~`") & set(safe)
    assert not re.search(r"&(?!(amp|lt|gt);)", safe)
    assert not re.search(r"^\s*&gt;", safe, re.MULTILINE)
    assert not re.search(r"(?<!\d):[^\s:]+:", safe)


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_a_cut_never_splits_an_entity(typed: str, longest: int) -> None:
    text = shown("{typed}", longest, typed=typed)
    assert 1 <= len(text) <= longest
    assert not re.search(r"&(?!(amp|lt|gt);)", text)


def test_a_cut_is_visible() -> None:
    assert cut("abcdef", 4) == "abc\u2026"
    assert cut("abcd", 4) == "abcd"
    assert shown("abcdef", 4) == "abc\u2026"


def test_plain_text_is_one_unescaped_row() -> None:
    line = Line(text="Sheet of {name}", values={"name": "R&D\n<x>"})
    assert plain(line, 75) == {"type": "plain_text", "text": "Sheet of R&D <x>", "emoji": False}


def test_plain_text_is_never_empty() -> None:
    assert plainly(Line(text="{name}", values={"name": "\u200b"}), 10) == "\u2026"


@pytest.mark.parametrize(
    ("delivered", "typed"),
    [
        ("R&amp;D &lt; 5", "R&D < 5"),
        ("&amp;lt;", "&lt;"),
        ("<https://x.example/a>", "https://x.example/a"),
        ("<http://x.example|x.example>", "x.example"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+491234>", "+491234"),
        ("<@U123> and <@U123|ana>", "@U123 and @ana"),
        ("<#C1|general>", "#general"),
        ("<!here> <!subteam^S1|@team>", "@here @team"),
    ],
)
def test_delivered_words_come_back_as_typed(delivered: str, typed: str) -> None:
    assert unescaped(delivered) == typed


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_what_was_escaped_comes_back(typed: str) -> None:
    assert unescaped(escaped(typed)) == typed


@given(st.text())
def test_visible_words_stay(typed: str) -> None:
    assert visible(visible(typed)) == visible(typed)
