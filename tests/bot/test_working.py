"""Whoever is told something is told it when they work: one rule for reminders and for everything else."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox import Outbox
from bot.working import Working, country_of
from storage import wishes
from storage.database import Db
from storage.models import Account, Delivery
from storage.wishes import Wished
from tests.bot.test_reminders import rows
from tests.town import ERICSSON_1, FACILITATOR, Town

pytestmark = pytest.mark.one_database

GOOD_FRIDAY = datetime(2027, 3, 26, 9, tzinfo=UTC)
STOCKHOLM = Working("Europe/Stockholm", time(9), time(17), "12345")
EDGES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Asia/Kathmandu", "America/New_York",
         "Europe/Zurich", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca")  # fmt: skip


def test_a_holiday_holds_back_what_can_wait_and_nothing_else() -> None:
    assert STOCKHOLM.soonest(GOOD_FRIDAY) == datetime(2027, 3, 30, 7, tzinfo=UTC), "Easter Monday is one as well"
    monday = datetime(2027, 3, 29, 13, tzinfo=UTC)
    assert STOCKHOLM.soonest(GOOD_FRIDAY, by=monday) == GOOD_FRIDAY, "a Friday, holiday or not"
    saturday = GOOD_FRIDAY + timedelta(days=1, hours=12)
    assert STOCKHOLM.soonest(saturday, by=monday) == datetime(2027, 3, 29, 7, tzinfo=UTC)
    sunday = datetime(2027, 3, 28, 12, tzinfo=UTC)
    assert STOCKHOLM.soonest(saturday, by=sunday) == datetime(2027, 3, 28, 7, tzinfo=UTC), "a Sunday, but no night"


@given(
    zone=st.sampled_from(EDGES),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),
    begins=st.integers(0, 22),
    hours=st.integers(1, 12),
    days=st.sampled_from(("1234567", "12345", "12347")),
)
def test_wherever_and_whatever_the_clocks_do_the_next_working_time_is_one(
    zone: str, at: datetime, begins: int, hours: int, days: str
) -> None:
    ends = min(begins + hours, 23)
    works = Working(zone, time(begins), time(ends), days)
    then = works.next(at)
    assert then is not None
    assert at <= then < at + timedelta(days=14)
    local = then.astimezone(ZoneInfo(zone))
    assert str(local.isoweekday()) in days
    # In the hour that a clock skips, somebody who begins in it begins when it is over.
    assert time(begins) <= local.time() < time(ends) or local.utcoffset() != (local - timedelta(hours=2)).utcoffset()
    assert works.next(then) == then
    assert works.soonest(at, by=then) == then
    last = works.last(at)
    assert last is None or last < at


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Asia/Calcutta", "IN"), ("Asia/Katmandu", "NP"), ("Europe/Kiev", "UA"), ("Asia/Kathmandu", "NP"), ("UTC", "")],
)
def test_a_zone_by_its_old_name_has_the_same_public_holidays(zone: str, country: str) -> None:
    assert country_of(zone) == country


async def test_what_is_told_waits_for_the_end_of_a_holiday_unless_its_meeting_does_not(town: Town) -> None:
    await town.say(ERICSSON_1, "my reminders")
    await town.fill(ERICSSON_1, country="")
    for title, day in (("Before Easter", "30 March"), ("After Easter", "20 April")):
        plan = f"plan Special Briefing '{title}' on {day} 2027 15:00 Geneva time, 2 h"
        await town.say(FACILITATOR, plan)
        await town.press(FACILITATOR, "Announce in 4 houses")
    await town.settle()
    for title in ("Before Easter", "After Easter"):
        await town.say(ERICSSON_1, "sessions")
        await town.press(ERICSSON_1, title)
        await town.press(ERICSSON_1, "Coming")
    await town.say(FACILITATOR, "pause reminders")
    town.clock.move(GOOD_FRIDAY + timedelta(days=2) - town.clock.now())
    await town.move(1, "30 March 2027 16:00 Geneva time", "Before Easter")
    await town.move(1, "20 April 2027 16:00 Geneva time", "After Easter")
    due = sorted(row.due for row in rows(town, Delivery) if row.key and row.key.startswith("moved "))
    # On a Sunday: the one is told in its hours at once, for Tuesday is near; the other when the holidays are over.
    assert [str(at.astimezone(ZoneInfo("Europe/Stockholm"))) for at in due] == [
        "2027-03-29 08:00:00+02:00",
        "2027-03-30 08:00:00+02:00",
    ]


async def test_public_holidays_are_those_of_the_country_somebody_chose(town: Town) -> None:
    def told(db: Db) -> datetime:
        outbox = Outbox(db, GOOD_FRIDAY)
        found = outbox.reaches(ericsson, zone="UTC")
        assert found is not None
        return found

    ericsson = next(row.member_id for row in rows(town, Account) if row.id == ERICSSON_1)
    assert town.product.database.now(told) == GOOD_FRIDAY
    town.product.database.now(lambda db: wishes.keep(db, ericsson, Wished(country="SE")))
    assert town.product.database.now(told) == datetime(2027, 3, 30, 6, tzinfo=UTC)
