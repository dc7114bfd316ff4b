"""The script `check_in`: did a chance come up this week, and what else is there to tell."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.coach.committing import RESULTS, Checked, Result, Words
from bot.dialogue.script import END, Hearing, NotUnderstood, Part, Remark, Script, Step
from bot.guides import readers

Fields = Mapping[str, Any]

_EDGES = " \t\n,;:.–—-"
_DID = re.compile(
    r"^(?:yes|yep|yeah|done|did it|i did(?! ?n)(?: it)?|i (?:used|tried)(?: it)?)\b", re.IGNORECASE
)
_MISSED = re.compile(
    r"^(?:(?:a |the )?chance came[, ]+(?:but )?(?:not|no)\b(?: this time)?"
    r"|(?:no, )?not (?:this time|really|yet)|missed(?: it)?|no(?:pe)?"
    r"|i (?:did ?n['o]?t|did not|forgot)(?: (?:do )?it)?)(?!\w)",
    re.IGNORECASE,
)
_NO_CHANCE = re.compile(
    r"^(?:there (?:was|came) )?no (?:real )?(?:chance|opportunity|occasion|meetings?)"
    r"(?: (?:came|this week)(?: up)?)?|^(?:it )?(?:did ?n['o]?t|did not|never) (?:come|came) up",
    re.IGNORECASE,
)
# The first that fits: "no chance" is not "no".
_RESULTS: Final[tuple[tuple[Result, re.Pattern[str]], ...]] = (
    ("no_chance", _NO_CHANCE),
    ("did", _DID),
    ("missed", _MISSED),
)


def result(text: str, _hearing: Hearing) -> Fields:
    """What came of the week, and what else the words tell of it."""
    words = readers.plain(text)
    for name, pattern in _RESULTS:
        if match := pattern.match(words.replace("’", "'")):
            rest = words[match.end() :].strip(_EDGES)
            return {"result": name, **({"note": rest} if rest else {})}
    raise NotUnderstood(Remark(code="check_unknown"))


def _chosen(text: str, hearing: Hearing) -> Fields:
    """The same, as chosen in a form."""
    if text in RESULTS:
        return {"result": text}
    return {"result": result(text, hearing)["result"]}


def _shown(answer: Checked, _hearing: Hearing) -> str:
    return answer.result or ""


def note(text: str, _hearing: Hearing) -> Fields:
    """What else there is to tell."""
    return {"words": readers.plain(text)}


def _heard_result(_answer: Checked, _hearing: Hearing) -> Remark:
    return Remark(code="commit.heard.noted")


def _heard_note(_answer: Words, _hearing: Hearing) -> Remark:
    return Remark(code="nudge.heard.note")


RESULT = Step(
    name="result",
    accepts=Checked,
    parts=(Part("result", _chosen, _shown, kind="choice", choices=RESULTS),),
    read=result,
    heard=_heard_result,
    exits=("note",),
    leads_to=lambda _answers: "note",
    quick={name: {"result": name} for name in RESULTS},
)

NOTE = Step(
    name="note",
    accepts=Words,
    parts=(Part("words", note, lambda answer, _hearing: answer.words, kind="lines"),),
    read=note,
    heard=_heard_note,
    exits=(END,),
    leads_to=lambda _answers: END,
    quick={"nothing": {"words": ""}},
)

CHECK_IN = Script(name="check_in", version=1, steps=(RESULT, NOTE))
