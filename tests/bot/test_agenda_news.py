"""What changed on a published agenda is said in the thread of its post, once for each house and each burst of edits."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.agenda.publishing import TOGETHER
from storage import flights
from storage.database import Db
from storage.models import Delivery, Member, Organisation, OrganisationKind, Role, Session
from tests.bot.test_agenda import drafted, publish
from tests.town import FACILITATOR, HOUSES, SESSION, Town

pytestmark = pytest.mark.one_database


def threads(town: Town) -> dict[str, list[str]]:
    """What stands in the thread of the agenda's post, by house."""
    return {house: [one.words for one in town.world.thread(town.world.card(house).id)] for house in HOUSES}


def calls(town: Town) -> dict[str, tuple[int, int]]:
    """How many posts and updates each house has had."""
    return {house: (len(town.world.posts[house]), len(town.world.updates[house])) for house in HOUSES}


async def later(town: Town) -> None:
    town.clock.move(TOGETHER)
    await town.settle()


async def test_an_edit_costs_one_update_and_one_line_in_the_thread_of_every_house(town: Town) -> None:
    await drafted(town)
    await publish(town)
    before = calls(town)
    await town.say(FACILITATOR, f"item 1 of {SESSION}: title A warm welcome")
    await publish(town)
    await later(town)
    assert calls(town) == {house: (posts + 1, updates + 1) for house, (posts, updates) in before.items()}
    line = "What changed on this agenda\n• 15:00–15:10 A warm welcome · was “Welcome”"
    assert threads(town) == {house: [line] for house in HOUSES}
    for _ in range(3):
        await later(town)
    assert calls(town) == {house: (posts + 1, updates + 1) for house, (posts, updates) in before.items()}


async def test_items_that_only_begin_at_another_time_are_counted(town: Town) -> None:
    await drafted(town)
    await publish(town)
    await town.say(FACILITATOR, f"item 2 of {SESSION}: 25 min")
    await publish(town)
    await later(town)
    line = "What changed on this agenda\n• 15:10–15:35 Case study · now 25 minutes\n2 other items begin 5 min later."
    assert threads(town) == {house: [line] for house in HOUSES}


async def test_edits_in_quick_succession_become_one_list(town: Town) -> None:
    await drafted(town)
    await publish(town)
    for sentence in ("item 1 of {}: title A warm welcome", "item 3 of {}: off", "item 1 of {}: title Opening"):
        await town.say(FACILITATOR, sentence.format(SESSION))
        await publish(town)
        town.clock.move(timedelta(seconds=20))
    await later(town)
    assert threads(town)["cisco"] == [
        "What changed on this agenda\n• 15:00–15:10 Opening · was “Welcome”\n• Coffee break is no longer on it\n"
        "1 other item begins 15 min earlier."
    ]
    await town.say(FACILITATOR, f"item 1 of {SESSION}: title Welcome")
    await publish(town)
    await later(town)
    assert len(threads(town)["cisco"]) == 2
    assert "was “Opening”" in threads(town)["cisco"][1]


async def test_what_was_taken_back_within_the_time_is_no_news(town: Town) -> None:
    await drafted(town)
    await publish(town)
    for title in ("Hello", "Welcome"):
        await town.say(FACILITATOR, f"item 1 of {SESSION}: title {title}")
        await publish(town)
    await later(town)
    assert threads(town) == {house: [] for house in HOUSES}


async def test_a_house_whose_readers_see_nothing_different_is_left_alone(town: Town) -> None:
    await drafted(town)
    await publish(town)
    before = calls(town)
    await town.say(FACILITATOR, f"item 2 of {SESSION}: owner Microsoft")
    await publish(town)
    await later(town)
    changed = {house for house, had in calls(town).items() if had != before[house]}
    assert changed == {"cisco", "microsoft"}, "to the others it was a company, and is one"
    assert "now with Microsoft" in threads(town)["microsoft"][0]
    assert "now with a company" in threads(town)["cisco"][0]
    assert threads(town)["ericsson"] == []
    assert "Version 1" in town.world.card("ericsson").words
    assert "Nothing is different." in await compared(town, "play:ericsson:ericsson-1")


async def compared(town: Town, who: str) -> str:
    await town.say(who, f"versions of {SESSION}")
    return await town.press(who, "What changed")


async def test_many_changes_are_a_short_list(town: Town) -> None:
    await drafted(town, "\n".join(f"5' Item {number} (team)" for number in range(1, 21)))
    await publish(town)
    for number in range(1, 21):
        await town.say(FACILITATOR, f"item {number} of {SESSION}: title Anew {number}")
    await publish(town)
    await later(town)
    (line,) = threads(town)["microsoft"]
    assert line.count("•") == 8
    assert "And 12 more changes." in line


async def test_only_another_order_is_told_as_such(town: Town) -> None:
    await drafted(town)
    await publish(town)
    await town.say(FACILITATOR, f"item 1 of {SESSION}: down")
    await publish(town)
    await later(town)
    assert threads(town)["cisco"] == [
        "What changed on this agenda\n• 15:00–15:20 Case study · at another time\n"
        "• 15:20–15:30 Welcome · at another time"
    ]


