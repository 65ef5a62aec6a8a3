"""Rules for days: "12 February", "first Tuesday of March", "Thursday next week", "下周一"."""

from bot.when import specs
from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.result import Reason
from bot.when.specs import Spec
from bot.when.tokens import DATE, DATES, LENGTH, MONTHREF, ORDINAL, WEEKREF, YEAR, Token


def _date(spec: Spec, parts: list[Token]) -> Token:
    return Token(DATE, spec, words_of(parts))


def _only(parts: list[Token], kinds: str) -> Token | None:
    return next((part for part in parts if part.kind in kinds), None)


def _year(parts: list[Token]) -> int | None:
    year = _only(parts, YEAR)
    return None if year is None else int(year.value)


def _year_token(parts: list[Token], said: Said) -> Token | None:
    return (
        Token(YEAR, parts[0].value, parts[0].text)
        if len(parts[0].text) == 4 and 1900 <= parts[0].value <= 2199
        else None
    )


def _day_of_month(parts: list[Token], said: Said) -> Token | None:
    return Token(ORDINAL, parts[0].value, parts[0].text) if parts[0].value <= 31 else None


def _week_ref(parts: list[Token], said: Said) -> Token | None:
    return Token(WEEKREF, 1 if _only(parts, "x") or _only(parts, "c") else 0, words_of(parts))


def _month_ref(parts: list[Token], said: Said) -> Token | None:
    return Token(MONTHREF, 1 if _only(parts, "x") or _only(parts, "c") else 0, words_of(parts))


def _gone(parts: list[Token], said: Said) -> Token | None:
    return _date(specs.Gone(), parts)


def _this_part(parts: list[Token], said: Said) -> list[Token]:
    """ "this afternoon"."""
    return [Token("R", 0, parts[0].text), parts[1]]


def _russian_days(parts: list[Token], said: Said) -> list[Token] | None:
    """ "через 3 дня": the word that elsewhere says "in the afternoon"."""
    return [parts[0], parts[1], Token("3", 0, parts[2].text)] if parts[2].value == "day" else None


def _march(parts: list[Token], said: Said) -> list[Token] | None:
    """ "martes 16 mar": the first names the weekday, so the last is March."""
    short = said.language.code in ("es", "fr") and parts[-1].text.lower() == "mar"
    return [*parts[:-1], Token("M", 3, parts[-1].text)] if short else None


def _week_in_days(parts: list[Token], said: Said) -> Token | None:
    """ "dans 15 jours": in two weeks, or a day later; so with 8."""
    doubtful = said.language.code in ("fr", "es") and parts[1].value in (8, 15)
    return bad(Reason.AMBIGUOUS_DAY, parts) if doubtful else None


def _torn(parts: list[Token], said: Said) -> Token | None:
    """ "Feb 3-5pm": a day and an hour, or two hours."""
    return bad(Reason.VAGUE, parts) if parts[2].tight else None


def _stretch(parts: list[Token], said: Said) -> Token | None:
    """ "12-14 February": several days."""
    return Token(DATES, 0, words_of(parts))


def _month_day(parts: list[Token], said: Said) -> Token | None:
    day, month = _only(parts, "NO"), _only(parts, "M")
    if day is None or month is None or (day.kind == "N" and len(day.text) > 2 and day.text.isdigit()):
        return None
    if not 1 <= day.value <= 31:
        return bad(Reason.NO_SUCH_DATE, parts)
    return _date(specs.MonthDay(month.value, day.value, _year(parts)), parts)


def _month_day_arabic(parts: list[Token], said: Said) -> Token | None:
    """ "الأول من يونيو": the first of June."""
    return _month_day(parts, said) if said.language.code == "ar" else None


def _day_of_that_month(parts: list[Token], said: Said) -> Token | None:
    """ "the 5th of next month"."""
    day, month = _only(parts, "NO"), _only(parts, "J")
    if day is None or month is None or not 1 <= day.value <= 31:
        return None
    return _date(specs.Nth(day.value, None, None, None, month.value), parts)


def _today_in(parts: list[Token], said: Said) -> Token | None:
    """ "heute in zwei Wochen"."""
    length = parts[1].value
    if parts[0].value or length.minutes:
        return None
    return _date(specs.Offset(length.days, length.months), parts)


def _nth(parts: list[Token], said: Said) -> Token | None:
    order, weekday, month, ahead = (_only(parts, kinds) for kinds in ("Ol", "WV", "M", MONTHREF))
    if order is None or order.value > 5 or (month is None and ahead is None and not _only(parts, "5")):
        return None
    return _date(
        specs.Nth(
            order.value,
            None if weekday is None else weekday.value,
            None if month is None else month.value,
            _year(parts),
            0 if ahead is None else ahead.value,
        ),
        parts,
    )


