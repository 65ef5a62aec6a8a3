"""`convener serve` as an operator runs it: killed without warning in a burst of clicks, and started again."""

import asyncio
import contextlib
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession

from adapters.furnish import EXAMPLE, HOUSES, codes
from storage.database import Database
from tests.town import SESSION

PEOPLE = {f"play:{house.key}:{key}": name for house in HOUSES for key, name, _ in house.people}
SEED = 20270106


class Server:
    """One installation, its folder and its port."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.database = folder / "convener.db"
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TEAMS_", "MAIL_"))},
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PORT": str(port),
            "PLAYGROUND": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def cli(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            [sys.executable, "-m", "adapters", *words], env=self._env, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    async def start(self, http: ClientSession) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen([sys.executable, "-m", "adapters", "serve"], env=self._env)  # noqa: ASYNC220 -- it must outlive this call
        for _ in range(1200):
            with contextlib.suppress(ClientError):
                async with http.get(f"{self.url}/readyz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.05)
        raise AssertionError("the server did not start")

    def end(self, how: signal.Signals) -> int:
        """End it; its exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(how)
        return self._process.wait(60)

    async def do(self, http: ClientSession, what: str, **body: Any) -> str:
        """One command of the playground's page; the words that person sees next."""
        async with http.post(f"{self.url}/playground/{what}", json=body) as answer:
            seen = await answer.json()
            assert answer.status == 200, seen
            return seen["seen"]

    async def cards(self, http: ClientSession) -> dict[str, dict[str, Any]]:
        """The card that stands in each house's room."""
        async with http.get(f"{self.url}/playground/state") as answer:
            state = await answer.json()
        found = {}
        for house in state["houses"]:
            room = [shown for shown in house["messages"] if shown["place"] == house["room"]]
            cards = [shown for shown in room if not shown["by"] and not shown["only"] and len(shown["blocks"]) > 3]
            if cards:
                found[house["key"]] = cards[-1]
        return found

    def answers(self) -> dict[str, str]:
        """What the database holds: the first meeting's answer by person."""
        with contextlib.closing(sqlite3.connect(self.database)) as db:
            rows = db.execute(
                "SELECT account.id, answer.choice FROM answer JOIN account USING (member_id)"
                " JOIN meeting ON meeting.id = answer.meeting_id WHERE meeting.number = 1"
            )
            return dict(rows.fetchall())


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


@pytest.fixture
async def server(tmp_path: Path, http: ClientSession) -> AsyncIterator[Server]:
    server = Server(tmp_path)
    try:
        await settled(server, http)
        yield server
    finally:
        server.end(signal.SIGTERM)


async def settled(server: Server, http: ClientSession) -> None:
    """The example's community, four linked houses and one card in each."""
    server.cli("plan", "import", str(EXAMPLE), "--yes")
    await server.start(http)
    database = Database(f"sqlite:///{server.database}")
    for house in HOUSES:
        code, own = database.now(lambda db, house=house: codes(db, house, datetime.now(UTC)))
        first = f"play:{house.key}:{house.people[0][0]}"
        await server.do(http, "say", person=first, text=f"join {code}", in_room=True)
        for key, personal in own.items():
            await server.do(http, "say", person=f"play:{house.key}:{key}", text=f"join {personal}")
    database.close()
    await server.do(http, "say", person=next(iter(PEOPLE)), text=f"announce {SESSION}")
    await until(lambda: server.cards(http), lambda cards: len(cards) == len(HOUSES))


async def test_a_kill_in_a_burst_loses_no_answer_and_no_redraw(server: Server, http: ClientSession) -> None:
    chance = random.Random(SEED)
    for _ in range(3):
        cards = await until(lambda: server.cards(http), lambda cards: len(cards) == len(HOUSES))
        told: dict[str, str] = {}
        under_way: dict[str, str] = {}

        clicking = [asyncio.create_task(click_on(server, http, who, cards, chance, told, under_way)) for who in PEOPLE]
        await asyncio.sleep(0.3 + chance.random() / 2)
        assert server.end(signal.SIGKILL) == -signal.SIGKILL
        await asyncio.gather(*clicking)
        assert len(told) == len(PEOPLE)

        kept = server.answers()
        assert [who for who in PEOPLE if kept[who] not in (told[who], under_way.get(who))] == []

        await server.start(http)
        counts = Counter(kept.values())
        wanted = f"{counts['coming']} coming" + (f", {counts['maybe']} maybe" if counts["maybe"] else "")

        def shows_it(cards: dict[str, dict[str, Any]], wanted: str = wanted) -> bool:
            return len(cards) == len(HOUSES) and all(wanted in str(card["blocks"]) for card in cards.values())

        await until(lambda: server.cards(http), shows_it)


async def click_on(
    server: Server,
    http: ClientSession,
    person: str,
    cards: dict[str, dict[str, Any]],
    chance: random.Random,
    told: dict[str, str],
    under_way: dict[str, str],
) -> None:
    """Somebody changes their mind until the server is gone; what they were told, and what they were not told yet."""
    with contextlib.suppress(ClientError, OSError):
        while True:
            choice = chance.choice(("coming", "maybe", "not"))
            under_way[person] = choice
            card = cards[person.split(":")[1]]["id"]
            action = f'session.answer {{"session":1,"choice":"{choice}"}}'
            await server.do(http, "press", person=person, message=card, action=action)
            told[person] = under_way.pop(person)


async def test_asked_to_stop_it_finishes_and_ends_well(server: Server, http: ClientSession) -> None:
    cards = await server.cards(http)
    action = 'session.answer {"session":1,"choice":"coming"}'
    await server.do(http, "press", person="play:cisco:cisco-1", message=cards["cisco"]["id"], action=action)
    assert server.end(signal.SIGTERM) == 0
    assert server.answers() == {"play:cisco:cisco-1": "coming"}
    await server.start(http)


async def until(look: Any, good: Any) -> Any:
    """What `look` sees once it is good; fails after a minute."""
    for _ in range(1200):
        seen = await look()
        if good(seen):
            return seen
        await asyncio.sleep(0.05)
    raise AssertionError(f"it did not come about: {str(seen)[:500]}")
