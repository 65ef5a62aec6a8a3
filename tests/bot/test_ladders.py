"""Facilitators see every reminder that will go out, and change it; people say which they want."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.chat import pack
from bot.reminders.actions import OpenText, SendNow, SkipStep
from bot.reminders.data import load
from bot.reminders.ladders import BUILT_IN, DAY
from bot.reminders.plan import Planned, Why, flight_plan
from bot.reminders.rungs_said import NotRead, read_ladder, read_rungs, written
from bot.working import Working, country_of
from storage.ladders import What, Whom
from storage.models import Meeting, Session, table
from storage.steps import Reminder, Step
from tests.bot.test_reminders import (
    ERICSSON_2,
    FIRST,
    INVITED,
    MISSING,
    at,
    got,
    rows,
    through,
)
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database


def plan_of(town: Town) -> list[Planned]:
    """What the product plans now, for the one session of the example that was announced."""
    now = town.clock.now()
    found = town.product.database.now(lambda db: flight_plan(load(db, 1, now), now))
    return [one for one in found if one.session.title == SESSION]


async def test_the_flight_plan_says_whom_when_and_why_before_anything_is_announced(town: Town) -> None:
    seen = await town.say(FACILITATOR, f"flight plan {SESSION}")
    assert "A draft: nothing of this is sent" in seen
    assert "21 days before · invitation · everyone invited · 6 people" in seen
    assert "5 days before · your company is still missing · the company's other nominee" in seen
    assert rows(town, Step) == []
    seen = await town.press(FACILITATOR, "Whom?")
    assert "Ericsson nominee 2 · Fri, 12 Feb 2027, 08:00 Tokyo, for us Fri, 12 Feb 2027, 00:00 Geneva" in seen
    assert "through Ericsson · waits for their next working hours" in seen
    assert "Not sent: no chat account yet (20): Expert advisor 1, Expert advisor 2, Apple nominee 1" in seen
    assert "Only facilitators" in await town.say(CISCO_1, "flight plan")
    seen = await town.say(FACILITATOR, "flight plan")
    assert "· draft · next: 21 days before, invitation, Thu, 11 Feb 2027, 15:00 Geneva" in seen
    assert "Flight plan" in await town.press(FACILITATOR, "Flight plan")


async def test_what_is_sent_is_what_the_flight_plan_said(town: Town) -> None:
    await town.announce()
    await town.settle()
    planned = [one for one in plan_of(town) if not one.dropped]
    expected = {
        (one.standing.rule.key, one.member.id, one.at) for one in planned if one.standing.rule.what is not What.LIST
    }
    for instant in sorted({when for _key, _member, when in expected}):
        await at(town, instant)
    steps = {row.id: row.key for row in rows(town, Step)}
    sent = {(steps[row.step_id], row.member_id, row.at) for row in rows(town, Reminder) if steps[row.step_id] != "list"}
    assert len(expected) > 12
    assert sent == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("those who have not answered a week before and again two days before",
         [(-7 * DAY, Whom.NOT_ANSWERED, What.QUESTION), (-2 * DAY, Whom.NOT_ANSWERED, What.QUESTION)]),
        ("everyone 3 weeks before", [(-21 * DAY, Whom.EVERYONE, What.INVITATION)]),
        ("those coming 30 minutes before", [(-30, Whom.COMING, What.LINK)]),
        ("the facilitators the day before: Who is missing?", [(-DAY, Whom.FACILITATORS, What.LIST)]),
        ("those who came 2 days after", []),
        ("everybody who comes 2 days after", [(2 * DAY, Whom.COMING, What.FEEDBACK)]),
    ],
)  # fmt: skip
def test_a_ladder_is_read_from_a_sentence(said: str, expected: list[tuple[int, Whom, What]]) -> None:
    read = read_rungs(said)
    found = [] if isinstance(read, NotRead) else [(one.minutes, one.whom, one.what) for one in read]
    assert found == expected


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_ladder_typed_as_it_is_written_is_the_same_ladder(name: str) -> None:
    rules = BUILT_IN[name].rules
    read = read_ladder(written(rules))
    assert not isinstance(read, NotRead)
    key = [(one.minutes, one.whom, one.what, one.anchor) for one in sorted(rules, key=lambda one: one.minutes)]
    assert [(one.minutes, one.whom, one.what, one.anchor) for one in read] == key


async def test_a_ladder_is_changed_by_a_sentence_and_by_a_form(town: Town) -> None:
    await town.announce()
    seen = await town.say(FACILITATOR, f"remind those who have not answered 2 weeks before {SESSION}")
    assert "14 days before · please answer · those who have not answered" in seen
    await town.settle()
    assert (-14 * DAY) in {round((row.nominal - FIRST).total_seconds() / 60) for row in rows(town, Step)}
    await town.press(FACILITATOR, "Change the ladder…")
    await town.fill(FACILITATOR, rungs="sometime, somebody")
    assert "When? Please write it like" in str(town.world.form(FACILITATOR).problems)  # type: ignore[union-attr]
    seen = await town.fill(FACILITATOR, rungs="8 days before, everyone: Do come!")
    assert "Says: “Do come!”" in seen
    await through(town, FIRST - timedelta(days=7), timedelta(hours=6))
    assert got(town, ERICSSON_1, "Do come!") == 1
    assert (got(town, ERICSSON_1, INVITED), got(town, ERICSSON_1, MISSING)) == (0, 0)


async def test_facilitators_hold_back_skip_say_it_otherwise_and_send_now(town: Town) -> None:
    await town.announce()
    await town.settle()
    assert "All reminders are held back." in await town.say(FACILITATOR, "pause reminders")
    await through(town, FIRST - timedelta(days=20), timedelta(hours=6))
    assert got(town, ERICSSON_1, INVITED) == 0
    await town.say(FACILITATOR, "resume reminders")
    await town.settle()
    await at(town, town.clock.now() + timedelta(minutes=1))
    assert got(town, ERICSSON_1, INVITED) == 1
    await town.say(FACILITATOR, f"flight plan {SESSION}")
    await town.world.press(FACILITATOR, town.world.latest(FACILITATOR).id, "10 days before")  # type: ignore[union-attr]
    assert "Ericsson nominee 2" in town.world.last(FACILITATOR)


async def test_send_now_reaches_whoever_may_be_written_to_now(town: Town) -> None:
    await town.announce()
    await town.settle()
    step = next(row for row in rows(town, Step) if row.key == "question")
    await town.say(FACILITATOR, f"flight plan {SESSION}")
    card = town.world.latest(FACILITATOR)
    assert card is not None
    await town.world.press_packed(FACILITATOR, card.id, pack(OpenText(step.id)))
    assert "Says: “One last time.”" in await town.fill(FACILITATOR, text="One last time.")
    await town.world.press_packed(FACILITATOR, card.id, pack(SkipStep(step.id)))
    assert "It is skipped." in town.world.last(FACILITATOR)
    await town.world.press_packed(FACILITATOR, card.id, pack(SendNow(step.id)))
    await town.settle()
    assert [got(town, who, "One last time.") for who in (MICROSOFT_1, ERICSSON_2)] == [0, 1]
    assert got(town, "play:microsoft:microsoft-2", "One last time.") == 1


async def test_people_pause_and_choose_and_are_told_so(town: Town) -> None:
    await town.announce()
    assert "No reminders before Fri, 12 Feb 2027, 08:00" in await town.say(
        ERICSSON_1, "pause me until 12 February 2027"
    )
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    assert got(town, ERICSSON_1, INVITED) == 0
    await through(town, datetime(2027, 2, 12, 9, tzinfo=UTC), timedelta(hours=3))
    assert got(town, ERICSSON_1, INVITED) == 1
    await town.say(ERICSSON_1, "my reminders")
    assert "You get no reminders of these kinds: please answer" in await town.fill(ERICSSON_1, question="no")
    await through(town, FIRST - timedelta(days=8), timedelta(hours=6))
    assert (got(town, ERICSSON_1, MISSING), got(town, ERICSSON_2, MISSING)) == (0, 1)


async def test_a_pause_holds_back_everything_but_the_link_of_what_they_come_to(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    seen = await town.say(ERICSSON_1, "pause me until 5 March 2027")
    assert "Only the link of a meeting you said you come to still reaches you" in seen
    await through(town, FIRST - timedelta(minutes=16), timedelta(hours=6))
    before = town.world.sees(ERICSSON_1)
    assert "You said that you come." not in before
    await at(town, FIRST - timedelta(minutes=14))
    assert town.world.sees(ERICSSON_1).removeprefix(before).strip().startswith(SESSION)
    assert got(town, ERICSSON_1, "It begins Thu, 4 Mar") == 1
    await town.say(ERICSSON_1, "my reminders")
    seen = await town.fill(ERICSSON_1, link="no", until="20 March 2027")
    assert "Only the link" not in seen


async def test_facilitators_hear_once_of_whom_no_reminder_reaches_and_see_the_log(town: Town) -> None:
    await town.announce()
    town.world.close_house("ericsson")
    await through(town, FIRST - timedelta(days=20), timedelta(hours=2))
    seen = town.world.sees(FACILITATOR)
    assert seen.count("Reminders that did not arrive") == 2, "of nominee 2, where it was night, a day later"
    assert seen.count("Ericsson nominee 1 · the house") == 2
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert "4 sent, 2 failed" in seen
    assert "Ericsson nominee 1 · invitation · due Thu, 11 Feb 2027" in seen
    await through(town, FIRST - timedelta(days=8), timedelta(hours=12))
    assert got(town, FACILITATOR, "Reminders that did not arrive") == 2
    assert "2 sent, 0 failed" in await town.say(FACILITATOR, "what was sent to Cisco nominee 1")


def test_working_hours_know_zones_days_and_public_holidays() -> None:
    geneva = Working(
        "Europe/Zurich", begins=datetime(2027, 1, 1, 9).time(), ends=datetime(2027, 1, 1, 17).time(), days="12345"
    )
    assert country_of("Europe/Zurich") == "CH"
    assert geneva.next(datetime(2026, 12, 31, 20, tzinfo=UTC)) == datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert geneva.last(datetime(2027, 1, 4, 7, tzinfo=UTC)) == datetime(2026, 12, 31, 15, tzinfo=UTC)
    assert geneva.next(datetime(2027, 1, 5, 8, 30, tzinfo=UTC)) == datetime(2027, 1, 5, 8, 30, tzinfo=UTC)


async def test_a_reminder_that_would_come_too_late_comes_earlier(town: Town) -> None:
    await town.say(FACILITATOR, "plan Core Session 'On Monday' with 1 meeting from 1 March 2027 9:30 Geneva time, 2 h")
    await town.press(FACILITATOR, "Announce in 4 houses")
    await town.say(ERICSSON_1, "write to me between 9 and 17 Monday to Friday")
    await town.settle()
    latest = town.world.card("ericsson")
    await town.world.press(ERICSSON_1, latest.id, "Coming")
    await town.settle()
    now = town.clock.now()
    plan = town.product.database.now(lambda db: flight_plan(load(db, 1, now), now))
    mine = {
        one.standing.rule.key: one
        for one in plan
        if one.session.title == "On Monday" and one.member.name == "Ericsson nominee 1"
    }
    assert (mine["agenda"].at, mine["agenda"].why) == (datetime(2027, 2, 26, 15, tzinfo=UTC), Why.EARLIER)
    assert mine["link"].at == datetime(2027, 3, 1, 8, 15, tzinfo=UTC)


async def test_a_hundred_thousand_reminders_are_a_few_thousand_rows_and_a_move_rewrites_its_own(town: Town) -> None:
    def settle(db) -> int:  # type: ignore[no-untyped-def]
        for number in range(500):
            session = Session(community_id=1, key=f"many-{number}", title=f"Many {number}", state="open")
            db.add(session)
            db.flush()
            starts = FIRST + timedelta(days=60 + number, hours=number % 8)
            db.add(
                Meeting(
                    session_id=session.id or 0, number=1, local=starts.replace(tzinfo=None), zone="UTC", starts=starts
                )
            )
        db.flush()
        return session.id or 0

    last = await town.product.database.run(settle)
    for _ in range(30):
        await at(town, town.clock.now() + timedelta(seconds=2))
    before = {row.id: row for row in rows(town, Step)}
    assert len(before) == 500 * 8
    assert rows(town, Reminder) == []
    await town.product.database.run(
        lambda db: db.connection().execute(
            sa.update(table(Meeting))
            .where(table(Meeting).c.session_id == last)
            .values(starts=FIRST + timedelta(days=900))
        )
    )
    await at(town, town.clock.now() + timedelta(seconds=2))
    changed = [row for row in rows(town, Step) if before.get(row.id) != row]
    assert {row.session_id for row in changed} == {last}
    assert len(changed) == 8


async def test_one_reminder_is_skipped_reworded_and_sent_in_a_sentence(town: Town) -> None:
    await town.announce()
    await town.settle()
    assert "It is skipped." in await town.say(FACILITATOR, f"skip the reminder 10 days before {SESSION}")
    seen = await town.say(FACILITATOR, f"the reminder 21 days before {SESSION} says: Do come, all of you")
    assert "Says: “Do come, all of you”" in seen
    assert "Which reminder?" in await town.say(FACILITATOR, f"send the reminder {SESSION}")
    assert "No such reminder" in await town.say(FACILITATOR, f"send the reminder 9 days before {SESSION}")
    assert "It goes out now" in await town.say(FACILITATOR, f"send the reminder 21 days before {SESSION}")
    await town.settle()
    assert got(town, "play:microsoft:microsoft-2", "Do come, all of you") == 1
    await through(town, FIRST - timedelta(days=8), timedelta(hours=12))
    assert got(town, ERICSSON_2, MISSING) == 0


async def test_a_reminder_is_put_off_and_a_session_muted_in_a_sentence(town: Town) -> None:
    await town.announce()
    assert "not reminded you of anything" in await town.say(ERICSSON_1, "remind me in an hour")
    await at(town, FIRST - timedelta(days=21) + timedelta(minutes=1))
    assert "Mon, 15 Feb 2027, 08:00" in await town.say(ERICSSON_1, "remind me on Monday")
    assert "Tue, 16 Feb 2027, 09:30" in await town.say(ERICSSON_1, "remind me on 16 February 9:30")
    assert "no more reminders" in await town.say(ERICSSON_1, f"mute {SESSION}")
    assert "again" in await town.press(ERICSSON_1, "Remind me again")
    await through(town, FIRST - timedelta(days=15), timedelta(hours=12))
    assert got(town, ERICSSON_1, INVITED) == 2
