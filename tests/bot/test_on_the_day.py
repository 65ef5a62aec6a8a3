"""What people write shortly before a meeting: where the link is, and that they will be late."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

LINK = "https://meet.example/core"
FIRST = datetime(2027, 3, 4, 14, 0, tzinfo=UTC)
LATE = "Ericsson nominee 1 will be late."


async def at(town: Town, when: datetime) -> None:
    town.clock.move(when - town.clock.now())
    await town.settle()


async def announced(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")


@pytest.mark.parametrize(
    "sentence",
    ["where is the link?", "link", "Where’s the link to join", f"where is the link to {SESSION}?", "join link please",
     "can you send me the link for meeting 1", "what is the link for today’s session", "how do I join?"],
)  # fmt: skip
async def test_whoever_has_a_seat_is_shown_the_link(town: Town, sentence: str) -> None:
    await announced(town)
    await town.say(FACILITATOR, f"link of meeting 1 of {SESSION} is {LINK}")
    seen = await town.say(ERICSSON_1, sentence)
    assert f"Join at {LINK}" in seen
    assert "Meeting 1, Thu, 4 Mar 2027" in seen


async def test_before_it_is_set_they_hear_when_it_comes(town: Town) -> None:
    await announced(town)
    assert "It reaches you here 15 min before the meeting begins." in await town.say(ERICSSON_1, "where is the link?")
    await town.say(FACILITATOR, f"remind those who come 30 minutes before {SESSION}")
    await town.say(FACILITATOR, f"link of meeting 2 of {SESSION} is {LINK}")
    assert "It reaches you here" in await town.say(ERICSSON_1, "link")
    assert f"Join at {LINK}" in await town.say(ERICSSON_1, "where is the link to meeting 2?")


async def test_the_link_is_shown_to_nobody_without_a_seat(town: Town) -> None:
    await announced(town)
    await town.press_card(CISCO_1, "Maybe")
    await town.press_card(CISCO_2, "Not this time")
    await town.say(FACILITATOR, f"link of {SESSION} is {LINK}")
    for who in (CISCO_1, CISCO_2, MICROSOFT_1):
        for sentence in ("where is the link?", f"where is the link to {SESSION}"):
            assert "I have not noted that you come" in await town.say(who, sentence)
        await town.say(who, "home")
        await town.press(who, "Details")
        assert LINK not in town.world.sees(who)
    await town.say(ERICSSON_1, "home")
    assert f"Join at {LINK}" in await town.press(ERICSSON_1, "Details")
    await town.press_card(ERICSSON_1, "Not this time")
    assert "I have not noted that you come" in await town.say(ERICSSON_1, "link")
    await town.settle()
    assert LINK not in "".join(town.cards().values())


async def test_meetings_with_links_of_their_own_are_told_apart(town: Town) -> None:
    await announced(town)
    for number in (1, 3):
        await town.say(FACILITATOR, f"link of meeting {number} of {SESSION} is {LINK}{number}")
    await town.say(ERICSSON_1, "home")
    seen = await town.press(ERICSSON_1, "Details")
    assert f"Join meeting 1: {LINK}1" in seen
    assert f"Join meeting 3: {LINK}3" in seen
    await at(town, FIRST + timedelta(hours=1))
    assert f"Join at {LINK}1" in await town.say(ERICSSON_1, "link"), "it is under way"
    await at(town, FIRST + timedelta(hours=3))
    await town.say(ERICSSON_1, "home")
    seen = await town.press(ERICSSON_1, "Details")
    assert f"{LINK}1" not in seen, "it is over"
    assert f"{LINK}3" in seen


@pytest.mark.parametrize(
    "sentence",
    ["I’ll be late", "running late", "I'm running late, sorry!", "Sorry, I will be 10 minutes late", "I'll be a bit late",
     "we are running late", "Unfortunately I'm late"],
)  # fmt: skip
async def test_on_the_day_the_facilitators_hear_once_who_will_be_late(town: Town, sentence: str) -> None:
    await announced(town)
    await town.say(FACILITATOR, f"link of {SESSION} is {LINK}")
    await at(town, FIRST - timedelta(minutes=5))
    assert "Thank you for saying so. I tell the facilitators" in await town.say(ERICSSON_1, sentence)
    await town.settle()
    assert town.world.sees(FACILITATOR).count(LATE) == 1
    assert "The facilitators know already" in await town.say(ERICSSON_1, sentence)
    await town.settle()
    assert town.world.sees(FACILITATOR).count(LATE) == 1
    assert "You are coming to" in await town.say(ERICSSON_1, "home"), "the answer stands"
    on_record = (await town.say(FACILITATOR, "audit")).splitlines()
    assert next(line for line in on_record if "Ericsson nominee 1" in line).count("said that they will be late") == 1


async def test_before_the_day_nobody_is_told_and_whoever_does_not_come_is_asked(town: Town) -> None:
    await announced(town)
    assert "write that again on the day" in await town.say(ERICSSON_1, "I'll be late")
    assert "I have not noted that you come" in await town.say(CISCO_1, "I'll be late")
    await town.settle()
    assert "will be late" not in town.world.sees(FACILITATOR)


async def test_an_answer_that_comes_late_is_nobodys_lateness(town: Town) -> None:
    await announced(town)
    await at(town, FIRST - timedelta(minutes=5))
    for sentence in ("Sorry, I'm late with my answer", "it is too late"):
        assert "Thank you for saying so" not in await town.say(ERICSSON_1, sentence)


@pytest.mark.parametrize(
    ("level", "told"),
    [("companies", "Somebody from Ericsson will be late."), ("counts", "Somebody who comes will be late.")],
)
async def test_the_policy_holds_for_who_is_late_as_well(town: Town, level: str, told: str) -> None:
    await announced(town)
    await town.say(FACILITATOR, f"disclosure {SESSION}")
    await town.fill(FACILITATOR, facilitators=level)
    await at(town, FIRST - timedelta(minutes=5))
    await town.say(ERICSSON_1, "I'll be late")
    await town.settle()
    assert told in town.world.sees(FACILITATOR)
    assert LATE not in town.world.sees(FACILITATOR)


async def test_a_reminder_brings_the_link_to_those_who_have_a_seat_and_to_nobody_else(town: Town) -> None:
    await announced(town)
    await town.press_card(CISCO_1, "Maybe")
    await town.say(FACILITATOR, f"link of {SESSION} is {LINK}")
    await town.say(FACILITATOR, f"flight plan {SESSION}")
    await town.press(FACILITATOR, "Change the ladder…")
    await town.fill(FACILITATOR, rungs="1 day before each meeting · agenda and link · everyone invited")
    for hours in (24, 20):  # it is morning in Geneva first, and then in California
        await at(town, FIRST - timedelta(hours=hours))
    for who, link in ((ERICSSON_1, True), (CISCO_1, False), (MICROSOFT_1, False)):
        told = town.world.last(who)
        assert "A session is coming up." in told, told
        assert (LINK in told) is link, who
