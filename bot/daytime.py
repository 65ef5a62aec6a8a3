"""Nobody is written to at night, nor outside the hours they chose."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = time(8), time(20)
"""Between these, on the reader's own clock, a message may arrive, where they have not chosen other hours."""
EVERY_DAY, WORKWEEK = "1234567", "12345"
"""ISO numbers of days. Monday to Friday is what holds where nobody chose other days."""


@dataclass(frozen=True)
class Hours:
    """When somebody may be written to, on their own clock: `days` are ISO numbers, of which there is at least one."""

    begins: time = MORNING
    ends: time = EVENING
    days: str = WORKWEEK


def next_daytime(at: datetime, zone: str, hours: Hours = Hours()) -> datetime:
    """This instant if the hours allow it in the zone, else when they begin next."""
    local = at.astimezone(ZoneInfo(zone))
    days = [local.date() + timedelta(days=ahead) for ahead in range(8)]
    first, *_rest = (
        day for day in days if str(day.isoweekday()) in hours.days and (day > local.date() or local.time() < hours.ends)
    )
    if first == local.date() and local.time() >= hours.begins:
        return at
    return datetime.combine(first, hours.begins, ZoneInfo(zone)).astimezone(at.tzinfo)
