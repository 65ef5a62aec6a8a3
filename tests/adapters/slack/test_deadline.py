"""One timer for all calls: each gets its full time, no more, and nobody else's cancellation is taken for a time-out."""

import asyncio

import pytest

from adapters.slack.deadline import Deadlines


async def waits(deadlines: Deadlines, seconds: float) -> str:
    with deadlines.call():
        await asyncio.sleep(seconds)
    return "answered"


async def test_who_is_late_gives_up_and_nobody_else_does() -> None:
    deadlines = Deadlines(0.05)
    late = asyncio.create_task(waits(deadlines, 30))
    quick = [asyncio.create_task(waits(deadlines, 0.001 * n)) for n in range(20)]
    await asyncio.sleep(0.04)
    later = asyncio.create_task(waits(deadlines, 0.03))
    with pytest.raises(TimeoutError):
        await late
    assert await asyncio.gather(*quick, later) == ["answered"] * 21


async def test_who_comes_after_a_rest_has_all_the_time_there_is() -> None:
    deadlines = Deadlines(0.05)
    assert await waits(deadlines, 0.001) == "answered"
    await asyncio.sleep(0.08)
    assert await waits(deadlines, 0.03) == "answered"
    with pytest.raises(TimeoutError):
        await waits(deadlines, 30)


async def test_a_task_that_is_cancelled_stays_cancelled() -> None:
    deadlines = Deadlines(30)
    task = asyncio.create_task(waits(deadlines, 30))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_time_out_around_it_is_its_own() -> None:
    inner = Deadlines(30)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await waits(inner, 30)
    outer = Deadlines(0.02)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(30):
            await waits(outer, 30)
    assert asyncio.current_task().cancelling() == 0  # type: ignore[union-attr]


async def test_what_fails_by_itself_says_so() -> None:
    with pytest.raises(ValueError, match="not an answer"), Deadlines(30).call():
        raise ValueError("not an answer")
