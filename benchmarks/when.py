"""Milliseconds per phrase of our reader against plain `dateparser.parse` with the language given, interleaved."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

PHRASES = Path(__file__).parent.parent / "tests" / "bot" / "when" / "dates-open.jsonl"
ROUNDS = 5


def main() -> None:
    """Print one line: the ratio, milliseconds of both, the worst phrase, the first call, and memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    from bot.when import read, warm_up

    warm_up()
    warmed = time.perf_counter() - begun
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024

    import dateparser

    rows = [json.loads(line) for line in PHRASES.read_text(encoding="utf-8").splitlines()]

    def ours(row: dict[str, Any]) -> object:
        return read(row["text"], now=row["moment"], zone=row["tz"], lang=row["lang"])

    def plain(row: dict[str, Any]) -> object:
        settings: Any = {"RELATIVE_BASE": row["moment"].replace(tzinfo=None), "PREFER_DATES_FROM": "future"}
        return dateparser.parse(row["text"], languages=[row["lang"]], settings=settings)

    for row in rows:
        row["moment"] = datetime.fromisoformat(row["now"])
        plain(row)
    ratios: list[float] = []
    mine: list[float] = []
    theirs: list[float] = []
    worst = 0.0
    for _ in range(ROUNDS):
        own, other = zip(*[(_timed(ours, row), _timed(plain, row)) for row in rows], strict=True)
        mine.append(1000 * statistics.mean(own))
        theirs.append(1000 * statistics.mean(other))
        ratios.append(sum(own) / sum(other))
        worst = max(worst, 1000 * max(own))
    print(
        f"when_vs_dateparser ratio={statistics.median(ratios):.2f} ours_ms={statistics.median(mine):.2f} "
        f"dateparser_ms={statistics.median(theirs):.2f} worst_ms={worst:.1f} "
        f"warm_up_s={warmed:.2f} memory_mb={megabytes}"
    )


def _timed(call: Callable[[dict[str, Any]], object], row: dict[str, Any]) -> float:
    begun = time.perf_counter()
    call(row)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
