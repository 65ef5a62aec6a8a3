"""What people write when they have read no manual: kind words around a request, answers in words, titles half said."""

import pytest

from bot import courtesy
from bot.signups import said
from storage.models import Choice
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, HOUSES, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

PLAN = "plan Core Session 'Remedy for children' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly"
YES, MAYBE, NO = Choice.COMING, Choice.MAYBE, Choice.NOT


@pytest.mark.parametrize(
    ("text", "request_itself"),
    [
        ("Hi Convener, could you please plan a session?", "plan a session?"),
        ("@Convener: help, please", "help"),
        ("I'd like to plan a session. Thanks!", "plan a session"),
        ("`sessions`", "sessions"),
        ("“sessions”", "sessions"),
        ("please", ""),
        ("Access to remedy", "Access to remedy"),
    ],
)
def test_what_people_put_around_a_request_is_taken_off(text: str, request_itself: str) -> None:
    assert courtesy.without(text) == request_itself


@pytest.mark.parametrize(
    ("text", "by_number"),
    [
        ("I’m coming", {0: YES}),
        ("Yes, with pleasure!", {0: YES}),
        ("Sorry, I can't make it", {0: NO}),
        ("I won't be there", {0: NO}),
        ("not sure yet", {0: MAYBE}),
        ("can't make the second one", {2: NO}),
        ("maybe for meeting 3", {3: MAYBE}),
        ("I can come to meeting 1 but not to meeting 2", {1: YES, 2: NO}),
        ("coming to 1 and 3, maybe 2", {1: YES, 3: YES, 2: MAYBE}),
        ("yes except the last", {0: YES, said.LAST: NO}),
        ("I can only come to meeting 1", {1: YES, 0: NO}),
    ],
)
def test_an_answer_is_read_in_words(text: str, by_number: dict[int, Choice]) -> None:
    read = said.read(text)
    assert read is not None
    assert (dict(read.by_number), read.names("")) == (by_number, True)


@pytest.mark.parametrize(
    "text", ["I'll be late", "I am the facilitator", "no, I think that is wrong", "yes, send it to Bob"]
)
def test_what_is_no_answer_is_not_taken_for_one(text: str) -> None:
    read = said.read(text)
    assert read is None or not read.names(SESSION)


async def test_an_answer_in_words_counts_as_a_click_does(town: Town) -> None:
    await town.announce()
    assert "You are coming to all 3 meetings." in await town.say(CISCO_1, "I'm coming")
    assert "You are coming to meetings 1 and 3." in await town.say(CISCO_1, "can’t make the second one, sorry")
    assert "You are coming to all 3 meetings." in await town.say(ERICSSON_1, "@Convener yes please", in_room=True)
    await town.settle()
    assert "2 of 12 companies have answered." in town.world.card("btech").words
    assert "Meeting 2: Thu, 11 Mar 2027, 15:00–17:00 Geneva · 1 coming" in town.world.card("btech").words


async def test_where_several_sessions_can_be_meant_one_click_more_answers(town: Town) -> None:
    await town.announce()
    await town.announce("Access to remedy")
    assert "Which session do you mean?" in await town.say(MICROSOFT_1, "yes")
    assert "You are coming to both meetings." in await town.press(MICROSOFT_1, "Access to remedy")
    assert "You are not coming this time." in await town.say(MICROSOFT_1, "I cannot come to access to remedy")
    await town.say(MICROSOFT_1, "can't make the second one")
    await town.press(MICROSOFT_1, SESSION)
    assert town.world.form(MICROSOFT_1) is not None


async def test_a_meeting_that_is_not_there_changes_nothing_and_shows_the_session(town: Town) -> None:
    await town.announce()
    seen = await town.say(CISCO_1, "yes to meeting 7")
    assert "has no meeting 7" in seen
    assert seen.count("0 coming") == 3


async def test_where_nothing_is_announced_there_is_nothing_to_answer(town: Town) -> None:
    assert "Nothing is planned that needs your answer." in await town.say(CISCO_2, "no")


async def test_greetings_lead_home_and_thanks_are_answered(town: Town) -> None:
    for words in ("Hi", "good morning!", "what’s next?", "When is the next meeting?"):
        assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, words)
    assert "With pleasure." in await town.say(CISCO_1, "Thank you so much!")


async def test_a_kind_request_is_a_request(town: Town) -> None:
    assert "Nothing is sent before you announce it" in await town.say(FACILITATOR, f"Hi, could you please {PLAN}?")
    assert "Only facilitators" in await town.say(CISCO_1, f"please {PLAN}")


