"""Texts that try to get something past the scrubber."""

from hypothesis import strategies as st

from bot.coach.scrub import Kind

ORDINARY = (
    "asked", "for", "more", "and", "they", "agreed", "to", "the", "price", "will", "mark", "grace",
    "may", "bill", "lake", "street", "north", "new", "united", "states", "don't", "it's", "page",
    "rose", "national", "bank", "of", "york", "e-mail", "us", "no", "in", "or",
)  # fmt: skip
NAMES = (
    "Bob", "Ana", "Müller", "O'Neil", "Jean-Luc", "McDonald", "Xiaoping", "ACME", "iPhone", "Zoë",
    "kaite", "Łukasz", "Söderberg", "St.", "Mr.", "dr", "J.", "Rolls-Royce",
)  # fmt: skip
IDENTIFYING = (
    "<@U123ABC>", "<!channel>", "<#C1|deals>", "</at>", "@here", "＠ｈｅｒｅ", "#deals", ":party:",
    "ana@acme.com", "ana (at) acme [dot] com", "ana at acme dot com", "https://acme.com/a?b=c",
    "acme.io", "www.acme.co.uk", "+49 30 1234567", "$85k", "８５％", "12/05/2024", "5 May", "½",
    "Ⅷ", "²", "١٢", "`code`", "```x\ny```", "snake_case", "/home/ana/x", "10.0.0.1", "😀", "🇩🇪",
    "j o h n", "J.o.h.n", "eighty thousand", "[name]", "[word]", "[", "]", "[na", "b2b", "Q3",
    "3pm",
)  # fmt: skip
NASTY = (
    "\u200b", "\u200d", "\u00ad", "\u202e", "\u2066", "\ufeff", "\u0301", "\u0338", "\ufe0f",
    "\u034f", "\u3164", "\u115f", "\x00", "\x1b", "\U000e0041", "\u2028", "\r", "\t", "\u3000",
    "\ud800", "ﬁ", "ß", "İ", "ｍ", "а", "’", "´", "ʼ", "…", "—", "_", "*", "|", "~", "\\", "=", "&",
    "'", '"', "-", ".", "'s",
)  # fmt: skip
BETWEEN = (" ", " ", " ", " ", "", ", ", ". ", "\n", "! ", "-", "'", "/", ": ", " - ", " of ", " (")

PIECES = st.one_of(
    st.sampled_from(ORDINARY),
    st.sampled_from(ORDINARY).map(str.capitalize),
    st.sampled_from(ORDINARY).map(str.upper),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES).map(str.lower),
    st.sampled_from(IDENTIFYING),
    st.sampled_from(NASTY),
    st.sampled_from([f"[{kind}]" for kind in Kind]),
    st.text(max_size=6),
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(BETWEEN)), max_size=14).map(
    lambda pairs: "".join(piece + between for piece, between in pairs)
)
DENIED = st.lists(
    st.one_of(st.sampled_from(ORDINARY), st.sampled_from(NAMES), st.just("Bank of the North")),
    max_size=3,
)
