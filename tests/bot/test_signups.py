"""One click answers, everywhere the same state."""

from datetime import timedelta

import pytest

from adapters.playground.house import NotPossible
from bot.chat import pack
from bot.signups.actions import AnswerSession
from storage.models import Choice
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, HOUSES, MICROSOFT_1, SESSION, Town


async def test_one_click_in_each_house_shows_the_same_state_everywhere(town: Town) -> None:
    await town.announce()
    for who in (CISCO_1, MICROSOFT_1, ERICSSON_1):
        await town.press_card(who, "Coming")
    await town.settle()
    cards = town.cards()
    assert "3 of 12 companies have answered." in cards["btech"]
    assert "3 coming" in cards["btech"]
    assert len(set(cards.values())) == 1


async def test_the_clicker_is_told_what_they_answered(town: Town) -> None:
    await town.announce()
    assert "You are coming to all 3 meetings." in await town.press_card(CISCO_1, "Coming")
    assert "You are coming to all 3 meetings." in await town.press_card(MICROSOFT_1, "Coming")


async def test_an_answer_can_be_changed(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert "You are not coming this time." in await town.press_card(CISCO_1, "Not this time")
    await town.settle()
    assert "0 coming" in town.world.card("ericsson").words


async def test_exceptions_are_made_by_meeting(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_1, "By meeting…")
    form = town.world.form(CISCO_1)
    assert form is not None
    keys = [field.key for field in form.form.fields]
    assert [field.value for field in form.form.fields] == ["coming", "coming", "coming"]
    assert "You are coming to meetings 1 and 3." in await town.fill(CISCO_1, **{keys[1]: "not"})
    await town.settle()
    assert [line for line in town.world.card("btech").words.splitlines() if line.startswith("Meeting ")] == [
        "Meeting 1: Thu, 4 Mar 2027, 15:00–17:00 Geneva · 1 coming",
        "Meeting 2: Thu, 11 Mar 2027, 15:00–17:00 Geneva · 0 coming",
        "Meeting 3: Thu, 18 Mar 2027, 15:00–17:00 Geneva · 1 coming",
    ]


async def test_by_meeting_says_when_on_the_readers_own_clock(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "By meeting…")
    form = town.world.form(CISCO_1)
    assert form is not None
    labels = [field.label for field in form.form.fields]
    assert labels[0] == "Meeting 1 · Thu, 4 Mar 2027, 06:00–08:00 Los Angeles (15:00–17:00 Geneva)"
    assert labels[2] == "Meeting 3 · Thu, 18 Mar 2027, 07:00–09:00 Los Angeles (15:00–17:00 Geneva)", "summer there"
    await town.press_card(ERICSSON_1, "By meeting…")
    form = town.world.form(ERICSSON_1)
    assert form is not None
    assert form.form.fields[0].label == "Meeting 1 · Thu, 4 Mar 2027, 15:00–17:00 Stockholm (15:00–17:00 Geneva)"


async def test_a_double_click_is_the_same_answer_once(town: Town) -> None:
    await town.announce()
    first = await town.press_card(CISCO_1, "Coming")
    await town.settle()
    updates = {house: len(town.world.updates[house]) for house in HOUSES}
    assert await town.press_card(CISCO_1, "Coming") == first
    await town.settle()
    assert {house: len(town.world.updates[house]) for house in HOUSES} == updates
    assert "1 coming" in town.world.card("cisco").words


async def test_two_people_of_one_company_count_as_one_company(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_2, "Maybe")
    await town.settle()
    assert "1 of 12 companies have answered." in town.world.card("btech").words
    assert "1 coming, 1 maybe" in town.world.card("btech").words


async def test_where_nobody_has_answered_that_is_all_that_is_said(town: Town) -> None:
    await town.announce()
    assert (await town.press_card(FACILITATOR, "Who is coming?")).count("Nobody has answered yet.") == 3
    await town.press_card(CISCO_1, "Maybe")
    asked = await town.press_card(FACILITATOR, "Who is coming?")
    assert "Maybe: Cisco nominee 1" in asked
    assert "Coming:" not in asked


async def test_who_is_coming_is_counts_for_members_and_names_for_facilitators(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    other = await town.say(MICROSOFT_1, f"who is coming to {SESSION}")
    own = await town.say(FACILITATOR, "who is coming")
    assert ("1 person from 1 company" in other, "Cisco" in other) == (True, False)
    assert "Cisco nominee 1" in own


async def test_everybody_can_ask_who_sees_their_answer(town: Town) -> None:
    await town.announce()
    assert "everybody else sees only how many come" in await town.press_card(ERICSSON_1, "Who can see my answer?")


async def test_home_shows_what_is_next_and_takes_the_answer(town: Town) -> None:
    await town.announce()
    home = await town.say(CISCO_1, "home")
    assert "You have not answered yet." in home
    assert "You are coming to all 3 meetings." in await town.press(CISCO_1, "Coming")
    assert "You are coming to all 3 meetings." in await town.say(CISCO_1, "home")


async def test_an_empty_home_says_so(town: Town) -> None:
    assert "Nothing is planned that needs your answer." in await town.say(CISCO_1, "home")


async def test_a_meeting_that_is_over_takes_no_answer(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Maybe")
    town.clock.move(timedelta(days=60))
    answer = await town.press_card(CISCO_1, "Coming")
    assert "You are coming to meetings 2 and 3." not in answer
    town.clock.move(timedelta(days=60))
    assert "takes no answers any more" in await town.press_card(CISCO_1, "Coming")


async def test_an_old_button_shows_the_current_card(town: Town) -> None:
    await town.announce()
    card = town.world.card("cisco")
    await town.world.press_packed(CISCO_1, card.id, 'session.join {"session":1}')
    seen = town.world.last(CISCO_1)
    assert ("from before my last update" in seen, SESSION in seen) == (True, True)


async def test_a_session_that_is_not_there_is_said_kindly(town: Town) -> None:
    await town.announce()
    card = town.world.card("cisco")
    await town.world.press_packed(CISCO_1, card.id, pack(AnswerSession(999, Choice.COMING)))
    assert "not there any more" in town.world.last(CISCO_1)


async def test_an_expert_sees_only_the_sessions_they_advise(town: Town) -> None:
    code = await town.say(FACILITATOR, "code Expert advisors")
    house = town.world.add_house("experts", "Experts", "slack")
    town.world.add_person(house.key, "one", "Expert advisor 1")
    town.world.add_person(house.key, "three", "Expert advisor 3")
    await town.say("play:experts:one", f"join {code.split(' is ')[1].split()[0]}", in_room=True)
    for key, name in (("one", "Expert advisor 1"), ("three", "Expert advisor 3")):
        personal = await town.say(FACILITATOR, f"code {name}")
        await town.say(f"play:experts:{key}", f"join {personal.split(' is ')[1].split()[0]}")
    await town.announce()
    assert "You are coming" in await town.press_card("play:experts:one", "Coming")
    assert "not there any more" in await town.press_card("play:experts:three", "Coming")


async def test_a_button_that_is_not_there_cannot_be_pressed(town: Town) -> None:
    await town.announce()
    with pytest.raises(NotPossible, match="Manage…"):
        await town.press_card(CISCO_1, "Manage…")
