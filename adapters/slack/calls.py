"""Calls to Slack: one client, one time-out, one table that says what a refusal means, and no hidden second try.

slack_sdk's default retry handler sends chat.postMessage again when only the answer was lost, and people read the
message twice; so there is none here, and whoever calls decides. What it logs below WARNING holds what people wrote.
"""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any, cast

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.deadline import Deadlines
from adapters.slack.houses import Houses
from adapters.slack.render import without_pictures
from adapters.slack.settings import SlackSettings
from bot.chat.port import CannotReach, ChatError, TryLater

SECONDS = 10.0
"""How long one call may take from end to end."""

NO_OTHER_TIMEOUT = ClientTimeout()
JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}

NO_TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Refusals that say our token is no good; another process may have a newer one."""

GONE = NO_TOKEN | {
    "cannot_dm_bot", "cannot_reply_to_message", "cant_update_message", "channel_not_found", "code_already_used",
    "edit_window_closed", "exchanged_trigger_id", "expired_trigger_id", "hash_conflict", "invalid_code",
    "invalid_trigger_id", "is_archived", "is_inactive", "message_not_found", "missing_scope", "no_permission",
    "not_found", "not_in_channel", "push_limit_reached", "restricted_action",
    "restricted_action_non_threadable_channel", "restricted_action_thread_locked", "team_access_not_granted",
    "team_not_found", "trigger_exchanged", "trigger_expired", "user_disabled", "user_not_found",
    "user_not_in_channel", "user_not_visible",
}  # fmt: skip
"""Refusals that are a normal outcome, and that another try will not change. Source: the error lists of
chat.postMessage, chat.postEphemeral, chat.update, views.open, views.push, views.update, views.publish and
oauth.v2.access."""

LATER = frozenset({
    "accesslimited", "fatal_error", "internal_error", "org_login_required", "rate_limited", "ratelimited",
    "request_timeout", "service_unavailable", "team_added_to_org",
})  # fmt: skip
"""Refusals that pass. Source: as `GONE`, and "Rate limits"."""

NOT_DRAWN = frozenset({"invalid_arguments", "invalid_blocks"})
"""Refusals of messages and of views that a picture which could not be fetched may be behind."""

log = logging.getLogger("adapters.slack")
quiet = logging.getLogger("adapters.slack.sdk")
quiet.setLevel(logging.WARNING)


def web_client(settings: SlackSettings, http: ClientSession, token: str | None = None) -> AsyncWebClient:
    """slack_sdk's client as we use it: the shared connections, and no retries of its own."""
    return AsyncWebClient(token=token, base_url=settings.api_url, session=http, retry_handlers=[], logger=quiet)


def api_call(client: AsyncWebClient, method: str, **arguments: Any) -> Coroutine[Any, Any, Any]:
    """`client.api_call`, which slack_sdk types with bare dicts."""
    return client.api_call(method, **arguments)  # pyright: ignore[reportUnknownMemberType]


async def checked(call: Coroutine[Any, Any, Any]) -> Mapping[str, Any]:
    """What Slack answers to this call of slack_sdk's. Raises CannotReach, TryLater."""
    try:
        async with asyncio.timeout(SECONDS):
            answer = await call
        return answer.data
    except SlackApiError as refused:
        raise meaning(refused) from None
    except (ClientError, TimeoutError, OSError, SlackClientError) as lost:
        raise TryLater(type(lost).__name__) from None
    except AttributeError:
        # slack_sdk on a 200 that is not JSON, as a proxy's own page: AsyncSlackResponse.validate calls str.get.
        raise TryLater("not an answer of Slack's") from None


def meaning(refused: SlackApiError) -> ChatError:
    """The error of ours that stands for this one. slack_sdk's own text is not kept: it quotes what was sent."""
    response: Any = refused.response
    status = getattr(response, "status_code", None) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    return meaning_of(status, code, response.headers)


def meaning_of(status: int, code: str, headers: Mapping[str, str]) -> ChatError:
    """As `meaning`, from the answer's HTTP status, Slack's error code and the headers."""
    if status == 429 or status >= 500 or code in LATER or (status == 200 and not code):
        wait = headers.get("Retry-After", "")
        return TryLater(code or f"HTTP {status}", float(wait) if wait.isdecimal() else None)
    if code not in GONE:
        log.error("Slack refused what we sent: %s", code or f"HTTP {status}")
    return CannotReach(code or f"HTTP {status}")


class Calls:
    """Calls for any house the app is installed in. Every method raises CannotReach and TryLater."""

    def __init__(self, settings: SlackSettings, houses: Houses, http: ClientSession, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._houses = houses
        self._http = http
        self._deadlines = Deadlines(seconds)

    async def call(self, house: str, method: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """What Slack answers to this method with this JSON."""
        try:
            return await self._post(house, method, body)
        except CannotReach as refused:
            # Slack fetches every picture first, and takes nothing when it cannot (slackapi/python-slack-sdk#1782).
            words = without_pictures(body) if str(refused) in NOT_DRAWN else None
            if words is None:
                raise
        return await self._post(house, method, words)

    async def ask(self, house: str, method: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        """As `call`, for the methods that only read: those take no JSON."""
        client = web_client(self._settings, self._http, await self._token(house))
        try:
            return await checked(api_call(client, method, http_verb="GET", params=dict(query)))
        except CannotReach as refused:
            self._doubt(house, refused)
            raise

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Answers through the address that came with a click or a command: good for 30 minutes and five answers."""
        words = without_pictures(body)
        try:
            await self._respond(response_url, body)
        except CannotReach:
            if words is None:
                raise
            await self._respond(response_url, words)

    async def _respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        # By hand, not by slack_sdk's webhook client: every click makes this call.
        payload = orjson.dumps(body)
        try:
            with self._deadlines.call():
                answer = await self._http.post(
                    response_url, data=payload, headers=JSON_HEADERS, timeout=NO_OTHER_TIMEOUT
                )
                await answer.read()
        except (ClientError, TimeoutError, OSError) as lost:
            raise TryLater(type(lost).__name__) from None
        if answer.status >= 400:
            raise meaning_of(answer.status, "not_found" if answer.status == 404 else "", answer.headers)

    async def _post(self, house: str, method: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        # By hand too: each of ten thousand reminders makes this call, and slack_sdk takes as long again over it.
        secrets = self._houses.at_hand(house)
        token = await self._token(house) if secrets is None else secrets["bot_token"]
        headers = {**JSON_HEADERS, "Authorization": f"Bearer {token}"}
        url, payload = self._settings.api_url + method, orjson.dumps(body)
        try:
            # Whoever reads an answer to its end has given its connection back; `async with` would ask once more.
            with self._deadlines.call():
                answer = await self._http.post(url, data=payload, headers=headers, timeout=NO_OTHER_TIMEOUT)
                said = await answer.read()
        except (ClientError, TimeoutError, OSError) as lost:
            raise TryLater(type(lost).__name__) from None
        try:
            data: Any = orjson.loads(said)
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise meaning_of(answer.status, "", answer.headers)
        answered = cast("dict[str, Any]", data)
        if answer.status == 200 and answered.get("ok"):
            return answered
        refused = meaning_of(answer.status, str(answered.get("error") or ""), answer.headers)
        self._doubt(house, refused)
        raise refused

    async def _token(self, house: str) -> str:
        secrets = await self._houses.find(house)
        if secrets is None:
            raise CannotReach("the app is not installed in this workspace")
        return secrets["bot_token"]

    def _doubt(self, house: str, refused: ChatError) -> None:
        if str(refused) in NO_TOKEN:
            self._houses.doubt(house)
