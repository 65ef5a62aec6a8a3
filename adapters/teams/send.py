"""Sending: `bot.chat.Chat` for Teams, straight to the connector's REST API by aiohttp.

Not by the SDK's connector client, which builds two clients and their pools per turn (10 ms of CPU), sends in a pool of
six threads over a new connection each time, and retries PUT and DELETE three times by itself, asleep in the thread for
as long as Retry-After says. Here each operation is exactly one request, and the courier decides about the next.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams import address, rates, render
from adapters.teams.settings import TeamsSettings
from adapters.teams.token import Token
from bot.chat import CannotReach, Form, Limit, Message, Problems, TryLater, Verb

PATIENCE = 10
"""Seconds a call may take in all."""
REMEMBERED = 10_000
"""Personal conversations and service addresses kept in memory; a forgotten one costs one more request."""
LATER = (401, 408, 409, 412, 425, 429, 500, 502, 503, 504)
"""Answers after which trying again may help; Microsoft's list (Teams, rate limits) is 412, 429, 502 and 504.
401 is a token that was withdrawn: the next try fetches another one."""

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class TeamsChat:
    """Posts and updates cards. Addresses are those of `address`; they survive a restart."""

    def __init__(
        self, settings: TeamsSettings, http: aiohttp.ClientSession, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._settings = settings
        self._http = http
        self._now = now
        self._token = Token(settings, http, now)
        self._personal: OrderedDict[str, str] = OrderedDict()
        self._services: OrderedDict[str, str] = OrderedDict()

    async def post(self, to: str, message: Message) -> str:
        """As `Chat.post`. A personal chat is created when it is first written to; a channel alone has threads."""
        return await self.show(to, message)

    async def update(self, which: str, message: Message) -> None:
        """As `Chat.update`."""
        match _read(which):
            case address.Posted(tenant, service, conversation, activity) if activity:
                path = _path(address.thread_of(conversation, activity), activity)
                await self._call("PUT", self._newest(conversation, service), path, render.activity(message, tenant))
            case _:
                raise CannotReach("not a message")

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """As `Chat.limits`."""
        return rates.limits(where)

    async def show(self, to: str, shown: Message | Form | Problems) -> str:
        """Posts a message, or a form drawn as a card, which only a chat with one person should get."""
        match _read(to):
            case address.Room(tenant, service, conversation):
                return await self._post(tenant, service, conversation, shown)
            case address.Someone() as person:
                conversation = await self._conversation_with(person)
                try:
                    return await self._post(person.tenant, person.service, conversation, shown)
                except CannotReach:
                    self._personal.pop(address.write(person), None)
                    raise
            case address.Posted(tenant, service, conversation, activity) if activity:
                return await self._post(tenant, service, address.thread_of(conversation, activity), shown)
            case address.Posted():
                raise CannotReach("not a message")

    async def member(self, of: str, user: str) -> dict[str, Any]:
        """What the tenant says of one person ("Get a single member"). Raises CannotReach, TryLater."""
        match _read(of):
            case address.Room(_, service, conversation):
                path = f"v3/conversations/{quote(conversation, safe='')}/members/{quote(user, safe='')}"
                return await self._call("GET", self._newest(conversation, service), path)
            case _:
                raise CannotReach("not a conversation")

    def heard_from(self, conversation: str, service: str) -> None:
        """Teams moves tenants between servers: the newest address it wrote from is the one to write to."""
        _remember(self._services, address.room_of(conversation), service)

    def _newest(self, conversation: str, service: str) -> str:
        return self._services.get(address.room_of(conversation), service)

    async def _post(self, tenant: str, service: str, conversation: str, shown: Message | Form | Problems) -> str:
        service = self._newest(conversation, service)
        answer = await self._call("POST", service, _path(conversation), render.activity(shown, tenant))
        activity = str(answer.get("id") or "")
        return address.write(address.posted(tenant, service, conversation, activity))

    async def _conversation_with(self, person: address.Someone) -> str:
        key = address.write(person)
        known = self._personal.get(key)
        if known is None:
            asked = {
                "isGroup": False,
                "bot": {"id": f"28:{self._settings.app_id}"},
                "members": [{"id": person.user}],
                "tenantId": person.tenant,
                "channelData": {"tenant": {"id": person.tenant}},
            }
            answer = await self._call("POST", person.service, "v3/conversations", asked)
            known = str(answer.get("id") or "")
            if not known:
                raise CannotReach("no conversation was made")
        _remember(self._personal, key, known)
        return known

    async def _call(self, method: str, service: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request. Raises CannotReach, TryLater."""
        if not self._settings.trusts(service):
            raise CannotReach("a service that is not allowed")
        url = URL(f"{service.rstrip('/')}/{path}", encoded=True)
        try:
            async with asyncio.timeout(PATIENCE):
                headers = {"Authorization": await self._token.header()} if self._settings.app_id else {}
                async with self._http.request(
                    method, url, json=body, headers=headers, allow_redirects=False
                ) as response:
                    if response.status < 300:
                        return await _json(response)
                    raise self._refusal(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater(f"Teams did not answer: {type(error).__name__}") from error

    def _refusal(self, response: aiohttp.ClientResponse) -> CannotReach | TryLater:
        reason = f"Teams answered {response.status}"
        if response.status == 401:
            self._token.forget()
        if response.status in LATER:
            return TryLater(reason, _seconds(response.headers.get("Retry-After", ""), self._now()))
        if response.status not in (403, 404):
            log.error("%s to %s", reason, response.method)
        return CannotReach(reason)


def _read(text: str) -> address.Address:
    try:
        return address.read(text)
    except ValueError as error:
        raise CannotReach("not an address in Teams") from error


def _path(conversation: str, activity: str = "") -> str:
    path = f"v3/conversations/{quote(conversation, safe='')}/activities"
    return f"{path}/{quote(activity, safe='')}" if activity else path


def _remember(memory: OrderedDict[str, str], key: str, value: str) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)


async def _json(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """What came back; an update is often answered with nothing at all."""
    try:
        answer: Any = await response.json(content_type=None)
    except ValueError:
        return {}
    return cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Retry-After as seconds, whether it says a number or a date (RFC 9110, 10.2.3)."""
    try:
        return max(float(retry_after), 0)
    except ValueError:
        pass
    try:
        return max((parsedate_to_datetime(retry_after) - now).total_seconds(), 0)
    except (ValueError, TypeError):
        return None
