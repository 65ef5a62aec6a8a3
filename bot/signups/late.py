"""Somebody who comes will be late: they are thanked, and the facilitators hear of it once."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot import courtesy, disclosure
from bot.chat import Button, Buttons, LinkButton, Message, Next, Said, Strong, Text, pack
from bot.doors import GoHome, ShowSession
from bot.finding import ends, seats_ahead
from bot.kit import ANSWERING, Feature, Tools, Viewer
from bot.moments import moment
from bot.signups.actions import RunningLate
from bot.words import N_, _, spans, spoken
from storage import answers, deliveries, membership, people
from storage.look import Look, Sitting, look
from storage.models import Choice, Member, Organisation, Role, Roster

lateness = Feature("running late")

SOON = timedelta(hours=1)
"""So shortly before it begins the facilitators are told at any hour: they are about to be there."""
_LATE = re.compile(
    r"\b(?:be|am|are|is|i'm|we're|running|bit|little|minutes?|mins?|hour|slightly|probably)\s+late\b"
    r"(?!\s+(?:with|to\s+(?:answer|reply)|in\s+(?:answering|replying)|for\s+th(?:at|is)))"
)


def is_late(words: str) -> bool:
    """Whether these words (as `courtesy.plainly` has them) say that somebody comes later than the others."""
    return _LATE.search(words) is not None or words.strip(" .!") == "late"


LATE = "running late"
"""What the audit calls it, whichever words it was said in."""


@lateness.command(
    LATE, "late", "i'll be late", "i will be late", "i'm running late", "i am running late",
    "i might be late", "i may be late", "we'll be late", "we will be late", "we're running late",
    may=ANSWERING, usage=N_("running late"), help=N_("tells the facilitators, where a meeting you come to is today"),
    done=N_("said that they will be late"),
)  # fmt: skip
def say_late(said: Said, rest: str, tools: Tools) -> Next:
    """Noted for the meeting of today that they come to."""
    return told(tools) if is_late(courtesy.plainly(said.text)) else None


def told(tools: Tools) -> Message:
    """What somebody sees who comes later than the others to what is next for them."""
    tools.outbox.deed = LATE
    seats = seats_ahead(tools.db, tools.viewer, tools.now)
    if not seats:
        sentence = _("I have not noted that you come to a meeting that is still ahead. If you do, one click says so.")
        return Message((Text((sentence,)), Buttons((Button(_("What is next for me"), GoHome()),))))
    session, meeting = seats[0]
    see = Button(_("See the session"), ShowSession(session.id), about=session.title)
    about = Text(spans("%(title)s · %(when)s", title=Strong(session.title), when=moment(meeting)))
    if not _is_today(meeting, tools):
        sentence = _("Thank you for saying so. Please write that again on the day, and I tell the facilitators.")
        return Message((Text((sentence,)), about, Buttons((see,))), locale=spoken())
    link = disclosure.join_links(tools.db, tools.viewer, session).get(meeting.id)
    join = (LinkButton(_("Join"), link),) if link else ()
    return Message((Text((_thanks(session, meeting, tools),)), about, Buttons((*join, see))), locale=spoken())


@lateness.draws(RunningLate)
def draw_late(late: RunningLate, viewer: Viewer, tools: Tools) -> Message | None:
    """Who will be late, as far as the policy names those who come; nothing once it is over or they do not come."""
    if not viewer.facilitates:
        return None
    session = look(tools.db, viewer.community, late.session)
    meeting = next((one for one in session.meetings if one.id == late.meeting), None) if session else None
    if session is None or meeting is None or meeting.cancelled or ends(meeting) <= tools.now:
        return None
    if answers.of_member(tools.db, session.id, late.member).get(meeting.id) is not Choice.COMING:
        return None
    return Message(
        (
            Text((Strong(_("%(name)s will be late.") % {"name": _name(late.member, viewer, session, tools)}),)),
            Text(spans("%(title)s · %(when)s", title=session.title, when=moment(meeting))),
            Buttons((Button(_("See the session"), ShowSession(session.id), about=session.title),)),
        ),
        locale=spoken(),
    )


def _thanks(session: Look, meeting: Sitting, tools: Tools) -> str:
    late = RunningLate(session.id, meeting.id, tools.viewer.member or 0)
    urgent = meeting.starts - tools.now <= SOON
    known = told = 0
    for one in membership.holders(tools.db, tools.viewer.community, Role.FACILITATOR):
        if one == tools.viewer.member:
            continue
        if deliveries.was_told(tools.db, pack(late), one):
            known += 1
            continue
        zone, about = tools.viewer.community_zone, f"late {late.meeting} {late.member}"
        told += tools.outbox.tell(one, late, about, zone=zone, urgent=urgent, by=meeting.starts)
    if told:
        return _("Thank you for saying so. I tell the facilitators; come when you can.")
    if known:
        return _("Thank you. The facilitators know already; come when you can.")
    return _("Thank you for saying so. Come when you can.")


def _is_today(meeting: Sitting, tools: Tools) -> bool:
    zone = ZoneInfo(tools.viewer.zone)
    under_way = meeting.starts <= tools.now
    return under_way or meeting.starts.astimezone(zone).date() == tools.now.astimezone(zone).date()


def _name(member: int, viewer: Viewer, session: Look, tools: Tools) -> str:
    """Who it is, to those who may know who comes."""
    level = disclosure.granted(tools.db, viewer, session.id).level
    if level is Roster.NAMES:
        return disclosure.name_of(people.named(tools.db, Member, viewer.community, member))
    if level is Roster.COMPANIES:
        organisation = people.member(tools.db, member).organisation_id
        return _("Somebody from %(company)s") % {
            "company": people.named(tools.db, Organisation, viewer.community, organisation)
        }
    return _("Somebody who comes")
