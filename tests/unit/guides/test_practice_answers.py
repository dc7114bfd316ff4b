"""What typed answers about a practice are read as."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.coach.committing import Chosen, Cue, Known, Plan, Words
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides import check_in, commit_reading as reading
from bot.guides.commit import UNTIL

HEARING = Hearing(now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC), zone=ZoneInfo("Europe/Vienna"))
"""A Monday."""


def refused(read: Any, text: str) -> str:
    with pytest.raises(NotUnderstood) as caught:
        read(text, HEARING)
    assert text.strip() == "" or text not in str(caught.value)
    return caught.value.remark.code


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("6", {"code": "P06"}),
        ("number 06", {"code": "P06"}),
        ("p27", {"code": "P27"}),
        ("No. 4", {"code": "P04"}),
        ("SAY WHY", {"code": "P13"}),
        ("two past", {"code": "P27"}),
        ("two", {"own": "two"}),
        ("two offers, one of them cheap", {"own": "two offers, one of them cheap"}),
        ("stay calm", {"own": "stay calm"}),
    ],
)
def test_which_practice(text: str, fields: dict[str, Any]) -> None:
    assert reading.practice(text, HEARING) == fields


@pytest.mark.parametrize("text", ["0", "28", "99"])
def test_a_number_the_library_has_not(text: str) -> None:
    assert refused(reading.practice, text) == "practice_unknown"


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("If they name a number first, then I ask why.", "they name a number first", "ask why"),
        ("when it gets loud, I'll wait", "it gets loud", "wait"),
        ("Whenever I am asked, then I will count to five", "I am asked", "count to five"),
        ("ask who decides", "", "ask who decides"),
        ("then I ask", "", "ask"),
    ],
)
def test_both_halves_of_a_plan(text: str, cue: str, act: str) -> None:
    assert reading.both(text) == (cue, act)


@pytest.mark.parametrize("text", ["if ", "...", "  "])
def test_no_words_are_no_moment(text: str) -> None:
    assert refused(reading.cue, text) == "empty"


def test_no_words_are_no_act() -> None:
    for text in ("then I", "then", "..."):
        assert refused(reading.act, text) == "empty"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("six weeks", None),
        ("The usual.", None),
        ("no date yet", None),
        ("3 weeks", date(2026, 12, 14)),
        ("for two months", date(2027, 1, 23)),
        ("in ten days", date(2026, 12, 3)),
        ("until 15 Jan", date(2027, 1, 15)),
        ("end of March", date(2027, 3, 31)),
    ],
)
def test_until_when(text: str, day: date | None) -> None:
    assert reading.until(text, HEARING) == {"day": day}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2027-11-25", "until_too_far"),
        ("2026-11-20", "moment_past"),
        ("20 Nov 2026", "moment_past"),
        ("soonish", "moment_unreadable"),
        ("4/5", "moment_ambiguous"),
    ],
)
def test_what_is_no_last_day(text: str, code: str) -> None:
    assert refused(reading.until, text) == code


def test_the_form_begins_six_weeks_ahead_and_reads_back() -> None:
    (part,) = UNTIL.parts
    shown = part.show(UNTIL.accepts(), HEARING)
    assert shown == "2027-01-04"
    assert part.read(shown, HEARING) == {"day": date(2027, 1, 4)}
    for text, code in (("gone", "moment_unreadable"), ("2026-11-01", "moment_past")):
        assert refused(part.read, text) == code


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("this negotiation", "preparation"),
        ("the preparation", "preparation"),
        ("everyday meetings", "everyday"),
        ("every meeting", "everyday"),
        ("both", "everyday"),
    ],
)
def test_what_it_is_tied_to(text: str, scope: str) -> None:
    ahead = replace(HEARING, answers={"known": Known(preparation="p", title="the meeting")})
    assert reading.scope(text, ahead)["scope"] == scope
    assert refused(reading.scope, "purple") == "scope_unknown"
    assert refused(reading.scope, "this negotiation") == "scope_none"


def test_what_is_suggested_and_what_stands() -> None:
    library = Plan(practice=Chosen(code="P13"))
    assert reading.suggested("cue", library) == "I ask for something"
    assert reading.library_code(library) == "P13"
    own = Plan(practice=Chosen(code="P13", own="If they wait, then I wait"))
    assert (reading.worded("cue", own), reading.worded("act", own)) == ("they wait", "wait")
    assert reading.library_code(own) is None
    noted = Plan(known=Known(noted="ask why"), practice=Chosen(noted=True))
    assert (reading.worded("cue", noted), reading.worded("act", noted)) == ("", "ask why")
    told = library.model_copy(update={"cue": Cue(words="now", act="go"), "act": Words()})
    assert (reading.worded("cue", told), reading.worded("act", told)) == ("now", "go")
    gone = Plan(practice=Chosen(code="P99"))
    assert reading.suggested("act", gone) == ""
    assert reading.suggested("act", Plan()) == ""


@pytest.mark.parametrize(
    ("text", "result", "note"),
    [
        ("done", "did", ""),
        ("I used it twice", "did", "twice"),
        ("I didn't", "missed", ""),
        ("I did not do it", "missed", ""),
        ("I didn’t: too fast", "missed", "too fast"),
        ("nope", "missed", ""),
        ("there was no chance", "no_chance", ""),
        ("It didn't come up", "no_chance", ""),
        ("no, no chance came", "no_chance", ""),
        ("no opportunities", "no_chance", ""),
        ("not this week", "missed", ""),
        ("not once", "missed", ""),
        ("never", "missed", ""),
        ("Unfortunately not.", "missed", ""),
        ("I wasn't able to", "missed", "I wasn't able to"),
        ("tried it", "did", ""),
        ("I didn't have a chance", "no_chance", ""),
        ("I haven't had the opportunity", "no_chance", ""),
        ("I had no meetings this week", "no_chance", ""),
        ("did not do it", "missed", ""),
        ("I haven't done it", "missed", ""),
        ("Didn’t manage to", "missed", ""),
        ("no", "missed", ""),
        ("no, too fast", "missed", "too fast"),
        ("I did not ask for it", "missed", "I did not ask for it"),
        ("I tried but failed", "missed", "I tried but failed"),
        ("I tried it, but I forgot the words", "missed", "I tried it, but I forgot the words"),
        (
            "I had a chance but did not take it",
            "missed",
            "I had a chance but did not take it",
        ),
        ("there was a chance, missed it", "missed", "there was a chance, missed it"),
        ("I tried it twice", "did", "twice"),
    ],
)
def test_what_came_of_a_week(text: str, result: str, note: str) -> None:
    fields = check_in.result(text, HEARING)
    assert (fields["result"], fields.get("note", "")) == (result, note)


@pytest.mark.parametrize(
    "text",
    [
        "nothing special",
        "nobody came",
        "donets",
        "yesterday I tried",
        "No deal, they offered 65k",
        "no agreement",
        "I tried but she laughed",
        "a chance came",
    ],
)
def test_words_that_tell_no_result(text: str) -> None:
    assert refused(check_in.result, text) == "check_unknown"
