"""What a code is good for, and how long."""

from datetime import timedelta

HOUSE_CODE_LIVES = timedelta(days=14)
"""A house's join code: long enough for a company's IT to approve the app."""
HOUSE_CODE_USES = 3
"""A company may have a workspace and a tenant, and may mistype where."""
PERSONAL_CODE_LIVES = timedelta(days=30)
PERSONAL_CODE_USES = 3
"""One person may have a Slack and a Teams account."""