def _nth_written(parts: list[Token], said: Said) -> Token | None:
    """The nth weekday, where the ordinal may also be the day of the month: only when it is a word of its own."""
    order = _only(parts, "O")
    if (
        order is None
        or said.language.code not in ("zh", "ar")
        or (order.text[0].isdigit() and said.language.code == "ar")
    ):
        return None
    if said.language.code == "zh" and not order.text.startswith(("第", "最")):
        return None
    return _nth(parts, said)


def _in_week(parts: list[Token], said: Said) -> Token | None:
    week, weekday = _only(parts, "K"), _only(parts, "W")
    return _date(specs.InWeek(week.value, weekday.value), parts) if week and weekday else None


def _next(parts: list[Token], said: Said) -> Token | None:
    weekday = _only(parts, "W")
    return _date(specs.Next(weekday.value), parts) if weekday else None


def _coming(parts: list[Token], said: Said) -> Token | None:
    weekday = _only(parts, "W")
    return (
        _date(specs.Coming(weekday.value, after=any(part.kind == "c" and part.value for part in parts)), parts)
        if weekday
        else None
    )


def _offset(parts: list[Token], said: Said) -> Token | None:
    days = parts[0].value
    return _gone(parts, said) if days < 0 else _date(specs.Offset(days), parts)


def _later(parts: list[Token], said: Said) -> Token | None:
    """ "a week from Thursday", "Monday week", "lundi en huit"."""
    length, base, unit = _only(parts, LENGTH), _only(parts, "WR"), _only(parts, "a")
    gone = base is not None and base.kind == "R" and base.value < 0
    if base is None or gone or (parts[-1].kind == "4" and parts[-1].text.lower() != "week"):
        return None
    if length is None:
        days, months = (unit.value if unit else 7), 0
    elif length.value.minutes:
        return None
    else:
        days, months = length.value.days, length.value.months
    if base.kind == "W":
        return _date(specs.Offset(days, months, base.value), parts)
    return _date(specs.Offset(base.value + days, months), parts)


def _in_a_week(parts: list[Token], said: Said) -> Token | None:
    """German "Montag in einer Woche"; elsewhere such words are not sure."""
    if said.language.code != "de" or parts[1].value.days != 7 or parts[1].value.minutes:
        return None
    return _date(specs.Offset(7, 0, parts[0].value), parts)


def _alone(parts: list[Token], said: Said) -> Token | None:
    """A day of the month with no month: "the 14th", "el 14"."""
    day = parts[-1]
    if not 1 <= day.value <= 31 or (day.kind == ORDINAL and not day.text[0].isdigit() and day.value < 6):
        return None
    if day.kind == "N" and not day.text.isdigit():
        return None
    return _date(specs.DayOfMonth(day.value), parts)


def _of_something(parts: list[Token], said: Said) -> list[Token]:
    """ "Thursday 3pm, 4th anniversary": a day of the month, or a number of what follows."""
    return [*parts[:-1], bad(Reason.VAGUE, parts[-1:])]


def _weekday_and_day(parts: list[Token], said: Said) -> list[Token] | None:
    """ "Sunday the 17th", "martes 14"."""
    if parts[1].kind == "N" and (len(parts[1].text) > 2 or said.language.code == "zh"):
        return None
    day = _alone(parts[1:], said)
    return None if day is None else [parts[0], day]


def _weekday_and_its_day(parts: list[Token], said: Said) -> list[Token] | None:
    """The same with no time behind it; in English "Friday 12" alone may be an hour."""
    return None if parts[1].kind == "N" and said.language.code == "en" else _weekday_and_day(parts, said)


_YEAR = r"(?:[.,o]*Y)?"
_FREE = r"(?![.,]*[1-7h'P])"

REFERENCES: tuple[Rule, ...] = (
    rule(r"W[.y]*N[.o]*W", _march, "W"),
    rule(r"M/M", lambda parts, said: parts[0] if parts[0].value == parts[2].value else None, "/"),  # آذار/مارس
    rule(r"i[.]*N3", _week_in_days, "3"),
    rule(r"[Ol]u3", lambda parts, said: [parts[0], parts[2]], "u"),
    rule(r"tg", _this_part, "t"),
    rule(r"[if]Ng", _russian_days, "g"),
    rule(r"N", _year_token, "N"),
    rule(r"5M", lambda parts, said: parts[1], "M"),
    rule(r"Y6", lambda parts, said: parts[0], "Y"),
    rule(r"Nd", _day_of_month, "d"),
    rule(r"[xc]4|4[xc]|t4|4t", _week_ref, "4"),
    rule(r"[xc]5|5[xc]|t5|5t", _month_ref, "5"),
    rule(r"[pl][46]|[46][pl]|[pl]5(?=[.,@]|$)|5[pl]", _gone),
)
"""First of all: years, weeks and months by their distance from now."""

