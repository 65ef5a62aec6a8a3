"""Time zones by the pinned `tzdata` alone: the system's copy may be a year old, and wrong for next year."""

import zoneinfo
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import tzdata

zoneinfo.reset_tzpath(to=())
ZoneInfo.clear_cache()


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of this IANA name, None when there is none."""
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def version() -> str:
    """The release of the IANA rules in use, such as "2026f"."""
    return tzdata.IANA_VERSION


def happenings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments at which the clocks of this zone show this wall time: none, one, or two."""
    found: list[datetime] = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold)
        back = datetime.fromtimestamp(moment.timestamp(), zone)
        if back.replace(tzinfo=None, fold=0) == wall.replace(tzinfo=None, fold=0) and moment.utcoffset() not in [
            other.utcoffset() for other in found
        ]:
            found.append(moment)
    return tuple(found)
