"""Results as JSON, for the command line and for other programs."""

from datetime import datetime
from typing import TypedDict

from bot.when.questions import sentence
from bot.when.result import Ask, Day, Result, Series, When


class Json(TypedDict):
    """One reading; null for what is not there."""

    start: str | None
    """ISO 8601 with offset."""
    end: str | None
    rrule: str | None
    """As in RFC 5545, beside the first `start`."""
    date: str | None
    """Alone, where only the day is known."""
    ask: str | None
    """The question to put to the person."""


def as_json(result: Result) -> Json:
    """The result as one flat object."""
    empty: Json = {"start": None, "end": None, "rrule": None, "date": None, "ask": None}
    match result:
        case When():
            return {**empty, **_moment(result)}
        case Day(date=day):
            return {**empty, "date": day.isoformat()}
        case Series(first=first, rrule=rrule):
            return {**empty, **_moment(first), "rrule": rrule}
        case Ask():
            return {**empty, "ask": sentence(result)}


class _Moment(TypedDict):
    start: str
    end: str | None


def _moment(when: When) -> _Moment:
    return {"start": _iso(when.start), "end": None if when.end is None else _iso(when.end)}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
