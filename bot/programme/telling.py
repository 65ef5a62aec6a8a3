"""The messages that tell whoever is concerned of a change."""

from datetime import UTC, datetime

from bot.chat import Block, Button, Buttons, Message, Note, Spans, Strong, Text
from bot.doors import ShowSession
from bot.moments import in_utc, moment
from bot.words import _, spans, spoken
from storage.models import Meeting, Session


def moved(session: Session, meeting: Meeting, was: Spans) -> Message:
    """Tells whoever is concerned."""
    return _told(
        session,
        spans(_("Meeting %(number)s of %(title)s has moved."), number=str(meeting.number), title=session.title),
        Text(spans(_("Now: %(when)s"), when=moment(meeting))),
        Note(spans(_("Before: %(when)s"), when=was)),
        Note((_("Your answer stands as it is. If it has to change, one click does it."),)),
    )


def zone_changed(session: Session, meeting: Meeting, was: datetime) -> Message:
    """Tells whoever is concerned that the clocks changed, not the agreement."""
    return _told(
        session,
        spans(_("The clocks where %(title)s meets follow new rules."), title=session.title),
        Text(spans(_("Meeting %(number)s stays at %(when)s."), number=str(meeting.number), when=moment(meeting))),
        Note(
            spans(
                _("That is %(now)s; before the change it would have been %(before)s."),
                now=in_utc(moment(meeting)),
                before=f"{was.astimezone(UTC):%H:%M} UTC",
            )
        ),
    )


def cancelled(session: Session, meeting: Meeting) -> Message:
    """Tells whoever is concerned."""
    return _told(
        session,
        spans(_("Meeting %(number)s of %(title)s is cancelled."), number=str(meeting.number), title=session.title),
        Text(spans(_("It would have been %(when)s"), when=moment(meeting))),
    )


def _told(session: Session, headline: Spans, *blocks: Block) -> Message:
    assert session.id is not None
    strong = tuple(Strong(span) if isinstance(span, str) else span for span in headline)
    return Message(
        (Text(strong), *blocks, Buttons((Button(_("See and answer"), ShowSession(session.id)),))), locale=spoken()
    )
