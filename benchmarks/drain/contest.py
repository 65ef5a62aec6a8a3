"""The ways take turns at messages of the same kind, and what a second of each is worth is compared."""

import asyncio
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.drain import ground
from benchmarks.drain.rivals import fill_pgqueuer, fill_procrastinate
from benchmarks.drain.turn import Turn, take


@dataclass(frozen=True)
class Plan:
    """How many messages in how many houses, over and over. A rival is slower, and sends only as many as take it some
    seconds.
    """

    houses: int = 200
    people: int = 100
    pgqueuer: int = 20_000
    procrastinate: int = 600
    rounds: int = 3

    @property
    def count(self) -> int:
        """Messages in all."""
        return self.houses * self.people


@dataclass
class Way:
    """One way to send so many of them, by so many processes, and how it went by rounds. `sender` is "sdk" for a rival
    that does not send as we do.
    """

    name: str
    count: int
    workers: int = 1
    sender: str = ""
    turns: list[Turn] = field(default_factory=list[Turn])

    @property
    def title(self) -> str:
        """As the table calls it."""
        name = f"{self.name} with slack_sdk" if self.sender else self.name
        return f"{name}, {self.workers} processes" if self.workers > 1 else name


async def contest(plan: Plan, core: int | None, url: str, rival_url: str, tell: Callable[[str], None]) -> list[Way]:
    """Everybody takes turns, in an order that rotates; `tell` is told of each. Raises RuntimeError where something that
    was due did not arrive, or arrived twice, or is not written down.
    """
    await asyncio.to_thread(ground.settle, url, plan.houses, plan.people)
    ways = [
        Way("convener", plan.count),
        Way("convener", plan.count, 2),
        Way("sdk", plan.count),
        Way("sdk", plan.count, 2),
        Way("pgqueuer", plan.pgqueuer),
        Way("pgqueuer", plan.pgqueuer, 2),
        Way("pgqueuer", plan.pgqueuer, sender="sdk"),
        Way("procrastinate", plan.procrastinate),
    ]
    for number in range(plan.rounds):
        first = number % len(ways)
        for way in (*ways[first:], *ways[:first]):
            turn = await _turn(way, core, url, rival_url)
            way.turns.append(turn)
            tell(f"round {number + 1}, {way.title}: {turn.rate:,.0f} messages/s, {turn.cpu * 1e6:,.0f} µs of CPU each")
    return ways


async def _turn(way: Way, core: int | None, url: str, rival_url: str) -> Turn:
    ours = way.name == "convener"
    if ours:
        await asyncio.to_thread(ground.fill, url)
    elif way.name == "pgqueuer":
        await fill_pgqueuer(rival_url, way.count)
    elif way.name == "procrastinate":
        await fill_procrastinate(rival_url, way.count)
    turn = await take(way.name, way.count, way.workers, core, url if ours else rival_url, sender=way.sender)
    if ours:
        await asyncio.to_thread(ground.check, url, way.count)
    return turn


def ratio(ours: Way, theirs: Way) -> float:
    """Our rate over theirs: the median over the rounds."""
    return statistics.median(mine.rate / other.rate for mine, other in zip(ours.turns, theirs.turns, strict=True))


def lines(ways: Sequence[Way]) -> list[str]:
    """The results."""
    one, two, sdk, sdks, pgqueuer, pgqueuers, as_sold, procrastinate = ways
    return [
        f"drain_vs_sdk ratio={ratio(one, sdk):.2f} with_two_processes={ratio(two, sdks):.2f}",
        f"drain_vs_procrastinate ratio={ratio(one, procrastinate):.1f}",
        f"drain_vs_pgqueuer ratio={ratio(one, pgqueuer):.2f} with_two_processes={ratio(two, pgqueuers):.2f}",
        f"drain_vs_pgqueuer_with_slack_sdk ratio={ratio(one, as_sold):.2f}",
    ]
