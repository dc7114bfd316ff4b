"""Where the coach's knowledge ends: signs that people, not tactics, are needed."""

import re
from collections.abc import Iterable
from typing import Literal

WatchWord = Literal["harassment", "legal", "backlash", "no_alternative"]

_SIGNS: tuple[tuple[WatchWord, str], ...] = (
    (
        "harassment",
        (
            r"\bharass\w*|\bbull(?:y|ies|ied|ying)\b|\bstalk(?:s|ed|er|ing)\b|\bdiscriminat(?:ion"
            r"|ory|ed|es|ing)\b"
            r"|\bretaliat\w+|\bsexis[tm]\b|\bracis[tm]\b|\bhomophob\w+|\bmisogyn\w+|\bgrop(?:ed"
            r"|ing)\b"
            r"|\bsexual(?:ly)? (?:comments?|advances?|assault\w*|abus\w+|remarks?|favou?rs?)\b"
            r"|\b(?:physical|verbal|emotional|domestic)(?:ly)? abus\w+|\babusive\b|\babuses? me\b"
            r"|\bassaulted\b"
            r"|\bviolen(?:t|ce)\b|\b(?:hit|hits|beat|beats|slapped|threaten(?:s|ed|ing)?"
            r"|intimidat(?:es|ed|ing)) (?:me|us|her|him|them)\b"
            r"|\b(?:death|personal) threats?\b|\bblackmail\w*|\bafraid (?:of him|of her"
            r"|for my safety)\b|\bunsafe\b"
        ),
    ),
    (
        "legal",
        (
            r"\blawyers?\b|\battorneys?\b|\bsolicitors?\b|\blaw ?suits?\b|\bsu(?:e|ed|ing) (?:me|us"
            r"|them|him|her|my|the)\b"
            r"|\blegal (?:action|advice|case|claim|dispute|threat|notice|proceedings)\b"
            r"|\bin court\b"
            r"|\bto court\b|\btribunal\b"
            r"|\bvisas?\b|\bimmigration\b|\bwork permit\b|\bgreen card\b|\basylum\b|\bdeport\w+"
            r"|\bseverance\b|\bredundancy\b"
            r"|\bunfair(?:ly)? dismiss\w+|\bwrongful(?:ly)? (?:terminat|dismiss)\w+|\b(?:contract"
            r"|employment) terminat\w+"
            r"|\btermination of (?:my |the |our )?(?:contract|employment)\b|\bterminat(?:e|ed"
            r"|ing) (?:my|our) (?:contract|employment)\b"
            r"|\bunion (?:dispute|grievance|rep(?:resentative)?)\b|\bcollective agreement\b"
            r"|\bon strike\b|\bnon-?compete\b"
            r"|\bcustody\b|\bdivorce\b|\bwhistle-?blow\w+|\bunpaid (?:wages|overtime|salary)\b"
            r"|\bwage theft\b|\bevict\w+"
        ),
    ),
    (
        "backlash",
        (
            r"\bbacklash\b|\bpunish(?:ed)? (?:me|for)\b|\bhold it against me\b|\bheld against me\b"
            r"|\b(?:hurt|damage|ruin|destroy|end)s? my (?:career|reputation)\b|\bblacklist\w*"
            r"|\b(?:called|seen as|labelled|labeled|considered|come across as"
            r"|perceived as) (?:too )?"
            r"(?:difficult|pushy|aggressive|greedy|ungrateful|bossy|demanding)\b"
            r"|\bonly (?:woman|man|person of colou?r|black|junior|foreigner|minority)\b"
            r"|\bas an? (?:woman|minority|immigrant|foreigner|person of colou?r|black \w+"
            r"|trans \w+)\b"
            r"|\b(?:fear|afraid|scared|worried)\b[^.;]{0,30}\b(?:fired|let go|losing my job"
            r"|lose my job|retribution|consequences)\b"
            r"|\b(?:they|he|she|boss|manager|company|supervisor)\b[^.;]{0,20}\b(?:could|might|may"
            r"|will|would) (?:fire|sack|rescind|punish)\b"
            r"|\brescind\w* (?:the|my|an|their) offer\b|\bcontrols? my (?:visa|career|grade|thesis"
            r"|degree|recommendation)\b"
            r"|\bmy culture\b|\bnot done (?:in|where)\b|\blose face\b"
        ),
    ),
    (
        "no_alternative",
        (
            r"\bno (?:real |other |good |viable )?(?:alternatives?|options?|choice|plan b"
            r"|fallback)\b"
            r"|\b(?:don'?t|do not) have (?:an?|any|another|other|a real|any other|any real) "
            r"(?:alternatives?|options?|choice|plan b|fallback)\b"
            r"|\bcan(?:'?t|not| not) afford to (?:lose|refuse|say no|walk|leave|quit|wait)\b"
            r"|\bnowhere (?:else|to go)\b|\bnothing (?:else )?lined up\b|\bi(?:'d| would) (?:be"
            r"|become) (?:homeless|unemployed|destitute)\b"
            r"|\bneed this (?:job|deal|contract)\b[^.;]{0,15}\b(?:desperately|badly|at any price"
            r"|no matter)\b|\bdesperate(?:ly)? (?:for|need)\b"
            r"|\bhave to (?:accept|take|say yes to) (?:it|anything|whatever|any)\b"
        ),
    ),
)
_PATTERNS = tuple((code, re.compile(signs, re.IGNORECASE)) for code, signs in _SIGNS)


def watch_words(texts: Iterable[str]) -> tuple[WatchWord, ...]:
    """Return the codes of what the texts describe that coaching cannot answer, in a fixed order.

    harassment: harassment, discrimination, retaliation, threats, violence. legal: law, visas,
    terminations, disputes. backlash: asking may be held against the person. no_alternative:
    the person sees no real alternative. Short lists of plain signs, kept narrow on purpose.
    """
    words = "\n".join(texts).replace("\u2019", "'")
    return tuple(code for code, pattern in _PATTERNS if pattern.search(words))
