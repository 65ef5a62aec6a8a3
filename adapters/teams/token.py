"""The bot's own token for the connector: one for the whole app, fetched once, renewed before it runs out.

The SDK makes a new MSAL app for every turn: two blocking calls inside the event loop each time, measured as 4.3 s of
standstill for 20 turns at once with a token server 100 ms away.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from adapters.teams.settings import TeamsSettings
from bot.chat import TryLater

SCOPE = "https://api.botframework.com/.default"
AHEAD = timedelta(minutes=5)
"""How long before its end a token is renewed. Entra's last about an hour."""

log = logging.getLogger(__name__)


class Token:
    """Gives out the current token; everybody who asks while it is fetched waits for the same one."""

    def __init__(self, settings: TeamsSettings, http: aiohttp.ClientSession, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._http = http
        self._now = now
        self._lock = asyncio.Lock()
        self._value = ""
        self._ends: datetime | None = None

    async def header(self) -> str:
        """The value of the Authorization header. Raises TryLater when no token can be had."""
        if self._lasts(AHEAD):
            return self._value
        async with self._lock:
            if not self._lasts(AHEAD):
                try:
                    await self._fetch()
                except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                    log.error("no token for Teams: %s", type(error).__name__)
                    if not self._lasts(timedelta()):
                        raise TryLater("the token server gave no token") from error
        return self._value

    def forget(self) -> None:
        """The connector refused this token: fetch another one."""
        self._ends = None

    def _lasts(self, longer: timedelta) -> bool:
        return self._ends is not None and self._now() + longer < self._ends

    async def _fetch(self) -> None:
        asked = self._now()
        form = {
            "grant_type": "client_credentials",
            "client_id": self._settings.app_id,
            "client_secret": self._settings.app_password,
            "scope": SCOPE,
        }
        url = self._settings.where_tokens_come_from()
        async with self._http.post(url, data=form, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError(f"status {response.status}")
            answer: dict[str, Any] = await response.json(content_type=None)
        self._value = f"Bearer {answer['access_token']}"
        self._ends = asked + timedelta(seconds=int(answer["expires_in"]))
