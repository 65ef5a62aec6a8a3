"""A session gets another title: its cards show it, and nobody is written to because of that."""

import re

from bot.chat import Message, Next, Said
from bot.courtesy import title as tidied
from bot.doors import AgendaCard, ManageSession
from bot.finding import one_session, says_title
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.programme import cards, changes
from bot.programme.rules import LONGEST_TITLE
from bot.words import N_, _
from storage import programme as sessions
from storage.models import Session, SessionState

renaming = Feature("renaming", Topic.PROGRAMME)

_TO = re.compile(r"\s+(?:to|into|as)\s+|\s*(?:->|→)\s*", re.I)


@renaming.command(
    "rename",
    "retitle",
    may=FACILITATORS,
    usage=N_("rename TITLE to NEW TITLE"),
    help=N_("its cards show the new title"),
    done=N_("renamed a session"),
)
def say_rename(said: Said, rest: str, tools: Tools) -> Next:
    """The session has the new title, or they hear which session or title is meant."""
    splits = [(rest[: found.start()], tidied(rest[found.end() :])) for found in _TO.finditer(rest)]
    named = [
        (one_session(tools.db, tools.viewer, old, leads=ManageSession), old, new)
        for old, new in splits
        if old.strip() and new
    ]
    if not named:
        return say(_("Please write “rename TITLE to NEW TITLE”, with the title as it is and as it should be."))
    # A title may have a "to" in it: whoever writes the whole title means that one.
    named.sort(key=lambda one: not (isinstance(one[0], Session) and says_title(one[0], one[1])))
    asks: Message | None = None
    for found, _old, new in named:
        if isinstance(found, Session):
            return _renamed(found, new, tools)
        asks = asks or found
    return asks


def _renamed(session: Session, title: str, tools: Tools) -> Message:
    assert session.id is not None
    if len(title) > LONGEST_TITLE:
        return say(_("Please give the session a title of at most %s characters.") % LONGEST_TITLE)
    known = sessions.sessions(tools.db, tools.viewer.community)
    if any(one.title.casefold() == title.casefold() and one.id != session.id for one in known):
        return say(_("There is a session called “%(title)s” already. Please choose another title.") % {"title": title})
    meetings = sessions.meetings(tools.db, session.id)
    if session.title != title:
        session.title = title
        tools.db.add(session)
        tools.db.flush()
        if session.state != SessionState.DRAFT:
            changes.redraw(tools.outbox, session)
            for meeting in meetings:
                tools.outbox.redraw(AgendaCard(meeting.id or 0))
    return cards.manage(session, meetings, _("It is called “%(title)s” now.") % {"title": title}, mail=tools.mail)
