"""What others should see reaches them: once, in the end, and in no more calls than the platforms allow."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import cast

import pytest
import sqlalchemy as sa

from adapters.playground.world import World
from adapters.wiring import Product, utc_now
from bot.chat import Switchboard, Verb
from bot.community.codes import house_code, personal_code
from bot.courier import Courier
from bot.courier.drawing import PAUSE, Aim
from bot.courier.turns import LEASE
from bot.features import FEATURES
from bot.gallery import Gallery
from bot.importing.applying import apply
from bot.importing.plan import Plan
from bot.kit import Viewer
from bot.links import NOWHERE
from bot.outbox import Outbox
from storage import deliveries, flights, lanes, people, planning
from storage.database import Database, Db
from storage.models import Delivery, DeliveryState, table
from storage.recipients import Copy
from tests.town import CISCO_1, ERICSSON_1, HOUSES, MICROSOFT_1, Town

CROWD_HOUSES, CROWD_PEOPLE = 12, 42


async def test_forty_clicks_become_one_update_per_house(town: Town) -> None:
    await town.announce()
    for _ in range(10):
        for who in (CISCO_1, MICROSOFT_1):
            for label in ("Coming", "Maybe"):
                await town.press_card(who, label)
    await town.settle()
    assert {house: len(town.world.updates[house]) for house in HOUSES} == dict.fromkeys(HOUSES, 1)


async def test_a_house_that_asks_for_patience_gets_it_and_delays_nobody(town: Town) -> None:
    await town.announce()
    town.world.limit("cisco", 30)
    await town.press_card(ERICSSON_1, "Coming")
    await town.settle()
    assert "1 coming" in town.world.card("microsoft").words
    assert "1 coming" not in town.world.card("cisco").words
    town.clock.move(timedelta(seconds=29))
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words


async def test_a_house_that_cannot_be_reached_delays_nobody_and_is_recorded(town: Town) -> None:
    await town.announce()
    town.world.close_house("cisco")
    await town.press_card(ERICSSON_1, "Coming")
    await town.settle()
    assert "1 coming" in town.world.card("microsoft").words
    assert states(town, "play:cisco")[DeliveryState.FAILED] == 1


async def test_a_redraw_that_would_change_nothing_is_not_sent(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_1, "Not this time")
    await town.settle()
    before = len(town.world.updates["ericsson"])
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_1, "Not this time")
    await town.settle()
    assert len(town.world.updates["ericsson"]) == before


async def test_a_delivery_claimed_by_a_courier_that_died_comes_back(town: Town) -> None:

    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    now = town.clock.now()

    def claim_and_die(db: Db) -> int:
        deliveries.spread_redraws(db, now)
        held = lanes.take(db, now, now, "somebody", [], 50)
        lanes.begin(db, "somebody", now, LEASE, [lanes.Turn(lane.house, 0, "", None) for lane in held])
        due = [one for lane in held for one in flights.waiting(db, lane.house, now, now, 50)]
        flights.fly(db, [one.id for one in due])
        return len(due)

    assert await town.product.database.run(claim_and_die) == len(HOUSES)
    await town.settle()
    assert "1 coming" not in town.world.card("microsoft").words
    town.clock.move(LEASE)
    await town.settle()
    assert "1 coming" in town.world.card("microsoft").words


async def test_what_was_drawn_before_the_commit_is_never_the_last_word(town: Town) -> None:
    """A click that commits while its card is being sent asks for another redraw."""
    await town.announce()
    real = town.world.update
    pressed: list[str] = []

    async def slow(which: str, message: object) -> None:
        if not pressed:
            pressed.append(which)
            await town.press_card(MICROSOFT_1, "Coming")
        await real(which, message)  # type: ignore[arg-type]

    town.world.update = slow  # type: ignore[method-assign]
    await town.press_card(CISCO_1, "Coming")
    for _ in range(3):
        await town.settle()
    assert {"2 coming" in card for card in town.cards().values()} == {True}


async def test_an_update_never_overtakes_the_one_before_it(town: Town) -> None:
    """The platform takes its time over the first one: the second waits until it is there."""
    await town.announce()
    real, answered, under_way = town.world.update, asyncio.Event(), list[int]()

    async def slow(which: str, message: object) -> None:
        under_way.append(1)
        if "cisco" in which:
            await answered.wait()
        await real(which, message)  # type: ignore[arg-type]
        under_way.pop()

    town.world.update = slow  # type: ignore[method-assign]
    await town.press_card(CISCO_1, "Coming")
    await town.product.courier.deliver()
    await until(lambda: under_way == [1], 5)
    town.clock.move(timedelta(seconds=5))
    await town.press_card(MICROSOFT_1, "Coming")
    for _ in range(10):
        await town.product.courier.deliver()
        await asyncio.sleep(0.01)
    assert under_way == [1]
    answered.set()
    await town.settle()
    town.clock.move(timedelta(seconds=5))
    await town.settle()
    assert "2 coming" in town.world.card("cisco").words


async def test_what_is_slow_to_become_due_by_itself_holds_up_no_delivery(town: Town) -> None:
    """On PostgreSQL; on SQLite there is one thread for both."""
    database = town.product.database
    if not database.shared:
        pytest.skip("one thread for both")
    await town.announce()
    begun, may_end = threading.Event(), threading.Event()

    def slow(db: Db, outbox: Outbox) -> None:
        begun.set()
        may_end.wait(30)

    gallery, chat = Gallery(FEATURES, NOWHERE), Switchboard({"play": town.world})
    courier = Courier(database, gallery, chat, town.clock.now, [slow])
    running = asyncio.create_task(courier.run())
    try:
        await until(begun.is_set, 10)
        await town.press_card(ERICSSON_1, "Coming")
        courier.wake()
        await until(lambda: "1 coming" in town.world.card("microsoft").words, 10)
        assert not may_end.is_set()
    finally:
        may_end.set()
        running.cancel()
        await asyncio.wait({running})


async def test_five_hundred_clicks_in_ten_seconds_cost_one_update_per_house_and_pause(migrated_url: str) -> None:
    world = World(utc_now)
    product = Product(Database(migrated_url), {"play": world}, utc_now)
    world.answer = product.bot.answer
    await a_crowd(world, product)
    product.start()
    try:
        await world.say("play:h0:f", "announce Crowd")
        await until(lambda: all(world.posts[f"h{n}"] for n in range(CROWD_HOUSES)), 10)
        first = {n: len(world.updates[f"h{n}"]) for n in range(CROWD_HOUSES)}
        assert first == dict.fromkeys(range(CROWD_HOUSES), 0)
        clickers = [(f"h{n % CROWD_HOUSES}", f"play:h{n % CROWD_HOUSES}:p{n // CROWD_HOUSES}") for n in range(500)]
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number, (house, who) in enumerate(clickers):
            await asyncio.sleep(max(0, began + number * 10 / 500 - loop.time()))
            await world.press(who, world.card(house).id, "Coming")
        last_click = loop.time()
        await until(lambda: all("500 coming" in world.card(f"h{n}").words for n in range(CROWD_HOUSES)), 2.0)
        assert loop.time() - last_click <= 2.0
        for n in range(CROWD_HOUSES):
            times = [call.seconds for call in world.updates[f"h{n}"]]
            gaps = [later - earlier for earlier, later in pairwise(times)]
            assert min(gaps) >= 1.15, f"house {n} was updated {min(gaps):.2f} s after the last time"
            assert len(times) <= (times[-1] - began) / 1.15 + 2
    finally:
        await product.stop()


async def a_crowd(world: World, product: Product) -> None:
    """Twelve companies of forty-two people, and one facilitator in the first company's house."""
    companies = [
        {
            "key": f"c{n}",
            "name": f"Company {n}",
            "members": [{"key": f"c{n}-{p}", "name": f"Company {n} nominee {p}"} for p in range(CROWD_PEOPLE)]
            + ([{"key": "f", "name": "Facilitator", "role": "facilitator"}] if n == 0 else []),
        }
        for n in range(CROWD_HOUSES)
    ]
    when = (datetime.now(UTC) + timedelta(days=90)).strftime("%Y-%m-%d %H:%M")
    session = {"key": "s", "kind": "core session", "title": "Crowd", "meetings": [{"when": when}]}
    plan = Plan.model_validate(
        {"community": {"key": "crowd", "name": "Crowd"}, "organisations": companies, "sessions": [session]}
    )
    now = utc_now()

    def codes(db: Db) -> list[tuple[str, dict[str, str]]]:
        apply(db, plan, now)
        community = planning.community(db, "crowd")
        assert community is not None
        assert community.id is not None
        by_organisation = {
            o.id: (house_code(db, o, now), dict[str, str]()) for o in people.organisations(db, community.id)
        }
        for member in people.members(db, community.id):
            key = "f" if member.key == "f" else f"p{member.key.partition('-')[2]}"
            by_organisation[member.organisation_id][1][key] = personal_code(db, member, now)
        order = {o.id: int(o.key[1:]) for o in people.organisations(db, community.id)}
        return [by_organisation[o] for o in sorted(by_organisation, key=lambda o: order[o])]

    for n, (code, personal) in enumerate(await product.database.run(codes)):
        world.add_house(f"h{n}", f"House {n}", "slack" if n % 2 else "teams")
        for key in personal:
            world.add_person(f"h{n}", key, key)
        await world.say(f"play:h{n}:p0", f"join {code}", in_room=True)
        for key, own in personal.items():
            await world.say(f"play:h{n}:{key}", f"join {own}")


async def until(holds: object, seconds: float) -> None:
    """Waits until it holds; fails after so many seconds."""
    assert callable(holds)
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not holds():
        assert loop.time() < end, f"it did not hold within {seconds} s"
        await asyncio.sleep(0.02)


def states(town: Town, house: str) -> dict[str, int]:
    """How many deliveries of a house ended in which state."""
    delivery = table(Delivery)
    query = sa.select(delivery.c.state, sa.func.count()).where(delivery.c.house_id == house).group_by(delivery.c.state)
    return dict(town.product.database.now(lambda db: [tuple(row) for row in db.connection().execute(query)]))


def test_a_card_written_down_after_the_look_was_wanted_is_left_alone_too() -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    copy = Copy(1, "play:cisco:1", "", now + timedelta(seconds=0.3))
    aimed = Aim(Verb.UPDATE, copy.message_id, cast(Viewer, None), copy)
    assert aimed.pauses(now) == PAUSE + timedelta(seconds=0.3)
    assert aimed.pauses(now + PAUSE) == timedelta(seconds=0.3)
    assert aimed.pauses(now + timedelta(seconds=2)) == timedelta()
    assert aimed.pauses(now - timedelta(hours=1)) == timedelta(), "that clock was wrong"
