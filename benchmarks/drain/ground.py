"""Many houses with many people, each of whom one message is due to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.chat import pack
from bot.programme.actions import MeetingMoved
from storage.database import Database, Db
from storage.lanes import Lane
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

MOVED = pack(MeetingMoved(1, "2026-01-01T00:00:00+00:00"))


def settle(url: str, houses: int, people: int) -> None:
    """An empty database, and everybody in it."""
    database = Database(url)
    migrate(database)
    database.now(lambda db: _everybody(db, houses, people))
    database.close()


def fill(url: str) -> None:
    """One message is due to each person, and none was ever sent."""
    database = Database(url)
    account, delivery = table(Account), table(Delivery)

    def work(db: Db) -> None:
        db.connection().execute(sa.delete(delivery))
        db.connection().execute(sa.delete(table(Lane)))
        fixed: dict[str, Any] = {"drawing": MOVED, "state": DeliveryState.WAITING, "attempts": 0, "reason": ""}
        rows = sa.select(account.c.house_id, account.c.member_id, sa.literal(datetime.now(UTC), delivery.c.due.type))
        rows = rows.add_columns(*(sa.literal(value) for value in fixed.values())).order_by(account.c.member_id)
        columns = ["house_id", "member_id", "due", *fixed]
        db.connection().execute(sa.insert(delivery).from_select(columns, rows))

    database.now(work)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if database.shared else "ANALYZE")
    database.close()


def sent(url: str) -> int:
    """How many deliveries are written down as sent."""
    database = Database(url)
    delivery = table(Delivery)
    query = sa.select(sa.func.count()).where(delivery.c.state == DeliveryState.SENT)
    count = database.now(lambda db: db.connection().execute(query).scalar_one())
    database.close()
    return count


def _everybody(db: Db, houses: int, people: int) -> None:
    starts = datetime.now(UTC) + timedelta(days=30)
    db.add(Community(id=1, key="c", name="A community of practice"))
    db.flush()
    db.add(Session(id=1, community_id=1, key="s", title="Access to remedy", state=SessionState.OPEN))
    db.flush()
    local = starts.replace(tzinfo=None)
    db.add(Meeting(id=1, session_id=1, number=1, local=local, zone="UTC", starts=starts))
    for house in range(houses):
        db.add(Organisation(id=house + 1, community_id=1, key=f"o{house}", name=f"Company {house}"))
    db.flush()
    for house in range(houses):
        place = f"slack:T{house}"
        db.add(House(id=place, name=place, community_id=1, organisation_id=house + 1, room=f"{place}:C{house}"))
    db.flush()
    everybody = [(number + 1, number // people) for number in range(houses * people)]
    for number, house in everybody:
        db.add(Member(id=number, community_id=1, organisation_id=house + 1, key=f"m{number}", name=f"Nominee {number}"))
    db.flush()
    for number, house in everybody:
        place = f"slack:T{house}"
        db.add(Account(id=f"{place}:U{number}", house_id=place, member_id=number, address=f"{place}:U{number}"))
