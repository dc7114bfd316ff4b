"""One conversation through every door: command, chat, buttons, forms, Home tab."""

import json

from tests.contract.slack.world import ANA, BEN, World, button, spoken


async def test_a_command_begins_in_the_direct_message(world: World) -> None:
    outcome = await world.box.command(ANA, "/negotiate", "prep a pay rise")
    assert outcome.ok
    message = await world.hears("Which kind")
    assert "a pay rise" not in spoken(message)
    assert (await world.preparation()).state.draft["what"] == "a pay rise"


async def test_a_command_elsewhere_says_where_it_goes_on(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep", channel="C0GENERAL")
    await world.hears("1 of 7")
    seen = [m for m in world.box.messages("C0GENERAL") if m.bot]
    assert [m.ephemeral_to for m in seen] == [ANA]


async def test_typed_answers_lead_to_the_next_question(world: World) -> None:
    await world.prepares()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")


async def test_a_private_answer_never_enters_the_chat(world: World) -> None:
    question = await world.prepares()
    assert (await world.press("Answer privately", question)).ok
    view = await world.screen("prepare:success")
    fields = [b["block_id"] for b in view["blocks"] if b["type"] == "input"]
    outcome = await world.box.submit(ANA, view["id"], {fields[0]: "a team of my own"})
    assert outcome.ok
    assert not outcome.errors
    await world.hears("3 of 7")
    assert not any("team of my own" in said for said in world.heard())


async def test_what_a_form_cannot_take_is_said_beside_its_field(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep")
    await world.box.command(ANA, "/negotiate", "delete")
    view = await world.screen("erase:confirm")
    outcome = await world.box.submit(ANA, view["id"], {"erase:confirm": "no"})
    assert outcome.response_action == "errors"
    assert set(outcome.errors) == {"erase:confirm"}
    again = await world.box.submit(ANA, view["id"], {"erase:confirm": "delete"})
    assert again.response_action == "update"
    assert again.view is not None


async def test_a_form_opens_within_its_triggers_life(world: World) -> None:
    question = await world.prepares()
    before = world.box.clock.now()
    await world.press("Answer privately", question)
    await world.screen("prepare:success")
    assert (world.box.clock.now() - before).total_seconds() < 3


async def test_a_screen_is_replaced_in_its_place(world: World) -> None:
    await world.prepares()
    await world.box.command(ANA, "/negotiate", "sheet")
    sheet = await world.screen("part:")
    press = next(
        element
        for block in sheet["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"].startswith("edit")
    )
    await world.box.press(ANA, sheet["id"], press["action_id"])
    await world.box.until(lambda: world.box.views(ANA)[-1]["hash"] != sheet["hash"])
    assert [view["id"] for view in world.box.views(ANA)] == [sheet["id"]]


async def test_a_screen_that_changed_meanwhile_is_left_alone(world: World) -> None:
    await world.prepares()
    await world.box.command(ANA, "/negotiate", "sheet")
    seen = await world.screen("part:")
    presses = [
        element["action_id"]
        for block in seen["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if "url" not in element
    ]
    await world.box.press(ANA, seen, presses[0])
    await world.box.until(lambda: world.box.views(ANA)[-1]["hash"] != seen["hash"])
    await world.box.press(ANA, seen, presses[0])
    await world.hears("window had changed")


async def test_the_home_tab_lists_what_can_be_done(world: World) -> None:
    await world.box.open_home(ANA)
    home = await world.box.until(lambda: world.box.home(ANA))
    assert button(home["blocks"], "Prepare a negotiation")


async def test_the_home_tab_is_drawn_again_when_it_changed(world: World) -> None:
    await world.box.open_home(ANA)
    home = await world.box.until(lambda: world.box.home(ANA))
    await world.press("Prepare a negotiation", home)
    await world.hears("1 of 7")
    await world.box.until(lambda: (world.box.home(ANA) or home)["hash"] != home["hash"])


async def test_people_do_not_see_each_other(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep")
    await world.hears("1 of 7")
    await world.box.say(ANA, "a secret of mine")
    await world.hears("a secret of mine")
    await world.box.command(BEN, "/negotiate", "")
    await world.box.until(lambda: world.heard(BEN))
    await world.box.open_home(BEN)
    home = await world.box.until(lambda: world.box.home(BEN))
    assert "a secret of mine" not in json.dumps(home) + "".join(world.heard(BEN))


async def test_typed_words_cannot_format_mention_or_link(world: World) -> None:
    words = "*bold* _it_ `code` <!channel> <@U0BEN> https://x.example :tada: &amp;"
    await world.box.command(ANA, "/negotiate", "prep")
    await world.hears("1 of 7")
    await world.box.say(ANA, words)
    message = await world.hears("Which kind")
    shown = json.dumps(message.blocks, ensure_ascii=False)
    assert not {"*bold*", "_it_", "`code`", "<!", "<@", "<http"} & set(shown.split())
    assert "<" not in shown
    assert "&lt;!channel&gt;" in shown
    assert "&amp;amp;" in shown


async def test_only_the_persons_own_words_count(world: World) -> None:
    await world.prepares()
    before = await world.preparation()
    said = await world.box.say(ANA, "not for Parley", channel="C0GENERAL")
    assert said.answer is None
    await world.quiet()
    assert await world.preparation() == before


async def test_the_profile_gives_the_time_zone(world: World) -> None:
    await world.prepares()
    assert world.calls.count("users.info") == 1


async def test_the_time_zone_is_known_to_somebody_who_looked_at_home_first(world: World) -> None:
    await world.box.open_home(ANA, tab="messages")
    await world.quiet()
    await world.prepares()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    await world.box.say(ANA, "10 Dec 3pm")
    await world.hears("Europe/Madrid")


async def test_the_time_zone_is_asked_anew_of_somebody_who_erased_themselves(world: World) -> None:
    await world.prepares()
    await world.box.command(ANA, "/negotiate", "delete")
    view = await world.screen("erase:confirm")
    await world.box.submit(ANA, view["id"], {"erase:confirm": "delete"})
    before = world.box.messages(ANA)[-1].ts
    await world.box.command(ANA, "/negotiate", "prep a pay rise")
    await world.press("Raise or promotion", await world.hears("Which kind", after=before))
    await world.hears("2 of 7", after=before)
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7", after=before)
    await world.box.say(ANA, "10 Dec 3pm")
    await world.hears("Europe/Madrid", after=before)
    assert world.calls.count("users.info") == 2


async def test_slack_is_not_asked_who_we_are_again(world: World) -> None:
    await world.prepares()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    await world.box.open_home(ANA)
    await world.box.until(lambda: world.box.home(ANA))
    assert world.calls.count("auth.test") == 1
