"""Where the meeting is that somebody comes to: its link, for whoever has a seat or answers for somebody who has."""

import re

from bot import courtesy, disclosure
from bot.chat import Button, Buttons, Link, LinkButton, Message, Next, Said, Strong, Text
from bot.doors import GoHome, ShowSession
from bot.finding import one_session, seats_ahead
from bot.kit import ANSWERING, TAKING_PART, Feature, Tools
from bot.moments import length, moment
from bot.reminders.ladders import of_session
from bot.words import N_, _, spans, spoken
from storage import ladders
from storage.ladders import Anchor, What
from storage.look import Look, Sitting
from storage.models import SessionState

joining = Feature("joining")

_NUMBER = re.compile(r"\bmeeting\s+(\d{1,2})\b(?:\s+of\b)?", re.I)
_BEFORE_TITLE = re.compile(r"(?:(?:to|for|of)\s+)+", re.I)
_NO_TITLE = re.compile(
    r"(?:(?:to|for|of|at|the|my|our|this|next|today(?:'s)?|tomorrow(?:'s)?|meeting|session|call|join|it|online)\b[\s,]*)*"
)


@joining.command(
    "where is the link", "where's the link", "where is my link", "what is the link", "what's the link", "the link",
    "join link", "the join link", "where is the join link", "what is the join link", "send me the link",
    "give me the link", "i need the link", "link", "how do i join", "where do i join", "how do we join",
    may=ANSWERING, first=TAKING_PART, usage=N_("where is the link"),
    help=N_("where to join the next meeting you come to"),
)  # fmt: skip
def say_where(said: Said, rest: str, tools: Tools) -> Next:
    """The link of the next meeting they come to, of the session they name if they name one."""
    number = _NUMBER.search(rest)
    title = _title(_NUMBER.sub(" ", rest))
    theirs = disclosure.places(tools.db, tools.viewer)
    seats = [
        (session, meeting)
        for session, meeting in seats_ahead(tools.db, tools.viewer, tools.now, theirs)
        if meeting.id in disclosure.join_links(tools.db, tools.viewer, session)
    ]
    if title:
        found = one_session(tools.db, tools.viewer, title, SessionState.OPEN, SessionState.CLOSED)
        if isinstance(found, Message):
            return found
        seats = [seat for seat in seats if seat[0].id == found.id]
        if not seats:
            return _no_seat(Button(_("See the session"), ShowSession(found.id or 0), about=found.title))
    if number:
        seats = [seat for seat in seats if seat[1].number == int(number[1])]
    return _where(*seats[0], tools) if seats else _no_seat(Button(_("What is next for me"), GoHome()))


def _title(rest: str) -> str:
    words = courtesy.without(rest)
    if _NO_TITLE.fullmatch(courtesy.plainly(words)):
        return ""
    return _BEFORE_TITLE.sub("", words, count=1)


def _where(session: Look, meeting: Sitting, tools: Tools) -> Message:
    link = disclosure.join_links(tools.db, tools.viewer, session).get(meeting.id)
    title = Strong(session.title)
    which = spans(_("Meeting %(number)s, %(when)s"), number=str(meeting.number), when=moment(meeting))
    see = Button(_("See the session"), ShowSession(session.id), about=session.title)
    if link:
        at = spans(_("Join at %(link)s"), link=Link(link, link))
        blocks = (Text((title,)), Text(which), Text(at), Buttons((LinkButton(_("Join"), link), see)))
        return Message(blocks, locale=spoken())
    return Message((Text((title,)), Text(which), Text((_when(session, tools),)), Buttons((see,))), locale=spoken())


def _when(session: Look, tools: Tools) -> str:
    """When its reminder brings the link; a ladder may be without one."""
    owns = ladders.own(tools.db, tools.viewer.community, [session.id])
    before = [
        -rule.minutes
        for rule in of_session(owns, session.id, session.kind).rules
        if rule.what is What.LINK and rule.anchor is Anchor.MEETING and rule.minutes < 0
    ]
    if not before:
        return _("The link is not set yet. As soon as it is, you find it here and on the page of the session.")
    return _("The link is not set yet. It reaches you here %(length)s before the meeting begins.") % {
        "length": length(max(before))
    }


def _no_seat(button: Button) -> Message:
    return Message(
        (
            Text((_("The link goes to those who come. I have not noted that you come to a meeting still ahead."),)),
            Text((_("If you do, one click says so."),)),
            Buttons((button,)),
        )
    )
