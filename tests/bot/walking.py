"""A life is lived: the clock walks, people act, and what was sent is kept beside how things stood then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from adapters.playground.clock import MovableClock
from adapters.playground.world import World
from adapters.wiring import Product
from bot.answering import AnswerSession
from bot.chat import Action, Place, Pressed, pack
from bot.reminders.actions import HoldAll, MuteSession, Pause, SendNow, SkipStep, Snooze
from bot.reminders.data import Data, load
from bot.reminders.plan import Planned, flight_plan
from storage import programme, remindable, steps, wishes
from storage.database import Database, Db
from storage.ladders import Rule
from storage.models import (
    Choice,
    Delivery,
    DeliveryState,
    Session,
    SessionState,
    table,
)
from storage.steps import Reminder, Step
from storage.wishes import Wished
from tests.bot.lives import Deed, Life, found


@dataclass(frozen=True)
class Sent:
    """One reminder as it went out."""

    key: str
    session: int
    meeting: int
    member: int
    at: datetime
    done: datetime

    @property
    def what(self) -> tuple[str, int, int, int, datetime]:
        """As the flight plan has it."""
        return self.key, self.session, self.meeting, self.member, self.at


@dataclass(frozen=True)
class Moment:
    """How things stood from this instant on."""

    at: datetime
    choices: Mapping[tuple[int, int], Choice]
    sittings: Mapping[int, Mapping[int, datetime]]
    """When the meetings of each session begin, in order."""
    answer_by: Mapping[int, datetime | None]

    def meetings(self, one: Sent) -> list[int]:
        """Those that a reminder is about."""
        return [one.meeting] if one.meeting else [*self.sittings[one.session]]

    def starts(self, one: Sent) -> datetime:
        """When the first of them begins; the last, for what comes afterwards."""
        sittings = self.sittings[one.session]
        if one.meeting:
            return sittings[one.meeting]
        afterwards = one.done > min(sittings.values())
        return max(sittings.values()) if afterwards else min(sittings.values())


class Walk:
    """A life that is lived: the product, its world, and the clock."""

    def __init__(self, url: str, life: Life) -> None:
        self.life = life
        self.clock = MovableClock(frozen_at=life.begins)
        self.world = World(self.clock.now)
        self.database = Database(url)
        self.product = Product(self.database, {"play": self.world}, self.clock.now, steady=self.clock.now)
        self.world.answer = self.product.bot.answer
        self.changes = [life.begins]
        self.put_off: set[tuple[int, datetime]] = set()
        self._settle_in()
        self._moments: list[Moment] = [self._moment()]
        self._rules = {
            (one.id, rule.key): rule for one in self.data().sessions for rule in self.data().chosen[one.id].rules
        }

    def _settle_in(self) -> None:
        self.database.now(lambda db: found(db, self.life))
        for number in range(1, len(self.life.companies) + 1):
            self.world.add_house(f"h{number}", f"House {number}", "slack")
            for member in self.life.ids(number):
                self.world.add_person(f"h{number}", f"p{member}", f"Member {member}", self.life.people[member - 1].zone)

    def planned(self) -> list[Planned]:
        """The flight plan as it stands: what goes out."""
        return [one for one in flight_plan(self.data(), self.clock.now()) if not one.dropped]

    def promised(self) -> set[tuple[str, int, int, int, datetime]]:
        """The same, as what is sent is compared with it."""
        return {
            (one.standing.rule.key, one.session.id, one.standing.meeting, one.member.id, one.at)
            for one in self.planned()
        }

    def rule(self, one: Sent) -> Rule:
        """The rung of a reminder."""
        return self._rules[one.session, one.key]

    def at(self, instant: datetime) -> Moment:
        """How things stood then."""
        return [one for one in self._moments if one.at <= instant][-1]

    def covered(self, one: Sent) -> bool:
        """Whether somebody of the reader's company came to each meeting that a reminder is about."""
        then = self.at(one.done)
        house = self.life.home(one.member)
        return all(
            any(then.choices.get((meeting, member)) is Choice.COMING for member in self.life.ids(house))
            for meeting in then.meetings(one)
        )

    def posts(self) -> list[tuple[int, datetime]]:
        """Every message with a reminder that stands in anybody's chat: whose, and since when."""
        delivery = table(Delivery)
        query = sa.select(delivery.c.member_id, delivery.c.done).where(
            delivery.c.state == DeliveryState.SENT, delivery.c.drawing.startswith("remind ")
        )
        return [(member, done) for member, done in self.database.now(lambda db: db.connection().execute(query).all())]

    def data(self) -> Data:
        """What the flight plan is worked out from."""
        now = self.clock.now()
        return self.database.now(lambda db: load(db, 1, now))

    def _moment(self) -> Moment:
        def read(db: Db) -> Moment:
            ids = range(1, len(self.life.gatherings) + 1)
            sittings = {one: {m.id or 0: m.starts for m in programme.meetings(db, one)} for one in ids}
            by = {one: getattr(programme.session(db, 1, one), "answer_by", None) for one in ids}
            return Moment(self.clock.now(), remindable.choices(db, [*ids]), sittings, by)

        return self.database.now(read)

    async def announce(self) -> None:
        """All sessions are open from now on."""
        change = sa.update(table(Session)).values(state=SessionState.OPEN)
        await self.database.run(lambda db: db.connection().execute(change))
        await self.product.courier.settle()

    async def until(self, then: datetime) -> None:
        """The clock walks there, from one instant at which something is planned to the next."""
        while (instant := self._next()) is not None and instant <= then:
            await self._at(instant)
        await self._at(then)

    def _next(self) -> datetime | None:
        now = self.clock.now()
        delivery = table(Delivery)
        waits = sa.select(sa.func.min(delivery.c.due)).where(delivery.c.state == DeliveryState.WAITING)
        first = self.database.now(lambda db: db.connection().execute(waits).scalar())
        coming = [one.at for one in self.planned()] + ([first] if first else [])
        return min((at for at in coming if at > now), default=None)

    async def _at(self, instant: datetime) -> None:
        self.clock.move(instant - self.clock.now())
        await self.product.courier.settle()

    async def do(self, deed: Deed) -> None:
        """Somebody does it, as people do: by a button; a meeting moves in the data, as its form does it."""
        who = (deed.who % len(self.life.people)) + 1
        session = (deed.which % len(self.life.gatherings)) + 1
        match deed.what:
            case "answer":
                await self._press(who, AnswerSession(session, deed.choice))
            case "mute":
                await self._press(who, MuteSession(session))
            case "hold" | "release":
                await self._press(1, HoldAll(session, deed.what == "hold"))
            case "snooze":
                last = max((one.at for one in self.sent() if one.member == who), default=None)
                if last is not None:
                    await self._press(who, Snooze(last.isoformat(), Pause.MORNING))
                    self.put_off |= self._later(who)
            case "pause":
                until = self.clock.now() + timedelta(minutes=abs(deed.minutes))
                await self.database.run(lambda db: wishes.keep(db, who, Wished(until)))
            case "move":
                await self.database.run(lambda db: self._move(db, session, deed))
            case "skip" | "now":
                stood = self.database.now(lambda db: steps.standing(db, [session], 1))
                open_ones = [one for one in stood if one.look is not None]
                if open_ones:
                    step = open_ones[deed.who % len(open_ones)].id
                    await self._press(1, SkipStep(step) if deed.what == "skip" else SendNow(step))
            case _:
                assert deed.what == "look"
        self.changes.append(self.clock.now())
        self._moments.append(self._moment())
        # What is due by itself is looked at once a second.
        await self._at(self.clock.now() + timedelta(seconds=1))

    async def _press(self, who: int, action: Action) -> None:
        if self.life.people[who - 1].reached:
            person = self.world.scene.who(self.life.address(who)).person
            await self.product.bot.answer(Pressed(person, Place(person.id, private=True), pack(action)))

    def _later(self, who: int) -> set[tuple[int, datetime]]:
        query = sa.select(Reminder).where(table(Reminder).c.member_id == who)
        found = self.database.now(lambda db: db.exec(query).scalars().all())
        return {(who, one.at) for one in found if one.at > self.clock.now()}

    def _move(self, db: Db, session: int, deed: Deed) -> None:
        meetings = list(programme.meetings(db, session))
        one = meetings[deed.who % len(meetings)]
        if one.starts > self.clock.now():
            programme.set_start(one, one.local + timedelta(minutes=deed.minutes), one.zone, one.city)
            db.add(one)

    def sent(self) -> list[Sent]:
        """Every reminder that arrived, in the order they were due."""
        step, reminder, delivery = table(Step), table(Reminder), table(Delivery)
        query = (
            sa.select(step.c.key, step.c.session_id, step.c.meeting, reminder.c.member_id, reminder.c.at,
                      delivery.c.done)
            .join(reminder, reminder.c.step_id == step.c.id)
            .join(delivery, delivery.c.id == reminder.c.delivery_id)
            .where(delivery.c.state == DeliveryState.SENT)
            .order_by(reminder.c.at, reminder.c.id)
        )  # fmt: skip
        return [Sent(*row) for row in self.database.now(lambda db: db.connection().execute(query).all())]
