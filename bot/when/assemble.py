"""From pieces to a result: which day, which hours, whose clocks; and a question wherever more than one answer is left."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.when import specs
from bot.when.calendar import Found, candidates
from bot.when.clock import Clock, Span, in_part, span
from bot.when.finish import Hours, hours_of, later, moment
from bot.when.languages import Language
from bot.when.pieces import Pieces
from bot.when.recurring import series
from bot.when.result import Ask, Day, Reason, Result, Series, When
from bot.when.rules_of_time import zone_of
from bot.when.specs import Recurrence
from bot.when.tokens import Length, Token
from bot.when.zones import Choice, choice_of

Reading = When | Day | Series
MOST = 3
"""Readings a question may offer."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is speaking: their moment, their zone, their language."""

    now: datetime
    zone: str
    language: Language
    today: date
    """The day it is where the words are meant."""


def assemble(pieces: Pieces, person: Person) -> Result:
    """The result of these pieces for this person."""
    if pieces.unread and not pieces.complete:
        return Ask(Reason.UNREADABLE, {"words": " ".join(token.text for token in pieces.unread)})
    if pieces.shifts:
        return _shifted(pieces, person)
    if pieces.series:
        return _recurring(pieces, person)
    found = _day(pieces, person)
    hours = _hours(pieces)
    if found is None:
        return _no_day(pieces, hours)
    if not found.days:
        return Ask(found.reason or Reason.NO_DATE, {"words": _named(pieces), "when": _named(pieces)})
    asked = _years(pieces, found)
    if asked is not None:
        return asked
    if pieces.midnight:
        return Ask(Reason.NO_TIME if pieces.clocks else Reason.MIDNIGHT)
    if hours is None:
        return _only_day(pieces, found, person)
    if isinstance(hours, Ask):
        return hours
    if pieces.last is not None:
        return _long(pieces, found, hours, person)
    return _moments(pieces, found, hours, person)


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


def _named(pieces: Pieces) -> str:
    return " ".join(token.text for token in [*pieces.weekdays, *pieces.days])


def _years(pieces: Pieces, found: Found) -> Ask | None:
    """A year that stands alone must be the year of the day that was read."""
    for token in pieces.unread:
        if token.kind == "Y" and token.value != found.days[0].year:
            return Ask(Reason.UNREADABLE, {"words": token.text})
    return None


def _no_day(pieces: Pieces, hours: Hours | Ask | None) -> Ask:
    if isinstance(hours, Ask) and not pieces.clocks:
        return hours
    return Ask(Reason.NO_DATE) if pieces.clocks or pieces.midnight or pieces.parts else Ask(Reason.UNREADABLE, {"words": ""})


def _only_day(pieces: Pieces, found: Found, person: Person) -> Result:
    if pieces.parts or pieces.zones or pieces.lengths:
        return Ask(Reason.NO_TIME)
    days = tuple(day for day in found.days if day >= person.today)
    if not days:
        return Ask(Reason.PAST, {"when": _spoken(found.days[0])})
    if found.reason is not None:
        return Ask(found.reason, _values(pieces, found), tuple(Day(day) for day in days[:MOST]))
    return Day(days[0])


def _values(pieces: Pieces, found: Found) -> dict[str, str]:
    day = found.days[0]
    return {"words": _named(pieces), "date": _spoken(day), "weekday": f"{day:%A}", "when": _spoken(day)}


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day(pieces: Pieces, person: Person) -> Found | None:
    """The day that all words for days agree on."""
    named = [candidates(token.value, person.today, person.language) for token in pieces.days]
    weekdays = {token.value for token in pieces.weekdays}
    if len(weekdays) > 1:
        return Found((person.today,), Reason.SEVERAL)
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
            near = candidates(specs.Coming(weekday), person.today, person.language).days
            return Found(found.days + near, Reason.WEEKDAY_MISMATCH)
        sure = len(fits) == 1 and found.reason is not Reason.YEAR_JUMPED
        found = Found(fits, None if sure else found.reason)
    return found


