"""What somebody sees of partners: the screen of both sides, the forms, and what a partner gets."""

from collections.abc import Sequence
from typing import Final, Literal

from bot.cards import (
    Buttons,
    Choice,
    ChoiceField,
    Divider,
    Element,
    Frozen,
    Heading,
    Line,
    Mention,
    Note,
    Paragraph,
    PersonField,
    Screen,
)
from bot.guides.buttons import row_of
from bot.guides.windows import window
from bot.guides.words import say

WHO = "partner:who"
MANAGER = "partner:manager"

_IN_MESSAGE: Final = 12
"""Plans with buttons: beside somebody's own weekly question they fit in one message."""

_ON_SCREEN: Final = 40
"""Plans with buttons: beside somebody's own plans they fit in one window."""

_SHORT_LINES: Final = 40
"""In one paragraph of a message, which holds 3,000 characters."""


class Plan(Frozen):
    """The words of a commitment, all that a partner ever sees of it."""

    id: str
    cue: str
    act: str


class Side(Frozen):
    """One partnership as the other side is shown; `user` is the platform's id of that other one."""

    id: str
    user: str
    state: Literal["invited", "accepted", "declined", "ended"]


class Own(Frozen):
    """A plan of one's own, those who were asked about it, and the channel it is public in.

    One that is `over` is shown for as long as it is public.
    """

    plan: Plan
    over: bool = False
    partners: tuple[Side, ...] = ()
    channel: str | None = None
    on_its_way: bool = False


class Watched(Frozen):
    """A plan of somebody else, for which one is the partner; `user` is its owner.

    One that rests is past its end, and its owner has not said how it goes on.
    """

    partnership: str
    user: str
    plan: Plan
    done: bool
    resting: bool = False


def named(user: str) -> Mention:
    """Somebody by their platform id."""
    return Mention(kind="person", id=user)


def partners_screen(own: tuple[Own, ...], watched: tuple[Watched, ...]) -> Screen:
    """Both sides: who asks with me about what, and whose partner I am."""
    elements: list[Element] = [Note(line=say("partner.intro"))]
    if not own:
        elements.append(Paragraph(line=say("partner.no_plan")))
    for one in own:
        elements += (Paragraph(line=_plan(one.plan)), *beside_plan(one), Divider())
    if watched:
        elements.append(Heading(line=say("partner.asked_of")))
    elements += _each(watched, _ON_SCREEN)
    return window("partner.title", *elements, purpose="partners")


def beside_plan(own: Own) -> tuple[Element, ...]:
    """Who was asked about a plan and what can be done about it, to stand below its words."""
    elements: list[Element] = []
    for side in own.partners:
        line = say(f"partner.state.{side.state}", partner=named(side.user))
        elements.append(Paragraph(line=line))
        end = {"invited": "partner.button.withdraw", "accepted": "partner.button.end"}
        if side.state in end:
            elements.append(row_of((end[side.state], "partner_end", side.id)))
    if own.channel:
        where = Mention(kind="channel", id=own.channel)
        code = "public.on_its_way" if own.on_its_way else "public.posted_in"
        elements.append(Paragraph(line=say(code, channel=where)))
    moves = []
    asked = any(side.state in {"invited", "accepted"} for side in own.partners)
    if not (asked or own.over):
        moves.append(("partner.button.ask", "partner_ask", own.plan.id))
    if own.channel is None and not own.over:
        moves.append(("public.button.make", "public", own.plan.id))
    if own.channel and not own.on_its_way:
        moves.append(("public.button.delete", "public_delete", own.plan.id))
    return (*elements, row_of(*moves)) if moves else tuple(elements)


def ask_form(plan: Plan) -> Screen:
    """Whom to ask, and whether that is the manager."""
    answers = tuple(Choice(value=name, label=say(f"partner.form.{name}")) for name in ("yes", "no"))
    return Screen(
        title=say("partner.form.title"),
        elements=(
            Paragraph(line=_plan(plan)),
            PersonField(
                id=WHO,
                label=say("partner.form.label.who"),
                hint=say("partner.form.hint.who"),
                optional=False,
            ),
            ChoiceField(
                id=MANAGER,
                label=say("partner.form.label.manager"),
                choices=answers,
                optional=False,
            ),
            Note(line=say("partner.intro")),
        ),
        purpose=f"partner_ask:{plan.id}",
        submit=say("partner.form.submit"),
        close=say("parley.close"),
    )


