"""Rules for what recurs: "every Tuesday", "last Friday of every month", "по четвергам", "每周四"."""

from dataclasses import replace

from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.result import Reason
from bot.when.specs import Recurrence
from bot.when.tokens import SERIES, Token

UNSURE = ("UNSURE", 2)
"""What "biweekly" is worth: every two weeks, or twice a week."""
_WORKDAYS = tuple((0, weekday) for weekday in range(5))


def _token(recurrence: Recurrence, parts: list[Token]) -> Token:
    return Token(SERIES, recurrence, words_of(parts))


def _weekdays(parts: list[Token]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(0, part.value) for part in parts if part.kind in "WV"}))


def _weekly(parts: list[Token], said: Said) -> Token | None:
    if any(part.kind == "E" and part.value == UNSURE for part in parts):
        return _token(Recurrence("WEEKLY", 2, _weekdays(parts), perhaps=()), parts)
    interval = next((part.value[1] for part in parts if part.kind == "E" and part.value), 1)
    if any(part.kind == "E" and (part.value is None or part.value[0] != "WEEKLY") for part in parts):
        return None
    interval = next((part.value for part in parts if part.kind == "k"), interval)
    return _token(Recurrence("WEEKLY", interval, _weekdays(parts)), parts)


def _one_in_two(parts: list[Token], said: Said) -> Token | None:
    """ "Un mardi sur deux"."""
    return _weekly(parts, said) if said.language.code == "fr" and parts[-1].text.startswith("sur") else None


def _every_weeks(parts: list[Token], said: Said) -> Token | None:
    """ "every 2 weeks on Friday"."""
    number = next((part.value for part in parts if part.kind in "kN"), 1)
    return _token(Recurrence("WEEKLY", number, _weekdays(parts)), parts) if 1 <= number <= 12 else None


def _workdays(parts: list[Token], said: Said) -> Token | None:
    return _token(Recurrence("WEEKLY", 1, _WORKDAYS), parts)


def _weekday_range(parts: list[Token], said: Said) -> Token | None:
    """ "every Monday to Friday", "tous les jours du lundi au vendredi"; "daily from Monday to Friday" may be once."""
    once = said.language.code == "en" and any(part.kind == "F" for part in parts)
    if once or any(part.kind == "E" and part.value != ("DAILY", 1) for part in parts):
        return None
    first, last = (part.value for part in parts if part.kind in "WV")
    days = [(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)]
    return _token(Recurrence("WEEKLY", 1, tuple((0, day) for day in sorted(days))), parts)


def _daily(parts: list[Token], said: Said) -> Token | None:
    if any(part.kind == "E" and (part.value is None or part.value[0] != "DAILY") for part in parts):
        return None
    return _token(Recurrence("DAILY"), parts)


def _monthly_nth(parts: list[Token], said: Said) -> Token | None:
    """ "first and third Tuesday of every month"."""
    if any(part.kind == "E" and (part.value is None or part.value[0] != "MONTHLY") for part in parts):
        return None
    weekday = next(part.value for part in parts if part.kind in "WV")
    orders = sorted({part.value for part in parts if part.kind in "Ol"})
    if any(order == 5 for order in orders):
        return bad(Reason.SKIPS, parts)
    if any(order > 5 for order in orders):
        return None
    return _token(Recurrence("MONTHLY", 1, tuple((order, weekday) for order in orders)), parts)


def _monthly_day(parts: list[Token], said: Said) -> Token | None:
    """ "the 15th of every month"."""
    if any(part.kind == "E" and (part.value is None or part.value[0] != "MONTHLY") for part in parts):
        return None
    day = next(part.value for part in parts if part.kind in "NO")
    if not 1 <= day <= 31:
        return None
    return bad(Reason.SKIPS, parts) if day > 28 else _token(Recurrence("MONTHLY", 1, (), day), parts)


def _each_day_of_month(parts: list[Token], said: Said) -> Token | None:
    """ "jeden 15. um 9 Uhr"."""
    return _monthly_day(parts[:2], said) if parts[1].text[0].isdigit() else None


