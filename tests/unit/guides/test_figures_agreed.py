"""When a figure that somebody tells after a meeting is the one agreed, and when it is asked."""

import pytest

from bot.coach.amounts import show_amount
from bot.dialogue.script import NotUnderstood
from bot.guides.reflect_reading import outcome
from tests.unit.guides.answering import HEARING


@pytest.mark.parametrize(
    "text",
    [
        "They countered with 58k",
        "We are 2k apart",
        "They started at 58k",
        "We started at 58k and got nowhere",
        "We opened at 90k",
        "Their counter was 58k",
        "Their limit is 58k",
        "Their budget is 58k",
        "Their first number was 58k",
        "We are at 58k now",
        "He mentioned 58k",
        "She quoted 58k",
        "They suggested 58k",
        "They hinted at 58k",
        "They put 58k on the table",
        "We discussed 58k",
        "They walked out at 58k",
        "I left at 58k",
        "I hung up at 58k",
        "The gap is 3k",
        "I held at 80k",
        "They held at 80k",
        "Deadlock at 80k",
        "Impasse at 80k",
        "Stalemate: 80k",
        "80k was too low",
        "80k was their last word",
        "80k on paper, I have until Friday",
        "70k, subject to approval",
        "conditional yes at 70k",
        "between 58k and 62k",
        "They need 2 weeks",
        "She needs 3 days",
        "We closed 54k apart",
        "It lasted 45 minutes",
        "They will decide in 2 weeks",
        "They came back with 58k",
        "Their best is 58k",
        "She floated 58k",
        "58k was their opening",
        "We went from 70k to 58k",
        "I aimed for 58k",
        "My target was 58k",
        "He laughed at 58k",
        "58k is too much",
        "They would pay 58k",
        "Yes, they countered with 58k",
        "It took 45 minutes",
        "I got 3 days to think",
        "They got a quote of 58k",
        "The meeting ended at 17:00",
        "I lowered my price to 58k",
        "They lowered their price to 58k",
        "I never paid 58k",
        "I paid 420 last year, they want 500",
        "I sold it to somebody else for 58k",
        "I got them down to 58k",
        "They revised it to 58k",
        "I am thinking about 58k",
        "58k?",
        "58k maybe",
        "They gave me 2 weeks to decide",
        "I got to 58k",
        "58k or 60k",
        "They accepted 58k but the board must confirm",
        "no 70",
        "They dropped the price by 2k",
        "I bought it 2k cheaper",
    ],
)
def test_a_figure_beside_other_words_is_no_agreement(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        outcome(text, HEARING)
    assert why.value.remark.code in {"ended_unknown", "ended_several"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("58k", "58,000"),
        ("yes, 58k", "58,000"),
        ("58k, great!", "58,000"),
        ("about 58k in the end", "58,000"),
        ("58k plus bonus", "58,000"),
        ("58k and a new title", "58,000"),
        ("We compromised: 58k", "58,000"),
        ("They said 58k and I took it", "58,000"),
        ("Final: 58k", "58,000"),
        ("final price: 58k", "58,000"),
        ("agreed at 58k", "58,000"),
        ("they accepted 58k", "58,000"),
        ("sold for 58k", "58,000"),
        ("I sold the car at 7,900", "7,900"),
        ("bought the van for 8,300", "8,300"),
        ("We haggled and I paid 420", "420"),
        ("paid him 420", "420"),
        ("I got 58k", "58,000"),
        ("got the job for 58k", "58,000"),
        ("I got a 5% raise", "5%"),
        ("I got 68k and two extra vacation days", "68,000"),
        ("We closed at 54", "54"),
        ("closed the deal at 58k", "58,000"),
        ("We shook on 15000", "15,000"),
        ("We shook hands on 58k", "58,000"),
        ("We met halfway: 52k", "52,000"),
        ("We split the difference at 52k", "52,000"),
        ("ended up with 70k", "70,000"),
        ("yes, it took place and ended at 64k", "64,000"),
        ("70k it is!", "70,000"),
        ("It is done, 66k", "66,000"),
        ("done: 66k", "66,000"),
        ("compromised on 51k", "51,000"),
        ("I caved and took 50k", "50,000"),
        ("I folded at 49k", "49,000"),
        ("The landlord lowered the rent to 1,150", "1,150"),
        ("They raised my salary to 58k", "58,000"),
        ("They gave me 5% more", "5%"),
        ("My raise got approved at 64k", "64,000"),
        ("Thumbs up at 70k", "70,000"),
        ("They started at 50k and I sold it for 58k", "58,000"),
        ("They opened at 60k, we closed at 66k", "66,000"),
        ("sold for 58k, they had offered 50k", "58,000"),
        ("They offered 65k, I asked 75k, done at 70k", "70,000"),
        ("They offered 65k, I said yes", "65,000"),
        ("I accepted 70k although they first said 65k", "70,000"),
        ("They accepted 70k instead of 75k", "70,000"),
        ("I moved up to 62k and they accepted", "62,000"),
    ],
)
def test_a_figure_that_closes_the_deal_is_the_one_agreed(text: str, figure: str) -> None:
    fields = outcome(text, HEARING)
    assert fields["ended"] == "agreed"
    assert show_amount(fields["figure"]) == figure


@pytest.mark.parametrize(
    "text",
    [
        "They agreed, they had countered with 58k",
        "We agreed on 3 days a week from home and 70k",
        "Yes, finally",
    ],
)
def test_an_agreement_whose_figure_is_not_plain_is_asked_for_it(text: str) -> None:
    assert outcome(text, HEARING) == {"ended": "agreed"}


@pytest.mark.parametrize("text", ["yes, it took place", "Yes, we met", "yes, it happened"])
def test_that_it_took_place_tells_no_end(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        outcome(text, HEARING)
    assert why.value.remark.code == "ended_unknown"
