"""What Parley says it heard of a practice; words told privately are not repeated in the chat."""

from bot.calendar.zones import show_date
from bot.cards import Element, Note
from bot.coach.committing import Chosen, Plan, TiedTo, Until, Words
from bot.dialogue.script import Hearing, Remark
from bot.guides.commit_reading import plan_of, suggested, worded
from bot.guides.question import Scene
from bot.guides.words import phrase, say

SUGGESTED = ("cue", "act", "evidence")
"""The steps for which the library has words."""


def practice(answer: Chosen, _hearing: Hearing) -> Remark:
    """Which practice it is, for one of the library."""
    if answer.code is None or answer.own:
        return Remark(code="commit.heard.noted")
    name = phrase(f"practice.{answer.code}.name")
    return Remark(code="commit.practice.heard.library", values={"name": name})


def words(_answer: Words, _hearing: Hearing) -> Remark:
    """That it is noted."""
    return Remark(code="commit.heard.noted")


def act(answer: Words, hearing: Hearing) -> Remark:
    """The whole plan, if every piece of it was typed here or comes from the library."""
    plan = plan_of(hearing).model_copy(update={"act": answer})
    if _kept_private(plan, hearing.private - {"act"}):
        return Remark(code="commit.heard.noted")
    values = {"cue": worded("cue", plan), "act": worded("act", plan)}
    return Remark(code="commit.act.heard.plan", values=values)


def until(answer: Until, hearing: Hearing) -> Remark:
    """The last day as it was read."""
    if answer.day is None:
        return Remark(code="commit.until.heard.usual")
    day = show_date(answer.day, hearing.zone, hearing.now)
    return Remark(code="commit.until.heard.day", values={"day": day})


def about(answer: TiedTo, _hearing: Hearing) -> Remark:
    """What it is tied to."""
    return Remark(code=f"commit.about.heard.{answer.scope or 'everyday'}")


def beside(scene: Scene) -> tuple[Element, ...]:
    """Beside a question: the words suggested for it, or which negotiation is meant."""
    plan, step = Plan.model_validate(dict(scene.hearing.answers)), scene.state.step
    if scene.state.asking or step is None:
        return ()
    if step == "about" and plan.known.title:
        title = plan.known.title
        if len(plan.known.ahead) > 1:
            return (Note(line=say("commit.about.which_of", title=title)),)
        return (Note(line=say("commit.about.which", title=title)),)
    found = suggested(step, plan) if step in SUGGESTED else ""
    if not found:
        return ()
    if _kept_private(plan, scene.state.private - {step}):
        return (Note(line=say("commit.suggested.private")),)
    return (Note(line=say(f"commit.suggested.{step}", words=found)),)


def _kept_private(plan: Plan, private: frozenset[str]) -> bool:
    """Whether a piece of the plan came through a form, or from a look back told in one."""
    noted = plan.practice is not None and plan.practice.noted
    return bool(private & {"practice", "cue", "act"}) or (noted and "known" in private)
