"""What to say and ask, and where coaching ends: the opening, the honest sentence, people."""

from bot.cards import Element, Line, Paragraph
from bot.coach.amounts import Amount, show_amount
from bot.coach.analysis import Analysis
from bot.coach.limits import watch_words
from bot.coach.opening import Alternative, Opening, honest_alternative
from bot.coach.preparation import Preparation
from bot.guides.words import say


def caution(answers: Preparation) -> list[Element]:
    """Plain words that point to people, when tactics are not the answer."""
    texts = [
        answers.situation.what,
        *(answers.success.goals if answers.success else ()),
        answers.plan_b.what if answers.plan_b else "",
        answers.walk_away.reason if answers.walk_away else "",
        answers.their_side.interests if answers.their_side else "",
        answers.their_side.plan_b if answers.their_side else "",
    ]
    codes: list[str] = list(watch_words(texts))
    if _alternative(answers) == "none" and answers.plan_b and "no_alternative" not in codes:
        codes.append("no_alternative")
    return [Paragraph(line=say(f"caution.{code}")) for code in codes]


def _alternative(answers: Preparation) -> Alternative:
    plan_b = answers.plan_b
    return honest_alternative(plan_b.what if plan_b else "", plan_b.value if plan_b else None)


def advice(answers: Preparation, analysis: Analysis) -> list[Element]:
    """The opening and its words, the answer about alternatives, and three questions to ask."""
    kind = answers.situation.kind or "other"
    questions = [say("ask.easy_yes").text, say("ask.who").text, say(f"ask.{kind}").text]
    asks = "\n".join(f"• {question}" for question in questions)
    return [
        Paragraph(line=opening(answers, analysis)),
        Paragraph(line=honest_sentence(answers)),
        Paragraph(line=join(say("sheet.ask_title"), Line(text=asks))),
    ]


def opening(answers: Preparation, analysis: Analysis) -> Line:
    """Who should open, why, and with which words."""
    return join(
        say("sheet.say_title"),
        who_opens(analysis.opening, _target(answers)),
        _words(answers, analysis),
    )


def honest_sentence(answers: Preparation) -> Line:
    """What to say when asked about alternatives."""
    return join(
        say("sheet.asked_title"),
        say(f"alternative.{_alternative(answers)}"),
        say("alternative.honest"),
    )


def join(*lines: Line) -> Line:
    """Lines below each other as one."""
    values: dict[str, str] = {}
    for line in lines:
        values |= line.values
    return Line(text="\n".join(line.text for line in lines), values=values)


def _target(answers: Preparation) -> str:
    amount: Amount | None = answers.target.amount if answers.target else None
    return show_amount(amount, answers.measure()) if amount else ""


def who_opens(opening: Opening, target: str) -> Line:
    """Who should name the first number, and why; `target` is the text of mine, empty if unknown."""
    if opening.first:
        return say("opening.first", target=target) if target else say("opening.first_no_target")
    reasons = set(opening.reasons)
    if "no_criterion" not in reasons:
        return say("opening.wait_confidence")
    sure = not reasons & {"confidence_low", "confidence_unknown"}
    return say("opening.wait_criterion" if sure else "opening.wait_both")


def _words(answers: Preparation, analysis: Analysis) -> Line:
    """The opening itself, from target and criterion; after a question when they should open."""
    target = _target(answers)
    criterion = answers.target.criterion.rstrip(" .") if answers.target else ""
    if not target:
        return say("opening.words_wait")
    if criterion:
        # "as the last one took" goes on with the sentence, anything else stands by itself.
        key = "words_as" if criterion.casefold().startswith("as ") else "words_criterion"
        words = say(f"opening.{key}", target=target, criterion=criterion)
    else:
        words = say("opening.words_plain", target=target)
    if analysis.opening.first:
        return join(words, say("opening.keep_plan_b"))
    return join(say("opening.words_wait"), say("opening.then"), words, say("opening.keep_plan_b"))
