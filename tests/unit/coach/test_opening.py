import pytest

from bot.coach.opening import honest_alternative
from bot.coach.plan_b import PlanBWorth
from tests.unit.coach.cases import chances, exactly

SURE = PlanBWorth.certain(exactly("70000"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$70k offer from Borealis", "offer_in_hand"),
        ("They offered me 70k", "offer_in_hand"),
        ("I have two offers", "offer_in_hand"),
        ("accept the Borealis offer", "offer_in_hand"),
        ("the other dealer quoted 21,500", "offer_in_hand"),
        ("signed contract with Acme", "offer_in_hand"),
        ("I stay in my current job", "stay_put"),
        ("keep the old car", "stay_put"),
        ("status quo", "stay_put"),
        ("buy from dealer B", "other_plan"),
        ("ask Ben's team instead", "other_plan"),
        ("offer services to others", "other_plan"),
        ("maybe Acme makes an offer", "uncertain"),
        ("hoping for an offer", "uncertain"),
        ("an interview at Acme", "uncertain"),
        ("get another offer", "uncertain"),
        ("offer from Acme, not signed", "uncertain"),
        ("my offer was withdrawn", "uncertain"),
        ("I haven’t an offer yet", "uncertain"),
        ("keep looking", "uncertain"),
        ("apply elsewhere", "uncertain"),
        ("nothing", "none"),
        ("none.", "none"),
        ("I have no other offer", "none"),
        ("I don't have a plan B", "none"),
        ("No alternative", "none"),
        ("", "unknown"),
        ("   ", "unknown"),
        (None, "unknown"),
    ],
)
def test_only_what_was_stated_may_be_said(text: str | None, code: str) -> None:
    assert honest_alternative(text, SURE) == code
    assert honest_alternative(text, None) == code


def test_an_offer_that_only_may_come_is_not_in_hand() -> None:
    maybe = chances(("0.6", "104000"), ("0.4", "88000"))
    assert honest_alternative("the Borealis offer", maybe) == "uncertain"
    assert honest_alternative("the Borealis offer", chances(("1", "104000"))) == "offer_in_hand"
