"""Months as the bounds of a series: "in February and March", "from March to May", "starting next month"."""

from itertools import pairwise

from bot.when import specs
from bot.when.grammar import Rule, Said, rule, words_of
from bot.when.specs import Spec
from bot.when.tokens import DATE, FROM, MONTH, SERIES, TO, YEAR, Token

UNTIL, THROUGH = 1, 2
"""What a word for "to" may say of its own: that nothing else than an end follows, and that all of a month is meant."""
_WITHIN = {"en": "iof", "fr": "of", "es": "iof", "de": "of", "ru": "@f", "ar": "@o", "zh": "@"}
"""Words before a month that say "within it", by language."""
_LATELY = 10
"""Months ahead from which on a month without a year may as well be the one that is just over."""


def _month_of(parts: list[Token], said: Said) -> list[Token] | None:
    """From the first day of the first month that is named, or from today when it has begun, to the last of the last.

    Only months that follow each other, and none that are over in part.
    """
    months = [part.value for part in parts if part.kind == MONTH]
    years = [part.value for part in parts if part.kind == YEAR]
    first, last, today = months[0], months[-1], said.now.date()
    crossed = last < first
    begins = (years[0] if len(years) > 1 else years[-1] - crossed) if years else None
    if begins is None and 0 < (today.month - first) % 12 <= (last - first) % 12:
        return None  # in April, "from March to May" may have begun
    begun = first == today.month and begins in (None, today.year)
    start = specs.Exact(today) if begun else specs.MonthDay(first, 1, begins)
    end = specs.Nth(-1, None, last, years[-1] if years else None)
    return [Token(FROM, 0, "from"), _date(start, parts), Token(TO, UNTIL, "until"), _date(end, parts)]


def _follow(parts: list[Token]) -> bool:
    """The months that are named follow each other."""
    months = [part.value for part in parts if part.kind == MONTH]
    return all((later - month) % 12 == 1 for month, later in pairwise(months))


def _date(spec: Spec, parts: list[Token]) -> Token:
    return Token(DATE, spec, words_of(parts))


def _within(parts: list[Token], said: Said) -> list[Token] | None:
    """ "every Thursday in February", "in February and March"."""
    ahead = parts[:-1] if parts[-1].kind == SERIES else parts[1:]
    if ahead[0].kind not in _WITHIN[said.language.code] or not _follow(ahead):
        return None
    return _beside(parts, _month_of(ahead, said))


def _beside(parts: list[Token], bounds: list[Token] | None) -> list[Token] | None:
    """The bounds, and what recurs before or behind them."""
    if bounds is None:
        return None
    return [*bounds, parts[-1]] if parts[-1].kind == SERIES else [parts[0], *bounds]


def _month_first(parts: list[Token], said: Said) -> list[Token] | None:
    """ "二月每周四": without a word between."""
    sure = said.language.code == "zh" and _follow(parts)
    return _beside(parts, _month_of(parts[:-1], said)) if sure else None


def _of_month(parts: list[Token], said: Said) -> list[Token] | None:
    """ "каждый вторник марта": without a word between."""
    return _beside(parts, _month_of(parts[1:], said)) if said.language.code == "ru" and _follow(parts[1:]) else None


def _from_month_to_month(parts: list[Token], said: Said) -> list[Token] | None:
    """ "from March to May"; "until May", "до мая" may leave out May."""
    open_end = any(part.kind == TO and part.value == UNTIL for part in parts) and said.language.code in ("en", "ru")
    return None if open_end else _month_of(parts, said)


def _french(parts: list[Token], said: Said) -> list[Token] | None:
    """ "de mars à mai"."""
    return _month_of(parts, said) if said.language.code == "fr" else None


def _since_month(parts: list[Token], said: Said) -> list[Token] | None:
    """ "from March on", "starting in March"."""
    month = next(part.value for part in parts if part.kind == MONTH)
    year = next((part.value for part in parts if part.kind == YEAR), None)
    today = said.now.date()
    if year is None and (month - today.month) % 12 >= _LATELY:
        return None
    begun = month == today.month and year in (None, today.year)
    return [parts[0], _date(specs.Exact(today) if begun else specs.MonthDay(month, 1, year), parts)]


def _since_reference(parts: list[Token], said: Said) -> list[Token] | None:
    """ "starting next month", "ab nächster Woche"."""
    ahead = parts[-1]
    if ahead.value < 1:
        return None
    week = ahead.kind == "K"
    return [
        parts[0],
        _date(specs.InWeek(ahead.value, None) if week else specs.Nth(1, None, None, None, ahead.value), parts),
    ]


YEARLY = r"(?:[.,o]*Y)?"
_ALONE = r"M(?![.,o]*[NO])" + YEARLY
_FIRST = r"(?<![NO])(?<![NO][.o])M" + YEARLY
_MORE = r"(?:[.,]*[,&][.,io@]*M(?![.,o]*[NO]))*"

MONTHS: tuple[Rule, ...] = (
    rule(rf"[Fo]?[.y@i]*{_FIRST}[.,]*-[.yo]*{_ALONE}", _from_month_to_month, "-"),
    rule(rf"F[.y@i]*{_FIRST}[.]*&[.yo]*{_ALONE}", _from_month_to_month, "&"),
    rule(rf"[Fo][.]*{_FIRST}[.]*@[.]*{_ALONE}", _french, "@"),
    rule(rf"F[.yio@]*(?:5[.o]*)?{_ALONE}", _since_month, "F"),
    rule(r"F[.yio@]*[JK](?![.,oi@yF]*W|[.,oiyF]*[NO])", _since_reference, "F"),
    rule(rf"^[.]*[iof@][.o]*M{_MORE}{YEARLY}[.,]*r", _within, "M"),
    rule(rf"[rTXz] [iof@][.o]*M{_MORE}(?![.,o]*[NO])(?![.]*[?#*w]){YEARLY}", _within, "M"),
    rule(rf"(?<![NOQ-])M{_MORE}[.,o]*r", _month_first, "M"),
    rule(rf"rM{_MORE}(?![.,o]*[NO])(?![.]*[?#*w]){YEARLY}", _of_month, "M"),
)
"""Before single days are read, in what recurs."""
