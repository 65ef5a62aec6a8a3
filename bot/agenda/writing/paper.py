"""What is written down of an agenda: only what its whole audience may read. Notes for facilitators are not in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime

from bot.agenda.clocktimes import Slot, slots
from bot.agenda.piece import Piece
from bot.agenda.warnings import reachable
from bot.chat import Moment
from bot.chat.plain import city_of, day_text
from bot.words import _, spoken


@dataclass(frozen=True)
class Paper:
    """One agenda of one meeting. `starts` is aware; `zone` is the IANA zone its clock is in, `city` what to call it."""

    title: str
    starts: datetime
    length: int
    """Minutes of the meeting."""
    items: Sequence[Piece]
    zone: str
    city: str = ""
    version: int = 0

    @property
    def slots(self) -> tuple[Slot, ...]:
        """When each item has its turn."""
        return slots(self.starts, [item.minutes for item in self.items])

    @property
    def day(self) -> str:
        """The day the meeting begins."""
        return day_text(self.starts, self.zone, spoken())

    @property
    def place_of_clock(self) -> str:
        """Whose time it is: "Geneva"."""
        return city_of(Moment(self.starts, self.zone, city=self.city), spoken())

    @property
    def when(self) -> str:
        """Day, hours and whose time it is."""
        until = self.clock(self.starts + timedelta(minutes=self.length))
        return _("%(day)s, %(from)s–%(until)s, %(city)s time") % {
            "day": self.day, "from": self.clock(self.starts), "until": until, "city": self.place_of_clock,
        }  # fmt: skip

    @property
    def edition(self) -> str:
        """Which version of the agenda this is; empty for a draft."""
        return _("Version %(number)s") % {"number": self.version} if self.version else ""

    def clock(self, at: datetime) -> str:
        """The time of day in the meeting's zone, on a clock of 24 hours."""
        return format_datetime(at, "HH:mm", tzinfo=ZoneInfo(self.zone), locale=spoken())

    def clock_of(self, slot: Slot) -> str:
        """When an item has its turn, "about" when an item before it has no minutes."""
        start = self.clock(slot.starts)
        if not slot.sure:
            return _("from about %(clock)s") % {"clock": start}
        return f"{start}–{self.clock(slot.ends)}" if slot.ends and slot.ends != slot.starts else start


def length_of(minutes: int | None) -> str:
    """ "20 min"; nothing where nobody has said."""
    return "" if minutes is None else _("%(count)s min") % {"count": minutes}


def address(link: str) -> str:
    """A link that a browser opens and that cannot end early in any markup; empty for what is no address on the web."""
    if not reachable(link):
        return ""
    return quote(link if "://" in link else f"https://{link}", safe="%:/?#[]@!$&'*+,;=~-._")


def direction() -> str:
    """ "rtl" where the language being spoken is written from right to left."""
    return "rtl" if Locale.parse(spoken()).text_direction == "rtl" else "ltr"
