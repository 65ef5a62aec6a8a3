"""What a delivery comes to when it is due: a message for a reader, at an address, or nothing any more."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import viewers
from bot.chat import Message, StaleAction, Verb
from bot.gallery import Gallery
from bot.kit import Tools, Viewer
from bot.outbox import Outbox
from storage.database import Db
from storage.flights import Due
from storage.models import Card
from storage.recipients import Recipients

PAUSE = timedelta(seconds=1.2)
"""Between two updates of one copy of a card. Slack allows 50 chat.update a minute in a workspace (tier 3)."""


@dataclass(frozen=True)
class Aim:
    """Where a delivery goes and who will read it; `card` is the copy that it changes."""

    verb: Verb
    where: str
    viewer: Viewer
    card: Card | None = None

    def pauses(self, now: datetime) -> timedelta:
        """How long the card wants to be left alone. One from the future was touched by a clock that was wrong."""
        if self.card is None or self.card.updated > now:
            return timedelta()
        return max(self.card.updated + PAUSE - now, timedelta())


def aim(db: Db, due: Due, known: Recipients) -> Aim | None:
    """None where nobody is left to read it."""
    house = known.houses.get(due.house)
    if house is None or house.community_id is None or not house.active:
        return None
    if due.card is not None:
        card = known.cards.get(due.card)
        return card and Aim(Verb.UPDATE, card.message_id, viewers.room(db, house), card)
    if due.under is not None:
        above = known.cards.get(due.under)
        return above and Aim(Verb.POST, above.message_id, viewers.room(db, house))
    if due.member is not None:
        member, account = known.members.get(due.member), known.of_member.get(due.member)
        if member is None or account is None or not account.address:
            return None
        return Aim(Verb.POST, account.address, viewers.told(db, member, account))
    if due.account is not None:
        account = known.accounts.get(due.account)
        if account is None or not account.address:
            return None
        return Aim(Verb.POST, account.address, viewers.former(db, account, house))
    return Aim(Verb.POST, house.room, viewers.room(db, house)) if house.room else None


def draw(db: Db, gallery: Gallery, due: Due, at: Aim, now: datetime) -> tuple[Message, str] | None:
    """The message and what identifies it; None where nothing is left to say, or a card shows it already."""
    try:
        message = gallery.draw(due.drawing, at.viewer, Tools(db, now, at.viewer, Outbox(db, now), gallery.links))
    except StaleAction:
        return None
    if message is None:
        return None
    shown = hashlib.sha256(repr(message).encode()).hexdigest()[:32]
    return None if at.card is not None and at.card.shown == shown else (message, shown)
