"""Drafting an agenda, publishing it in every house, changing it in place."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from bot.agenda.content import read_back
from storage.agendas import AgendaItem, AgendaVersion
from storage.models import Delivery
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, HOUSES, MICROSOFT_1, SESSION, Town

SECOND = "play:btech:b-tech-facilitator-2"
PASTED = """10' Welcome (team)
20' Case study (Cisco)
- Coffee break, 15 min
45' Discussion of the case (Ericsson)
"""


async def drafted(town: Town, text: str = PASTED) -> str:
    await town.announce()
    return await town.say(FACILITATOR, f"agenda for {SESSION}: {text}")


async def publish(town: Town) -> str:
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    label = next(one for one in town.world.buttons(FACILITATOR) if one.startswith("Publish in"))
    seen = await town.press(FACILITATOR, label)
    await town.settle()
    return seen


async def titles(town: Town) -> list[str]:
    query = select(AgendaItem).order_by(AgendaItem.position)
    return [row.title for row in await town.product.database.run(lambda db: db.exec(query).all())]


async def test_what_is_pasted_is_a_draft_with_clock_times(town: Town) -> None:
    seen = await drafted(town)
    assert "4 items are added." in seen
    assert "15:00–15:10 Welcome · team" in seen
    assert "15:10–15:30 Case study · Cisco" in seen
    assert "15:30–15:45 Coffee break · break" in seen
    assert "1 h 30 min of 2 h are planned." in seen
    assert "Agenda:" not in town.world.card("cisco").words, "nobody else sees a draft"


async def test_a_form_adds_and_edits_and_keeps_what_was_typed_when_it_is_wrong(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Add an item…")
    seen = await town.fill(FACILITATOR, title="Wrap-up", minutes="soon", links="not a link")
    assert "Please write how long it takes in minutes" in seen
    assert "is not an address" in seen
    assert "“Wrap-up” is added." in await town.fill(
        FACILITATOR, minutes="1 h 5 min", links="www.example.org/a%20b?c=(d)"
    )
    assert "1 h 5 min" not in (await titles(town))
    seen = await town.press(FACILITATOR, "Edit item 5")
    assert "https://www.example.org/a%20b?c=(d)" in seen
    seen = await town.fill(FACILITATOR, title="Wrap-up 🎉", minutes="0")
    assert "16:30 Wrap-up 🎉" in seen


async def test_items_move_split_merge_and_go(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Item 1 later")
    assert await titles(town) == ["Case study", "Welcome", "Coffee break", "Discussion of the case"]
    await town.press(FACILITATOR, "More about item 1")
    assert "15:00–15:10 Case study" in await town.press(FACILITATOR, "Split in two")
    assert (await titles(town))[:3] == ["Case study", "Case study (2)", "Welcome"]
    await town.press(FACILITATOR, "More about item 2")
    await town.press(FACILITATOR, "Merge with the next")
    assert (await titles(town))[:3] == ["Case study", "Case study (2) / Welcome", "Coffee break"]
    await town.press(FACILITATOR, "More about item 2")
    await town.press(FACILITATOR, "Take it off")
    assert await titles(town) == ["Case study", "Coffee break", "Discussion of the case"]
    await town.say(FACILITATOR, f"item 3 of {SESSION}: up")
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 25 min")
    assert "15:00–15:25 Case study · Ericsson" in await town.say(FACILITATOR, f"item 1 of {SESSION}: owner Ericsson")
    assert await titles(town) == ["Case study", "Discussion of the case", "Coffee break"]
    assert "It has 3 items." in await town.say(FACILITATOR, f"item 9 of {SESSION}: up")


async def test_a_second_click_on_the_same_button_changes_nothing(town: Town) -> None:
    await drafted(town)
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    item = (await town.product.database.run(lambda db: db.exec(select(AgendaItem.id)).all()))[0]
    for _ in range(2):
        await town.world.press_packed(FACILITATOR, latest.id, f'agenda.shift {{"item":{item},"position":1,"by":1}}')
        await town.world.press_packed(FACILITATOR, latest.id, f'agenda.split {{"item":{item},"revision":1}}')
    assert await titles(town) == ["Case study", "Welcome", "Welcome (2)", "Coffee break", "Discussion of the case"]


async def test_the_second_of_two_editors_sees_both_and_loses_nothing(town: Town) -> None:
    await drafted(town)
    await town.say(SECOND, f"agenda for {SESSION}")
    for who in (FACILITATOR, SECOND):
        await town.press(who, "Edit item 2")
    await town.fill(FACILITATOR, title="Case study on remedy", minutes="30")
    seen = await town.fill(SECOND, title="The case of the audit", notes="Ask for slides")
    assert "B-Tech facilitator 1 changed this item while you did" in seen
    assert "Meanwhile it became “Case study on remedy”" in seen
    assert "Changed meanwhile. Before: “20”." in seen
    seen = await town.fill(SECOND)
    assert "15:10–15:40 The case of the audit · Cisco" in seen, "one's title, the other's minutes"
    await town.press(SECOND, "Edit item 2")
    assert "Ask for slides" in town.world.last(SECOND)


async def test_whoever_edits_an_item_that_is_taken_off_can_put_it_on_again(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Edit item 2")
    await town.say(SECOND, f"item 2 of {SESSION}: off")
    assert "took this item off" in await town.fill(FACILITATOR, title="The case")
    assert "“The case” is added." in await town.fill(FACILITATOR)


async def test_replacing_an_agenda_that_changed_meanwhile_asks_once_more(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Paste…")
    await town.say(SECOND, f"item 1 of {SESSION}: off")
    seen = await town.fill(FACILITATOR, text="10' Only this (team)", mode="replace")
    assert "Somebody changed the agenda while you wrote" in seen
    assert "1 item is added." in await town.fill(FACILITATOR)
    assert await titles(town) == ["Only this"]


async def test_a_published_agenda_stands_in_every_house_and_changes_in_place(town: Town) -> None:
    await drafted(town)
    before = {house: len(town.world.posts[house]) for house in HOUSES}
    assert "The agenda is published: it appears in 4 houses." in await publish(town)
    for house in HOUSES:
        assert "15:30–15:45 Coffee break" in town.world.card(house).words
        assert sum("Agenda:" in str(one) for one in town.world.room(house)) == 1
    updates = {house: len(town.world.updates[house]) for house in HOUSES}
    await town.say(FACILITATOR, f"item 3 of {SESSION}: title Coffee and cake")
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 15 min")
    await town.settle()
    assert "Coffee and cake" not in town.world.card("cisco").words, "a draft until it is published"
    assert "Its post changes in 4 houses." in await publish(town)
    assert "15:35–15:50 Coffee and cake" in town.world.card("cisco").words
    assert {house: len(town.world.updates[house]) - count for house, count in updates.items()} == dict.fromkeys(
        HOUSES, 1
    )
    rooms = {house: [one for one in town.world.room(house) if one.posted] for house in HOUSES}
    assert {house: len(posted) for house, posted in rooms.items()} == dict.fromkeys(HOUSES, 2)
    assert before == dict.fromkeys(HOUSES, 1)


async def test_publishing_twice_publishes_once(town: Town) -> None:
    await drafted(town)
    await publish(town)
    assert "Nothing is different" in await publish(town)
    count = select(AgendaVersion)
    assert len(await town.product.database.run(lambda db: db.exec(count).all())) == 1


async def test_a_draft_that_changed_since_the_look_is_not_published(town: Town) -> None:
    await drafted(town)
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.say(SECOND, f"item 1 of {SESSION}: off")
    assert "The draft changed since" in await town.press(FACILITATOR, "Publish in 4 houses")


async def test_a_company_is_named_to_others_once_it_took_its_slot(town: Town) -> None:
    await drafted(town)
    await publish(town)
    assert "Case study · Cisco" in town.world.card("cisco").words
    assert "Case study · a company" in town.world.card("ericsson").words
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "Do these slots suit you?" in town.world.sees(CISCO_1)
    assert "the slot is yours" in await town.press(CISCO_1, "I take it")
    await town.settle()
    assert "Case study · Cisco" in town.world.card("ericsson").words
    assert "confirmed" in await town.say(FACILITATOR, f"agenda for {SESSION}")


async def test_only_those_it_concerns_hear_of_a_change(town: Town) -> None:
    await drafted(town)
    await publish(town)
    town.clock.move(timedelta(hours=9))
    await town.settle()
    asked = await deliveries(town, "tell.slot")
    assert asked == ["Cisco nominee 1", "Cisco nominee 2", "Ericsson nominee 1", "Ericsson nominee 2"]
    await town.say(FACILITATOR, f"item 4 of {SESSION}: 40 min")
    await publish(town)
    assert await deliveries(town, "tell.agenda") == ["Ericsson nominee 1", "Ericsson nominee 2"]
    town.clock.move(timedelta(hours=15))
    await town.settle()
    assert "Discussion of the case · now 40 minutes" in town.world.sees(ERICSSON_1)
    assert "The agenda changed for you" not in town.world.sees(CISCO_1) + town.world.sees(MICROSOFT_1)


async def deliveries(town: Town, name: str) -> list[str]:
    def names(db):  # type: ignore[no-untyped-def]
        from storage.models import Member

        query = (
            select(Member.name).join(Delivery, Delivery.member_id == Member.id).where(Delivery.drawing.startswith(name))
        )
        return sorted(db.exec(query).all())

    return await town.product.database.run(names)


async def test_versions_are_kept_and_compared_and_facilitators_see_who_saw_them(town: Town) -> None:
    await drafted(town)
    await publish(town)
    await town.say(CISCO_1, f"agenda of {SESSION}")
    await town.say(FACILITATOR, f"item 2 of {SESSION}: off")
    await publish(town)
    seen = await town.say(FACILITATOR, f"versions of {SESSION}")
    assert "Version 2" in seen
    assert "3 items · opened by nobody yet" in seen
    assert "4 items · opened by Cisco" in seen
    assert "Case study is no longer on it" in await town.press(FACILITATOR, "What changed")
    await town.press(FACILITATOR, "All versions")
    await town.press(FACILITATOR, "Compare two…")
    assert "From version 1 to version 2" in await town.fill(FACILITATOR, old="2", new="1")
    assert "opened by" not in await town.say(CISCO_1, f"versions of {SESSION}")
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaVersion)).all())
    assert [len(read_back(row.content)) for row in rows] == [4, 3]


async def test_notes_are_for_facilitators_alone(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Edit item 2")
    await town.fill(FACILITATOR, notes="They are nervous")
    await publish(town)
    await town.say(CISCO_1, f"agenda of {SESSION}")
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaVersion)).all())
    assert all("nervous" not in row.content for row in rows)
    assert "nervous" not in town.world.sees(CISCO_1) + "".join(town.cards().values())
    await town.say(FACILITATOR, f"agenda for {SESSION}")
    assert "They are nervous" in await town.press(FACILITATOR, "More about item 2")


async def test_two_who_publish_at_once_make_one_version(town: Town) -> None:
    await drafted(town)
    for who in (FACILITATOR, SECOND):
        await town.say(who, f"publish agenda for {SESSION}")
    await asyncio.gather(town.press(FACILITATOR, "Publish in 4 houses"), town.press(SECOND, "Publish in 4 houses"))
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaVersion)).all())
    assert len(rows) == 1


async def test_of_two_who_save_one_item_at_the_same_moment_one_is_asked_again(town: Town) -> None:
    await drafted(town)
    for who in (FACILITATOR, SECOND):
        await town.say(who, f"agenda for {SESSION}")
        await town.press(who, "Edit item 2")
    await asyncio.gather(
        town.world.submit(FACILITATOR, {"title": "One title"}), town.world.submit(SECOND, {"title": "Another title"})
    )
    open_forms = [who for who in (FACILITATOR, SECOND) if town.world.form(who) is not None]
    assert len(open_forms) == 1
    assert "changed this item while you did" in town.world.last(open_forms[0])
    await town.fill(open_forms[0])
    assert (await titles(town))[1] == ("One title" if open_forms == [FACILITATOR] else "Another title")


async def test_two_who_move_items_at_the_same_moment_keep_all_of_them(town: Town) -> None:
    await drafted(town)
    await town.say(SECOND, f"agenda for {SESSION}")
    await asyncio.gather(town.press(FACILITATOR, "Item 1 later"), town.press(SECOND, "Item 4 earlier"))
    assert await titles(town) == ["Case study", "Welcome", "Discussion of the case", "Coffee break"]
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaItem.position)).all())
    assert sorted(rows) == [1, 2, 3, 4]


async def test_the_agenda_leads_from_the_card_and_from_home(town: Town) -> None:
    await drafted(town)
    assert "not published yet" in await town.press_card(CISCO_1, "Agenda")
    assert "waits for your word" not in await town.say(CISCO_1, "home")
    await publish(town)
    session_card = next(one for one in town.world.room("cisco") if one.posted)
    await town.world.press(CISCO_1, session_card.id, "Agenda")
    assert "Version 1" in town.world.last(CISCO_1)
    assert "1 slot on an agenda waits for your word." in await town.say(CISCO_1, "home")
    assert "Case study · Cisco" in await town.press(CISCO_1, "See them")
    await town.press(CISCO_1, "I take it")
    assert "waits for your word" not in await town.say(CISCO_1, "home")
    assert "Case study" in await town.say(CISCO_1, "my slots")
    assert "No published agenda has a slot of yours." in await town.say(MICROSOFT_1, "my slots")
