"""The public keys that sign what Teams sends: fetched without blocking, kept a day, looked up again when one is new."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import jwt

KEEP = timedelta(hours=24)
"""How long keys are used before they are fetched again (Bot Connector authentication: at least daily)."""
PATIENCE = timedelta(minutes=1)
"""Between two fetches for a key nobody knows, so that made-up key ids cannot make us hammer the server."""
TIMEOUT = aiohttp.ClientTimeout(total=5)

log = logging.getLogger(__name__)


class NoKeys(Exception):
    """The keys could not be fetched, so nothing can be said about any signature."""


@dataclass(frozen=True)
class Key:
    """A public key and the channels it may sign for."""

    public: Any
    channels: frozenset[str]


class Keys:
    """All keys that are published now.

    The SDK fails here twice: it fetches with a blocking call that has no time-out, and a key published after the first
    fetch is an error for the next 24 hours.
    """

    def __init__(self, metadata_url: str, http: aiohttp.ClientSession, now: Callable[[], datetime]) -> None:
        self._metadata_url = metadata_url
        self._http = http
        self._now = now
        self._lock = asyncio.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched: datetime | None = None
        self._looked_again: datetime | None = None

    async def find(self, kid: str) -> Key | None:
        """The key with this id, None when there is none. Raises NoKeys when they cannot be fetched."""
        if self._fetched is None or self._now() - self._fetched >= KEEP:
            await self._refresh(self._fetched)
        elif kid not in self._keys and (self._looked_again is None or self._now() - self._looked_again >= PATIENCE):
            self._looked_again = self._now()
            await self._refresh(self._fetched)
        return self._keys.get(kid)

    async def _refresh(self, known: datetime | None) -> None:
        async with self._lock:
            if self._fetched != known:
                return
            try:
                metadata = await self._get(self._metadata_url)
                found = await self._get(str(metadata["jwks_uri"]))
                self._keys = {str(jwk["kid"]): key for jwk in found["keys"] if (key := _key(jwk))}
                self._fetched = self._now()
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
                log.error("the keys of Teams could not be fetched: %s", type(error).__name__)
                if not self._keys:
                    raise NoKeys from error

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._http.get(url, timeout=TIMEOUT, raise_for_status=True) as response:
            return await response.json(content_type=None)


def _key(jwk: dict[str, Any]) -> Key | None:
    """A usable key, or None for one of another kind: one strange key must not lock everybody out."""
    try:
        if jwk["kty"] != "RSA" or not jwk["kid"]:
            return None
        return Key(jwt.PyJWK(jwk, "RS256").key, frozenset(map(str, jwk.get("endorsements") or ())))
    except (jwt.PyJWTError, ValueError, KeyError, TypeError):
        return None
