"""From a wall time and a zone to a moment, with the checks that hold whatever the reader believed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.when.cities import named
from bot.when.clock import Clock, Span
from bot.when.result import Ask, Reason, When
from bot.when.rules_of_time import happenings, zone_of
from bot.when.tokens import Length
from bot.when.zones import Choice


@dataclass(frozen=True, slots=True)
class Hours:
    """What was written about the time of day: a clock or a span, and perhaps a length."""

    start: Clock
    end: Clock | None = None
    length: Length | None = None


def hours_of(value: Clock | Span, length: Length | None) -> Hours:
    """The hours of a clock or of a span."""
    return Hours(value.start, value.end) if isinstance(value, Span) else Hours(value, None, length)


def moment(day: date, hours: Hours, choice: Choice, zone: str, now: datetime) -> When | Ask:
    """The moment when the clocks of `zone` show these hours on this day; a question when there is none, or two."""
    zone_info = zone_of(zone)
    if zone_info is None:
        return Ask(Reason.UNKNOWN_ZONE, {"words": choice.words})
    wall = datetime(day.year, day.month, day.day, hours.start.hour, hours.start.minute)
    found = list(happenings(wall, zone_info))
    if choice.offset is not None:
        said = timedelta(minutes=choice.offset)
        found = [each for each in found if each.utcoffset() == said]
    if len(found) > 1:
        found = [each for each in found if each.timestamp() > now.timestamp()] or found[-1:]
    if not found:
        return Ask(Reason.DST_GAP, {"when": f"{wall:%H:%M}", "zone": named(zone)})
    if len(found) > 1:
        both = tuple(When(each, zone, _end(each, hours), choice.words, hours.end is not None) for each in found)
        return Ask(Reason.DST_OVERLAP, {"when": f"{wall:%H:%M}", "zone": named(zone)}, both)
    start = found[0]
    if start.timestamp() <= now.timestamp():  # clocks that go back would compare by what they show
        return Ask(Reason.PAST, {"when": f"{start:%A} {start.day} {start:%B %Y, %H:%M}"})
    end = _end(start, hours)
    if end is not None and end <= start:
        return Ask(Reason.END_BEFORE_START)
    if end is not None and not happenings(end.replace(tzinfo=None, fold=0), zone_info):
        return Ask(Reason.DST_GAP, {"when": f"{end:%H:%M}", "zone": named(zone)})
    return When(start, zone, end, choice.words, hours.end is not None)


def _end(start: datetime, hours: Hours) -> datetime | None:
    if hours.end is not None:
        day = start.date()
        if hours.end.minutes <= hours.start.minutes and hours.start.hour >= 18 and hours.end.hour <= 6:
            day += timedelta(days=1)  # 22:00 to 1:00
        # In the hour that happens twice it ends in the pass in which it began.
        return datetime(
            day.year, day.month, day.day, hours.end.hour, hours.end.minute, tzinfo=start.tzinfo, fold=start.fold
        )
    if hours.length is None or hours.length.months or hours.length.days:
        return None
    return later(start, timedelta(minutes=hours.length.minutes))


def later(start: datetime, length: timedelta) -> datetime:
    """The moment so much later by a stop watch, on the same clocks."""
    return datetime.fromtimestamp(start.timestamp() + length.total_seconds(), start.tzinfo)
