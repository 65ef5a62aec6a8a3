"""The hour that happens twice when clocks go back: each of its two passes is a moment of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, product
from zoneinfo import ZoneInfo

from bot.when.cities import named
from bot.when.result import MOST, Ask, Reason, Result, Series, When
from bot.when.rules_of_time import happenings


def passes(read: Result) -> tuple[When, ...]:
    """The moment, or the first and the second pass of an hour that happens twice; none where anything else is open."""
    if isinstance(read, When):
        return (read,)
    if isinstance(read, Ask) and read.reason is Reason.DST_OVERLAP:
        return tuple(one for one in read.readings if isinstance(one, When))
    return ()


def combined(each: Sequence[tuple[When, ...]]) -> list[tuple[When, ...]]:
    """Every way to take one pass of each; not all where they are more than a question may offer."""
    return list(islice(product(*each), MOST + 1))


def repeated(first: When, step: timedelta, count: int) -> Series | Ask:
    """So many moments that are as far apart on the clocks of the first; a question where one of them happens twice. One
    that the clocks skip is among them, for whoever asks to see to.
    """
    zone = first.start.tzinfo
    assert isinstance(zone, ZoneInfo)
    each: list[When | Ask] = [first]
    for n in range(1, count):
        wall = first.start.replace(tzinfo=None) + step * n
        shown = happenings(wall, zone) or (wall.replace(tzinfo=zone),)
        found = [replace(first, start=one, end=_end(first, one, step * n)) for one in shown]
        twice = {"when": "", "zone": named(first.zone)}
        each.append(found[0] if len(found) == 1 else Ask(Reason.DST_OVERLAP, twice, tuple(found)))
    series = [Series(moments[0], "", moments) for moments in combined([passes(one) for one in each])]
    return series[0] if len(series) == 1 else which_pass(each, series)


def _end(first: When, start: datetime, ahead: timedelta) -> datetime | None:
    """When it ends that begins so much later: at the same time of day, or after the same length, as it was written."""
    if first.end is None or first.length is None:
        return None
    if first.by_clock:
        return (first.end.replace(tzinfo=None) + ahead).replace(tzinfo=start.tzinfo, fold=start.fold)
    return datetime.fromtimestamp(start.timestamp() + first.length.total_seconds(), start.tzinfo)


def which_pass(each: Sequence[Result], readings: Sequence[Series]) -> Ask:
    """The question which pass is meant in several moments, of which one at least happens twice; with these readings, or
    none where there are more than a question may offer.
    """
    doubt = next(one for one in each if isinstance(one, Ask))
    start = passes(doubt)[0].start
    when = f"{start:%H:%M} on {start.day} {start:%B %Y}"
    offered = tuple(readings) if len(readings) <= MOST else ()
    return replace(doubt, values={**doubt.values, "when": when}, readings=offered)
