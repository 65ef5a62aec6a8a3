"""From pieces to a result: one day, one time, whose clocks; and a question wherever more than one answer is left."""

from dataclasses import replace
from datetime import timedelta

from bot.when import specs
from bot.when.calendar import Found, candidates
from bot.when.clock import Clock
from bot.when.finish import Hours, later
from bot.when.passes import passes
from bot.when.pieces import Pieces
from bot.when.repeats import recurring
from bot.when.result import MOST, Ask, Day, Reason, Result, When
from bot.when.rules_of_time import zone_of
from bot.when.spell import named, spoken, values_of
from bot.when.tokens import Length, Token
from bot.when.told import halves, told, uncertain
from bot.when.whose import Person, choices, moment_of


def assemble(pieces: Pieces, person: Person) -> Result:
    """The result of these pieces for this person."""
    if pieces.unread and not pieces.complete:
        return Ask(Reason.UNREADABLE, {"words": " ".join(token.text for token in pieces.unread)})
    if pieces.shifts:
        return _shifted(pieces, person)
    if pieces.series:
        return recurring(pieces, person)
    found = _day(pieces, person)
    hours = told(pieces)
    if found is None:
        return _no_day(pieces, hours)
    if not found.days:
        return Ask(found.reason or Reason.NO_DATE, {"words": named(pieces), "when": named(pieces)})
    asked = _years(pieces, found)
    if asked is not None:
        return asked
    if pieces.midnight:
        return Ask(Reason.NO_TIME) if pieces.clocks else _midnight(pieces, found, person)
    if hours is None:
        return _only_day(pieces, found, person)
    if isinstance(hours, Ask):
        return hours
    if pieces.last is not None:
        return _long(pieces, found, hours, person)
    return _moments(pieces, found, hours, person)


def _midnight(pieces: Pieces, found: Found, person: Person) -> Ask:
    """Which of the two midnights of this day?"""
    both = [found.days[0], found.days[0] + timedelta(days=1)] if len(found.days) == 1 else []
    made = [moment_of(pieces, day, Hours(Clock(0, sure=True)), person) for day in both]
    return Ask(Reason.MIDNIGHT, {}, tuple(one for each in made for one in passes(each))[:MOST])


def _long(pieces: Pieces, found: Found, hours: Hours, person: Person) -> Result:
    """A meeting that ends on another day than it begins."""
    start = _moments(replace(pieces, last=None), found, hours, person)
    if not isinstance(start, When) or pieces.last is None:
        return start
    days, clocks = [pieces.last[0]], [pieces.last[1]]
    rest = replace(pieces, last=None, days=days, clocks=clocks, weekdays=[], lengths=[])
    end = assemble(rest, person)
    if not isinstance(end, When):
        return end
    if end.start <= start.start or pieces.lengths or (end.start - start.start).days > 31:
        return Ask(Reason.END_BEFORE_START)
    return replace(start, end=end.start)


def _years(pieces: Pieces, found: Found) -> Ask | None:
    """A year that stands alone must be the year of the day that was read."""
    for token in pieces.unread:
        if token.kind == "Y" and token.value != found.days[0].year:
            return Ask(Reason.UNREADABLE, {"words": token.text})
    return None


def _no_day(pieces: Pieces, hours: Hours | Ask | None) -> Ask:
    if isinstance(hours, Ask) and not pieces.clocks:
        return hours
    return (
        Ask(Reason.NO_DATE)
        if pieces.clocks or pieces.midnight or pieces.parts
        else Ask(Reason.UNREADABLE, {"words": ""})
    )


def _only_day(pieces: Pieces, found: Found, person: Person) -> Result:
    if pieces.parts or pieces.zones or pieces.lengths:
        return Ask(Reason.NO_TIME)
    days = tuple(day for day in found.days if day >= person.today)
    if not days:
        return Ask(Reason.PAST, {"when": spoken(found.days[0])})
    idiom = not pieces.weekdays and named(pieces) == "24/7"  # always, or 24 July
    reason = Reason.VAGUE if idiom else found.reason
    if reason is not None:
        return Ask(reason, values_of(pieces, found), tuple(Day(day) for day in days[:MOST]))
    return Day(days[0])


