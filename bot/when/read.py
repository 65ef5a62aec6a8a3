"""From words to a result: normalise, cut into tokens, reduce, assemble, validate."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when.core import day_of
from bot.when.result import Ask, Day, Reason, Result, When

LONGEST = 200


def read(text: str, *, now: datetime, zone: str, lang: str = "en") -> Result:
    """What these words mean, said at `now` (aware) by a person whose clocks are in `zone` (IANA)."""
    if len(text) > LONGEST:
        return Ask(Reason.TOO_LONG, {"limit": str(LONGEST)})
    local = now.astimezone(ZoneInfo(zone))
    clock = re.search(r"\b(\d{1,2}):(\d\d)\b", text)
    rest = text.replace(clock.group(), " ") if clock else text
    day = day_of(rest.strip(), local, lang, "DMY")
    if day is None:
        return Ask(Reason.UNREADABLE, {"words": text.strip()})
    if clock is None:
        return Day(day)
    try:
        start = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), tzinfo=ZoneInfo(zone))
    except ValueError:
        return Ask(Reason.NO_SUCH_TIME, {"words": clock.group()})
    return When(start, zone) if start > now else Ask(Reason.PAST, {"when": f"{start:%d %B %Y %H:%M}"})


def warm_up() -> None:
    """Load what the first reading would otherwise wait for."""
