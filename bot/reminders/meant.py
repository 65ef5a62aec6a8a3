"""Which session, and which of its reminders, a sentence is about."""

import re

from bot.chat import Message
from bot.finding import one_session
from bot.kit import Tools
from bot.lobby import say
from bot.reminders.data import load
from bot.reminders.laying import lay_out
from bot.reminders.rungs_said import distances_in
from bot.words import _
from storage import programme
from storage.models import Session
from storage.steps import Stood


def meant(rest: str, tools: Tools) -> Session | Message:
    """The session whose title is in the sentence, else the only one there is."""
    known = programme.sessions(tools.db, tools.viewer.community)
    named = [one for one in known if one.title.casefold() in rest.casefold()]
    if named:
        return max(named, key=lambda one: len(one.title))
    return one_session(tools.db, tools.viewer, "")


def step_meant(rest: str, tools: Tools) -> Stood | Message:
    """The reminder so long before or after the session, the next of them where there is one for each meeting."""
    found = meant(rest, tools)
    if isinstance(found, Message):
        return found
    times = distances_in(re.sub(re.escape(found.title), " ", rest, flags=re.I))
    if len(times) != 1:
        return say(_("Which reminder? Please write it like “10 days before %(title)s”.") % {"title": found.title})
    data = load(tools.db, tools.viewer.community, tools.now, [found.id or 0])
    stood = {(one.meeting, one.key): one for one in data.steps if one.look is not None or one.skipped}
    for session in data.sessions:
        for one in lay_out(session, data.chosen[session.id].rules):
            step = stood.get((one.meeting, one.rule.key))
            if (one.rule.minutes, times[0].anchor or one.rule.anchor) == (times[0].minutes, one.rule.anchor) and step:
                return step
    return say(
        _("No such reminder is still to come. Write “flight plan %(title)s” to see them.") % {"title": found.title}
    )