def _hours(pieces: Pieces) -> Hours | Ask | None:
    """The time of day and the end that all words agree on."""
    clocks = list(pieces.clocks)
    lengths: list[Length] = [token.value for token in pieces.lengths]
    if len(clocks) == 2 and isinstance(clocks[1].value, Clock) and clocks[1].value.loose and clocks[1].value.hour <= 8:
        lengths.append(Length(minutes=clocks.pop().value.hour * 60))
    if not clocks:
        return None
    if len(lengths) > 1 or (lengths and isinstance(clocks[0].value, Span)):
        return Ask(Reason.SEVERAL)
    if any(length.days or length.months for length in lengths):
        return Ask(Reason.VAGUE, {"words": pieces.lengths[0].text})
    value = clocks[0].value
    for part in dict.fromkeys(token.value for token in pieces.parts):
        value = _in_part(value, part)
        if value is None:
            return Ask(Reason.NO_SUCH_TIME, {"words": " ".join(token.text for token in [*clocks, *pieces.parts])})
    return hours_of(value, lengths[0] if lengths else None)


def _in_part(value: Clock | Span, part: str) -> Clock | Span | None:
    if isinstance(value, Clock):
        return in_part(value, part)
    if value.start.sure and value.end.sure:
        return value if in_part(value.start, part) else None
    start = in_part(value.start, part)
    return None if start is None else span(start, value.end)


def _choices(pieces: Pieces, wall: datetime, person: Person) -> list[Choice]:
    if not pieces.zones:
        return [Choice((person.zone,), "")]
    found: list[Choice] = []
    for token in pieces.zones:
        if isinstance(token.value, tuple):
            reason = None if len(token.value) == 1 else Reason.AMBIGUOUS_ZONE
            found.append(Choice(token.value, token.text, reason))
        else:
            found.append(choice_of(token.value, token.text, person.zone, wall))
    return found


def _moments(pieces: Pieces, found: Found, hours: Hours, person: Person) -> Result:
    readings: list[When] = []
    asked: list[Ask] = []
    for day in found.days:
        for each in _halves(hours):
            made = _one(pieces, day, each, person)
            if isinstance(made, When):
                readings.append(made)
            else:
                asked.append(made)
    plain = not pieces.days and found.reason is Reason.AMBIGUOUS_DAY
    if plain and len(found.days) == 2 and not _uncertain(hours) and len(readings) == 1 and asked[0].reason is Reason.PAST:
        return readings[0]  # "Wednesday 9am", said on Wednesday at 10
    if found.reason is not None:
        return Ask(found.reason, _values(pieces, found), tuple(readings[:MOST]))
    if _uncertain(hours):
        words = " ".join(token.text for token in pieces.clocks)
        return Ask(Reason.AMBIGUOUS_TIME, {"words": words}, tuple(reversed(readings[:MOST])))
    return readings[0] if readings else asked[0]


def _uncertain(hours: Hours) -> bool:
    return not hours.start.settled or (hours.end is not None and not (hours.start.sure and hours.end.sure))


def _halves(hours: Hours) -> list[Hours]:
    """The hours, once for each half of the day they may lie in."""
    if not _uncertain(hours):
        return [hours]
    if hours.end is None:
        return [replace(hours, start=half) for half in hours.start.halves]
    pairs = zip(hours.start.halves, hours.end.halves, strict=False)
    return [replace(hours, start=start, end=end) for start, end in pairs if start.minutes < end.minutes]


def _one(pieces: Pieces, day: date, hours: Hours, person: Person) -> When | Ask:
    """The moment on this day, if all zones that were named agree."""
    wall = datetime(day.year, day.month, day.day, hours.start.hour, hours.start.minute)
    clocks = [token for token in pieces.clocks if not (isinstance(token.value, Clock) and token.value.loose)] or pieces.clocks
    choices = _choices(pieces, wall, person)
    if len(clocks) > 1 and not (len(clocks) == 2 == len(choices)):
        return Ask(Reason.SEVERAL)
    made = [_zoned(day, hours, choices[0], person)]
    if len(clocks) == 2:
        other = _hours_of_second(clocks[1])
        made.append(_zoned(day, other, choices[1], person))
    else:
        made += [_zoned(day, hours, choice, person) for choice in choices[1:]]
    for each in made:
        if isinstance(each, Ask):
            return each
    if len({each.start.timestamp() for each in made if isinstance(each, When)}) > 1:
        return Ask(Reason.TWO_ZONES, {}, tuple(each for each in made if isinstance(each, When)))
    first = made[0]
    if isinstance(first, When) and pieces.place is not None and not pieces.zones:
        return _perhaps_there(first, pieces.place, day, hours, person)
    return first


