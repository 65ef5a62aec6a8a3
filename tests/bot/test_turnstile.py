"""Calls begin a few at a time, and after whoever waits for an answer."""

import asyncio

import pytest

from bot.courier import turnstile as turnstiles
from bot.courier.turnstile import AT_A_TIME, PATIENCE, WHILE_CLICKED, Turnstile


def calls(turnstile: Turnstile, count: int, begun: list[int]) -> list[asyncio.Task[None]]:
    async def one(number: int) -> None:
        turn = turnstile.turn()
        if turn is not None:
            await turn
        begun.append(number)

    return [asyncio.create_task(one(number)) for number in range(count)]


async def most_at_a_time(turnstile: Turnstile) -> int:
    begun, sizes = list[int](), list[int]()
    tasks = calls(turnstile, 50, begun)
    while len(begun) < 50:
        before = len(begun)
        await asyncio.sleep(0)
        sizes.append(len(begun) - before)
    assert begun == list(range(50))
    await asyncio.gather(*tasks)
    return max(sizes)


async def test_some_begin_in_each_turn_and_all_in_their_order() -> None:
    assert await most_at_a_time(Turnstile()) == AT_A_TIME


async def test_fewer_begin_at_a_time_until_nobody_has_waited_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    turnstile = Turnstile()
    with turnstile.answering():
        pass
    assert await most_at_a_time(turnstile) == WHILE_CLICKED
    monkeypatch.setattr(turnstiles, "LATELY", 0.0)
    await asyncio.sleep(0.01)
    assert turnstile.turn() is None
    await asyncio.sleep(0)
    assert await most_at_a_time(turnstile) == AT_A_TIME


async def test_none_begins_while_somebody_waits_and_then_all_do() -> None:
    turnstile, begun = Turnstile(), list[int]()
    with turnstile.answering():
        tasks = calls(turnstile, 20, begun)
        for _ in range(200):
            await asyncio.sleep(0)
        assert begun == []
    await asyncio.wait_for(asyncio.gather(*tasks), 10)
    assert len(begun) == 20


async def test_they_go_on_beside_those_who_never_stop_waiting() -> None:
    turnstile, begun = Turnstile(), list[int]()
    loop = asyncio.get_running_loop()
    with turnstile.answering():
        began = loop.time()
        tasks = calls(turnstile, 20, begun)
        await asyncio.wait_for(asyncio.gather(*tasks), 30)
        assert loop.time() - began >= PATIENCE * 0.99
    assert len(begun) == 20


async def test_one_that_gives_up_waiting_holds_up_nobody() -> None:
    turnstile, begun = Turnstile(), list[int]()
    with turnstile.answering():
        tasks = calls(turnstile, 5, begun)
        await asyncio.sleep(0)
        tasks[1].cancel()
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)
    assert begun == [0, 2, 3, 4]
