"""Whoever wants fewer messages is shown what they can do about it: that is theirs to decide."""

import re

from bot import courtesy
from bot.chat import Bullets, Button, Buttons, Heading, Message, Next, Said, Strong, Text
from bot.doors import GoHome
from bot.finding import meant_for
from bot.kit import MEMBERS, Feature, Tools, Topic
from bot.reminders.actions import MuteSession, OpenWishes
from bot.words import N_, _, spans
from storage import programme

stopping = Feature("stopping", Topic.YOU)

MOST = 3
"""Sessions that can be muted with one click."""
_ABOUT_ME = re.compile(
    r"(?:(?:all|any|the|these|this|that|your|my|me|it|everything|please|now|from|to|of|with|and|more|so many)\b"
    r"|(?:sending|writing|messaging|reminding|mailing|e-?mailing|pinging|bothering|spamming)\b"
    r"|(?:e-?mails?|mails?|messages?|reminders?|notifications?|pings?|spam)\b|[\s,.!]+)*"
)


@stopping.command(
    "unsubscribe", "stop", "opt out", "no more reminders", "no more messages", "too many messages",
    "too many reminders",
    may=MEMBERS, usage=N_("stop"), help=N_("fewer messages: pause, mute, or which kinds you want"),
)  # fmt: skip
def say_stop(said: Said, rest: str, tools: Tools) -> Next:
    """What they can pause, mute and choose; words about something else are left to the lobby."""
    if not _ABOUT_ME.fullmatch(courtesy.plainly(rest)):
        return None
    upcoming = programme.upcoming(tools.db, tools.viewer.community, tools.now, MOST)
    mutes = tuple(
        Button(_("Mute %(title)s") % {"title": one.title}, MuteSession(one.id or 0))
        for one in meant_for(tools.db, tools.viewer, upcoming)
    )
    settings = Button(_("My reminders…"), OpenWishes(), opens_form=True)
    ways = (
        spans(_("%(say)s holds everything back until then."), say=Strong(_("pause me until 20 August"))),
        spans(_("%(say)s ends the reminders of one session."), say=Strong(_("mute TITLE"))),
        spans(_("%(say)s chooses which kinds you get at all."), say=Strong(_("my reminders"))),
    )
    return Message(
        (
            Heading(_("Fewer messages")),
            Text((_("Which reminders you get is yours to decide. Nothing has changed yet:"),)),
            Bullets(ways),
            Buttons((settings, *mutes, Button(_("Home"), GoHome()))),
        )
    )
