"""A place that is meant for a mail address is taken without a code, by whoever the house says has it."""

import pytest

from bot.mail import mail_address
from tests.bot.test_places import code_in, member
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, Town

pytestmark = pytest.mark.one_database

NEW = "play:cisco:new"


async def meant(town: Town, place: str, mail: str = "new@cisco.example") -> None:
    """A place for this address; its house has somebody new, whose address is new@cisco.example."""
    if NEW not in town.world.scene.people:
        town.world.add_person("cisco", "new", "Somebody new")
    assert "Saved." in await town.say(FACILITATOR, f"mail of {place} is {mail}")


async def test_a_place_is_taken_by_the_address_it_is_meant_for(town: Town) -> None:
    await meant(town, "Cisco nominee 2")
    assert "You are Cisco nominee 2 from now on." in await town.say(NEW, "join")
    assert "Hello, Cisco nominee 2" in await town.say(NEW, "home")


async def test_an_address_of_another_organisation_takes_nothing(town: Town) -> None:
    await meant(town, "Ericsson nominee 2")
    assert "the mail address of your account here" in await town.say(NEW, "join")


async def test_an_address_that_two_places_have_takes_neither(town: Town) -> None:
    await meant(town, "Cisco nominee 2")
    await meant(town, "Cisco nominee 1")
    assert "the mail address of your account here" in await town.say(NEW, "join")


async def test_the_form_keeps_what_is_no_address(town: Town) -> None:
    await town.say(FACILITATOR, "people Cisco nominee 2")
    await town.press(FACILITATOR, "Mail address…")
    await town.fill(FACILITATOR, mail="cisco at example")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "no mail address" in form.problems["mail"]
    await town.fill(FACILITATOR, mail=" New@Cisco.example ")
    assert (await member(town, "Cisco nominee 2")).mail == "new@cisco.example"


async def test_whoever_takes_a_place_over_does_not_inherit_the_address(town: Town) -> None:
    await meant(town, "Cisco nominee 2")
    await town.say(FACILITATOR, "people Cisco nominee 2")
    await town.press(FACILITATOR, "Replace…")
    code = code_in(await town.press(FACILITATOR, "Make a code"))
    await town.say(NEW, f"join {code}")
    assert (await member(town, "Cisco nominee 2")).mail == ""


async def test_only_those_who_manage_a_place_set_its_address(town: Town) -> None:
    assert "Only facilitators" in await town.say(CISCO_1, "mail of Cisco nominee 2 is new@cisco.example")
    assert "Only facilitators" in await town.say(ERICSSON_1, "mail of Cisco nominee 2 is new@cisco.example")
    assert (await member(town, "Cisco nominee 2")).mail == ""


async def test_a_sentence_that_names_nobody_says_how_it_goes(town: Town) -> None:
    assert "as it is called" in await town.say(FACILITATOR, "mail of nobody is new@cisco.example")
    assert "no mail address" in await town.say(FACILITATOR, "mail of Cisco nominee 2 is tea and cake")


def test_addresses_are_read_as_people_type_them() -> None:
    assert mail_address(" Nominee@Example.COM ") == "nominee@example.com"
    assert mail_address("zoë@exämple.org") == "zoë@exämple.org"
    assert mail_address("nominee@") is None
    assert mail_address("x" * 300 + "@example.com") is None
