"""kill -9 at any moment loses no acknowledged answer."""

import random
import subprocess
import sys
from pathlib import Path

import storage
from bot.ports import Unit
from tests.contract.storage.making import HERE, LATER, MASTER_KEY, sent_one_by_one

ROOT = Path(__file__).parents[3]
KILLS = 6


def answered_before_the_kill(url: str, first: int, lines: int) -> list[tuple[int, str, str]]:
    """(number, person, conversation) of what was acknowledged by a process that was killed."""
    program = [sys.executable, "-m", "tests.contract.storage.answering", url, str(first)]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.readlines()
    return [
        (int(number), owner, about)
        for line in told
        if line.endswith("\n")
        for number, owner, about in [line.split()]
    ]


async def test_no_acknowledged_answer_is_lost(url: str) -> None:
    dice = random.Random(20260329)
    acknowledged: list[tuple[int, str, str]] = []
    for _ in range(KILLS):
        first = max((number for number, _, _ in acknowledged), default=0) + 1000
        acknowledged += answered_before_the_kill(url, first, dice.randint(1, 150))

    def lost(unit: Unit) -> list[int]:
        waiting = {each.details for each in sent_one_by_one(unit, LATER)}
        missing = []
        for number, owner, about in acknowledged:
            kept = unit.conversations.get(owner, about)
            assert kept is not None
            there = (
                number in kept.state.answers["heard"]["all"]  # type: ignore[operator]  # a list of numbers
                and not unit.deliveries.first(f"answer {number}", owner, LATER)
                and str(number) in waiting
            )
            if not there:
                missing.append(number)
        return missing

    async with storage.open_store(url, MASTER_KEY) as store:
        assert await store.run(HERE, lost) == []
    assert len(acknowledged) > KILLS
