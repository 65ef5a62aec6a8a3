"""Asks the calendar which day a named day is, seen from today; more than one day where people would disagree."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.when import specs
from bot.when.languages import Language
from bot.when.result import Reason
from bot.when.specs import Spec

FAR = 330
"""Days ahead beyond which a day without a year is more likely a slip for one that has just passed."""
HORIZON = 3
"""Years ahead beyond which a typed year is more likely a slip."""


@dataclass(frozen=True, slots=True)
class Found:
    """The days a name can stand for; with a reason when it is not exactly one, or not sure."""

    days: tuple[date, ...]
    reason: Reason | None = None


def candidates(spec: Spec, today: date, language: Language) -> Found:
    """The days this name can stand for."""
    match spec:
        case specs.Exact(day=day):
            return _typed(day, today)
        case specs.Figures():
            return _figures(spec, today, language)
        case specs.MonthDay(month=month, day=day, year=year):
            return _month_day(month, day, year, today)
        case specs.DayOfMonth(day=day):
            return _day_of_month(day, today)
        case specs.Nth():
            return _nth(spec, today)
        case specs.Offset(days=days, months=months, weekday=weekday):
            if weekday is not None and weekday == today.weekday():
                return _from_today_or_next(_moved(today, days, months), _moved(_nearest(weekday, today), days, months))
            base = today if weekday is None else _nearest(weekday, today)
            return _moved(base, days, months)
        case specs.InWeek(week=week, weekday=weekday):
            starts = language.week_starts
            days = {_in_week(week, first if weekday is None else weekday, today, first) for first in starts}
            return _one_of(days, today)
        case specs.Next(weekday=weekday):
            weeks = {_in_week(1, weekday, today, first) for first in language.week_starts}
            return _one_of(weeks | {_nearest(weekday, today)}, today)
        case specs.Coming(weekday=weekday, after=after):
            nearest = _nearest(weekday, today)
            if after:
                return Found((nearest,))
            return Found((today, nearest), Reason.AMBIGUOUS_DAY) if weekday == today.weekday() else Found((nearest,))
        case specs.Gone():
            return Found((), Reason.PAST)


def _typed(day: date, today: date) -> Found:
    """A day whose year was written."""
    if day < today:
        return Found((), Reason.PAST)
    if day.year - today.year > 10 * HORIZON:
        return Found((), Reason.YEAR_JUMPED)
    return Found((day,), Reason.YEAR_JUMPED if day.year - today.year > HORIZON else None)


def _from_today_or_next(today: Found, following: Found) -> Found:
    """ "Tuesday in a week", "Tuesday week", said on a Tuesday."""
    days = today.days + following.days
    return Found(days, Reason.AMBIGUOUS_DAY) if len(days) == 2 else today


def _nearest(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _in_week(week: int, weekday: int, today: date, first: int) -> date:
    start = today - timedelta(days=(today.weekday() - first) % 7)
    return start + timedelta(days=7 * week + (weekday - first) % 7)


def _one_of(days: set[date], today: date) -> Found:
    coming = tuple(sorted((day for day in days if day >= today), reverse=True))
    if not coming:
        return Found((), Reason.PAST)
    return Found(coming, Reason.AMBIGUOUS_DAY if len(days) > 1 else None)


def _figures(spec: specs.Figures, today: date, language: Language) -> Found:
    first, second = spec.first, spec.second
    orders = [(second, first), (first, second)]
    valid = [(month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31]
    if language.order == "DMY":
        valid = valid[:1]
    found = [_month_day(month, day, spec.year, today) for month, day in dict.fromkeys(valid)]
    real = [each for each in found if each.reason is not Reason.NO_SUCH_DATE]
    if len(real) < 2:
        return real[0] if real else Found((), Reason.NO_SUCH_DATE)
    days = tuple(day for each in real for day in each.days)
    return Found(days, Reason.AMBIGUOUS_DAY_MONTH if days else Reason.PAST)


def _month_day(month: int, day: int, year: int | None, today: date) -> Found:
    if year is not None:
        made = _day(year, month, day)
        return Found((), Reason.NO_SUCH_DATE) if made is None else _typed(made, today)
    this, after = _day(today.year, month, day), _day(today.year + 1, month, day)
    if this is not None and this >= today:
        return Found((this,), Reason.YEAR_JUMPED if (this - today).days > FAR else None)
    if after is None or (this is None and (after - today).days > FAR):
        return Found((), Reason.NO_SUCH_DATE if this is None else Reason.PAST)
    return Found((after,), Reason.YEAR_JUMPED if (after - today).days > FAR else None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ahead(today: date, months: int) -> tuple[int, int]:
    total = today.year * 12 + today.month - 1 + months
    return total // 12, total % 12 + 1


def _day_of_month(day: int, today: date) -> Found:
    year, month = _ahead(today, 0 if day >= today.day else 1)
    made = _day(year, month, day)
    return Found((), Reason.NO_SUCH_DATE) if made is None else Found((made,))


def calendar_day(day: int, today: date) -> date | None:
    """The next day of a month with this number, None when there is none this month or next."""
    found = _day_of_month(day, today).days if 1 <= day <= 31 else ()
    return found[0] if found else None


def _nth(spec: specs.Nth, today: date) -> Found:
    if spec.month is None:
        year, month = _ahead(today, spec.ahead)
        made = nth_of(year, month, spec.n, spec.weekday)
        if made is None:
            return Found((), Reason.NO_SUCH_DATE)
        return Found((made,)) if made >= today else Found((), Reason.PAST)
    if spec.year is not None:
        made = nth_of(spec.year, spec.month, spec.n, spec.weekday)
        return Found((), Reason.NO_SUCH_DATE) if made is None else _typed(made, today)
    this = nth_of(today.year, spec.month, spec.n, spec.weekday)
    if this is not None and this >= today:
        return Found((this,))
    after = nth_of(today.year + 1, spec.month, spec.n, spec.weekday)
    if this is None or after is None:
        return Found((), Reason.NO_SUCH_DATE)
    return Found((after,), Reason.YEAR_JUMPED if (after - today).days > FAR else None)


def nth_of(year: int, month: int, n: int, weekday: int | None) -> date | None:
    """The nth such weekday of a month (-1: the last), or its nth day; None when there is none."""
    length = monthrange(year, month)[1]
    if weekday is None:
        return _day(year, month, length if n == -1 else n)
    first = (weekday - date(year, month, 1).weekday()) % 7 + 1
    days = range(first, length + 1, 7)
    if n == -1:
        return date(year, month, days[-1])
    return date(year, month, days[n - 1]) if 1 <= n <= len(days) else None


def _moved(base: date, days: int, months: int) -> Found:
    if abs(days) > 4000 or abs(months) > 36:
        return Found((), Reason.YEAR_JUMPED)
    if months:
        year, month = _ahead(base, months)
        made = _day(year, month, base.day)
        if made is None:
            return Found((date(year, month, monthrange(year, month)[1]),), Reason.AMBIGUOUS_DAY)
        base = made
    return Found((base + timedelta(days=days),))
