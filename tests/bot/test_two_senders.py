"""Two processes on one PostgreSQL write each reminder down once, and so does one that is asked twice."""

import asyncio
from collections import Counter
from datetime import timedelta

import sqlalchemy as sa

from bot.outbox import Outbox
from bot.reminders import due
from storage.database import Database, Db
from storage.models import Delivery, table
from storage.steps import Reminder
from tests.bot.test_reminders import FIRST
from tests.town import SESSION, Town


async def test_two_senders_at_once_remind_everybody_once(town: Town) -> None:
    await town.announce(SESSION)
    await town.settle()
    for number in range(5):
        await town.say(
            "play:btech:b-tech-facilitator-1",
            f"plan Core Session 'Beside {number}' with 1 meeting from 4 March 2027 15:{10 + number} Geneva time, 2 h",
        )
        await town.press("play:btech:b-tech-facilitator-1", "Announce in 4 houses")
    await town.settle()
    moment = FIRST - timedelta(days=20)
    url = town.product.database.engine.url.render_as_string(hide_password=False)
    both = [Database(url), Database(url)]

    def work(db: Db) -> None:
        outbox = Outbox(db, moment)
        due.send(db, outbox)
        outbox.close()

    for _ in range(4):
        await asyncio.gather(*(asyncio.to_thread(database.now, work) for database in both for _ in range(2)))
    for database in both:
        database.close()
    rows = town.product.database.now(lambda db: [*db.connection().execute(sa.select(table(Reminder)))])
    told = town.product.database.now(lambda db: [*db.connection().execute(sa.select(table(Delivery)))])
    counted = Counter((row.step_id, row.round, row.member_id) for row in rows)
    assert len(counted) == 6 * 3, "three of six people work at that hour"
    assert {*counted.values()} == {1}
    messages = Counter((row.member_id, row.drawing) for row in told if row.drawing.startswith("remind "))
    assert {*messages.values()} == {1}
    assert {(row.member_id, row.at) for row in rows} == {
        (row.member_id, row.due) for row in told if row.drawing.startswith("remind ")
    }
