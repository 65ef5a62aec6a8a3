"""Lines that are no items: a title of the whole, a date, a sum, a chapter, a span that holds what follows."""

import re
from collections.abc import Sequence

from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, marked
from bot.agenda.reading.vocabulary import HEADINGS, MONTHS
from bot.when.normalise import fold

_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d月")
_DAYS = re.compile(
    r"(?:day|jour|dia|tag|день|اليوم|يوم) "
    r"(?:\d|[ivx]{1,3}|one|two|three|un|deux|uno|dos|eins|zwei|один|два|الاول|الثاني|الثالث)(?!\w).{0,40}"
    r"|\d[. ]+(?:tag|день)(?!\w).{0,40}|第[一二三四\d]天.{0,20}"
    r"|(?:morning|afternoon|matin|apres midi|manana|tarde|vormittag|nachmittag|утро|上午|下午)(?: session)?"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LENGTH_FIRST = re.compile(r"\W{0,4}\d{1,3}\s?(?:'|m)")
_SHORT = 6
"""Words of a line that is a date and nothing else."""


def words(row: Row) -> str:
    """The words of a line without its mark, as they are compared."""
    return fold(level(marked(row.raw)[1])).strip(" .:*#|_")


def heading(row: Row, rows: Sequence[Row], at: int, *, begun: bool, any_timed: bool) -> bool:
    """Row number `at` is none of the items; `begun` when some stand above it, `any_timed` when items have times."""
    if _anywhere(row):
        return True
    if begun or (row.dated and sum(other.dated and bool(other.title) for other in rows) > 1):
        return False
    others = [other for other in rows if other is not row]
    if row.raw.startswith("#") and not row.timed and not any(other.raw.startswith("#") for other in others):
        return row.number == ()
    if row.titled and any_timed and not any(other.titled for other in others):
        return not row.timed
    if row.style == "cell" and _YEAR.search(row.raw) and not any(_YEAR.search(other.raw) for other in others):
        return True
    return _tells_the_date(row) or _opens(row) or _holds(row, rows[at + 1 :])


def chapter(row: Row, later: Sequence[Row]) -> bool:
    """A numbered line without a time whose parts, 2.1 and 2.2, have theirs."""
    if row.timed or not row.number:
        return False
    following = next((other for other in later if other.number), None)
    return following is not None and following.timed and following.number[:-1] == row.number


def summed(row: Row) -> bool:
    """It says when or how long the whole is."""
    dated = _DATE.search(row.raw) or _names_a_day(words(row))
    return HEADINGS.match(words(row)) is not None or (bool(dated) and not row.style and row.minutes is None)


def _anywhere(row: Row) -> bool:
    said = fold(level(row.title)).strip(" .:*#|")
    if HEADINGS.fullmatch(said) or row.indent < 0:
        return True
    if row.timed:
        return False
    return bool(_DAYS.fullmatch(said)) or (not row.style and len(said.split()) <= _SHORT and _names_a_day(said))


def _tells_the_date(row: Row) -> bool:
    dated = _DATE.search(row.raw) or _names_a_day(fold(level(row.raw)))
    whole = row.minutes is None or row.start or not _LENGTH_FIRST.match(level(row.raw))
    return bool(dated and whole) and (not row.style or row.timed != (row.style == "cell"))


def _names_a_day(said: str) -> bool:
    return bool(MONTHS.search(said) and re.search(r"\d", said))


def _opens(row: Row) -> bool:
    said = fold(level(row.title)).strip(" .:*#|")
    return not row.style and not row.timed and HEADINGS.match(said) is not None


def _holds(row: Row, later: Sequence[Row]) -> bool:
    """Its span of time is that of all the lines below."""
    if not row.start or not row.end:
        return False
    inner = [other.minutes for other in later if other.minutes is not None and not other.label]
    if len(inner) > 1 and not any(other.start for other in later) and not row.style:
        return sum(inner) <= row.end.minutes - row.start.minutes
    starts = [other.start.minutes for other in later if other.start]
    return len(starts) > 1 and all(row.start.minutes <= start <= row.end.minutes for start in starts)
