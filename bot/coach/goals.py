"""Goals, and which of them are about money."""

from bot.coach.currencies import PATTERN
from bot.coach.expression import Expression, small
from bot.coach.value import Value


class Goal(Value):
    """What success would be, in the person's words, and whether that is money."""

    text: str
    money: bool


# All but figures are looked for in small letters.
_MONEY = Expression(
    r"\b(?:money|cash|salar(?:y|ies)|wages?|pay|paid|payment|pay ?(?:rise|raise|check"
    r"|cheque)|raise|"
    r"compensation|remuneration|bonus(?:es)?|equity|stock|shares|commission|fees?|rates?|day rate|"
    r"prices?|pricing|costs?|cheap(?:er)?|discounts?|rebates?|refunds?|budgets?|income"
    r"|earn(?:ings?)?|"
    r"allowance|stipend|royalt(?:y|ies)|per diem|dollars?|euros?|pounds?|rupees?|expensive|"
    r"percent off|% off|amount|sum|figure|number)\b"
)
_FIGURE = Expression(rf"{PATTERN}\.? ?\d|\d ?(?i:k|m|bn|lakh|crore|thousand|million)?\b ?{PATTERN}")
_BARE_FIGURE = Expression(
    r"\W*(?:(?:at least|about|over|around|more than) )?\d[\d.,' ]*(?:k|m)?%?(?: (?:more|less"
    r"|off|higher|lower))?\W*"
)

_OTHER = Expression(
    r"\b(?:roles?|titles?|scope|responsib\w+|autonomy|ownership|authority|decisions?|say in"
    r"|voice|"
    r"team|hire|hiring|headcount|mentor\w*|coach\w*|sponsor\w*|train\w*|courses?|conference\w*"
    r"|learn\w*|"
    r"develop\w*|grow\w*|career|promotion|promoted|stretch|skills?|lead\w*|projects?|roadmap|"
    r"time|hours?|days?|weeks?|holidays?|vacation|leave|sabbatical|remote|home|flexib\w*|weekends?|"
    r"workload|boundar\w+|balance|schedule|deadline|delivery|start date|notice|"
    r"credit|authors?\w*|recogni\w+|visib\w+|respect\w*|trust|relationship|fair\w*|thank\w*|"
    r"warrant\w+|guarantee\w*|quality|support|maintenance|service|equipment|space|office|location|"
    r"payment terms|transparen\w+|security|stability|permanent|childcare|visa|relocat\w+)\b"
)
_RATE = Expression(r"(?i)(?:\b(?:a|an|per)|/) ?(?:year|month|week|day|hour)s?\b")
# "A part-time course budget" is about learning: other words win, unless the wish is plainly pay.
_PLAINLY_PAY = Expression(
    r"\b(?:more money|salary|wages?|bonus(?:es)?|pay ?(?:rise|raise|check))\b"
)
_JOINED = Expression(r"\b(?:and|plus|with|or)\b|[,;&+/]")


def is_money(text: str) -> bool:
    """Say whether a goal is about money alone: "more money", "a discount", "85k".

    A goal that also names role, scope, development, time, credit or the like is not, unless
    it names pay outright and nothing else is asked beside it ("and", a comma).
    """
    text = _RATE.sub("", text)
    words = small(text)
    if _OTHER.search(words):
        return bool(_PLAINLY_PAY.search(words)) and not _JOINED.search(words)
    return bool(_MONEY.search(words) or _FIGURE.search(text) or _BARE_FIGURE.fullmatch(words))
