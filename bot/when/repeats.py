"""From pieces that recur to a series; where one is doubtful, to a question with each that may be meant."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.when import cities, specs
from bot.when.calendar import candidates
from bot.when.finish import Hours
from bot.when.pieces import Pieces
from bot.when.recurring import series
from bot.when.result import MOST, Ask, Reason, Result, Series
from bot.when.specs import Recurrence
from bot.when.spell import values_of
from bot.when.tokens import Length, Token
from bot.when.told import halves, told, uncertain
from bot.when.whose import Person, choices
from bot.when.zones import Choice


def recurring(pieces: Pieces, person: Person) -> Result:
    """The series these pieces describe: "every Monday 9-10am from 31 May until 28 June"."""
    if len(pieces.series) > 1 or pieces.days or pieces.weekdays or pieces.midnight:
        return Ask(Reason.SEVERAL)
    if any(token.kind == "Y" for token in pieces.unread):
        return Ask(Reason.SEVERAL)  # "every Monday 2026"
    hours = told(replace(pieces, lengths=[]))
    if hours is None:
        return Ask(Reason.NO_TIME)
    if isinstance(hours, Ask):
        return hours
    if hours.start.late:
        return Ask(Reason.AMBIGUOUS_SERIES, {"words": pieces.series[0].text})  # "every Friday night at 1"
    recurrence: Recurrence = pieces.series[0].value
    count: int | None = pieces.counts[0].value if pieces.counts else None
    for token in pieces.lengths:
        length: Length = token.value
        if length.minutes and hours.length is None and hours.end is None:
            hours = replace(hours, length=length)
        elif (
            count is None
            and length.days % 7 == 0
            and length.days
            and recurrence.every == "WEEKLY"
            and len(recurrence.weekdays) == 1
        ):
            count = length.days // 7 // recurrence.interval
            if count < 2:
                return Ask(Reason.AMBIGUOUS_SERIES, {"words": token.text})
        else:
            return Ask(Reason.AMBIGUOUS_SERIES, {"words": token.text})
    if len(pieces.counts) > 1 or (count is not None and (count < 2 or pieces.until is not None)):
        return Ask(Reason.AMBIGUOUS_SERIES)
    return _read(_Told(recurrence, hours, count), pieces, person)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said of a series, apart from its bounds and its zone."""

    recurrence: Recurrence
    hours: Hours
    count: int | None


def _read(told_: _Told, pieces: Pieces, person: Person) -> Result:
    """The one series that is meant, or the first thing to ask, with every series that may be."""
    firsts, doubt = _bound(pieces.since, pieces, person, None)
    spans: list[_Span] = []
    asked = [doubt] if doubt is not None else []
    for place, since in enumerate(firsts):
        lasts, same = _bound(pieces.until, pieces, person, since)
        asked += [same] if same is not None else []
        # What makes both doubtful ("from 3/4 to 5/6") is decided once.
        once = doubt is not None and same is not None and doubt.reason is same.reason and len(firsts) == len(lasts)
        spans += [(since, until) for until in ((lasts[place],) if once else lasts)]
    if not spans:
        return asked[0]
    if told_.recurrence.perhaps is not None:
        asked.append(Ask(Reason.AMBIGUOUS_SERIES, {"words": pieces.series[0].text}))
    if uncertain(told_.hours):
        asked.append(Ask(Reason.AMBIGUOUS_TIME, {"words": " ".join(token.text for token in pieces.clocks)}))
    made: list[Series | Ask] = []
    for since, until in spans:
        for recurrence in (told_.recurrence, *(told_.recurrence.perhaps or ())):
            for hours in reversed(halves(told_.hours)):
                each = _Told(recurrence, hours, told_.count)
                doubt, found = _zoned(each, pieces, person, since or person.today, until)
                asked += [] if doubt is None else [doubt]
                made += found
    if not asked or (
        len(spans) > 1
        and all(each == made[0] for each in made)
        and {ask.reason for ask in asked} == {Reason.AMBIGUOUS_DAY}
    ):
        return made[0]  # a doubt that makes no difference is none
    readings = tuple(dict.fromkeys(one for each in made for one in _meant(each)))
    return replace(asked[0], readings=readings if len(readings) <= MOST else ())


def _meant(each: Series | Ask) -> tuple[Series, ...]:
    """The series, or one for each pass of an hour that happens twice."""
    if isinstance(each, Series):
        return (each,)
    return tuple(one for one in each.readings if isinstance(one, Series))


_Span = tuple[date | None, date | None]


def _bound(
    token: Token | None, pieces: Pieces, person: Person, since: date | None
) -> tuple[tuple[date | None, ...], Ask | None]:
    """The days that may be meant, None where none was said, and what to ask where it is not one. A day without a year
    or week of its own is looked for from `since` on: "from 2 November until the end of January".
    """
    if token is None:
        return (None,), None
    named = isinstance(token.value, specs.MonthDay | specs.Figures | specs.Coming | specs.DayOfMonth)
    named = named or (isinstance(token.value, specs.Nth) and token.value.month is not None)
    found = candidates(token.value, since if since is not None and named else person.today, person.language)
    if len(found.days) == 1 and not found.reason:
        return found.days, None
    values = (
        values_of(replace(pieces, days=[token]), found) if found.days else {"words": token.text, "when": token.text}
    )
    return found.days, Ask(found.reason or Reason.AMBIGUOUS_DAY, values)


def _zoned(
    said: _Told, pieces: Pieces, person: Person, since: date, until: date | None
) -> tuple[Ask | None, list[Series | Ask]]:
    """What to ask about the clocks that were named, and the series on each of those that may be meant."""
    wall = datetime(since.year, since.month, since.day, said.hours.start.hour, said.hours.start.minute)
    whose = choices(pieces, wall, person)
    if len(pieces.clocks) > 1 or len(whose) > 1:
        return None, [Ask(Reason.SEVERAL)]
    choice = whose[0]
    doubt = None
    if choice.reason is not None:
        zone = cities.named(choice.zones[0]) if choice.zones else ""
        doubt = Ask(choice.reason, {"words": choice.words, "zone": zone})
    made: list[Series | Ask] = []
    for zone in choice.zones:
        # An abbreviation names one season; a series runs through both, on the clocks of the place.
        named = choice.words if doubt is None else "" if zone == person.zone else cities.named(zone)
        clock = Choice((zone,), named)
        made.append(series(said.recurrence, said.hours, clock, zone, person.now, since, until, said.count))
    return doubt, made
