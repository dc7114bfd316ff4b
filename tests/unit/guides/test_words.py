"""Every phrase is asked for, every phrase asked for is there, and all of them keep the tone.

What the code asks for is gathered in two ways: keys written out in the source, and keys that it
builds, listed in `keys` from the data they are built from (steps, parts, kinds, codes). Nothing is
matched by a loose pattern, and the tests show that a missing and an orphaned phrase are noticed.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from bot.dialogue.script import Script, Step
from bot.guides.words import phrases
from tests.unit.guides.keys import STEPS, asked_for, built, missing, of_step, orphans, refusals
from tests.unit.guides.source import ROOT, calls, keyword, texts

IDS = [f"{script.name}.{step.name}" for script, step in STEPS]

MOST_WORDS = 25
"""Words in one sentence, between full stops, colons, semicolons, question marks or line ends."""


def test_every_phrase_the_code_asks_for_is_there() -> None:
    assert missing(phrases()) == set()


def test_no_phrase_is_orphaned() -> None:
    assert orphans(phrases()) == set()


def test_a_missing_and_an_orphaned_phrase_are_noticed() -> None:
    needed = built() | asked_for()
    assert len(needed) > 250
    for key in needed:
        assert missing({name: "" for name in phrases() if name != key}) == {key}
    for key in ("chat.never_said", "prepare.target.label.never", "trouble.never", "finding.no.sum"):
        assert orphans({**phrases(), key: ""}) == {key}


@pytest.mark.parametrize(("script", "step"), STEPS, ids=IDS)
def test_every_step_has_its_words(script: Script, step: Step) -> None:
    keys = of_step(script, step)
    assert len(keys) >= 6
    assert {key for key in keys if not phrases().get(key, "").strip()} == set()


def test_every_refusal_has_its_words() -> None:
    codes = refusals()
    assert {"empty", "amount_missing", "chances_sum", "moment_past", "two_units_used"} <= codes
    assert {code for code in codes if f"trouble.{code}" not in phrases()} == set()


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def given() -> Iterator[tuple[str, set[str]]]:
    """Each key written out beside the values given for it, wherever both can be seen."""
    for call in calls("say"):
        names = [one.arg for one in call.keywords]
        if None not in names:
            for key in texts(call.args[0]):
                yield key, {name for name in names if name}
    for call in calls("Remark"):
        values = keyword(call, "values")
        if isinstance(values, ast.Dict):
            for code in texts(keyword(call, "code")):
                yield code, {text for key in values.keys for text in texts(key)}


def test_the_slots_of_a_phrase_are_what_the_code_fills() -> None:
    known = phrases()
    checked = [
        (key if key in known else f"trouble.{key}", names)
        for key, names in given()
        if key in known or f"trouble.{key}" in known
    ]
    assert len(checked) > 80
    # These are filled with format, after the phrase is fetched.
    filled_later = {"zone.mark", "finding.plan_b_improvable.by", "zone.described_zone"} | {
        "zone.described_best"
    }
    wrong = {
        key: (slots(known[key]), names)
        for key, names in checked
        if slots(known[key]) != names and key not in filled_later
    }
    assert wrong == {}


def test_every_brace_is_a_slot() -> None:
    for text in phrases().values():
        assert not set("{}") & set(re.sub(r"\{\w+\}", "", text))


GENDERED = re.compile(
    r"\b(?:he|she|his|hers?|him|himself|herself|guys?|man|men|woman|women|boys?|girls?|sir|"
    r"madam|mr|mrs|ms|chairman|manpower|salesman|mankind)\b",
    re.IGNORECASE,
)
BLAMING = re.compile(
    r"please enter|\bvalid\b|\binvalid\b|\billegal\b|\boops\b|\bwrong\b|you (?:must|failed|forgot)"
    r"|\berror\b|\bsimply\b|\bobviously\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("key", phrases())
def test_a_phrase_keeps_the_tone(key: str) -> None:
    text = phrases()[key]
    assert text.strip()
    assert "!" not in text
    assert not GENDERED.search(text)
    assert not BLAMING.search(text)
    longest = max(len(piece.split()) for piece in re.split(r"(?<=[.?:;])\s+|\n", text))
    assert longest <= MOST_WORDS


@pytest.mark.parametrize("key", phrases())
def test_the_marks_of_a_phrase_are_balanced(key: str) -> None:
    for line in phrases()[key].split("\n"):
        bare = re.sub(r"\{\w+\}|`[^`]*`", "x", line)
        assert "`" not in bare
        for mark in "*_":
            opened = re.findall(rf"(?<!\w){re.escape(mark)}(?=\S)", bare)
            closed = re.findall(rf"(?<=\S){re.escape(mark)}(?!\w)", bare)
            assert bare.count(mark) % 2 == 0
            assert len(opened) == len(closed) == bare.count(mark) // 2
        assert "**" not in bare


def test_help_has_at_most_eight_lines() -> None:
    lines = phrases()["help.text"].splitlines()
    assert 4 <= len(lines) <= 8


def test_words_of_the_failing_platform_keep_the_tone_too() -> None:
    path = ROOT / "handlers" / "slack" / "words.py"
    said = [
        text
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for text in texts(keyword(node, "text"))
    ]
    assert said
    assert not [text for text in said if "!" in text or GENDERED.search(text)]
