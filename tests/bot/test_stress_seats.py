"""A thousand answers at once at twenty seats: exactly twenty are seated, the line is in order, everybody is told the truth."""

import multiprocessing
import re
import time
from concurrent.futures import ProcessPoolExecutor

import sqlalchemy as sa

from bot.limits import Limits
from bot.seating import Hall
from storage import seats
from storage.database import Database, Db
from storage.models import Answer, AnswerHistory, Member, table
from tests.bot.rush import COMPANIES, PEOPLE, SEATS, click, crowd

EVERYBODY = COMPANIES * PEOPLE


def test_a_thousand_answers_at_once_at_twenty_seats(migrated_url: str) -> None:
    processes = 4 if migrated_url.startswith("postgresql") else 1
    database = Database(migrated_url)
    session = database.now(crowd)
    begin = time.time() + 3
    shares = [list(range(n, EVERYBODY, processes)) for n in range(processes)]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(click, migrated_url, session, share, begin) for share in shares]
        told = dict(answer for job in jobs for answer in job.result())
    assert len(told) == EVERYBODY
    seated, waiting, order = database.now(standing)
    assert (len(seated), len(waiting)) == (SEATS, EVERYBODY - SEATS)
    assert [place.number for place in waiting] == list(range(1, EVERYBODY - SEATS + 1))
    assert [place.member for place in [*seated, *waiting]] == order
    names = database.now(keys)
    assert {key for key, words in told.items() if "You are coming." in words} == {names[one.member] for one in seated}
    for count, place in enumerate(waiting, 1):
        line = Hall(Limits(SEATS), [*seated, *waiting[:count]]).line()
        position = [one.member for one in line].index(place.member) + 1
        assert re.findall(r"number (\d+) on the waiting list", told[names[place.member]]) == [str(position)]
    database.close()


def standing(db: Db) -> tuple[list[seats.Place], list[seats.Place], list[int]]:
    """Who is seated, in the order they came; who waits, in line; and everybody in the order their answers were kept."""
    meetings = db.connection().execute(sa.select(table(Answer).c.meeting_id).distinct()).scalars().all()
    history = table(AnswerHistory)
    order = list(db.connection().execute(sa.select(history.c.member_id).order_by(history.c.id)).scalars())
    places = seats.places(db, meetings)
    seated = sorted((p for p in places if p.number is None), key=lambda place: order.index(place.member))
    return seated, [p for p in places if p.number is not None], order


def keys(db: Db) -> dict[int, str]:
    """Members by their keys in the plan."""
    member = table(Member)
    return dict(row for row in db.connection().execute(sa.select(member.c.id, member.c.key)))
