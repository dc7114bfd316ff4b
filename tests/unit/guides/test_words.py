"""Every phrase is asked for, every phrase asked for is there, and all of them keep the tone.

What the code asks for is gathered in two ways: keys written out in the source, and keys that it
builds, listed here from the data they are built from (steps, parts, kinds, codes). Nothing is
matched by a loose pattern, and the tests show that a missing and an orphaned phrase are noticed.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from bot.calendar.rhythm import Rhythm
from bot.calendar.zones import DAY_NAMES
from bot.cards import FormField, TextField
from bot.coach.analysis import Sureness
from bot.coach.calibration import ConfidenceFinding, LimitFinding, TargetFinding
from bot.coach.findings import FindingCode
from bot.coach.limits import WatchWord
from bot.coach.looking_back import ENDED, RATINGS, USED
from bot.coach.opening import Alternative
from bot.coach.preparation import KINDS
from bot.dialogue.script import Script, Step
from bot.guides.primer import TERMS
from bot.guides.reflect import RATED
from bot.guides.reflect_sums import VERDICTS
from bot.guides.rhythm_form import BEFORE, rhythm_form
from bot.guides.rhythm_reading import REFUSED
from bot.guides.scripts import SCRIPTS
from bot.guides.words import phrases
from bot.ports import DueKind

ROOT = Path(__file__).parents[3]
DIRECTIONS = ("higher", "lower")
LEVELS = ("low", "medium", "high")
SWITCH = ("on", "off")
STEPS = [(script, step) for script in SCRIPTS.values() for step in (*script.steps, *script.asides)]
IDS = [f"{script.name}.{step.name}" for script, step in STEPS]

HINTS = ("set_aside", "finished_hint", "edit_unknown", "type_edit", "type_sheet")
"""What is said of a wish in words of its own by each kind of conversation."""

MOST_WORDS = 25
"""Words in one sentence, between full stops, colons, semicolons, question marks or line ends."""


@cache
def nodes() -> tuple[ast.AST, ...]:
    """The syntax of the whole source."""
    paths = [path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(paths)]
    return tuple(node for tree in trees for node in ast.walk(tree))


@cache
def constants() -> frozenset[str]:
    """Every piece of text written out in the source."""
    found = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return frozenset(value for value in found if isinstance(value, str))


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of these functions or classes."""
    for node in nodes():
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in names:
                yield node


