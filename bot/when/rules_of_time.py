"""Time zones by the pinned `tzdata` alone: the system's copy may be a year old, and wrong for next year."""

import zoneinfo
from datetime import datetime, timedelta
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


def shows_twice(moment: datetime) -> bool:
    """The clocks of this aware moment show the same once more: they go back in between."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def offset_of(moment: datetime) -> str:
    """How far the clocks of this aware moment are from UTC, as people write it: "UTC+2"."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


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
