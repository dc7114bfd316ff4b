"""A sheet as Markdown: our marks become Markdown's, people's words stay words."""

import pytest

from bot.cards import Divider, Heading, Line, Note, Paragraph, Picture, Screen
from bot.guides.markdown import markdown


def _screen(*elements: Heading | Paragraph | Note | Picture | Divider) -> Screen:
    return Screen(title=Line(text="T"), elements=elements, purpose="p", close=Line(text="C"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("walk-away 80,000.5", "walk-away 80,000.5"),
        ("*bold* _it_ `code` [a](b)", r"\*bold\* \_it\_ \`code\` \[a\](b)"),
        ("<script>", "&lt;script>"),
        ("# no heading", r"\# no heading"),
        (
            "- no list\n1. nor this\n> nor a quotation",
            "\\- no list  \n1\\. nor this  \n\\> nor a quotation",
        ),
    ],
)
def test_peoples_words_are_words(typed: str, written: str) -> None:
    screen = _screen(Paragraph(line=Line(text="{what}", values={"what": typed})))
    assert markdown(screen) == f"{written}\n"


def test_our_marks_and_drawings() -> None:
    picture = Picture(rows=("··██··", "  ◆ 70k"), described=Line(text="From 60k to 80k."))
    screen = _screen(
        Heading(line=Line(text="Sheet")),
        Note(line=Line(text="*Say*: _slowly_")),
        Divider(),
        picture,
    )
    expected = (
        "# Sheet\n\n**Say**: _slowly_\n\n---\n\n```\n··██··\n  ◆ 70k\n```\n\nFrom 60k to 80k.\n"
    )
    assert markdown(screen) == expected
