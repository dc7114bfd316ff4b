"""What Slack shows when something went wrong on the way; the conversations' words are elsewhere."""

from bot.cards import Line

COMMAND_FAILED = Line(text="I couldn't save that just now. Nothing was changed; please try again.")
PRESS_FAILED = Line(text="I couldn't do that just now. Nothing was changed; please try again.")
MESSAGE_FAILED = Line(
    text="I couldn't save your last message. Nothing was changed; please send it again."
)
SUBMISSION_FAILED = Line(
    text="I couldn't save this just now. Your answer is kept on this screen; press to try again."
)
SCREEN_LATE = Line(
    text="That window didn't open in time. What you answered so far is kept; please press again."
)
SCREEN_LATE_COMMAND = Line(
    text="That window didn't open in time. What you answered so far is kept; please type it again."
)
SCREEN_MOVED = Line(
    text="This window had changed meanwhile. What you answered so far is kept; please press again."
)
NOT_INSTALLED = Line(text="Parley is not installed in this workspace at the moment.")
PARLEY = Line(text="Parley")
CLOSE = Line(text="Close")
