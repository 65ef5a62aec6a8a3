"""Agendas as long and as odd as people write them, and communities of thirty houses."""

from datetime import timedelta

import pytest
from sqlmodel import select

from adapters.slack import render as slack
from adapters.teams import render as teams
from bot.agenda import cards
from bot.agenda.items import Item
from bot.agenda.owners import Names
from bot.agenda.published import published
from bot.chat import Message
from bot.kit import Tools
from bot.outbox import Outbox
from bot.viewers import room
from storage import recipients
from storage.database import Db
from storage.models import House, Organisation, OrganisationKind, Session
from tests.adapters.slack import block_kit
from tests.adapters.teams import card_lint
from tests.bot.test_agenda import drafted, publish
from tests.town import CISCO_1, FACILITATOR, HOUSES, SESSION, Town

pytestmark = pytest.mark.one_database

ARABIC = "جلسة نقاش حول سبل الانتصاف والمساءلة في قطاع التكنولوجيا "
ODD = "https://example.org/ä b|c<d>(e)?q=%20*_~`&r=[x]#{{y}}".replace(" ", "%20")


def long_agenda() -> str:
    kinds = ("Wörkshop & <b>*tests*</b> 🎉 {number} ", ARABIC + "{number} ", "Plain {number} ")
    lines = [(kinds[number % 3].format(number=number) * 9)[:190].strip() + f" #{number}" for number in range(1, 61)]
    return "\n".join(f"{number % 3}' {line} (team)" for number, line in enumerate(lines, 1))


def pages_of(town: Town) -> list[Message]:
    def drawn(db: Db) -> list[Message]:
        viewer = room(recipients.places(db, ["play:cisco"])["play:cisco"])
        tools = Tools(db, town.clock.now(), viewer, Outbox(db, town.clock.now()))
        found = published(tools, viewer, 1)
        assert found is not None
        count = len(cards.pages(found.items))
        return [cards.card(found, viewer, Names(db, viewer), page) for page in range(1, count + 1)]

    return town.product.database.now(drawn)


async def test_sixty_long_items_are_split_over_pages_and_none_is_cut(town: Town) -> None:
    seen = await drafted(town, "1' First (team)")
    await town.press(FACILITATOR, "Paste…")
    lines = long_agenda().splitlines()
    for start in range(0, 60, 10):
        seen = await town.fill(FACILITATOR, text="\n".join(lines[start : start + 10]), mode="add")
        assert "items are added" in seen, seen[:300]
        await town.press(FACILITATOR, "Paste…")
    await town.world.close_form(FACILITATOR)
    await publish(town)
    pages = pages_of(town)
    assert len(pages) > 1
    words = "".join(map(repr, pages))
    for number in range(1, 61):
        assert f"#{number}'" in words, number
    for page in pages:
        payload = slack.post(page, "play:cisco")
        assert block_kit.problems_of(payload, "message") == []
        card = teams.drawn(page)
        assert card_lint.problems_of(card) == []
        for drawn in (str(payload["blocks"]), str(card)):
            assert all(mark in drawn for mark in marks_of(page)), "cut"
    first = town.world.card("cisco")
    assert "Page 2 of" in first.words
    await town.press_card("play:cisco:cisco-1", f"Page {len(pages)} of {len(pages)}")
    assert "#60" in town.world.last("play:cisco:cisco-1")


def marks_of(page: Message) -> list[str]:
    """The number each item of the page ends in."""
    return [f"#{word.split(chr(39))[0].split(' ')[0]}" for word in str(page.blocks[2]).split("#")[1:]]


async def test_an_odd_link_leads_where_it_should_on_every_platform(town: Town) -> None:
    await drafted(town, "0' Nothing but a link (team)")
    await town.press(FACILITATOR, "Edit item 1")
    await town.fill(FACILITATOR, links=ODD)
    await publish(town)
    (page,) = pages_of(town)
    assert "15:00 Nothing but a link" in town.world.card("cisco").words
    assert block_kit.problems_of(slack.post(page, "play:cisco"), "message") == []
    assert card_lint.problems_of(teams.drawn(page)) == []
    assert ODD in town.world.card("cisco").words


