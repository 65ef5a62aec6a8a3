"""Reminders arrive once, in daytime, and stop when they are answered."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage import programme
from storage.database import Db
from storage.models import Delivery, DeliveryState, Member, Role, table
from storage.steps import Reminder, Step
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

ERICSSON_2, MICROSOFT_2 = "play:ericsson:ericsson-2", "play:microsoft:microsoft-2"
FIRST = datetime(2027, 3, 4, 14, tzinfo=UTC)
"""The first meeting: 15:00 in Geneva."""
INVITED, MISSING = "You are invited. Are you coming?", "Your answer is still missing"
ALL = (CISCO_1, CISCO_2, MICROSOFT_1, MICROSOFT_2, ERICSSON_1, ERICSSON_2)


async def at(town: Town, when: datetime) -> None:
    """The clock moves there, and everything due is delivered."""
    town.clock.move(when - town.clock.now())
    await town.settle()


async def through(town: Town, until: datetime, step: timedelta = timedelta(hours=3)) -> None:
    """The clock moves there step by step, as it does for people."""
    while town.clock.now() + step < until:
        await at(town, town.clock.now() + step)
    await at(town, until)


def got(town: Town, who: str, words: str) -> int:
    return town.world.sees(who).count(words)


def rows(town: Town, model: type) -> list:  # type: ignore[type-arg]
    return town.product.database.now(lambda db: [*db.connection().execute(sa.select(table(model)))])


async def test_the_invitation_comes_three_weeks_before_in_everybodys_own_hours(town: Town) -> None:
    await town.announce()
    await at(town, FIRST - timedelta(days=21, minutes=5))
    assert [got(town, who, INVITED) for who in ALL] == [0] * 6
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    # 15:00 in Geneva: Stockholm, Dublin and New York work; in California it is 6:00, in Tokyo 23:00, a holiday before.
    assert [got(town, who, INVITED) for who in ALL] == [0, 1, 0, 1, 1, 0]
    await at(town, FIRST - timedelta(days=21) + timedelta(hours=2, minutes=1))
    assert [got(town, who, INVITED) for who in ALL] == [1, 1, 1, 1, 1, 0]
    await through(town, FIRST - timedelta(days=20))
    assert [got(town, who, INVITED) for who in ALL] == [1] * 6
    assert got(town, FACILITATOR, INVITED) == 0


async def test_only_those_who_have_not_answered_are_asked_again(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(MICROSOFT_2, "Not this time")
    # The 23rd of February is a public holiday in Japan.
    await through(town, FIRST - timedelta(days=8), timedelta(hours=4))
    assert {who: got(town, who, MISSING) for who in ALL} == {
        CISCO_1: 0, CISCO_2: 0, MICROSOFT_1: 1, MICROSOFT_2: 0, ERICSSON_1: 1, ERICSSON_2: 1,
    }  # fmt: skip


async def test_an_answer_on_the_reminder_takes_one_click_and_is_the_last_one_asked_for(town: Town) -> None:
    await town.announce()
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    assert "You are coming to all 3 meetings." in await town.press(ERICSSON_1, "Coming")
    await through(town, FIRST - timedelta(days=2), timedelta(hours=4))
    assert [got(town, who, MISSING) for who in (ERICSSON_1, ERICSSON_2)] == [0, 0]
    assert got(town, ERICSSON_2, "Nobody from Ericsson") == 0


async def test_a_silent_company_goes_up_from_nominee_to_coordinator_to_facilitators(town: Town) -> None:
    await make_coordinator(town, "Microsoft nominee 2")
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await through(town, FIRST - timedelta(days=2), timedelta(hours=4))
    assert got(town, ERICSSON_1, "Nobody from Ericsson has said yet") == 0
    assert got(town, ERICSSON_2, "Nobody from Ericsson has said yet") == 1
    assert got(town, MICROSOFT_2, "Nobody from Microsoft has said yet") == 1
    assert got(town, CISCO_2, "Nobody from Cisco") == 0
    seen = town.world.sees(FACILITATOR)
    assert seen.count("Who is still missing, by company") == 1
    assert "Microsoft" in seen.split("Silent: ")[1].split("\n")[0]
    assert "Coming: Cisco" in seen


async def test_the_day_before_and_a_quarter_of_an_hour_before_those_who_come_hear_of_it(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.press_card(ERICSSON_2, "Maybe")
    await through(town, FIRST - timedelta(hours=20), timedelta(hours=6))
    assert [got(town, who, "You said that you come.") for who in (ERICSSON_1, ERICSSON_2, CISCO_1)] == [1, 0, 0]
    await at(town, FIRST - timedelta(minutes=16))
    assert got(town, ERICSSON_1, "It begins Thu, 4 Mar") == 1
    await at(town, FIRST - timedelta(minutes=14))
    assert town.world.last(ERICSSON_1).count("It begins Thu, 4 Mar") == 1
    assert got(town, ERICSSON_1, "It begins Thu, 4 Mar") == 2


async def test_nobody_is_ever_sent_the_same_rung_twice(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await through(town, FIRST + timedelta(days=17), timedelta(hours=5))
    sent = [row for row in rows(town, Delivery) if row.drawing.startswith("remind ")]
    assert {row.state for row in sent} <= {DeliveryState.SENT, DeliveryState.DROPPED}
    reminders = rows(town, Reminder)
    assert len({(row.step_id, row.round, row.member_id) for row in reminders}) == len(reminders)
    assert got(town, ERICSSON_1, INVITED) == 0
    assert got(town, ERICSSON_1, "You said that you come.") == 3
    assert got(town, ERICSSON_1, "Thank you for taking part.") == 1
    assert {row.look for row in rows(town, Step)} == {None}


async def test_an_announcement_that_comes_late_invites_at_once_and_skips_what_was_missed(town: Town) -> None:
    town.clock.move(datetime(2027, 2, 24, 9, 0, tzinfo=UTC) - town.clock.now())
    await town.announce()
    await town.settle()
    assert [got(town, who, INVITED) for who in (ERICSSON_1, MICROSOFT_2)] == [1, 1]
    await through(town, FIRST - timedelta(days=6), timedelta(hours=4))
    assert got(town, ERICSSON_1, MISSING) == 0


async def test_a_meeting_that_moves_takes_its_reminders_with_it(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await through(town, FIRST - timedelta(hours=20), timedelta(hours=6))
    assert got(town, ERICSSON_1, "You said that you come.") == 1
    before = {row.id: row for row in rows(town, Step)}
    await town.move(3, "22 March 2027 15:00 Geneva time")
    await town.settle()
    meeting = meeting_ids(town)[2]
    changed = [row for row in rows(town, Step) if before[row.id].nominal != row.nominal]
    assert {row.meeting for row in changed} <= {0, meeting}
    assert {(row.meeting, row.key) for row in changed} == {(meeting, "agenda"), (meeting, "link"), (0, "feedback")}
    await town.move(1, "9 March 2027 15:00 Geneva time")
    await through(town, datetime(2027, 3, 8, 20, tzinfo=UTC), timedelta(hours=6))
    assert got(town, ERICSSON_1, "You said that you come.") == 2


async def test_what_is_cancelled_reminds_nobody(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    for number in (1, 2, 3):
        await town.say(FACILITATOR, f"cancel meeting {number} of {SESSION}")
        await town.press(FACILITATOR, "Cancel this meeting")
    await town.settle()
    await through(town, FIRST + timedelta(days=1), timedelta(hours=12))
    assert rows(town, Reminder) == []


async def test_two_sessions_due_together_are_one_message(town: Town) -> None:
    for title in ("Alike one", "Alike two"):
        await town.say(
            FACILITATOR, f"plan Core Session '{title}' with 1 meeting from 4 March 2027 15:30 Geneva time, 2 h"
        )
        await town.press(FACILITATOR, "Announce in 4 houses")
    await at(town, FIRST - timedelta(days=21) + timedelta(hours=2))
    posted = [row for row in rows(town, Delivery) if row.drawing.startswith("remind ")]
    assert len({row.member_id for row in posted}) == len(posted)
    assert town.world.latest(ERICSSON_1).words.count(INVITED) == 2  # type: ignore[union-attr]


async def test_a_reminder_put_off_comes_again_unless_it_was_answered(town: Town) -> None:
    await town.announce()
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    assert "I will remind you again" in await town.press(ERICSSON_1, "In an hour")
    await at(town, town.clock.now() + timedelta(minutes=61))
    assert INVITED in town.world.last(ERICSSON_1)
    assert "Fri, 12 Feb 2027, 08:00" in await town.press(ERICSSON_1, "Tomorrow morning")
    await town.press_card(ERICSSON_1, "Coming")
    await at(town, town.clock.now() + timedelta(hours=20))
    assert town.world.last(ERICSSON_1).count(INVITED) == 0


async def test_a_muted_session_is_silent_and_a_pause_waits(town: Town) -> None:
    await town.announce()
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    assert "no more reminders" in await town.press(ERICSSON_1, "Mute this session")
    await through(town, FIRST - timedelta(days=2), timedelta(hours=6))
    assert (got(town, ERICSSON_1, MISSING), got(town, ERICSSON_2, MISSING)) == (0, 1)


async def test_who_cannot_come_after_all_says_so_on_the_reminder_itself(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await through(town, FIRST - timedelta(hours=20), timedelta(hours=8))
    seen = town.world.last(ERICSSON_1)
    assert "Core Session · meeting 1" in seen
    assert seen.count("4 Mar 2027") == 1, "when it begins is said once"
    assert "I cannot come" not in seen, "of three meetings, which?"
    await town.say(FACILITATOR, "plan Special Briefing 'Only one' on 11 May 2027 15:00 Geneva time, 2 h")
    await town.press(FACILITATOR, "Announce in 4 houses")
    await town.settle()
    await town.press_card(ERICSSON_1, "Coming")
    await at(town, datetime(2027, 5, 10, 13, 1, tzinfo=UTC))
    assert "You said that you come." in town.world.last(ERICSSON_1)
    assert "15:00–17:00 Geneva · 0 coming" in await town.press(ERICSSON_1, "I cannot come")


async def test_what_a_house_refused_until_the_evening_comes_in_the_morning(town: Town) -> None:
    await town.announce()
    await at(town, FIRST - timedelta(days=21) - timedelta(minutes=10))
    for _half_hour in range(20):
        town.world.limit("ericsson", 20 * 60)
        await at(town, town.clock.now() + timedelta(minutes=30))
    town.world.limit("ericsson", 0)
    await at(town, town.clock.now() + timedelta(minutes=30))
    assert got(town, ERICSSON_1, INVITED) == 0, "it is one in the morning in Stockholm"
    await through(town, FIRST - timedelta(days=20), timedelta(hours=1))
    assert got(town, ERICSSON_1, INVITED) == 1
    arrived = next(one for one in town.world.scene.standing(ERICSSON_1) if INVITED in one.words)
    assert arrived.at - FIRST + timedelta(days=21) >= timedelta(hours=17), "at 8:00 in Stockholm, or soon after"
    assert [row.state for row in rows(town, Delivery) if row.drawing.startswith("remind ")].count("failed") == 0
    assert "1 sent, 0 failed" in await town.say(FACILITATOR, "what was sent to Ericsson nominee 1")


async def make_coordinator(town: Town, name: str) -> None:
    def work(db: Db) -> None:
        db.connection().execute(
            sa.update(table(Member)).where(table(Member).c.name == name).values(role=Role.COORDINATOR.value)
        )

    await town.product.database.run(work)


def meeting_ids(town: Town) -> list[int]:
    def work(db: Db) -> list[int]:
        found = next(one for one in programme.sessions(db, 1) if one.title == SESSION)
        return [one.id or 0 for one in programme.meetings(db, found.id or 0)]

    return town.product.database.now(work)
