"""The dates of a plan, read as everywhere else; a past one is allowed only where it stands already."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot import when
from bot.importing.plan import Plan, SessionPlan
from bot.invited import Invited
from bot.limits import Limits
from bot.programme.starts import Start, exists, typed
from bot.when import zones
from bot.when.questions import sentence
from bot.when.rules_of_time import happenings

ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::00)?")
OFFSETS = "Etc/"
Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Unclear:
    """What is wrong with a date; where it can mean more than one, `choices` has each in words, and as the file should
    have it.
    """

    sentence: str
    choices: tuple[tuple[str, str], ...] = ()


def starts(plan: Plan, session: SessionPlan, now: datetime) -> list[Start | Unclear]:
    """When each meeting of the session begins, or what is wrong with what was written."""
    zone = session.zone or plan.community.zone
    city = plan.community.city if session.city is None else session.city
    return [_start(meeting.when, zone, city, now) for meeting in session.meetings]


def limits(plan: Plan, session: SessionPlan, now: datetime) -> Limits:
    """What the file says about seats; a limit by company that is over is none, as it is in chat."""
    opens, by = (read.at if isinstance(read, Start) else None for read in _bounds(plan, session, now).values())
    each = session.company_seats
    if opens is not None and opens <= now:
        opens, each = None, 0
    singles = tuple((number, one.seats) for number, one in enumerate(session.meetings, 1) if one.seats)
    audience = Invited(tuple(session.roles), tuple(session.kinds))
    return Limits(session.seats, each, opens, by, singles, audience)


def mistakes(plan: Plan, now: datetime) -> list[tuple[Path, Unclear]]:
    """Every date that cannot be used, with where it stands."""
    meetings = [
        (("sessions", s, "meetings", m, "when"), start)
        for s, session in enumerate(plan.sessions)
        for m, start in enumerate(starts(plan, session, now))
        if isinstance(start, Unclear)
    ]
    bounds = [
        (("sessions", s, key), bound)
        for s, session in enumerate(plan.sessions)
        for key, bound in _bounds(plan, session, now).items()
        if isinstance(bound, Unclear)
    ]
    return [*meetings, *bounds]


def _bounds(plan: Plan, session: SessionPlan, now: datetime) -> dict[str, Start | Unclear | None]:
    zone = session.zone or plan.community.zone
    city = plan.community.city if session.city is None else session.city
    written = {"open_from": session.open_from, "answer_by": session.answer_by}
    return {key: _start(text, zone, city, now) if text else None for key, text in written.items()}


def _start(text: str, zone: str, city: str, now: datetime) -> Start | Unclear:
    iso = ISO.fullmatch(text.strip())
    if iso:
        # Written in full there is nothing to read, and a meeting that is over may stay in the file.
        try:
            start = Start(datetime.fromisoformat(f"{iso[1]} {iso[2]}"), zone, city)
        except ValueError:
            return Unclear(f"“{text}” is not in the calendar; write another date")
        if not exists(start):
            return Unclear(f"in {zone} the clocks skip this time; write another")
        passes = happenings(start.local, ZoneInfo(zone))
        if len(passes) < 2:
            return start
        both = [Start(one.replace(tzinfo=None), zone, city) for one in passes]
        return Unclear(f"in {zone} the clocks show this time twice; which one is it?", _choices(both, zone))
    read = when.read(text, now=now.astimezone(ZoneInfo(zone)), zone=zone, lang="en")
    match read:
        case when.When():
            return _meant(read, zone, city)
        case when.Day():
            return Unclear(f"“{text}” has no time; write it like 2027-03-04 15:00")
        case when.Ask():
            readings = [_meant(one, zone, city) for one in read.readings if isinstance(one, when.When)]
            return Unclear(sentence(read, city), _choices(readings, zone))
        case _:
            return Unclear(f"“{text}” is no single date and time; write it like 2027-03-04 15:00")


def _meant(read: when.When, zone: str, city: str) -> Start:
    if read.zone.startswith(OFFSETS):
        # An offset is exact but knows no summer: the session's own clock shows the same instant.
        return Start(read.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, city)
    called = zones.called(read.city, read.zone, city if read.zone == zone else "")
    return Start(read.start.replace(tzinfo=None), read.zone, called)


def _choices(readings: list[Start], zone: str) -> tuple[tuple[str, str], ...]:
    """Each reading in words, and as the file should have it: on the session's own clock without its name."""
    return tuple((in_words(one), typed(one).replace(f" {zone}", "")) for one in readings)


def in_words(start: Start, now: datetime | None = None) -> str:
    """The start in words, for whoever checks the plan: weekday, date, time, city, UTC, and whether `now` is later."""
    past = ", in the past: is the year right?" if now is not None and start.at <= now else ""
    return f"{start.local:%a %d %b %Y %H:%M} {start.city or start.zone} ({start.at.astimezone(UTC):%H:%M} UTC){past}"