def _day(pieces: Pieces, person: Person) -> Found | None:
    """The day that all words for days agree on."""
    named = [candidates(token.value, person.today, person.language) for token in pieces.days]
    weekdays = {token.value for token in pieces.weekdays}
    if len(weekdays) > 1:
        nearest = [candidates(specs.Coming(weekday), person.today, person.language).days[-1] for weekday in weekdays]
        return Found(tuple(sorted(nearest)), Reason.SEVERAL)
    if not named:
        if not weekdays:
            return None
        return candidates(specs.Coming(weekdays.pop(), plain=True), person.today, person.language)
    found = named[0]
    for other in named[1:]:
        if not other.days or not found.days:
            return other if not other.days else found
        common = tuple(day for day in found.days if day in other.days)
        if not common:
            return Found(found.days + other.days, Reason.SEVERAL)
        found = Found(common, (found.reason and other.reason) if len(common) == 1 else found.reason)
    for weekday in weekdays:
        fits = tuple(day for day in found.days if day.weekday() == weekday)
        if found.days and not fits:
            # One of the two is a slip: the day beside the date that has this name is as likely as the date.
            date = found.days[0]
            near = date + timedelta((weekday - date.weekday() + 3) % 7 - 3)
            return Found((date, near), Reason.WEEKDAY_MISMATCH)
        sure = len(fits) == 1 and found.reason is not Reason.YEAR_JUMPED
        found = Found(fits, None if sure else found.reason)
    return found


def _moments(pieces: Pieces, found: Found, hours: Hours, person: Person) -> Result:
    if hours.start.late:
        after = found.days[-1] + timedelta(days=1)
        found = Found(tuple(dict.fromkeys([*found.days, after])), found.reason or Reason.AMBIGUOUS_DAY)
    made = [moment_of(pieces, day, each, person) for day in found.days for each in reversed(halves(hours))]
    readings = [each for each in made if isinstance(each, When)]
    asked = [each for each in made if isinstance(each, Ask)]
    offered = tuple(one for each in made for one in passes(each))[:MOST]
    plain = not pieces.days and found.reason is Reason.AMBIGUOUS_DAY
    if (
        plain
        and len(found.days) == 2
        and not uncertain(hours)
        and len(readings) == 1
        and asked[0].reason is Reason.PAST
    ):
        return readings[0]  # "Wednesday 9am", said on Wednesday at 10
    if found.reason is not None:
        return Ask(found.reason, values_of(pieces, found), offered)
    if uncertain(hours):
        words = " ".join(token.text for token in pieces.clocks)
        return Ask(Reason.AMBIGUOUS_TIME, {"words": words}, offered)
    return readings[0] if readings else asked[0]


def _shifted(pieces: Pieces, person: Person) -> Result:
    """ "in 90 minutes", "in two weeks at 10:00"."""
    if len(pieces.shifts) > 1 or pieces.lengths or pieces.series or pieces.midnight:
        return Ask(Reason.SEVERAL)
    if any(token.kind == "Y" for token in pieces.unread):
        return Ask(Reason.SEVERAL)
    ahead: Length = pieces.shifts[0].value
    if ahead.minutes:
        if pieces.clocks or pieces.days or pieces.weekdays or pieces.parts or ahead.days or ahead.months:
            return Ask(Reason.SEVERAL)
        return _after(ahead, pieces, person)
    day = Token("D", specs.Offset(ahead.days, ahead.months), pieces.shifts[0].text)
    rest = replace(pieces, shifts=[], days=[day, *pieces.days])
    return assemble(rest, person)


def _after(ahead: Length, pieces: Pieces, person: Person) -> When | Ask:
    zone = person.zone
    if pieces.zones:
        whose = choices(pieces, person.now.replace(tzinfo=None), person)
        if whose[0].reason or len(whose) > 1:
            return Ask(whose[0].reason or Reason.TWO_ZONES, {"words": whose[0].words, "zone": zone})
        zone = whose[0].zones[0]
    start = later(person.now.replace(second=0, microsecond=0), timedelta(minutes=ahead.minutes))
    return When(start.astimezone(zone_of(zone)), zone)
