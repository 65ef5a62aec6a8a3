"""What a plan must say, and the dates that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import limits, when
from bot.kit import Viewer
from bot.limits import Limits
from bot.programme.sentence import read_length
from bot.when.questions import sentence
from bot.words import _
from storage.models import SessionKind

RHYTHMS = {
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "fortnightly": timedelta(weeks=2),
    "four-weekly": timedelta(weeks=4),
}
MOST_MEETINGS = 8
LONGEST_TITLE = 120
SHORTEST, LONGEST = 15, 12 * 60
"""Minutes a meeting may last."""


@dataclass(frozen=True)
class Start:
    """A wall clock, its zone, and what people call that zone."""

    local: datetime
    zone: str
    city: str

    @property
    def at(self) -> datetime:
        """The instant."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class Plan:
    """A session as it was planned in one go."""

    kind: SessionKind
    title: str
    starts: tuple[Start, ...]
    minutes: int
    limits: Limits


def read_start(text: str, now: datetime, viewer: Viewer) -> Start | str:
    """When somebody means, or the sentence that asks what they mean."""
    read = when.read(text, now=now, zone=viewer.zone, lang=viewer.locale)
    match read:
        case when.When(start, read_zone, _end, city):
            return Start(start.replace(tzinfo=None), read_zone, city)
        case when.Day():
            return _("At what time? Please add it, for instance “15:00 Geneva time”.")
        case when.Series():
            return _("Please write the first date only; how often it repeats has its own question.")
        case when.Ask():
            return sentence(read)


def read_plan(values: Mapping[str, str], now: datetime, viewer: Viewer) -> tuple[Plan | None, dict[str, str]]:
    """The plan in a form's values, or what is wrong with it by field."""
    problems: dict[str, str] = {}
    kind, title = values.get("kind", ""), " ".join(values.get("title", "").split())
    if kind not in list(SessionKind):
        problems["kind"] = _("Please choose what kind of session it is.")
    if not title:
        problems["title"] = _("Please give the session a title.")
    elif len(title) > LONGEST_TITLE:
        problems["title"] = _("Please use at most %(count)s characters.") % {"count": LONGEST_TITLE}
    start = read_start(values.get("when", ""), now, viewer)
    if isinstance(start, str):
        problems["when"] = start
    minutes = read_minutes(values.get("length", ""))
    if isinstance(minutes, str):
        problems["length"] = minutes
    count = values.get("meetings", "")
    if not count.isdecimal() or not 1 <= int(count) <= MOST_MEETINGS:
        problems["meetings"] = _("Please choose a number from 1 to %(most)s.") % {"most": MOST_MEETINGS}
    elif int(count) > 1 and values.get("rhythm", "") not in RHYTHMS:
        problems["rhythm"] = _("Please choose how far apart the meetings are.")
    seats = limits.read(values.get("seats", ""), now, viewer)
    if isinstance(seats, str):
        problems["seats"] = seats
    if problems or isinstance(start, str) or isinstance(minutes, str) or isinstance(seats, str):
        return None, problems
    step = RHYTHMS.get(values.get("rhythm", ""), timedelta())
    starts = tuple(Start(start.local + step * n, start.zone, start.city) for n in range(int(count)))
    missing = [item for item in starts if not exists(item)]
    if missing:
        return None, {"when": skipped(missing[0])}
    return Plan(SessionKind(kind), title, starts, minutes, seats), {}


def read_minutes(text: str) -> int | str:
    """Minutes, or the sentence that asks for them."""
    minutes = read_length(text)
    if minutes is None or not SHORTEST <= minutes <= LONGEST:
        return _("Please write how long each meeting takes, for instance “2 h” or “90 min”.")
    return minutes


def exists(start: Start) -> bool:
    """Whether the clock of that zone ever shows this time: in spring an hour is skipped."""
    return start.at.astimezone(ZoneInfo(start.zone)).replace(tzinfo=None) == start.local


def skipped(start: Start) -> str:
    """The sentence for a time that does not exist."""
    return _("On %(day)s the clocks change and %(time)s is skipped. Please choose another time.") % {
        "day": f"{start.local:%d %B %Y}",
        "time": f"{start.local:%H:%M}",
    }
