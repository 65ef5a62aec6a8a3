"""`python -m benchmarks.drain`: how each turn went, a table, then one line with each result."""

import argparse
import os
import statistics
from collections.abc import Callable

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.drain import idle, makespan, memory
from benchmarks.drain.contest import Plan, Way, contest, lines
from benchmarks.program import cores
from tests.postgres import fresh_postgres_database, running_postgres


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drain", description=__doc__)
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--people", type=int, default=Plan.people, help="in each house, of whom each gets one message")
    parser.add_argument("--only", choices=("contest", "makespan", "memory", "idle"), help="one part; all without it")
    told = parser.parse_args()
    both = cores()
    if both is not None:
        os.sched_setaffinity(0, {both[1]})
    core = both and both[0]
    out = Console(width=120, soft_wrap=True)
    plan = Plan(rounds=told.rounds, people=told.people)

    def tell(sentence: str) -> None:
        out.print(sentence, highlight=False)

    results: list[str] = []
    with running_postgres() as server:
        if told.only in (None, "contest"):
            with fresh_postgres_database(server) as url, fresh_postgres_database(server) as rival_url:
                ways = uvloop.run(contest(plan, core, url, rival_url, tell))
            out.print(_table(plan, ways))
            results += lines(ways)
        parts: dict[str, Callable[..., list[str]]] = {
            "makespan": makespan.measure,
            "memory": memory.measure,
            "idle": idle.measure,
        }
        for name, measure in parts.items():
            if told.only in (None, name):
                with fresh_postgres_database(server) as url:
                    results += measure(url, core, tell)
    for line in results:
        tell(line)


def _table(plan: Plan, ways: list[Way]) -> Table:
    drawn = Table(title=f"{plan.count:,} messages in {plan.houses} houses", title_justify="left")
    drawn.add_column("way")
    for heading in ("messages", "messages/s", "CPU µs", "memory MB"):
        drawn.add_column(heading, justify="right")
    for way in ways:
        rate = statistics.median(turn.rate for turn in way.turns)
        cpu = statistics.median(turn.cpu for turn in way.turns)
        most = max(turn.memory for turn in way.turns)
        drawn.add_row(way.title, f"{way.count:,}", f"{rate:,.0f}", f"{cpu * 1e6:,.0f}", str(most))
    return drawn


if __name__ == "__main__":
    main()