async def test_a_slip_is_told_what_was_near_and_never_what_is_far(town: Town) -> None:
    assert "Did you mean plan Core Session" in await town.say(FACILITATOR, "plann something")
    assert "Did you mean sessions?" in await town.say(CISCO_1, "sesions")
    assert "send NAME to TITLE instead of me" in await town.say(CISCO_1, "how do I send a substitute")
    assert "Did you mean" not in await town.say(FACILITATOR, "colourless green ideas")
    assert town.world.buttons(FACILITATOR) == ("What is next for me", "What can I ask you?", "Plan a session…")


async def test_announcing_needs_the_whole_title_and_otherwise_shows_the_draft_once_more(town: Town) -> None:
    await town.say(FACILITATOR, PLAN)
    for words in ("announce it", "announce remedy for", "announce Remedy for chidren", "announce"):
        await town.say(FACILITATOR, words)
    await town.settle()
    assert {house: len(town.world.posts[house]) for house in HOUSES} == dict.fromkeys(HOUSES, 0)
    await town.say(FACILITATOR, "announce remedy for")
    assert "appears in 4 houses" in await town.press(FACILITATOR, "Announce in 4 houses")
    assert "announced already" in await town.say(FACILITATOR, "announce “remedy for children”, please")


async def test_a_plan_that_lacks_something_keeps_the_rest_and_says_at_its_field_what_is_missing(town: Town) -> None:
    await town.say(
        FACILITATOR, "plan Core Session on Remedy for children, 3 meetings from 4 March 2027, 90 min, weekly"
    )
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert (set(form.problems), "At what time?" in form.problems["when"]) == ({"when"}, True)
    values = {field.key: field.value for field in form.form.fields}
    assert (values["title"], values["meetings"], values["length"]) == ("Remedy for children", "3", "90 min")
    assert "Thu, 18 Mar 2027, 15:00–16:30" in await town.fill(FACILITATOR, when="4 March 2027 15:00 Geneva time")


@pytest.mark.parametrize(
    ("sentence", "moved_to"),
    [
        ("move the second meeting of {} to 12 March 2027 16:00 Geneva time", "Fri, 12 Mar 2027, 16:00–18:00 Geneva"),
        ("please reschedule {}, meeting two, to Friday 12 March at 4pm", "Fri, 12 Mar 2027, 16:00–18:00 Geneva"),
        ("move meeting 2 of {} to 17:00", "Thu, 11 Mar 2027, 17:00–19:00 Geneva"),
        ("move meeting 2 of {} to 12 March 2027", "Fri, 12 Mar 2027, 15:00–17:00 Geneva"),
        ("postpone meeting 2 of {} by one week", "Thu, 18 Mar 2027, 15:00–17:00 Geneva"),
        ("move meeting 2 of {} a day earlier", "Wed, 10 Mar 2027, 15:00–17:00 Geneva"),
        ("move meeting 2 to 12 March 2027 16:00", "Fri, 12 Mar 2027, 16:00–18:00 Geneva"),
    ],
)
async def test_a_meeting_is_moved_however_it_is_said(town: Town, sentence: str, moved_to: str) -> None:
    await town.announce()
    assert f"To: {moved_to}" in await town.say(FACILITATOR, sentence.format(SESSION))


async def test_a_to_in_a_title_is_no_date(town: Town) -> None:
    await town.announce("Access to remedy")
    asked = await town.say(FACILITATOR, "move meeting 2 of Access to remedy to 11 June 2027 16:00 Geneva time")
    assert "To: Fri, 11 Jun 2027, 16:00–18:00 Geneva" in asked
    await town.say(FACILITATOR, "move meeting 2 of Access to remedy")
    assert town.world.form(FACILITATOR) is not None


async def test_an_unreadable_date_in_a_sentence_is_kept_in_the_form(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to banana")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert (form.form.fields[0].value, set(form.problems)) == ("banana", {"when"})


async def test_where_it_is_open_which_meeting_is_meant_all_of_them_are_shown(town: Town) -> None:
    await town.announce()
    asked = await town.say(FACILITATOR, f"cancel {SESSION}")
    assert "Which meeting do you mean?" in asked
    assert "Cancel meeting 3 of" in await town.say(FACILITATOR, f"call off the last meeting of {SESSION}")
    assert "has no meeting 9" in await town.say(FACILITATOR, f"cancel meeting 9 of {SESSION}")
    assert "Sign-up is closed." in await town.say(FACILITATOR, f"close sign-up for {SESSION}")
    assert "Sign-up is open again." in await town.say(FACILITATOR, f"reopen {SESSION}")
