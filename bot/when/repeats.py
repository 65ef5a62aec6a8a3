"""From pieces that recur to a series."""

from dataclasses import replace
from datetime import date, datetime

from bot.when.calendar import candidates
from bot.when.finish import Hours
from bot.when.pieces import Pieces
from bot.when.recurring import series
from bot.when.result import Ask, Reason, Result, Series
from bot.when.specs import Recurrence
from bot.when.spell import values_of
from bot.when.tokens import Length
from bot.when.told import halves, told, uncertain
from bot.when.whose import Person, choices


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
    since, until = person.today, None
    for token, name in ((pieces.since, "since"), (pieces.until, "until")):
        if token is None:
            continue
        found = candidates(token.value, person.today, person.language)
        if len(found.days) != 1 or found.reason:
            return Ask(
                found.reason or Reason.AMBIGUOUS_DAY,
                values_of(replace(pieces, days=[token]), found)
                if found.days
                else {"words": token.text, "when": token.text},
            )
        if name == "since":
            since = found.days[0]
        else:
            until = found.days[0]
    made = [_series(recurrence, each, pieces, person, since, until, count) for each in halves(hours)]
    if uncertain(hours):
        readings = tuple(each for each in reversed(made) if isinstance(each, Series))
        return Ask(Reason.AMBIGUOUS_TIME, {"words": " ".join(token.text for token in pieces.clocks)}, readings)
    return made[0]


def _series(
    recurrence: Recurrence,
    hours: Hours,
    pieces: Pieces,
    person: Person,
    since: date,
    until: date | None,
    count: int | None,
) -> Series | Ask:
    wall = datetime(since.year, since.month, since.day, hours.start.hour, hours.start.minute)
    whose = choices(pieces, wall, person)
    if len(pieces.clocks) > 1 or len(whose) > 1:
        return Ask(Reason.SEVERAL)
    choice = whose[0]
    if choice.reason is not None:
        return Ask(choice.reason, {"words": choice.words, "zone": choice.zones[0] if choice.zones else ""})
    # An abbreviation names one season; a series runs through both, on the clocks of the place.
    return series(recurrence, hours, replace(choice, offset=None), choice.zones[0], person.now, since, until, count)
