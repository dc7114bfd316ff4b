"""What the typed answers mean: success, meeting, target and their side; others have own files."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations, groupby
from typing import Any, Final

from bot.calendar.days import tells_day
from bot.calendar.moments import Moment, NotFixed
from bot.coach.amounts import Amount
from bot.coach.goals import is_money
from bot.coach.plan_b import Confidence
from bot.coach.preparation import TheirSide
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.beside import source
from bot.guides.clauses import confidence_after, confidence_in, label_of
from bot.guides.meeting_words import is_in, without_circumstances, without_own_zone

Fields = Mapping[str, Any]

_THAT_IS_ALL = re.compile(
    r"(?:no,? ?)?(?:that'?s|that is) (?:all|it)|no(?:thing)?(?: else| more)?|none", re.IGNORECASE
)
_THEIR_PLAN_B = re.compile(
    r"(?:their |the )?(?:plan b|batna|(?:best )?alternatives?)(?: is| are| would be|:)?(?= |$)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 14
_MARKS: Final = ",;:.()!?-–—"
# Who is met and how: words that change nothing of the moment beside them.
_AROUND: Final = (
    r"i|we|i'm|we're|have|an?|the|my|our|his|her|their|it|it's|is|meet(?:ing|s)?|see(?:ing)?"
    r"|talk(?:ing)?|speak(?:ing)?|call(?:ing)?|chat|lunch|lunchtime|coffee|dinner|breakfast|interview"
    r"|appointment|session|conversation|zoom|teams|phone|video|online|with|and|for|boss|manager|him"
    r"|them|recruiter|team|hr|client|customer|supplier|landlord|scheduled|planned|fixed|set"
)
_NO_NAME: Final = r"maybe|perhaps|possibly|if|not?|never|or|but|unless|either|before|after|by|until"


@cache
def _kinds_of_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_AROUND), re.compile(_NO_NAME)


UNKNOWN: Fields = {"limit": None, "target": None, "opening": None, "sure": None}


def goals(text: str, _hearing: Hearing) -> Fields:
    """One or more goals, split at lines, semicolons and commas; not knowing is none."""
    if readers.unsure(text):
        return {"goals": ()}
    return {"goals": _goals(text)}


def more_goals(text: str, hearing: Hearing) -> Fields:
    """Goals beyond money, added to those already named; "that's all" adds none."""
    named = tuple(hearing.draft.get("goals", ()))
    if _THAT_IS_ALL.fullmatch(readers.simplified(text)):
        return {"goals": named}
    return {"goals": (*named, *_goals(text))}


def _goals(text: str) -> tuple[str, ...]:
    pieces = re.split(r"\n|;|,(?!\d)", readers.plain(text))
    found = tuple(piece.strip(" .-•*") for piece in pieces if piece.strip(" .-•*"))
    if not found:
        raise NotUnderstood(Remark(code="empty"))
    return found


def all_money(named: tuple[str, ...]) -> bool:
    """Whether every goal is about money alone."""
    return bool(named) and all(is_money(goal) for goal in named)


def meeting(text: str, hearing: Hearing) -> Fields:
    """A moment in the person's zone, a day, or "not yet fixed"."""
    if readers.unsure(text):
        return {"at": None, "day": None}
    found = _moment(text, hearing)
    if isinstance(found, NotFixed):
        return {"at": None, "day": None}
    return {"at": found.at, "day": found.day}


def _moment(text: str, hearing: Hearing) -> Moment | NotFixed:
    """The moment that the words tell; who is met and where may stand around it or within it."""
    try:
        return readers.moment(text, hearing)
    except NotUnderstood as why:
        if why.remark.code != "moment_unreadable":
            raise
        words, letters = without_own_zone(without_circumstances(readers.plain(text)))
        for rest in (words, *_without_others(words.split())):
            try:
                found = readers.moment(rest, hearing)
            except NotUnderstood as other:
                if other.remark.code in {"moment_unreadable", "empty"}:
                    continue
                if letters:
                    break
                raise
            if letters and not (isinstance(found, Moment) and is_in(letters, found, hearing.zone)):
                raise
            return found
        raise


def _without_others(words: Sequence[str]) -> Iterator[str]:
    """The text without one run or several of words that name who is met, and how."""
    if len(words) > _MOST_WORDS:
        return
    others = [_is_around(word, first=not number) for number, word in enumerate(words)]
    runs = [list(run) for other, run in groupby(range(len(words)), others.__getitem__) if other]
    for count in range(1, len(runs) + 1):
        for chosen in combinations(runs, count):
            left = set(chain.from_iterable(chosen))
            rest = (word for number, word in enumerate(words) if number not in left)
            if text := " ".join(word.strip(";:()") for word in rest).strip():
                yield text


