"""Changes to a meeting that others must hear of: once each, by whoever made them, chat or file."""

from datetime import timedelta

from bot.chat import Action
from bot.doors import AgendaCard, SessionCard
from bot.outbox import Outbox
from bot.programme.actions import MeetingCancelled, MeetingMoved
from bot.programme.starts import Start
from storage import answers, programme
from storage.database import Db
from storage.models import Meeting, Session, SessionState

SOON = timedelta(hours=24)
"""A change to a meeting this close does not wait for the morning."""


def move(db: Db, outbox: Outbox, session: Session, meeting: Meeting, start: Start, zone: str) -> tuple[int, int]:
    """The meeting begins at `start`; answers how many are told, and how many have no account to be told at."""
    was = meeting.starts
    programme.set_start(meeting, start.local, start.zone, start.city)
    db.add(meeting)
    assert meeting.id is not None
    return tell(db, outbox, session, meeting, MeetingMoved(meeting.id, was.isoformat()), f"moved {meeting.id}", zone)


def cancel(db: Db, outbox: Outbox, session: Session, meeting: Meeting, zone: str) -> tuple[int, int]:
    """The meeting does not take place; answers as `move` does."""
    meeting.cancelled = True
    db.add(meeting)
    assert meeting.id is not None
    return tell(db, outbox, session, meeting, MeetingCancelled(meeting.id), f"cancelled {meeting.id}", zone)


def redraw(outbox: Outbox, session: Session) -> None:
    """Its card, wherever it stands, should show what changed."""
    assert session.id is not None
    outbox.redraw(SessionCard(session.id))


def concerned(db: Db, session: Session, meeting: Meeting) -> list[int]:
    """The members to tell of a change: those who come or may come, and the experts who advise."""
    assert session.id is not None
    assert meeting.id is not None
    advisors = [member.id for member in programme.advisors(db, session.id) if member.id is not None]
    return sorted({*answers.concerned(db, meeting.id), *advisors})


def tell(
    db: Db,
    outbox: Outbox,
    session: Session,
    meeting: Meeting,
    what: Action,
    about: str,
    zone: str,
) -> tuple[int, int]:
    """Redraw the session's card and tell everybody concerned, once `about` the same; answers as `move` does."""
    if session.state == SessionState.DRAFT:
        return 0, 0
    redraw(outbox, session)
    assert meeting.id is not None
    outbox.redraw(AgendaCard(meeting.id))
    by = meeting.starts - SOON
    urgent = outbox.now > by
    told = [
        outbox.tell(member, what, about, zone=zone, urgent=urgent, by=by) for member in concerned(db, session, meeting)
    ]
    return sum(told), len(told) - sum(told)
