"""How typed words become amounts, moments and plain text, with kind refusals."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from typing import TypeVar

from bot.calendar import moments
from bot.coach import reading
from bot.coach.amounts import Amount, Measure
from bot.coach.plan_b import Outcome
from bot.coach.preparation import Preparation
from bot.coach.units import bare_unit
from bot.coach.unreadable import Ambiguous, Unreadable
from bot.dialogue.script import Answers, Hearing, NotUnderstood, Option, Remark
from bot.guides.beside import one_or_other, stated
from bot.guides.clauses import by_figure, clauses

T = TypeVar("T")

LONGEST = 2000
"""Characters of one answer: a chat message may be longer, a form field may not."""

_UNSURE = re.compile(
    r"(?:i'?m |i am |we'?re )?(?:really |still )?"
    r"(?:not (?:yet )?(?:really )?(?:sure|certain)(?: yet)?|unsure|uncertain)"
    r"|(?:i )?(?:really )?(?:don'?t|do not|dunno) ?(?:know)?(?: yet)?|idk|no (?:idea|clue)(?: yet)?"
    r"|(?:i )?can'?t say(?: yet)?|(?:that's |it's )?hard to say|unknown|\?+",
    re.IGNORECASE,
)


def gather(answers: Answers) -> Preparation:
    """The answers as one preparation."""
    return Preparation.model_validate(dict(answers))


def expected(hearing: Hearing) -> Measure:
    """What a figure of this step counts, as the other steps have it.

    What only private answers tell is left open: a figure typed in the chat must not carry it.
    """
    answers = gather(hearing.answers)
    full = answers.measure(without=hearing.step)
    if not hearing.private:
        return full
    spoken = answers.without(hearing.private).measure(without=hearing.step)
    return Measure(
        currency=full.currency if full.currency == spoken.currency else None,
        unit=full.unit if full.unit == spoken.unit else None,
    )


def unsure(text: str) -> bool:
    """Whether somebody says that they do not know."""
    return bool(_UNSURE.fullmatch(text.replace("’", "'").strip().strip(".!")))


def simplified(text: str) -> str:
    """The words without case, curly quotes, stray spaces and closing marks, to be compared."""
    return " ".join(text.replace("’", "'").casefold().strip(" .!").split())


def plain(text: str) -> str:
    """The words as typed, trimmed; refused when empty or longer than a form could show."""
    words = text.strip()
    if not words:
        raise NotUnderstood(Remark(code="empty"))
    if len(words) > LONGEST:
        raise NotUnderstood(Remark(code="too_long", values={"longest": f"{LONGEST:,}"}))
    return words


def amount(text: str, hearing: Hearing) -> Amount:
    """One figure or range; refused when it is unclear or in another currency than the others."""
    found = _heard(lambda: reading.read_amount(plain(text), expected(hearing)))
    same_measure((found,), hearing)
    return found


def amounts_in(text: str, hearing: Hearing) -> tuple[reading.Found, ...]:
    """The figures inside a sentence, refused when one is unclear; some may count other things."""
    return amounts_as(text, expected(hearing))


def amounts_as(text: str, measure: Measure) -> tuple[reading.Found, ...]:
    """The same where what a figure counts is known already."""
    plain(text)
    return _heard(lambda: reading.find_amounts(text, measure))


def amounts_by_piece(
    words: str, hearing: Hearing
) -> Iterator[tuple[str, tuple[reading.Found, ...]]]:
    """The pieces of a sentence, one for each of its figures, with the figures inside each."""
    measure = expected(hearing)
    for clause in clauses(words):
        found = amounts_as(clause, measure)
        for piece in by_figure(clause, found):
            yield piece, found if piece == clause else amounts_as(piece, measure)


def figure_in(words: str, hearing: Hearing) -> reading.Found | None:
    """The figure that is meant; other figures belong to the reason beside it."""
    found = amounts_in(words, hearing)
    if not found:
        return None
    if one_or_other(words, found):
        same_measure(tuple(one.amount for one in found), hearing)
        raise NotUnderstood(Remark(code="several_amounts"))
    figure = stated(words, found)
    same_measure((figure.amount,), hearing)
    return figure


def outcomes_as(text: str, measure: Measure) -> tuple[Outcome, ...] | None:
    """Several outcomes with their chances, counted as told; None when no chance is named."""
    return _heard(lambda: reading.read_outcomes(plain(text), measure))


def same_measure(found: tuple[Amount, ...], hearing: Hearing) -> None:
    """Refuse a second currency or unit in one preparation: its sums would mean nothing."""
    given = tuple(gather(hearing.answers).amounts(without=hearing.step))
    measures = [one.measure for one in (*given, *found)]
    if len({(one.currency, one.unit) for one in measures}) <= 1:
        return
    currencies = [one.currency for one in measures if one.currency]
    units = [one.unit for one in measures if one.unit]
    # The earlier currency or unit is not named: it may have been given privately.
    for second in currencies:
        if second == currencies[0]:
            continue
        if not any(one.measure.currency for one in given):
            raise NotUnderstood(Remark(code="two_currencies"))
        raise NotUnderstood(Remark(code="two_currencies_used", values={"second": second}))
    for second in units:
        if not _alike(units[0], second):
            raise NotUnderstood(Remark(code="two_units_used", values={"second": second}))
    _money_or_shares(measures)


def _money_or_shares(measures: Sequence[Measure]) -> None:
    """Refuse a share among sums of money, or the other way round; the later one is named."""
    shares = [one.unit == "%" for one in measures]
    money = [one.currency is not None and one.unit is None for one in measures]
    if any(shares) and any(money):
        second = measures[max(shares.index(True), money.index(True))]
        counted = second.currency or "%"
        raise NotUnderstood(Remark(code="two_units_used", values={"second": counted}))


def _alike(first: str, second: str) -> bool:
    """Whether two units are one, or one says less of the same: "hours" and "hours a week"."""
    if first == second:
        return True
    shorter, longer = sorted((bare_unit(first), bare_unit(second)), key=len)
    return longer == shorter or longer.startswith(f"{shorter} ")


def moment(text: str, hearing: Hearing) -> moments.Moment | moments.NotFixed:
    """A moment in the person's own zone, or the statement that there is none yet."""
    try:
        return moments.read_moment(plain(text), hearing.now, hearing.zone)
    except moments.Unreadable as why:
        raise NotUnderstood(Remark(code=why.code)) from None
    except moments.Ambiguous as several:
        raise NotUnderstood(Remark(code="moment_ambiguous"), _options(several)) from None


def picked(day: date, clock: time | None, hearing: Hearing) -> moments.Moment:
    """A moment chosen with pickers."""
    try:
        return moments.picked_moment(day, clock, hearing.now, hearing.zone)
    except moments.Unreadable as why:
        raise NotUnderstood(Remark(code=why.code)) from None


def _heard(read: Callable[[], T]) -> T:
    try:
        return read()
    except Ambiguous as several:
        labels = " / ".join(several.labels)
        remark = Remark(code="amount_ambiguous", values={"readings": labels})
        raise NotUnderstood(remark, _options(several)) from None
    except Unreadable as why:
        raise NotUnderstood(Remark(code=why.code)) from None


def _options(several: Ambiguous | moments.Ambiguous) -> tuple[Option, ...]:
    pairs = zip(several.labels, several.options, strict=True)
    return tuple(Option(label=label, text=text) for label, text in pairs)
