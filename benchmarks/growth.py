"""`python -m benchmarks.growth`: what one answer costs in a community that has grown, against thirty people.

At most 1.2 times as much. The large one has 10,000 members in 500 companies, 1,000 sessions and 100,000 answers; the
small one 30 members in 15 companies and one session. A session has one meeting, with a hundred answers in the large
one and thirty in the small one. Both are SQLite files, and they take turns, so that whatever else the machine does
hits both alike.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from benchmarks.crowd import Size, settle
from bot.chat import Message, Person, Place, Pressed, pack
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.signups.actions import AnswerSession
from storage.database import Database
from storage.migrate import migrate
from storage.models import Choice

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)
SMALL, LARGE = Size(30, 15, 1, 30), Size(10_000, 500, 1_000, 100)
ROUNDS, CLICKS = 15, 200


@dataclass(frozen=True)
class Town:
    """A community, the bot that runs it, somebody in it, and the session they answer."""

    bot: Bot
    person: Person
    session: int


def main() -> None:
    """Measures, and prints both and their ratio."""
    out = Console()
    with tempfile.TemporaryDirectory() as folder:
        towns = [_town(Path(folder, f"{size.members}.db"), size) for size in (SMALL, LARGE)]
        times = asyncio.run(_turns(towns))
    small, large = (statistics.median(turns) / CLICKS * 1e6 for turns in times)
    ratio = statistics.median(large / small for small, large in zip(*times, strict=True))
    out.print(f"{SMALL.members:,} members: {small:,.0f} µs an answer; {LARGE.members:,} members: {large:,.0f} µs")
    out.print(f"rsvp_growth ratio={ratio:.2f}", highlight=False)


def _town(file: Path, size: Size) -> Town:
    database = Database(f"sqlite:///{file}")
    migrate(database)
    account, house, session = database.now(lambda db: settle(db, size, NOW + timedelta(days=60)))
    return Town(Bot(FEATURES, database, lambda: NOW), Person(account, house), session)


async def _turns(towns: list[Town]) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in towns]
    for number in range(ROUNDS + 1):
        order = [*enumerate(towns)]
        for index, town in order if number % 2 else reversed(order):
            began = time.perf_counter()
            await _answers(town)
            if number:
                times[index].append(time.perf_counter() - began)
    return times


async def _answers(town: Town) -> None:
    """The same person changes their answer again and again, one click after the other."""
    for number in range(CLICKS):
        action = pack(AnswerSession(town.session, (Choice.COMING, Choice.MAYBE)[number % 2]))
        answer = await town.bot.answer(Pressed(town.person, Place("play:room", private=True), action))
        assert isinstance(answer, Message)


if __name__ == "__main__":
    main()
