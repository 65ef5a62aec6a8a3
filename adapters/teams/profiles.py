"""What the tenant says of somebody who writes to the bot: their mail address. Asked once, never for a click."""

import asyncio
from collections import OrderedDict
from dataclasses import replace

from adapters.teams import address
from adapters.teams.fields import text_at
from adapters.teams.parse import Turn
from adapters.teams.send import TeamsChat
from bot.chat import CannotReach, Said, TryLater

MOST = 10_000
PATIENCE = 1.0
"""Seconds the person's own answer may wait for this."""


class Profiles:
    """Fills in `Person.mail`. That it cannot is no reason not to answer."""

    def __init__(self, chat: TeamsChat) -> None:
        self._chat = chat
        self._known: OrderedDict[str, str] = OrderedDict()

    async def introduced(self, turn: Turn) -> Turn:
        """The same turn with what is known of whoever wrote it in their own chat with the bot."""
        event = turn.event
        if not isinstance(event, Said) or not turn.place.private:
            return turn
        mail = self._known.get(event.person.id) or await self._asked(turn)
        return replace(turn, event=replace(event, person=replace(event.person, mail=mail)))

    async def _asked(self, turn: Turn) -> str:
        person = turn.event.person
        try:
            async with asyncio.timeout(PATIENCE):
                told = await self._chat.member(turn.place.address, address.user_in(person.id))
        except (CannotReach, TryLater, TimeoutError):
            return ""
        # A guest of the tenant has an address that another organisation gave out ("TeamsChannelAccount", userRole).
        if text_at(told, "userRole") == "guest" or text_at(told, "tenantId") not in ("", turn.tenant):
            return ""
        mail = (text_at(told, "email") or text_at(told, "userPrincipalName")).casefold()
        if mail:
            self._known[person.id] = mail
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return mail
