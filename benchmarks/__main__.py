"""`python -m benchmarks [slack_click] [teams_click] [when] [ladders]`: tables, then one line with each result."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uvloop
from rich.console import Console

from benchmarks import ladders, slack_click, teams_click
from benchmarks.contest import Plan, line, table
from benchmarks.load import burst
from benchmarks.program import Program, cores
from benchmarks.slack_people import clicking

ALL = ("slack_click", "teams_click", "when", "ladders")


async def clicks(names: list[str], plan: Plan, core: int | None, out: Console) -> list[str]:
    """Measure the clicks, print the tables, and answer the lines."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        if "slack_click" in names:
            out.print(f"The load alone, on a server that does nothing: {await load_alone(core):,.0f} clicks/s")
            ours, bolt, bolt_on_uvloop = slack = await slack_click.contest(plan, core, Path(folder, "slack.db"))
            out.print(table(f"Slack: one click, {slack_click.CONNECTIONS} people at once", *slack))
            lines += [line("slack_click", ours, bolt), line("slack_click_vs_uvloop_bolt", ours, bolt_on_uvloop)]
        if "teams_click" in names:
            ours, botbuilder = teams = await teams_click.contest(plan, core, Path(folder, "teams.db"))
            out.print(table(f"Teams: one press, {teams_click.CONNECTIONS} people at once", *teams))
            lines += [line("teams_click", ours, botbuilder)]
    return lines


async def load_alone(core: int | None) -> float:
    """Clicks a second that the load can send and take answers to."""
    block = {"type": "actions", "elements": [{"type": "button", "value": "x" * 300}] * 3}
    async with Program("nothing", core, loop="uvloop") as nothing:
        began = time.perf_counter()
        told = await burst(nothing.port, clicking(slack_click.CONNECTIONS, [block], "http://127.0.0.1"), 1.0)
        return told.answered / (time.perf_counter() - began)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(ALL)}; all without any")
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="of each server's turn in a round")
    told = parser.parse_args()
    names: list[str] = told.names or [*ALL]
    if wrong := set(names) - set(ALL):
        parser.error(f"there is no {', '.join(sorted(wrong))}, only {', '.join(ALL)}")
    both = cores()
    if both is not None:
        os.sched_setaffinity(0, {both[1]})
    out = Console()
    for result in uvloop.run(clicks(names, Plan(told.rounds, told.seconds), both and both[0], out)):
        print(result, flush=True)
    if "ladders" in names:
        ladders.main()
    if "when" in names:
        # In a process of its own, because it measures its first call and its memory too.
        subprocess.run([sys.executable, "-m", "benchmarks.when"], check=True)


main()
