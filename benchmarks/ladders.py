"""`ladders`: what 100,000 future reminders cost in rows, laying them out, moving one meeting, and sending one rung."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.outbox import Outbox
from bot.reminders import due
from storage import programme
from storage.database import Database, Db
from storage.migrate import migrate
from storage.models import Account, Community, Delivery, House, Meeting, Member, Organisation, Session, table
from storage.steps import Laid, Reminder, Step

MEETINGS, PEOPLE = 500, 200
NOW = datetime(2027, 1, 6, 9, tzinfo=UTC)


def main() -> None:
    """Fill a database in a temporary folder, measure, print one line."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder, 'ladders.db')}")
        migrate(database)
        database.now(furnish)
        laying = _timed(database, due.lay, NOW, MEETINGS // due.AT_ONCE)
        rows = sum(database.now(lambda db, model=model: count(db, model)) for model in (Step, Laid, Reminder))
        before = database.now(steps)
        database.now(move)
        moving = _timed(database, due.lay, NOW, 1)
        after = database.now(steps)
        rewritten = sum(before[step] != row for step, row in after.items())
        idle = _timed(database, lambda db, outbox: (due.lay(db, outbox), due.send(db, outbox)), NOW, 200) / 200
        first = database.now(earliest)
        turns = PEOPLE // due.MOST + 2
        sending = _timed(database, due.send, first, turns)
        sent = database.now(lambda db: count(db, Delivery))
        print(
            f"ladders reminders={MEETINGS * PEOPLE} rows={rows} lay_s={laying:.2f} move_rows={rewritten} "
            f"move_ms={1000 * moving:.1f} idle_ms={1000 * idle:.2f} sent={sent} "
            f"send_ms_each={1000 * sending / sent:.2f}"
        )
        database.close()


def furnish(db: Db) -> None:
    """One community: so many people of a hundred companies, each with an account, and sessions of one meeting."""
    db.add(Community(id=1, key="c", name="C", zone="Europe/Zurich"))
    db.flush()
    for number in range(1, PEOPLE + 1):
        company = (number + 1) // 2
        if number % 2:
            db.add(Organisation(id=company, community_id=1, key=str(company), name=f"Company {company}"))
            db.flush()
            db.add(House(id=f"play:h{company}", community_id=1, organisation_id=company, room="room"))
            db.flush()
        db.add(Member(id=number, community_id=1, organisation_id=company, key=str(number), name=f"Nominee {number}"))
        db.flush()
        account = f"play:h{company}:{number}"
        db.add(Account(id=account, house_id=f"play:h{company}", member_id=number, address=account, zone="Europe/Paris"))
    for number in range(1, MEETINGS + 1):
        db.add(Session(id=number, community_id=1, key=str(number), title=f"Session {number}", state="open"))
        db.flush()
        local = datetime(2027, 3, 1, 15) + timedelta(days=number)
        sitting = Meeting(session_id=number, number=1, local=local, zone="UTC", starts=NOW)
        programme.set_start(sitting, local, "Europe/Zurich", "Geneva")
        db.add(sitting)
    db.flush()


def move(db: Db) -> None:
    """The last meeting moves by a week."""
    meeting = db.get_one(Meeting, MEETINGS)
    programme.set_start(meeting, meeting.local + timedelta(days=7), meeting.zone, meeting.city)
    db.add(meeting)


def earliest(db: Db) -> datetime:
    """When the first rung is due."""
    return db.connection().execute(sa.select(sa.func.min(table(Step).c.nominal))).scalar_one()


def count(db: Db, model: type) -> int:
    """How many rows this table has."""
    return db.connection().execute(sa.select(sa.func.count()).select_from(table(model))).scalar_one()


def steps(db: Db) -> dict[int, object]:
    """Every step as it stands."""
    return {row.id: tuple(row) for row in db.connection().execute(sa.select(table(Step)))}


def _timed(database: Database, run: Callable[[Db, Outbox], object], now: datetime, turns: int) -> float:
    """Seconds that so many turns take, each in its own transaction."""
    begun = time.perf_counter()
    for _turn in range(turns):
        database.now(lambda db: run(db, Outbox(db, now)))
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
