"""Fresh codes: what they are good for, how often, and how long."""

from datetime import datetime, timedelta

from storage import codes
from storage.database import Db
from storage.models import Member, Organisation

HOUSE_CODE_LIVES = timedelta(days=14)
"""Long enough for a company's IT to approve the app."""
HOUSE_CODE_USES = 3
"""A company may have a workspace and a tenant, and may mistype where."""
PERSONAL_CODE_LIVES = timedelta(days=30)
PERSONAL_CODE_USES = 3
"""One person may have a Slack and a Teams account."""


def house_code(db: Db, organisation: Organisation, now: datetime) -> str:
    """A code with which this organisation links a workspace or tenant."""
    return codes.new(
        db,
        organisation.community_id,
        now + HOUSE_CODE_LIVES,
        organisation=organisation.id,
        uses=HOUSE_CODE_USES,
    )


def personal_code(db: Db, member: Member, now: datetime) -> str:
    """A code with which this person takes their place."""
    return codes.new(db, member.community_id, now + PERSONAL_CODE_LIVES, member=member.id, uses=PERSONAL_CODE_USES)
