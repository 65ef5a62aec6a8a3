"""Messages and dates as plain text: for terminals, notifications and screen readers."""

from datetime import datetime
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_skeleton, get_timezone_gmt, get_timezone_location

from bot.chat.message import (
    Block,
    Bullets,
    Buttons,
    Divider,
    Facts,
    Heading,
    Link,
    Mention,
    Message,
    Moment,
    Note,
    Picture,
    Span,
    Spans,
    Strong,
    Text,
)

DATES_IN = {"en": "en_GB"}
"""Day before month for English too: most of the world reads it so, and a month in letters misleads nobody."""

MOMENTS = 4096
"""Texts of moments kept: a message to many people says the same ones to all of them."""


def plain(message: Message) -> str:
    """Every word of the message, block after block, buttons left out: nothing can be pressed in plain text."""
    lines = (block_text(block, message.locale) for block in message.blocks if not isinstance(block, Buttons | Divider))
    return "\n".join(lines)


def block_text(block: Block, locale: str) -> str:
    """One block's words."""
    match block:
        case Heading(text):
            return text
        case Text(spans) | Note(spans):
            return spans_text(spans, locale)
        case Facts(rows):
            return "\n".join(f"{label}: {spans_text(value, locale)}" for label, value in rows)
        case Bullets(items):
            return "\n".join(f"• {spans_text(item, locale)}" for item in items)
        case Picture(_, alt):
            return alt
        case Buttons(buttons):
            return " ".join(f"[{button.label}]" for button in buttons)
        case Divider():
            return ""
        case _:
            assert_never(block)


def spans_text(spans: Spans, locale: str) -> str:
    """The spans' words in one line."""
    return "".join(span_text(span, locale) for span in spans)


def span_text(span: Span, locale: str) -> str:
    """One span's words."""
    match span:
        case str():
            return span
        case Strong(text):
            return text
        case Link(text, url):
            return f"{text} ({url})"
        case Mention(_, name):
            return name
        case Moment():
            return moment_text(span, locale)
        case _:
            assert_never(span)


@lru_cache(MOMENTS)
def moment_text(moment: Moment, locale: str) -> str:
    """A moment in its own zone, with the day of the week and the city: "Thu, 4 Mar 2027, 15:00-17:00 Geneva"."""
    if not moment.day:
        return range_text(moment, locale)
    day = day_text(moment.at, moment.zone, locale)
    return f"{day}, {clock_text(moment, locale)}" if moment.clock else day


@lru_cache(MOMENTS)
def day_text(at: datetime, zone: str, locale: str) -> str:
    """The day of the week and the date, year included."""
    return str(format_skeleton("yMMMEd", at, tzinfo=ZoneInfo(zone), locale=DATES_IN.get(locale, locale)))


@lru_cache(MOMENTS)
def short_day_text(at: datetime, zone: str, locale: str) -> str:
    """The day and the month, for lists of days."""
    return str(format_skeleton("MMMd", at, tzinfo=ZoneInfo(zone), locale=DATES_IN.get(locale, locale)))


@lru_cache(MOMENTS)
def clock_text(moment: Moment, locale: str) -> str:
    """The time or range of a moment on a 24-hour clock, and where that clock hangs: "15:00-17:00 Geneva".

    In the hour that happens twice when the clocks go back, also which of the two it is: "02:30 Geneva (UTC+1)".
    """
    return f"{range_text(moment, locale)} {city_of(moment, locale)}{pass_text(moment.at, moment.zone, locale)}"


def pass_text(at: datetime, zone: str, locale: str) -> str:
    """Which of the two it is in the hour that happens twice when the clocks go back, " (UTC+01)" or " (UTC+10:30)";
    else nothing.
    """
    local = at.astimezone(ZoneInfo(zone))
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f" (UTC{get_timezone_gmt(local, 'iso8601', locale=locale).removesuffix(':00')})" if twice else ""


def range_text(moment: Moment, locale: str) -> str:
    """The time or range of a moment on the 24-hour clock of its own zone: "15:00-17:00"."""
    zone = ZoneInfo(moment.zone)
    start = format_datetime(moment.at, "HH:mm", tzinfo=zone, locale=locale)
    return f"{start}–{format_datetime(moment.until, 'HH:mm', tzinfo=zone, locale=locale)}" if moment.until else start


def city_of(moment: Moment, locale: str) -> str:
    """What to call the moment's zone: the city people typed, else the zone's own in their language."""
    if moment.city:
        return moment.city
    if moment.zone == "UTC":
        return "UTC"
    return get_timezone_location(ZoneInfo(moment.zone), locale=locale, return_city=True)
