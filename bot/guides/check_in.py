"""The script `check_in`: did a chance come up this week, and what else is there to tell."""

from collections.abc import Mapping
from typing import Any

from bot.coach.committing import RESULTS, Checked, Words
from bot.dialogue.script import END, Hearing, NotUnderstood, Part, Remark, Script, Step
from bot.guides import readers
from bot.guides.practice_reading import practice_told
from bot.guides.steps import always, text_of, verbatim

Fields = Mapping[str, Any]


def result(text: str, _hearing: Hearing) -> Fields:
    """What came of the week, and what else the words tell of it."""
    words = readers.plain(text)
    found = practice_told(words)
    if found is None:
        raise NotUnderstood(Remark(code="check_unknown"))
    name, rest = found
    return {"result": name, **({"note": rest} if rest else {})}


def _chosen(text: str, hearing: Hearing) -> Fields:
    """The same, as chosen in a form."""
    if text in RESULTS:
        return {"result": text}
    return {"result": result(text, hearing)["result"]}


def _heard_result(_answer: Checked, _hearing: Hearing) -> Remark:
    return Remark(code="commit.heard.noted")


def _heard_note(_answer: Words, _hearing: Hearing) -> Remark:
    return Remark(code="nudge.heard.note")


RESULT = Step(
    name="result",
    accepts=Checked,
    parts=(Part("result", _chosen, text_of("result"), kind="choice", choices=RESULTS),),
    read=result,
    heard=_heard_result,
    exits=("note",),
    leads_to=always("note"),
    quick={name: {"result": name} for name in RESULTS},
)

NOTE = Step(
    name="note",
    accepts=Words,
    parts=(Part("words", verbatim("words"), text_of("words"), kind="lines"),),
    read=verbatim("words"),
    heard=_heard_note,
    exits=(END,),
    leads_to=always(END),
    quick={"nothing": {"words": ""}},
)

CHECK_IN = Script(name="check_in", version=1, steps=(RESULT, NOTE))
