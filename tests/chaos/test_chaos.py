"""The storm in short: what `make chaos` does for minutes, on both databases, small enough for every run."""

import json
import re
from dataclasses import replace
from pathlib import Path

from tests.chaos.ground import SECRET_KEY
from tests.chaos.storm import SIGNED_WITH, Plan, Storm
from tests.chaos.worker import LOG

SMALL = Plan(houses=12, sessions=1, people=6, workers=1, kills=3, cuts=2, seconds=600)
PERSONAL = re.compile(
    rf"(?:nominee|company|gathering) \d|a community of practice|xoxb-|:[UCD]\d|\b[UCD]\d+\b|{SIGNED_WITH}|{SECRET_KEY}",
    re.I,
)
"""Names, titles, tokens, and addresses of people and rooms, as the storm's own are. The words alone may be in a log: where
a connection was cut it names columns and functions.
"""


async def test_a_small_storm_loses_nothing_and_repeats_only_what_it_must(migrated_url: str, tmp_path: Path) -> None:
    # Where a killed worker's lanes come back when its lease runs out, that takes longer than this test may.
    kills = SMALL.kills if migrated_url.startswith("sqlite") else 0
    plan = replace(SMALL, kills=kills, workers=1 if kills else 2)
    outcome = await Storm(migrated_url, tmp_path, replace(plan, weather=replace(plan.weather, hung=0))).rage()
    assert outcome.well, (outcome.line, outcome.breaches)
    assert outcome.kills == kills
    told = [json.loads(line) for line in (tmp_path / LOG).read_text().splitlines()]
    waits = [line for line in told if line["message"].startswith("a house asks to wait")]
    assert waits
    assert all(isinstance(line["delivery"], int) and re.fullmatch(r"slack:T\d+", line["house"]) for line in waits)
    assert [line for line in told if PERSONAL.search(json.dumps(line))] == []
