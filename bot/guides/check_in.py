"""The script `check_in`: did a chance come up this week, and what else is there to tell."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.coach.committing import RESULTS, Checked, Result, Words
from bot.coach.expression import Expression
from bot.dialogue.script import END, Hearing, NotUnderstood, Part, Remark, Script, Step
from bot.guides import readers
from bot.guides.steps import always, text_of, verbatim

Fields = Mapping[str, Any]

_EDGES = " \t\n,;:.–—-"
_NOT = r"(?: ?n['o]?t| not)"
_IT = (
    r"(?: (?:really )?(?:do|done|use|used|try|tried|take|taken|manage|managed)"
    r"(?: (?:it|that|to))?| it)?"
)
_ENDS = r"(?=\s*(?:$|[,;:.!–—-]))"
_OFTEN = r"(?:a |an |any |the |my )?(?:real )?(?:chances?|opportunit(?:y|ies)|occasions?)\b"
_TIMES = (
    r"(?:once|twice|(?:\d+|two|three|four|five|six|many|several|a few|a couple of) times"
    r"|every time)"
)
_AT_LAST = r"(?:finally |really |actually )*"
_DID = Expression(
    rf"^(?:yes|yep|yeah|done|(?:i )?{_AT_LAST}did it|i {_AT_LAST}did(?!{_NOT})"
    rf"|(?:i )?(?:sure )?did(?={_ENDS}| {_TIMES})|(?:i )?{_AT_LAST}(?:used|tried)(?: it)?"
    rf"|(?:i )?{_AT_LAST}managed (?:to do it|it|that)|of course{_ENDS}"
    rf"|(?:only )?{_TIMES}{_ENDS})(?!\w)",
    re.IGNORECASE,
)
_MISSED = Expression(
    rf"^(?:{_OFTEN} came[, ]+(?:but )?(?:not|no)\b(?: this time)?"
    r"|(?:no, )?not (?:this time|this week|once|really|yet)|missed(?: it)?"
    rf"|(?:(?:sadly|sorry|unfortunately),? (?:no|not)|never){_ENDS}"
    rf"|no(?:pe)?(?:{_ENDS}|(?= (?:not|i|it|we|but|sorry)\b))"
    rf"|(?:i )?(?:(?:did|have|had|could){_NOT}|forgot|failed){_IT}{_ENDS}|i forgot(?: it)?)(?!\w)",
    re.IGNORECASE,
)
# Who was afraid had the chance.
_AFRAID = (
    r"(?:chicken(?:ed|ing) out|froze|bottled it|lost (?:my|the) nerve|got cold feet"
    r"|(?:did ?n't|did not) dare)"
)
# Told in a sentence of their own, which is kept whole.
_TOLD_MISSED = Expression(
    rf"^(?:(?:i )?(?:(?:did|have|could){_NOT} |was{_NOT} able\b)"
    rf"|(?:i )?(?:totally |just )?{_AFRAID}\b"
    r"|(?:i (?:was|am|felt) |was )?too (?:nervous|shy|afraid|scared)\b"
    r"|(?:i )?(?:did nothing|never thought of it|(?:completely |totally )?forgot)\b"
    rf"|(?:i )?(?:wanted|meant) to,? but .{{0,20}}?(?:{_AFRAID}|\bforgot)\b"
    # "It did not work" tells of the practice, which was tried.
    r"|(?:yes,? )?(?:i )?tried\b.{0,20}?(?:,|\bbut|\band)\s"
    r"(?!(?:\w+ )?(?:it|that|this|they|he|she)\b).{0,20}?"
    rf"(?:\bfailed|\bforgot|{_AFRAID}|\bnot\b|(?:did|could|was){_NOT})"
    rf"|(?:(?:yes,? )?(?:i )?(?:had|got) |there (?:was|came) )?(?:a |one |the |my )?"
    r"(?:chance|opportunity|occasion)\b.{0,30}?"
    rf"(?:\bmissed|\bforgot|\bfailed|\blet it|{_AFRAID}|\bnot\b|(?:did|could|was){_NOT}))",
    re.IGNORECASE | re.DOTALL,
)
# "I tried, but she laughed" says neither.
_UNCLEAR = Expression(
    r"^(?:yes,? )?(?:i )?tried\b.{0,20}?\bbut\b|^(?:yes|yep|yeah),? (?:and|or|but) (?:no|not)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_CHANCE = Expression(
    r"^(?:(?:no(?:pe)?|not really|sorry|sadly)[ ,;:.–—-]+)?"
    r"(?:(?:there (?:was|came|were) |(?:i|we) (?:had|got) )?"
    r"no (?:real )?(?:chances?|opportunit(?:y|ies)|occasions?|meetings?|negotiations?|talks?)\b"
    r"(?: (?:came|this week)(?: up)?)?"
    rf"|(?:it )?(?:did{_NOT}|never) (?:come|came) up|nothing (?:came up|to negotiate)\b"
    r"|no ?(?:one|body) to (?:negotiate|talk|practi[sc]e) with"
    r"|(?:(?:i )?(?:was|am) |i'm )?(?:away )?"
    r"(?:(?:off )?on (?:a )?(?:holiday|vacation|leave)|off sick|sick|ill)\b"
    r"|(?:the |my |our |all )?(?:meeting|call|talk|negotiation)s? (?:was|were|got) (?:all )?"
    r"(?:cancell?ed|postponed|moved)\b"
    r"|(?:i )?(?:wanted|meant) to,? but (?:(?:there was |i had )?no|(?:there )?never) "
    r"(?:real )?(?:chance|opportunity|occasion|meeting)\b"
    rf"|(?:i |we )?(?:(?:did|have|had){_NOT}|never) (?:really )?(?:have|had|get|got|see) {_OFTEN})",
    re.IGNORECASE,
)
# The first that fits: "no chance" is not "no", and "I tried but failed" is not "I tried".
_RESULTS: Final[tuple[tuple[Result, Expression], ...]] = (
    ("no_chance", _NO_CHANCE),
    ("missed", _MISSED),
)


def _read(words: str) -> tuple[Result, str] | None:
    """The result and the rest of the words; None when they tell none."""
    straight = words.replace("’", "'")
    for name, pattern in _RESULTS:
        if match := pattern.match(straight):
            return name, words[match.end() :].strip(_EDGES)
    if _TOLD_MISSED.match(straight):
        return "missed", words
    match = _DID.match(straight)
    if match is None or _UNCLEAR.match(straight):
        return None
    return "did", words[match.end() :].strip(_EDGES)


def result(text: str, _hearing: Hearing) -> Fields:
    """What came of the week, and what else the words tell of it."""
    words = readers.plain(text)
    found = _read(words)
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
