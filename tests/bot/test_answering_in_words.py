"""Answering in plain sentences: what one click does, in words."""

import pytest

from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

BRIEFING = "New rules on due diligence"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (f"coming to {SESSION}", "You are coming to all 3 meetings."),
        ("I’m coming", "You are coming to all 3 meetings."),
        ("Coming to all meetings of identifying human rights!", "You are coming to all 3 meetings."),
        ("maybe", "You said maybe."),
        (f"I can't come to {SESSION} this time.", "You are not coming this time."),
        ("not this time", "You are not coming this time."),
        ("coming to meeting 2", "You are coming to meeting 2."),
        (f"I am coming to meetings 1, 2 and 3 of {SESSION}", "You are coming to all 3 meetings."),
        ("coming to meetings 1 and 3", "You are coming to meetings 1 and 3."),
    ],
)
async def test_an_answer_is_understood_as_people_write_it(town: Town, sentence: str, told: str) -> None:
    await town.announce()
    assert told in await town.say(CISCO_1, sentence)
    assert told in await town.say(CISCO_1, "home")


async def test_an_exception_in_words_leaves_the_other_meetings_as_they_were(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert "You are coming to meetings 1 and 3." in await town.say(CISCO_1, "I cannot come to meeting 2 after all")
    await town.settle()
    assert "Meeting 2: Thu, 11 Mar 2027, 15:00–17:00 Geneva · 0 coming" in town.world.card("ericsson").words


async def test_where_several_sessions_can_be_meant_one_click_says_which(town: Town) -> None:
    await town.announce()
    await town.announce(BRIEFING)
    assert "Which session do you mean?" in await town.say(MICROSOFT_1, "coming")
    assert "You are coming." in await town.press(MICROSOFT_1, BRIEFING)
    assert "Which session do you mean?" in await town.say(MICROSOFT_1, "coming to meeting 2")
    assert "You have not answered yet." in await town.say(MICROSOFT_1, "home")


async def test_what_cannot_be_meant_is_said_and_changes_nothing(town: Town) -> None:
    assert "Nothing is planned that needs your answer." in await town.say(CISCO_1, "coming")
    await town.announce()
    assert f"“{SESSION}” has no meeting 9." in await town.say(CISCO_1, "coming to meeting 9")
    assert "I know no session called “nonsense”." in await town.say(CISCO_1, "coming to nonsense")
    assert "You have not answered yet." in await town.say(CISCO_1, "home")


async def test_words_that_only_begin_like_an_answer_are_none(town: Town) -> None:
    await town.announce()
    for sentence in ("maybe later", "coming soon", "not coming through the wall"):
        assert "I did not understand that." in await town.say(CISCO_1, sentence)
    assert "You have not answered yet." in await town.say(CISCO_1, "home")
    assert "You said maybe." in await town.say(CISCO_1, "maybe identifying human rights risks")


async def test_a_seat_that_is_held_is_taken_or_let_go_in_words(town: Town) -> None:
    await town.say(FACILITATOR, f"seats of {BRIEFING}: 1 seat")
    await town.announce(BRIEFING)
    for who in (MICROSOFT_1, ERICSSON_1, CISCO_1):
        await town.say(who, "coming")
    assert "No seat is held for you" in await town.say(CISCO_1, "take the seat")
    await town.say(MICROSOFT_1, "not coming")
    await town.settle()
    assert "You are not coming this time." in await town.say(ERICSSON_1, "let the seat go")
    await town.settle()
    assert "You are coming." in await town.say(CISCO_1, f"take the seat in {BRIEFING}")


async def test_what_somebody_answered_for_me_is_undone_in_words(town: Town) -> None:
    await town.announce()
    assert "nothing to undo" in await town.say(CISCO_2, "undo")
    await town.say(FACILITATOR, f"answer for Cisco nominee 2: coming to {SESSION}")
    assert "Undone" in await town.say(CISCO_2, "undo that")
    assert "You have not answered yet." in await town.say(CISCO_2, "home")


async def test_who_can_see_my_answer_is_asked_in_words_and_answered_in_one_sentence(town: Town) -> None:
    await town.announce()
    one = "Facilitators and people of your own organisation see your name and your answer; everybody else sees only"
    assert one in await town.press_card(CISCO_1, "Who can see my answer?")
    assert one in await town.say(CISCO_1, f"Who can see my answer to {SESSION}?")
    assert one in await town.say(CISCO_1, "who can see my answer?")
