"""What holds for every event: nobody is left without an answer, and nothing leaks on the way."""

import asyncio
import logging

import pytest

from adapters.wiring import utc_now
from bot.chat import Installed, Message, Person, Place, Pressed, Said, Submitted, Uninstalled
from bot.chat.plain import plain
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.kit import ANYONE, Feature
from storage.database import Database
from storage.migrate import migrate
from tests.town import CISCO_1, FACILITATOR, HOUSES, SESSION, Town

SOMEBODY = Person("play:new:one", "play:new", "play:new:one", zone="Europe/Oslo", locale="nb-NO")
PRIVATE = Place("play:new:one", private=True)
ROOM = Place("play:cisco:room", private=False)


async def test_an_installation_is_welcomed_with_the_way_in(town: Town) -> None:
    seen = await town.product.bot.answer(Installed(SOMEBODY, PRIVATE, "A new house"))
    assert isinstance(seen, Message)
    assert "join CODE" in plain(seen)


async def test_a_message_that_is_too_long_is_handed_back_and_nothing_of_it_is_dropped_in_silence(town: Town) -> None:
    plan = "plan Core Session 'Remedy' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly"
    assert "longer than the 3000 characters" in await town.say(FACILITATOR, plan + " and more" * 400)
    assert "longer than the 3000 characters" in await town.say(FACILITATOR, "words " * 600)
    assert "Announce in" in await town.say(FACILITATOR, plan + " " * 4000)


async def test_a_house_the_app_was_removed_from_hears_nothing_more(town: Town) -> None:
    await town.announce()
    await town.product.bot.answer(Uninstalled(Person("", "play:cisco")))
    await town.press_card("play:ericsson:ericsson-1", "Coming")
    await town.settle()
    assert len(town.world.updates["cisco"]) == 0
    assert len(town.world.updates["microsoft"]) == 1
    await town.product.bot.answer(Installed(Person(CISCO_1, "play:cisco"), Place(CISCO_1, private=True)))
    await town.press_card("play:ericsson:ericsson-1", "Maybe")
    await town.settle()
    assert "1 maybe" in town.world.card("cisco").words


async def test_one_person_who_removes_the_app_takes_nothing_from_the_others(town: Town) -> None:
    await town.announce()
    await town.product.bot.answer(Uninstalled(Person(CISCO_1, "play:cisco"), Place(CISCO_1, private=True)))
    await town.press_card("play:ericsson:ericsson-1", "Coming")
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words


async def test_a_room_the_app_was_removed_from_gets_no_new_card(town: Town) -> None:
    await town.product.bot.answer(Uninstalled(Person(CISCO_1, "play:cisco"), ROOM))
    await town.announce()
    assert {house: len(town.world.posts[house]) for house in HOUSES} == {
        "btech": 1, "cisco": 0, "microsoft": 1, "ericsson": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "packed", ["", "nonsense", "session.answer", "session.answer []", 'session.answer {"session":"x"}']
)
async def test_a_made_up_action_gets_a_kind_answer(town: Town, packed: str) -> None:
    person = Person(CISCO_1, "play:cisco")
    for event in (Pressed(person, ROOM, packed, "play:cisco:room#nowhere"), Submitted(person, ROOM, packed)):
        seen = await town.product.bot.answer(event)
        assert isinstance(seen, Message)
        assert "before my last update" in plain(seen)


async def test_a_fault_of_ours_is_said_kindly_and_logged_without_personal_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = Feature("broken")

    @broken.command("crash", may=ANYONE, usage="crash", help="crash")
    def crash(said: Said, rest: str, tools: object) -> None:
        raise RuntimeError("broken on purpose")

    database = Database("sqlite://")
    migrate(database)
    bot = Bot((*FEATURES, broken), database, utc_now)
    with caplog.at_level(logging.INFO):
        seen = await bot.answer(Said(SOMEBODY, PRIVATE, "crash with Ann's telephone number"))
    assert isinstance(seen, Message)
    assert "it is our fault" in plain(seen)
    assert "broken on purpose" in caplog.text
    assert "telephone" not in caplog.text
    assert "play:new:one" not in caplog.text


async def test_one_that_fails_takes_nothing_from_those_that_came_with_it(town: Town) -> None:
    """Clicks that arrive together share a transaction on SQLite; each still stands for itself."""
    await town.announce()
    good = Pressed(Person(CISCO_1, "play:cisco"), ROOM, 'session.answer {"session":1,"choice":"coming"}')

    def bad(_: object) -> None:
        raise RuntimeError("broken on purpose")

    results = await asyncio.gather(
        town.product.bot.answer(good), town.product.database.run(bad), return_exceptions=True
    )
    assert isinstance(results[0], Message)
    assert isinstance(results[1], RuntimeError)
    await town.settle()
    assert "1 coming" in town.world.card("ericsson").words
    assert SESSION in town.world.card("ericsson").words
