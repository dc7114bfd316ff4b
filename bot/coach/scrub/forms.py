"""The forms that tell what something is: addresses, amounts, dates, emoji. Regular expressions.

Every repetition that may fail is bounded, so that no text makes the search slow; what is longer is
cut into several pieces, each masked.
"""

from bot.coach.scrub.kinds import PLACEHOLDER, Kind

_EMOJI = "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u20e3\u3030\u303d"
EMOJI = rf":[a-zA-Z+][\w+'-]{{0,64}}:|[{_EMOJI}]{{1,64}}"
"""A regular expression for emoji: characters, or a name between colons."""

_DASHES = "\u2010-\u2015\u2212\u2013\u2014"
_LETTER = rf"[^\s!-/:-@\[-`{{-~…“”«»„•·¿¡{_DASHES}{_EMOJI}]"  # or a digit, or a mark on one
_SOME = rf"{_LETTER}{{0,64}}"

_END = r"[^\s.,;:!?)\]}'\"]"  # of an address: not the punctuation after it
_TLD = (
    r"(?:com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|co|me|tv|cc|ly|gg|xyz|tech|cloud|shop"
    r"|site|online|uk|us|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|cz|pt|ie|eu|ca|au|nz|in|jp|cn|br"
    r"|mx|za|ru|[a-z]{2}(?=/|\.[a-z]{2}\b))"
)
_LABELS = r"(?:[\w-]{1,63}\.){1,8}"
_HIDDEN_DOT = r"(?:\s?(?:\(dot\)|\[dot\]|\{dot\}|\[\.\]|\(\.\))\s?|\sdot\s)"
_HIDDEN_AT = r"\s?(?:\(at\)|\[at\]|\{at\})\s?"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)days?|mon|tues?|wed|thurs?|fri)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|'?\d{2})"

