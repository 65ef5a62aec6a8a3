"""Each house is served in its turn, by one courier at a time, and no house's trouble is another's."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from adapters.doctor import examine
from bot.chat import Limit, Verb
from bot.courier import breaker
from bot.courier.backlog import look
from bot.courier.turns import AT_ONCE
from storage.models import DeliveryState
from tests.bot.lanes import Lanes, Platform
from tests.bot.test_courier import until


@asynccontextmanager
async def lanes_of(url: str, houses: str, platform: Platform) -> AsyncIterator[Lanes]:
    lanes = Lanes(url, houses, platform)
    try:
        yield lanes
    finally:
        lanes.database.close()


def one_a_second(_: Verb, where: str) -> Sequence[Limit]:
    return (Limit("post", 1, 1.0),)


async def test_a_house_with_ten_thousand_due_delays_no_other(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "abcdef", Platform()) as lanes:
        lanes.due("a", *range(10_000))
        lanes.clock.move(timedelta(seconds=1))
        for house in "bcdef":
            lanes.due(house, 1)
        courier = lanes.courier()
        await courier.deliver()
        for _ in range(100):
            await asyncio.sleep(0.01)
        assert {house: lanes.platform.came[house] for house in "bcdef"} == {house: [1] for house in "bcdef"}
        assert lanes.platform.calls["a"] <= AT_ONCE


async def test_houses_that_are_down_are_left_alone_and_delay_no_other(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "abc", Platform(failing={"a"})) as lanes:
        courier = lanes.courier()
        lanes.due("a", *range(20))
        await courier.settle()
        down = lanes.platform.calls["a"]
        assert breaker.OPENS_AFTER <= down <= AT_ONCE
        lanes.due("a", 21)
        lanes.due("b", 1, 2, 3)
        await courier.settle()
        assert (lanes.platform.calls["a"], lanes.platform.came["b"]) == (down, [1, 2, 3])
        lanes.clock.move(timedelta(seconds=breaker.FIRST_REST * 2))
        await courier.settle()
        assert lanes.platform.calls["a"] == down + 1, "it is tried with one call"
        lanes.platform.failing.clear()
        lanes.clock.move(timedelta(seconds=breaker.LONGEST_REST * 2))
        await courier.settle()
        assert lanes.states("a") == {DeliveryState.SENT: 21}


async def test_what_fails_every_time_is_parked_while_its_house_answers_others(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "a", Platform(refused={100})) as lanes:
        courier = lanes.courier()
        lanes.due("a", 100)
        for number in range(breaker.TRIES):
            lanes.due("a", number)
            await courier.settle()
            lanes.clock.move(timedelta(seconds=breaker.LONGEST_WAIT * 2))
        assert lanes.platform.came["a"] == list(range(breaker.TRIES))
        assert lanes.states("a") == {DeliveryState.SENT: breaker.TRIES, DeliveryState.PARKED: 1}
        found = [finding.sentence for finding in examine(lanes.database, lanes.clock.now(), True) if not finding.well]
        assert found[1:] == ["  1 times: down"]


async def test_what_cannot_be_drawn_is_parked_and_holds_up_nothing(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "a", Platform()) as lanes:
        courier = lanes.courier()
        lanes.due("a", -1, 1, 2)
        for _ in range(breaker.TRIES):
            await courier.settle()
            lanes.clock.move(timedelta(seconds=breaker.LONGEST_WAIT * 2))
        assert lanes.platform.came["a"] == [1, 2]
        assert lanes.states("a") == {DeliveryState.SENT: 2, DeliveryState.PARKED: 1}
        found = [finding.sentence for finding in examine(lanes.database, lanes.clock.now(), True) if not finding.well]
        assert found == [
            "1 deliveries are parked; `convener retry` tries them again.",
            "  1 times: it cannot be drawn: ArithmeticError",
        ]


async def test_a_drawing_that_breaks_half_way_leaves_nothing_behind(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "a", Platform()) as lanes:
        courier = lanes.courier()
        lanes.due("a", 1, -10, 2)
        with pytest.raises(ArithmeticError):
            await courier.deliver()
        await courier.deliver()
        assert lanes.wishes() == []
        await courier.settle()
        assert lanes.platform.came["a"] == [1, 2]
        assert lanes.states("a") == {DeliveryState.SENT: 2, DeliveryState.WAITING: 1}


async def test_two_couriers_send_everything_once_and_never_to_one_house_at_once(migrated_url: str) -> None:
    platform = Platform(slow=0.005)
    async with lanes_of(migrated_url, "abcdefgh", platform) as lanes:
        for house in "abcdefgh":
            lanes.due(house, *range(30))
        most = 0

        async def watch() -> None:
            nonlocal most
            while True:
                most = max(most, *platform.at_once.values(), 0)
                await asyncio.sleep(0)

        watching = asyncio.create_task(watch())
        couriers = [lanes.courier() for _ in range(3)]
        for _ in range(20):
            await asyncio.gather(*(courier.settle() for courier in couriers))
        watching.cancel()
        assert {house: sorted(came) for house, came in platform.came.items()} == {
            house: list(range(30)) for house in "abcdefgh"
        }
        assert most <= AT_ONCE


async def test_a_limit_holds_whichever_courier_sends(migrated_url: str) -> None:
    async with lanes_of(migrated_url, "a", Platform(allowed=one_a_second)) as lanes:
        lanes.due("a", 1, 2, 3)
        for sent in (1, 2, 3):
            for _ in range(3):
                await lanes.courier().settle()
            assert lanes.platform.came["a"] == list(range(1, sent + 1))
            lanes.clock.move(timedelta(seconds=1.1))


async def test_cards_that_have_to_wait_do_not_hold_up_messages_behind_them(migrated_url: str) -> None:
    def updates_are_slow(verb: Verb, where: str) -> Sequence[Limit]:
        return (Limit("room", 1, 60.0),) if where.endswith("room") else ()

    async with lanes_of(migrated_url, "a", Platform(allowed=updates_are_slow)) as lanes:
        lanes.room("a", *range(60))
        lanes.clock.move(timedelta(seconds=1))
        lanes.due("a", 100, 101)
        await lanes.courier().settle()
        assert lanes.platform.came["a"] == [0, 100, 101]


async def test_asked_to_stop_a_courier_gives_back_what_it_has_not_begun(migrated_url: str) -> None:
    platform = Platform(slow=0.05)
    async with lanes_of(migrated_url, "a", platform) as lanes:
        lanes.due("a", *range(50))
        running = asyncio.create_task(lanes.courier().run())
        await until(lambda: platform.calls["a"], 10)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        sent = len(platform.came["a"])
        assert lanes.states("a") == {DeliveryState.SENT: sent, DeliveryState.WAITING: 50 - sent}
        await lanes.courier().settle()
        assert sorted(platform.came["a"]) == list(range(50))


async def test_the_figures_tell_what_was_sent_how_late_and_what_is_parked(migrated_url: str) -> None:
    def figure(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, labels) or 0.0

    names = ("convener_calls_total", "convener_deliveries_total", "convener_delivery_lateness_seconds_sum")
    labels = ({"verb": "post", "came_to": "sent"}, {"state": "sent"}, {"kind": "tell"})

    def told() -> list[float]:
        return [figure(name, **one) for name, one in zip(names, labels, strict=True)]

    async with lanes_of(migrated_url, "ab", Platform(failing={"b"})) as lanes:
        before = told()
        lanes.due("a", 1, 2)
        lanes.clock.move(timedelta(seconds=3))
        lanes.due("b", *range(10))
        await lanes.courier().settle()
        grown = [after - earlier for after, earlier in zip(told(), before, strict=True)]
        assert grown == pytest.approx([2, 2, 6])
        lanes.database.now(lambda db: look(db, lanes.clock.now()))
        assert (figure("convener_breakers_open"), figure("convener_deliveries_waiting")) == (1, 10)
