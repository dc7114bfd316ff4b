"""Currencies as people write them: signs, words and ISO 4217 codes, as data."""

from bot.coach.expression import either, small

_DOLLARS = (
    "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD XCD"
)
_CROWNS = "SEK NOK DKK ISK"

SIGNS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",),
    "CA$": ("CAD",),
    "AU$": ("AUD",),
    "NZ$": ("NZD",),
    "HK$": ("HKD",),
    "MX$": ("MXN",),
    "NT$": ("TWD",),
    "A$": ("AUD",),
    "C$": ("CAD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "$": tuple(_DOLLARS.split()),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "₺": ("TRY",),
    "₽": ("RUB",),
    "₴": ("UAH",),
    "₦": ("NGN",),
    "₱": ("PHP",),
    "₡": ("CRC",),
    "₵": ("GHS",),
    "฿": ("THB",),
}
"""Signs that need no space around them, with the currencies each may mean, the usual one first."""

WORDS: dict[str, tuple[str, ...]] = {
    "kr": tuple(_CROWNS.split()),
    "kroner": ("NOK", "DKK"),
    "kronor": ("SEK",),
    "krona": ("SEK", "ISK"),
    "zł": ("PLN",),
    "zloty": ("PLN",),
    "złoty": ("PLN",),
    "zlotys": ("PLN",),
    "kč": ("CZK",),
    "rs": ("INR", "PKR", "LKR", "NPR"),
    "rm": ("MYR",),
    "rp": ("IDR",),
    "sfr": ("CHF",),
    "fr": ("CHF",),
    "franc": ("CHF",),
    "francs": ("CHF",),
    "franken": ("CHF",),
    "dollar": tuple(_DOLLARS.split()),
    "dollars": tuple(_DOLLARS.split()),
    "bucks": tuple(_DOLLARS.split()),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "pound": ("GBP", "EGP"),
    "pounds": ("GBP", "EGP"),
    "quid": ("GBP",),
    "rupee": ("INR", "PKR", "LKR", "NPR"),
    "rupees": ("INR", "PKR", "LKR", "NPR"),
    "yen": ("JPY",),
    "yuan": ("CNY",),
    "rmb": ("CNY",),
    "renminbi": ("CNY",),
}
"""Words, in small letters, with the currencies each may mean, the usual one first."""

ASKED = frozenset({"kr", "kroner", "krona"})
"""Words with no usual meaning: without an expected currency they are asked back."""

CODES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
    SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS
    UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()  # noqa: SIM905
)
"""The ISO 4217 codes of circulating currencies."""

_CAPITALS_ONLY = frozenset(
    "ALL AMD BAM BOB COP CUP DOP GEL GIP LAK MAD MOP NAD PAB PEN PHP RON SAR SOS TOP TRY".split()  # noqa: SIM905
)
"""Codes that in small letters are everyday words: "100 all in" names no currency."""


_LAST_OF_SIGNS = "".join(sorted({sign[-1] for sign in SIGNS}))
_SMALL_CODES = [code.lower() for code in CODES - _CAPITALS_ONLY]

# Only a letter or a sign begins one: a look at that spares most places the long lists.
PATTERN = (
    rf"(?:(?=[^\W\d_]|[{_LAST_OF_SIGNS}])(?:(?i:{either(SIGNS)})"
    rf"|(?<![^\W\d_])(?:(?i:{either([*WORDS, *_SMALL_CODES])})"
    rf"|{either(_CAPITALS_ONLY)})(?![^\W\d_])))"
)
"""A regular expression for one sign, word or code."""

ROUGHLY = rf"[^\W\d_]*+[{_LAST_OF_SIGNS}]?+"
"""The same for whatever is written like one, and quicker: of use where a word begins."""


def meanings(token: str) -> tuple[str, ...]:
    """Return the ISO 4217 codes a matched sign, word or code may mean, the usual one first."""
    letters = small(token)
    capitals = letters.upper()
    if capitals in SIGNS:
        return SIGNS[capitals]
    return WORDS.get(letters, (capitals,))


def has_usual_meaning(token: str) -> bool:
    """Say whether the first of the meanings may be taken without asking."""
    return small(token) not in ASKED
