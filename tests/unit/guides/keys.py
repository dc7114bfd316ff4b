"""The keys of phrases that the code asks for: written out, built from data, or done without."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import get_args

from bot.calendar.rhythm import Rhythm
from bot.calendar.zones import DAY_NAMES
from bot.cards import FormField, TextField
from bot.coach.analysis import Sureness
from bot.coach.calibration import ConfidenceFinding, LimitFinding, TargetFinding
from bot.coach.committing import RESULTS, SCOPES
from bot.coach.findings import FindingCode
from bot.coach.limits import WatchWord
from bot.coach.looking_back import ENDED, RATINGS, USED, Ratings
from bot.coach.opening import Alternative
from bot.coach.practices import BY_CODE
from bot.coach.preparation import KINDS
from bot.dialogue.script import Script, Step
from bot.guides.primer import TERMS
from bot.guides.reflect_sums import VERDICTS
from bot.guides.rhythm_form import BEFORE, rhythm_form
from bot.guides.rhythm_reading import REFUSED
from bot.guides.scripts import SCRIPTS
from bot.guides.words import phrases
from bot.ports import DueKind, PartnershipState
from bot.usecases.partnership import Said
from tests.unit.guides.learning_keys import of_learning
from tests.unit.guides.pool_keys import of_pools
from tests.unit.guides.share_keys import of_sharing
from tests.unit.guides.source import calls, constants, keyword, texts

DIRECTIONS = ("higher", "lower")
LEVELS = ("low", "medium", "high")
SWITCH = ("on", "off")
REHEARSED = ("rehearse.pushback", "rehearse.answer")
STEPS = [(script, step) for script in SCRIPTS.values() for step in (*script.steps, *script.asides)]

HINTS = ("set_aside", "finished_hint", "edit_unknown", "type_edit", "type_sheet")
"""What is said of a wish in words of its own by each kind of conversation."""


def refusals() -> set[str]:
    """The codes with which readers of amounts, moments, days and steps refuse what was typed."""
    readers = calls("Unreadable", "BadVacations", "_BadLine")
    found = {code for call in readers for code in texts(call.args[0])}
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


def of_partners() -> set[str]:
    """What partners are told of each other, and what becomes of words for a channel."""
    keys = {f"partner.state.{state}" for state in get_args(PartnershipState)}
    keys |= {f"partner.said.{said}" for said in get_args(Said)}
    keys |= {f"partner.form.{answer}" for answer in ("yes", "no")}
    return keys | {f"public.{why}" for why in ("busy", "refused", "uninvited", "unsure")}


def choice_key(name: str) -> str:
    groups = {"kind": KINDS, "level": LEVELS, "direction": DIRECTIONS, "switch": SWITCH}
    groups |= {"ended": ENDED, "used": USED, "rating": RATINGS}
    groups |= {"scope": SCOPES, "check": RESULTS}
    if name in BY_CODE:
        return f"practice.{name}.name"
    return next(f"{group}.{name}" for group, names in groups.items() if name in names)


def quick_key(stem: str, name: str) -> str:
    labelled = (*KINDS, *LEVELS, *ENDED, *USED, *SCOPES, *RESULTS, *BY_CODE)
    return choice_key(name) if name in labelled else f"{stem}.quick.{name}"


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
    keys |= {f"reflect.screen.rated.{name}" for name in Ratings.model_fields}
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
    keys |= {f"{group}.{k}" for group in ("ask", *REHEARSED) for k in KINDS}
    keys |= {"opening.words_as", "opening.words_criterion"}
    keys |= {f"primer.{term}" for term in TERMS}
    keys |= {f"show.{standing}" for standing in ("open", "answered", "later", "private")}
    keys |= {
        f"sheet.theirs_{name}" for name in ("limit", "target", "opening", "plan_b", "interests")
    }
    marks = ("plan_b", "walk_away", "target", "their_walk_away", "their_target", "their_opening")
    keys |= {f"mark.{mark}" for mark in marks}
    keys |= of_partners() | of_reminders() | of_learning(HINTS) | of_sharing() | of_pools()
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