async def test_a_house_that_asks_for_patience_gets_one_list_of_all_that_changed_meanwhile(town: Town) -> None:
    await drafted(town)
    await publish(town)
    for number, title in ((1, "Hello"), (3, "Tea")):
        await town.say(FACILITATOR, f"item {number} of {SESSION}: title {title}")
        await publish(town)
        if number == 1:
            town.world.limit("cisco", 300)
        await later(town)
        assert threads(town)["cisco"] == []
    town.clock.move(timedelta(minutes=6))
    await town.settle()
    (line,) = threads(town)["cisco"]
    assert ("was “Welcome”" in line, "was “Coffee break”" in line) == (True, True)


async def test_a_list_that_was_lost_on_its_way_takes_the_place_of_a_newer_one(town: Town) -> None:
    await drafted(town)
    await publish(town)
    await town.say(FACILITATOR, f"item 1 of {SESSION}: title Hello")
    await publish(town)
    (first,) = await town.product.database.run(replies)
    await town.product.database.run(lambda db: flights.fly(db, [first.id]))
    await town.say(FACILITATOR, f"item 3 of {SESSION}: title Tea")
    await publish(town)
    assert [one.id for one in await town.product.database.run(replies)] == [first.id]
    await later(town)
    (line,) = threads(town)["cisco"]
    assert ("was “Welcome”" in line, "was “Coffee break”" in line) == (True, True)


def replies(db: Db) -> list[flights.Due]:
    """What is to be said in Cisco's thread."""
    rows = db.exec(select(Delivery).where(Delivery.house_id == "play:cisco")).all()
    return [
        flights.Due(one.id or 0, one.drawing, one.house_id, None, one.under_id, None, None, one.attempts, one.due)
        for one in rows
        if one.under_id is not None
    ]


async def test_a_house_that_joins_gets_the_agenda_at_once(town: Town) -> None:
    await drafted(town)
    await publish(town)
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "apple-1", "Apple nominee 1")
    await town.say(FACILITATOR, "code Apple")
    code = town.world.last(FACILITATOR).split("is ")[1].split()[0]
    await town.say("play:apple:apple-1", f"join {code}", in_room=True)
    await town.settle()
    words = [one.words for one in town.world.room("apple") if one.posted]
    assert sum("Agenda: " in one for one in words) == 1
    assert sum(one.startswith(SESSION) for one in words) == 1
    assert "15:10–15:30 Case study · a company" in "".join(words)
    await town.say("play:apple:apple-1", "cards here", in_room=True)
    await town.settle()
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 12 min")
    await publish(town)
    assert "15:00–15:12 Welcome" in town.world.card("apple").words


async def test_a_house_whose_people_are_not_meant_gets_the_agenda_once_they_are(town: Town) -> None:
    await drafted(town)

    def narrow(db: Db) -> None:
        session = db.get_one(Session, 1)
        session.roles = Role.PARTICIPANT.value
        cisco = db.exec(select(Organisation).where(Organisation.key == "cisco")).one()
        db.add(session)
        db.add(Member(community_id=cisco.community_id, organisation_id=cisco.id or 0, key="p", name="Cisco participant 1",
                      role=Role.PARTICIPANT))  # fmt: skip

    await town.product.database.run(narrow)
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    seen = await town.press(FACILITATOR, "Publish in 2 houses")
    assert "it appears in 2 houses" in seen
    await town.settle()
    having = {house for house in HOUSES if "Agenda: " in town.world.card(house).words}
    assert having == {"btech", "cisco"}, "the team's, and the one with somebody for whom it is"
    await town.say(FACILITATOR, f"seats of {SESSION}: for nominees and participants")
    await town.settle()
    assert {house for house in HOUSES if "Agenda: " in town.world.card(house).words} == {*HOUSES}


async def test_the_first_of_them_who_joins_a_house_brings_the_agenda_there(town: Town) -> None:
    await drafted(town)

    def narrow(db: Db) -> None:
        session = db.get_one(Session, 1)
        session.roles = Role.EXECUTIVE.value
        db.add(session)

    await town.product.database.run(narrow)
    await publish(town)
    assert "Agenda: " not in town.world.card("cisco").words
    town.world.add_person("cisco", "boss", "Cisco executive 1")
    await town.say(FACILITATOR, "people Cisco")
    await town.press(FACILITATOR, "Add a person…")
    seen = await town.fill(FACILITATOR, name="Cisco executive 1", role="executive")
    assert "Cisco executive 1" in seen
    await town.say(FACILITATOR, "code Cisco executive 1")
    code = town.world.last(FACILITATOR).split("is ")[1].split()[0]
    await town.say("play:cisco:boss", f"join {code}")
    await town.settle()
    assert "Agenda: " in town.world.card("cisco").words
    assert len([one for one in town.world.room("cisco") if "Agenda: " in one.words]) == 1


async def test_an_expert_body_gets_the_agenda_where_one_of_its_experts_advises(town: Town) -> None:
    await drafted(town)

    def only_experts(db: Db) -> None:
        body = db.exec(select(Organisation).where(Organisation.key == "ericsson")).one()
        body.kind = OrganisationKind.EXPERT_BODY.value
        for one in db.exec(select(Member).where(Member.organisation_id == body.id)):
            one.role = Role.EXPERT
            db.add(one)
        db.add(body)

    await town.product.database.run(only_experts)
    assert "it appears in 3 houses" in await publish(town)
    assert "Agenda: " not in town.world.card("ericsson").words
