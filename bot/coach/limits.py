"""Where the coach's knowledge ends: signs that people, not tactics, are needed."""

import re
from collections.abc import Iterable
from typing import Literal

WatchWord = Literal["harassment", "legal", "backlash", "no_alternative"]

_SIGNS: tuple[tuple[WatchWord, str], ...] = (
    (
        "harassment",
        (
            r"\bharass\w*|\bbull(?:y|ies|ied|ying)\b|\bstalk(?:s|ed|er|ing)\b"
            r"|\bdiscriminat(?:ion|ory|ed|es)\b|\bretaliat\w+|\bsexis[tm]\b|\bracis[tm]\b"
            r"|\bhomophob\w+|\bmisogyn\w+|\bgrop(?:ed|ing)\b|\bsexual(?:ly)? (?:comments?"
            r"|advances?|assault\w*|abus\w+|remarks?|favou?rs?)\b|\b(?:physical|verbal|emotional"
            r"|domestic)(?:ly)? abus\w+|\babusive\b|\babuses? me\b|\bassaulted\b|\bviolence\b"
            r"|\b(?:is|gets?|got|became|turned|being) violent\b|\b(?:hit|hits|slapped) (?:me|her"
            r"|him)\b(?! with| up)|\b(?:threaten(?:s|ed|ing)?|intimidat(?:es|ed|ing)) (?:me|us"
            r"|her|him|them)\b|\b(?:death|personal) threats?\b|\bblackmail\w*|\bafraid (?:of him"
            r"|of her|for my safety)\b|\bfeel(?:ing)? unsafe\b"
        ),
    ),
    (
        "legal",
        (
            r"(?<!as a )\blawyers?\b(?! (?:role|job|position|salary))|\battorneys?\b"
            r"|\bsolicitors?\b|\blaw ?suits?\b|\bsu(?:e|ed|ing) (?:me|us|them|him|her|my|the)\b"
            r"|\blegal (?:action|advice|case|claim|dispute|threat|notice|proceedings)\b"
            r"|\bin court\b|\bto court\b|\btribunal\b|\bvisas?\b(?! card|-free)|\bimmigration\b"
            r"|\bwork permit\b|\bgreen card\b|\basylum\b|\bdeport\w+|\bseverance\b"
            r"|\bredundancy\b|\bunfair(?:ly)? dismiss\w+|\bwrongful(?:ly)? (?:terminat"
            r"|dismiss)\w+|\b(?:contract|employment) terminat\w+|\btermination of (?:my |the "
            r"|our )?(?:contract|employment)\b|\bterminat(?:e|ed|ing) (?:my|our) (?:contract"
            r"|employment)\b|\bunion (?:dispute|grievance|rep(?:resentative)?)\b"
            r"|\bcollective agreement\b|\bon strike\b|\bnon-?compete\b|\bcustody\b|\bdivorce\b"
            r"|\bwhistle-?blow\w+|\bunpaid (?:wages|overtime|salary)\b|\bwage theft\b|\bevict\w+"
        ),
    ),
    (
        "backlash",
        (
            r"\bbacklash\b|\bpunish(?:ed)? (?:me|for)\b|\bhold it against me\b"
            r"|\bheld against me\b|\b(?:hurt|damage|ruin|destroy|end)s? my (?:career"
            r"|reputation)\b|\bblacklist\w*|\b(?:called|seen as|labelled|labeled|considered"
            r"|come across as|perceived as) (?:too )?(?:difficult|pushy|aggressive|greedy"
            r"|ungrateful|bossy|demanding)\b|\bonly (?:woman|man|person of colou?r|black|junior"
            r"|foreigner|minority)\b|\bas an? (?:woman|minority|immigrant|foreigner"
            r"|person of colou?r|black \w+|trans \w+)\b|\b(?:fear|afraid|scared"
            r"|worried)\b[^.;]{0,30}\b(?:fired|let go|losing my job|lose my job|retribution"
            r"|consequences)\b|\b(?:they|he|she|boss|manager|company"
            r"|supervisor)\b[^.;]{0,20}\b(?:could|might|may|will|would) (?:fire|sack|rescind"
            r"|punish)\b|\brescind\w* (?:the|my|an|their) offer\b|\bcontrols? my (?:visa|career"
            r"|grade|thesis|degree|recommendation)\b|\bmy culture\b|\bnot done (?:in|where)\b"
            r"|\blose face\b"
        ),
    ),
    (
        "no_alternative",
        (
            r"(?<!they have )(?<!they've )(?<!has )\bno (?:real |other |good "
            r"|viable )?(?:alternatives?|options?|choice|plan b|fallback)\b|\b(?:don'?t"
            r"|do not) have (?:an?|any|another|other|a real|any other|any real) (?:alternatives?"
            r"|options?|choice|plan b|fallback)\b|\bcan(?:'?t|not| not) afford to (?:lose|refuse"
            r"|say no|walk|leave|quit|wait)\b|\bnowhere (?:else|to go)\b"
            r"|\bnothing (?:else )?lined up\b|\bi(?:'d| would) (?:be|become) (?:homeless"
            r"|unemployed|destitute)\b|\bneed this (?:job|deal"
            r"|contract)\b[^.;]{0,15}\b(?:desperately|badly|at any price|no matter)\b"
            r"|\bdesperate(?:ly)? (?:for|need)\b|\bhave to (?:accept|take|say yes to) (?:it"
            r"|anything|whatever|any)\b"
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
