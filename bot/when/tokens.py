"""The letters the grammar is written in: one per kind of token, so that a phrase becomes a short string of letters."""

from dataclasses import dataclass
from typing import Any

NUMBER = "N"  # int
ARTICLE = "u"  # "a", "une": the number one where a unit follows, nothing elsewhere
ORDINAL = "O"  # int, -1 for "last"
LAST = "l"  # "last": the last of a month, or the one before now
MONTH = "M"  # 1 to 12
YEAR = "Y"  # four digits
WEEKDAY = "W"  # 0 is Monday
WEEKDAYS = "V"  # a weekday that recurs by its form: "Tuesdays", "dienstags"
MINUTE, HOUR, DAY, WEEK, MONTHS, YEARS, WORKDAY = "1234567"  # units of time
LENGTH = "L"  # Length
OFFSET = "R"  # days from today
NEXT, THIS, COMING, GONE = "x", "t", "c", "p"
EVERY, CADENCE, OTHER = "e", "E", "k"  # "every", "daily" (frequency, interval), "other"
WEEKREF, MONTHREF = "K", "J"  # "next week", "next month": how many from now
PART = "g"  # a part of the day, see clock.PARTS
NOON, MIDNIGHT = "n", "m"
AFTER, HENCE, AGO, LASTING = "i", "I", "A", "f"  # "in", "from now", "ago", "for"
FROM, TO, AND, OF, AT, OR = "F", "-", "&", "o", "@", "|"
WEEKS_LATER = "a"  # days after the nearest such weekday: "lundi en huit"
DAYMARK = "d"  # makes a number a day of the month: "14 числа"
INTRO = "y"  # a word that introduces a day of the month: "el", "am", "يوم"
OCLOCK, HALF, PLUS, FORE, PAST, BEFORE = "h", "H", "+", "^", "P", "B"
CLOCK, SPAN = "T", "X"  # Clock, Span
DATE, DATES = "D", "="  # DaySet; a stretch of days
SHIFT, BACK = "S", "<"  # Length from now; before now
SERIES = "r"  # Rule
TIMES, COUNT = "C", "U"  # 6 "times"; how many times in all
END = "Q"  # "the end of" a month or year
ZONE, TIMEWORD, CITY = "z", "Z", "G"
PAIR = "q"  # "12.02": a date or a time
FILLER, BREAK = ".", ","
HEDGE, NEAR = "!", "~"  # never certain; uncertain beside a date
LABEL, COUNTED, TITLE = "#", "*", "?"  # "session" 3; 12 "people"; May "workshop"
SAYING = "v"  # carries a date and says nothing about it: "see you"; 1 where the next word does ("is", "works")
MOVES, ONTO = "b", "j"  # "reschedule"; where to: German "auf", Chinese "到"
WORD = "w"
BAD = "%"  # Ask

SAYS_WHEN = "DTXzLrSgmWV="
"""What names a day, a time, a zone or a length."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text: what it is, what it is worth, and how it was written."""

    kind: str
    value: Any
    text: str
    tight: bool = False
    """No space stood before it."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, calendar parts and clock parts apart."""

    minutes: int = 0
    days: int = 0
    months: int = 0

    def __add__(self, other: "Length") -> "Length":
        return Length(self.minutes + other.minutes, self.days + other.days, self.months + other.months)

    def __mul__(self, times: int) -> "Length":
        return Length(self.minutes * times, self.days * times, self.months * times)


UNITS = {
    MINUTE: Length(minutes=1),
    HOUR: Length(minutes=60),
    DAY: Length(days=1),
    WEEK: Length(days=7),
    MONTHS: Length(months=1),
    YEARS: Length(months=12),
}
