"""Where the coach's knowledge ends: signs that people, not tactics, are needed."""

import re
from collections.abc import Iterable
from typing import Literal

from bot.coach.expression import Expression

WatchWord = Literal["harassment", "legal", "backlash", "no_alternative"]

_SIGNS: tuple[tuple[WatchWord, str], ...] = (
    (
        "harassment",
        (
            r"\bharass\w*|\bbull(?:y|ies|ied|ying)\b|\bstalk(?:s|ed|er|ing)\b"
            r"|\bdiscriminat(?:ion|ory|ed|es)\b|\bretaliat\w+|\bsexis[tm]\b|\bracis[tm]\b"
            r"|\bhomophob\w+|\bmisogyn\w+|\bgrop(?:ed|ing)\b|\bfor sex\b"
            r"|\bsexual(?:ly)? (?:messages?|jokes?|comments?"
            r"|advances?|assault\w*|abus\w+|remarks?|favou?rs?)\b|\b(?:physical|verbal|emotional"
            r"|domestic)(?:ly)? abus\w+|\babusive\b|\babuses? me\b|\bassaulted\b|\bviolence\b"
            r"|\b(?:is|gets?|got|became|turned|being) violent\b|\b(?:hit|hits|slapped) (?:me|her"
            r"|him)\b(?! with| up)|\b(?:threaten(?:s|ed|ing)?|intimidat(?:es|ed|ing)) (?:me|us"
            r"|her|him|them)\b|\b(?:death|personal) threats?\b|\bblackmail\w*|\bafraid (?:of him"
            r"|of her|for my safety)\b|\bfeel(?:ing)? unsafe\b"
            r"|\bthreat(?:en(?:s|ed|ing)?|s) (?:to|of|with) (?:fir(?:e|ing)|sack(?:ing)?"
            r"|dismiss(?:ing)?|hurt(?:ing)?|hit(?:ting)?|kill(?:ing)?|ruin(?:ing)?|expos(?:e|ing)"
            r"|punish(?:ing)?|beat(?:ing)?|deport(?:ing)?|report(?:ing)?) (?:me|us|my)\b"
            r"|\b(?:touch(?:es|ed|ing)?|grab(?:s|bed|bing)?|strok(?:es|ed|ing)|fondl\w+"
            r"|kiss(?:es|ed|ing)?|pinch(?:es|ed|ing)|hug(?:s|ged|ging)) (?:(?:me|her|him"
            r"|us)(?=\W*$|[.,;:!?)\n]"
            r"| (?:again|against|all|and|at|but|during|every|in|inappropriately|on|too|when|while"
            r"|without)\b)|my (?:arm|back(?!-)|body|breasts?|butt|hair|hands?|knees?|legs?"
            r"|shoulders?|thighs?|waist))\b"
            r"|\bhands? on (?:my|her) (?:arm|back(?!-)|body|breasts?|butt|hair|hand|knee|leg"
            r"|shoulder"
            r"|thigh|waist)s?\b|\bunwanted (?:touch\w*|advances?|attention|messages?)\b"
            r"|\binappropriate(?:ly)? (?:touch\w*|comments?|jokes?|remarks?|messages?)\b"
            r"|\bmolest\w+|\braped\b|\bhit(?:s|ting)? on (?:me|her)\b|\bsleep with (?:me|him)\b"
            r"|\b(?:comment|remark|joke)(?:s|ed|ing)?\b[^.;]{0,20}\b(?:on|about|at) (?:my|her|his"
            r"|our) (?:accent|age|appearance|body|breasts?|chest|clothes|disability"
            r"|ethnicity|gender|hair(?! \w)|legs|looks?|pregnancy|race|religion|sex life|skin"
            r"|weight)\b|\bmobb(?:ing|ed)\b(?! by (?:fans|customers))"
            r"|\b(?:yell|scream|shout)(?:s|ed|ing)? at (?:me|us|her|him|my|everyone|everybody"
            r"|the team|people|staff)\b|\b(?:swear|curs|spit)(?:s|es|ed|ing|ting)? at (?:me|us)\b"
            r"|\b(?:humiliat|belittl|demean|degrad|ridicul|insult)(?:e|s|es|ed|ing) (?:me|us|her"
            r"|him)\b(?! with)|\bgasligh\w+|\bstar(?:es|ed|ing) at my\b|\bpush(?:es"
            r"|ed) me (?:against|around)\b|\bcall(?:s|ed|ing)? me (?:names|stupid|worthless"
            r"|useless|dumb|lazy(?!-)|fat|ugly|crazy|an? (?:bitch|idiot|moron|loser|whore"
            r"|slut))\b"
            r"|\b(?:afraid|scared|terrified|frightened) of my (?:boss|manager|supervisor"
            r"|professor"
            r"|husband|wife|partner|colleague)\b(?!'s)|\bhostile (?:work )?(?:environment"
            r"|workplace)\b|\b(?:racial|ethnic|homophobic)(?:ly)? (?:slurs?|abuse|comments?"
            r"|jokes?|remarks?)\b|\bdiscriminat(?:e|ing) against\b|\b(?:trans|islamo)phob\w+"
            r"|\bantisemit\w+|\bostraci[sz]ed\b|\bvictimi[sz]\w+|\bbecause (?:(?:i'm"
            r"|i am) (?:an? "
            r"(?:woman|muslim|jew|foreigner)(?!-)|pregnant|black|gay|disabled|trans)|of my (?:age"
            r"|disability|gender|pregnancy|race|religion|skin))\b"
            r"|\bthreaten(?:s|ed|ing)? to (?:ruin|destroy|hurt) (?:me|us|my)\b"
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
            r"|\b(?:contract|agreement) (?:breach|violation)\b"
            r"|\b(?:violat(?:es|ed|ion of)|broke|breaks|broken) (?:the|our|my|their) contract\b"
            r"|\bbreach(?:es|ed|ing)? (?:of )?"
            r"(?:(?:the|my|our|their|this) )?(?:contract|agreement|nda|confidentiality)\b"
            r"|\bin breach of\b"
            r"|\b(?:will|would|could|might|may|can|should|'ll|threaten(?:s|ed|ing)? to|going to"
            r"|want(?:s|ed)? to|have to) (?-i:sue)\b|\bunlawful(?:ly)?\b"
            r"|\billegal(?:ly)?\b(?! (?:argument|character|instruction|move|state))"
            r"|\b(?:i|i'm|i've|we|he|she) (?:just )?(?:am|was|were|been|got|get"
            r"|being) (?:\w+ly )?"
            r"(?:fired|sacked|dismissed|laid off|made redundant)\b(?! up| the hook)"
            r"|\b(?:fired|sacked|dismissed) (?:me|us)\b(?! up)"
            r"|\b(?:arbitration|injunction|subpoena|restraining order|cease and desist)\b"
            r"|\b(?:defamation|slander|libel)\b|\bpress(?:ing|ed)? charges\b"
            r"|\b(?:the|to|call(?:ed)?) police\b(?! (?:car|force|officer|department))"
            r"|\b(?:copyright|patent|trademark) (?:infring\w+|claim|dispute)\b"
            r"|\baccus(?:es|ed|ing) (?:me|us) of\b|\bemployment law\b|\blabou?r law\b"
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
            r"|\bmake my life (?:hell|miserable|difficult|harder)\b|\bcost me my (?:job|career"
            r"|position|place)\b|\bvindictive\b|\bvengeful\b|\b(?:take|takes|get|gets) (?:his "
            r"|her "
            r"|their )?revenge\b|\b(?:called|seen as|labell?ed"
            r"|considered) (?:an? )?(?:troublemaker"
            r"|complainer|disloyal|rude|arrogant|emotional|not a team player)\b"
            r"|\b(?:fire|sack|demote|punish) me (?:for|if|when)\b"
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
_PATTERNS = tuple((code, Expression(signs, re.IGNORECASE)) for code, signs in _SIGNS)


def watch_words(texts: Iterable[str]) -> tuple[WatchWord, ...]:
    """Return the codes of what the texts describe that coaching cannot answer, in a fixed order.

    harassment: harassment, discrimination, retaliation, threats, violence. legal: law, visas,
    terminations, disputes. backlash: asking may be held against the person. no_alternative:
    the person sees no real alternative. Short lists of plain signs, kept narrow on purpose.
    """
    words = "\n".join(texts).replace("\u2019", "'")
    return tuple(code for code, pattern in _PATTERNS if pattern.search(words))
