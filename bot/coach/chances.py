"""Plan B written as outcomes with chances: "60 % 104k, else 88k"."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from bot.coach.amounts import ANYTHING, EXACT, Measure
from bot.coach.expression import Expression
from bot.coach.phrases import Phrase, blanked, scan, simplify
from bot.coach.plan_b import Outcome
from bot.coach.prose import clearly_meant, possibly_meant, spoken
from bot.coach.settling import settle
from bot.coach.unreadable import Unreadable

LONGEST_OUTCOMES = 1_000
BARE_DIGITS = 3
_REACH = 40
_PAIR = 2

_CHANCE_WORD = r"(?:chance|likely|likelihood|probab\w*|odds|of the time)"
_CHANCE = Expression(
    r"(?i)(?<![\w.,-])(?P<percent>\d{1,3}(?:[.,]\d{1,6})?) ?(?:%|percent\b|per cent\b|pct\b)"
    rf"(?:(?P<word> ?{_CHANCE_WORD})|(?! ?(?:bonus|equity|raise|discount|off\b|more|less|increase"
    r"|higher|lower|commission|tax|interest|pension|match|stake|share|margin|fee|vat\b|of )))"
    rf"|(?<![\w.,-])(?P<fraction>0?[.,]\d{{1,8}}|[01])(?P<worded> ?{_CHANCE_WORD})"
)
_ELSE = Expression(
    r"(?i)\b(?:otherwise|else|if not|or(?! so\b)|the rest|rest|remaining|remainder)\b"
)
_SHAPES = Expression(r"(?:CA)+(?:EA)?|(?:AC)+(?:EA)?")


@dataclass(frozen=True)
class _Piece:
    """One part of the text in order: a chance (C), an amount (A) or "else" (E)."""

    kind: str
    start: int
    end: int
    chance: Decimal = Decimal(0)
    named: bool = False
    phrase: Phrase | None = None


def _chances(text: str, expected: Measure) -> list[_Piece]:
    pieces = []
    for match in _CHANCE.finditer(text):
        worded = match["word"] or match["worded"]
        bracketed = text[: match.start()].endswith("(")
        # Where the amounts are percentages themselves, a chance is named, set in brackets, or
        # stands right before its amount: "60% 5%, else 2%".
        if expected.unit == "%" and not (worded or bracketed or _before_amount(text, match.end())):
            continue
        number = Decimal((match["percent"] or match["fraction"]).replace(",", "."))
        chance = EXACT.scaleb(number, -2) if match["percent"] else number
        named = bool(worded) or bracketed
        pieces.append(_Piece("C", match.start(), match.end(), chance=chance, named=named))
    return pieces


def _before_amount(text: str, end: int) -> bool:
    """Say whether an amount begins right after a percentage: "60% 5%", "60%: $5k"."""
    gap = re.match(r" ?(?:[:=] ?)?", text[end:])
    start = end + (gap.end() if gap else 0)
    following = scan(text[start : start + _REACH])
    if not following or following[0].start:
        return False
    return not following[0].bare or _ELSE.search(text, start) is not None


def _check_told_apart(text: str, chances: list[_Piece], expected: Measure) -> None:
    """Refuse "60% publish with 50%, else 20%": which percentage is the chance is a guess."""
    if expected.unit == "%" and not chances and _ELSE.search(text):
        shares = [phrase for phrase in scan(text) if phrase.percent]
        if len(shares) > _PAIR:
            raise Unreadable("chances_unnamed")


def _amounts(text: str, chances: list[_Piece], expected: Measure, *, bare: bool) -> list[_Piece]:
    taken = [(piece.start, piece.end) for piece in chances]
    rest = blanked(text, taken)
    free = tuple(
        phrase
        for phrase in spoken(rest, scan(rest), expected)
        if not phrase.percent or expected.unit == "%"
    )
    clear = clearly_meant(text, free, expected) or possibly_meant(text, free, expected)
    chosen = free if bare else clear
    return [_Piece("A", item.start, item.end, phrase=item) for item in chosen]


def _in_order(chances: list[_Piece], amounts: list[_Piece], text: str) -> list[_Piece]:
    others = [_Piece("E", match.start(), match.end()) for match in _ELSE.finditer(text)]
    ordered = sorted([*chances, *amounts, *others], key=lambda piece: piece.start)
    # "or else", "or, if not": one turn; "70% A or 30% B": the chance itself says what follows.
    following = [*ordered[1:], None]
    return [
        piece
        for piece, after in zip(ordered, following, strict=True)
        if piece.kind != "E" or after is None or after.kind == "A"
    ]


def _pieces(text: str, expected: Measure) -> list[_Piece] | None:
    """Return chances, amounts and "else" in order; None when the text states no outcomes."""
    chances, pieces = _chances(text, expected), []
    _check_told_apart(text, chances, expected)
    for bare in (False, True) if chances else ():
        pieces = _in_order(chances, _amounts(text, chances, expected, bare=bare), text)
        if _SHAPES.fullmatch(_shape(pieces)):
            # "70k plus 15%": a percentage after the only amount is a chance when called one.
            return None if _shape(pieces) == "AC" and not chances[0].named else pieces
    if chances and "A" in (shape := _shape(pieces)) and (len(chances) > 1 or "CA" in shape):
        raise Unreadable("outcomes_unclear")
    return None


def _shape(pieces: list[_Piece]) -> str:
    return "".join(piece.kind for piece in pieces)


def _completed(pieces: list[_Piece], amounts: int) -> list[Decimal]:
    """Return one chance for each amount; "else" takes what is left, and something must be."""
    stated = [piece.chance for piece in pieces if piece.kind == "C"]
    with localcontext(EXACT):
        rest = 1 - sum(stated, Decimal(0))
    chances = [*stated, rest] if len(stated) < amounts else stated
    complete = rest == 0 if len(stated) == amounts else rest > 0
    if not complete or any(chance > 1 for chance in chances):
        raise Unreadable("chances_sum")
    return chances


def _check_scale(phrases: tuple[Phrase, ...]) -> None:
    """Refuse "60% 104k, else 88": the second may mean 88 or 88k."""
    scaled = [phrase.scaled for phrase in phrases]
    small = [all(len(item.digits) <= BARE_DIGITS for item in phrase.operands) for phrase in phrases]
    if any(scaled) and any(few and not scale for few, scale in zip(small, scaled, strict=True)):
        raise Unreadable("scale_unclear")


def read_outcomes(text: str, expected: Measure = ANYTHING) -> tuple[Outcome, ...] | None:
    """Read outcomes: "60 % 104k, else 88k", "70% 104k / 30% 88k"; None without chances.

    "else", "otherwise", "or" and "the rest" take the chance that is left. Raises
    Unreadable("chances_sum") when the chances do not add up to exactly 1, "outcomes_unclear"
    when chances and amounts do not pair up, "chances_unnamed" when both are percentages,
    "two_currencies", "scale_unclear" (104k beside 88), and whatever reading an amount raises.
    """
    if len(text) > LONGEST_OUTCOMES:
        raise Unreadable("text_too_long")
    simple = simplify(text)
    pieces = _pieces(simple, expected)
    if pieces is None:
        return None
    phrases = tuple(piece.phrase for piece in pieces if piece.phrase is not None)
    chances = _completed(pieces, len(phrases))
    _check_scale(phrases)
    amounts = settle(simple, phrases, expected)
    if len({amount.measure for amount in amounts}) > 1:
        currencies = {amount.measure.currency for amount in amounts} - {None}
        raise Unreadable("two_currencies" if len(currencies) > 1 else "outcomes_unclear")
    return tuple(
        Outcome(chance=chance, value=amount.range)
        for chance, amount in zip(chances, amounts, strict=True)
    )
