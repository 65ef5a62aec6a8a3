"""Reading days that are listed: "4, 11 and 18 March 2027 15:00", "on 4 March, 11 March and 18 March at 15:00"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import when

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+"
_NO_CLOCK = r"(?![:.]\d|\s*(?:h|hours?|hrs?|min\w*|am|pm|a\.m|p\.m|o['’]clock|uhr|meet\w*)\b)"
_DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_CLOCK}"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)\b)?"
_DAY_FIRST = re.compile(
    rf"(?P<weekday>{_WEEKDAY})?(?:the\s+)?{_DAY}(?:\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w))?{_YEAR}", re.I
)
_MONTH_FIRST = re.compile(rf"(?P<weekday>{_WEEKDAY})?(?P<month>{_MONTH})\s+(?:the\s+)?{_DAY}{_YEAR}", re.I)
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b)(?:\s|[,;&+]|\band\b|\bon\b)*", re.I)
_BEFORE = re.compile(r"\s*(?:(?:on|from|starting|beginning)\s+)*", re.I)


@dataclass(frozen=True)
class _Item:
    """One day as far as it was written: "11", "Thursday 11 March", "11 March 2027"."""

    weekday: str
    day: str
    month: str
    year: str


def read_days(text: str, read: Callable[[str], when.Result]) -> when.Result | None:
    """The moments on the days that are listed, or what is wrong with the first of them that is doubtful; SEVERAL where
    they stand in no order or in no sure month. None where fewer than two are listed.

    `read` reads one day with what follows the list, so that a contradiction asks as it does everywhere.
    """
    begins = _BEFORE.match(text)
    items, end, month_first = _items(text, begins.end() if begins else 0)
    if len(items) < 2 or not any(item.month for item in items):
        return None
    several = when.Ask(when.Reason.SEVERAL, {"words": text[begins.end() if begins else 0 : end].strip()})
    days = _whole(items, month_first)
    if days is None:
        return several
    moments: list[when.When] = []
    for day in days:
        found = read(f"{day} {text[end:].strip(' ,;')}")
        if not isinstance(found, when.When):
            return found
        if moments and found.start <= moments[-1].start:
            return several
        moments.append(found)
    return when.Series(moments[0], "", tuple(moments))


def _items(text: str, at: int) -> tuple[list[_Item], int, bool]:
    """The days at the beginning, where what follows them begins, and whether the month comes first."""
    items: list[_Item] = []
    month_first, end = _MONTH_FIRST.match(text, at) is not None, at
    while found := _MONTH_FIRST.match(text, at) or _DAY_FIRST.match(text, at):
        items.append(_Item(*((found[key] or "").strip() for key in ("weekday", "day", "month", "year"))))
        end = found.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        at = between.end()
    return items, end, month_first


def _whole(items: Sequence[_Item], month_first: bool) -> list[str] | None:
    """Each day with its month and year: "4, 11 and 18 March" says March once, "4 March, 11 March 2027" the year. None
    where a day stands between two months and could be in either.
    """
    found: list[str] = []
    for index, item in enumerate(items):
        before = next((one.month for one in reversed(items[:index]) if one.month), "")
        after = next((one.month for one in items[index:] if one.month), "")
        if not item.month and not month_first and before and after and before.lower() != after.lower():
            return None
        month = item.month or (before if month_first else after or before)
        year = next((one.year for one in (*items[index:], *reversed(items[:index])) if one.year), "")
        found.append(" ".join(piece for piece in (item.weekday, item.day, month, year) if piece))
    return found
