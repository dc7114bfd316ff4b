import pytest

from bot.coach.opening import honest_alternative
from bot.coach.plan_b import PlanBWorth
from tests.unit.coach.cases import chances, exactly

SURE = PlanBWorth.certain(exactly("70000"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$70k offer from Borealis", "offer_in_hand"),
        ("70k offer from Borealis, in writing", "offer_in_hand"),
        ("They offered me 70k", "offer_in_hand"),
        ("I was offered a role at Acme", "offer_in_hand"),
        ("I have two offers", "offer_in_hand"),
        ("I already have an offer from Borealis", "offer_in_hand"),
        ("I've got a written offer", "offer_in_hand"),
        ("accept the Borealis offer", "offer_in_hand"),
        ("I'd take the Borealis offer", "offer_in_hand"),
        ("I'll sign the offer from Borealis", "offer_in_hand"),
        ("If we don't agree, I take the Borealis offer", "offer_in_hand"),
        ("an offer in hand", "offer_in_hand"),
        ("the other dealer quoted 21,500", "offer_in_hand"),
        ("signed contract with Acme", "offer_in_hand"),
        ("I stay in my current job", "stay_put"),
        ("I would stay", "stay_put"),
        ("I'd rather stay where I am", "stay_put"),
        ("if there is no deal, I stay at 62k", "stay_put"),
        ("keep the old car", "stay_put"),
        ("status quo", "stay_put"),
        ("continue as before", "stay_put"),
        ("no other offer, stay, 62k", "stay_put"),
        ("I have no other offer, so I stay in my job", "stay_put"),
        ("the offer fell through, so I stay", "stay_put"),
        ("turn down their offer, stay where I am", "stay_put"),
        ("buy from dealer B", "other_plan"),
        ("ask Ben's team instead", "other_plan"),
        ("offer services to others", "other_plan"),
        ("we wait until spring", "other_plan"),
        ("no other offer, so I freelance", "other_plan"),
        ("I leave my current job and travel", "other_plan"),
        ("quit my current job", "other_plan"),
        ("close the current contract and buy elsewhere", "other_plan"),
        ("my existing supplier went bankrupt, so we go without", "other_plan"),
        ("I won't stay, I join my sister's company", "other_plan"),
        ("keep the deposit", "other_plan"),
        ("replace our current supplier", "other_plan"),
        ("maybe Acme makes an offer", "uncertain"),
        ("hoping for an offer", "uncertain"),
        ("an interview at Acme", "uncertain"),
        ("get another offer", "uncertain"),
        ("offer from Acme, not signed", "uncertain"),
        ("ask Borealis for an offer, 70k", "uncertain"),
        ("apply to Borealis, they offer 70k", "uncertain"),
        ("I want an offer from Borealis, 70k", "uncertain"),
        ("negotiate an offer with Borealis", "uncertain"),
        ("Borealis will make an offer by Friday", "uncertain"),
        ("They will send me an offer next week", "uncertain"),
        ("an offer from Borealis in two weeks", "uncertain"),
        ("I'd make an offer on the other house", "uncertain"),
        ("make the second vendor an offer", "uncertain"),
        ("a verbal offer from Acme", "uncertain"),
        ("Borealis promised me an offer", "uncertain"),
        ("I have to get an offer first", "uncertain"),
        ("request 70k offer from Acme", "uncertain"),
        ("I offered 70k for the other flat", "uncertain"),
        ("the flat has an offer", "uncertain"),
        ("pretend I have an offer", "uncertain"),
        ("my friend was offered 90k", "uncertain"),
        ("offer it to Ann for 17k", "uncertain"),
        ("my offer for the other flat", "uncertain"),
        ("offer from Acme in March", "uncertain"),
        ("keep looking", "uncertain"),
        ("apply elsewhere", "uncertain"),
        ("nothing", "none"),
        ("not really", "none"),
        ("none.", "none"),
        ("none", "none"),
        ("I have no offer", "none"),
        ("I have no offers yet", "none"),
        ("I haven’t an offer yet", "none"),
        ("I haven't received any offer", "none"),
        ("nobody offered me anything", "none"),
        ("I have no other offer", "none"),
        ("I don't have a plan B", "none"),
        ("No alternative", "none"),
        ("my offer was withdrawn", "unknown"),
        ("offer from Borealis fell through, 62k", "unknown"),
        ("the offer I had is gone", "unknown"),
        ("70k offer from Borealis, expired", "unknown"),
        ("I declined the offer from Borealis", "unknown"),
        ("Acme rescinded their offer", "unknown"),
        ("I can no longer stay where I am", "unknown"),
        ("I decline their offer", "unknown"),
        ("I lost my job", "unknown"),
        ("maybe I stay", "unknown"),
        ("I don't know yet", "unknown"),
        ("wait and see", "unknown"),
        ("", "unknown"),
        ("   ", "unknown"),
        (None, "unknown"),
    ],
)
def test_only_what_was_stated_may_be_said(text: str | None, code: str) -> None:
    assert honest_alternative(text, SURE) == code
    assert honest_alternative(text, None) == code


@pytest.mark.parametrize(
    "text", ["offer from Borealis", "the Borealis offer", "Borealis offers", "my other offer"]
)
def test_an_offer_just_named_is_in_hand_when_its_worth_is_known(text: str) -> None:
    assert honest_alternative(text, SURE) == "offer_in_hand"
    assert honest_alternative(text, None) == "uncertain"


def test_an_offer_that_only_may_come_is_not_in_hand() -> None:
    maybe = chances(("0.6", "104000"), ("0.4", "88000"))
    assert honest_alternative("the Borealis offer", maybe) == "uncertain"
    assert honest_alternative("the Borealis offer", chances(("1", "104000"))) == "offer_in_hand"
