"""What is learnt from every event before it is answered: who has seen what, who moved, and which way is closed."""

from datetime import datetime

from bot import mailroom
from bot.chat import Event, Person, Pressed, Read, Said, Submitted, Uninstalled
from bot.outbox import Outbox
from storage import audit, mailboxes, people, reminded
from storage.database import Db
from storage.reminded import Sign

NO_MORE_MAIL = "no more mail"
"""What is on record of whoever stops it from outside: the same as in words."""


def noticed(db: Db, event: Event, known: people.Known | None, now: datetime) -> None:
    """Whoever reads, presses or writes in their own chat has seen the reminders that stand there."""
    if known is None or known.member is None or not isinstance(event, Read | Said | Pressed | Submitted):
        return
    if event.place.private:
        sign = Sign.READ if isinstance(event, Read) else Sign.ACTED
        reminded.notice(db, known.member, known.house, sign, now)


def removed(db: Db, event: Uninstalled, now: datetime) -> bool:
    """The app was removed, or somebody wants no more mail. Whether others should hear of it."""
    outbox, house = Outbox(db, now), event.person.house
    if mailboxes.is_mail(house):
        known = people.known(db, event.person.id, house)
        mailroom.stop(db, outbox, event.person.id)
        if known is not None and known.member is not None and known.community is not None:
            audit.record(
                db, community=known.community, at=now, member=known.member, behalf=None, house=house, what=NO_MORE_MAIL
            )
    elif event.place is None:
        people.forget_house(db, event.person.house)
    else:
        people.forget_place(db, event.person.house, event.person.id, event.place.address)
    return outbox.wrote


def is_new(person: Person, address: str, known: people.Known) -> bool:
    """Whether the platform says something of this person that is not kept yet; asked on every click."""
    said = ((person.zone, known.zone), (person.locale, known.locale), (address, known.address))
    return any(now and now != kept for now, kept in said)
