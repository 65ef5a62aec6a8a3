"""`python -m benchmarks.drain`: a table, then one line with each result."""

import argparse
import os
import statistics

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.drain.contest import Plan, Way, contest, lines
from benchmarks.program import cores
from tests.postgres import fresh_postgres_database, running_postgres


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drain", description=__doc__)
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--people", type=int, default=Plan.people, help="in each house, of whom each gets one message")
    told = parser.parse_args()
    both = cores()
    if both is not None:
        os.sched_setaffinity(0, {both[1]})
    out = Console(width=120, soft_wrap=True)
    plan = Plan(rounds=told.rounds, people=told.people)
    with (
        running_postgres() as server,
        fresh_postgres_database(server) as url,
        fresh_postgres_database(server) as rival_url,
    ):
        ways = uvloop.run(contest(plan, both and both[0], url, rival_url))
    out.print(_table(plan, ways))
    for line in lines(ways):
        out.print(line, highlight=False)


def _table(plan: Plan, ways: list[Way]) -> Table:
    drawn = Table(title=f"{plan.count:,} messages in {plan.houses} houses", title_justify="left")
    drawn.add_column("way")
    for heading in ("messages/s", "CPU µs", "memory MB"):
        drawn.add_column(heading, justify="right")
    for way in ways:
        rate, cpu = statistics.median(way.rates), statistics.median(way.cpu)
        drawn.add_row(way.title, f"{rate:,.0f}", f"{cpu * 1e6:,.0f}", str(way.memory))
    return drawn


if __name__ == "__main__":
    main()
