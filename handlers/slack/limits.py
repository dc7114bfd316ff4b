"""How much Slack takes of each thing: characters, or how many of them.

Sources, read in 2026: docs.slack.dev/reference/block-kit (each block's and element's page),
docs.slack.dev/reference/views, docs.slack.dev/reference/methods/chat.postMessage.
"""

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100

MESSAGE_TEXT = 4_000  # recommended; 40,000 is where Slack truncates silently
SECTION_TEXT = 3_000
CONTEXT_TEXT = 2_000  # the general limit is 3,000; small print this long is unreadable anyway
HEADER_TEXT = 150
PREFORMATTED_TEXT = 3_000  # Slack names none for rich text; a section's is a safe one

BLOCK_ID = 255
ACTION_ID = 255

BUTTONS_IN_ROW = 5  # 25 are allowed; more than 5 wrap into a heap on a narrow screen
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000

INPUT_LABEL = 2_000
INPUT_HINT = 2_000
PLACEHOLDER = 150
INPUT_LENGTH = 3_000

OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS_IN_RADIO = 5  # 10 are allowed; more than 5 are better found in a menu
OPTIONS_IN_SELECT = 100
CHECKBOXES = 10

VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3_000
FIELD_ERROR = 2_000