_SIGN = r"[$€£¥₹₽₩₪₺₴₦฿¢%‰]"
_MONEY = (
    r"(?:dollars?|bucks?|euros?|pounds?|quid|cents?|pence|francs?|kron(?:er|or|a)|yen|rupees?"
    r"|pesos?|usd|eur|gbp|chf|cad|aud|inr|jpy|sek|nok|dkk|percent|per cent|pct"
    r"|percentage points?)\b"
)
_BIG = r"(?:k|m|mm|mn|bn|b|thousand|million|billion|trillion|hundred|lakhs?|crores?|grand)\b"
_TEN = (
    r"(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
_ONE = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_SCALE = r"(?:hundred|thousand|million|billion|lakh|crore)"
_SPELT = (
    rf"(?:(?:{_TEN}|{_ONE}|half a|an?|several|few|couple(?: of)?)[ -](?:and[ -])?){{0,4}}"
    rf"{_SCALE}s?(?:[ -](?:and[ -])?(?:{_TEN}|{_ONE}|{_SCALE})){{0,6}}\b"
    rf"|{_TEN}(?:[ -]{_ONE})?\b|{_ONE}(?= {_MONEY})"
)
_DIGITS = r"\d{1,40}(?:[.,' ]\d{1,40}){0,12}"
_HEX = r"[0-9a-fA-F]"


def _either(*forms: str) -> str:
    return "|".join(forms)


FORMS: tuple[tuple[str, str], ...] = (
    ("kept", PLACEHOLDER),
    (Kind.CODE, _either(r"```(?s:.{0,4000}?)```", r"`[^`\n]{1,400}`")),
    (Kind.EMAIL, r"<mailto:[^<>\n]{0,400}>"),
    (Kind.LINK, r"<[a-zA-Z][\w+.-]{0,20}:[^<>\n]{0,2000}>"),
    (Kind.HANDLE, r"<[@!#][^<>\n]{0,400}>"),
    (Kind.ID, r"</?[a-zA-Z][^<>\n]{0,400}>"),
    (
        Kind.EMAIL,
        _either(
            r"(?:mailto:)?[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
            rf"[\w.+-]{{1,64}}{_HIDDEN_AT}[\w-]{{1,63}}(?:(?:{_HIDDEN_DOT}|\.)[\w-]{{1,63}}){{1,8}}",
            rf"(?i:[\w.+-]{{1,64}} at [\w-]{{1,63}}(?:{_HIDDEN_DOT}[\w-]{{1,63}}){{1,8}})",
        ),
    ),
    (
        Kind.LINK,
        _either(
            rf"[a-zA-Z][a-zA-Z0-9+.-]{{0,20}}://\S{{0,2000}}{_END}",
            rf"(?i:www\.)\S{{0,2000}}{_END}",
            rf"{_LABELS}{_TLD}(?![\w-])(?::\d{{1,5}})?(?:[/?#]\S{{0,2000}}{_END}|/)?",
            rf"(?i:[\w-]{{1,63}}{_HIDDEN_DOT}{_TLD})\b",
        ),
    ),
    (Kind.ID, r"(?:[A-Za-z]:\\|\\\\|~/|/)[\w.-]{1,255}(?:[/\\][\w.~-]{1,255}){1,20}[/\\]?"),
    (Kind.HANDLE, r"@{1,9}[\w.-]{0,64}\w|#\w[\w-]{0,80}"),
    (Kind.EMOJI, EMOJI),
    (
        Kind.DATE,
        "(?i:"
        + _either(
            r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.]{1,20}Z?)?",
            rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}",
            rf"{_MONTH}\.? {_NTH}\b(?:,? {_YEAR}\b)?",
            rf"{_NTH} (?:of )?{_MONTH}\b\.?(?:,? {_YEAR}\b)?",
            rf"(?!may\b|march\b|mar\b){_MONTH}\b(?:,? {_YEAR}\b)?",
            r"(?:may|march),? \d{4}\b",
            rf"{_ORDINAL} (?:of )?{_MONTH}\b\.?(?:,? {_YEAR}\b)?",
            rf"{_MONTH} (?:the )?{_ORDINAL}\b",
            rf"(?:q[1-4]|h[12])(?:[ /-]?{_YEAR})?\b",
            rf"{_DAY}\b",
            r"\d{1,2}(?::\d{2}){1,2}(?: ?[ap]\.?m\b\.?)?",
            r"\d{1,2} ?[ap]\.?m\b\.?",
            r"(?:19|20)\d\d(?:s|-\d{2,4})?(?![\w.,]{0,9}\d)\b",
        )
        + ")",
    ),
    (
        Kind.ID,
        _either(
            rf"{_HEX}{{8}}-{_HEX}{{4}}-[\w-]{{1,40}}",
            r"(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?",
            rf"(?:{_HEX}{{0,4}}:){{2,7}}{_HEX}{{1,4}}\b",
            r"\d{3}-\d{2}-\d{4}\b",
            r"\d(?:[ -]?\d){12,18}\b",
        ),
    ),
    (
        Kind.AMOUNT,
        "(?i:"
        + _either(
            rf"(?:(?:us|a|c|nz|hk)?{_SIGN}|{_MONEY}) ?[+-]?{_DIGITS}(?: ?{_BIG})?",
            rf"{_DIGITS} ?(?:{_SIGN}|{_BIG}(?: ?(?:{_SIGN}|{_MONEY}))?|{_MONEY})",
            rf"(?:{_SPELT})(?: {_MONEY})?",
        )
        + rf")|{_SIGN}{{1,9}}",
    ),
    (
        Kind.PHONE,
        _either(
            r"\+\d[\d ().-]{5,30}\d",
            r"\(?\d{3,4}\)?[ .-]\d{3,4}[ .-]?\d{3,4}\b",
        ),
    ),
    (Kind.NUMBER, rf"(?i:(?:(?:{_ONE}|zero|oh)[ ,-]{{1,2}}){{3,30}}(?:{_ONE}|zero|oh))\b"),
    (Kind.NUMBER, rf"(?:{_DIGITS}|\d{{1,9}}(?:st|nd|rd|th))(?!{_LETTER})"),
    (
        Kind.ID,
        _either(
            rf"{_SOME}\d{_SOME}(?:[-_.:/]{_SOME}\d{_SOME}){{0,8}}",
            rf"{_LETTER}{{1,64}}(?:_{{1,9}}{_LETTER}{{1,64}}){{1,9}}",
        ),
    ),
    ("word", rf"{_LETTER}+(?:'{_LETTER}+)*"),
    ("line", r"\n"),
    ("space", r" +"),
    ("mark", rf"[.,;:!?'\"()\[\]/&+=*_…“”•{_DASHES}-]"),
    (Kind.SYMBOL, r"[\s\S]"),
)
"""What a piece of text is, by its form; the first that fits counts, and one always fits."""

STARTERS = frozenset(
    """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september
    oct october nov november dec december mon monday mondays tue tues tuesday tuesdays wed
    wednesday wednesdays thu thur thurs thursday thursdays fri friday fridays saturday saturdays
    sunday sundays
    a an half several few couple one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred hundreds thousand thousands million millions billion billions lakh
    lakhs crore crores dollar dollars buck bucks euro euros pound pounds quid cent cents pence franc
    francs kroner kronor krona yen rupee rupees peso pesos usd eur gbp chf cad aud inr jpy sek nok
    dkk zero oh first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
    percent per pct percentage""".split()  # noqa: SIM905 # easier to read than a list
)
"""The words that a form may begin with; all others stand for themselves."""