DAYS: tuple[Rule, ...] = (
    rule(r"(?<![NO])(?<![NO][.,])M[NO]-T", _torn, "-"),
    rule(r"[Fo]?[.y]*[NO] [-&][.y]*[NO][.o]*M" + _YEAR, _stretch, "M"),
    rule(r"(?<![NO])(?<![NO][.,o])M [NO] [-&] [NO]" + _YEAR + _FREE, _stretch, "M"),
    rule(r"[Ol] W[oiF.]*M" + _YEAR, _nth, "M"),
    rule(r"W O[oF.]*M" + _YEAR, _nth_written, "O"),
    rule(r"(?:Y o?)?M o?O[.o]*W", _nth_written, "O"),
    rule(r"[MJ] o?[Ol] ?3", _nth, "3"),
    rule(r"[Ol] W[oiF.]*(?:J|5)", _nth),
    rule(r"W O[oF.]*(?:J|5)", _nth_written),
    rule(r"J o?O[.o]*W", _nth_written, "J"),
    rule(r"[Ol]u?[3y][oiF.]*(?:M" + _YEAR + "|J|5)", _nth),
    rule(r"Y[.,o]*M[.,o]*[NO]" + _FREE, _month_day, "Y"),
    rule(r"[NO][.oy]*M" + _YEAR, _month_day, "M"),
    rule(r"M[.,]*[NO]" + _FREE + _YEAR, _month_day, "M"),
    rule(r"[NO][.]*F[.]*M" + _YEAR, _month_day_arabic, "M"),
    rule(r"J[.@oyi,]*[NO](?![.,]*[1-7h'W])", _day_of_that_month, "J"),
    rule(r"y?[NO]d?[.o]*J", _day_of_that_month, "J"),
    rule(r"L [F&] [WR]", _later, "L"),
    rule(r"R S", _today_in, "S"),
    rule(r"W4(?!K)|R4", _later, "4"),
    rule(r"[WR] a", _later, "a"),
    rule(r"W S", _in_a_week, "S"),
    rule(r"W[.,oi@yF]*K", _in_week, "K"),
    rule(r"K[.,oi@yF]*W", _in_week, "K"),
    rule(r"[xy]*x[.y]*W|W x", _next, "x"),
    rule(r"[ct] W|W [ct]", _coming, "W"),
    rule(r"[pl] W|W [pl]", _gone, "W"),
    rule(r"R", _offset, "R"),
)
"""Days, in the order in which they bind."""


def _from_day_to_day(parts: list[Token], said: Said) -> Token | None:
    """ "from 12 Feb 9:00 to 13 Feb 17:00"."""
    ends = [part for part in parts if part.kind in "DT"]
    return Token(DATES, tuple(ends), words_of(parts))


def _weekday_named_and_day(parts: list[Token], said: Said) -> list[Token] | None:
    """ "this Friday the 14th"."""
    if not isinstance(parts[0].value, specs.Next | specs.Coming | specs.InWeek):
        return None
    day = _alone(parts[1:], said)
    return None if day is None else [parts[0], day]


STRETCHES: tuple[Rule, ...] = (rule(r"[Fo]?[.@y]*D[.,@]*T -[.@y]*D[.,@]*T", _from_day_to_day, "D"),)
"""From a moment of one day to a moment of another."""

DAY_AND_NUMBER: tuple[Rule, ...] = (
    rule(r"D[.,y]*O(?![.,]*[1-7h'PMW])", _weekday_named_and_day, "O"),
    rule(r"D[.,y]*N(?=[.,@]*[TX])", _weekday_named_and_day, "N"),
)

LONE_DAYS: tuple[Rule, ...] = (
    rule(r"(?<![NO])(?<![NO][.,])M[NO]-T", _torn, "-"),
    rule(r"W[.,y]*N(?=[.,@]*[TX])", _weekday_and_day, "W"),
    rule(r"W[.,y]*[NO]" + r"(?![.,]*[1-7h'PM])", _weekday_and_its_day, "W"),
    rule(r"y[.]*N" + r"(?![.,]*[1-7h'PM])", _alone, "y"),
    rule(r"W.*?O(?=[.]*w)", _of_something, "O"),
    rule(r"O" + r"(?![.,]*[1-7h'PMW]|[.]*[#*])", _alone, "O"),
)
"""Days of the month without a month: when everything else has been read."""