def _last_day(parts: list[Token], said: Said) -> Token | None:
    order = next(part.value for part in parts if part.kind in "Ol")
    return _token(Recurrence("MONTHLY", 1, (), order), parts) if order in (1, -1) else None


def _unsure(parts: list[Token], said: Said) -> Token | None:
    """ "every third Thursday": of the month, or every three weeks?"""
    weekday = next(part.value for part in parts if part.kind in "WV")
    order = next(part.value for part in parts if part.kind in "Ol")
    if order == 5 or order > 12:
        return bad(Reason.AMBIGUOUS_SERIES, parts)
    monthly = (Recurrence("MONTHLY", 1, ((order, weekday),)),) if order < 5 else ()
    weekly = (Recurrence("WEEKLY", order, ((0, weekday),)),) if order > 1 else ()
    first, *others = *monthly, *weekly
    return _token(replace(first, perhaps=tuple(others)), parts)


def _cadence(parts: list[Token], said: Said) -> Token | None:
    """A word for how often that says no day, or is understood in two ways ("biweekly")."""
    return bad(Reason.AMBIGUOUS_SERIES, parts)


_MORE = r"(?:[.,&oy]+[WV])*"

EVERY: tuple[Rule, ...] = (
    rule(r"e?[.]*[Ol][&,.y]+[Ol] [WV][oiF.]*e5", _monthly_nth, "e"),
    rule(r"e [Ol][&,.y]+[Ol] [WV][oiF.]*(?:J|5)", _monthly_nth, "e"),
    rule(r"[Ol] [WV][oiF.]*e?[.]*e5", _monthly_nth, "e"),
    rule(r"W O[oF.]*e5", _monthly_nth, "e"),
    rule(r"e [Ol] [WV][oiF.]*(?:J|e?5)", _monthly_nth, "e"),
    rule(r"e5[.@oyi,]*[Ol] [WV]", _monthly_nth, "e"),
    rule(r"E[.@oyi,]*[Ol][.o]*[WV]", _monthly_nth, "E"),
    rule(r"[Ol] [WV] E", _monthly_nth, "E"),
    rule(r"[Ol]3[oiF.]*e5", _last_day, "e"),
    rule(r"e5[.@oyi,]*[NO](?![.,]*[1-7h'M])", _monthly_day, "e"),
    rule(r"y?[NO][oiF.]*e5", _monthly_day, "e"),
    rule(r"e y?[NO][oiF.]*[5J]", _monthly_day, "e"),
    rule(r"e Od?(?![.,o]*[M1-7h'W5J#*?wg])", _each_day_of_month, "O"),
    rule(r"E[.@oyi,]*[NO](?![.,]*[1-7h'MW])", _monthly_day, "E"),
    rule(r"e k[.]*[WV]" + _MORE, _weekly, "k"),
    rule(r"u?[W][.]*k", _one_in_two, "k"),
    rule(r"e (?:k|N)?4[.@oyi,]*[WV]" + _MORE, _every_weeks, "e"),
    rule(r"[WV][.,@]*e N?4", _every_weeks, "e"),
    rule(r"e [Ol][.o]*[WV]", _unsure, "e"),
    rule(r"e [WV][.]*-[.yo]*[WV]", _weekday_range, "-"),
    rule(r"(?:E|e3)[.@yoF,]*[WV][.]*-[.yo]*[WV](?![.,y]*[NO][.oy]*M)", _weekday_range, "-"),
    rule(r"[oF]?[.]*W[.]*-[.yo]*W[.,]*(?:E|e3)", _weekday_range, "-"),
    rule(r"E[.@oyiF,-]*[WV]" + _MORE, _weekly, "E"),
    rule(r"[WV]" + _MORE + r"[.,]*E", _weekly, "E"),
    rule(r"e [WV]" + _MORE, _weekly, "e"),
    rule(r"e 7", _workdays, "7"),
    rule(r"e 3", _daily, "e"),
    rule(r"E", _daily, "E"),
    rule(r"V" + _MORE, _weekly, "V"),
    rule(r"e.?[4-6]|E", _cadence),
)
"""Before single days are read, so that no recurrence is taken for one day."""
