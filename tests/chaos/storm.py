"""Lets a storm loose on couriers, and counts afterwards what arrived."""

import asyncio
import contextlib
import multiprocessing
import random
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import LiteralString, cast

import psycopg
from sqlalchemy import make_url

from storage.database import Database, DatabaseError
from storage.models import DeliveryState
from tests.chaos import worker
from tests.chaos.ground import SECRET_KEY, left, prepare, unfinished, unwritten
from tests.chaos.stand_in import StandIn, Weather

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([worker.__name__])
"""Each worker is a process of its own, forked from one that has done nothing but import: that takes seconds."""
SIGNED_WITH = "nobody signs here"
STARTING = 1.0
"""Seconds that `convener work` takes at the least to import everything, of which a fork knows nothing."""


@dataclass(frozen=True)
class Plan:
    """How big, and how bad. `kills` come at random moments, `cuts` too (PostgreSQL only); `seconds` is for all of it."""

    houses: int = 40
    sessions: int = 5
    people: int = 120
    workers: int = 3
    kills: int = 50
    cuts: int = 10
    weather: Weather = field(default_factory=Weather)
    seconds: float = 900
    seed: int = 20270106


@dataclass(frozen=True)
class Outcome:
    """What came of it. A duplicate is `explained` where the reply to an earlier one was lost, or its worker was killed
    and the database did not know of it yet.
    """

    due: int
    delivered: int
    lost: int
    duplicates: int
    explained: int
    breaches: list[str]
    kills: int
    cuts: int
    calls: int
    took: float

    @property
    def well(self) -> bool:
        """Whether nothing was lost, nothing came twice without a reason, and no limit was broken."""
        return (self.delivered, self.lost, self.duplicates, len(self.breaches)) == (self.due, 0, self.explained, 0)

    @property
    def line(self) -> str:
        """All of it in one line."""
        return (
            f"delivered={self.delivered} lost={self.lost} duplicates={self.duplicates} explained={self.explained} "
            f"limit_breaches={len(self.breaches)}"
        )


class Storm:
    """One storm on one database, from nothing to the end."""

    def __init__(self, url: str, folder: Path, plan: Plan) -> None:
        self._url = url
        self._plan = plan
        self._chance = random.Random(plan.seed)
        self._folder = folder
        self._clock = folder / worker.CLOCK
        self._clock.write_text("0")
        self._stand_in = StandIn(plan.weather, self._chance)
        self._workers: dict[str, ForkServerProcess] = {}
        self._started = 0
        self._unwritten: dict[str, set[tuple[str, str]]] = {}
        self._database = Database(url)
        self._deeds: set[asyncio.Task[None]] = set()
        self._cuts = 0
        self._arrived = 0
        self._kill_at: list[int] = []
        self._cut_at: list[int] = []
        self._jump_at = 0

    async def rage(self) -> Outcome:
        """Everything due is delivered, or the time is over."""
        plan = self._plan
        due = await asyncio.to_thread(prepare, self._url, plan.houses, plan.sessions, plan.people)
        moments = range(1, due * 9 // 10)
        self._kill_at = sorted(self._chance.sample(moments, plan.kills), reverse=True)
        self._cut_at = sorted(self._chance.sample(moments, plan.cuts), reverse=True)
        self._jump_at = due // 2
        self._stand_in.notice = self._notice
        await self._stand_in.start()
        began = time.monotonic()
        for _ in range(plan.workers):
            self._start()
        try:
            while await asyncio.to_thread(self._goes_on) and time.monotonic() < began + plan.seconds:
                await asyncio.sleep(0.5)
                self._nobody_gave_up()
            return self._count(due, left(self._database), time.monotonic() - began)
        finally:
            await asyncio.gather(*self._deeds)
            self._database.close()
            for process in self._workers.values():
                process.terminate()
            for process in self._workers.values():
                await asyncio.to_thread(process.join, 30)
            await self._stand_in.stop()

    def _start(self) -> None:
        self._started += 1
        name = f"w{self._started}"
        env = {
            "DATABASE_URL": self._url,
            "SECRET_KEY": SECRET_KEY,
            "SLACK_SIGNING_SECRET": SIGNED_WITH,
            "SLACK_API_URL": f"{self._stand_in.url}/{name}/api/",
        }
        process = PROCESSES.Process(target=worker.main, args=(self._folder, env), name=name)
        process.start()
        self._workers[name] = process

    def _goes_on(self) -> bool:
        try:
            return unfinished(left(self._database)) > 0
        except DatabaseError:  # our own connection was cut with the others
            return True

    def _nobody_gave_up(self) -> None:
        for name, process in list(self._workers.items()):
            if process.exitcode is not None:
                raise AssertionError(f"{name} ended by itself")

    def _notice(self, name: str) -> None:
        """A message has arrived: is it time for something bad?"""
        self._arrived += 1
        if self._kill_at and self._arrived >= self._kill_at[-1]:
            self._kill_at.pop()
            self._soon(self._kill(name, self._chance.random() / 20))
        if self._cut_at and self._arrived >= self._cut_at[-1]:
            self._cut_at.pop()
            self._soon(asyncio.to_thread(self._cut))
        if self._arrived == self._jump_at:
            self._clock.write_text("3600")

    def _soon(self, deed: Coroutine[None, None, None]) -> None:
        """Beside the stand-in, whose own clock must not stop for it."""
        task = asyncio.create_task(deed)
        self._deeds.add(task)
        task.add_done_callback(self._deeds.discard)

    async def _kill(self, name: str, after: float) -> None:
        await asyncio.sleep(after)
        if name not in self._workers:  # it was killed a moment ago: another one, then
            while not self._workers:  # noqa: ASYNC110 -- the next one is being started
                await asyncio.sleep(0.05)
            name = self._chance.choice(sorted(self._workers))
        process = self._workers.pop(name)
        process.kill()
        await asyncio.to_thread(process.join)
        self._unwritten[name] = await asyncio.to_thread(self._ask_unwritten)
        await asyncio.sleep(STARTING)
        await asyncio.to_thread(self._start)

    def _ask_unwritten(self) -> set[tuple[str, str]]:
        while True:
            with contextlib.suppress(DatabaseError):  # our own connection was cut with the others
                return unwritten(self._database)

    def _cut(self) -> None:
        if self._url.startswith("sqlite"):
            return
        self._cuts += 1
        plain = make_url(self._url).set(drivername="postgresql").render_as_string(hide_password=False)
        everybody = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        # Of two who cut at the same moment each may be cut by the other: then everybody is, all the same.
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(plain, autocommit=True) as db:
            db.execute(cast("LiteralString", everybody))

    def _count(self, due: int, states: dict[str, int], took: float) -> Outcome:
        arrivals = self._stand_in.accepted
        given_up = states.get(DeliveryState.FAILED, 0) + states.get(DeliveryState.PARKED, 0)
        again = [(what, one) for what, came in arrivals.items() for one in sorted(came, key=lambda one: one.at)[:-1]]
        return Outcome(
            due=due,
            delivered=len(arrivals),
            lost=due - len(arrivals) + given_up + unfinished(states),
            duplicates=len(again),
            explained=sum(not one.told or what in self._unwritten.get(one.worker, ()) for what, one in again),
            breaches=self._stand_in.breaches,
            kills=len(self._unwritten),
            cuts=self._cuts,
            calls=self._stand_in.calls,
            took=took,
        )
