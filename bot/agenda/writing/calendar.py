"""An agenda as an entry for anybody's calendar (iCalendar, RFC 5545), with the agenda as its description."""

from datetime import UTC, datetime, timedelta

from icalendar import STATUS, Calendar, Event

from bot.agenda.writing.paper import Paper
from bot.agenda.writing.plain import plain


def calendar(paper: Paper, *, key: str, made: datetime, cancelled: bool = False) -> bytes:
    """A file with one entry. `key` names the meeting for ever and all over the world: a later file changes the entry
    in its place.
    """
    entry = Event.new(
        uid=key,
        stamp=made,
        start=paper.starts.astimezone(UTC),
        end=paper.starts.astimezone(UTC) + timedelta(minutes=paper.length),
        summary=paper.title,
        description=plain(paper),
        sequence=paper.version,
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
    )
    whole = Calendar.new(prodid="-//Convener//Agenda//EN", method="PUBLISH", subcomponents=[entry])
    return whole.to_ical()
