"""The long form: on PostgreSQL with three workers, then on SQLite with the one process there is.

python -m tests.chaos [--quick]; the last line is the worst of both.
"""

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.chaos.storm import Outcome, Plan, Storm
from tests.postgres import fresh_postgres_database, running_postgres


def main() -> int:
    """Prints what came of each storm; 0 where all was well."""
    plan = Plan(houses=8, sessions=2, people=30, kills=6, cuts=3) if "--quick" in sys.argv else Plan()
    outcomes: list[Outcome] = []
    with running_postgres() as server, fresh_postgres_database(server) as url:
        outcomes.append(_rage("PostgreSQL", url, plan))
    with tempfile.TemporaryDirectory() as folder:
        outcomes.append(_rage("SQLite", f"sqlite:///{folder}/convener.db", replace(plan, workers=1, cuts=0)))
    worst = max(outcomes, key=lambda one: (not one.well, one.lost, one.duplicates - one.explained, len(one.breaches)))
    print(worst.line, flush=True)
    return 0 if worst.well else 1


def _rage(name: str, url: str, plan: Plan) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(Storm(url, Path(folder), plan).rage())
    print(
        f"{name}: {outcome.line} | {outcome.calls} calls, {outcome.kills} workers killed, "
        f"{outcome.cuts} times every connection cut, {outcome.took:.0f} s",
        *outcome.breaches[:5],
        sep="\n  ",
        flush=True,
    )
    return outcome


if __name__ == "__main__":
    sys.exit(main())
