"""Whole lives of sessions, as chance makes them up: who takes part, what they do and when, and a clock that walks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from storage import ladders, programme
from storage.database import Db
from storage.ladders import Rule
from storage.models import (
    Account,
    Choice,
    Community,
    House,
    Meeting,
    Member,
    Organisation,
    OrganisationKind,
    Role,
    Session,
)

MINUTE = timedelta(minutes=1)
PLACES = {"Europe/Zurich": "CH", "Africa/Nairobi": "KE", "America/Los_Angeles": "US", "Asia/Shanghai": "CN",
          "Pacific/Auckland": "NZ", "Asia/Kathmandu": "NP", "Africa/Cairo": "EG", "Asia/Calcutta": "IN"}  # fmt: skip
"""Where people are, with whose public holidays they have."""


@dataclass(frozen=True)
class Somebody:
    """A member: where they are, when they work, whether they can be written to."""

    role: Role = Role.NOMINEE
    zone: str = "Europe/Zurich"
    begins: int = 8
    hours: int = 12
    days: str = "12345"
    reached: bool = True

    @property
    def ends(self) -> int:
        """The hour at which they stop."""
        return min(self.begins + self.hours, 23)

    def works(self, at: datetime) -> bool:
        """Whether they are at work at that instant."""
        local = at.astimezone(ZoneInfo(self.zone))
        free = str(local.isoweekday()) not in self.days or local.date() in _free(PLACES[self.zone], local.year)
        return not free and time(self.begins) <= local.time() < time(self.ends)


@dataclass(frozen=True)
class Gathering:
    """A session: so many meetings a week apart, the first so many days ahead, and its ladder where it has its own."""

    kind: str = "core session"
    days: int = 30
    clock: time = time(15)
    zone: str = "Europe/Zurich"
    meetings: int = 3
    deadline: int | None = None
    """Days before its first meeting."""
    rules: tuple[Rule, ...] | None = None


@dataclass(frozen=True)
class Deed:
    """Something that somebody does so many minutes after the announcement. `who` and `which` count people, sessions."""

    after: int
    what: str
    who: int = 0
    which: int = 0
    choice: Choice = Choice.COMING
    minutes: int = 0
    """How far a meeting moves, or how long a pause lasts."""


@dataclass(frozen=True)
class Life:
    """All of it. The first of the first company's people is the facilitator."""

    begins: datetime
    companies: tuple[tuple[Somebody, ...], ...]
    gatherings: tuple[Gathering, ...]
    deeds: tuple[Deed, ...] = ()

    @property
    def people(self) -> list[Somebody]:
        """Everybody; their place in the list, from 1, is their id."""
        return [one for company in self.companies for one in company]

    def ids(self, company: int) -> range:
        """The ids of a company's people; companies count from 1."""
        first = sum(len(one) for one in self.companies[: company - 1]) + 1
        return range(first, first + len(self.companies[company - 1]))

    def home(self, member: int) -> int:
        """The company a member is from."""
        return next(one for one in range(1, len(self.companies) + 1) if member in self.ids(one))

    def address(self, member: int) -> str:
        """Where a member is written to."""
        return f"play:h{self.home(member)}:p{member}"


def found(db: Db, life: Life) -> None:
    """The community before anything is announced."""
    db.add(Community(id=1, key="c", name="A community of practice", zone="Europe/Zurich", city="Geneva"))
    db.flush()
    for number in range(1, len(life.companies) + 1):
        kind = OrganisationKind.UN if number == 1 else OrganisationKind.COMPANY
        db.add(Organisation(id=number, community_id=1, key=f"o{number}", name=f"Company {number}", kind=kind))
        place = f"play:h{number}"
        db.flush()
        db.add(House(id=place, name=place, community_id=1, organisation_id=number, room=f"{place}:room"))
        db.flush()
        for member in life.ids(number):
            _move_in(db, life, number, member, life.people[member - 1])
    for number, one in enumerate(life.gatherings, 1):
        _plan(db, life, number, one)


def _move_in(db: Db, life: Life, company: int, number: int, one: Somebody) -> None:
    hours = {"begins": time(one.begins), "ends": time(one.ends), "workdays": one.days}
    name = f"Member {number}"
    db.add(Member(id=number, community_id=1, organisation_id=company, key=f"m{number}", name=name, role=one.role,
                  zone=one.zone, **hours))  # fmt: skip
    db.flush()
    if one.reached:
        where = f"play:h{company}"
        db.add(Account(id=life.address(number), house_id=where, member_id=number, address=life.address(number)))
        db.flush()


def _plan(db: Db, life: Life, number: int, one: Gathering) -> None:
    day = life.begins.astimezone(ZoneInfo(one.zone)).date() + timedelta(days=one.days)
    sittings = [
        Meeting(session_id=number, number=0, zone=one.zone, starts=life.begins,
                local=datetime.combine(day + timedelta(days=7 * week), one.clock))
        for week in range(one.meetings)
    ]  # fmt: skip
    session = Session(id=number, community_id=1, key=f"s{number}", kind=one.kind, title=f"Gathering {number}")
    programme.add(db, session, sittings)
    if one.deadline is not None:
        session.answer_by = sittings[0].starts - timedelta(days=one.deadline)
        db.add(session)
    if one.rules is not None:
        ladders.keep(db, 1, number, "", session.title, one.rules)


@cache
def _free(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def utc(year: int, month: int, day: int) -> datetime:
    """Nine in the morning of that day in Geneva, about."""
    return datetime(year, month, day, 8, tzinfo=UTC)
