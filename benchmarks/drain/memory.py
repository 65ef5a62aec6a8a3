"""`drain_memory`: what one process keeps after 20,000 deliveries, and after 100,000."""

from collections.abc import Callable

import uvloop

from benchmarks.drain import ground
from benchmarks.drain.turn import take
from benchmarks.program import Program

HOUSES, PEOPLE, TIMES = 200, 20, 25
EARLY, ALL = 20_000, HOUSES * PEOPLE * TIMES


def measure(url: str, core: int | None, tell: Callable[[str], None]) -> list[str]:
    """Send them all through one process, and look at it twice."""
    ground.settle(url, HOUSES, PEOPLE)
    ground.fill(url, TIMES)
    kept: dict[int, int] = {}

    def look(at: int) -> Callable[[list[Program]], None]:
        def note(programs: list[Program]) -> None:
            kept[at] = programs[0].memory()
            tell(f"after {at:,} deliveries: {kept[at]} MB")

        return note

    turn = uvloop.run(take("convener", ALL, 1, core, url, {EARLY: look(EARLY), ALL: look(ALL)}))
    ground.check(url, ALL)
    return [
        f"drain_memory ratio={kept[ALL] / kept[EARLY]:.2f} memory_mb_at_20000={kept[EARLY]} "
        f"memory_mb_at_100000={kept[ALL]} most_mb={turn.memory}"
    ]
