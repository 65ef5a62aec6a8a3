"""Meetings as moments, and lengths in words."""

from dataclasses import replace
from datetime import UTC, timedelta

from bot.chat import Moment
from bot.chat.plain import clock_text, moment_text
from bot.words import _, n_, spoken
from storage.look import Sitting
from storage.models import Meeting, SessionKind


def moment(meeting: Meeting | Sitting) -> Moment:
    """When the meeting is, from start to end."""
    until = meeting.starts + timedelta(minutes=meeting.minutes)
    return Moment(meeting.starts, meeting.zone, until, meeting.city)


def on_both_clocks(when: Moment, zone: str) -> str:
    """A moment where only words can stand, as a card shows it: on the reader's clock, beside it the one it was agreed
    on where that is another.
    """
    if zone == when.zone:
        return moment_text(when, spoken())
    return f"{moment_text(replace(when, zone=zone, city=''), spoken())} ({clock_text(when, spoken())})"


def in_utc(when: Moment) -> str:
    """The clock of UTC at this moment, for whoever wants to be sure."""
    until = f"–{when.until.astimezone(UTC):%H:%M}" if when.until else ""
    return f"{when.at.astimezone(UTC):%H:%M}{until} UTC"


def length(minutes: int) -> str:
    """ "2 h", "1 h 30 min", "45 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(count)s h") % {"count": hours}] if hours else []
    parts += [_("%(count)s min") % {"count": rest}] if rest or not hours else []
    return " ".join(parts)


def kind_name(kind: str) -> str:
    """What the community calls a session of this kind."""
    match SessionKind(kind):
        case SessionKind.CORE_SESSION:
            return _("Core Session")
        case SessionKind.SPECIAL_BRIEFING:
            return _("Special Briefing")
        case SessionKind.OUTREACH_DIALOGUE:
            return _("Outreach Dialogue")


def meetings_of(count: int, minutes: int) -> str:
    """ "3 meetings of 2 h"."""
    return n_("%(count)s meeting of %(length)s", "%(count)s meetings of %(length)s", count) % {
        "length": length(minutes)
    }
