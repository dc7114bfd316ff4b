"""What may be said of an alternative never says more than the person did."""

from decimal import Decimal

from hypothesis import given, strategies as st

from bot.coach.amounts import Range
from bot.coach.opening import honest_alternative
from bot.coach.plan_b import PlanBWorth

WORTHS = st.none() | st.just(PlanBWorth.certain(Range.exactly(Decimal(70000))))
OFFERS = st.sampled_from(
    ["offer from Borealis", "the Borealis offer", "70k offer from Acme", "a written offer"]
)
NOT_YET = st.sampled_from(
    ["ask for the", "hope for", "get", "apply and get", "negotiate", "want", "waiting for",
     "no", "never had", "make", "request", "maybe", "I might have", "I will get", "pretend:",
     "try for", "looking for", "I'd need", "if there were", "they will send"]
)  # fmt: skip
GONE = st.sampled_from(
    ["fell through", "was withdrawn", "expired", "is gone", "was rescinded", "may come",
     "by Friday", "next week", "in two weeks", "if all goes well", "is pending", "?", "not signed"]
)  # fmt: skip
STAYS = st.sampled_from(
    ["my current job", "stay in my job", "the existing contract", "our current supplier"]
)
LEAVES = st.sampled_from(
    ["I leave", "quit", "resign from", "close", "cancel", "sell", "I can't", "I no longer have",
     "replace", "we lose", "I won't"]
)  # fmt: skip


@given(before=NOT_YET, offer=OFFERS, worth=WORTHS)
def test_an_offer_wished_for_is_not_in_hand(
    before: str, offer: str, worth: PlanBWorth | None
) -> None:
    assert honest_alternative(f"{before} {offer}", worth) != "offer_in_hand"


@given(offer=OFFERS, after=GONE, worth=WORTHS)
def test_an_offer_lost_or_to_come_is_not_in_hand(
    offer: str, after: str, worth: PlanBWorth | None
) -> None:
    assert honest_alternative(f"{offer} {after}", worth) != "offer_in_hand"


@given(before=LEAVES, stay=STAYS, worth=WORTHS)
def test_nobody_who_leaves_stays(before: str, stay: str, worth: PlanBWorth | None) -> None:
    assert honest_alternative(f"{before} {stay}", worth) != "stay_put"


@given(text=st.text(max_size=80), worth=WORTHS)
def test_any_words_have_an_answer(text: str, worth: PlanBWorth | None) -> None:
    told = honest_alternative(text, worth)
    assert (told == "unknown") or text.strip()
