"""Owners of items, the look before publishing, and a final agenda."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot import audiences
from storage.agendas import AgendaItem
from storage.ladders import Whom
from tests.bot.test_agenda import PASTED, drafted, publish
from tests.matrix import dump
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

BEFORE = datetime(2027, 3, 3, 14, 1, tzinfo=UTC)
"""A day before the first meeting."""


async def asked(town: Town) -> None:
    await drafted(town)
    await publish(town)
    town.clock.move(timedelta(hours=9))
    await town.settle()


async def test_an_owner_hands_the_slot_to_a_colleague_who_is_asked(town: Town) -> None:
    await asked(town)
    await town.press(CISCO_1, "A colleague does…")
    await town.fill(CISCO_1)
    form = town.world.form(CISCO_1)
    assert form is not None
    assert "choose one" in town.world.last(CISCO_1)
    options = {option.label: option.value for option in form.form.fields[0].options}  # type: ignore[union-attr]
    assert "Ericsson nominee 1" not in options
    assert "Cisco nominee 2 is asked" in await town.fill(CISCO_1, choice=options["Cisco nominee 2"])
    await town.settle()
    assert "the slot is yours" in await town.press(CISCO_2, "I take it")
    assert "Case study · Cisco nominee 2" in await town.say(FACILITATOR, f"agenda for {SESSION}")
    await publish(town)
    assert "Case study · Cisco\n" in town.world.card("ericsson").words, "a company, not a person"


async def test_an_owner_who_cannot_is_told_to_facilitators_and_warned_of(town: Town) -> None:
    await asked(town)
    assert "The facilitators hear of it" in await town.press(ERICSSON_1, "I cannot")
    await town.settle()
    town.clock.move(timedelta(hours=15))
    await town.settle()
    assert "Ericsson cannot take “Discussion of the case”" in town.world.sees(FACILITATOR)
    assert "Ericsson cannot take" in await town.say(FACILITATOR, f"publish agenda for {SESSION}")


async def test_nobody_answers_for_anothers_slot(town: Town) -> None:
    await asked(town)
    latest = town.world.latest(MICROSOFT_1)
    await town.say(MICROSOFT_1, "home")
    latest = town.world.latest(MICROSOFT_1)
    assert latest is not None
    for packed in ('slot.answer {"item":2,"yes":true}', 'slot.hand {"item":2}', 'slot.link {"item":2}'):
        await town.world.press_packed(MICROSOFT_1, latest.id, packed)
        assert "not on the agenda any more" in town.world.last(MICROSOFT_1)
    row = (await town.product.database.run(lambda db: db.exec(select(AgendaItem)).all()))[1]
    assert row.answered == ""


async def test_an_owner_who_left_is_warned_of_and_the_agenda_stands(town: Town) -> None:
    await drafted(town, "20' Case study (Cisco nominee 2)")
    await town.say(CISCO_2, "leave")
    await town.press(CISCO_2, "Leave")
    seen = await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    assert "Nobody of Cisco nominee 2, owner of “Case study”, has a chat account here" in seen
    assert "is published" in await publish(town)
    assert "Case study" in town.world.card("cisco").words


async def test_an_owner_who_is_not_coming_is_warned_of(town: Town) -> None:
    await drafted(town)
    for who in (CISCO_1, CISCO_2):
        await town.press_card(who, "Not this time")
    assert "Cisco holds “Case study” and is not coming to this meeting." in await town.say(
        FACILITATOR, f"publish agenda for {SESSION}"
    )
    await town.press_card(CISCO_2, "Coming")
    assert "is not coming" not in await town.say(FACILITATOR, f"publish agenda for {SESSION}")


async def check(town: Town) -> str:
    return await town.say(FACILITATOR, f"publish agenda for {SESSION}")


async def test_not_coming_and_not_taking_the_slot_are_told_apart_and_in_one_line(town: Town) -> None:
    await drafted(town, "20' Case study (Cisco)")
    assert "Cisco holds “Case study” and has not said yes to this meeting yet." in await check(town)
    await publish(town)
    both = "Cisco holds “Case study” and has said yes neither to the meeting nor to the slot yet."
    assert both in await check(town)
    session_card = next(one.id for one in town.world.room("cisco") if one.posted)
    await town.world.press(CISCO_2, session_card, "Coming")
    seen = await check(town)
    assert "Cisco was asked about “Case study” and has not said yes to the slot yet." in seen
    assert seen.count("Case study") == 1
    assert "2 people are asked" in await town.press(FACILITATOR, "Ask them: item 1")
    await town.say(CISCO_1, "take slot Case study")
    assert "Case study" not in await check(town)
    for who in (CISCO_1, CISCO_2):
        await town.world.press(who, session_card, "Not this time")
    seen = await check(town)
    assert "Cisco took “Case study”, but is not coming to this meeting." in seen
    assert "Choose who holds it…" in town.world.buttons(FACILITATOR)
    await town.say(CISCO_1, "decline slot Case study")
    seen = await check(town)
    assert "Cisco cannot take “Case study” and is not coming to this meeting." in seen
    assert seen.count("Case study") == 1


async def test_who_does_not_come_and_said_nothing_to_the_slot_is_told_in_one_line(town: Town) -> None:
    await drafted(town, "20' Case study (Cisco)")
    for who in (CISCO_1, CISCO_2):
        await town.press_card(who, "Not this time")
    await publish(town)
    line = "Cisco holds “Case study”, is not coming to this meeting and never said yes to the slot."
    assert line in await check(town)


async def test_one_item_of_two_hours_can_be_split_for_a_break(town: Town) -> None:
    await drafted(town, "120' Everything (team)")
    assert "120 minutes without a break" in await check(town)
    assert "Everything (2)" in await town.press(FACILITATOR, "Split it in two")


async def test_every_warning_has_its_button(town: Town) -> None:
    await drafted(
        town,
        "- 100' Long talk (Cisco)\n- 50' Another (team)\n- Who knows\n- 0' Guest talk (Some Institute)\n"
        "- 10' Any other business (team)",
    )
    seen = await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    for warning in (
        "The items take 40 minutes more than the meeting has.",
        "“Who knows” has no minutes",
        "Nobody holds “Who knows” yet.",
        "I know nobody called “Some Institute”",
        "160 minutes without a break",
        "“Any other business” leaves open what will be talked about.",
        "Cisco holds “Long talk” and has not said yes to this meeting yet.",
    ):
        assert warning in seen, warning
    assert "more than the meeting has" not in await town.press(FACILITATOR, "Shorten the items")
    assert "2 people are asked" in await town.press(FACILITATOR, "Ask them: item 1")
    assert "without a break" not in await town.press(FACILITATOR, "Add a break")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    assert "“Any other business” is off the agenda." in await town.press(FACILITATOR, "Take it off")
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 5 min")
    seen = await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    assert "are not planned yet" not in seen, "an item without minutes may still fill them"
    await town.say(FACILITATOR, f"item 4 of {SESSION}: 5 min")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    seen = await town.press(FACILITATOR, "Add a discussion")
    assert "are not planned yet" not in seen


async def test_owners_are_reminded_of_slides_once(town: Town) -> None:
    await asked(town)
    await town.product.database.run(lambda db: None)
    days = (town.clock.now().replace(year=2027, month=2, day=28) - town.clock.now()).days
    town.clock.move(timedelta(days=days))
    for _ in range(3):
        await town.settle()
        town.clock.move(timedelta(hours=12))
    await town.settle()
    assert town.world.sees(CISCO_1).count("Please send what others should read before.") == 1
    assert "Please send" not in town.world.sees(MICROSOFT_1)
    await town.say(CISCO_1, "my slots")
    await town.press(CISCO_1, "I take it")
    await town.press(CISCO_1, "Add a link…")
    assert "is not an address" in await town.fill(CISCO_1, link="my slides")
    assert "Thank you" in await town.fill(CISCO_1, link="https://example.org/ü?a=1&b=<2>#x")
    await publish(town)
    assert "https://example.org/ü?a=1&b=<2>#x" in town.world.card("ericsson").words


async def test_a_final_agenda_is_acknowledged_by_each_company(town: Town) -> None:
    await drafted(town)
    await publish(town)
    await town.say(FACILITATOR, f"agenda for {SESSION}")
    assert "Nothing yet: Apple, Cisco, Cloudflare" in await town.press(FACILITATOR, "Make it final")
    await town.settle()
    assert "It is final" in town.world.card("cisco").words
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 5 min")
    assert "This agenda is final" in await publish(town)
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "acknowledged the agenda" in await town.press(CISCO_1, "Acknowledge")
    assert "acknowledged the agenda" in await town.say(CISCO_2, f"acknowledge {SESSION}")
    await town.press(ERICSSON_1, "Object…")
    assert "Please say why" in await town.fill(ERICSSON_1, reason=" ")
    assert "Your company objects" in await town.fill(ERICSSON_1, reason="Item 4 is about prices")
    seen = await town.say(FACILITATOR, f"who acknowledged {SESSION}")
    assert "Cisco: acknowledged" in seen
    assert "Ericsson: objects" in seen
    assert "Item 4 is about prices" in seen
    assert "2 of 12 companies have answered." in seen
    assert seen.index("Ericsson") < seen.index("Cisco:"), "who objects comes first"
    assert "prices" not in town.world.sees(CISCO_1)
    assert "It can be changed again." in await town.press(FACILITATOR, "Open it again")
    assert "is not final" in await town.say(CISCO_1, f"acknowledge {SESSION}")


async def test_an_agenda_is_copied_from_another_meeting_and_from_a_template(town: Town) -> None:
    await drafted(town)
    await town.press(FACILITATOR, "Keep as a template…")
    assert "Please give it a name" in await town.fill(FACILITATOR, name=" ")
    assert "Kept as “Two hours”." in await town.fill(FACILITATOR, name="Two hours")
    await town.say(FACILITATOR, f"agenda for meeting 2 of {SESSION}")
    await town.press(FACILITATOR, "Copy from…")
    seen = await town.fill(FACILITATOR, choice="template 1")
    assert "4 items are copied." in seen
    assert "Meeting 2" in seen
    await town.press(FACILITATOR, "Copy from…")
    assert "4 items are copied." in await town.fill(FACILITATOR, choice="meeting 1")
    assert "8 " not in PASTED
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaItem)).all())
    assert len(rows) == 12


async def test_a_forgotten_owner_stands_nowhere_on_the_agenda(town: Town) -> None:
    await drafted(town, "20' Case study (Cisco nominee 1)\n10' Welcome (team)")
    await publish(town)
    await town.say(FACILITATOR, f"item 2 of {SESSION}: 15 min")
    await town.say(CISCO_1, "forget me")
    assert "You are forgotten" in await town.press(CISCO_1, "Forget me")
    kept = await town.product.database.run(dump)
    names = ("agenda_item", "agenda_edit", "agenda_version")
    assert [row for name in names for row in kept[name] if "nominee 1" in repr(row)] == []
    assert "Case study · Cisco" in await town.say(FACILITATOR, f"agenda for {SESSION}")
    await town.settle()
    assert "Case study · Cisco" in await town.say(CISCO_2, f"agenda of {SESSION}")


async def test_the_reminder_before_a_meeting_shows_what_is_on_its_agenda(town: Town) -> None:
    await drafted(town, PASTED + "- Something open\n5' Closing (team)")
    await town.press_card(ERICSSON_1, "Coming")
    await town.press_card(CISCO_1, "Not this time")
    await publish(town)
    town.clock.move(BEFORE - town.clock.now())
    await town.settle()
    seen = town.world.sees(ERICSSON_1)
    reminder = seen[seen.rindex("You said that you come.") :]
    assert "15:10 Case study" in reminder
    assert "from about" in reminder
    assert "See the agenda" in reminder
    assert "You said that you come." not in town.world.sees(CISCO_1)


async def test_owners_and_presenters_are_known_to_the_reminders(town: Town) -> None:
    await drafted(town)
    assert await named(town) == {}
    await publish(town)
    await town.say(FACILITATOR, f"open 1 presenter at {SESSION}")
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    found = await named(town)
    assert {key: len(members) for key, members in found.items()} == {Whom.OWNERS: 4, Whom.PRESENTERS: 1}
    assert found[Whom.PRESENTERS] < found[Whom.OWNERS]


async def named(town: Town) -> dict[Whom, frozenset[int]]:
    found = await town.product.database.run(lambda db: audiences.named(db, [1]))
    return {whom: by_session[1] for whom, by_session in found.items() if whom is not Whom.EXPERTS and by_session}


async def test_whoever_took_a_talk_leads_and_is_counted_once(town: Town) -> None:
    await asked(town)
    line = f"Cisco · Present at {SESSION}"
    assert line not in await town.say(FACILITATOR, "who leads 2027")
    await town.press(CISCO_1, "I take it")
    assert (await town.say(FACILITATOR, "who leads 2027")).count(line) == 1
    for sentence in ("open 1 presenter at", "offer present at"):
        await town.say(FACILITATOR, f"{sentence} {SESSION}")
        await town.world.close_form(FACILITATOR)
    await town.say(CISCO_1, f"claim present at {SESSION}")
    await town.say(FACILITATOR, f"confirm present at {SESSION}")
    seen = await town.say(FACILITATOR, "who leads 2027")
    assert seen.count(line) == 1
    assert "11 companies still owe one" in seen


async def test_the_facilitators_own_organisation_and_everybody_bring_no_warning(town: Town) -> None:
    seen = await drafted(town, "10' Welcome (B-Tech)\n50' Talk (all)\n10' Break\n50' Talk with all (everyone)")
    assert "nobody I know" not in seen
    seen = await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    assert "Everything is there: it fits, and every item has an owner." in seen
