from dataclasses import replace

import pytest

from bot.dialogue.chart import chart, dead_ends
from bot.dialogue.script import END, Script, Step
from bot.guides.scripts import SCRIPTS
from tests.unit.dialogue.trip import BED, NIGHTS, NOTE, TRIP, WHERE

DRAWN = """\
flowchart TD
    begin([begin]) --> where
    where[where]
    where -. "kind?" .-> where
    where --> nights
    nights[nights]
    nights --> bed
    nights --> finish
    bed[bed]
    bed --> finish
    finish -. edit .-> note
    note[/note/]
    note --> finish
    finish([end])
"""


def test_a_script_is_drawn_with_its_exits_follow_ups_and_asides() -> None:
    assert chart(TRIP) == DRAWN


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_conversation_of_parley_is_drawn_whole(name: str) -> None:
    script = SCRIPTS[name]
    drawn = chart(script)
    for step in (*script.steps, *script.asides):
        assert all(f'{step.name} -. "{part}?" .-> {step.name}' in drawn for part in step.follow_ups)
        for target in step.exits:
            assert f"    {step.name} --> {'finish' if target == END else target}\n" in drawn


@pytest.mark.parametrize("script", [TRIP, *SCRIPTS.values()], ids=lambda script: script.name)
def test_a_sound_script_has_no_dead_ends(script: Script) -> None:
    assert dead_ends(script) == ()


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        (
            (WHERE, replace(NIGHTS, exits=("bed", "moon")), BED),
            "nights: leads to moon, which is no step",
        ),
        ((WHERE, NIGHTS, replace(BED, exits=())), "bed: no exit"),
        ((WHERE, NIGHTS, replace(BED, exits=("bed",))), "bed: never ends"),
        ((WHERE, replace(NIGHTS, exits=(END,)), BED), "bed: never reached"),
        ((WHERE, NIGHTS, BED, BED), "bed: named twice"),
        ((WHERE, NIGHTS, BED, replace(BED, name=END)), "end: the name of the end, not of a step"),
        (
            (replace(WHERE, follow_ups=("kind", "age")), NIGHTS, BED),
            "where: asks for age, which it has not",
        ),
        (
            (replace(WHERE, follow_ups=()), NIGHTS, BED),
            "where: has quick answers for kind, which it never asks",
        ),
    ],
)
def test_each_fault_is_named(steps: tuple[Step, ...], complaint: str) -> None:
    assert complaint in dead_ends(replace(TRIP, steps=steps))


def test_an_aside_that_never_ends_is_a_dead_end_too() -> None:
    broken = replace(TRIP, asides=(replace(NOTE, exits=("note",)),))
    assert dead_ends(broken) == ("note: never ends",)
