"""A reminder comes again later: because its reader wants it so, or because it could not be sent while they worked."""

from datetime import datetime

from bot.kit import Tools
from bot.reminders.actions import Remind
from bot.working import Working
from storage import people, reminded, wishes


def hours_of(tools: Tools) -> Working:
    """When whoever reads this works."""
    assert tools.viewer.member is not None
    member, wished = people.member(tools.db, tools.viewer.member), wishes.of(tools.db, tools.viewer.member)
    return Working(tools.viewer.zone, member.begins, member.ends, member.workdays, wished.country)


def delay(at: datetime, until: datetime, tools: Tools) -> datetime | None:
    """What the reader was reminded of at one instant is said then instead; None when there is nothing like it."""
    member = tools.viewer.member
    assert member is not None
    then = reminded.put_off(tools.db, member, at, until)
    if then is None:
        return None
    what = Remind(member, then.isoformat())
    key = tools.outbox.tell_at(member, tools.viewer.house, what, f"remind {then}", then)
    reminded.link(tools.db, [(member, then, key)])
    return then
