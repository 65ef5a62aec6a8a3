"""Executives and their assistants: the assistant's answer is the executive's, and nobody below takes their seat."""

from datetime import UTC, datetime, timedelta

from tests.town import CISCO_1, FACILITATOR, SESSION, Town

TITLE = "Year-end dialogue"
EXECUTIVE, ASSISTANT, SECOND = (f"play:cisco:{key}" for key in ("executive-1", "assistant-1", "executive-2"))


async def join(town: Town, account: str) -> None:
    """Cisco gets this place, and somebody takes it."""
    role, number = account.split(":")[-1].split("-")
    await town.say(FACILITATOR, f"add Cisco {role} {number} as {role} of Cisco")
    code = (await town.say(FACILITATOR, f"invite Cisco {role} {number}")).split(" is ")[1].split()[0]
    town.world.add_person("cisco", f"{role}-{number}", f"Cisco {role} {number}", "Europe/Zurich")
    assert "You are Cisco" in await town.say(account, f"join {code}")


async def a_dialogue(town: Town, whom: str = "for executives") -> None:
    when = "1 meeting from 9 December 2027 15:00 Geneva time, 2 h, 1 per company"
    await town.say(FACILITATOR, f"plan Outreach Dialogue “{TITLE}” with {when}, {whom}")
    await town.announce(TITLE)


