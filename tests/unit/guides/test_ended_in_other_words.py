"""Ends that people tell in less usual words, and those that may be two."""

import pytest

from bot.dialogue.script import NotUnderstood
from bot.guides.reflect_reading import outcome
from tests.unit.guides.answering import HEARING


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("We signed nothing", "no_deal"),
        ("Yes, no deal", "no_deal"),
        ("Yes it took place, no agreement", "no_deal"),
        ("It took place, no deal", "no_deal"),
        ("yes, but they said no", "no_deal"),
        ("It's a no", "no_deal"),
        ("I got nothing", "no_deal"),
        ("They did not approve it", "no_deal"),
        ("I didn't get it", "no_deal"),
        ("I withdrew my application", "no_deal"),
        ("no raise this year", "no_deal"),
        ("agreed on salary, still open: start date", "agreed"),
        ("agreed at 58k, only missing: the signature", "agreed"),
        ("They turned me down at first, then accepted 63k", "agreed"),
        ("They declined my counter and I accepted 60k", "agreed"),
        ("signed at 70k after they turned down 75k", "agreed"),
        ("Agreed at 76k although they rejected 80k", "agreed"),
        ("My raise got approved at 4%", "agreed"),
        ("promotion granted", "agreed"),
        ("It's a yes", "agreed"),
        ("verbal ok", "agreed"),
        ("sold for 58k, no discount", "agreed"),
        ("The decision was postponed", "still_open"),
        ("They postponed the decision", "still_open"),
        ("My boss postponed the decision to March", "still_open"),
        ("It's on hold", "still_open"),
        ("On ice for now", "still_open"),
        ("They want more time", "still_open"),
        ("She asked for a few days", "still_open"),
        ("We ran out of time", "still_open"),
        ("They said maybe", "still_open"),
        ("I need to let them know by Friday", "still_open"),
        ("They need to run it by legal", "still_open"),
        ("He'll talk to his boss", "still_open"),
        ("agreed on salary, still open: bonus", "still_open"),
        ("agreed on the title, salary open", "still_open"),
        ("He was sick so we rescheduled", "moved"),
        ("No, it was moved to Friday", "moved"),
        ("I decided not to go", "cancelled"),
    ],
)
def test_an_end_in_other_words(text: str, ended: str) -> None:
    assert outcome(text, HEARING)["ended"] == ended


@pytest.mark.parametrize(
    "text",
    [
        "We agreed to 3 months trial, salary open",
        "we agreed at 76k but they refused to sign",
        "Agreed at 70k, subject to board approval",
        "agreed at 70k if the board approves",
        "yes and no",
        "He didn't show up",
        "yes, it went well",
    ],
)
def test_an_end_that_may_be_another_is_asked_about(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        outcome(text, HEARING)
    assert why.value.remark.code in {"ended_several", "ended_unknown"}
