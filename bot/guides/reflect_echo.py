"""What Parley says it heard about a meeting; sums only where every figure was typed in the chat."""

from bot.coach.looking_back import LookingBack, OneLine, Outcome, PracticeUsed, Ratings, Revealed
from bot.dialogue.script import Hearing, Remark
from bot.guides.prepare_echo import listed, shown
from bot.guides.readers import gather
from bot.guides.reflect_sums import private_figures, summed


def outcome(answer: Outcome, hearing: Hearing) -> Remark:
    """How it ended as it was read, with the sums beside the figure."""
    stem = "reflect.outcome.heard"
    figure = answer.offer if answer.ended in {"no_deal", "still_open"} else answer.figure
    if figure is None:
        again = hearing.draft.get("ended") == answer.ended
        return Remark(code=f"{stem}.no_figure" if again else f"{stem}.{answer.ended or 'noted'}")
    values = {"figure": shown(figure, hearing)}
    if answer.ended is None:
        return Remark(code=f"{stem}.figure", values=values)
    sums = _sums(answer, hearing)
    kind = "agreed_at" if answer.ended == "agreed" else "offered"
    if not sums:
        return Remark(code=f"{stem}.{kind}", values=values)
    return Remark(code=f"{stem}.{kind}_sums", values={**values, "sums": sums})


def _sums(answer: Outcome, hearing: Hearing) -> str:
    before = gather(hearing.answers)
    if private_figures(before, hearing.private):
        return ""
    case = before.case()
    return summed(case, LookingBack(outcome=answer).compared(case))


def line(answer: OneLine | Ratings, _hearing: Hearing) -> Remark:
    """That it is noted."""
    empty = isinstance(answer, OneLine) and not answer.line
    return Remark(code="reflect.heard.nothing" if empty else "reflect.heard.noted")


def practice(answer: PracticeUsed, _hearing: Hearing) -> Remark:
    """That it is noted, without blame."""
    return Remark(code=f"reflect.practice.heard.{answer.used or 'noted'}")


def revealed(answer: Revealed, hearing: Hearing) -> Remark:
    """What was read about the other side."""
    read = {"limit": shown(answer.limit, hearing), "opening": shown(answer.opening, hearing)}
    if facts := listed("reflect.revealed.heard.fact", read):
        return Remark(code="reflect.revealed.heard.read", values={"facts": facts})
    return Remark(code="reflect.heard.nothing")
