"""The dates of a plan, read as everywhere else; a past one is allowed only where it stands already."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot import when
from bot.importing.plan import Plan, SessionPlan
from bot.invited import Invited
from bot.limits import Limits
from bot.programme.rules import Start, exists
from bot.when import zones
from bot.when.questions import sentence

ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::00)?")
OFFSETS = "Etc/"
Path = tuple[int | str, ...]


def starts(plan: Plan, session: SessionPlan, now: datetime) -> list[Start | str]:
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


def mistakes(plan: Plan, now: datetime) -> list[tuple[Path, str]]:
    """Every date that cannot be used, with where it stands."""
    meetings = [
        (("sessions", s, "meetings", m, "when"), start)
        for s, session in enumerate(plan.sessions)
        for m, start in enumerate(starts(plan, session, now))
        if isinstance(start, str)
    ]
    bounds = [
        (("sessions", s, key), bound)
        for s, session in enumerate(plan.sessions)
        for key, bound in _bounds(plan, session, now).items()
        if isinstance(bound, str)
    ]
    return [*meetings, *bounds]


def _bounds(plan: Plan, session: SessionPlan, now: datetime) -> dict[str, Start | str | None]:
    zone = session.zone or plan.community.zone
    city = plan.community.city if session.city is None else session.city
    written = {"open_from": session.open_from, "answer_by": session.answer_by}
    return {key: text and _start(text, zone, city, now) for key, text in written.items()}


def _start(text: str, zone: str, city: str, now: datetime) -> Start | str:
    iso = ISO.fullmatch(text.strip())
    if iso:
        # Written in full there is nothing to read, and a meeting that is over may stay in the file.
        try:
            start = Start(datetime.fromisoformat(f"{iso[1]} {iso[2]}"), zone, city)
        except ValueError:
            return f"“{text}” is not in the calendar; write another date"
        return start if exists(start) else f"in {zone} the clocks skip this time; write another"
    read = when.read(text, now=now.astimezone(ZoneInfo(zone)), zone=zone, lang="en")
    match read:
        case when.When(start=moment, zone=read_zone) if read_zone.startswith(OFFSETS):
            # An offset is exact but knows no summer: the session's own clock shows the same instant.
            return Start(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, city)
        case when.When(start=moment, zone=read_zone, city=read_city):
            called = zones.called(read_city, read_zone, city if read_zone == zone else "")
            return Start(moment.replace(tzinfo=None), read_zone, called)
        case when.Day():
            return f"“{text}” has no time; write it like 2027-03-04 15:00"
        case when.Ask():
            return sentence(read, city)
        case _:
            return f"“{text}” is no single date and time; write it like 2027-03-04 15:00"


def in_words(start: Start, now: datetime | None = None) -> str:
    """The start in words, for whoever checks the plan: weekday, date, time, city, UTC, and whether `now` is later."""
    past = ", in the past: is the year right?" if now is not None and start.at <= now else ""
    return f"{start.local:%a %d %b %Y %H:%M} {start.city or start.zone} ({start.at.astimezone(UTC):%H:%M} UTC){past}"
