"""When a meeting begins: a wall clock, its zone, and what people call that zone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot import when
from bot.kit import Viewer
from bot.when import zones
from bot.when.rules_of_time import offset_of, shows_twice
from bot.words import _


@dataclass(frozen=True)
class Start:
    """A wall clock, its zone, and what people call that zone."""

    local: datetime
    zone: str
    city: str
    minutes: int = 0
    """How long it takes, where an end was written with it."""

    @property
    def at(self) -> datetime:
        """The instant; of an hour that the clocks show twice, the pass that `local.fold` says."""
        return self.here.astimezone(UTC)

    @property
    def iso(self) -> str:
        """The wall clock in ISO 8601, for a button; with its offset where it shows twice, else without."""
        return self.here.isoformat(timespec="minutes") if self.twice else self.local.isoformat(timespec="minutes")

    @property
    def here(self) -> datetime:
        """The moment on the clocks of its zone."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone))

    @property
    def twice(self) -> bool:
        """The clocks there show this time twice that day."""
        return shows_twice(self.here)


def start_of(read: when.When, viewer: Viewer) -> Start:
    """The moment that was read, with its clock called as its people do."""
    # Whoever names no city means their own clock; where that is the community's, it is called as the community does.
    city = zones.called(read.city, read.zone, viewer.city if read.zone == viewer.community_zone else "")
    minutes = 0 if read.length is None else int(read.length.total_seconds() // 60)
    return Start(read.start.replace(tzinfo=None), read.zone, city, minutes)


def chosen(local: str, zone: str, city: str, now: datetime) -> Start | None:
    """The moment of a button, local time in ISO 8601; None where it is over, or no moment at all."""
    try:
        told = datetime.fromisoformat(local)
        wall = told if told.tzinfo is None else told.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        start = Start(wall, zone, city)
        return start if start.at > now else None
    except (ValueError, KeyError):
        return None


def typed(*starts: Start) -> str:
    """Moments at one time of day, as somebody would type them without a doubt: for buttons that stand for a reading."""
    first = starts[0]
    if len(starts) == 1:
        return f"{first.local:%Y-%m-%d %H:%M} {first.zone}{f' {offset_of(first.here)}' if first.twice else ''}"
    days = ", ".join(start.iso if start.twice else f"{start.local:%Y-%m-%d}" for start in starts)
    return f"{days} {first.local:%H:%M} {first.zone}"


def exists(start: Start) -> bool:
    """Whether the clock of that zone ever shows this time: in spring an hour is skipped."""
    return start.at.astimezone(ZoneInfo(start.zone)).replace(tzinfo=None) == start.local


def skipped(start: Start) -> str:
    """The sentence for a time that does not exist."""
    return _("On %(day)s the clocks change and %(time)s is skipped. Please choose another time.") % {
        "day": f"{start.local:%d %B %Y}",
        "time": f"{start.local:%H:%M}",
    }
