"""What a delivery comes to when it is due: a message for a reader, at an address, or nothing any more."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from bot import viewers
from bot.chat import Message, StaleAction, Verb
from bot.courier.watched import Watched
from bot.gallery import Gallery
from bot.kit import Tools, Viewer
from bot.outbox import Outbox
from storage.database import Db, changes
from storage.flights import Due
from storage.recipients import Copy, Known

PAUSE = timedelta(seconds=1.2)
"""Between two updates of one copy of a card. Slack allows 50 chat.update a minute in a workspace (tier 3)."""

NONE = timedelta()
WRONG = timedelta(seconds=10)
"""How far ahead of ours another process's clock may be; longer than a look waits for its turn."""
REMEMBERED = 256
"""Messages that were drawn last."""


class Aim(NamedTuple):
    """Where a delivery goes and who will read it; `card` is the copy that it changes."""

    verb: Verb
    where: str
    viewer: Viewer
    card: Copy | None = None

    def pauses(self, now: datetime) -> timedelta:
        """How long the card wants to be left alone. `now` is when the look was wanted, and an update may have been
        written down since; but one from far in the future was by a clock that was wrong.
        """
        if self.card is None or self.card.updated > now + WRONG:
            return NONE
        return max(self.card.updated + PAUSE - now, NONE)


def aim(due: Due, known: Known) -> Aim | None:
    """None where nobody is left to read it."""
    place = known.places.get(due.house)
    if place is None:
        return None
    if due.card is not None:
        card = known.copies.get(due.card)
        return card and Aim(Verb.UPDATE, card.message_id, viewers.room(place), card)
    if due.under is not None:
        above = known.copies.get(due.under)
        return above and Aim(Verb.POST, above.message_id, viewers.room(place))
    if due.member is not None:
        reader = known.readers.get(due.member)
        return Aim(Verb.POST, reader.address, viewers.told(reader)) if reader and reader.address else None
    if due.account is not None:
        account = known.formers.get(due.account)
        if account is None or not account.address:
            return None
        return Aim(Verb.POST, account.address, viewers.former(account, place))
    return Aim(Verb.POST, place.room, viewers.room(place)) if place.room else None


@dataclass
class Drawn:
    """A message, None where nothing is left to say."""

    message: Message | None
    _digest: str = ""

    @property
    def digest(self) -> str:
        """What identifies it."""
        if not self._digest:
            self._digest = hashlib.sha256(repr(self.message).encode()).hexdigest()[:32]
        return self._digest


class Drawings:
    """Draws within one transaction. What a drawing has come to for one reader it comes to for every reader who answers
    alike in all that it asked of the first: one is made for all of them, unless it changed something.
    """

    def __init__(self, db: Db, gallery: Gallery, now: datetime) -> None:
        self._db = db
        self._gallery = gallery
        self._now = now
        self._known: dict[str, dict[tuple[str, ...], dict[Any, Drawn]]] = {}
        self._before = 0

    @property
    def changed(self) -> bool:
        """Whether the last one that was drawn changed something."""
        return changes(self._db) != self._before

    def draw(self, drawing: str, viewer: Viewer) -> Drawn:
        """What this drawing comes to for this reader."""
        known = self._known.setdefault(drawing, {})
        for asked, by_answers in known.items():
            found = by_answers.get(_answers(asked, viewer))
            if found is not None:
                return found
        watched, self._before = Watched.of(viewer), changes(self._db)
        drawn = Drawn(_the_same(self._draw(drawing, watched)))
        if self.changed:
            self._known.clear()
        else:
            asked = tuple(watched.asked)
            known.setdefault(asked, {})[_answers(asked, viewer)] = drawn
        return drawn

    def _draw(self, drawing: str, viewer: Viewer) -> Message | None:
        tools = Tools(self._db, self._now, viewer, Outbox(self._db, self._now), self._gallery.links)
        try:
            return self._gallery.draw(drawing, viewer, tools)
        except StaleAction:
            return None


@lru_cache(REMEMBERED)
def _the_same(message: Message | None) -> Message | None:
    """Of equal messages always the first, which platforms find at once among those they have drawn."""
    return message


def _answers(asked: tuple[str, ...], viewer: Viewer) -> Any:
    return attrgetter(*asked)(viewer) if asked else ()