async def test_an_assistants_click_answers_for_the_executive_who_is_told_and_can_undo_it(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await a_dialogue(town)
    await town.say(ASSISTANT, "home")
    told = await town.press(ASSISTANT, "Coming")
    assert "You answered for Cisco executive 1" in told
    assert "They are told, and can undo it" in told
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words
    assert "Cisco assistant 1 answered for you" in town.world.last(EXECUTIVE)
    assert "Cisco executive 1 is coming." in await town.say(ASSISTANT, "home")
    assert "You have not answered yet." in await town.press(EXECUTIVE, "Undo that") + await town.say(EXECUTIVE, "home")


async def test_the_same_in_words_and_on_the_card_in_the_room(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await a_dialogue(town)
    assert "You answered for Cisco executive 1" in await town.say(ASSISTANT, f"coming to {TITLE}")
    assert "You answered for Cisco executive 1" in await town.press_card(ASSISTANT, "Maybe")
    assert "You said maybe." in await town.say(EXECUTIVE, "home")


async def test_where_there_are_several_executives_the_assistant_says_whose_answer_it_is(town: Town) -> None:
    for account in (EXECUTIVE, SECOND, ASSISTANT):
        await join(town, account)
    await a_dialogue(town)
    await town.press_card(ASSISTANT, "Coming")
    form = town.world.form(ASSISTANT)
    assert form is not None
    assert [field.value for field in form.form.fields] == ["", "coming"]
    options = form.form.fields[0].options  # type: ignore[union-attr]
    assert [option.label for option in options] == ["Cisco executive 1", "Cisco executive 2"]
    assert "You answered for Cisco executive 2" in await town.fill(ASSISTANT, person=options[1].value)


async def test_without_an_executive_the_assistant_is_told_what_to_do(town: Town) -> None:
    await join(town, ASSISTANT)
    await a_dialogue(town)
    assert "has none here yet" in await town.say(ASSISTANT, f"coming to {TITLE}")


async def test_neither_sees_what_is_not_for_them(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await town.announce()
    for who in (EXECUTIVE, ASSISTANT):
        assert "I know no session called" in await town.say(who, f"coming to {SESSION}")
        assert SESSION not in await town.say(who, "home")
    await a_dialogue(town)
    assert "I know no session called" in await town.say(CISCO_1, f"coming to {TITLE}")


async def test_an_executives_seat_is_offered_to_executives_only(town: Town) -> None:
    await join(town, EXECUTIVE)
    await a_dialogue(town)
    assert "instead]" not in await town.say(EXECUTIVE, "coming")
    await join(town, SECOND)
    seen = await town.say(EXECUTIVE, "coming")
    assert "[Send Cisco executive 2 instead]" in seen
    assert "nominee" not in seen


async def test_an_assistant_who_is_invited_answers_for_themselves(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await a_dialogue(town, "for executives and assistants")
    await town.say(EXECUTIVE, "coming")
    assert "You are on the waiting list." in await town.say(ASSISTANT, "coming")


FIRST = datetime(2027, 12, 9, 14, 0, tzinfo=UTC)


async def through_the_ladder(town: Town, until: datetime) -> None:
    while town.clock.now() < until:
        town.clock.move(min(timedelta(hours=6), until - town.clock.now()))
        await town.settle()


async def asked(town: Town, *accounts: str) -> list[int]:
    """How often each of them was asked whether they come, a week before and no later."""
    town.clock.move(FIRST - timedelta(days=7, hours=6) - town.clock.now())
    await through_the_ladder(town, FIRST - timedelta(days=5))
    return [town.world.sees(who).count("Your answer is still missing") for who in accounts]


async def test_what_an_executive_is_reminded_of_reaches_the_assistant_too_and_each_once(town: Town) -> None:
    for account in (EXECUTIVE, SECOND, ASSISTANT):
        await join(town, account)
    await a_dialogue(town)
    assert await asked(town, EXECUTIVE, SECOND, ASSISTANT, CISCO_1) == [1, 1, 1, 0]
    assert "For Cisco executive 1 and Cisco executive 2: you answer for them." in town.world.sees(ASSISTANT)
    assert "you answer for them" not in town.world.sees(EXECUTIVE)


async def test_the_assistant_is_reminded_in_place_of_an_executive_without_an_account(town: Town) -> None:
    await town.say(FACILITATOR, "add Cisco executive 1 as executive of Cisco")
    await join(town, ASSISTANT)
    await a_dialogue(town)
    assert await asked(town, ASSISTANT) == [1]
    latest = next(one for one in town.world.scene.standing(ASSISTANT) if "still missing" in one.words)
    await town.world.press(ASSISTANT, latest.id, "Coming")
    assert "You answered for Cisco executive 1" in town.world.last(ASSISTANT)
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words


async def test_the_link_reaches_only_the_executive_who_has_the_seat(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await a_dialogue(town)
    await town.say(FACILITATOR, f"link of {TITLE} is https://meet.example/dialogue")
    await town.press_card(EXECUTIVE, "Coming")
    town.clock.move(FIRST - timedelta(days=2) - town.clock.now())
    await through_the_ladder(town, FIRST - timedelta(minutes=10))
    assert "https://meet.example/dialogue" in town.world.sees(EXECUTIVE)
    assert "I have not noted that you come" in await town.say(ASSISTANT, "where is the link?")
    assert "https://meet.example/dialogue" not in town.world.sees(ASSISTANT)
    assert "A session is coming up. It begins" in town.world.sees(ASSISTANT)


async def a_link_for_an_executive_without_an_account(town: Town, whom: str = "for executives") -> None:
    """The assistant answered for them, and has been through the ladder until shortly before it begins."""
    await town.say(FACILITATOR, "add Cisco executive 1 as executive of Cisco")
    await join(town, ASSISTANT)
    await a_dialogue(town, whom)
    await town.say(FACILITATOR, f"link of {TITLE} is https://meet.example/dialogue")
    await town.press_card(ASSISTANT, "Coming")
    town.clock.move(FIRST - timedelta(days=2) - town.clock.now())
    await through_the_ladder(town, FIRST - timedelta(minutes=10))


async def test_the_assistant_of_an_executive_without_an_account_is_sent_the_link_for_them(town: Town) -> None:
    await a_link_for_an_executive_without_an_account(town)
    sent = [one.words for one in town.world.scene.standing(ASSISTANT) if "https://meet.example/dialogue" in one.words]
    assert len(sent) == 2  # the day before, and a quarter of an hour before
    assert all("For Cisco executive 1: you answer for them." in words for words in sent)


async def test_and_finds_it_wherever_those_with_a_seat_do(town: Town) -> None:
    await a_link_for_an_executive_without_an_account(town)
    for words in ("where is the link?", f"link to {TITLE}"):
        assert "Join at https://meet.example/dialogue" in await town.say(ASSISTANT, words)
    await town.say(ASSISTANT, "home")
    assert "Join at https://meet.example/dialogue" in await town.press(ASSISTANT, "Details")
    await town.press_card(ASSISTANT, "Not this time")
    assert "I have not noted that you come" in await town.say(ASSISTANT, "where is the link?")
    await town.say(ASSISTANT, "home")
    assert "https://meet.example/dialogue" not in await town.press(ASSISTANT, "Details")


async def test_an_assistant_who_has_a_seat_has_the_link_of_that_alone(town: Town) -> None:
    await town.say(FACILITATOR, "add Cisco executive 1 as executive of Cisco")
    await join(town, ASSISTANT)
    await a_dialogue(town, "for executives and assistants")
    await town.say(FACILITATOR, f"link of {TITLE} is https://meet.example/dialogue")
    for_them = await town.say(FACILITATOR, f"answer for Cisco executive 1: coming to {TITLE}")
    assert "You answered for Cisco executive 1" in for_them
    assert "I have not noted that you come" in await town.say(ASSISTANT, "where is the link?")


async def test_facilitators_find_the_link_on_the_page_of_the_session(town: Town) -> None:
    await a_dialogue(town)
    await town.say(FACILITATOR, f"link of {TITLE} is https://meet.example/dialogue")
    await town.say(FACILITATOR, "home")
    assert "Join at https://meet.example/dialogue" in await town.press(FACILITATOR, "Details")


async def test_where_assistants_are_invited_themselves_they_are_reminded_for_themselves(town: Town) -> None:
    await join(town, EXECUTIVE)
    await join(town, ASSISTANT)
    await a_dialogue(town, "for executives and assistants")
    assert await asked(town, EXECUTIVE, ASSISTANT) == [1, 1]
    assert "you answer for them" not in town.world.sees(ASSISTANT)
