"""A commitment made public: the form, the preview, and what the channel reads."""

from hashlib import sha256
from typing import Final

from bot.cards import (
    Card,
    ChannelField,
    Divider,
    Mention,
    Note,
    Paragraph,
    Screen,
    TextField,
)
from bot.guides.partner_view import named
from bot.guides.windows import window
from bot.guides.words import say

CHANNEL: Final = "public:channel"
WORDS: Final = "public:words"
LONGEST: Final = 300


def public_form(commitment: str, words: str) -> Screen:
    """Where to, and in which words; `words` are those of an earlier try, if any."""
    return window(
        "public.form.title",
        Paragraph(line=say("public.form.intro")),
        ChannelField(id=CHANNEL, label=say("public.form.label.channel"), optional=False),
        TextField(
            id=WORDS,
            label=say("public.form.label.words"),
            hint=say("public.form.hint.words"),
            initial=words,
            lines=True,
            longest=LONGEST,
            optional=False,
        ),
        purpose=f"public:{commitment}",
        submit="public.form.submit",
    )


def digest(words: str) -> str:
    """What tells words from others, short enough for a form to carry."""
    return sha256(words.encode()).hexdigest()[:32]


def public_preview(commitment: str, channel: str, user: str, words: str) -> Screen:
    """Exactly what the channel will read, for the person to agree to.

    The form carries a digest of the words, so that its sending agrees to no others.
    """
    where = Mention(kind="channel", id=channel)
    return Screen(
        title=say("public.preview.title"),
        elements=(
            Paragraph(line=say("public.preview.text", channel=where)),
            Divider(),
            *announcement(user, words).elements,
            Divider(),
            Note(line=say("public.preview.consent")),
        ),
        purpose=f"public_post:{commitment}:{channel}:{digest(words)}",
        submit=say("public.preview.submit"),
        close=say("parley.close"),
    )


def announcement(user: str, words: str) -> Card:
    """What is posted to the channel."""
    said = say("public.post", person=named(user), words=words)
    return Card(summary=say("public.summary"), elements=(Paragraph(line=said),))


def under_way(code: str, channel: str) -> Screen:
    """That something is being done in a channel, and where its end is told."""
    where = Mention(kind="channel", id=channel)
    told = Paragraph(line=say(code, channel=where))
    return window("public.form.title", told, purpose="public_under_way")
