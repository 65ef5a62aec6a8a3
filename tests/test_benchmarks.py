"""The benchmarks run, and what they measure is the whole thing. How fast it is, no test asks."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import slack_click, teams_click
from benchmarks.community import MEETINGS
from benchmarks.contest import Plan, line
from benchmarks.drain import ground, makespan
from benchmarks.drain.turn import take

SHORT = Plan(rounds=1, seconds=0.2, rest=0)


@pytest.mark.parametrize("benchmark", [slack_click, teams_click])
async def test_every_click_of_a_benchmark_is_answered_and_kept(benchmark: ModuleType, tmp_path: Path) -> None:
    database = tmp_path / "convener.db"
    ours, *others = await benchmark.contest(SHORT, core=None, database=database)
    assert ours.clicks > 0
    assert [turn.refused for one in (ours, *others) for turn in one.turns] == [0] * (1 + len(others))
    with closing(sqlite3.connect(database)) as connection:
        ((kept,),) = connection.execute("SELECT count(*) FROM answer_history")
    assert kept == ours.clicks * MEETINGS
    name, ratio = line("click", ours, others[0]).split(" ratio=")
    assert (name, float(ratio) > 0) == ("click", True)


async def test_a_drain_sends_everything_once_and_writes_it_down(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'convener.db'}"
    ground.settle(url, houses=3, people=4)
    ground.fill(url, times=2)
    turn = await take("convener", 24, 1, None, url)
    assert turn.rate > 0
    ground.check(url, 24)
    with pytest.raises(RuntimeError):
        ground.check(url, 23)


def test_the_least_that_slacks_limits_allow_is_what_a_house_or_a_conversation_asks_for() -> None:
    assert (makespan.bound(people=100, messages=1), makespan.bound(people=2, messages=10)) == (19, 9)