def texts(node: ast.expr | None) -> list[str]:
    """The text an argument may be: one constant, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == name), None)


def refusals() -> set[str]:
    """The codes with which readers of amounts, moments and steps refuse what was typed."""
    found = {code for call in calls("Unreadable") for code in texts(call.args[0])}
    found |= {code for call in calls("Remark") for code in texts(keyword(call, "code"))}
    return {code for code in found if "." not in code}


def of_step(script: Script, step: Step) -> set[str]:
    """What every step must have."""
    stem = f"{script.name}.{step.name}"
    keys = {f"{stem}.name", f"{stem}.why", f"{stem}.form_title"}
    keys |= {f"{stem}.label.{part.name}" for part in step.parts}
    keys |= {f"{stem}.ask.{part}" for part in step.follow_ups}
    keys |= {choice_key(name) for part in step.parts for name in part.choices}
    quick = {*step.quick, *(name for names in step.quick_for.values() for name in names)}
    keys |= {quick_key(stem, name) for name in quick}
    one_question = f"{stem}.question" in phrases()
    keys |= {f"{stem}.question"} if one_question else {f"{stem}.question_{d}" for d in DIRECTIONS}
    one_example = f"{stem}.example" in phrases() or f"{stem}.example.other" not in phrases()
    return keys | ({f"{stem}.example"} if one_example else {f"{stem}.example.{k}" for k in KINDS})


def of_reminders() -> set[str]:
    """What the form of a rhythm and the messages that come unasked are made of."""
    form = rhythm_form(Rhythm(), "", date(2026, 11, 23))
    fields = [one for one in form.elements if isinstance(one, FormField)]
    keys = {one.id.replace("rhythm:", "rhythm.label.") for one in fields}
    typed = [one for one in fields if isinstance(one, TextField)]
    keys |= {one.id.replace("rhythm:", "rhythm.hint.") for one in typed}
    keys |= {f"rhythm.before.{name}" for name in BEFORE}
    keys |= {f"rhythm.problem.{code}" for code in REFUSED}
    keys |= {f"day.{name.casefold()}" for name in DAY_NAMES}
    keys |= {f"due.{kind}" for kind in get_args(DueKind)}
    keys |= {f"snooze.{name}" for name in ("tomorrow", "next_week", "picked")}
    days = ("today", "tomorrow", "later")
    return keys | {f"remind.before.{how}_{day}" for how in ("at", "day") for day in days}


def choice_key(name: str) -> str:
    groups = {"kind": KINDS, "level": LEVELS, "direction": DIRECTIONS, "switch": SWITCH}
    groups |= {"ended": ENDED, "used": USED, "rating": RATINGS}
    return next(f"{group}.{name}" for group, names in groups.items() if name in names)


def quick_key(stem: str, name: str) -> str:
    return choice_key(name) if name in (*KINDS, *LEVELS, *ENDED, *USED) else f"{stem}.quick.{name}"


def of_reflections() -> set[str]:
    """What a look back and the view over several of them put together."""
    keys = {f"reflect.outcome.heard.{ended}" for ended in (*ENDED, "noted", "no_figure", "figure")}
    keys |= {f"reflect.outcome.heard.{how}" for how in ("agreed_at", "offered")}
    keys |= {f"reflect.outcome.heard.{how}_sums" for how in ("agreed_at", "offered")}
    keys |= {f"reflect.practice.heard.{used}" for used in (*USED, "noted")}
    keys |= {f"reflect.revealed.heard.fact.{fact}" for fact in ("limit", "opening")}
    marks = ("plan_b", "walk_away", "target")
    keys |= {f"reflect.mark.{mark}" for mark in (*marks, "plan_b_and_walk_away")}
    keys |= {f"reflect.row.{mark}" for mark in (*marks, "opening", "limit")}
    keys |= {f"reflect.row.{mark}_alone" for mark in ("opening", "limit")}
    figures = (*marks, "their_walk_away", "their_opening", "zone")
    keys |= {f"reflect.expected.{figure}" for figure in figures}
    keys |= {f"reflect.side.{side}" for side in ("above", "below")}
    keys |= {f"reflect.verdict.{code}.{part}" for code in VERDICTS for part in ("told", "next")}
    keys |= {f"mark.{mark}" for mark in ("agreed", "refused", "opened", "revealed")}
    keys |= {f"reflect.screen.{ended}" for ended in ENDED} | {"reflect.screen.agreed_at"}
    keys |= {f"reflect.screen.{line}" for line in ("surprise", "worked", "differently", "next")}
    keys |= {f"reflect.screen.practice_{used}" for used in USED}
    keys |= {f"reflect.screen.rated.{name}" for name in RATED}
    keys |= {f"reflect.done.{how}" for how in ("told", "moved", "still_open", "cancelled")}
    for view in ("targets", "limits", "confidence"):
        keys |= {f"calibration.{view}{part}" for part in ("", "_missing", "_missing_one")}
    keys |= {f"chat.reflect.{name}" for name in HINTS}
    findings = (TargetFinding, LimitFinding, ConfidenceFinding)
    return keys | {f"calibration.{code}" for one in findings for code in get_args(one)}


@cache
def built() -> frozenset[str]:
    """The keys that the code puts together, each of which must be there."""
    keys = {key for script, step in STEPS for key in of_step(script, step)}
    keys |= {f"trouble.{code}" for code in refusals()}
    keys |= {f"prepare.situation.heard.{better}" for better in DIRECTIONS}
    keys |= {f"prepare.situation.heard.{better}_unit" for better in DIRECTIONS}
    keys |= {f"prepare.target.heard.{variant}" for variant in ("amount", "criterion", "kept")}
    facts = ("plan_b", "limit", "target", "opening", "interests", *(f"sure_{lv}" for lv in LEVELS))
    keys |= {f"prepare.their_side.heard.fact.{fact}" for fact in facts}
    for code in get_args(FindingCode):
        keys |= {f"finding.{code}.sum", f"finding.{code}.advice", f"remedy.{code}"}
    keys |= {f"caution.{code}" for code in get_args(WatchWord)}
    keys |= {f"alternative.{code}" for code in get_args(Alternative)}
    keys |= {f"zone.sure_{code}" for code in {*get_args(Sureness)} - {"unknown", "none_at_all"}}
    keys |= {f"zone.none_{code}" for code in (*LEVELS, "not_said")}
    keys |= {f"ask.{kind}" for kind in KINDS}
    keys |= {"opening.words_as", "opening.words_criterion"}
    keys |= {f"primer.{term}" for term in TERMS}
    keys |= {f"show.{standing}" for standing in ("open", "answered", "later", "private")}
    keys |= {
        f"sheet.theirs_{name}" for name in ("limit", "target", "opening", "plan_b", "interests")
    }
    marks = ("plan_b", "walk_away", "target", "their_walk_away", "their_target", "their_opening")
    keys |= {f"mark.{mark}" for mark in marks}
    keys |= of_reminders()
    keys |= of_reflections() | {f"chat.{name}" for name in (*HINTS, "press_private", "type_terms")}
    improvable = ("by", "by_open", "advice", "advice_open")
    keys |= {"remedy.plan_b_improvable"}
    return frozenset(keys | {f"finding.plan_b_improvable.{name}" for name in improvable})


@cache
def optional() -> frozenset[str]:
    """The keys that the code looks for and can do without."""
    keys = {f"finding.{code}.sum_equal" for code in get_args(FindingCode)}
    keys |= {f"finding.{code}.advice_criterion" for code in get_args(FindingCode)}
    keys |= {f"reflect.verdict.{code}.equal" for code in VERDICTS}
    keys |= {f"reflect.screen.{ended}_offer" for ended in ("no_deal", "still_open")}
    keys |= {"reflect.screen.practice_yes_evidence"}
    for script, step in STEPS:
        stem = f"{script.name}.{step.name}"
        keys |= {f"{stem}.hint.{part.name}" for part in step.parts}
        keys |= {f"{stem}.why_no_zone", f"{stem}.term"}
        for name in ("why", "question", "example"):
            keys |= {f"{stem}.{name}_{better}" for better in DIRECTIONS}
            keys |= {f"{stem}.{name}.{kind}" for kind in KINDS}
    return frozenset(keys)


@cache
def asked_for() -> frozenset[str]:
    """The keys written out where a phrase is asked for: they must be there."""
    keys = {key for call in calls("say", "phrase") for key in texts(call.args[0])}
    keys |= {key for call in calls("told") for one in call.args for key in texts(one)}
    codes = {code for call in calls("Remark") for code in texts(keyword(call, "code"))}
    # The demo has a `say` of its own for the terminal: its sentences are no keys.
    name = re.compile(r"[a-z_0-9]+(?:\.[a-z_0-9]+)+")
    return frozenset(key for key in keys | codes if name.fullmatch(key))


def missing(known: Mapping[str, str]) -> set[str]:
    return set((built() | asked_for()) - set(known))


def orphans(known: Mapping[str, str]) -> set[str]:
    return set(known) - built() - optional() - constants()


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