def manager_warning(plan: Plan, user: str) -> Screen:
    """What asking one's manager can lead to, before anything is asked."""
    return Screen(
        title=say("partner.warning.title"),
        elements=(
            Paragraph(line=say("partner.warning.text", partner=named(user))),
            Paragraph(line=say("partner.warning.peer")),
            row_of(
                ("partner.button.other", "partner_ask", plan.id),
                ("partner.button.anyway", "partner_anyway", f"{plan.id}:{user}"),
            ),
        ),
        purpose="partner_warning",
        close=say("parley.close"),
    )


def preview(plan: Plan, user: str, owner: str, *, manager: bool) -> Screen:
    """Everything the partner will get to see, for the owner to agree to."""
    seen = (weekly_line(owner, plan, done=True), weekly_line(owner, plan, done=False))
    return Screen(
        title=say("partner.preview.title"),
        elements=(
            Paragraph(line=say("partner.preview.first", partner=named(user))),
            Divider(),
            *invitation(plan, owner),
            Divider(),
            Paragraph(line=say("partner.preview.weekly")),
            *(Paragraph(line=line) for line in seen),
            Divider(),
            Note(line=say("partner.preview.consent")),
        ),
        purpose=f"partner_invite:{plan.id}:{user}:{'yes' if manager else 'no'}",
        submit=say("partner.preview.submit"),
        close=say("parley.close"),
    )


def invitation(plan: Plan, owner: str) -> tuple[Element, ...]:
    """What is said to somebody who is asked to be a partner."""
    return (
        Paragraph(line=say("partner.invitation.text", inviter=named(owner))),
        Paragraph(line=_plan(plan)),
        Note(line=say("partner.invitation.what")),
        Note(line=say("partner.invitation.free")),
        Note(line=say("partner.invitation.who", inviter=named(owner))),
    )


def invitation_buttons(partnership: str) -> Buttons:
    """The three answers to an invitation."""
    return row_of(
        ("partner.button.accept", "partner_accept", partnership),
        ("partner.button.decline", "partner_decline", partnership),
        ("partner.button.never", "partner_never", partnership),
        primary="partner_accept",
    )


def weekly_of(seen: Sequence[Watched]) -> tuple[Element, ...]:
    """What a partner reads once a week of everybody, in one message: the last ones in short."""
    all_of_them = row_of(("partner.button.all", "partners", ""))
    return (*_each(seen, _IN_MESSAGE), *((all_of_them,) if len(seen) > _IN_MESSAGE else ()))


def _each(seen: Sequence[Watched], most: int) -> list[Element]:
    """So many of them with what can be done about each, the others with what there is to know."""
    elements = [element for one in seen[:most] for element in weekly(one)]
    rest = seen[most:]
    if rest:
        elements.append(Paragraph(line=say("partner.weekly.also", count=str(len(rest)))))
    chunks = (rest[first : first + _SHORT_LINES] for first in range(0, len(rest), _SHORT_LINES))
    return [*elements, *(Paragraph(line=_in_short(chunk)) for chunk in chunks)]


def _in_short(seen: Sequence[Watched]) -> Line:
    """A line for each: who it is, and whether it was done."""
    lines, owners = [], {}
    for number, one in enumerate(seen):
        name = f"owner{number}"
        line = say("partner.weekly.short_done" if one.done else "partner.weekly.short_not_yet")
        lines.append(f"• {{{name}}}: {line.text}")
        owners[name] = named(one.user)
    return Line(text="\n".join(lines), mentions=owners)


def weekly(seen: Watched) -> tuple[Element, ...]:
    """What a partner reads of a plan once a week, with what can be done about it."""
    moves = (
        ("partner.button.cheer", "partner_cheer", seen.partnership),
        ("partner.button.how", "partner_how", seen.partnership),
        ("partner.button.end", "partner_end", seen.partnership),
    )
    return (Paragraph(line=weekly_line(seen.user, seen.plan, done=seen.done)), row_of(*moves))


def weekly_line(owner: str, plan: Plan, *, done: bool) -> Line:
    """Done or not yet: the one sentence about somebody's week."""
    code = "partner.weekly.done" if done else "partner.weekly.not_yet"
    return say(code, owner=named(owner), cue=plan.cue, act=plan.act)


def _plan(plan: Plan) -> Line:
    return say("partner.plan", cue=plan.cue, act=plan.act)
