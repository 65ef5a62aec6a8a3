"""Which session somebody means by what they wrote."""

from collections.abc import Iterable
from datetime import datetime

from bot.chat import Button, Buttons, Message, Text
from bot.doors import ShowSession
from bot.invited import kept
from bot.kit import Viewer
from bot.words import _
from storage import people, programme
from storage.database import Db
from storage.look import Look
from storage.models import Session, SessionState


def one_session(db: Db, viewer: Viewer, wanted: str, *states: SessionState) -> Session | Message:
    """The one session in these states that is meant, or the message that asks which.

    Drafts are known to facilitators only. Without a word, the only one there is is meant.
    """
    may_know = set(SessionState) if viewer.facilitates else {SessionState.OPEN, SessionState.CLOSED}
    known = meant_for(db, viewer, programme.sessions(db, viewer.community, *may_know.intersection(states or may_know)))
    words = wanted.strip(" \"'“”‘’«»").casefold()
    found = [session for session in known if session.title.casefold() == words]
    found = found or [session for session in known if words in session.title.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        return Message((Text((_("I know no session called “%(title)s”.") % {"title": wanted},)),))
    return Message((Text((_("Which session do you mean?"),)), Buttons(tuple(show_button(item) for item in found[:10]))))


def meant_for(db: Db, viewer: Viewer, known: Iterable[Session]) -> list[Session]:
    """Those of these sessions that the viewer may know of; experts know the programme, and what they advise in full."""
    if viewer.facilitates:
        return list(known)
    kind = people.kind_of(db, viewer.organisation)
    return [one for one in known if kept(one.roles, one.kinds).concerns(viewer.role, kind)]


def show_button(session: Session) -> Button:
    """A button that leads to the session."""
    assert session.id is not None
    return Button(session.title, ShowSession(session.id))


def answerable(session: Look, now: datetime) -> list[int]:
    """The meetings of this session that can be answered now, in order."""
    if session.state != SessionState.OPEN:
        return []
    return [m.id for m in session.meetings if still_to_come(m.starts, m.cancelled, now)]


def still_to_come(starts: datetime, cancelled: bool, now: datetime) -> bool:
    """Whether a meeting can still be answered, moved or cancelled."""
    return not cancelled and starts > now
