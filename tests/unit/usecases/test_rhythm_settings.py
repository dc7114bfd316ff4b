"""When Parley writes, as people choose it; pause, stop, snooze, and what comes next."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.calendar.rhythm import Rhythm, Vacation
from bot.cards import FormField, Screen
from bot.ports import Due, DueKind, Unit
from bot.usecases.home import home
from bot.usecases.press import pressed
from bot.usecases.snooze import snooze_button
from tests.unit.usecases.desk import JOB, Desk, shown, words

EVENING_BEFORE = datetime(2026, 12, 9, 16, tzinfo=UTC)


async def prepared(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.walk(*JOB)


async def form_of(desk: Desk) -> Screen:
    form = (await desk.command("settings")).open
    assert form is not None
    return form


def as_shown(form: Screen) -> dict[str, str]:
    """The values of a form as they are sent when nothing is changed."""
    values: dict[str, str] = {}
    for field in form.elements:
        if isinstance(field, FormField):
            initial = getattr(field, "initial", "") or ""
            name = field.id.rpartition(":")[2]
            values[name] = ",".join(initial) if isinstance(initial, tuple) else initial
    return values


async def save(desk: Desk, **changes: str) -> dict[str, str]:
    """Send the form with changes; returns what was told beside fields, by name."""
    form = await form_of(desk)
    reply = await desk.submit(form, **{**as_shown(form), **changes})
    return {field.rpartition(":")[2]: shown(line) for field, line in reply.errors.items()}


async def rhythm(desk: Desk) -> Rhythm:
    def read(unit: Unit) -> Rhythm:
        person = unit.people.find(desk.user)
        assert person is not None
        return unit.people.rhythm(person.id)

    return await desk.run(read)


async def test_a_form_sent_as_it_is_shown_changes_nothing(desk: Desk) -> None:
    await prepared(desk)
    due = await desk.due()
    assert await save(desk) == {}
    assert await rhythm(desk) == Rhythm()
    assert await desk.due() == due
    changed = Rhythm(
        weekly_day=3,
        weekly_at=time(15, 30),
        reflect_at=time(9),
        before="morning",
        days_off=frozenset({4, 5, 6}),
        country="ES",
        vacations=(Vacation(first=date(2026, 12, 24), last=date(2027, 1, 3)),),
        paused_until=date(2026, 12, 1),
        nudges="stopped",
        deadline_alerts=True,
        invitations=False,
    )
    await desk.rhythm(**dict(changed))
    assert await save(desk) == {}
    assert await rhythm(desk) == changed


@pytest.mark.parametrize(
    ("field", "text", "name", "value"),
    [
        ("weekly_day", "fri", "weekly_day", 4),
        ("weekly_at", "16:15", "weekly_at", time(16, 15)),
        ("reflect_at", "09:00", "reflect_at", time(9)),
        ("before", "never", "before", "never"),
        ("days_off", "", "days_off", frozenset()),
        ("days_off", "mon,sun", "days_off", frozenset({0, 6})),
        ("country", "spain", "country", "ES"),
        ("country", "ES", "country", "ES"),
        ("paused_until", "2026-12-24", "paused_until", date(2026, 12, 24)),
        ("nudges", "off", "nudges", "stopped"),
        ("deadline_alerts", "on", "deadline_alerts", True),
        ("invitations", "off", "invitations", False),
        (
            "vacations",
            "24 Dec to 3 Jan",
            "vacations",
            (Vacation(first=date(2026, 12, 24), last=date(2027, 1, 3)),),
        ),
    ],
)
async def test_each_choice_is_kept(
    desk: Desk, field: str, text: str, name: str, value: Any
) -> None:
    await prepared(desk)
    assert await save(desk, **{field: text}) == {}
    assert await rhythm(desk) == Rhythm.model_validate({name: value})


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("weekly_at", "08:59", "from 09:00 until 18:00"),
        ("reflect_at", "18:00", "from 09:00 until 18:00"),
        ("days_off", "mon,tue,wed,thu,fri,sat,sun", "One day of the week has to be left"),
        ("weekly_day", "sat", "That is a day off"),
        ("country", "Atlantis", "I don't know that country"),
        ("vacations", "2 Nov to 6 Nov\nsoon", "I can't read line 2 as days"),
        ("vacations", "1 Dec 2026 to 24 Dec 2028", "Line 1 is longer than a year"),
        ("vacations", "20 Nov 2027 to 5 Jan 2027", "Line 1 ends before it begins"),
        ("vacations", "2 Dec\n3/12 to 5/12", "Line 2 can mean more than one"),
        ("vacations", "1 Nov 2026 to 5 Nov 2026", "The days in line 1 have passed"),
        ("vacations", "1 Dec to 20 Apr", "Please write its years too"),
        (
            "vacations",
            "\n".join(f"2027-01-01..2027-01-{day:02}" for day in range(1, 22)),
            "more than 20",
        ),
        ("paused_until", "2026-11-23", "Please pick a day after today"),
        ("paused_until", "9999-01-01", "too far ahead"),
        ("zone", "Madrid time", "I don't know that zone"),
        # What no form offers: an odd client sent it.
        ("reflect_at", "10:00+02:00", "from 09:00 until 18:00"),
        ("weekly_at", "soon", "from 09:00 until 18:00"),
        ("before", "bogus", "pick one of the choices"),
        ("weekly_day", "someday", "pick one of the choices"),
        ("days_off", "sat,someday", "pick one of the choices"),
        ("nudges", "bogus", "pick one of the choices"),
        ("invitations", "bogus", "pick one of the choices"),
    ],
)
async def test_what_cannot_be_is_told_beside_its_field(
    desk: Desk, field: str, text: str, why: str
) -> None:
    await prepared(desk)
    told = await save(desk, **{"before": "never", field: text})
    assert list(told) == [field]
    assert why in told[field]
    assert await rhythm(desk) == Rhythm()


async def test_several_problems_are_told_at_once(desk: Desk) -> None:
    await prepared(desk)
    told = await save(desk, weekly_at="07:00", country="Atlantis")
    assert sorted(told) == ["country", "weekly_at"]


async def test_another_choice_moves_what_is_due(desk: Desk) -> None:
    await prepared(desk)
    await save(desk, before="morning", reflect_at="14:00")
    assert await desk.due() == [
        ("before", datetime(2026, 12, 10, 8, tzinfo=UTC)),
        ("reflect", datetime(2026, 12, 11, 13, tzinfo=UTC)),
    ]


async def test_what_is_saved_says_whose_clock_it_is_and_what_comes_next(desk: Desk) -> None:
    await prepared(desk)
    form = await form_of(desk)
    told = (await desk.submit(form, **as_shown(form))).update
    assert told is not None
    assert "those of Europe/Madrid" in words(told)
    assert "Next from me: a note before your meeting, Wed 9 Dec, 17:00." in words(told)
    assert "Only you can see this." in words(told)


@pytest.mark.parametrize("text", ["Europe/Madrid", "madrid"])
async def test_a_zone_can_be_set_where_the_profile_has_none(desk: Desk, text: str) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    assert (await desk.due())[0] == ("before", datetime(2026, 12, 9, 17, tzinfo=UTC))
    assert await save(desk, zone=text) == {}
    assert (await desk.due())[0] == ("before", EVENING_BEFORE)
    assert as_shown(await form_of(desk))["zone"] == "Europe/Madrid"


async def test_a_pause_moves_what_is_due(desk: Desk) -> None:
    await prepared(desk)
    await desk.tick(EVENING_BEFORE)
    form = (await press(desk, "pause")).open
    assert form is not None
    assert "day after today" in shown(
        (await desk.submit(form, until="2026-12-09")).errors["pause:until"]
    )
    assert (await desk.submit(form)).errors
    far = await desk.submit(form, until="9999-12-31")
    assert "too far ahead" in shown(far.errors["pause:until"])
    told = (await desk.submit(form, until="2026-12-14")).update
    assert told is not None
    assert "I write nothing before Mon 14 Dec." in words(told)
    came = await desk.live(datetime(2026, 12, 15, tzinfo=UTC))
    assert [moment for moment, _ in came] == [datetime(2026, 12, 14, 9, tzinfo=UTC)]


async def press(desk: Desk, action: str, value: str = "") -> Any:
    """Press a button as another part of Parley offers it."""
    knock = desk.knock()
    return await desk._reply(lambda unit: pressed(unit, knock, action, value))


async def test_stop_ends_the_weekly_question_and_says_how_to_go_on(desk: Desk) -> None:
    await prepared(desk)
    await plan(desk, "nudge", datetime(2026, 12, 1, 9, tzinfo=UTC))
    await press(desk, "stop")
    assert "`/negotiate settings` turns it on again" in words(desk.got[-1])
    assert (await rhythm(desk)).nudges == "stopped"
    assert [kind for kind, _ in await desk.due()] == ["before", "reflect"]


async def plan(desk: Desk, kind: DueKind, due: datetime, key: str = "nudge:x:2026-12-01") -> Due:
    def work(unit: Unit) -> Due:
        person = unit.people.find(desk.user)
        assert person is not None
        row = Due(id=desk.knock().ids.new(), person=person.id, kind=kind, due=due, send_key=key)
        unit.agenda.plan(row)
        return row

    return await desk.run(work)


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        ({"when": "tomorrow"}, datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ({"when": "next_week"}, datetime(2026, 11, 30, 9, tzinfo=UTC)),
        ({"when": "picked", "day": "2026-12-02"}, datetime(2026, 12, 2, 9, tzinfo=UTC)),
        ({"when": "tomorrow", "day": "2026-12-02"}, datetime(2026, 12, 2, 9, tzinfo=UTC)),
    ],
)
async def test_snooze_asks_again_on_the_chosen_day(
    desk: Desk, choice: dict[str, str], day: datetime
) -> None:
    await desk.command("prep")
    await desk.travel("Europe/Madrid")
    button = snooze_button(await plan(desk, "nudge", desk.now))
    form = (await press(desk, button.action, button.value)).open
    assert form is not None
    told = (await desk.submit(form, **choice)).update
    assert told is not None
    assert "I ask again on" in words(told)
    assert ("nudge", day) in await desk.due()


async def test_snooze_needs_a_day_ahead(desk: Desk) -> None:
    await desk.command("prep")
    button = snooze_button(await plan(desk, "nudge", desk.now))
    form = (await press(desk, button.action, button.value)).open
    assert form is not None
    for choice in ({"when": "picked"}, {"when": "picked", "day": "2026-11-23"}):
        assert "snooze:day" in (await desk.submit(form, **choice)).errors


async def test_the_home_tab_says_what_comes_next_and_opens_the_settings(desk: Desk) -> None:
    await prepared(desk)
    knock = desk.knock()
    tab = await desk.run(lambda unit: home(unit, knock))
    assert "Next from me: a note before your meeting, Wed 9 Dec, 17:00." in words(tab)
    form = (await desk.press(tab, "When I write to you")).open
    assert form is not None
    assert form.purpose.partition(":")[0] == "rhythm"


async def test_what_comes_next_keeps_to_the_hours(desk: Desk) -> None:
    await prepared(desk)
    await desk.tick(EVENING_BEFORE)
    await desk.rhythm(vacations=(Vacation(first=date(2026, 12, 11), last=date(2026, 12, 15)),))
    desk.now = datetime(2026, 12, 12, 12, tzinfo=UTC)
    knock = desk.knock()
    tab = await desk.run(lambda unit: home(unit, knock))
    assert "how your meeting went, Wed 16 Dec, 10:00" in words(tab)
