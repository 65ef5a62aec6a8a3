"""How long what is kept: reading it from a sentence, and saying it. Values in, values out."""

import calendar
import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.words import _, n_
from storage.keeping import FOR_EVER, LONGEST, Kind

OFFERED = (1, 3, 6, 12, 24, 36, 60, FOR_EVER)
"""Months to choose from in the form; a sentence can name any number."""
NIGHT = time(3)
"""When purges begin, on the community's own clock."""

_LENGTH = re.compile(r"^(?:for\s+)?(\d{1,4})\s*(\w+)$", re.IGNORECASE)


def before(now: datetime, months: int) -> datetime:
    """The instant so many calendar months ago; the last day of a month where it has no such day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def next_night(now: datetime, zone: str) -> datetime:
    """When the next purge begins, after now."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=int(local.time() >= NIGHT))
    return datetime.combine(day, NIGHT, ZoneInfo(zone)).astimezone(UTC)


def read(rest: str) -> tuple[Kind, int] | str:
    """What to keep for how many months, from "audit 24 months" or "audit for ever"; else what to write instead."""
    words = " ".join(rest.split())
    for kind in Kind:
        for name in (kind_name(kind), kind.value):
            if words.casefold().startswith(f"{name.casefold()} "):
                months = read_months(words[len(name) :].strip())
                return months if isinstance(months, str) else (kind, months)
    names = ", ".join(kind_name(kind) for kind in Kind)
    return _("Please name what to keep, like “keep audit 24 months”. I keep: %(names)s.") % {"names": names}


def read_months(text: str) -> int | str:
    """A number of months, `FOR_EVER`, or the sentence that says what to write instead."""
    if text.casefold() in (_("for ever"), _("forever")):
        return FOR_EVER
    found = _LENGTH.match(text)
    units = {_("month"): 1, _("months"): 1, _("year"): 12, _("years"): 12}
    unit = units.get(found[2].casefold()) if found else None
    if found is None or unit is None or not 1 <= (months := int(found[1]) * unit) <= LONGEST:
        return _("Please say how long in months or years, up to ten years, or “for ever”: “keep audit 24 months”.")
    return months


def length(months: int) -> str:
    """A period as people say it."""
    if months == FOR_EVER:
        return _("for ever")
    if months % 12 == 0:
        return n_("%(count)s year", "%(count)s years", months // 12)
    return n_("%(count)s month", "%(count)s months", months)


def kind_name(kind: Kind) -> str:
    """What people call this kind."""
    match kind:
        case Kind.AUDIT:
            return _("audit")
        case Kind.HISTORY:
            return _("answer history")
        case Kind.ROSTERS:
            return _("rosters")
        case Kind.DELIVERIES:
            return _("deliveries")
        case Kind.ACCOUNTS:
            return _("accounts")
        case Kind.CODES:
            return _("codes")


def explained(kind: Kind) -> str:
    """What goes when a period is over."""
    match kind:
        case Kind.AUDIT:
            return _("who did what")
        case Kind.HISTORY:
            return _("how answers were changed; the answers stay")
        case Kind.ROSTERS:
            return _("who answered sessions that are over; how many stays")
        case Kind.DELIVERIES:
            return _("records of messages that were sent")
        case Kind.ACCOUNTS:
            return _("chat accounts of people who left")
        case Kind.CODES:
            return _("join codes that stopped working")
