"""Which session somebody means by what they wrote."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from bot import courtesy
from bot.chat import Action, Button, Buttons, Message, Text
from bot.doors import GoHome, ShowSession
from bot.invited import kept
from bot.kit import Viewer
from bot.words import N_, _
from storage import guests, people, programme, seats
from storage.database import Db
from storage.look import Look, Sitting, look
from storage.models import Role, Session, SessionState

THAT_ONE = (N_("it"), N_("this"), N_("that"), N_("this one"), N_("this session"), N_("the session"), N_("the draft"))
"""Words for the only one there can be."""
ALIKE = 0.6
SHOWN = 6
LONGEST_MEETING = timedelta(days=1)


def one_session(
    db: Db, viewer: Viewer, wanted: str, *states: SessionState, leads: Callable[[int], Action] = ShowSession
) -> Session | Message:
    """The one session in these states that is meant, or the message that asks which; its buttons lead to `leads`.

    Drafts are known to facilitators only. Without a word, the only one there is is meant. Words fit a title where they
    begin words of it: "it" is no part of "with".
    """
    may_know = set(SessionState) if viewer.facilitates else {SessionState.OPEN, SessionState.CLOSED}
    known = meant_for(db, viewer, programme.sessions(db, viewer.community, *may_know.intersection(states or may_know)))
    words = _plain(wanted)
    found = [session for session in known if session.title.casefold() == words]
    found = found or [session for session in known if f" {session.title.casefold()}".find(f" {words}") >= 0]
    if len(found) == 1:
        return found[0]
    if found:
        return _which(_("Which session do you mean?"), found, leads)
    if not words:
        return Message((Text((_("There is no such session yet."),)), Buttons((Button(_("Home"), GoHome()),))))
    sentence = _("I know no session called “%(title)s”.") % {"title": wanted}
    by_title = {session.title.casefold(): session for session in known}
    near = [by_title[title] for title in difflib.get_close_matches(words, by_title, SHOWN, ALIKE)]
    if near:
        return _which(f"{sentence} {_('Did you mean this one?')}", near, leads)
    return (
        _which(f"{sentence} {_('These are the ones I know:')}", known[:SHOWN], leads)
        if known
        else Message((Text((sentence,)),))
    )


def says_title(session: Session, wanted: str) -> bool:
    """Whether these words are its whole title, and so leave no doubt."""
    return session.title.casefold() == _plain(wanted)


def names_none(wanted: str) -> bool:
    """Whether these words name no session: nothing, or "it"."""
    return not _plain(wanted)


def meant_for(db: Db, viewer: Viewer, known: Iterable[Session]) -> list[Session]:
    """Those of these sessions that the viewer may know of; experts know the programme, and what they advise in full."""
    if viewer.facilitates:
        return list(known)
    bound = guests.session_of(db, viewer.member) if viewer.role is Role.GUEST else None
    if bound is not None:
        return [one for one in known if one.id == bound]
    kind = people.kind_of(db, viewer.organisation)
    return [one for one in known if kept(one.roles, one.kinds).concerns(viewer.role, kind)]


def show_button(session: Session, leads: Callable[[int], Action] = ShowSession) -> Button:
    """A button that leads to the session."""
    assert session.id is not None
    return Button(session.title, leads(session.id))


def _which(sentence: str, sessions: Sequence[Session], leads: Callable[[int], Action]) -> Message:
    return Message((Text((sentence,)), Buttons(tuple(show_button(one, leads) for one in sessions[:10]))))


def answerable(session: Look, now: datetime) -> list[int]:
    """The meetings of this session that can be answered now, in order."""
    if session.state != SessionState.OPEN:
        return []
    return [m.id for m in session.meetings if still_to_come(m.starts, m.cancelled, now)]


def still_to_come(starts: datetime, cancelled: bool, now: datetime) -> bool:
    """Whether a meeting can still be answered, moved or cancelled."""
    return not cancelled and starts > now


def seats_ahead(
    db: Db, viewer: Viewer, now: datetime, places: Iterable[int] | None = None
) -> list[tuple[Look, Sitting]]:
    """The meetings the viewer comes to (or whoever has these places) that are not over, the next (or the one under way)
    first.
    """
    found: dict[int, tuple[Look, Sitting]] = {}
    members = [viewer.member or 0] if places is None else places
    held = (seats.held_by(db, viewer.community, one, now - LONGEST_MEETING) for one in members)
    for session_id, meeting in chain.from_iterable(held):
        session = look(db, viewer.community, session_id)
        for one in session.meetings if session else ():
            if session and one.id == meeting and ends(one) > now:
                found[meeting] = session, one
    return sorted(found.values(), key=lambda seat: seat[1].starts)


def ends(meeting: Sitting) -> datetime:
    """When the meeting is over."""
    return meeting.starts + timedelta(minutes=meeting.minutes)


def _plain(wanted: str) -> str:
    words = courtesy.title(wanted).casefold()
    return "" if words in map(_, THAT_ONE) else words
