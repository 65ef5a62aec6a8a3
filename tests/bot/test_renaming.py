"""A session gets another title."""

import pytest
from sqlmodel import select

from storage.models import Delivery
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, HOUSES, SESSION, Town


async def told(town: Town) -> int:
    rows = await town.product.database.run(lambda db: db.exec(select(Delivery)).all())
    return sum(row.member_id is not None for row in rows)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (f"rename {SESSION} to Identifying risks", "Identifying risks"),
        (f"Rename “{SESSION}” to “Ways to remedy”, please", "Ways to remedy"),
        ("rename identifying human rights to From risks to remedies", "From risks to remedies"),
    ],
)
async def test_every_card_shows_the_new_title_and_nobody_is_written_to(town: Town, sentence: str, title: str) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    before = await told(town)
    assert f"It is called “{title}” now." in await town.say(FACILITATOR, sentence)
    await town.settle()
    for house in HOUSES:
        assert title in town.world.card(house).words
        assert SESSION not in town.world.card(house).words
    assert await told(town) == before
    assert "You are coming to all 3 meetings." in await town.say(ERICSSON_1, "home"), "answers stand"


async def test_a_title_with_a_to_in_it_is_found_whole(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"rename {SESSION} to Help to remedy")
    seen = await town.say(FACILITATOR, "rename Help to remedy to Right to remedy")
    assert "It is called “Right to remedy” now." in seen


async def test_what_cannot_be_renamed_says_why(town: Town) -> None:
    await town.announce()
    assert "Please write “rename TITLE to NEW TITLE”" in await town.say(FACILITATOR, f"rename {SESSION}")
    assert "I know no session called “nonsense”" in await town.say(FACILITATOR, "rename nonsense to something")
    taken = f"rename {SESSION} to new rules on due diligence"
    assert "already. Please choose another" in await town.say(FACILITATOR, taken)
    assert "at most 120 characters" in await town.say(FACILITATOR, f"rename {SESSION} to {'x' * 121}")
    assert "Only facilitators" in await town.say(CISCO_1, f"rename {SESSION} to mine")
    await town.settle()
    assert SESSION in town.world.card("cisco").words
