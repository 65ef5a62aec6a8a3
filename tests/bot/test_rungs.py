"""Rungs are counted from meetings, sessions and deadlines, and name ten sorts of people."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders.ladders import BUILT_IN, DAY
from bot.reminders.plan import Why
from bot.reminders.rungs_said import NotRead, read_ladder, read_rungs, written
from storage.ladders import Anchor, What, Whom
from storage.steps import Step
from tests.bot.test_ladders import plan_of
from tests.bot.test_reminders import ALL, ERICSSON_2, FIRST, MISSING, at, got, make_coordinator, rows
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

EXPERT = "play:experts:one"
DEADLINE = datetime(2027, 2, 25, 14, tzinfo=UTC)
"""A Thursday, 15:00 in Geneva."""
LADDER = """
76 hours before, everyone: for everyone
70 hours before, those who have not answered: for the silent
68 hours before each meeting, those coming: for those who come
66 hours before, those who said maybe: for the hesitant
64 hours before the session, owners: for owners
62 hours before the session, presenters: for presenters
60 hours before the session, experts: for experts
58 hours before, the company's other nominee: for the other nominee
56 hours before, coordinators: for coordinators
54 hours before, facilitators: for facilitators
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("those who have not answered two days before the deadline",
         [(-2 * DAY, Anchor.DEADLINE, Whom.NOT_ANSWERED, What.QUESTION)]),
        ("those who have not answered a week before and again two days before the deadline",
         [(-7 * DAY, Anchor.DEADLINE, Whom.NOT_ANSWERED, What.QUESTION),
          (-2 * DAY, Anchor.DEADLINE, Whom.NOT_ANSWERED, What.QUESTION)]),
        ("those who have not answered a week before the deadline and 3 days before the session",
         [(-7 * DAY, Anchor.DEADLINE, Whom.NOT_ANSWERED, What.QUESTION),
          (-3 * DAY, Anchor.SESSION, Whom.NOT_ANSWERED, What.QUESTION)]),
        ("facilitators the day after the deadline", [(DAY, Anchor.DEADLINE, Whom.FACILITATORS, What.LIST)]),
        ("those who said maybe 2 days before each meeting", [(-2 * DAY, Anchor.MEETING, Whom.MAYBE, What.QUESTION)]),
        ("presenters a week before", [(-7 * DAY, Anchor.MEETING, Whom.PRESENTERS, What.AGENDA)]),
        ("the experts a week before the session", [(-7 * DAY, Anchor.SESSION, Whom.EXPERTS, What.AGENDA)]),
        ("everyone an hour after each meeting", [(60, Anchor.MEETING, Whom.EVERYONE, What.FEEDBACK)]),
    ],
)  # fmt: skip
def test_a_rung_says_what_it_is_counted_from(said: str, expected: list[tuple[int, Anchor, Whom, What]]) -> None:
    read = read_rungs(said)
    assert not isinstance(read, NotRead)
    assert [(one.minutes, one.anchor, one.whom, one.what) for one in read] == expected
    assert read_ladder(written(read)) == tuple(sorted(read, key=lambda one: one.minutes)), "as typed into the form"


@pytest.mark.parametrize("said", ["those who have not answered a day after the deadline", "everyone, invitation, 1 day after",
                                  "everyone 2 days before the deadline, feedback"])  # fmt: skip
def test_what_would_help_nobody_is_not_taken(said: str) -> None:
    assert isinstance(read_rungs(said), NotRead)


async def test_everybody_a_rung_can_name_is_reminded_and_nobody_else(town: Town) -> None:
    await make_coordinator(town, "Microsoft nominee 2")
    await an_expert(town)
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(ERICSSON_1, "Maybe")
    await a_part_and_an_item(town, houses=5)
    everybody = (*ALL, FACILITATOR, EXPERT)
    for who in everybody:
        await town.say(who, "write to me between 0:00 and 24:00, every day")
    await town.say(FACILITATOR, f"flight plan {SESSION}")
    await town.press(FACILITATOR, "Change the ladder…")
    await town.fill(FACILITATOR, rungs=LADDER)
    coordinator = "play:microsoft:microsoft-2"
    expected = {
        "for everyone": {CISCO_2, MICROSOFT_1, ERICSSON_2, EXPERT, coordinator},
        "for the silent": {MICROSOFT_1, ERICSSON_2, EXPERT},
        "for those who come": {CISCO_1},
        "for the hesitant": {ERICSSON_1},
        "for owners": {CISCO_2},
        "for presenters": {ERICSSON_2},
        "for experts": {EXPERT},
        "for the other nominee": {ERICSSON_2},
        "for coordinators": {coordinator},
        "for facilitators": {FACILITATOR},
    }
    for hours in (76, 70, 68, 66, 64, 62, 60, 58, 56, 54):
        await at(town, FIRST - timedelta(hours=hours) + timedelta(seconds=5))
    assert {words: {who for who in everybody if got(town, who, f"\n{words}\n")} for words in expected} == expected


