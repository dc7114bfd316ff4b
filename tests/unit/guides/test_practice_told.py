"""What people say of a practice, told of the week or after a meeting, in several clauses."""

import pytest

from bot.dialogue.script import NotUnderstood
from bot.guides.check_in import result
from tests.unit.guides.answering import HEARING


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("Yes, the chance came but I missed it", "missed"),
        ("I did have the chance but not the courage", "missed"),
        ("I did think about it but no", "missed"),
        ("I did want to, but no", "missed"),
        ("I did it not", "missed"),
        ("I used to do it, not this week", "missed"),
        ("I used none of it", "missed"),
        ("I used it not once", "missed"),
        ("Had the chance, but forgot to", "missed"),
        ("chance came but I froze", "missed"),
        ("of course not", "missed"),
        ("It came up, I blew it", "missed"),
        ("I tried, and forgot", "missed"),
        ("No, but next week I will", "missed"),
        ("I had a meeting but didn't ask", "missed"),
        ("not at all", "missed"),
        ("I never did", "missed"),
        ("sorry, forgot", "missed"),
        ("no, I was too nervous", "missed"),
        ("I did not forget", "did"),
        ("I didn't forget it this time", "did"),
        ("I could not resist, I did it", "did"),
        ("Tried it, did not go well", "did"),
        ("There was a chance and I did not miss it", "did"),
        ("Opportunity came. I did it, though not well", "did"),
        ("Had a chance, did it, forgot the follow up", "did"),
        ("I tried twice, and not once did it fail", "did"),
        ("Tried and could not believe how well it worked", "did"),
        ("Yes I tried, and did not get interrupted", "did"),
        ("missed my bus but did it", "did"),
        ("I was sick but did it anyway on Friday", "did"),
        ("No problem, did it", "did"),
        ("No doubt, I used it", "did"),
        ("No kidding, I actually did it", "did"),
        ("Chance came and I took it", "did"),
        ("I had a chance and used it", "did"),
        ("the chance came up twice, did it once", "did"),
        ("Sorry for the delay, I did it", "did"),
        ("no meetings, but I did it with my landlord", "did"),
        ("I always did", "did"),
        ("I've done it", "did"),
        ("Yes! missed it only once", "did"),
        ("I did, thanks", "did"),
        ("I managed", "did"),
        ("sure", "did"),
        ("every day", "did"),
        ("yes but not every time", "did"),
        ("done twice", "did"),
        ("I practised it", "did"),
        ("skipped it", "missed"),
        ("not used", "missed"),
        ("I didn't have any meetings", "no_chance"),
        ("No - there was no chance", "no_chance"),
        ("not really, no chance", "no_chance"),
        ("I didn't do it, there was no chance", "no_chance"),
        ("No. I was ill.", "no_chance"),
        ("I had no chance, we never met", "no_chance"),
        ("the meeting got moved to next week", "no_chance"),
        ("out of office", "no_chance"),
    ],
)
def test_clauses_are_read_together(text: str, came: str) -> None:
    assert result(text, HEARING)["result"] == came


@pytest.mark.parametrize(
    "text",
    [
        "yes no maybe",
        "yes and no",
        "I'm on holiday next week",
        "I had a chance with my boss, not with the client",
        "I used the whole time on small talk",
        "I did it on Monday, forgot on Friday",
        "did it, and then there was no chance",
        "I was sick and forgot",
        "I should have done it",
        "I'll do it tomorrow",
        "did it, kind of",
        "Yes, please",
        "did I do it?",
        "no, I did it",
        "I managed not to",
        "I did not fill the silence",
        "missed my bus",
        "never mind",
        "I hope I did it",
        "no thanks",
        "I did half of it",
    ],
)
def test_what_tells_two_ends_or_none_is_asked_back(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        result(text, HEARING)
    assert why.value.remark.code == "check_unknown"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("did it", ""),
        ("Yes, twice on Monday", "twice on Monday"),
        ("Yes, the chance came but I missed it", "Yes, the chance came but I missed it"),
        ("I was sick but did it anyway", "I was sick but did it anyway"),
        ("Nope. Too fast", "Too fast"),
        ("I didn’t: too fast", "too fast"),
    ],
)
def test_what_else_the_words_tell_is_kept_as_typed(text: str, note: str) -> None:
    assert result(text, HEARING).get("note", "") == note
