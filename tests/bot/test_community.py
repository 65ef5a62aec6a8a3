"""Joining: a house by its code, a person by theirs, and nobody by their display name."""

from datetime import timedelta

from tests.town import CISCO_1, FACILITATOR, Town


async def code_for(town: Town, name: str) -> str:
    return (await town.say(FACILITATOR, f"code {name}")).split(" is ")[1].split()[0]


async def test_a_house_that_is_not_linked_sees_how_to_link_it_and_nothing_else(town: Town) -> None:
    await town.announce()
    town.world.add_house("apple", "Apple", "teams")
    town.world.add_person("apple", "one", "B-Tech facilitator 1")
    for sentence in ("sessions", "home", "who is coming", "plan", "announce x", "nonsense", "cards here"):
        seen = await town.say("play:apple:one", sentence)
        assert "not linked to a community yet" in seen
        assert "remedy" not in seen.lower()


async def test_a_house_code_links_the_house_and_shows_it_the_open_cards(town: Town) -> None:
    await town.announce()
    town.world.add_house("apple", "Apple", "teams")
    town.world.add_person("apple", "one", "Apple nominee 1")
    code = await code_for(town, "Apple")
    await town.say("play:apple:one", f"Join {code.lower().replace('-', ' ')}!", in_room=True)
    await town.settle()
    assert town.world.card("apple").words == town.world.card("cisco").words
    assert "I do not know yet which place" in await town.press_card("play:apple:one", "Coming")
    personal = await code_for(town, "Apple nominee 1")
    assert "You are Apple nominee 1" in await town.say("play:apple:one", f"join {personal}")
    assert "You are coming" in await town.press_card("play:apple:one", "Coming")


async def test_a_house_linked_in_private_is_asked_for_its_room(town: Town) -> None:
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "one", "Apple nominee 1")
    assert "cards here" in await town.say("play:apple:one", f"join {await code_for(town, 'Apple')}")
    await town.say("play:apple:one", f"join {await code_for(town, 'Apple nominee 1')}")
    await town.announce()
    assert town.world.room("apple") == ()
    assert "will stand in this channel" in await town.say("play:apple:one", "cards here", in_room=True)
    await town.settle()
    assert "companies have answered" in town.world.card("apple").words


async def test_a_personal_code_is_of_no_use_in_another_house(town: Town) -> None:
    code = await code_for(town, "Ericsson nominee 1")
    assert "belongs to another organisation" in await town.say(CISCO_1, f"join {code}")
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "home")


async def test_a_code_that_was_refused_where_it_was_tried_still_works_where_it_belongs(town: Town) -> None:
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "one", "Apple nominee 1")
    await town.say(FACILITATOR, "people Apple nominee 1")
    code = (await town.press(FACILITATOR, "New code")).split(" is ")[1].split()[0]
    assert "not linked to its community yet" in await town.say("play:apple:one", f"join {code}")
    assert "belongs to another organisation" in await town.say(CISCO_1, f"join {code}")
    await town.say("play:apple:one", f"join {await code_for(town, 'Apple')}", in_room=True)
    assert "You are Apple nominee 1" in await town.say("play:apple:one", f"join {code}")
    assert "used up" in await town.say("play:apple:one", f"join {code}")


async def test_a_house_does_not_change_hands_by_another_organisations_code(town: Town) -> None:
    await town.announce()
    code = await code_for(town, "Microsoft")
    assert "another organisation of this community" in await town.say(CISCO_1, f"join {code}", in_room=True)
    houses = await town.say(FACILITATOR, "houses")
    assert houses.count("• Cisco") == houses.count("• Microsoft") == 1
    assert "Microsoft, until Wed, 20 Jan 2027, 3 uses left" in await town.say(FACILITATOR, "codes")


async def test_the_audit_says_whose_place_a_code_gave(town: Town) -> None:
    assert "for Ericsson nominee 2: used a code to join" in await town.say(FACILITATOR, "audit")


async def test_codes_expire_and_are_used_up(town: Town) -> None:
    code = await code_for(town, "Cisco nominee 1")
    for _ in range(3):
        assert "You are Cisco nominee 1" in await town.say(CISCO_1, f"join {code}")
    assert "used up or has expired" in await town.say(CISCO_1, f"join {code}")
    code = await code_for(town, "Cisco nominee 1")
    town.clock.move(timedelta(days=31))
    assert "used up or has expired" in await town.say(CISCO_1, f"join {code}")


async def test_a_code_comes_with_what_to_write_how_often_and_until_when(town: Town) -> None:
    told = await town.say(FACILITATOR, "code HPE")
    assert "They write join " in told
    assert "It works 3 times, until Wed, 20 Jan 2027, 10:20 Geneva" in told


async def test_a_code_is_told_in_private_only(town: Town) -> None:
    assert "one pair of eyes" in await town.say(FACILITATOR, "code Cisco", in_room=True)


async def test_a_made_up_code_is_refused_kindly(town: Town) -> None:
    assert "I do not know this code" in await town.say(CISCO_1, "join ABCD-EFGH-JKLM")
    assert "write the code after the word" in await town.say(CISCO_1, "join")


async def test_a_name_nobody_has_gets_the_names_there_are(town: Town) -> None:
    assert "Companies: " in await town.say(FACILITATOR, "code Nobody")
