"""The storm in short: what `make chaos` does for minutes, on both databases, small enough for every run."""

from dataclasses import replace
from pathlib import Path

from tests.chaos.storm import Plan, Storm

SMALL = Plan(houses=8, sessions=1, people=9, workers=1, kills=3, cuts=2, seconds=180)


async def test_a_small_storm_loses_nothing_and_repeats_only_what_it_must(database_url: str, tmp_path: Path) -> None:
    # Where a killed worker's lanes come back when its lease runs out, that takes longer than this test may.
    kills = SMALL.kills if database_url.startswith("sqlite") else 0
    plan = replace(SMALL, kills=kills, workers=1 if kills else 2)
    outcome = await Storm(database_url, tmp_path, replace(plan, weather=replace(plan.weather, hung=0))).rage()
    assert outcome.well, (outcome.line, outcome.breaches)
    assert outcome.kills == kills