def _hours_of_second(token: Token) -> Hours:
    return hours_of(token.value, None)


def _perhaps_there(here: When, place: Token, day: date, hours: Hours, person: Person) -> When | Ask:
    """A city in the title: its clocks or the person's own, if they differ."""
    there = [moment(day, hours, Choice((zone,), place.text), zone, person.now) for zone in place.value]
    others = [each for each in there if isinstance(each, When) and each.start.timestamp() != here.start.timestamp()]
    if not others:
        return here
    return Ask(Reason.AMBIGUOUS_ZONE, {"words": place.text}, (here, *others[: MOST - 1]))


def _zoned(day: date, hours: Hours, choice: Choice, person: Person) -> When | Ask:
    if choice.reason is None:
        return moment(day, hours, choice, choice.zones[0], person.now)
    zone = choice.zones[0] if choice.zones else ""
    readings = [moment(day, hours, Choice((each,), choice.words), each, person.now) for each in choice.zones]
    kept = tuple(each for each in readings if isinstance(each, When))[:MOST]
    return Ask(choice.reason, {"words": choice.words, "zone": zone}, kept)


def _shifted(pieces: Pieces, person: Person) -> Result:
    """ "in 90 minutes", "in two weeks at 10:00"."""
    if len(pieces.shifts) > 1 or pieces.lengths or pieces.series or pieces.midnight:
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
        choices = _choices(pieces, person.now.replace(tzinfo=None), person)
        if choices[0].reason or len(choices) > 1:
            return Ask(choices[0].reason or Reason.TWO_ZONES, {"words": choices[0].words, "zone": zone})
        zone = choices[0].zones[0]
    start = later(person.now.replace(second=0, microsecond=0), timedelta(minutes=ahead.minutes))
    return When(start.astimezone(zone_of(zone)), zone)


def _recurring(pieces: Pieces, person: Person) -> Result:
    if len(pieces.series) > 1 or pieces.days or pieces.weekdays or pieces.midnight:
        return Ask(Reason.SEVERAL)
    hours = _hours(replace(pieces, lengths=[]))
    if hours is None:
        return Ask(Reason.NO_TIME)
    if isinstance(hours, Ask):
        return hours
    recurrence: Recurrence = pieces.series[0].value
    count: int | None = None
    for token in pieces.lengths:
        length: Length = token.value
        if length.minutes and hours.length is None and hours.end is None:
            hours = replace(hours, length=length)
        elif length.days % 7 == 0 and length.days and recurrence.every == "WEEKLY" and len(recurrence.weekdays) == 1:
            count = length.days // 7 // recurrence.interval
        else:
            return Ask(Reason.AMBIGUOUS_SERIES, {"words": token.text})
    since, until = person.today, None
    for token, name in ((pieces.since, "since"), (pieces.until, "until")):
        if token is None:
            continue
        found = candidates(token.value, person.today, person.language)
        if len(found.days) != 1 or found.reason:
            return Ask(found.reason or Reason.AMBIGUOUS_DAY, _values(replace(pieces, days=[token]), found) if found.days else {"words": token.text, "when": token.text})
        if name == "since":
            since = found.days[0]
        else:
            until = found.days[0]
    made = [_series(recurrence, each, pieces, person, since, until, count) for each in _halves(hours)]
    if _uncertain(hours):
        readings = tuple(each for each in made if isinstance(each, Series))
        return Ask(Reason.AMBIGUOUS_TIME, {"words": " ".join(token.text for token in pieces.clocks)}, readings)
    return made[0]


def _series(
    recurrence: Recurrence, hours: Hours, pieces: Pieces, person: Person, since: date, until: date | None, count: int | None
) -> Series | Ask:
    wall = datetime(since.year, since.month, since.day, hours.start.hour, hours.start.minute)
    choices = _choices(pieces, wall, person)
    if len(pieces.clocks) > 1 or len(choices) > 1:
        return Ask(Reason.SEVERAL)
    choice = choices[0]
    if choice.reason is not None:
        return Ask(choice.reason, {"words": choice.words, "zone": choice.zones[0] if choice.zones else ""})
    # An abbreviation names one season; a series runs through both, on the clocks of the place.
    return series(recurrence, hours, replace(choice, offset=None), choice.zones[0], person.now, since, until, count)

