"""Every form, card and screen of shared lessons, as Slack's own definitions see them."""

import json
import string

import pytest

from bot.cards import Screen
from bot.coach.lessons import AGAINST, HAPPENED, NEXT, TACTICS, TRIED, Lesson
from bot.coach.preparation import KINDS
from bot.coach.wording import MOST, Wording
from bot.guides import share_forms, share_view
from bot.guides.lessons_view import Shown, two_screen
from bot.guides.share_forms import Place
from bot.guides.share_preview import Draft, preview_form
from bot.guides.words import say
from handlers.slack import render
from tests.render.drawn import check_card, check_modal

HOSTILE = "<!channel> <@U1> *a* _b_ ~c~ `d` {x} \u200b\uff20here :smile: <https://x.example|y> & > "
LONGEST = Lesson(
    kind="collaboration",
    tried="P18",
    happened="their_first-55",
    tactic="T19",
    next_time="P21",
    text=HOSTILE * 40,
)
PLACE = Place(pool="1" * 32, channels=("C0TEAM",), threshold=5)
MANY = Place(pool="2" * 32, channels=tuple(f"C0TEAM{n}" for n in range(40)), threshold=20)
WORDS = tuple(a + b for a in string.ascii_lowercase for b in string.ascii_lowercase)[:MOST]


def drafts() -> list[Draft]:
    few = Wording(text="They moved.", may_hide=("moved",))
    much = Wording(
        text=LONGEST.text,
        masked=tuple((HOSTILE[:40], "[name]") for _ in range(200)),
        may_hide=WORDS,
        may_show=WORDS,
    )
    singled = much.model_copy(update={"singled": (HOSTILE, "the only woman")})
    return [
        Draft(lesson=Lesson(kind="raise", tried="P01"), wording=Wording()),
        Draft(lesson=Lesson(kind="raise", text="They moved."), wording=few, typed="They moved."),
        Draft(
            lesson=LONGEST,
            wording=much,
            typed="x" * 500,
            hidden=WORDS[:50],
            shown=WORDS[50:],
            plainer=True,
        ),
        Draft(lesson=LONGEST, wording=singled, typed=HOSTILE),
    ]


@pytest.mark.parametrize("place", [PLACE, MANY], ids=["one", "many"])
@pytest.mark.parametrize("again", [None, "changed", "singled"])
def test_every_preview(place: Place, again: str | None) -> None:
    for draft in drafts():
        why = say(f"share.again.{again}") if again else None
        check_modal(preview_form(place, draft, why))
        check_modal(preview_form(place, draft, say("share.trouble.names"), whole=False))


@pytest.mark.parametrize("known", [None, LONGEST, Lesson(kind="other")])
def test_every_form(known: Lesson | None) -> None:
    for place in (PLACE, MANY):
        check_modal(share_forms.write_form(place, known))
        check_modal(share_forms.waiting_screen(place))
    check_modal(share_forms.pick_screen([PLACE, MANY] * 30, "3" * 32))
    check_modal(share_forms.withdraw_form())
    check_modal(share_forms.receipt_screen("-".join(["ABCD"] * 8)))
    check_modal(share_forms.told_screen("share.title", say("share.none")))


def test_every_code_reads_well_in_a_menu_of_slack() -> None:
    view = render.modal(share_forms.write_form(PLACE, LONGEST))
    menus = {
        block["block_id"]: block["element"]["options"]
        for block in view["blocks"]
        if block["type"] == "input" and "options" in block["element"]
    }
    lists = {"kind": KINDS, "tried": TRIED, "happened": HAPPENED, "tactic": TACTICS, "next": NEXT}
    for name, codes in lists.items():
        options = menus[f"share:{name}"]
        assert {one["value"] for one in options} == {*codes}
        labels = [one["text"]["text"] for one in options]
        assert len({*labels}) == len(labels)
        assert not [label for label in labels if label.endswith("…") or not label[0].isupper()]
    assert len(AGAINST) == 2


def test_every_lesson_is_plain_text_for_the_channel() -> None:
    for lesson in (LONGEST, Lesson(kind="other"), Lesson(kind="buying", text=HOSTILE)):
        card = share_view.lesson_card(lesson, "4" * 32)
        check_card(card)
        text, blocks = render.message(card)
        assert text == "A lesson from somebody in this workspace"
        written = [one["text"] for one in blocks if one["type"] == "section"]
        assert written[0]["type"] == "mrkdwn"
        assert all(one == written[0] or one["type"] == "plain_text" for one in written)
        assert "<!" not in json.dumps(written[0])
    check_card(share_view.withdrawn_card())


def two(*useful: int) -> tuple[Shown, ...]:
    return tuple(
        Shown(id=f"{number}" * 32, lesson=LONGEST, useful=count)
        for number, count in enumerate(useful)
    )


@pytest.mark.parametrize("found", [two(0), two(1, 0), two(2, 9)])
def test_two_lessons(found: tuple[Shown, ...]) -> None:
    place = f"0:2026-11-23:{','.join(['5' * 32] * 50)}"
    for others, told in ((None, None), (place, say("lessons.marked"))):
        screen: Screen = two_screen(found, place, others, told)
        check_modal(screen)
