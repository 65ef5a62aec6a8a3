"""The benchmarks run, and what they measure is the whole thing. How fast it is, no test asks."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import slack_click, teams_click
from benchmarks.community import MEETINGS
from benchmarks.contest import Plan, line

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
