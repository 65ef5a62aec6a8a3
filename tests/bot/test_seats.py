"""Seats are few: who gets one, who waits, who is offered what is free, and who is told."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.importing.applying import apply
from bot.importing.plan import Plan
from bot.invited import Invited
from bot.limits import Limits, limits_of
from bot.seating import Hall, offered_until
from storage import planning
from storage.database import Database
from storage.models import AnswerHistory, OrganisationKind, Role, table
from storage.seats import Place
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

TITLE = "New rules on due diligence"
"""A session of one meeting, on 20 April 2027."""
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


async def a_session_of(town: Town, seats: str) -> None:
    """The briefing is announced with these seats."""
    assert "Nobody loses a seat." in await town.say(FACILITATOR, f"seats of {TITLE}: {seats}")
    await town.announce(TITLE)


async def test_a_deadline_that_can_be_two_days_is_two_buttons_and_one_click_settles_it(town: Town) -> None:
    asked = await town.say(FACILITATOR, f"seats of {TITLE}: 25 seats, 1 per company until 03/02/2027 12:00, then open")
    assert "day first or month first" in asked
    assert town.world.buttons(FACILITATOR) == (
        "Wed, 3 Feb 2027, 12:00 Geneva",
        "Tue, 2 Mar 2027, 12:00 Geneva",
        "Change…",
    )
    said = await town.press(FACILITATOR, "Tue, 2 Mar 2027, 12:00 Geneva")
    assert "25 seats in each meeting · 1 per company until Tue, 2 Mar 2027, 12:00 Geneva, then open to all" in said


async def test_a_coming_beyond_the_last_seat_waits_and_says_so(town: Town) -> None:
    await a_session_of(town, "1 seat")
    assert "You are coming." in await town.press_card(MICROSOFT_1, "Coming")
    told = await town.press_card(CISCO_1, "Coming")
    assert "Meeting 1 is full: you are number 1 on the waiting list." in told
    assert "number 2 on the waiting list" in await town.press_card(ERICSSON_1, "Coming")
    assert "number 1 on the waiting list" in await town.say(CISCO_1, "home")
    await town.settle()
    assert {"1 coming, 2 waiting · all seats taken" in card for card in town.cards().values()} == {True}
    assert "1 seat in each meeting" in town.world.card("cisco").words


async def test_pressing_twice_keeps_the_place_in_line(town: Town) -> None:
    await a_session_of(town, "1 seat")
    for who in (MICROSOFT_1, CISCO_1, ERICSSON_1):
        await town.press_card(who, "Coming")
    assert "number 1 on the waiting list" in await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_1, "Maybe")
    assert "number 2 on the waiting list" in await town.press_card(CISCO_1, "Coming")


async def test_a_freed_seat_is_offered_to_the_next_who_accepts_it(town: Town) -> None:
    await a_session_of(town, "1 seat")
    for who in (MICROSOFT_1, ERICSSON_1, CISCO_1):
        await town.press_card(who, "Coming")
    await town.press_card(MICROSOFT_1, "Not this time")
    await town.settle()
    assert f"A seat is free for you in {TITLE}." in town.world.last(ERICSSON_1)
    assert "Thu, 7 Jan" in town.world.last(ERICSSON_1)
    assert "You are on the waiting list" in await town.press_card(MICROSOFT_1, "Coming")
    assert "You are coming." in await town.press(ERICSSON_1, "Accept")
    await town.settle()
    assert "1 coming, 2 waiting" in town.world.card("cisco").words


async def test_a_seat_that_is_let_go_or_not_answered_goes_to_the_next(town: Town) -> None:
    await a_session_of(town, "1 seat")
    for who in (MICROSOFT_1, ERICSSON_1, CISCO_2):
        await town.press_card(who, "Coming")
    await town.press_card(MICROSOFT_1, "Not this time")
    await town.settle()
    assert "You are not coming" in await town.press(ERICSSON_1, "Let it go")
    await town.settle()
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "A seat is free for you" in town.world.last(CISCO_2)
    await town.press_card(ERICSSON_1, "Coming")
    town.clock.move(timedelta(hours=24))
    await town.settle()
    town.clock.move(timedelta(hours=20))
    await town.settle()
    assert "went to the next person" in town.world.last(CISCO_2)
    assert "A seat is free for you" in town.world.last(ERICSSON_1)


async def test_a_company_without_a_seat_goes_before_one_that_has_one(town: Town) -> None:
    await a_session_of(town, "1 seat")
    await town.press_card(CISCO_1, "Coming")
    assert "number 1 on" in await town.press_card(CISCO_2, "Coming")
    assert "number 1 on" in await town.press_card(ERICSSON_1, "Coming")
    assert "number 2 on" in await town.press_card(CISCO_2, "Coming")


async def test_one_per_company_until_a_moment_then_open(town: Town) -> None:
    await a_session_of(town, "10 seats, 1 per company until 11 January 2027 12:00 Geneva time, then open")
    assert "1 per company until Mon, 11 Jan 2027, 12:00" in town.world.card("cisco").words
    assert "You are coming." in await town.press_card(CISCO_1, "Coming")
    assert "number 1 on the waiting list" in await town.press_card(CISCO_2, "Coming")
    town.clock.move(timedelta(days=5, hours=5))
    await town.settle()
    assert "A seat is free for you" in town.world.last(CISCO_2)
    assert "per company" not in town.world.card("cisco").words


async def test_after_the_deadline_one_can_only_say_no(town: Town) -> None:
    await a_session_of(town, "10 seats, answers by 8 January 2027 12:00 Geneva time")
    await town.press_card(CISCO_1, "Coming")
    card = town.world.card("cisco").id
    town.clock.move(timedelta(days=3))
    await town.world.press(CISCO_2, card, "Coming")
    assert "The time to answer is over." in town.world.last(CISCO_2)
    assert "You are not coming this time." in await town.press_card(CISCO_1, "Not this time")


async def test_more_seats_are_offered_to_those_who_wait(town: Town) -> None:
    await a_session_of(town, "1 seat")
    for who in (MICROSOFT_1, ERICSSON_1):
        await town.press_card(who, "Coming")
    await town.say(FACILITATOR, f"seats of {TITLE}: 2")
    await town.settle()
    assert "A seat is free for you" in town.world.last(ERICSSON_1)


async def test_seats_are_counted_by_meeting(town: Town) -> None:
    await town.say(FACILITATOR, f"seats of {SESSION}: 1 seat")
    await town.announce()
    await town.press_card(MICROSOFT_1, "Coming")
    await town.press_card(CISCO_1, "By meeting…")
    form = town.world.form(CISCO_1)
    assert form is not None
    await town.fill(CISCO_1, **{form.form.fields[0].key: "coming"})
    assert "Meeting 1 is full" in town.world.last(CISCO_1)
    assert "Meeting 2 is full" not in town.world.last(CISCO_1)


async def test_a_nominee_sends_a_colleague_in_one_click(town: Town) -> None:
    await a_session_of(town, "1 seat")
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(ERICSSON_1, "Coming")
    await town.say(CISCO_1, "home")
    await town.press(CISCO_1, "Details")
    assert "You are not coming this time." in await town.press(CISCO_1, "Send Cisco nominee 2 instead")
    await town.settle()
    assert f"Cisco nominee 1 cannot come to {TITLE} and hands you the seat." in town.world.last(CISCO_2)
    assert "You are coming." in await town.press(CISCO_2, "See and answer")
    assert "1 coming, 1 waiting" in town.world.card("cisco").words


async def test_a_facilitator_lets_somebody_in_for_a_reason_that_is_kept(town: Town) -> None:
    await a_session_of(town, "1 seat")
    await town.press_card(MICROSOFT_1, "Coming")
    await town.press_card(ERICSSON_1, "Coming")
    assert "whom, where and why" in await town.say(FACILITATOR, f"give Ericsson nominee 1 a seat in {TITLE}")
    await town.say(FACILITATOR, f"give Ericsson nominee 1 a seat in {TITLE} because they present a case")
    await town.settle()
    assert "A facilitator has given you a seat" in town.world.last(ERICSSON_1)
    assert "2 coming · all seats taken" in town.world.card("cisco").words
    query = sa.select(table(AnswerHistory).c.account_id).where(table(AnswerHistory).c.reason == "they present a case")
    assert town.product.database.now(lambda db: db.connection().execute(query).scalars().all()) == [FACILITATOR]


def test_a_plan_file_says_how_many_may_come(migrated_url: str) -> None:
    session = {
        "key": "s",
        "kind": "core session",
        "title": "Few",
        "meetings": [{"when": "2027-05-05 15:00"}, {"when": "2027-05-12 15:00", "seats": 9}],
    }
    few = {"seats": 25, "company_seats": 1, "open_from": "2027-05-01 12:00", "answer_by": "2027-05-03 12:00"}
    few |= {"roles": ["nominee"], "kinds": ["company"]}
    community = {"key": "c", "name": "C", "zone": "Europe/Zurich"}
    plan = Plan.model_validate({"community": community, "sessions": [session | few]})
    database = Database(migrated_url)
    assert [change.verb for change in database.now(lambda db: apply(db, plan, NOW))] == ["create", "create"]
    found = database.now(lambda db: planning.session(db, 1, "s"))
    assert found is not None
    opens, by = datetime(2027, 5, 1, 10, tzinfo=UTC), datetime(2027, 5, 3, 10, tzinfo=UTC)
    nominees = Invited((Role.NOMINEE,), (OrganisationKind.COMPANY,))
    assert limits_of(found) == Limits(25, 1, opens, by, ((2, 9),), nominees)
    assert database.now(lambda db: apply(db, plan, NOW)) == []
    database.close()


async def test_a_plan_says_its_seats_in_the_sentence_and_in_the_form(town: Town) -> None:
    draft = await town.say(
        FACILITATOR,
        "plan Core Session 'Few seats' with 2 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly, "
        "25 seats, 1 per company until 1 March 2027 12:00 Geneva time, then open",
    )
    assert "25 seats in each meeting · 1 per company until Mon, 1 Mar 2027, 12:00" in draft
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "1 per company until 1 March 2027 12:00 Geneva time, then open" in form.form.fields[-1].value
    assert "1 per company until Mon, 1 Mar 2027, 12:00" in await town.fill(FACILITATOR)
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, seats="a few")
    assert "Please write it like this" in town.world.last(FACILITATOR)
    await town.fill(FACILITATOR, seats="30")
    assert "30 seats in each meeting" in town.world.last(FACILITATOR)


def hall(limits: Limits, *places: tuple[int, int | None]) -> Hall:
    """Members 1, 2, 3… of these organisations, seated or waiting since this number of arrival."""
    return Hall(limits, tuple(Place(1, n, org, number) for n, (org, number) in enumerate(places, 1)))


def test_the_line_is_in_order_of_arrival_with_companies_without_a_seat_first() -> None:
    waiting = hall(Limits(seats=1), (10, None), (10, 1), (20, 2), (20, 3), (30, 4))
    assert [place.member for place in waiting.line()] == [3, 5, 2, 4]


def test_an_offer_is_shorter_the_nearer_the_meeting() -> None:
    def hours(left: float) -> float:
        return (offered_until(NOW, NOW + timedelta(hours=left)) - NOW) / timedelta(hours=1)

    assert [hours(left) for left in (1000, 96, 40, 4, 1, 0.25, -1)] == [24, 24, 10, 1, 0.5, 0.25, 0]


async def test_one_line_plans_a_briefing_with_its_seats(town: Town) -> None:
    draft = await town.say(
        FACILITATOR, "Special Briefing on X, Tue 15:00 Geneva time, 25 seats, 1 per company until Monday, then open"
    )
    assert "Special Briefing · 1 meeting of 2 h" in draft
    assert "Tue, 12 Jan 2027, 15:00–17:00 Geneva" in draft
    assert "25 seats in each meeting · 1 per company until Mon, 11 Jan 2027, 23:59 Geneva, then open to all" in draft


async def test_a_meeting_may_have_seats_of_its_own(town: Town) -> None:
    assert "There is no meeting 4." in await town.say(FACILITATOR, f"seats of {SESSION}: 5 seats, 1 seat in meeting 4")
    told = await town.say(FACILITATOR, f"seats of {SESSION}: 5 seats in each meeting, 1 seat in meeting 2")
    assert "5 seats in each meeting · 1 in meeting 2" in told
    await town.say(FACILITATOR, f"seats of {SESSION}")
    await town.fill(FACILITATOR)
    assert "5 seats in each meeting · 1 in meeting 2" in town.world.last(FACILITATOR)
    await town.announce()
    await town.press_card(MICROSOFT_1, "Coming")
    told = await town.press_card(CISCO_1, "Coming")
    assert "You are coming to meetings 1 and 3." in told
    assert "Meeting 2 is full: you are number 1 on the waiting list." in told
    await town.settle()
    assert "1 coming, 1 waiting · all seats taken" in town.world.card("cisco").words
    assert "2 coming · 3 seats free" in town.world.card("cisco").words


async def test_a_session_may_be_for_some_roles_only(town: Town) -> None:
    await town.say(FACILITATOR, "people Cisco nominee 2")
    await town.press(FACILITATOR, "Role…")
    await town.fill(FACILITATOR, role="participant")
    assert "for nominees of companies" in await town.say(FACILITATOR, f"seats of {TITLE}: for nominees of companies")
    await town.announce(TITLE)
    assert "for nominees of companies" in town.world.card("cisco").words
    assert "not there any more" in await town.press_card(CISCO_2, "Coming")
    assert TITLE not in await town.say(CISCO_2, "home")
    assert TITLE not in await town.say(CISCO_2, "sessions")
    assert "You are coming." in await town.press_card(CISCO_1, "Coming")
    refused = await town.say(FACILITATOR, f"answer for Cisco nominee 2: coming to {TITLE}")
    assert "does not take part in this session" in refused
    await town.say(CISCO_1, f"send Cisco nominee 2 to {TITLE}")
    assert "You are coming." in await town.say(CISCO_2, "home")


async def test_a_session_for_some_kinds_of_organisations_stands_in_their_houses_only(town: Town) -> None:
    await town.say(FACILITATOR, f"seats of {TITLE}: for investors and the UN")
    assert "appears in 1 houses" in await town.say(FACILITATOR, f"announce {TITLE}")
    await town.settle()
    assert TITLE in town.world.card("btech").words
    assert town.world.room("cisco")[-1].words.count(TITLE) == 0
    assert "this session is for others" in await town.say(FACILITATOR, f"as Cisco {TITLE}")
    await town.say(FACILITATOR, f"seats of {TITLE}: for companies and the UN")
    await town.settle()
    assert TITLE in town.world.card("cisco").words
    assert sum(TITLE in shown.words for shown in town.world.room("btech")) == 1