async def test_the_agenda_of_a_meeting_that_moved_shows_the_new_times(town: Town) -> None:
    await drafted(town)
    await publish(town)
    posts = {house: len(town.world.posts[house]) for house in HOUSES}
    await town.move(1, "9 March 2027 11:00")
    await town.settle()
    for house in HOUSES:
        assert "11:10–11:30 Case study" in town.world.card(house).words
    assert {house: len(town.world.posts[house]) for house in HOUSES} == posts
    await town.say(FACILITATOR, f"cancel meeting 1 of {SESSION}")
    await town.press(FACILITATOR, "Cancel this meeting")
    await town.settle()
    assert "cancelled" in town.world.card("cisco").words


async def test_twenty_items_reach_thirty_houses_with_one_post_each_and_an_edit_is_one_update(town: Town) -> None:
    keys = [f"house{number}" for number in range(26)]
    for key in keys:
        town.world.add_house(key, f"House {key}", "teams" if key.endswith("3") else "slack")

    def link(db: Db) -> None:
        organisation = db.exec(select(Organisation).where(Organisation.key == "cisco")).one()
        for key in keys:
            house = town.world.scene.house(key)
            db.add(
                House(
                    id=f"play:{key}",
                    name=key,
                    community_id=organisation.community_id,
                    organisation_id=organisation.id,
                    room=house.room,
                )
            )

    await town.product.database.run(link)
    houses = [*HOUSES, *keys]
    await drafted(town, "\n".join(f"5' Item number {number} (team)" for number in range(1, 21)))
    posts = {house: len(town.world.posts[house]) for house in houses}
    assert "it appears in 30 houses" in await publish(town)
    assert {house: len(town.world.posts[house]) - posts[house] for house in houses} == dict.fromkeys(houses, 1)
    assert all("Item number 20" in town.world.card(house).words for house in houses)
    updates = {house: len(town.world.updates[house]) for house in houses}
    await town.say(FACILITATOR, f"item 20 of {SESSION}: title The very last one")
    await publish(town)
    town.clock.move(timedelta(seconds=5))
    await town.settle()
    assert {house: len(town.world.updates[house]) - updates[house] for house in houses} == dict.fromkeys(houses, 1)
    assert {house: len(town.world.posts[house]) - posts[house] for house in houses} == dict.fromkeys(houses, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("one line\n" + "x" * 201, "I did not read this line as an item"),
        ("601' Too long", "I did not read this line as an item"),
    ],
)
async def test_what_cannot_be_read_is_listed(town: Town, typed: str, sentence: str) -> None:
    assert sentence in await drafted(town, typed)


def test_pages_hold_every_item_once() -> None:
    items = [Item(ARABIC * 3, links=("https://example.org/" + "x" * 480,) * 4, id=number) for number in range(60)]
    assert [item for page in cards.pages(items) for item in page] == items
    assert cards.pages([]) == ((),)


async def test_a_house_that_joins_later_gets_the_post_with_the_next_version(town: Town) -> None:
    await drafted(town)
    await publish(town)
    town.world.add_house("late", "A late house", "slack")

    def link(db: Db) -> None:
        organisation = db.exec(select(Organisation).where(Organisation.key == "cisco")).one()
        room_of_it = town.world.scene.house("late").room
        home = organisation.community_id
        db.add(House(id="play:late", community_id=home, organisation_id=organisation.id, room=room_of_it))

    await town.product.database.run(link)
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 12 min")
    await publish(town)
    assert "15:00–15:12 Welcome" in town.world.card("late").words
    assert len(town.world.posts["late"]) == 1
    assert len(town.world.posts["cisco"]) == 2


async def test_a_house_that_a_session_is_not_for_gets_no_agenda(town: Town) -> None:
    await drafted(town)

    def narrow(db: Db) -> None:
        session = db.exec(select(Session).where(Session.id == 1)).one()
        session.kinds = OrganisationKind.EXPERT_BODY.value
        db.add(session)

    await town.product.database.run(narrow)
    await publish(town)
    assert "Coffee break" not in "".join(town.cards().values())
    assert "I know no session" in await town.say(CISCO_1, "show agenda of " + SESSION)
    assert "Coffee break" in await town.say(FACILITATOR, "show agenda of " + SESSION)
