"""Which workspaces the app is installed in, and with which tokens: asked of the storage once a minute, not per request.

Bolt's own stores ask the database two or three times and Slack once (auth.test) on every request, before anything else
happens; on a click that eats the three seconds Slack allows.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from adapters.slack.lasting import Lasting

MOST = 5000
SECONDS = 60.0
"""How long another process's reinstallation may stay unseen."""


class Tokens(Protocol):
    """Where the secrets of each house lie. The keys: bot_token, bot_user_id, bot_id, team_id, enterprise_id, app_id,
    scopes (with commas), installed_at (Unix seconds); each "" where Slack told none.
    """

    async def find(self, house: str) -> Mapping[str, str] | None:
        """The secrets of this house, None if the app is not installed there."""
        ...

    async def save(self, house: str, secrets: Mapping[str, str]) -> None:
        """Stores them, in place of what was there."""
        ...

    async def forget(self, house: str) -> None:
        """Deletes them."""
        ...


class Houses:
    """The secrets of each house, remembered for a minute. `bot_token` serves any house that has none of its own."""

    def __init__(self, tokens: Tokens, now: Callable[[], datetime], bot_token: str = "") -> None:
        self._tokens = tokens
        self._known: Lasting[str, Mapping[str, str]] = Lasting(MOST, SECONDS, now)
        self._spare: Mapping[str, str] | None = {"bot_token": bot_token} if bot_token else None

    def at_hand(self, house: str) -> Mapping[str, str] | None:
        """Its secrets if they are remembered."""
        return self._known.get(house)

    async def find(self, house: str) -> Mapping[str, str] | None:
        """The secrets of this house, None if the app is not installed there."""
        known = self._known.get(house)
        if known is None:
            known = await self._tokens.find(house) or self._spare
            if known is not None:
                self._known.keep(house, known)
        return known

    async def save(self, house: str, secrets: Mapping[str, str]) -> None:
        """The app was installed here, perhaps again."""
        await self._tokens.save(house, secrets)
        self._known.drop(house)

    async def forget(self, house: str) -> None:
        """The app was removed from here."""
        await self._tokens.forget(house)
        self._known.drop(house)

    async def reinstalled(self, house: str, after: float) -> bool:
        """Whether the app was installed here after this time (Unix seconds): Slack tells of a removal late at times."""
        secrets = await self._tokens.find(house)
        return secrets is not None and float(secrets.get("installed_at") or 0) > after

    def doubt(self, house: str) -> None:
        """Slack refused the token: look again next time, it may have been replaced elsewhere."""
        self._known.drop(house)
