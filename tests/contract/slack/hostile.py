"""Thousands of texts that try to mention, ping, link, draw or format, in many disguises."""

import itertools
from collections.abc import Callable, Iterator
from typing import Final

BAITS: Final = (
    "<!channel>",
    "<!here>",
    "<!everyone>",
    "<!channel|x>",
    "<@U0ANA>",
    "<@U0ANA|ana>",
    "<@W0ANA>",
    "<!subteam^S0TEAM>",
    "<!subteam^S0TEAM|@team>",
    "<#C0GENERAL>",
    "<#C0GENERAL|general>",
    "<!date^1392734382^{date}|now>",
    "<https://evil.example/x|a harmless word>",
    "https://evil.example/x",
    "evil.example",
    "<mailto:a@evil.example|a>",
    "a@evil.example",
    "@here",
    "@channel",
    "@everyone",
    "@ana",
    "#general",
    ":smile:",
    ":+1:",
    ":party_parrot:",
    ":skin-tone-2:",
    "</at>",
    "<at>Ana</at>",
    '<at id="0">Ana</at>',
    "*bold* _italic_ ~gone~",
    "`code` ```block```",
    "> quoted",
    "&lt;!channel&gt;",
    "&amp;lt;!here&amp;gt;",
    "{words} {channel} %s {0}",
)

_INVISIBLE: Final = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066")
_LOOKALIKE: Final = (
    str.maketrans({"<": "＜", ">": "＞", "!": "！", "@": "＠", ":": "：", "#": "＃"}),
    str.maketrans({"<": "﹤", ">": "﹥", "@": "﹫", ":": "﹕", "#": "﹟", "!": "﹗"}),
    str.maketrans({"<": "‹", ">": "›", ":": "꞉", "!": "ǃ"}),
)


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _bold(text: str) -> str:
    return "".join(chr(ord(one) - 97 + 0x1D41A) if "a" <= one <= "z" else one for one in text)


def _after_first(hidden: str) -> Callable[[str], str]:
    return lambda text: text[:1] + hidden + text[1:]


DISGUISES: Final[tuple[Callable[[str], str], ...]] = (
    lambda text: text,
    str.upper,
    _wide,
    _bold,
    *(lambda text, table=table: text.translate(table) for table in _LOOKALIKE),
    *(hidden.join for hidden in _INVISIBLE[:4]),
    *(_after_first(hidden) for hidden in _INVISIBLE),
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: f"<{text}>",
    lambda text: f"{text}\n{text}",
    lambda text: f"I said {text} and then waited.",
    lambda text: f"\u202e{text}\u202c",
    lambda text: f"\x00{text}\x07\x1b[31m",
)


def variants() -> Iterator[str]:
    """Every bait in every disguise, and in every two, each once."""
    seen: set[str] = set()
    pairs = [(one, DISGUISES[0]) for one in DISGUISES]
    pairs += list(itertools.permutations(DISGUISES[1:], 2))
    for bait in BAITS:
        for outer, inner in pairs:
            text = outer(inner(bait)).replace("\0", "")[:500]
            if text.strip() and text not in seen:
                seen.add(text)
                yield text
