"""Places and who holds them: coordinators reach their own people, seats are kept, and no answer is ever lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.chat import Person, Place, Problems, Submitted, pack
from bot.people.actions import (
    AddPlace,
    AskRelease,
    AskReplace,
    Invite,
    Merge,
    OpenAdd,
    OpenRole,
    Release,
    Replace,
    Revoke,
    ShowPeople,
    ShowPlace,
)
from storage.belonging import Code
from storage.models import Account, Answer, AnswerHistory, Member, Organisation, Role
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, Town


async def member(town: Town, name: str) -> Member:
    return await town.product.database.run(lambda db: db.exec(select(Member).where(Member.name == name)).one())


async def make(town: Town, name: str, role: Role) -> None:
    def change(db) -> None:  # type: ignore[no-untyped-def]
        found = db.exec(select(Member).where(Member.name == name)).one()
        found.role = role
        db.add(found)

    await town.product.database.run(change)


async def seats(town: Town, key: str, count: int) -> None:
    def change(db) -> None:  # type: ignore[no-untyped-def]
        found = db.exec(select(Organisation).where(Organisation.key == key)).one()
        found.seats = count
        db.add(found)

    await town.product.database.run(change)


async def answers(town: Town, name: str) -> list[str]:
    who = (await member(town, name)).id
    query = select(Answer).where(Answer.member_id == who).order_by(Answer.meeting_id)
    rows = await town.product.database.run(lambda db: db.exec(query).all())
    return [row.choice for row in rows]


def code_in(words: str) -> str:
    return words.split(" is ")[1].split()[0]


async def code_by_button(town: Town, who: str, place: str, *labels: str) -> str:
    if who == FACILITATOR:
        await town.say(who, f"people {place}")
    else:
        await town.say(who, "people")
        await town.press(who, place)
    for label in labels:
        await town.press(who, label)
    return code_in(town.world.last(who))


async def press(town: Town, who: str, action) -> str:  # type: ignore[no-untyped-def]
    await town.say(who, "home")
    latest = town.world.latest(who)
    assert latest is not None
    await town.world.press_packed(who, latest.id, pack(action))
    return town.world.last(who)


async def test_a_nominee_manages_nobody(town: Town) -> None:
    assert "Only facilitators" in await town.say(CISCO_1, "people")
    for action in (ShowPeople(4), ShowPlace(1), OpenAdd(4), Invite(1), AskReplace(1), Replace(1), OpenRole(1),
                   Merge(1, 2), Revoke(1), AskRelease("play:cisco"), Release("play:ericsson")):  # fmt: skip
        assert "Only facilitators" in await press(town, CISCO_1, action)


async def test_a_coordinator_sees_and_reaches_only_their_own_people(town: Town) -> None:
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    seen = await town.say(CISCO_1, "people")
    assert "Cisco nominee 2 · nominee · joined" in seen
    assert "Ericsson" not in seen
    assert "Ericsson" not in await town.say(CISCO_1, "people Ericsson")
    other, facilitator = await member(town, "Ericsson nominee 1"), await member(town, "B-Tech facilitator 1")
    for one in (other, facilitator):
        assert one.id is not None
        for action in (ShowPeople(one.organisation_id), ShowPlace(one.id), OpenAdd(one.organisation_id),
                       Invite(one.id), AskReplace(one.id), Replace(one.id), OpenRole(one.id)):  # fmt: skip
            seen = await press(town, CISCO_1, action)
            assert "Only facilitators" in seen
            assert one.name not in seen
    assert town.world.form(CISCO_1) is None


async def test_a_coordinator_cannot_take_a_facilitators_place_in_their_own_organisation(town: Town) -> None:
    await make(town, "B-Tech facilitator 2", Role.COORDINATOR)
    target = await member(town, "B-Tech facilitator 1")
    assert target.id is not None
    for action in (Invite(target.id), Replace(target.id)):
        assert "Only facilitators" in await press(town, "play:btech:b-tech-facilitator-2", action)


async def test_a_person_is_added_as_far_as_there_are_seats(town: Town) -> None:
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    await town.say(CISCO_1, "people")
    await town.press(CISCO_1, "Add a person…")
    assert "Added." in await town.fill(CISCO_1, name="Cisco nominee 3", role="nominee")
    await town.press(CISCO_1, "All people of Cisco")
    await town.press(CISCO_1, "Add a person…")
    assert "All 2 seats of Cisco" in await town.fill(CISCO_1, name="Cisco nominee 4", role="nominee")
    assert "of this name already" in await town.fill(CISCO_1, name="cisco NOMINEE 2", role="executive")
    assert "give the place a name" in await town.fill(CISCO_1, name=" ", role="executive")
    assert "executive" in await town.fill(CISCO_1, name="Cisco executive", role="executive")
    code = code_in(await town.press(CISCO_1, "New code"))
    town.world.add_person("cisco", "boss", "Somebody")
    assert "You are Cisco executive" in await town.say("play:cisco:boss", f"join {code}")
    assert "used up" in await town.say("play:cisco:boss", f"join {code}")


async def test_a_coordinator_cannot_make_a_facilitator_however_they_send_the_form(town: Town) -> None:
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    then = pack(AddPlace((await member(town, "Cisco nominee 1")).organisation_id))
    sent = Submitted(
        Person(CISCO_1, "play:cisco"), Place(CISCO_1, private=True), then, {"name": "X", "role": "facilitator"}
    )
    seen = await town.product.bot.answer(sent)
    assert isinstance(seen, Problems)
    assert "choose a role" in seen.by_field["role"]


async def test_two_who_add_the_last_nominee_at_once_add_one(town: Town) -> None:
    await seats(town, "cisco", 3)
    second = "play:btech:b-tech-facilitator-2"
    for who in (FACILITATOR, second):
        await town.say(who, "people Cisco")
        await town.press(who, "Add a person…")
    await asyncio.gather(
        town.world.submit(FACILITATOR, {"name": "Cisco nominee 3", "role": "nominee"}),
        town.world.submit(second, {"name": "Cisco nominee 4", "role": "nominee"}),
    )
    assert "3 of 3 seats" in await town.say(FACILITATOR, "people Cisco")


async def test_whoever_replaces_a_person_keeps_the_seat_and_the_answers(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    old = code_in(await town.say(FACILITATOR, "code Cisco nominee 1"))
    code = await code_by_button(town, FACILITATOR, "Cisco nominee 1", "Replace…", "Make a code")
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "home")
    town.world.add_person("cisco", "next", "Somebody", zone="Europe/Zurich")
    assert "You are Cisco nominee 1" in await town.say("play:cisco:next", f"join {code}")
    assert "You are coming" in await town.say("play:cisco:next", "home")
    assert "I do not know yet which place" in await town.say(CISCO_1, "home")
    for used in (old, code):
        assert "I do not know this code" in await town.say(CISCO_1, f"join {used}")
    assert await answers(town, "Cisco nominee 1") == ["coming"] * 3
    await town.settle()
    assert "Somebody else is" not in town.world.sees(CISCO_1), "it is night in California"
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "Somebody else is Cisco nominee 1 now" in town.world.sees(CISCO_1)
    assert "Somebody else" not in town.world.sees("play:cisco:next")
    query = select(AnswerHistory.account_id).distinct()
    assert (await town.product.database.run(lambda db: db.exec(query).all())) == [CISCO_1]


async def test_a_coordinator_replaces_their_own_people(town: Town) -> None:
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    code = await code_by_button(town, CISCO_1, "Cisco nominee 2", "Replace…", "Make a code")
    town.world.add_person("cisco", "next", "Somebody")
    assert "You are Cisco nominee 2" in await town.say("play:cisco:next", f"join {code}")
    assert "I do not know yet" in await town.say(CISCO_2, "home")


async def test_the_newcomer_accepts_the_rules_for_themselves(town: Town) -> None:
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, text="Be kind.")
    await town.say(CISCO_1, "home")
    await town.press(CISCO_1, "I accept")
    code = await code_by_button(town, FACILITATOR, "Cisco nominee 1", "Replace…", "Make a code")
    town.world.add_person("cisco", "next", "Somebody")
    await town.say("play:cisco:next", f"join {code}")
    assert "Be kind." in await town.say("play:cisco:next", "home")


async def test_leaving_asks_first_then_takes_back_what_is_to_come_and_tells_who_manages(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.say(CISCO_1, "leave")
    await town.press(CISCO_1, "Stay")
    assert "You are coming" in await town.say(CISCO_1, "home")
    await town.say(CISCO_1, "leave")
    assert "You have left" in await town.press(CISCO_1, "Leave")
    await town.settle()
    assert "0 coming" in town.world.card("ericsson").words
    assert await answers(town, "Cisco nominee 1") == ["not"] * 3
    assert "I do not know yet which place" in await town.say(CISCO_1, "home")
    assert "Cisco nominee 1 has left" in town.world.sees(FACILITATOR)
    assert "not joined yet" in await town.press(FACILITATOR, "See the place")


async def test_the_last_facilitator_stays_one(town: Town) -> None:
    for name in ("B-Tech facilitator 2", "B-Tech facilitator 3"):
        await town.say(FACILITATOR, f"people {name}")
        await town.press(FACILITATOR, "Role…")
        assert "participant" in await town.fill(FACILITATOR, role="participant")
    await town.say(FACILITATOR, "leave")
    assert "needs a facilitator" in await town.press(FACILITATOR, "Leave")
    await town.say(FACILITATOR, "people B-Tech facilitator 1")
    await town.press(FACILITATOR, "Role…")
    assert "needs a facilitator" in await town.fill(FACILITATOR, role="participant")
    await town.say(FACILITATOR, "people Ericsson nominee 1")
    await town.press(FACILITATOR, "Role…")
    assert "coordinator" in await town.fill(FACILITATOR, role="coordinator")
    assert "Ericsson nominee 2" in await town.say(ERICSSON_1, "people")


async def test_a_slack_and_a_teams_account_are_one_member(town: Town) -> None:
    town.world.add_house("ciscoteams", "Cisco in Teams", "teams")
    town.world.add_person("ciscoteams", "me", "Somebody")
    await town.say("play:ciscoteams:me", f"join {code_in(await town.say(FACILITATOR, 'code Cisco'))}", in_room=True)
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    code = await code_by_button(town, FACILITATOR, "Cisco nominee 1", "New code")
    assert "one more chat account" in await town.say("play:ciscoteams:me", f"join {code}")
    assert "You are coming" in await town.say("play:ciscoteams:me", "home")
    await town.press_card("play:ciscoteams:me", "Maybe")
    assert "You said maybe" in await town.say(CISCO_1, "home")
    assert "joined with 2 accounts" in await town.say(FACILITATOR, "people Cisco")


async def test_two_places_become_one_and_the_newer_answer_stands(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    town.clock.move(timedelta(minutes=1))
    await town.press_card(CISCO_2, "By meeting…")
    query = select(Answer.meeting_id).order_by(Answer.meeting_id).limit(1)
    first = await town.product.database.run(lambda db: db.exec(query).one())
    await town.fill(CISCO_2, **{str(first): "not"})
    assert "same organisation" in await town.say(FACILITATOR, "merge Ericsson nominee 1 into Cisco nominee 1")
    assert "name both places" in await town.say(FACILITATOR, "merge Cisco nominee 2")
    await town.say(FACILITATOR, "people Cisco nominee 1")
    await town.press(FACILITATOR, "Same person as…")
    target = str((await member(town, "Cisco nominee 2")).id)
    await town.fill(FACILITATOR, other=target)
    assert "no answer is lost" in await town.press(FACILITATOR, "Yes, one person")
    assert await answers(town, "Cisco nominee 1") == ["not", "coming", "coming"]
    for who in (CISCO_1, CISCO_2):
        assert "Hello, Cisco nominee 1" in await town.say(who, "home")
    history = await town.product.database.run(lambda db: db.exec(select(AnswerHistory.account_id)).all())
    assert sorted(history) == [CISCO_1] * 3 + [CISCO_2]
    await town.settle()
    assert "1 of 12 companies" in town.world.card("cisco").words
    assert "2 coming" not in town.world.card("cisco").words


async def test_codes_are_listed_without_themselves_and_can_be_revoked(town: Town) -> None:
    def forget(db) -> None:  # type: ignore[no-untyped-def]
        for code in db.exec(select(Code)).all():
            db.delete(code)

    await town.product.database.run(forget)
    assert "There is none." in await town.say(FACILITATOR, "codes")
    code = code_in(await town.say(FACILITATOR, "code Apple"))
    await town.say(FACILITATOR, "code Apple nominee 1")
    seen = await town.say(FACILITATOR, "codes")
    assert "1. Apple, until Wed, 20 Jan 2027, 3 uses left" in seen
    assert "2. Apple nominee 1, until Fri, 5 Feb 2027, 3 uses left" in seen
    assert code not in seen
    seen = await town.press(FACILITATOR, "Revoke 1")
    assert "Apple," not in seen
    assert "works no longer" in seen
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "one", "Somebody")
    assert "I do not know this code" in await town.say("play:apple:one", f"join {code}", in_room=True)


async def test_a_house_is_released_after_asking_and_can_be_linked_again(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.say(FACILITATOR, "houses")
    assert "Release B-Tech…" not in town.world.buttons(FACILITATOR)
    await town.press(FACILITATOR, "Release Cisco…")
    assert "Released." in await town.press(FACILITATOR, "Release it")
    assert "not linked" in await town.say(CISCO_1, "home")
    await town.press_card(MICROSOFT_1, "Coming")
    await town.settle()
    house, place = await town.say(FACILITATOR, "code Cisco"), await town.say(FACILITATOR, "code Cisco nominee 1")
    await town.say(CISCO_1, f"join {code_in(house)}", in_room=True)
    await town.say(CISCO_1, f"join {code_in(place)}")
    await town.settle()
    assert "2 coming" in town.world.card("cisco").words
    assert "You are coming" in await town.say(CISCO_1, "home")
    accounts = select(Account.member_id).where(Account.id == CISCO_2)
    assert await town.product.database.run(lambda db: db.exec(accounts).first()) is None


@pytest.mark.parametrize("action", [AskRelease("play:btech"), Release("play:btech"), Release("play:nowhere")])
async def test_neither_ones_own_house_nor_one_that_is_not_there_is_released(town: Town, action) -> None:  # type: ignore[no-untyped-def]
    seen = await press(town, FACILITATOR, action)
    assert "from another workspace" in seen or "not linked to the community any more" in seen
    assert "Hello, B-Tech facilitator 1" in await town.say(FACILITATOR, "home")
