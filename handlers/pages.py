"""The words of the pages that a browser shows."""

DOWNLOAD = {
    "title": "Your preparation",
    "text": (
        "The button gives you your preparation as a text file. It works once; after that, or ten"
        " minutes after you asked for it, this link is empty."
    ),
    "button": "Download",
}
USED_UP = {
    "title": "This link has been used or is too old",
    "text": "Open your sheet in Slack and choose Export for a fresh one.",
}
