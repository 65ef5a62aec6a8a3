"""An agenda as an entry for anybody's calendar (iCalendar, RFC 5545), with the agenda as its description."""

from datetime import UTC, datetime, timedelta

from icalendar import STATUS, Calendar, Event

from bot.agenda.writing.paper import Paper
from bot.agenda.writing.plain import plain


def calendar(paper: Paper, *, key: str, made: datetime, cancelled: bool = False) -> bytes:
    """A file with one entry. `key` names the meeting for ever and all over the world: a later file changes the entry
    in its place, as its number of sequence is that of the minute it was made in: it grows with a new version as with
    another time or place, which no version tells of (RFC 5545, 3.8.7.4).
    """
    entry = Event.new(
        uid=key,
        stamp=made,
        start=paper.starts.astimezone(UTC),
        end=paper.starts.astimezone(UTC) + timedelta(minutes=paper.length),
        summary=paper.title,
        description=plain(paper),
        sequence=int(made.timestamp()) // 60,
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
    )
    whole = Calendar.new(prodid="-//Convener//Agenda//EN", method="PUBLISH", subcomponents=[entry])
    return whole.to_ical()
