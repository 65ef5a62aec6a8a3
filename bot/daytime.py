"""Nobody is written to at night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = time(8), time(20)
"""Between these, on the reader's own clock, a message may arrive."""


def next_daytime(at: datetime, zone: str) -> datetime:
    """This instant if it is daytime in the zone, else the next morning there."""
    local = at.astimezone(ZoneInfo(zone))
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(at.tzinfo)
