"""Two or three servers under the same load, in turns, and what that says about one against the others."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.table import Table

from benchmarks.load import burst
from benchmarks.program import Program
from benchmarks.waiting import until


@dataclass(frozen=True)
class Plan:
    """How long to measure: `rounds` turns of `seconds` each for every server, after one turn that does not count.

    `rest` are the seconds until a server has nothing left to do: a card is redrawn 1.2 s after its last redraw.
    """

    rounds: int = 5
    seconds: float = 3.0
    rest: float = 1.5


@dataclass(frozen=True)
class Turn:
    """What one turn came to. `seconds` last until the last click was answered and shown, `cpu` is the server's."""

    clicks: int
    refused: int
    seconds: float
    cpu: float
    waits: Sequence[float]

    @property
    def rate(self) -> float:
        """Clicks answered and shown in a second."""
        return self.clicks / self.seconds


@dataclass
class Contestant:
    """A server and the people who click on it. `shown` counts what people have been shown by calls from the server;
    None where the answer itself is what they see.
    """

    name: str
    program: Program
    people: Sequence[Iterator[bytes]]
    shown: Callable[[], int] | None = None
    works_on: bool = False
    """Whether it has more to do after the last click, which must not disturb the next one's turn."""
    turns: list[Turn] = field(default_factory=list[Turn])
    clicks: int = 0
    """All of them, the turn that does not count included."""

    async def turn(self, seconds: float, rest: float) -> Turn:
        """Let the people click, and wait until they have seen what comes of it."""
        before, began = self.program.cpu(), time.perf_counter()
        told = await burst(self.program.port, self.people, seconds)
        self.clicks += told.answered
        if self.shown is not None:
            shown = self.shown
            await until(lambda: shown() >= self.clicks, f"{self.name} has not shown every answer")
        took = time.perf_counter() - began
        if self.works_on:
            await asyncio.sleep(rest)
        return Turn(told.answered, told.refused, took, self.program.cpu() - before, told.waits)


async def compete(plan: Plan, *contestants: Contestant) -> None:
    """Take turns, so that whatever else the machine does hits all of them alike."""
    for contestant in contestants:
        await contestant.turn(min(plan.seconds, 1.0), plan.rest)
    for number in range(plan.rounds):
        first = number % len(contestants)
        for contestant in (*contestants[first:], *contestants[:first]):
            contestant.turns.append(await contestant.turn(plan.seconds, plan.rest))


def ratios(ours: Contestant, theirs: Contestant) -> list[float]:
    """Our rate over theirs, round by round."""
    return [mine.rate / other.rate for mine, other in zip(ours.turns, theirs.turns, strict=True)]


def table(title: str, *contestants: Contestant) -> Table:
    """The medians over all turns; the first contestant is ours."""
    ours, *others = contestants
    by_round = [f"over {one.name}: {' '.join(f'{ratio:.2f}' for ratio in ratios(ours, one))}" for one in others]
    drawn = Table(title=title, title_justify="left", caption="\n".join(by_round), caption_justify="left")
    drawn.add_column("server")
    for heading in ("clicks/s", "p50 ms", "p99 ms", "CPU µs", "refused"):
        drawn.add_column(heading, justify="right")
    for one in contestants:
        waits = sorted(wait for turn in one.turns for wait in turn.waits)
        drawn.add_row(
            one.name,
            f"{statistics.median(turn.rate for turn in one.turns):,.0f}",
            f"{waits[len(waits) // 2] * 1e3:.1f}",
            f"{waits[len(waits) * 99 // 100] * 1e3:.1f}",
            f"{statistics.median(turn.cpu / turn.clicks for turn in one.turns) * 1e6:,.0f}",
            str(sum(turn.refused for turn in one.turns)),
        )
    return drawn


def line(name: str, ours: Contestant, theirs: Contestant) -> str:
    """The result in one line: the median over the rounds."""
    return f"{name} ratio={statistics.median(ratios(ours, theirs)):.2f}"
