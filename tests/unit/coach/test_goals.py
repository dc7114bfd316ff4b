import pytest

from bot.coach.goals import is_money


@pytest.mark.parametrize(
    "text",
    [
        "more money",
        "a raise",
        "85k",
        "at least $85k",
        "15%",
        "20% more",
        "higher salary",
        "better pay",
        "a signing bonus",
        "a lower price",
        "$5,000 off",
        "a discount",
        "100 dollars a day",
    ],
)
def test_money_is_money(text: str) -> None:
    assert is_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "a mentor",
        "one day from home",
        "a say in the roadmap",
        "lead the project",
        "a training budget",
        "time to learn",
        "credit as first author",
        "they pay for a course",
        "more money and a mentor",
        "paid parental leave",
        "respect",
        "payment terms",
        "3 people for my team",
        "happy kids",
        "",
    ],
)
def test_what_goes_beyond_money_is_not(text: str) -> None:
    assert not is_money(text)
