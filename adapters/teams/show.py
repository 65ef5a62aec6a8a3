"""Where an answer appears: in the response to an invoke or in a chat, and never before more eyes than it is for."""

import asyncio
import logging
import traceback
from collections.abc import Coroutine
from typing import Any

from adapters.teams import render, words
from adapters.teams.elements import Json
from adapters.teams.parse import Surface, Turn
from adapters.teams.profiles import Profiles
from adapters.teams.send import TeamsChat
from bot.chat import (
    Answer,
    CannotReach,
    Form,
    Installed,
    Message,
    Next,
    Problems,
    Submitted,
    Text,
    TryLater,
    Uninstalled,
)

NOTICE = "application/vnd.microsoft.activity.message"
DRAIN = 10
"""Seconds that messages still on their way are given when the program ends."""
LONGEST_WAIT = 30
"""Seconds a refused answer is kept for another try; whoever waits longer has asked again."""
SORRY = Message((Text((words.SORRY,)),))

log = logging.getLogger(__name__)


class Stage:
    """Asks the product and shows what it answers. Messages go out in the background, so that a turn ends at once:
    Teams sends an activity again when its turn takes about 15 seconds.
    """

    def __init__(self, answer: Answer, chat: TeamsChat) -> None:
        self._answer = answer
        self._chat = chat
        self._profiles = Profiles(chat)
        self._tasks: set[asyncio.Task[None]] = set()

    async def tell(self, turn: Turn) -> None:
        """Answers what came as a message or an installation, in a chat."""
        shown = await self._ask(await self._profiles.introduced(turn))
        if shown is not None and not isinstance(turn.event, Uninstalled):
            self._later(self._into_chat(turn, shown))

    async def reply(self, turn: Turn) -> Json | None:
        """Answers an invoke: the body of the response, None to close the dialog."""
        shown = await self._ask(turn)
        try:
            return self._drawn(turn, shown)
        except Exception as error:
            _log(turn, error)
            return self._drawn(turn, SORRY)

    def _drawn(self, turn: Turn, shown: Next) -> Json | None:
        if turn.surface is Surface.CARD:
            return _on_card(turn, shown)
        if shown is None:
            return _notice(words.DONE) if turn.surface is Surface.FETCH else None
        if turn.place.private and isinstance(turn.event, Submitted) and isinstance(shown, Message):
            self._later(self._into_chat(turn, shown))
            return None
        return _in_dialog(turn, shown)

    async def close(self) -> None:
        """Waits for what is still on its way."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _ask(self, turn: Turn) -> Next:
        try:
            return await self._answer(turn.event)
        except Exception as error:
            _log(turn, error)
            return SORRY

    async def _into_chat(self, turn: Turn, shown: Message | Form | Problems) -> None:
        """A chat with one person gets the answer. A shared one gets a line that says where it is: the answer was drawn
        for whoever asked, and others must not read it.
        """
        private = turn.place.private
        try:
            await self._patiently(turn.place.address if private else turn.event.person.address, shown)
        except (CannotReach, TryLater) as error:
            log.warning("an answer could not be shown: %s", error)
            line = words.WRITE_TO_ME
        except Exception as error:
            _log(turn, error)
            line = words.SORRY
        else:
            line = "" if isinstance(turn.event, Installed) else words.ANSWERED_PRIVATELY
        if line and (not private or line == words.SORRY):
            try:
                await self._patiently(turn.thread, Message((Text((line,)),)))
            except (CannotReach, TryLater) as error:
                log.warning("nor could that be said: %s", error)

    async def _patiently(self, to: str, shown: Message | Form | Problems) -> None:
        """Once more after a rate limit. Not after a time-out: the message may have arrived."""
        try:
            await self._chat.show(to, shown)
        except TryLater as refused:
            if refused.after is None or refused.after > LONGEST_WAIT:
                raise
            await asyncio.sleep(refused.after)
            await self._chat.show(to, shown)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _log(turn: Turn, error: Exception) -> None:
    """Where it happened, without the message of the error: that may quote what somebody wrote."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(turn.event).__name__
    log.error("no answer to %s: %s at %s:%s", kind, type(error).__name__, where.filename, where.lineno)


def _on_card(turn: Turn, shown: Next) -> Json:
    """The card takes the place of the one that was pressed, for the one who pressed; nothing leaves it as it is."""
    if shown is None:
        return {"statusCode": 200, "type": NOTICE, "value": ""}
    return {"statusCode": 200, "type": render.CARD, "value": render.drawn(shown, turn.tenant)}


def _in_dialog(turn: Turn, shown: Message | Form | Problems) -> Json:
    """A card in the dialog: also for a message, whose buttons would be lost in plain words."""
    content = render.drawn(shown, turn.tenant, in_dialog=True)
    value = {
        "title": render.title_of(shown),
        "width": "medium",
        "height": "medium",
        "card": {"contentType": render.CARD, "content": content},
    }
    return {"task": {"type": "continue", "value": value}}


def _notice(text: str) -> Json:
    return {"task": {"type": "message", "value": text}}
