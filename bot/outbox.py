"""Say what others should see, inside the transaction that made it so. Nothing is drawn or sent here."""

from datetime import datetime, timedelta

from bot.chat import Action, pack
from bot.daytime import next_daytime
from bot.working import Working
from storage import deliveries, people, wishes
from storage.database import Db
from storage.models import Account


class Outbox:
    """One transaction's intents. `wrote` tells the courier whether there is anything to fetch, `behalf` the audit for
    which member somebody else acted.
    """

    def __init__(self, db: Db, now: datetime) -> None:
        self._db = db
        self.now = now
        self._redraws: dict[str, None] = {}
        self.wrote = False
        self.behalf: int | None = None
        self.deed = ""
        """What the audit calls this, where it was another thing than the words asked for."""
        self.unsigned = False
        """Whoever acts was promised that nobody learns it was them: what they do is not put on record."""

    def redraw(self, card: Action) -> None:
        """Every copy of this card, wherever it stands, should show how things are."""
        self._redraws[pack(card)] = None
        self.wrote = True

    def redraw_all(self, community: int) -> None:
        """Every card that stands in a house of this community should show how things are."""
        self._redraws |= dict.fromkeys(deliveries.drawings_in(self._db, community))
        self.wrote = True

    def show(self, card: Action, house: str) -> None:
        """This card should stand in the house's room."""
        deliveries.show(self._db, pack(card), house, self.now)
        self.wrote = True

    def reply(self, under: Action, what: Action, *, after: timedelta) -> None:
        """In the thread of every copy of this card that stands, this should be said. Asked for again before `after` has
        passed, it is said once, as it was asked for first.
        """
        deliveries.reply(self._db, pack(what), pack(under), self.now + after)
        self.wrote = True

    def tell(
        self, member: int, what: Action, about: str, *, zone: str, urgent: bool = False, by: datetime | None = None
    ) -> bool:
        """This member should be told, once: while an earlier message `about` the same waits, another adds nothing.

        It waits for the member's own working hours unless it is urgent; public holidays and weekends hold it back only
        as long as it is there `by` then. `zone` is the one to assume where theirs is not known. False when they have no
        account to write to.
        """
        account = next(iter(people.accounts(self._db, member)), None)
        if account is None:
            return False
        due = self._due(member, account, zone, urgent, by)
        deliveries.tell(self._db, pack(what), account.house_id, member, due, f"{about} {member}")
        self.wrote = True
        return True

    def tell_at(self, member: int, house: str, what: Action, about: str, due: datetime) -> str:
        """The same at an instant that was worked out already, through this house. Answers the delivery's key."""
        key = f"{about} {member}"
        deliveries.tell(self._db, pack(what), house, member, due, key)
        self.wrote = True
        return key

    def reaches(self, member: int, *, zone: str, urgent: bool = False, by: datetime | None = None) -> datetime | None:
        """When `tell` would reach them, or None where it would not."""
        account = next(iter(people.accounts(self._db, member)), None)
        return None if account is None else self._due(member, account, zone, urgent, by)

    def _due(self, member: int, account: Account, zone: str, urgent: bool, by: datetime | None) -> datetime:
        if urgent:
            return self.now
        person = people.member(self._db, member)
        country = wishes.of(self._db, member).country
        works = Working(person.zone or account.zone or zone, person.begins, person.ends, person.workdays, country)
        return works.soonest(self.now, by)

    def tell_former(self, account: str, what: Action, *, zone: str) -> None:
        """Whoever holds no place any more should be told of that, in daytime."""
        found = people.account(self._db, account)
        if found is not None:
            due = next_daytime(self.now, found.zone or zone)
            deliveries.tell_account(self._db, pack(what), found.house_id, account, due, f"former {account}")
            self.wrote = True

    def close(self) -> None:
        """The transaction is about to be committed."""
        # Last, because on PostgreSQL this locks one row per card until the commit.
        for drawing in self._redraws:
            deliveries.redraw(self._db, drawing)
