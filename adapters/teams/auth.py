"""Who may come in: the signed token on every request from Teams, checked before its body is read.

After "Authenticate requests from the Bot Connector service to your bot" (Bot Framework REST, authentication), but
stricter than SDK 4.17.1, which answers 500 to an expired, tampered or unknown token and lets in activities that leave
out what the token vouches for. Tokens of the Emulator are refused: the SDK does not check their audience, so a server
that was sent the bot's own token could play it back.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import jwt
from aiohttp import web

from adapters.teams.keys import Key, Keys
from adapters.teams.settings import TeamsSettings, is_loopback

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
"""The only channel we serve. In others (Direct Line, Web Chat) a client writes its own tenant into the activity."""
LEEWAY = 300
"""Seconds two clocks may differ (Bot Connector authentication: five minutes)."""
FORWARDED = ("Forwarded", "X-Forwarded-For")


class Refused(Exception):
    """Not for us: the caller gets 401 and nothing else."""


class Pass:
    """What a good token vouches for: a service address and a set of channels."""

    def __init__(self, service_url: str, channels: frozenset[str]) -> None:
        self.service_url = service_url
        self.channels = channels


class Door:
    """Checks requests in two steps: the token before the body is read, then whether the body is what it vouches for."""

    def __init__(self, settings: TeamsSettings, keys: Keys, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._keys = keys
        self._now = now

    async def check(self, request: web.BaseRequest) -> Pass | None:
        """What the request's token vouches for; None where authentication is off. Raises Refused, NoKeys."""
        if not self._settings.app_id:
            # A proxy in front makes everybody look local, and says so in one of these headers.
            if not is_loopback(request.remote or "") or any(name in request.headers for name in FORWARDED):
                raise Refused("authentication is off, so only this machine may come in")
            return None
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused("no bearer token")
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = await self._keys.find(kid) if isinstance(kid, str) else None
            if key is None:
                raise Refused("unknown key")
            return self._read(token, key)
        except jwt.PyJWTError as error:
            raise Refused(type(error).__name__) from error

    def _read(self, token: str, key: Key) -> Pass:
        # The clock is ours: PyJWT would read the machine's.
        options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": ["exp", "iss", "aud"]}
        claims = jwt.decode(
            token, key.public, algorithms=["RS256"], audience=self._settings.app_id, issuer=ISSUER, options=options
        )
        now = self._now().timestamp()
        begins, ends, service_url = claims.get("nbf", 0), claims["exp"], claims.get("serviceurl")
        if not isinstance(begins, int | float) or not isinstance(ends, int | float):
            raise Refused("times that are no numbers")
        if not begins - LEEWAY <= now < ends + LEEWAY:
            raise Refused("expired, or not valid yet")
        if not isinstance(service_url, str):
            raise Refused("vouches for no service")
        return Pass(service_url, key.channels)

    def admit(self, vouched: Pass | None, activity: Mapping[str, Any]) -> None:
        """Checks that the body is what the token vouches for. Raises Refused."""
        service_url, channel = activity.get("serviceUrl"), activity.get("channelId")
        if not isinstance(service_url, str) or not self._settings.trusts(service_url):
            raise Refused("a service that is not allowed")
        if channel != CHANNEL:
            raise Refused("a channel that is not Teams")
        if vouched is None:
            return
        if _same(vouched.service_url) != _same(service_url):
            raise Refused("another service than the token's")
        if channel not in vouched.channels:
            raise Refused("a key that may not sign for this channel")


def _same(url: str) -> str:
    return url.rstrip("/").lower()
