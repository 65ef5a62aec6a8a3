"""What goes on after Slack has its answer, and the small memory."""

import asyncio
from datetime import timedelta

import pytest

from adapters.slack import tasks
from adapters.slack.lasting import Lasting
from adapters.slack.tasks import Tasks
from tests.adapters.slack.rig import Clock


async def test_the_end_waits_for_all_that_was_begun_and_queued() -> None:
    done: list[int] = []
    going = Tasks()

    async def work(n: int) -> None:
        await asyncio.sleep(0)
        done.append(n)
        if n == 0:
            going.queue(work(1000))

    for n in range(200):
        going.queue(work(n))
    await going.finish()
    assert sorted(done) == [*range(200), 1000]


async def test_no_more_goes_on_at_once_than_helps() -> None:
    now, most = 0, 0

    async def work() -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.001)
        now -= 1

    going = Tasks()
    for _ in range(3 * tasks.WORKERS):
        going.queue(work())
    await going.finish()
    assert most == tasks.WORKERS


async def test_one_that_breaks_takes_no_other_with_it(caplog: pytest.LogCaptureFixture) -> None:
    done: list[bool] = []

    async def breaks() -> None:
        raise ValueError

    async def works() -> None:
        done.append(True)

    going = Tasks()
    going.start(breaks())
    going.queue(breaks())
    going.queue(works())
    await going.finish()
    assert (done, caplog.text.count("ValueError: ValueError") + caplog.text.count("RuntimeError: ValueError")) == (
        [True],
        2,
    )


async def test_what_never_ends_is_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tasks, "SECONDS", 0.02)
    going = Tasks()
    for _ in range(tasks.WORKERS + 5):
        going.queue(asyncio.sleep(60))
    await going.finish()
    assert f"{tasks.WORKERS + 5} answers could not be shown" in caplog.text


def test_a_memory_keeps_what_was_used_last_and_not_for_ever() -> None:
    now = Clock()
    memory: Lasting[str, int] = Lasting(2, 60, now)
    memory.keep("a", 1)
    memory.keep("b", 2)
    assert memory.get("a") == 1
    memory.keep("c", 3)
    assert [memory.get(key) for key in "abc"] == [1, None, 3]
    memory.keep("a", 4, seconds=1)
    now.at += timedelta(seconds=2)
    assert [memory.get(key) for key in "ac"] == [None, 3]
    now.at += timedelta(seconds=60)
    assert memory.get("c") is None
