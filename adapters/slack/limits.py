"""What Slack allows, in characters unless said otherwise. Source: docs.slack.dev, "Block Kit reference", each element's
own page, and the named method's page; the block numbers agree with slack_sdk's models where those check them.
"""

MESSAGE_BLOCKS = 50
"""Blocks in one message."""
VIEW_BLOCKS = 100
"""Blocks in one modal or home page."""
FALLBACK_TEXT = 4000
"""A message's top-level text: chat.update refuses more (`msg_too_long`), though chat.postMessage would take 40,000."""

SECTION_TEXT = 3000
SECTION_FIELDS = 10
"""Fields in one section."""
FIELD_TEXT = 2000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
"""Texts in one context block."""
ACTIONS_ELEMENTS = 25
"""Buttons in one actions block."""

ALT_TEXT = 2000
PICTURE_URL = 3000

BUTTON_TEXT = 75
BUTTON_VALUE = 2000
BUTTON_URL = 3000
ACCESSIBILITY_LABEL = 75

LABEL_TEXT = 2000
"""An input's label and its hint."""
PLACEHOLDER_TEXT = 150
INPUT_VALUE = 3000
"""plain_text_input, max_length."""
OPTION_TEXT = 75
OPTION_VALUE = 150
SELECT_OPTIONS = 100
"""Options in one select, and in each of its option groups."""

VIEW_TITLE = 24
"""A modal's title, submit and close texts."""
PRIVATE_METADATA = 3000

ANSWER_SECONDS = 2.5
"""After 3 s Slack shows the person an error, or sends the event again ("Handling user interaction", "Events API")."""
FORM_SECONDS = 1.5
"""As before, for a sent form, where what comes of it may have to be posted within the same 3 s."""
SIGNATURE_SECONDS = 300
"""How far a request's own time may be from ours ("Verifying requests from Slack")."""
EVENT_MEMORY_SECONDS = 600
"""Slack sends an event again at once, after a minute and after five ("Events API", retries)."""
BODY_BYTES = 1024 * 1024
"""The longest request we read; Slack publishes no limit, and its largest (a modal full of text) stay far below."""
