"""The platforms that are configured, as the courier reaches them and as requests come in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from adapters.mail.receive import MailFront
from adapters.mail.send import MailChat
from adapters.settings import Settings
from adapters.slack.houses import Houses
from adapters.slack.receive import SlackFront
from adapters.slack.send import SlackChat
from adapters.teams.receive import TeamsFront
from adapters.teams.send import TeamsChat
from adapters.wiring import Clock
from bot.chat import Answer, Chat
from storage.database import Database
from storage.vault import Vault

PATIENCE = aiohttp.ClientTimeout(total=10)
"""Seconds for one call to a platform; less than a courier's lease."""

Close = Callable[[], Awaitable[None]]


@dataclass
class Platforms:
    """Make it inside the running loop, and `close` it at the end. One HTTP client serves them all."""

    settings: Settings
    database: Database
    now: Clock
    chats: dict[str, Chat] = field(default_factory=dict[str, Chat])

    def __post_init__(self) -> None:
        self._http = aiohttp.ClientSession(timeout=PATIENCE, cookie_jar=aiohttp.DummyCookieJar())
        self._closing: list[Close] = []
        if self.settings.slack is not None:
            vault = Vault(self.database, self.settings.secret_key)
            self._houses = Houses(vault, self.now, self.settings.slack.bot_token)
            self.chats["slack"] = SlackChat(self.settings.slack, self._houses, self._http)
        if self.settings.teams is not None:
            self._teams = TeamsChat(self.settings.teams, self._http, self.now)
            self.chats["teams"] = self._teams
        if self.settings.mail is not None:
            mail = MailChat(self.settings.mail, self.now)
            self.chats["mail"] = mail
            self._closing.append(mail.close)

    def add_routes(self, app: web.Application, answer: Answer) -> None:
        """Let every platform's requests in."""
        if self.settings.slack is not None:
            slack = SlackFront(self.settings.slack, answer, self._houses, self._http, self.now)
            slack.add_routes(app)
            self._closing.append(slack.close)
        if self.settings.teams is not None:
            teams = TeamsFront(self.settings.teams, answer, self._teams, self._http, self.now)
            teams.add_routes(app)
            self._closing.append(teams.close)
        if self.settings.mail is not None:
            MailFront(self.settings.mail, answer, self.now).add_routes(app)

    async def close(self) -> None:
        """Finish what is still being shown to people."""
        for close in self._closing:
            await close()
        await self._http.close()