async def test_a_reminder_says_why_it_comes_to_whom(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Maybe")
    await a_part_and_an_item(town)
    await town.say(FACILITATOR, f"remind those who said maybe, 3 days before {SESSION}")
    await town.say(FACILITATOR, f"remind presenters and nobody else 3 days before the session {SESSION}")
    await town.say(FACILITATOR, f"remind owners 3 days before the session {SESSION}")
    await town.settle()
    await at(town, FIRST - timedelta(days=3) + timedelta(seconds=5))
    await at(town, FIRST - timedelta(days=3) + timedelta(hours=3))
    assert got(town, CISCO_1, "So far you said maybe. Can you say by now whether you come?") == 1
    assert got(town, CISCO_2, "An item on its agenda is yours. It begins Thu, 4 Mar") == 1
    await at(town, FIRST - timedelta(days=2, hours=13))
    assert got(town, ERICSSON_2, "You present. It begins Thu, 4 Mar") == 1


async def test_what_is_counted_from_the_deadline_follows_it(town: Town) -> None:
    await town.announce()
    assert "There is no deadline to answer by, so what is counted from it is not sent" in await town.say(
        FACILITATOR, f"remind facilitators 1 day after the deadline of {SESSION}"
    )
    await town.settle()
    before = {row.key: row for row in rows(town, Step) if row.meeting == 0}
    assert not {"deadline", "facilitators-list-1440-deadline"} & {*before}
    await town.say(FACILITATOR, f"seats of {SESSION}: answers by 25 February 2027 15:00 Geneva time")
    await town.settle()
    now = {row.key: row.nominal for row in rows(town, Step)}
    assert now["deadline"] == DEADLINE - timedelta(days=2)
    assert now["facilitators-list-1440-deadline"] == DEADLINE + timedelta(days=1)
    assert {key: one.nominal for key, one in before.items()}.items() <= now.items(), "the others stand as they stood"
    seen = await town.say(FACILITATOR, f"flight plan {SESSION}")
    assert "2 days before the deadline · please answer · those who have not answered" in seen
    await at(town, FIRST - timedelta(days=20))
    await at(town, FIRST - timedelta(days=10) + timedelta(minutes=1))
    await at(town, DEADLINE - timedelta(days=2) + timedelta(minutes=1))
    assert got(town, ERICSSON_1, MISSING) == 2, "ten days before the session, and two before the deadline"
    assert "Answer by: Thu, 25 Feb 2027, 15:00 Geneva" in town.world.last(ERICSSON_1)
    assert "It is skipped." in await town.say(FACILITATOR, f"skip the reminder 1 day after the deadline of {SESSION}")
    await town.say(FACILITATOR, f"seats of {SESSION}: no limit")
    await town.settle()
    live = {row.key for row in rows(town, Step) if row.look is not None}
    assert not {"deadline", "facilitators-list-1440-deadline"} & live


async def test_nobody_is_asked_for_an_answer_they_cannot_give_any_more(town: Town) -> None:
    await town.announce()
    for key, deadline in (("soon", "22 February 2027 15:00"), ("long before", "12 February 2027 15:00")):
        await town.say(FACILITATOR, f"seats of {SESSION}: answers by {deadline} Geneva time")
        await town.settle()
        asked = {one.standing.rule.key: one for one in plan_of(town) if one.member.name == "Ericsson nominee 1"}
        if key == "soon":
            # Ten days before is the 22nd, an hour before which nobody may be asked later.
            assert asked["question"].why is Why.EARLIER
            assert asked["question"].at < datetime(2027, 2, 22, 13, tzinfo=UTC)
        else:
            assert asked["question"].why is Why.DEADLINE
            assert asked["invitation"].why is Why.ON_TIME
    seen = await town.say(FACILITATOR, f"flight plan {SESSION}")
    assert "not sent: the deadline to answer is over by then" in seen


def test_the_ladders_that_come_built_in_know_of_deadlines() -> None:
    anchors = {name: {rule.anchor for rule in ladder.rules} for name, ladder in BUILT_IN.items()}
    assert anchors["core"] == anchors["briefing"] == set(Anchor)
    assert len(anchors) == 3


async def an_expert(town: Town) -> None:
    """Expert advisor 1, who advises the session, has a house."""
    code = await town.say(FACILITATOR, "code Expert advisors")
    house = town.world.add_house("experts", "Experts", "slack")
    town.world.add_person(house.key, "one", "Expert advisor 1")
    await town.say(EXPERT, f"join {code.split(' is ')[1].split()[0]}", in_room=True)
    personal = await town.say(FACILITATOR, "code Expert advisor 1")
    await town.say(EXPERT, f"join {personal.split(' is ')[1].split()[0]}")


async def a_part_and_an_item(town: Town, houses: int = 4) -> None:
    """Ericsson nominee 2 presents, and Cisco nominee 2 owns an item of the agenda as published."""
    await town.say(FACILITATOR, f"open 1 presenter at {SESSION}")
    await town.say(ERICSSON_2, f"claim present at {SESSION}")
    await town.settle()
    await town.press(FACILITATOR, "Confirm")
    await town.say(FACILITATOR, f"agenda for {SESSION}: 20' Case study (Cisco nominee 2)")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, f"Publish in {houses} houses")
    await town.settle()
