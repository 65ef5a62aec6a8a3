"""Many houses with many people, each of whom one message is due to."""

from collections.abc import Mapping
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

PERSON = "UX"
"""How the crowd's people are called in Slack, before their number."""
FIRST = 1_000_000
"""The first of the crowd's members and organisations."""
MOVED = pack(MeetingMoved(1, "2026-01-01T00:00:00+00:00"))


def settle(url: str, houses: int, people: int) -> None:
    """Everybody there is, in a database that held nobody or others before."""
    database = Database(url)
    migrate(database)
    database.now(_nobody)
    database.now(lambda db: _everybody(db, houses, people))
    database.close()


def fill(url: str, times: int = 1) -> None:
    """So many messages are due to each person, and none was ever sent."""
    database = Database(url)
    account, delivery = table(Account), table(Delivery)

    def work(db: Db) -> None:
        db.connection().execute(sa.delete(delivery))
        db.connection().execute(sa.delete(table(Lane)))
        fixed: dict[str, Any] = {"drawing": MOVED, "state": DeliveryState.WAITING, "attempts": 0, "reason": ""}
        rows = sa.select(account.c.house_id, account.c.member_id, sa.literal(datetime.now(UTC), delivery.c.due.type))
        rows = rows.add_columns(*(sa.literal(value) for value in fixed.values())).order_by(account.c.member_id)
        columns = ["house_id", "member_id", "due", *fixed]
        for _ in range(times):
            db.connection().execute(sa.insert(delivery).from_select(columns, rows))

    database.now(work)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if database.shared else "ANALYZE")
    database.close()


def check(url: str, count: int) -> None:
    """Raises RuntimeError where another number than this is written down as sent."""
    if (written := sent(url)) != count:
        raise RuntimeError(f"{count} arrived, {written} are written down as sent")


def crowd(url: str, houses: int, people: int) -> None:
    """So many houses more, with people, in a community that is there already."""
    database = Database(url)

    def work(db: Db) -> None:
        at = [(number, number // people) for number in range(houses * people)]
        places = [f"slack:TX{house}" for house in range(houses)]
        company = {"community_id": 1, "kind": "company", "seats": people}
        db.connection().execute(
            sa.insert(table(Organisation)),
            [company | {"id": FIRST + n, "key": f"x{n}", "name": f"Crowd {n}"} for n in range(houses)],
        )
        db.connection().execute(
            sa.insert(table(House)),
            [
                {
                    "id": place,
                    "name": place,
                    "community_id": 1,
                    "organisation_id": FIRST + n,
                    "room": "",
                    "active": True,
                }
                for n, place in enumerate(places)
            ],
        )
        member = {"community_id": 1, "role": "nominee"}
        db.connection().execute(
            sa.insert(table(Member)),
            [
                member | {"id": FIRST + n, "organisation_id": FIRST + house, "key": f"x{n}", "name": f"Crowd {n}"}
                for n, house in at
            ],
        )
        db.connection().execute(
            sa.insert(table(Account)),
            [
                {
                    "id": f"{places[house]}:{PERSON}{n}",
                    "house_id": places[house],
                    "member_id": FIRST + n,
                    "address": f"{places[house]}:{PERSON}{n}",
                    "zone": "Europe/Zurich",
                    "locale": "en",
                }
                for n, house in at
            ],
        )

    database.now(work)
    database.close()


def tell_crowd(url: str, dues: Mapping[int, datetime], people: int) -> None:
    """One message is due to each of these, at its instant; `people` of the crowd share a house."""
    database = Database(url)
    fixed = {"drawing": MOVED, "state": DeliveryState.WAITING.value, "attempts": 0, "reason": ""}
    rows = [
        {"house_id": f"slack:TX{number // people}", "member_id": FIRST + number, "due": due, **fixed}
        for number, due in dues.items()
    ]
    database.now(lambda db: db.connection().execute(sa.insert(table(Delivery)), rows))
    database.close()


def sent(url: str) -> int:
    """How many deliveries are written down as sent."""
    database = Database(url)
    delivery = table(Delivery)
    query = sa.select(sa.func.count()).where(delivery.c.state == DeliveryState.SENT)
    count = database.now(lambda db: db.connection().execute(query).scalar_one())
    database.close()
    return count


def _nobody(db: Db) -> None:
    for model in (Delivery, Lane, Account, House, Member, Meeting, Session, Organisation, Community):
        db.connection().execute(sa.delete(table(model)))


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
