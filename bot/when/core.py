"""The only door to dateparser: the day that words name, with what was really written in them.

dateparser fills in what is missing; `DateData.parts` (new in 1.5.0) tells a typed part from a filled-in one.
Languages are always given: without them nonsense loads every locale, which takes seconds.
"""

from datetime import date, datetime
from typing import Any

from dateparser.date import DateDataParser  # type: ignore[import-untyped]


def day_of(text: str, now: datetime, lang: str, order: str) -> date | None:
    """The day these words name, if they name a day of a month; None when they do not or dateparser cannot tell."""
    parser: Any = DateDataParser(
        languages=[lang],
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": order or "DMY",
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    try:
        found = parser.get_date_data(text)
    except (ValueError, OverflowError, TypeError):
        return None
    if found.date_obj is None or not {"day", "month"} <= set(found.parts or ()):
        return None
    return found.date_obj.date()
