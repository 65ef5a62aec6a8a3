"""Handing one's seats to a colleague who is a member."""

from bot import hall
from bot.chat import Message
from bot.finding import answerable
from bot.kit import Tools
from bot.signups import showing
from bot.signups.actions import SeatHanded
from storage.look import Look


def hand(session: Look, colleague: int, tools: Tools) -> Message:
    """The colleague has the viewer's seats, and is told at once: it may be for today."""
    own = showing.me(tools.viewer)
    if hall.hand_over(tools.db, tools.outbox, session, own, colleague, answerable(session, tools.now)):
        what = SeatHanded(session.id, tools.viewer.name)
        tools.outbox.tell(colleague, what, f"handed {session.id}", zone=tools.viewer.community_zone, urgent=True)
    return showing.personal(session, tools, answered=True)
