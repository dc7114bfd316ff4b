import pytest

from bot.coach.limits import watch_words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("my manager harasses me", "harassment"),
        ("sexual comments in meetings", "harassment"),
        ("I was discriminated against", "harassment"),
        ("he threatened me", "harassment"),
        ("they retaliated when I asked", "harassment"),
        ("I am being bullied", "harassment"),
        ("my lawyer says wait", "legal"),
        ("my visa depends on this job", "legal"),
        ("they want to terminate my contract", "legal"),
        ("there is a union dispute", "legal"),
        ("we may go to court", "legal"),
        ("they might fire me for asking", "backlash"),
        ("as a woman I am seen as pushy", "backlash"),
        ("they could rescind my offer", "backlash"),
        ("it would be held against me", "backlash"),
        ("I have no choice", "no_alternative"),
        ("I don’t have any alternative", "no_alternative"),
        ("I can't afford to lose this job", "no_alternative"),
    ],
)
def test_what_coaching_cannot_answer_is_noticed(text: str, code: str) -> None:
    assert code in watch_words(["A raise.", text])


@pytest.mark.parametrize(
    "text",
    [
        "job offer from Acme",
        "a raise for the lawyer role",
        "sell my visa-free travel app",
        "paid by visa card",
        "beat them on price",
        "hit me with questions",
        "a hit product with violent growth",
        "discriminating taste",
        "unsafe code in the parser",
        "the culture fit",
        "their legal team reads it",
        "a bullish market",
        "abuse of notation",
        "race condition",
        "they have no alternative",
        "option pool and a choice of dates",
        "termination of the trial plan",
        "I may need this by Friday",
        "",
    ],
)
def test_everyday_words_are_no_sign(text: str) -> None:
    assert watch_words([text]) == ()


def test_several_signs_come_in_a_fixed_order() -> None:
    assert watch_words(["no alternative", "my lawyer", "I was bullied"]) == (
        "harassment",
        "legal",
        "no_alternative",
    )
    assert watch_words([]) == ()
