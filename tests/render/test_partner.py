"""Every card and screen about partners and public plans, as Slack's own definitions see them."""

import json

import pytest

from bot.cards import Card, Element, Screen
from bot.guides import partner_view, public_view
from bot.guides.partner_view import Own, Plan, Side, Watched
from bot.guides.words import say
from handlers.slack import render
from tests.render.drawn import check_card, check_modal

LONG = "<!channel> *a* {x} \u200b@here & <@U1> " * 60
PLANS = (
    Plan(id="1" * 32, cue="they open with a number", act="ask for its basis"),
    Plan(id="1" * 32, cue=LONG, act=LONG),
)
SIDES = (
    Side(id="2" * 32, user="U0BEN", state="declined"),
    Side(id="3" * 32, user="U0MEI", state="ended"),
    Side(id="4" * 32, user="U0LIN", state="invited"),
    Side(id="5" * 32, user="U0JOE", state="accepted"),
)


def watched(plan: Plan, *, done: bool) -> Watched:
    return Watched(partnership="6" * 32, user="U0ANA", plan=plan, done=done)


def screens(plan: Plan) -> list[Screen]:
    channels = (
        Own(plan=plan),
        Own(plan=plan, partners=SIDES, channel="C0ROOM"),
        Own(plan=plan, channel="C0ROOM", on_its_way=True),
        Own(plan=plan, over=True, channel="C0ROOM"),
    )
    return [
        partner_view.partners_screen((), ()),
        partner_view.partners_screen(channels, (watched(plan, done=True),)),
        partner_view.ask_form(plan),
        partner_view.manager_warning(plan, "U0MEI"),
        partner_view.preview(plan, "U0MEI", "U0ANA", manager=True),
        public_view.public_form(plan.id, plan.act[:300]),
        public_view.public_preview(plan.id, "C0ROOM", "U0ANA", plan.act[:300]),
        public_view.under_way("public.deleting", "C0ROOM"),
    ]


def cards(plan: Plan) -> list[Card]:
    asked = partner_view.invitation(plan, "U0ANA")
    parts: list[tuple[Element, ...]] = [
        (*asked, partner_view.invitation_buttons("4" * 32)),
        partner_view.weekly(watched(plan, done=True)),
        partner_view.weekly(watched(plan, done=False)) * 9,
    ]
    told = [Card(summary=say("partner.weekly.summary"), elements=one) for one in parts]
    return [*told, public_view.announcement("U0ANA", plan.act[:300])]


@pytest.mark.parametrize("plan", PLANS, ids=["short", "long"])
def test_slack_takes_every_screen_and_card(plan: Plan) -> None:
    for screen in screens(plan):
        check_modal(screen)
    for card in cards(plan):
        check_card(card)


def test_only_people_and_channels_of_ours_are_mentioned() -> None:
    plan = PLANS[1]
    drawn = [render.message(card) for card in cards(plan)]
    # What somebody typed stands in a field as they typed it.
    read = [one for one in screens(plan) if not one.purpose.startswith("public:")]
    shown = json.dumps([drawn, *map(render.modal, read)], ensure_ascii=False)
    assert "<!" not in shown
    assert "<@U1>" not in shown
    for mention in ("<@U0ANA>", "<@U0BEN>", "<#C0ROOM>"):
        assert mention in shown
