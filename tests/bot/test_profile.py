"""A person's own clock: what they chose stands, and messages keep to it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import HomeOpened, Person, Place
from bot.community.flow import personal_code
from bot.daytime import Hours, next_daytime
from bot.people.clock import read_hours, read_language, read_time, read_zone
from storage import people
from storage.database import Db
from storage.models import Member
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, SESSION, Town

pytestmark = pytest.mark.one_database


async def test_the_form_is_filled_with_what_the_chat_profile_says(town: Town) -> None:
    await town.say(CISCO_1, "profile")
    form = town.world.form(CISCO_1)
    assert form is not None
    shown = {field.key: field.value for field in form.form.fields}
    assert shown == {
        "zone": "America/Los_Angeles",
        "language": "en",
        "begins": "08:00",
        "ends": "20:00",
        "days": "12345",
    }
    seen = await town.fill(CISCO_1, zone="nairobi", begins="9", ends="5 pm", days="12345")
    assert "Africa/Nairobi, where it is 12:20" in seen
    assert "09:00 to 17:00, Monday to Friday" in seen


async def test_whoever_joins_from_where_the_weekend_is_friday_and_saturday_works_from_sunday_on(town: Town) -> None:
    town.world.add_person("ericsson", "ericsson-3", "Ericsson nominee 3", "Africa/Cairo")
    town.world.add_person("ericsson", "ericsson-4", "Ericsson nominee 4", "Africa/Nairobi")
    for number, days in ((3, "Sunday to Thursday"), (4, "Monday to Friday")):
        who = f"play:ericsson:ericsson-{number}"
        code = await invited(town, f"Ericsson nominee {number}")
        await town.say(who, f"join {code}")
        assert f"{days}" in await town.say(who, "my language is english")


async def invited(town: Town, name: str) -> str:
    """The code of a place that was made for them."""

    def make(db: Db) -> str:
        ericsson = next(one for one in people.members(db, 1) if one.name == "Ericsson nominee 1").organisation_id
        member = Member(community_id=1, organisation_id=ericsson, key=name.lower().replace(" ", "-"), name=name)
        db.add(member)
        db.flush()
        return personal_code(db, member, town.clock.now())

    return await town.product.database.run(make)


async def test_what_is_wrong_stands_at_its_field(town: Town) -> None:
    await town.say(CISCO_1, "profile")
    seen = await town.fill(CISCO_1, zone="Nowhere at all", begins="late", ends="25")
    assert "I do not know this place" in seen
    assert seen.count("a time like 9:00") == 2
    assert "later than the beginning" in await town.fill(CISCO_1, zone="UTC", begins="9", ends="8")


async def test_the_chat_profile_does_not_overwrite_what_the_person_chose(town: Town) -> None:
    assert "Africa/Nairobi" in await town.say(CISCO_1, "My time zone is Nairobi!")
    person = Person(CISCO_1, "play:cisco", CISCO_1, zone="Asia/Tokyo", locale="en")
    await town.product.bot.answer(HomeOpened(person, Place(CISCO_1, private=True)))
    await town.say(CISCO_1, "profile")
    form = town.world.form(CISCO_1)
    assert form is not None
    assert form.form.fields[0].value == "Africa/Nairobi"


async def test_a_sentence_that_cannot_be_read_is_asked_again(town: Town) -> None:
    assert "a city like" in await town.say(CISCO_1, "my time zone is")
    assert "Monday to Friday" in await town.say(CISCO_1, "write to me between tea and supper")
    assert "I speak: English" in await town.say(CISCO_1, "my language is Klingon")
    assert "English" in await town.say(CISCO_1, "my language is english")


async def test_messages_keep_to_the_hours_a_person_chose(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.say(ERICSSON_1, "write to me between 14:00 and 16:00 Monday to Friday")
    await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to 12 March 2027 16:00 Geneva time")
    await town.press(FACILITATOR, "Move it")
    await town.settle()
    assert "has moved" not in town.world.sees(ERICSSON_1)
    town.clock.move(timedelta(hours=3, minutes=45))
    await town.settle()
    assert "has moved" in town.world.sees(ERICSSON_1)


async def test_whoever_takes_a_place_over_sets_their_own_clock(town: Town) -> None:
    await town.say(CISCO_1, "my time zone is Nairobi")
    await town.say(CISCO_1, "leave")
    await town.press(CISCO_1, "Leave")
    code = (await town.say(FACILITATOR, "code Cisco nominee 1")).split(" is ")[1].split()[0]
    town.world.add_person("cisco", "next", "Somebody", zone="Asia/Tokyo")
    await town.say("play:cisco:next", f"join {code}")
    await town.say("play:cisco:next", "profile")
    form = town.world.form("play:cisco:next")
    assert form is not None
    assert form.form.fields[0].value == "Asia/Tokyo"


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),
    st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Zurich"]),
    st.sets(st.sampled_from("1234567"), min_size=1),
    st.integers(4, 11),
    st.integers(12, 23),
)
def test_the_next_daytime_is_within_the_hours_and_soon(
    at: datetime, zone: str, days: set[str], begins: int, ends: int
) -> None:
    hours = Hours(time(begins), time(ends), "".join(sorted(days)))
    now = at.replace(tzinfo=UTC)
    then = next_daytime(now, zone, hours)
    local = then.astimezone(ZoneInfo(zone))
    assert str(local.isoweekday()) in hours.days
    assert hours.begins <= local.time() < hours.ends
    assert timedelta() <= then - now <= timedelta(days=7, hours=2)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Nairobi", "Africa/Nairobi"), ("genève", "Europe/Zurich"), ("africa/nairobi", "Africa/Nairobi"), ("UTC", "UTC"),
     ("America/New York", "America/New_York"), ("東京", "Asia/Tokyo"), ("", ""), ("x/y", ""), ("../etc/passwd", "")],
)  # fmt: skip
def test_a_place_is_read_as_its_zone(text: str, zone: str) -> None:
    found, problem = read_zone(text)
    assert found == zone
    assert bool(problem) is not bool(zone)


@pytest.mark.parametrize(
    ("text", "at"),
    [("9", time(9)), ("9:30", time(9, 30)), ("9.30", time(9, 30)), ("5 pm", time(17)), ("12 am", time(0)), ("24:00", time(23, 59)),
     ("25", None), ("9:75", None), ("13 pm", None), ("", None), ("nine", None)],
)  # fmt: skip
def test_a_time_is_read(text: str, at: time | None) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize(
    ("text", "hours"),
    [("9 and 17", Hours(time(9), time(17))), ("9:00-17:30 on weekdays", Hours(time(9), time(17, 30), "12345")),
     ("8am to 4pm Sunday to Thursday", Hours(time(8), time(16), "12347")), ("17 and 9", None), ("9", None), ("", None)],
)  # fmt: skip
def test_hours_are_read(text: str, hours: Hours | None) -> None:
    assert read_hours(text, Hours()) == hours


def test_a_language_is_read_by_name_or_code() -> None:
    assert (read_language("English"), read_language("en"), read_language("")) == ("en", "en", "")
