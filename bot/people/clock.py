"""Reading where somebody is, when they work, and which language they speak, as they write it."""

import re
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from bot.daytime import EVERY_DAY, Hours
from bot.when.cities import zones_of
from bot.when.normalise import clean, fold
from bot.words import LANGUAGES, _, listing

WORKWEEKS = (EVERY_DAY, "12345", "12347")
"""Every day, Monday to Friday, Sunday to Thursday."""

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\b", re.I)
_WEEKDAYS = re.compile(r"\b(?:weekdays|monday to friday|mon ?- ?fri)\b", re.I)
_SUNDAYS = re.compile(r"\b(?:sunday to thursday|sun ?- ?thu)\b", re.I)


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def read_zone(text: str) -> tuple[str, str]:
    """The IANA zone of a city or of its own name, and "": or "", and the sentence that asks again."""
    wanted = clean(text)
    named = _zones().get(wanted.lower().replace(" ", "_"))
    if named:
        return named, ""
    found = zones_of(" ".join(fold(wanted).split()))
    if len(found) == 1:
        return found[0], ""
    if found:
        return "", _("There are several: please write %(zones)s.") % {"zones": listing(found)}
    return "", _("I do not know this place. Please write a city like “Nairobi” or a zone like “Africa/Nairobi”.")


def read_time(text: str) -> time | None:
    """ "9", "9:30", "9.30", "5 pm", "24:00"; None for anything else."""
    found = _CLOCK.fullmatch(clean(text))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_hours(text: str, standing: Hours) -> Hours | None:
    """ "9 and 17", "9:00-17:30 Monday to Friday"; days not named stay as they were. None when it is no range."""
    words = clean(text)
    times = [read_time(found.group().strip()) for found in _CLOCK.finditer(words)]
    if len(times) != 2 or times[0] is None or times[1] is None or times[0] >= times[1]:
        return None
    days = "12345" if _WEEKDAYS.search(words) else "12347" if _SUNDAYS.search(words) else standing.days
    return Hours(times[0], times[1], days)


def read_language(text: str) -> str:
    """The language of this name or code, "" when we do not speak it."""
    wanted = clean(text).casefold()
    for code in LANGUAGES:
        locale = Locale.parse(code)
        if wanted in (
            code,
            str(locale.get_display_name(code)).casefold(),
            str(locale.get_display_name("en")).casefold(),
        ):
            return code
    return ""


def language_name(code: str) -> str:
    """What a language calls itself."""
    return str(Locale.parse(code).get_display_name(code)).capitalize()


def days_name(days: str) -> str:
    """What people call these days."""
    match days:
        case "12345":
            return _("Monday to Friday")
        case "12347":
            return _("Sunday to Thursday")
        case _:
            return _("every day")
