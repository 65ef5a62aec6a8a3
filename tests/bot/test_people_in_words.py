"""Managing people, codes, consent and substitutes in plain sentences: what the buttons do, by name."""

from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, SESSION, Town


async def coordinating(town: Town) -> None:
    """Cisco nominee 2 coordinates Cisco, which leaves a nominee's seat free."""
    assert "Role: coordinator" in await town.say(FACILITATOR, "role of Cisco nominee 2 is coordinator")


async def test_a_place_is_added_in_one_sentence_within_the_seats_there_are(town: Town) -> None:
    assert "All 2 seats of Apple" in await town.say(FACILITATOR, "add Apple nominee 3 as nominee of Apple")
    await town.world.close_form(FACILITATOR)
    added = await town.say(FACILITATOR, "add Apple coordinator 1 as a coordinator, c@apple.example")
    assert "Role: coordinator" in added
    assert "Mail address: c@apple.example" in added
    assert "Of which organisation?" in await town.say(FACILITATOR, "add Somebody")


async def test_a_coordinator_adds_and_invites_their_own_and_nobody_else(town: Town) -> None:
    await coordinating(town)
    assert "Organisation: Cisco" in await town.say(CISCO_2, "add Cisco nominee 9 as nominee")
    assert "The code for Cisco nominee 9 is" in await town.say(CISCO_2, "invite Cisco nominee 9")
    assert "one pair of eyes" in await town.say(CISCO_2, "invite Cisco nominee 9", in_room=True)
    assert "Only facilitators" in await town.say(CISCO_2, "add Microsoft nominee 9 as nominee of Microsoft")
    for sentence in ("invite Microsoft nominee 1", "replace Microsoft nominee 1"):
        assert "that is yours to manage" in await town.say(CISCO_2, sentence)
    assert "Please choose a role." in await town.say(CISCO_2, "add Cisco helper as facilitator")
    assert "Only facilitators" in await town.say(CISCO_1, "invite Cisco nominee 2")


async def test_what_is_not_theirs_and_what_is_not_there_look_alike(town: Town) -> None:
    await coordinating(town)
    theirs = await town.say(CISCO_2, "invite Microsoft nominee 1")
    assert theirs.replace("Microsoft nominee 1", "Nobody") == await town.say(CISCO_2, "invite Nobody")


async def test_replacing_asks_first(town: Town) -> None:
    assert "Shall another person take the place of Cisco nominee 1?" in await town.say(CISCO_1, "replace me")
    assert "The code for Cisco nominee 1 is" in await town.press(CISCO_1, "Make a code")


async def test_roles_are_named_in_words(town: Town) -> None:
    assert "Please choose one of these: facilitator" in await town.say(FACILITATOR, "role of Cisco nominee 2 is king")
    for number in (2, 3):
        await town.say(FACILITATOR, f"role of B-Tech facilitator {number} is participant")
    told = await town.say(FACILITATOR, "role of B-Tech facilitator 1 is participant")
    assert "A community needs a facilitator" in told


async def test_codes_are_revoked_and_houses_released_by_name(town: Town) -> None:
    code = (await town.say(FACILITATOR, "code Cisco nominee 1")).split(" is ")[1].split()[0]
    assert "2 codes work no longer." in await town.say(FACILITATOR, "revoke the codes of Cisco nominee 1")
    assert "I do not know this code" in await town.say(CISCO_1, f"join {code}")
    assert "There is no code of that name." in await town.say(FACILITATOR, "revoke Cisco nominee 1")
    assert "Release the workspace of Cisco" in await town.say(FACILITATOR, "release Cisco")
    assert "Linked workspaces" in await town.say(FACILITATOR, "release nobody")


async def test_a_company_may_be_named_or_not_in_words(town: Town) -> None:
    assert "It may be named" in await town.say(CISCO_1, "name us")
    assert "It is counted, and not named." in await town.say(CISCO_2, "do not name us")
    assert "It may be named" in await town.say(CISCO_2, "consent yes")


async def test_nominees_are_confirmed_in_words(town: Town) -> None:
    assert "Nothing is asked of you" in await town.say(CISCO_1, "still right")
    await town.say(FACILITATOR, "confirm nominees")
    await town.press(FACILITATOR, "Ask every organisation now")
    assert "Thank you, that is noted." in await town.say(CISCO_1, "still right")
    assert "answered already" in await town.say(CISCO_2, "they are still right")


async def test_a_substitute_is_admitted_or_not_by_name(town: Town) -> None:
    await coordinating(town)
    await town.announce()
    await town.say(CISCO_1, "coming")
    for name, decision, told in (
        ("Cisco deputy", "do not admit Cisco deputy", "is not admitted"),
        ("Cisco helper", "admit Cisco helper", "is admitted and has the seat"),
    ):
        await town.say(CISCO_1, f"send {name} to {SESSION}")
        await town.press(CISCO_1, "Send a substitute…")
        await town.fill(CISCO_1, name=name)
        assert "Nobody of that name" in await town.say(CISCO_2, "admit Nobody")
        assert "Only facilitators" in await town.say(MICROSOFT_1, decision)
        assert told in await town.say(CISCO_2, decision)


async def test_a_company_is_added_with_two_seats_where_nobody_says_how_many(town: Town) -> None:
    added = await town.say(FACILITATOR, "add company Nokia, coordinator c@nokia.example")
    assert "0 of 2 seats for nominees are taken." in added
