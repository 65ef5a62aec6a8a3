"""What is going to be delivered: a community of many houses, and everything due at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.chat import pack, unpack
from bot.doors import SessionCard
from bot.programme.actions import MeetingMoved
from storage import deliveries
from storage.database import Database, Db
from storage.migrate import migrate
from storage.models import (
    Account,
    Community,
    Delivery,
    DeliveryState,
    House,
    Meeting,
    Member,
    Organisation,
    Session,
    SessionState,
    table,
)
from storage.vault import Vault

SECRET_KEY = "sixteen letters."


def prepare(url: str, houses: int, sessions: int, people: int) -> int:
    """Each house gets a card for each session in its room, and each of its people one message. How many in all."""
    database = Database(url)
    migrate(database)
    database.now(lambda db: _community(db, houses, sessions, people))
    vault = Vault(database, SECRET_KEY)

    async def tokens() -> None:
        for house in range(houses):
            await vault.save(f"slack:T{house}", {"bot_token": f"xoxb-{house}"})

    asyncio.run(tokens())
    database.close()
    return houses * (sessions + people)


def left(database: Database) -> dict[str, int]:
    """How many deliveries are in which state."""
    delivery = table(Delivery)
    query = sa.select(delivery.c.state, sa.func.count()).group_by(delivery.c.state)
    return dict(database.now(lambda db: [tuple(row) for row in db.connection().execute(query)]))


def unwritten(database: Database) -> set[tuple[str, str]]:
    """What the database does not know to be sent, as the stand-in names it."""
    delivery = table(Delivery)
    query = sa.select(delivery.c.house_id, delivery.c.member_id, delivery.c.drawing)
    query = query.where(delivery.c.state.in_((DeliveryState.WAITING, DeliveryState.FLIGHT)))
    return {
        (f"U{member}", "") if member is not None else (f"C{house[len('slack:T') :]}", f"Gathering {_session(drawing)}")
        for house, member, drawing in database.now(lambda db: db.connection().execute(query).all())
    }


def _session(drawing: str) -> int:
    card = unpack(drawing, {SessionCard.name: SessionCard})
    assert isinstance(card, SessionCard)
    return card.session


def unfinished(states: dict[str, int]) -> int:
    """How many are still to come."""
    return states.get(DeliveryState.WAITING, 0) + states.get(DeliveryState.FLIGHT, 0)


def _community(db: Db, houses: int, sessions: int, people: int) -> None:
    now = datetime.now(UTC)
    db.add(Community(id=1, key="c", name="A community of practice"))
    db.flush()
    for number in range(1, sessions + 1):
        title = f"Gathering {number}"
        db.add(Session(id=number, community_id=1, key=f"s{number}", title=title, state=SessionState.OPEN))
        db.flush()
        starts = now + timedelta(days=30 + number)
        local = starts.replace(tzinfo=None)
        db.add(Meeting(id=number, session_id=number, number=1, local=local, zone="UTC", starts=starts))
    for house in range(houses):
        place = f"slack:T{house}"
        db.add(Organisation(id=house + 1, community_id=1, key=f"o{house}", name=f"Company {house}"))
        db.flush()
        db.add(House(id=place, name=place, community_id=1, organisation_id=house + 1, room=f"{place}:C{house}"))
        db.flush()
        for session in range(1, sessions + 1):
            deliveries.show(db, pack(SessionCard(session)), place, now)
        for person in range(people):
            _person(db, house, house * people + person + 1, place, now)


def _person(db: Db, house: int, number: int, place: str, now: datetime) -> None:
    db.add(Member(id=number, community_id=1, organisation_id=house + 1, key=f"m{number}", name=f"Nominee {number}"))
    db.flush()
    address = f"{place}:U{number}"
    db.add(Account(id=address, house_id=place, member_id=number, address=address))
    db.flush()
    moved = pack(MeetingMoved(1, "2026-01-01T00:00:00+00:00"))
    deliveries.tell(db, moved, place, number, now, f"moved {number}")