def _is_around(word: str, *, first: bool) -> bool:
    """Whether it is one of these words or, within the sentence, a name."""
    bare, (around, no_name) = word.strip(_MARKS), _kinds_of_words()
    plain = bare.casefold()
    if tells_day(plain) or no_name.fullmatch(plain):
        return False
    return around.fullmatch(plain) is not None or (bare.istitle() and not first)


def target(text: str, hearing: Hearing) -> Fields:
    """A figure and the criterion beside it; either may be missing."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"amount": None, "open": True}
    figure = readers.figure_in(words, hearing)
    why = source(words, figure)
    fields: dict[str, Any] = {"criterion": why} if why else {}
    return {**fields, "amount": figure.amount, "open": False} if figure else fields


def their_side(text: str, hearing: Hearing) -> Fields:
    """Limit, target, opening and Plan B by the words around them; the rest are interests."""
    words = readers.plain(text)
    if readers.unsure(words):
        return UNKNOWN
    fields: dict[str, Any] = {}
    interests: list[str] = []
    levels: list[Confidence] = []
    if sure := confidence_in(words):
        levels.append(sure[0])
        words = sure[1]
    for piece, found in readers.amounts_by_piece(words, hearing):
        beside_figure = confidence_after(piece, found[-1]) if found else None
        levels += [beside_figure[0]] if beside_figure else []
        _take(beside_figure[1] if beside_figure else piece, found, fields, interests)
    # "70k low, 80k high" may name two ends; how sure they are is asked then.
    if len(set(levels)) == 1:
        fields["sure"] = levels[0]
    if interests:
        fields["interests"] = "; ".join(interests)
    _same_on_their_side({**hearing.draft, **fields}, hearing)
    return fields


def _same_on_their_side(fields: Fields, hearing: Hearing) -> None:
    """Refuse a second currency or unit among the figures of the other side."""
    theirs = TheirSide.model_validate(fields)
    figures = (theirs.limit, theirs.target, theirs.opening)
    readers.same_measure(tuple(figure for figure in figures if figure), hearing)


def _take(piece: str, found: tuple[Found, ...], fields: dict[str, Any], rest: list[str]) -> None:
    """Put one piece of the sentence where it belongs; what fits nowhere is an interest."""
    name = label_of(piece)
    figure = name or "limit"
    if name == "plan_b":
        fields["plan_b"] = " ".join(_THEIR_PLAN_B.sub(" ", piece).split()).strip(" .()")
    elif found and figure not in fields:
        fields[figure] = found[0].amount
    elif piece.strip(" .()"):
        rest.append(piece.strip(" .("))


def confidence(text: str, _hearing: Hearing) -> Fields:
    """How sure: low, medium or high; not knowing is low."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": "low"}
    found = confidence_in(words) or confidence_in(f"{words} sure")
    if not found:
        raise NotUnderstood(Remark(code="confidence_unknown"))
    return {"sure": found[0]}


def limit(text: str, hearing: Hearing) -> Fields:
    """The most (or least) they could go to; not knowing is an answer.

    In the chat, what is said besides is taken too, as it would be at the question itself.
    """
    if readers.unsure(text):
        return {}
    found = {} if hearing.fields else their_side(text, hearing)
    if "limit" not in found:
        found = {"limit": readers.amount(text, hearing)}
    elif "interests" in found and hearing.draft.get("interests"):
        found = {**found, "interests": f"{hearing.draft['interests']}; {found['interests']}"}
    _same_on_their_side({**hearing.draft, **found}, hearing)
    return found


def figure_beside_limit(name: str) -> Callable[[str, Hearing], Fields]:
    """A reader of another figure of the other side, which counts what the limit above it counts."""

    def read(text: str, hearing: Hearing) -> Fields:
        figure = readers.amount(text, hearing)
        readers.same_measure((*_limit_above(hearing), figure), hearing)
        return {name: figure}

    return read


def _limit_above(hearing: Hearing) -> tuple[Amount, ...]:
    """The limit in the same form; nothing when there is none or it is told beside its own field."""
    try:
        return (readers.amount(hearing.fields.get("limit", ""), hearing),)
    except NotUnderstood:
        return ()
