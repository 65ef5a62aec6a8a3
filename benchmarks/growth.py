"""`python -m benchmarks.growth`: what one answer costs in a community that has grown, against thirty people.

At most 1.2 times as much. The large one has 10,000 members in 500 companies, 1,000 sessions and 100,000 answers; the
small one 30 members in 15 companies and one session. A session has one meeting, with a hundred answers in the large
one and thirty in the small one. The answer comes from a message in somebody's own chat, is kept with its history and
with the wish to redraw the session's cards, and what comes back is the whole card with its counts. Both are SQLite
files, then both are PostgreSQL databases, and they take turns, so that whatever else the machine does hits both alike.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from rich.console import Console

from benchmarks.crowd import Size, settle
from bot.chat import Message, Person, Place, Pressed, pack
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.signups.actions import AnswerSession
from storage.database import Database
from storage.migrate import migrate
from storage.models import AnswerHistory, Choice, table
from tests.postgres import fresh_postgres_database, running_postgres

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)
SMALL, LARGE = Size(30, 15, 1, 30), Size(10_000, 500, 1_000, 100)
ROUNDS, CLICKS = 15, 200
_KEPT = sa.select(sa.func.count()).select_from(table(AnswerHistory))


@dataclass(frozen=True)
class Town:
    """A community, the bot that runs it, somebody in it, and the session they answer."""

    bot: Bot
    database: Database
    person: Person
    session: int


def main() -> None:
    """Measures, and prints both and their ratio, on each database."""
    out = Console()
    with tempfile.TemporaryDirectory() as folder:
        lines = [_measured("rsvp_growth", [f"sqlite:///{folder}/small.db", f"sqlite:///{folder}/large.db"], out)]
    with (
        running_postgres() as server,
        fresh_postgres_database(server) as small,
        fresh_postgres_database(server) as large,
    ):
        lines.append(_measured("rsvp_growth_postgresql", [small, large], out))
    for line in lines:
        out.print(line, highlight=False)


def _measured(name: str, urls: list[str], out: Console) -> str:
    towns = [_town(url, size) for url, size in zip(urls, (SMALL, LARGE), strict=True)]
    times = asyncio.run(_turns(towns))
    small, large = (statistics.median(turns) / CLICKS * 1e6 for turns in times)
    ratios = sorted(large / small for small, large in zip(*times, strict=True))
    out.print(
        f"{SMALL.members:,} members: {small:,.0f} µs an answer; {LARGE.members:,} members: {large:,.0f} µs; "
        f"half of the rounds between {ratios[ROUNDS // 4]:.2f} and {ratios[-1 - ROUNDS // 4]:.2f}"
    )
    return f"{name} ratio={statistics.median(ratios):.2f}"


def _town(url: str, size: Size) -> Town:
    database = Database(url)
    migrate(database)
    account, house, session = database.now(lambda db: settle(db, size, NOW + timedelta(days=60)))
    if database.shared:
        # PostgreSQL does it by itself within a minute; until then it plans for tables as small as they were.
        database.now(lambda db: db.connection().execute(sa.text("ANALYZE")))
    return Town(Bot(FEATURES, database, lambda: NOW), database, Person(account, house), session)


async def _turns(towns: list[Town]) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in towns]
    for number in range(ROUNDS + 1):
        order = [*enumerate(towns)]
        for index, town in order if number % 2 else reversed(order):
            began = time.perf_counter()
            await _answers(town)
            if number:
                times[index].append(time.perf_counter() - began)
    for town in towns:
        # Bad luck is a message too: what counts is what was kept.
        kept = town.database.now(lambda db: db.connection().execute(_KEPT).scalar_one())
        assert kept == (ROUNDS + 1) * CLICKS, f"{(ROUNDS + 1) * CLICKS} answers left {kept} lines of history"
        town.database.close()
    return times


async def _answers(town: Town) -> None:
    """The same person changes their answer again and again, one click after the other."""
    for number in range(CLICKS):
        action = pack(AnswerSession(town.session, (Choice.MAYBE, Choice.COMING)[number % 2]))
        answer = await town.bot.answer(Pressed(town.person, Place("play:room", private=True), action))
        assert isinstance(answer, Message)


if __name__ == "__main__":
    main()
