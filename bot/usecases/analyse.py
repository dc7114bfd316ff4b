"""Analyse one case given as JSON, for scripts."""

from bot.coach.amounts import Amount, show_amount
from bot.coach.analysis import analyse
from bot.coach.document import read_document, write_analysis
from bot.guides.advice import who_opens
from bot.guides.notices import message


def analyse_document(document: str) -> str:
    """Return the analysis of the case as JSON, without a newline; raises BadDocument."""
    case, measure = read_document(document)
    analysis = analyse(case)
    target = show_amount(Amount(range=case.target, measure=measure)) if case.target else ""
    because = who_opens(analysis.opening, target)
    return write_analysis(
        analysis,
        case,
        lambda finding: message(finding, case),
        because.text.format_map(because.values).replace("*", ""),
    )
