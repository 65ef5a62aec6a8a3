"""From a recurrence to its rule (RFC 5545) and its coming moments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.when.calendar import nth_of
from bot.when.finish import Hours, moment
from bot.when.passes import combined, passes, which_pass
from bot.when.result import Ask, Reason, Series, When
from bot.when.specs import Recurrence
from bot.when.zones import Choice

LISTED = 12
"""Coming moments that are listed when a series has no end."""
_LOOKED_AT = 800
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def series(
    recurrence: Recurrence,
    hours: Hours,
    choice: Choice,
    zone: str,
    now: datetime,
    since: date,
    until: date | None = None,
    count: int | None = None,
) -> Series | Ask:
    """The series from `since` on; a question when a moment of it does not exist, and with a series for each pass when
    it happens twice.
    """
    moments: list[When | Ask] = []
    wanted = LISTED if until is None and count is None else (count or 400)
    days = _days(recurrence, since, until)
    for day in days:
        made = moment(day, hours, choice, zone, now)
        if not passes(made):
            assert isinstance(made, Ask)
            if made.reason is Reason.PAST and not moments:
                # What has begun today is over: the count starts at the first that is still to come.
                return series(recurrence, hours, choice, zone, now, day + timedelta(days=1), until, count)
            return replace(made, readings=())  # one of its moments settles nothing
        moments.append(made)
        if len(moments) == wanted:
            break
    if not moments:
        return Ask(Reason.PAST if until is None else Reason.END_BEFORE_START, {"when": ""})
    if (until is not None and len(moments) == 1) or (count is not None and len(moments) < count):
        return Ask(Reason.AMBIGUOUS_SERIES)  # once is no series, and what is too long to list is a slip
    found = [
        Series(each[0], _rule(recurrence, _last(each, until), count), each)
        for each in combined([passes(one) for one in moments])
    ]
    return found[0] if len(found) == 1 else which_pass(moments, found)


def _days(recurrence: Recurrence, since: date, until: date | None) -> Iterator[date]:
    first: date | None = None
    for ahead in range(_LOOKED_AT):
        day = since + timedelta(days=ahead)
        if until is not None and day > until:
            return
        if not _falls(recurrence, day):
            continue
        if first is None:
            first = day
        if recurrence.interval > 1:
            weeks = (day - timedelta(days=day.weekday()) - (first - timedelta(days=first.weekday()))).days // 7
            if weeks % recurrence.interval:
                continue
        yield day


def _falls(recurrence: Recurrence, day: date) -> bool:
    if recurrence.every == "DAILY":
        return True
    if recurrence.monthday is not None:
        return nth_of(day.year, day.month, recurrence.monthday, None) == day
    if recurrence.every == "MONTHLY":
        return any(nth_of(day.year, day.month, n, weekday) == day for n, weekday in recurrence.weekdays)
    return any(day.weekday() == weekday for _, weekday in recurrence.weekdays)


def _last(moments: Sequence[When], until: date | None) -> datetime | None:
    """The end of the series as it was said, at the hour of its moments and not before the last of them."""
    last = moments[-1].start
    return None if until is None else last.replace(year=until.year, month=until.month, day=until.day)


def _rule(recurrence: Recurrence, last: datetime | None, count: int | None) -> str:
    parts = [f"FREQ={recurrence.every}"]
    if last is not None:
        parts.append(f"UNTIL={_utc(last)}")
    if count is not None:
        parts.append(f"COUNT={count}")
    if recurrence.interval > 1:
        parts.append(f"INTERVAL={recurrence.interval}")
    if recurrence.weekdays:
        parts.append("BYDAY=" + ",".join(f"{n or ''}{_NAMES[weekday]}" for n, weekday in recurrence.weekdays))
    if recurrence.monthday is not None:
        parts.append(f"BYMONTHDAY={recurrence.monthday}")
    return ";".join(parts)


def _utc(moment_: datetime) -> str:
    return moment_.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
